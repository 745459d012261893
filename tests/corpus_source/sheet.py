"""Workbooks: title, notes and a table with merged cells on one sheet."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from .grid import grid
from .model import BREAK, Document
from .stable import stable_zip

_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def write(doc: Document, path: Path) -> None:
    """Build the file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "任务清单"
    plan = grid(doc)
    top = 1
    for line in doc.head:
        sheet.cell(top, 1, line.removeprefix("!")).font = Font(bold=line.startswith("!"), size=16 if line[0] == "!" else 11)
        sheet.merge_cells(start_row=top, end_row=top, start_column=1, end_column=plan.columns)
        top += 1
    for row in range(top, top + plan.rows):
        for column in range(1, plan.columns + 1):
            box = sheet.cell(row, column)
            box.border, box.alignment = _BOX, Alignment(wrap_text=True, vertical="center")
    for cell in plan.cells:
        row, column = top + cell.row, cell.column + 1
        text = cell.text.replace(BREAK, "\n")
        sheet.cell(row, column, int(text) if cell.kind == "no" else text or None)
        if cell.kind in ("header", "theme"):
            sheet.cell(row, column).font = Font(bold=True)
        if cell.rows > 1 or cell.columns > 1:
            last = row + cell.rows - 1, column + cell.columns - 1
            sheet.merge_cells(start_row=row, end_row=last[0], start_column=column, end_column=last[1])
    for number, line in enumerate(doc.tail):
        row = top + plan.rows + number
        sheet.cell(row, 1, line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=plan.columns)
    for number, layout in enumerate(doc.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = layout.width
    book.save(path)
    stable_zip(path)
