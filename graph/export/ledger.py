"""Rows of an answer as an Excel workbook, to be read, sorted, printed and passed on (台账): headers that stay, a filter, dates
as dates, columns as wide as their words, and a sheet that says what was asked.

No cell is a formula: text is written as text and marked so, as in `xlsx`. The same rows give the same bytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

from graph.export.values import printable
from graph.export.workbook import LETTERS, unbroken
from graph.export.xlsx import as_day

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same bytes, whenever it is made."""
_NO_SHEET: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
_NARROWEST, _WIDE, _WIDEST = 6, 28, 44
"""Widths of a column, in Latin letters; Chinese ones count two. The widest are for sentences."""
_SENTENCE: Final = 60
"""Letters from which words are a sentence."""
_LINE, _HIGHEST = 16.0, 409.0
"""Heights of a line and of the highest row, in points. Not every program finds the height of wrapped words by itself."""
_IDS: Final = 12
"""The width of columns of ids: nobody reads them, and they are not printed."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table and what is said about it."""

    title: str
    columns: Sequence[tuple[str, str]]
    """Name of the field, header."""
    rows: Sequence[Mapping[str, Any]]
    """Values by name: text, numbers, truths, None, lists of text; a day as its ISO text."""
    about: Sequence[tuple[str, str]] = field(default=())
    """What was asked: name and value."""
    words: tuple[str, str, str] = ("是", "否", "说明")
    """For true, false and the name of the sheet that says what was asked."""


def write_ledger(ledger: Ledger, stream: BinaryIO) -> None:
    """Write the workbook. Rows go to the file as they come."""
    from xlsxwriter import Workbook  # only this format needs it

    book = Workbook(stream, {"constant_memory": True})
    book.set_properties({"title": printable(ledger.title)[:255], "created": _MADE})
    sheet = book.add_worksheet(_sheet_name(ledger.title, ledger.words[2]))
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF4", "border": 1, "valign": "vcenter", "text_wrap": True, "quote_prefix": True}
    )
    text = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    plain = book.add_format({"valign": "top"})
    id_ = book.add_format({"quote_prefix": True, "valign": "top", "font_color": "#808080"})
    names = [name for name, _ in ledger.columns]
    days = _days(ledger.rows, names)
    widths = [_width(name, header, ledger) for name, header in ledger.columns]
    for column, (_, header) in enumerate(ledger.columns):
        sheet.set_column(column, column, widths[column])
        sheet.write_string(0, column, printable(header), head)
    for number, row in enumerate(ledger.rows, 1):
        lines = 1
        for column, name in enumerate(names):
            value = row.get(name)
            if value is None:
                continue
            if name in days:
                sheet.write_datetime(number, column, as_day(value), day)
            elif isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number, column, value, plain)
            elif _is_id(name):
                sheet.write_string(number, column, _text(value, ledger.words), id_)
            else:
                words = _text(value, ledger.words)
                lines = max(lines, sum(1 + (_line(line) - 1) // (widths[column] - 1) for line in words.split("\n")))
                sheet.write_string(number, column, words, text)
        sheet.set_row(number, min(lines * _LINE, _HIGHEST))
    sheet.freeze_panes(1, 0)
    if ledger.columns:
        sheet.autofilter(0, 0, len(ledger.rows), len(ledger.columns) - 1)
    _printed(sheet, ledger.title)
    shown = [column for column, name in enumerate(names) if not _is_id(name)]
    if shown:
        sheet.print_area(0, 0, len(ledger.rows), shown[-1])
    if ledger.about:
        about = book.add_worksheet(ledger.words[2])
        about.set_column(0, 0, 18)
        about.set_column(1, 1, 80)
        for number, (name, value) in enumerate(ledger.about):
            about.write_string(number, 0, printable(name), head)
            about.write_string(number, 1, _text(value, ledger.words), text)
        about.set_paper(9)
        about.fit_to_pages(1, 0)
    book.close()


def _printed(sheet: Any, title: str) -> None:
    """On paper: across, as wide as the page, the headers on each."""
    sheet.set_landscape()
    sheet.hide_gridlines(0)  # that is: print them
    sheet.set_paper(9)  # A4
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if title := printable(title).strip():
        sheet.set_header("&C" + title[:100].replace("&", "&&"))
    sheet.set_footer("&C&P / &N")


def _text(value: Any, words: tuple[str, str, str]) -> str:
    if isinstance(value, bool):
        return words[0] if value else words[1]
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value))
    elif isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    return unbroken(printable(str(value)))[:LETTERS]


def _days(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> set[str]:
    """The columns that hold nothing but days."""
    found = set()
    for name in names:
        values = [row[name] for row in rows if row.get(name) is not None]
        if values and all(isinstance(value, str) and as_day(value) for value in values):
            found.add(name)
    return found


def _width(name: str, header: str, ledger: Ledger) -> int:
    """So wide that the header stands beside its filter's arrow, and that most words stand in one line."""
    least = max(_NARROWEST, _letters(header) + 4)
    if _is_id(name):
        return max(_IDS, least)
    longest = max((_letters(_text(v, ledger.words)) for row in ledger.rows if (v := row.get(name)) is not None), default=0)
    return max(least, min(longest + 2, _WIDEST if longest > _SENTENCE else _WIDE))


def _is_id(name: str) -> bool:
    return name == "id" or name.endswith("_id")


def _letters(text: str) -> int:
    return max((_line(line) for line in text[:1000].split("\n")), default=0)


def _line(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _sheet_name(title: str, other: str) -> str:
    # Excel counts 31 units of UTF-16
    units = _NO_SHEET.sub(" ", printable(title)).strip().encode("utf-16-le")[:62]
    name = units.decode("utf-16-le", errors="ignore").strip()
    return name if name and name.casefold() not in (other.casefold(), "history") else "1"
