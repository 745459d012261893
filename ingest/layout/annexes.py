"""Several lists under each other in one table (a sheet that holds two annexes): each becomes a table of its own."""

from __future__ import annotations

from dataclasses import replace

from ingest.fields.titles import annex_sign, is_continued, is_list_title
from ingest.layout.headers import Grid, find_header
from ingest.layout.rows import compact
from ingest.source import Cell, Paragraph, Table

NEAR = 4
"""A list's header stands within so many rows under its title."""


def parted(blocks: list[tuple[int, Paragraph | Table]]) -> list[tuple[int, Paragraph | Table]]:
    """The blocks with each table cut above the title of every further list that it holds."""
    out: list[tuple[int, Paragraph | Table]] = []
    for index, block in blocks:
        if isinstance(block, Table) and _several_titles(block) and (cuts := _cuts(block.grid())):
            rows = block.size[0]
            out += [(index, _rows(block, a, b)) for a, b in zip([0, *cuts], [*cuts, rows], strict=True)]
        else:
            out.append((index, block))
    return out


def _several_titles(table: Table) -> bool:
    """Whether a title of a list may stand below the first rows; most tables need no further look."""
    found = [c for c in table.cells if c.column == 0 and c.row > 1 and len(c.text) > 4]
    return any(is_list_title(compact(c.text)) for c in found)


def _cuts(grid: Grid) -> list[int]:
    """The rows at which a further list begins: a title of its own, the sign of its annex above it, a header below."""
    alone = {r: cell for r in range(len(grid)) if (cell := _alone(grid, r))}
    titles = [r for r, cell in alone.items() if is_list_title(compact(cell.text))]
    if not titles:
        return []
    first = find_header(grid)
    if first is None:
        return []
    cuts: list[int] = []
    said = {compact(alone[r].text) for r in titles if r < first.first}
    for r in titles:
        words = compact(alone[r].text)
        below = next((k for k in range(r + 1, min(r + 1 + NEAR, len(grid))) if k not in alone and any(grid[k])), None)
        if r <= first.last or words in said or is_continued(words) or below is None:
            continue
        header = find_header(grid[below : below + 2])
        if header is None or header.first:
            continue
        said.add(words)
        while r - 1 in alone and annex_sign(compact(alone[r - 1].text)):
            r -= 1
        cuts.append(r)
    return cuts


def _alone(grid: Grid, r: int) -> Cell | None:
    """The cell of a row that holds nothing else."""
    found: Cell | None = None
    for cell in grid[r]:
        if cell is None or cell is found or not cell.text.strip():
            continue
        if found is not None:
            return None
        found = cell
    return found if found and found.row == r else None


def _rows(table: Table, begin: int, end: int) -> Table:
    cells = [replace(c, row=c.row - begin, row_span=min(c.row_span, end - c.row)) for c in table.cells if begin <= c.row < end]
    return replace(table, cells=cells)
