"""Word documents: a notice and a table with merged cells, or a notice and prose."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .grid import Cell, grid
from .model import Document
from .prose import blocks
from .stable import stable_zip

ALIGN = {"!": WD_ALIGN_PARAGRAPH.CENTER, ">": WD_ALIGN_PARAGRAPH.RIGHT}


def write(doc: Document, path: Path) -> None:
    """Build the file."""
    word = docx.Document()
    word.core_properties.author, word.core_properties.title = doc.issuer, doc.title
    style = word.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    for line in doc.head:
        _head_line(word, line)
    if doc.columns:
        _table(word, doc)
    else:
        for kind, text in blocks(doc):
            paragraph = _paragraph(word, text, bold=kind == "h1")
            paragraph.paragraph_format.first_line_indent = Pt(24)
    word.save(str(path))
    stable_zip(path)


def _head_line(word: Word, line: str) -> None:
    sign = line[0]
    text = line[1:] if sign in "!>^" else line
    if sign == "^":
        section = word.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    paragraph = _paragraph(word, text, bold=sign == "!")
    if sign in ALIGN:
        paragraph.alignment = ALIGN[sign]
    elif sign != "^" and not text.endswith("："):
        paragraph.paragraph_format.first_line_indent = Pt(24)


def _paragraph(word: Word, text: str, *, bold: bool) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.add_run(text).bold = bold
    return paragraph


def _table(word: Word, doc: Document) -> None:
    plan = grid(doc)
    table = word.add_table(rows=plan.rows, cols=plan.columns, style="Table Grid")
    table.autofit = False
    boxes = [list(row.cells) for row in table.rows]  # `table.cell` builds the whole list every time
    for row in boxes:
        for box, column in zip(row, doc.columns, strict=True):
            box.width = Cm(column.width)
    for cell in plan.cells:
        _fill(boxes, cell)
    _repeat_header(table, plan.header_rows)


def _fill(boxes: list[list[_Cell]], cell: Cell) -> None:
    box = boxes[cell.row][cell.column]
    if cell.rows > 1 or cell.columns > 1:
        box = box.merge(boxes[cell.row + cell.rows - 1][cell.column + cell.columns - 1])
    first, *rest = cell.lines
    box.paragraphs[0].add_run(first).bold = cell.kind in ("header", "theme")
    for line in rest:
        box.add_paragraph(line)


def _repeat_header(table: Table, rows: int) -> None:
    for row in list(table.rows)[:rows]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
