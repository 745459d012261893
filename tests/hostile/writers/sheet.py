"""Excel: the title merged over the first row, one list a sheet, notes under the table; sometimes a cover sheet, real dates."""

from __future__ import annotations

from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment

from tests.hostile.model import Drawn, Grid, Line, ListDocument


def write(drawn: Drawn, path: Path) -> None:
    """Build the file."""
    rng = Random(f"xlsx {drawn.seed}")  # noqa: S311
    book = Workbook()
    for first in book.worksheets:
        book.remove(first)
    if rng.random() < 0.08:
        book.create_sheet("说明")["A1"] = "填表说明：请勿改动表头。"
    for at, one in enumerate(drawn.lists):
        _sheet(
            book,
            one,
            f"Sheet{at + 1}" if rng.random() < 0.6 else f"附件{at + 1}",
            drawn.back if at == len(drawn.lists) - 1 else [],
        )
    book.save(path)


def _sheet(book: Workbook, one: ListDocument, name: str, back: list[Line | Grid]) -> None:
    sheet = book.create_sheet(name)
    width = max(len(b.widths) for b in one.blocks if isinstance(b, Grid))
    at = 1
    for block in [*one.blocks, *back]:
        if isinstance(block, Line) and block.text.startswith("— "):
            continue  # a page number
        if isinstance(block, Line):
            sheet.cell(at, 1, block.text).alignment = Alignment(horizontal="center" if block.centred else None, wrap_text=True)
            if width > 1:
                sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=width)
            at += 1
            continue
        for box in block.boxes:
            number = box.kind == "no" and box.words.isdigit()
            sheet.cell(at + box.row, box.column + 1, int(box.words) if number else box.words or None)
            if box.rows > 1 or box.columns > 1:
                sheet.merge_cells(
                    start_row=at + box.row, start_column=box.column + 1,
                    end_row=at + box.row + box.rows - 1, end_column=box.column + box.columns,
                )  # fmt: skip
        at += block.size
