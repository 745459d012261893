"""Word: true merges, headings in styles or bold, the header row marked as one."""

from __future__ import annotations

from pathlib import Path
from random import Random

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.hostile.model import Drawn, Grid, Line


def write(drawn: Drawn, path: Path) -> None:
    """Build the file."""
    rng = Random(f"docx {drawn.seed}")  # noqa: S311
    styled, inside = rng.random() < 0.3, rng.random() < 0.1 and drawn.kind == "table" and len(drawn.lists) == 1
    out = Document()
    blocks = drawn.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            _table(out, block, inside and not _broken_title(blocks, at))
        elif not (inside and block.text == blocks_title(blocks) and not _broken_title(blocks, at)) or (
            at + 1 < len(blocks) and not isinstance(blocks[at + 1], Grid)
        ):
            _line(out, block, styled)
    out.save(str(path))


def blocks_title(blocks: list[Grid | Line] | list[Line | Grid]) -> str:
    """The title of the first table."""
    return next((b.title for b in blocks if isinstance(b, Grid)), "")


def _broken_title(blocks: list[Line | Grid], at: int) -> bool:
    title = blocks_title(blocks)
    return not any(
        isinstance(b, Line) and b.text == title and i + 1 < len(blocks) and isinstance(blocks[i + 1], Grid)
        for i, b in enumerate(blocks)
    )


def _line(out: Document, line: Line, styled: bool) -> None:  # type: ignore[valid-type]
    if line.page_break:
        out.add_page_break()  # type: ignore[attr-defined]
    if line.level is not None and styled:
        out.add_heading(line.text, level=line.level + 1)  # type: ignore[attr-defined]
        return
    paragraph = out.add_paragraph(line.text)  # type: ignore[attr-defined]
    if line.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _table(out: Document, grid: Grid, inside: bool) -> None:  # type: ignore[valid-type]
    top = int(inside)
    table = out.add_table(grid.size + top, len(grid.widths), style="Table Grid")  # type: ignore[attr-defined]
    cells = [list(row.cells) for row in table.rows]
    if inside:
        cells[0][0].merge(cells[0][-1]).text = grid.title
    for box in grid.boxes:
        first = cells[box.row + top][box.column]
        if box.rows > 1 or box.columns > 1:
            first = first.merge(cells[box.row + top + box.rows - 1][box.column + box.columns - 1])
        first.text = box.words
