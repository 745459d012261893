"""Days of the calendar in running text, such as the date of issue (成文日期): 2024年6月24日, 二〇二四年六月二十四日."""

from __future__ import annotations

import re
from datetime import date

from ingest.fields.numerals import digits_year, fold_digits, parse_number

_S = r"\s{0,3}"
_DATE = re.compile(
    rf"(?<![0-9])(?P<y>[12][0-9]{{3}}|[一二][〇○零ＯO0一二三四五六七八九]{{3}}){_S}年"
    rf"{_S}(?P<m>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}}){_S}月{_S}(?P<d>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}){_S}[日号]"
    r"|(?<![0-9./-])(?P<y2>[12][0-9]{3})(?P<sep>[-./．])(?P<m2>[0-9]{1,2})(?P=sep)(?P<d2>[0-9]{1,2})(?![0-9./-])"
)
# ○ and the letter O stand for 〇 where a type has none.
_ZERO = str.maketrans("ＯO0", "〇〇〇")


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """The full dates in a text: start, end, day. Days that the calendar does not have are left out."""
    results = []
    for found in _DATE.finditer(fold_digits(text)):
        year, month, day = found.group("y", "m", "d") if found["y"] else found.group("y2", "m2", "d2")
        value = _date(digits_year(year if year.isdecimal() else year.translate(_ZERO)), parse_number(month), parse_number(day))
        if value:
            results.append((found.start(), found.end(), value))
    return results


def parse_date(text: str) -> date | None:
    """The day that a text prints, when it prints one and nothing else but brackets and stops; else None."""
    found = find_dates(text)
    if len(found) != 1:
        return None
    start, end, day = found[0]
    return day if not (text[:start] + text[end:]).strip(" \t\r\n\u3000（）()。，,.") else None


def _date(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
