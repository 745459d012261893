"""Word documents (docx): paragraphs and tables in document order, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.errors import NoText
from ingest.progress import Progress
from ingest.readers.docx_aside import asides
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import VAL, Look, Styles, W, first, look, on, whole
from ingest.readers.docx_text import chosen, is_alternate, placeholder, words
from ingest.readers.generated import counted, told_apart
from ingest.readers.limits import MAX_COLUMNS, Clock, check_table
from ingest.readers.package import Package
from ingest.record import Where
from ingest.source import Cell, Paragraph, Source, Table

# Wrappers without a meaning of their own between body and paragraph, table and row, row and cell.
_P, _TBL, _TR, _TC, _SDT = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "sdt"))
_P_LOOK, _P_STYLE, _MARK, _ROW_LOOK, _CELL_LOOK = (f"{W}{name}" for name in ("pPr", "pStyle", "rPr", "trPr", "tcPr"))
_SPAN, _DOWN, _BESIDE = (f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge"))
_WRAPPERS = {f"{W}{name}" for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent")}


def read_docx(path: Path, progress: Progress | None = None) -> Source:
    """Paragraphs counted from 1 in `where.line` (empty ones too), tables in `where.table`, cells at their grid column.

    Headers, footers, notes, comments and pictures are left out (`Source.left_out`). Raises FormatBroken, FileProtected,
    TooComplex or NoText.
    """
    with Package(path, "docx") as package:
        main = package.related("", "officeDocument", "word/document.xml")
        if main is None:
            raise package.broken("no word/document.xml")
        root = package.xml(main)
        body = root.find(f"{W}body")
        if body is None:
            raise package.broken("no w:body")
        sheet, lists = package.related(main, "styles", ""), package.related(main, "numbering", "")
        styles = Styles(package.xml(sheet) if sheet else None)
        numbering = Numbering(package.xml(lists) if lists else None, styles)
        beside = list(asides(package, main))
    clock = Clock(path.name, progress=progress)
    if progress is not None:
        clock.total = sum(1 for _ in body.iter(_TR))
    reader = _Reader(path.name, styles, numbering, clock)
    reader.blocks(body)
    reader.flush()
    clock.finish()
    if reader.source.empty:
        raise NoText(file=path.name)
    for found in beside:
        reader.source.leave(found.what, found.count, None, found.words)
    return reader.source


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """The children, with wrappers, content controls and alternatives opened."""
    for child in element:
        tag = child.tag
        if tag in _WRAPPERS:
            yield from _children(child)
        elif tag == _SDT:
            if not placeholder(child):
                yield from _children(child)
        elif is_alternate(child):
            if (branch := chosen(child)) is not None:
                yield from _children(branch)
        else:
            yield child


class _Reader:
    """Walks the body once, in order: the automatic numbers are counted on the way."""

    def __init__(self, file: str, styles: Styles, numbering: Numbering, clock: Clock) -> None:
        self.source = Source(file=file, format="docx")
        self.styles, self.numbering, self.clock = styles, numbering, clock
        self.line = self.tables = self.cells = 0
        self.blank = False
        self.carried = ""
        """Text of a paragraph whose end was deleted: it goes on in the next one."""
        self.cell: Where | None = None
        """The cell that is read."""

    def blocks(self, container: etree._Element) -> None:
        """Delivers what stands in the body or in a frame."""
        for child in _children(container):
            if child.tag == _P:
                self.paragraph(child)
            elif child.tag == _TBL:
                self.table(child)

    def flush(self) -> None:
        """Delivers text that waited for a next paragraph."""
        if self.carried:
            self._deliver(self.carried, Look())
            self.carried = ""

    def paragraph(self, element: etree._Element) -> None:
        """Delivers a paragraph: one block a printed line break."""
        text, style, boxes = self._text(element)
        if self._end_deleted(element):
            self.carried += text
        else:
            self._deliver(self.carried + text, style)
            self.carried = ""
        for box in boxes:
            self.blocks(box)

    def _deliver(self, text: str, style: Look) -> None:
        for line in text.split("\n"):
            self.line += 1
            if line.strip():
                where = Where(line=self.line)
                heading = style.heading or None
                centred = bool(style.centred)
                words, generated = told_apart(line.rstrip())
                made = Paragraph(words, where, self.blank, heading, centred, generated=generated)
                self.source.blocks.append(made)
            self.blank = not line.strip()

    def _text(self, element: etree._Element) -> tuple[str, Look, list[etree._Element]]:
        """The printed text with its automatic number, the look, and the text boxes anchored in it."""
        properties = first(element, _P_LOOK)
        named = first(properties, _P_STYLE) if properties is not None else None
        name = named.get(VAL) if named is not None else None
        style = look(properties).over(self.styles.look(name))
        found = words(element, self.styles)
        text = found.text
        for what, gone in found.aside:
            self.source.leave(what, 1, self.cell or Where(line=self.line + 1), gone)
        if style.list_id not in (None, "0") and not (style.hidden and not text):
            level = style.list_level
            if level is None:
                level = self.numbering.level_of_style(name) or 0
            text = counted(self.numbering.marker(style.list_id or "", level), text)
        return text, style, found.boxes

    @staticmethod
    def _end_deleted(element: etree._Element) -> bool:
        properties = first(element, _P_LOOK)
        mark = first(properties, _MARK) if properties is not None else None
        return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)

    def table(self, element: etree._Element) -> None:
        """Delivers a table; a frame of one cell is only a border around what it holds."""
        self.flush()
        printed = self._rows(element)
        rows = [[c for c in _children(row) if c.tag == _TC] for row in printed]
        if len(rows) == 1 and len(rows[0]) == 1:
            self.blocks(rows[0][0])
            return
        if not any(rows):
            return
        self.tables += 1
        table = Table([], Where(table=self.tables))
        below: dict[int, Cell] = {}
        for r, row in enumerate(printed):
            self.clock.row()
            self._row(row, r, table, below)
        self.blank = False
        if any(cell.text for cell in table.cells):
            check_table(self.source.file, self.cells, *table.size)
            self.source.blocks.append(table)

    def _rows(self, table: etree._Element) -> list[etree._Element]:
        """The printed rows: without those deleted in tracked changes or hidden."""
        printed = []
        for row in _children(table):
            if row.tag != _TR:
                continue
            look = first(row, _ROW_LOOK)
            if _is_printed(look):
                printed.append(row)
            elif gone := "".join(t.text or "" for t in row.iter(f"{W}t", f"{W}delText")).strip():
                deleted = look is not None and look.find(f"{W}del") is not None
                self.source.leave("deleted words" if deleted else "hidden rows", 1, self.cell, gone)
        return printed

    def _row(self, row: etree._Element, r: int, table: Table, below: dict[int, Cell]) -> None:
        """Reads one row. `below` holds, for each grid column, the cell that a vertical merge goes on from."""
        look = first(row, _ROW_LOOK)
        column = _width(look.find(f"{W}gridBefore"), 0) if look is not None else 0
        last: Cell | None = None
        for element in _children(row):
            if element.tag != _TC:
                continue
            span, merge, beside = _merges(element)
            above = below.get(column)
            if beside is not None and beside.get(VAL, "continue") == "continue" and last is not None:
                last.column_span += span
            elif (
                merge is not None
                and merge.get(VAL, "continue") == "continue"
                and above is not None
                and above.row + above.row_span == r
            ):
                above.row_span += 1
                last = None
            else:
                where = Where(table=table.where.table, row=r + 1, column=column + 1)
                self.cell = where
                words, generated = told_apart(self._cell_text(element))
                last = Cell(words, where, r, column, 1, span, generated=generated)
                self.cell = None
                table.cells.append(last)
                below.pop(column, None)
                if merge is not None:
                    below[column] = last
                self.cells += 1
            column += span
            check_table(self.source.file, self.cells, 1, column)

    def _cell_text(self, cell: etree._Element) -> str:
        """Paragraphs, line breaks and rows of an inner table as lines; empty ones say nothing in a cell."""
        lines: list[str] = []
        carried = ""
        for child in _children(cell):
            if child.tag == _P:
                text, _, boxes = self._text(child)
                if self._end_deleted(child):
                    carried += text
                    continue
                lines += (carried + text).split("\n")
                carried = ""
                for box in boxes:
                    lines += self._cell_text(box).split("\n")
            elif child.tag == _TBL:
                for row in self._rows(child):
                    inner = (self._cell_text(c) for c in _children(row) if c.tag == _TC)
                    lines += "\t".join(inner).split("\n")
        lines += carried.split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())


def _is_printed(look: etree._Element | None) -> bool:
    return look is None or (look.find(f"{W}del") is None and not on(look.find(f"{W}hidden")))


def _merges(cell: etree._Element) -> tuple[int, etree._Element | None, etree._Element | None]:
    """The grid columns of a cell, and what it says of merges downwards and to the side."""
    span, down, beside = 1, None, None
    look = first(cell, _CELL_LOOK)
    for child in look if look is not None else ():
        tag = child.tag
        if tag == _SPAN:
            span = _width(child, 1)
        elif tag == _DOWN:
            down = child
        elif tag == _BESIDE:
            beside = child
    return span, down, beside


def _width(element: etree._Element | None, default: int) -> int:
    """Grid columns that a span or offset covers."""
    number = whole(element)
    return default if number is None else max(default, min(number, MAX_COLUMNS))
