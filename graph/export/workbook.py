"""A plain Excel workbook, row by row: text, numbers, truths and days under a header that stays.

Written by us because a graph has millions of cells, and a library that can do all of Excel spends most of its time on what
these do not need. The parts follow ECMA-376 (Office Open XML), part 1, clause 18. The same rows give the same bytes.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, count, islice, product
from string import ascii_uppercase
from typing import BinaryIO, Final

from graph.export.archive import entry
from graph.export.values import printable
from graph.export.xml_ import escaped

Cell = str | int | float | bool | date | None
LETTERS: Final = 32_767
"""What a cell can hold."""
FIRST_DAY: Final = date(1900, 3, 1)
"""From here on Excel counts days right."""
_EPOCH: Final = date(1899, 12, 30)
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAK: Final = re.compile("\r\n?")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads _x0041_ as A."""
_SIGN: Final = re.compile("[&<>]")
_IN_MEMORY: Final = 4 * 1024 * 1024
_TOGETHER: Final = 200
"""Rows that go to the file at once."""
_NAMES: Final = [*ascii_uppercase, *map("".join, product(ascii_uppercase, repeat=2))]
"""The names of the columns: A, B, … ZZ."""
_VIEW: Final = "<bookViews><workbookView/></bookViews>"
_TEXT, _BOLD, _DAY = 1, 2, 3
# quotePrefix: as after a leading apostrophe, text stays text, even after somebody edits the cell
_STYLES: Final = f"""{_HEAD}<styleSheet xmlns="{_MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment
 horizontal="left"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


class Workbook:
    """Writes sheets, one after the other; `close` finishes the file."""

    def __init__(self, stream: BinaryIO, title: str) -> None:
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._title = title
        self._sheets: list[str] = []

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], most: int) -> None:
        """A sheet with these headers and widths (in letters). Where there are more rows than it takes (`most`, the header among
        them), others follow: NAME 2, NAME 3."""
        waiting = iter(rows)
        for number in count(1):
            self._write(f"{name} {number}" if number > 1 else name, columns, islice(waiting, most - 1))
            ahead = next(waiting, None)
            if ahead is None:
                return
            waiting = chain([ahead], waiting)

    def close(self) -> None:
        """Write what the sheets belong to."""
        for name, text in self._parts():
            self._archive.writestr(entry(name), _HEAD + text if not text.startswith(_HEAD) else text)
        self._archive.close()

    def _write(self, name: str, columns: Sequence[tuple[str, int]], rows: Iterator[Sequence[Cell]]) -> None:
        self._sheets.append(name)
        part = entry(f"xl/worksheets/sheet{len(self._sheets)}.xml")
        # first beside the archive: its entry begins with the size, and Excel does not read what leaves that open
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held:
            lines = _sheet(columns, rows)
            while some := list(islice(lines, _TOGETHER)):
                held.write("".join(some).encode("utf-8"))
            part.file_size = held.tell()
            held.seek(0)
            with self._archive.open(part, "w") as file:
                while piece := held.read(1 << 16):
                    file.write(piece)

    def _parts(self) -> Iterator[tuple[str, str]]:
        numbers = range(1, len(self._sheets) + 1)
        kinds = "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
            for name, kind in [
                ("workbook", "sheet.main"),
                ("styles", "styles"),
                *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
            ]
        )
        core = (
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        )
        yield (
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{kinds}{core}</Types>',
        )
        yield (
            "_rels/.rels",
            _relations(
                [
                    ("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
                    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ]
            ),
        )
        yield (
            "docProps/core.xml",
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escaped(printable(self._title)[:255])}</dc:title></cp:coreProperties>",
        )
        sheets = "".join(
            f'<sheet name="{escaped(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, self._sheets, strict=True)
        )
        yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{_VIEW}<sheets>{sheets}</sheets></workbook>'
        found = [(f"rId{n}", f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
        yield "xl/_rels/workbook.xml.rels", _relations([*found, (f"rId{len(numbers) + 1}", f"{_OFFICE}/styles", "styles.xml")])
        yield "xl/styles.xml", _STYLES


def unbroken(text: str) -> str:
    """The text with the one kind of line break that XML keeps."""
    return _BREAK.sub("\n", text) if "\r" in text else text


def _relations(found: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{id}" Type="{type}" Target="{target}"/>' for id, type, target in found)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _sheet(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, (_, width) in enumerate(columns, 1)
    )
    yield f"""{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"
 activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>
"""
    names = _NAMES[: len(columns)]
    head = "".join(_text(f"{name}1", header, _BOLD) for name, (header, _) in zip(names, columns, strict=True))
    yield f'<row r="1">{head}</row>\n'
    for number, row in enumerate(rows, 2):
        cells = [_cell(f"{name}{number}", value) for name, value in zip(names, row, strict=True) if value is not None]
        yield f'<row r="{number}">{"".join(cells)}</row>\n'
    yield "</sheetData></worksheet>"


def _cell(at: str, value: Cell) -> str:
    kind = type(value)
    if kind is str:  # nearly all are
        return _text(at, str(value), _TEXT)
    if kind is bool:
        return f'<c r="{at}" t="b"><v>{int(value is True)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
    return f'<c r="{at}"><v>{value!r}</v></c>'


def _text(at: str, text: str, style: int) -> str:
    text = unbroken(text)
    if len(text) > LETTERS:
        text = text[:LETTERS]
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    if _SIGN.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
