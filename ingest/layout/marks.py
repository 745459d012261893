"""Tables that name the bodies in their header, one a column, and mark in each row who leads and who helps (★, ●, √, 牵头).

They are turned to a column of units, each name with its mark; what a mark means is said by the note (★为牵头单位) as elsewhere.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.fields.roles import bracket_role
from ingest.fields.units import read_units
from ingest.layout.columns import UNIT_KINDS, column_kind
from ingest.layout.headers import Grid
from ingest.layout.rows import Slot, compact, joined
from ingest.lexicon import lexicon
from ingest.source import Cell, Paragraph, Table

LEAST = 2
"""Columns of marks that a table has at least."""
DEEPEST = 8
"""The names stand within so many rows."""
_MARKS = frozenset(lexicon("roles")["rules"]["marks"])


def unmarked(blocks: list[tuple[int, Paragraph | Table]]) -> list[tuple[int, Paragraph | Table]]:
    """The blocks with the columns of marks of each table put together to one of units."""
    return [(i, _with_units(block) if isinstance(block, Table) else block) for i, block in blocks]


def _with_units(table: Table) -> Table:
    if not any(_is_mark(cell.text) for cell in table.cells):
        return table
    grid = table.grid()
    for row in range(min(DEEPEST, len(grid) - 1)):
        columns = [c for c in range(len(grid[row])) if _names(grid, row, c)]
        if len(columns) >= LEAST and columns[-1] - columns[0] + 1 == len(columns):
            return _put_together(table, grid, row, columns)
    return table


def _is_mark(text: str) -> bool:
    """Whether a cell holds a mark or a role and nothing else."""
    words = compact(text)
    return bool(words) and (words in _MARKS or bracket_role(words) is not None)


def _names(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell names one body, and all below it in its column are marks or blank."""
    head = grid[row][column]
    if head is None or head.row != row or head.column != column or head.column_span > 1:
        return False
    below = [c for r in range(row + 1, len(grid)) if (c := grid[r][column]) and c.column_span == 1 and c.text.strip()]
    if not below or not all(_is_mark(c.text) for c in below):
        return False
    read = read_units(head.text)
    return read.certain and len(read.units) == 1


def _put_together(table: Table, grid: Grid, row: int, columns: list[int]) -> Table:
    """The table with these columns as one: the names stand in a row of the header, the marks below it."""
    first, gone = columns[0], columns[1:]
    above = grid[row - 1][first] if row else None
    headed = above is not None and column_kind(above.text) in UNIT_KINDS
    cells: list[Cell] = []
    for cell in table.cells:
        kept = [c for c in range(cell.column, cell.column + cell.column_span) if c not in gone]
        inside = cell.column in columns and cell.column_span == 1
        if not kept or (inside and cell.row >= row):
            continue
        at = kept[0] - sum(c < kept[0] for c in gone)
        cells.append(replace(cell, column=at, column_span=len(kept)))
    if not headed and (head := grid[row][first]):  # names directly in the header have no word over them
        cells.append(Cell("责任单位", head.where, row, first))
    for r in range(row + 1, len(grid)):
        marked = [_marked(name, mark) for c in columns if (name := grid[row][c]) and (mark := grid[r][c]) and _own(mark, r)]
        if marked:
            units = joined(marked, "；")
            cells.append(Cell(units.text, units.where, r, first, parts=units.parts))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(cells, table.where, merges_known=table.merges_known)


def _own(cell: Cell, row: int) -> bool:
    return cell.row == row and cell.column_span == 1 and _is_mark(cell.text)


def _marked(name: Cell, mark: Cell) -> Slot:
    """★市A局, or 市A局牵头."""
    printed = [Slot.of(mark), Slot.of(name)]
    return joined(printed if compact(mark.text) in _MARKS else printed[::-1])
