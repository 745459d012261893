"""Cell values as an office prints them: 1 and not 1.0, 45747 by its number format 2025年3月31日."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

_GENERAL = "General"
# The formats without a text of their own in the file, as Excel in Chinese shows them (ECMA-376 18.8.30, zh-cn).
BUILTIN = {
    0: _GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    47: "mm:ss",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(AM/PM|上午/下午)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4})|(.)', re.DOTALL
)
_PLAIN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"0\.(0+)")
_LEAP = 60
"""Excel counts a 29 February 1900 that was none: days before serial 60 are one off."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = "一二三四五六日"


@lru_cache(maxsize=1024)
def is_date(form: str) -> bool:
    """True when the number format shows a date or a time of day."""
    first = _PLAIN.sub("", form.split(";")[0])
    return form != _GENERAL and "@" not in first and any(c in "ymdhsYMDHS" for c in first)


def printed(number: float, form: str, *, since_1904: bool = False) -> str:
    """A number as this format prints it: dates in full, per cent, fixed decimals, thousands; otherwise the plain number."""
    if form == _GENERAL:
        return plain(number)
    if is_date(form):
        moment = _moment(number, since_1904)
        return _date(moment, form) if moment is not None else plain(number)
    # Positive; negative; zero; text
    sections = form.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 and sections[1] else sections[0]
    bare = _PLAIN.sub("", section)
    percent = "%" in bare
    if not (percent or "0" in bare or "#" in bare) or "E" in bare or "?" in bare:
        return plain(number)
    places = _PLACES.search(bare)
    value = number * 100 if percent else number
    text = f"{value:{',' if ',' in bare else ''}.{len(places[1]) if places else 0}f}"
    literal = _literals(section)
    # Leading zeros (001) are a number as an office writes it.
    whole = re.match(r"[#,]*(0+)", bare)
    if whole and not places and "," not in bare and not percent:
        text = text.zfill(len(whole[1]))
    return literal[0] + text + ("%" if percent else "") + literal[1]


def _literals(section: str) -> tuple[str, str]:
    """Quoted words before and after the figures (第0项)."""
    before = after = ""
    seen = False
    for match in _TOKEN.finditer(section):
        words = match[1] or match[2]
        sign = match[5] or ""
        if words or (sign and sign not in "0#?.,% ;" and not sign.isascii()):
            before, after = (before, after + (words or sign)) if seen else (before + (words or sign), after)
        elif sign and sign in "0#?":
            seen = True
    return before, after


def plain(number: float) -> str:
    """A number without needless decimals: 1, 0.5, 12345678901."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    # Excel shows 11 significant figures at most in a General cell, and never 0.30000000000000004.
    return f"{number:.10g}"


def _moment(number: float, since_1904: bool) -> datetime | None:
    """The moment of a serial number; None when it is outside the calendar."""
    try:
        if since_1904:
            return datetime(1904, 1, 1) + timedelta(days=number)
        if number < 0:
            return None
        start = datetime(1899, 12, 31 if number < _LEAP else 30)
        moment = start + timedelta(days=number)
    except (OverflowError, ValueError):
        return None
    # Times are fractions: 0.1 + 0.2 seconds belong to the minute that is printed.
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _date(moment: datetime, form: str) -> str:
    """The moment by its format. Works token by token; `m` after an hour or before a second is a minute."""
    tokens = list(_TOKEN.finditer(form.split(";")[0]))
    letters = [(m[4] or "").lower()[:1] for m in tokens]
    half = any(m[3] for m in tokens)
    words = ""
    for at, match in enumerate(tokens):
        quoted, escaped, noon, field, sign = match.groups()
        if field:
            before = next((x for x in reversed(letters[:at]) if x), "")
            after = next((x for x in letters[at + 1 :] if x), "")
            minute = field[0] in "mM" and (before == "h" or after == "s")
            words += _field(moment, field.lower(), minute, half)
        elif noon:
            words += ("上午" if moment.hour < 12 else "下午") if noon != "AM/PM" else ("AM" if moment.hour < 12 else "PM")
        else:
            words += quoted or escaped or sign or ""
    return words.strip()


def _field(moment: datetime, field: str, minute: bool, half: bool) -> str:
    size, kind = len(field), field[0]
    if kind == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if kind == "a":
        return ("星期" if size == 4 else "") + _DAYS[moment.weekday()]
    if kind == "m" and not minute and size >= 3:
        return _MONTHS[moment.month - 1]
    if kind == "d" and size >= 3:
        return "星期" + _DAYS[moment.weekday()]
    hour = (moment.hour % 12 or 12) if half else moment.hour
    value = {"m": moment.minute if minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[kind]
    return f"{value:02d}" if size == 2 else str(value)
