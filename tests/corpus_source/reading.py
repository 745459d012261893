"""The plain text of a built document with its white space removed: cell after cell, whatever the format."""

from __future__ import annotations

import html
import re
from pathlib import Path

import docx
import openpyxl
import pdfplumber
from docx.document import Document as Word
from docx.table import Table
from docx.text.paragraph import Paragraph


def text(path: Path) -> str:
    """Everything that a reader sees."""
    match path.suffix:
        case ".docx":
            words = _word(docx.Document(str(path)))
        case ".xlsx":
            words = _sheet(path)
        case ".html":
            words = html.unescape(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")))
        case ".pdf":
            words = _pdf(path)
        case _:
            words = path.read_text(encoding="utf-8")
    return squeeze(words)


def squeeze(words: str) -> str:
    """Without white space."""
    return re.sub(r"\s+", "", words)


def _word(word: Word) -> str:
    parts = []
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif isinstance(block, Table):
            parts += [cell.text for row in block.rows for cell in row.cells]
    return "\n".join(parts)


def _sheet(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(v) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for v in row if v)


def _pdf(path: Path) -> str:
    parts = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            parts.append(page.extract_text())
            parts += [cell or "" for table in page.extract_tables() for row in table for cell in row]
    return "\n".join(parts)
