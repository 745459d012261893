"""The text of a Word table: every cell begins with a tab, rows part at blank lines, merged cells have become empty."""

from __future__ import annotations

from pathlib import Path

from .grid import Cell, grid
from .model import Document


def write(doc: Document, path: Path) -> None:
    """Build the file."""
    plan = grid(doc)
    lines: list[str] = []
    for line in doc.head:
        lines += [line, ""]
    lines.pop()
    for row in range(plan.rows):
        starts = {c.column: c for c in plan.row(row)}
        lines += [*_row(starts, plan.columns), ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(starts: dict[int, Cell], columns: int) -> list[str]:
    lines, column = [], 0
    while column < columns:
        cell = starts.get(column)
        lines.append("\t" + "\n".join(cell.lines if cell else [""]))
        column += cell.columns if cell else 1
    return lines
