"""The text of a Word table: every cell begins with a tab, rows part at blank lines, merged cells have become empty."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.model import Drawn, Grid


def write(drawn: Drawn, path: Path) -> None:
    """Build the file."""
    lines: list[str] = []
    for block in drawn.blocks:
        if isinstance(block, Grid):
            for row in range(block.size):
                lines += [*_row(block, row), ""]
        else:
            lines += [block.text, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _row(grid: Grid, row: int) -> list[str]:
    starts = {b.column: b for b in grid.row(row)}
    lines, column = [], 0
    while column < len(grid.widths):
        box = starts.get(column)
        lines.append("\t" + ((box.words or box.sign) if box else ""))
        column += box.columns if box else 1
    return lines
