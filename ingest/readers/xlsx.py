"""Excel workbooks (xlsx): each visible sheet with words as one table, its merged cells known, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from sys import intern

from lxml import etree

from ingest.errors import NoText
from ingest.progress import EVERY, Progress
from ingest.readers.limits import Clock, check_table
from ingest.readers.package import READ_ERRORS, Package
from ingest.readers.sheet import Sheet, leave_hidden, lines, table_of
from ingest.readers.xlsx_asides import leave_asides
from ingest.readers.xlsx_values import BUILTIN, printed
from ingest.source import Source

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_INLINE, _RUN, _TEXT, _VALUE = ({f"{_S}{name}", f"{_STRICT}{name}"} for name in ("is", "r", "t", "v"))
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LETTERS = re.compile(r"\$?([A-Z]{1,3})\$?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PAGE_CODES = re.compile(r'&"[^"]*"|&[KS]?[0-9A-F]+|&.|[\d\s/—-]|第|页|共')
"""Codes in the words at the head and foot of a printed page (&P: its number), and what a page number is printed with."""
_MAX_FORM = 255
_MAX_STRINGS = 5_000_000
_MAX_ROW = 1_048_576
_MAX_COLUMN = 16_384


@dataclass(slots=True)
class _Book:
    """What the sheets share."""

    strings: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    """The number format of each cell style."""
    since_1904: bool = False
    unseen: int = 0
    """Cells whose number format shows nothing."""


def read_xlsx(path: Path, progress: Progress | None = None) -> Source:
    """One table a visible sheet; hidden sheets, rows and columns are left out (`Source.left_out`), `where.row` and `column` are
    those of the sheet.

    Several blank rows in a row become one and blank columns none, so a stray cell far away costs nothing. Formulas give the
    value that was saved with them. Raises FormatBroken, FileProtected, TooComplex or NoText.
    """
    source = Source(file=path.name, format="xlsx")
    clock = Clock(path.name, progress=progress)
    with Package(path, "xlsx") as package:
        main = package.related("", "officeDocument", "xl/workbook.xml")
        if main is None:
            raise package.broken("no xl/workbook.xml")
        workbook, relations = package.xml(main), package.relations(main)
        book = _book(package, main, workbook)
        cells = 0
        for number, entry in enumerate(workbook.iterfind(f"{_S}sheets/{_S}sheet"), start=1):
            kind, target = relations.get(entry.get(_ID, ""), ("", ""))
            name = entry.get("name") or str(number)
            if entry.get("state", "visible") != "visible" or kind != "worksheet":
                source.leave("hidden sheets" if kind == "worksheet" else "pictures", 1, None, name)
                continue
            sheet = _read_sheet(package, target, book, clock, cells)
            cells += sheet.count
            leave_hidden(sheet, name, source)
            leave_asides(package, target, name, source)
            if sheet.rows and (table := table_of(sheet, name, clock)).cells:
                check_table(path.name, cells, *table.size)
                source.title = source.title or name
                source.blocks.append(table)
        if book.unseen:
            source.leave("hidden words", book.unseen)
    clock.finish()
    if source.empty:
        raise NoText(file=path.name)
    return source


def _book(package: Package, main: str, workbook: etree._Element) -> _Book:
    properties = workbook.find(f"{_S}workbookPr")
    book = _Book(since_1904=properties is not None and properties.get("date1904") in {"1", "true"})
    if styles := package.related(main, "styles", ""):
        root = package.xml(styles)
        own = {_whole(f.get("numFmtId")): _form(f) for f in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
        for style in root.iterfind(f"{_S}cellXfs/{_S}xf"):
            number = _whole(style.get("numFmtId"))
            book.forms.append(own.get(number) or BUILTIN.get(number, "General"))
    if strings := package.related(main, "sharedStrings", ""):
        for _, element in _stream(package, strings, ("si",)):
            book.strings.append(lines(_string(element)))
            _forget(element)
            if len(book.strings) > _MAX_STRINGS:
                check_table(package.file, len(book.strings), 1, 1)
    return book


def _form(number: etree._Element) -> str:
    """A number format; "" for one longer than Excel takes."""
    code = number.get("formatCode", "")
    return code if len(code) <= _MAX_FORM else ""


def _stream(package: Package, part: str, names: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """The elements of these names one after the other, as (name without namespace, element)."""
    tags = [f"{space}{name}" for name in names for space in (_S, _STRICT)]
    try:
        with package.stream(part) as stream:
            events = etree.iterparse(
                stream,
                events=("end",),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                remove_comments=True,
                huge_tree=False,
            )
            for _, element in events:
                yield _name(element), element
    except etree.XMLSyntaxError as error:
        raise package.syntax(part, error) from error
    except READ_ERRORS as error:
        raise package.broken(f"{part}: {error}") from error


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(element: etree._Element) -> None:
    """Takes this element and those before it out of the tree, so that memory does not grow with the sheet."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _string(element: etree._Element) -> str:
    """The words of a shared or inline string, without the readings over them (rPh)."""
    parts = []
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            parts.append(child.text or "")
        elif tag in _RUN:
            parts += [t.text or "" for t in child if t.tag in _TEXT]
    words = "".join(parts)
    if "_x" in words:
        words = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), words)
    return words


