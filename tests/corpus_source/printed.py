"""PDF: the notice and a ruled table over several pages, printed by Chromium."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import accumulate, pairwise
from pathlib import Path

from . import font
from .grid import Cell, Grid, grid
from .model import Document
from .stable import stable_pdf
from .web import table_of

STYLE = """@font-face {font-family: "Corpus Serif"; src: url("page.ttf")}
@page {size: A4 landscape; margin: 18mm 16mm}
body {font-family: "Corpus Serif"; font-size: 10.5pt}
p {margin: 6pt 0; text-indent: 2em} p.c {text-align: center; text-indent: 0; font-size: 15pt} p.r {text-align: right}
p.n {text-indent: 0; break-before: page}
table {border-collapse: collapse; width: 100%; table-layout: fixed}
td {border: 0.7pt solid #000; padding: 3pt 4pt; vertical-align: middle}
table + table {break-before: page}
td.no, td.header {text-align: center}
"""
CLASS = {"!": "c", ">": "r", "^": "n"}


def write(doc: Document, path: Path) -> None:
    """Build the file."""
    lines = "\n".join(f'<p class="{CLASS.get(x[0], "")}">{escape(x.lstrip("!>^"))}</p>' for x in doc.head)
    columns = "".join(f'<col style="width:{c.width}%">' for c in doc.columns)
    tables = "".join(table_of(sheet) for sheet in _sheets(doc))
    body = lines + tables.replace("<thead>", f"<colgroup>{columns}</colgroup><thead>")
    page = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{doc.title}</title>'
    page += f"<style>{STYLE}</style></head><body>{body}</body></html>"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        font.write(page, Path(folder) / "page.ttf")
        source.write_text(page, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        command += ["--allow-file-access-from-files", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile"]
        command += [f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path.write_bytes(stable_pdf(target.read_bytes()))


def _sheets(doc: Document) -> Iterator[Grid]:
    """The table cut into pages: header again, a merged cell that goes on is empty there, as in print."""
    plan = grid(doc)
    head = [c for c in plan.cells if c.kind == "header"]
    starts = accumulate(doc.page_rows, initial=plan.header_rows)
    for first, end in pairwise(starts):
        cells = list(head)
        for cell in plan.cells:
            top, bottom = max(cell.row, first), min(cell.row + cell.rows, end)
            if cell.kind != "header" and top < bottom:
                text = cell.text if cell.row >= first else ""
                cells.append(Cell(top - first + plan.header_rows, cell.column, text, bottom - top, cell.columns, cell.kind))
        cells.sort(key=lambda c: (c.row, c.column))
        yield Grid(cells, plan.header_rows, end - first + plan.header_rows, plan.columns)
