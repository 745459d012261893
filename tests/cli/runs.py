"""What a run of the command line gives, and the documents that the tests feed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

HEADERS = ("序号", "工作任务", "责任单位", "完成时限")
ROWS = (
    ("1", "编制主动公开目录并动态更新，做到应公开尽公开。", "市政府办牵头，市商务局配合", "3月底前"),
    ("2", "公开重大建设项目的批准和实施信息。", "市政府办、市发展改革局牵头", "12月底前"),
    ("3", "公开财政预算和决算信息。", "市财政局", "全年"),
)


@dataclass(frozen=True)
class Run:
    """What a command line did."""

    code: int
    out: str
    err: str


Zhengtu = Callable[..., Run]


def write_docx(path: Path, title: str, rows: Sequence[Sequence[str]] = ROWS, headers: Sequence[str] = HEADERS) -> Path:
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(headers))
    for row in (headers, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def write_xlsx(path: Path, *titles: str) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        sheet = book.create_sheet(title[:20])
        for row in ((title,), HEADERS, *ROWS):
            sheet.append(row)
    book.save(path)
    return path