def _read_sheet(package: Package, part: str, book: _Book, clock: Clock, before: int) -> Sheet:
    sheet = Sheet()
    row, above = 0, clock.done
    for name, element in _stream(package, part, ("dimension", "row", "mergeCell", "col", "oddHeader", "oddFooter")):
        if name == "row":
            row = _whole(element.get("r")) or row + 1
            if row > _MAX_ROW:
                raise package.broken(f"{part}: row {row}")
            if _yes(element.get("hidden")):
                sheet.hidden_rows.add(row)
            sheet.add(row, _row(element, book))
            _forget(element)
            clock.row()
            if row % EVERY == 0:
                check_table(package.file, before + sheet.count, 1, 1)
        elif name == "dimension":
            end = _place(element.get("ref", "").rpartition(":")[2])
            clock.total = above + end[0] if end else None
        elif name == "mergeCell":
            first, _, last = element.get("ref", "").partition(":")
            if (top := _place(first)) and (end := _place(last or first)):
                sheet.merges.append((top[0], top[1], end[0], end[1]))
        elif name.startswith("odd"):
            words = _PAGE_CODES.sub("", element.text or "")
            if any(sign.isalpha() for sign in words):
                sheet.page_words.append(words.strip())
        elif _yes(element.get("hidden")):
            sheet.hidden_columns.append((_whole(element.get("min")), min(_whole(element.get("max")), _MAX_COLUMN)))
    return sheet


def _row(element: etree._Element, book: _Book) -> dict[int, str]:
    """The words of a row by their column."""
    found: dict[int, str] = {}
    column = 0
    for cell in element:
        reference = cell.get("r")
        if reference and not len(cell):
            continue  # only formatted
        column = (_column(reference.rstrip("0123456789")) if reference else 0) or column + 1
        if (words := _value(cell, book)) and column <= _MAX_COLUMN:
            found[column] = words
    return found


def _value(cell: etree._Element, book: _Book) -> str:
    """The cell as printed, "" when it shows nothing."""
    kind = cell.get("t", "n")
    raw = None
    for child in cell:
        tag = child.tag
        if tag in _INLINE:
            return intern(lines(_string(child)))
        if tag in _VALUE:
            raw = child.text
    if not raw:
        return ""
    if kind == "s":
        number = _whole(raw, -1)
        return book.strings[number] if 0 <= number < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if raw.strip() == "1" else "FALSE"
    if kind != "n":
        return lines(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), raw) if kind == "str" else raw)
    try:
        number_value = float(raw)
        style = _whole(cell.get("s"))
        form = book.forms[style] if style < len(book.forms) else "General"
        if ";" in form and form.rstrip().endswith(";;;"):
            book.unseen += 1
            return ""  # the format that shows nothing
        return printed(number_value, form, since_1904=book.since_1904)
    except (ValueError, OverflowError):
        return raw.strip()


def _place(reference: str) -> tuple[int, int] | None:
    """B12 -> (12, 2); None when it is no cell reference."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    return int(match[2]), _column(match[1])


@lru_cache(maxsize=_MAX_COLUMN)
def _column(letters: str) -> int:
    """AB -> 28; 0 when they name no column."""
    match = _LETTERS.fullmatch(letters)
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - 64
    return column


def _whole(text: str | None, default: int = 0) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _yes(value: str | None) -> bool:
    return value in {"1", "true", "on"}
