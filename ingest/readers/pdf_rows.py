"""The rows of a table that draws no lines between them, from where the words of each column stand.

A cell is a block of lines with more white around it than inside. The column with the most blocks (that of the numbers, where
there is one) gives the rows; a block of another column belongs to the row, or the merged rows, in whose middle (or at whose
top) it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_grid import Ruled, edges
from ingest.readers.pdf_lines import Line
from ingest.readers.pdf_stretches import NEAR
from ingest.source import Box

_WHITE = 0.25
"""White around a cell beyond the white between its lines, in characters."""
_CELL = 4
"""Lines of one cell; where several columns have more, they are hardly one row."""
_STRAY = 8
"""Of so many steps from line to line one may be out of order."""
_OFF = 0.5
"""Characters by which the words of a header may stand off its middle."""
_BLANK = 0.6
"""How far from its row a block may stand before a row without words is the likelier reading, in characters."""
_COLUMNS, _ROWS = 3, 3
"""A table whose rows are told so has at least so many columns and rows."""
_NUMBER = re.compile(r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,4})[）)]?[、.．]?")

Span = tuple[float, float]
"""Top and bottom."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Words of a column over the rows `first` up to, not including, `end`."""

    column: int
    first: int
    end: int
    words: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found: the levels between the rows, from top to bottom, and the cells that hold words."""

    levels: list[float]
    cells: list[Placed]
    merges: bool
    """True when merged cells could be told from blank ones."""


def find_rows(columns: Sequence[Sequence[Line]]) -> Rows | None:
    """The rows of a table, given the lines of each column from top to bottom; None when nothing tells them."""
    lines = [line for column in columns for line in column]
    if not lines:
        return None
    size = median(line.size for line in lines)
    blocks = [_blocks(column, _leading(columns) + _WHITE * size) for column in columns]
    numbers = sum(bool(_NUMBER.fullmatch(line.text)) for line in columns[0])
    if numbers and numbers * 2 > len(columns[0]):
        blocks[0] = anchor = _from_numbers(blocks[0])
    else:
        anchor = max(blocks, key=len)
        if len(anchor) == 1 and sum(len(column[0]) > _CELL for column in blocks if column) > 1:
            return None  # maybe no more white between the rows than between lines
    blocks = [_taken_apart(column, anchor) if column is not anchor else column for column in blocks]
    middle = _in_the_middle(anchor, [column for column in blocks if column is not anchor])
    count = len(anchor)
    spans = [_span(block) for block in anchor]
    for column in blocks:
        if len(column) == count:
            spans = [_over(span, _span(block)) for span, block in zip(spans, column, strict=True)]
    cells: list[Placed] = []
    for number, column in enumerate(blocks):
        if len(column) == count:
            cells += [Placed(number, n, n + 1, tuple(block)) for n, block in enumerate(column)]
        elif len(column) > count:
            groups = _gathered(column, spans, size, middle=middle)
            cells += [Placed(number, n, n + 1, tuple(group)) for n, group in enumerate(groups) if group]
    for cell in cells:
        spans[cell.first] = _over(spans[cell.first], _span(cell.words))
    levels = _levels(spans)
    for number, column in enumerate(blocks):
        if len(column) < count:
            cells += _spread(number, column, levels, spans, _BLANK * size, middle=middle)
    return Rows(levels, cells, middle)


def head_of(columns: Sequence[Sequence[Line]], line: Span) -> list[list[Line]]:
    """The header of a table: in each column the words around the header's line, given by its top and bottom."""
    size = median(one.size for column in columns for one in column)
    white = _leading(columns) + _WHITE * size
    head: list[list[Line]] = []
    for column in columns:
        beside = [one for one in column if one.box[1] < line[1] and one.box[3] > line[0]]
        block = next((b for b in _blocks(column, white) if any(one in b for one in beside)), [])
        around = block and abs(_centre(_span(block)) - _centre(line)) < _OFF * size
        head.append(block if around else beside)
    return head


def split(table: Ruled) -> None:
    """Parts a row that holds all the rows of a table: lines are drawn only above it and below it."""
    ys = edges(v for box, _ in table.cells for v in (box[1], box[3]))
    if len(ys) < 2 or len(table.columns) <= _COLUMNS:
        return
    top, bottom = max(pairwise(ys), key=lambda span: span[1] - span[0])
    tall = [cell for cell in table.cells if abs(cell[0][1] - top) <= NEAR and abs(cell[0][3] - bottom) <= NEAR]
    if len(tall) != len(table.columns) - 1:
        return
    tall.sort(key=lambda cell: cell[0][0])
    rows = find_rows([words for _, words in tall])
    if rows is None or len(rows.levels) <= _ROWS:
        return
    levels = [top, *rows.levels[1:-1], bottom]
    cells: list[tuple[Box, list[Line]]] = []
    for column, (box, _) in enumerate(tall):
        own = {n: (cell.end, list(cell.words)) for cell in rows.cells if cell.column == column for n in [cell.first]}
        row = 0
        while row < len(levels) - 1:
            end, words = own.get(row, (row + 1, []))
            cells.append(((box[0], levels[row], box[2], levels[end]), words))
            row = end
    table.cells = [cell for cell in table.cells if cell not in tall] + cells
    table.drawn = rows.merges


def _leading(columns: Sequence[Sequence[Line]]) -> float:
    """The white between two lines of one cell, in points: the least that occurs, but for a stray one."""
    steps = sorted(b.box[1] - a.box[3] for column in columns for a, b in pairwise(column))
    return steps[min(1, len(steps) // _STRAY)] if steps else 0.0


def _blocks(column: Sequence[Line], white: float) -> list[list[Line]]:
    """The lines of a column with no more white between them than this, together."""
    blocks: list[list[Line]] = []
    for line in column:
        if blocks and line.box[1] - blocks[-1][-1].box[3] <= white:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _from_numbers(blocks: Sequence[list[Line]]) -> list[list[Line]]:
    """The blocks of a column of numbers, each number beginning one."""
    found: list[list[Line]] = []
    for block in blocks:
        for n, line in enumerate(block):
            if n and not _NUMBER.fullmatch(line.text):
                found[-1].append(line)
            else:
                found.append([line])
    return found


def _taken_apart(column: list[list[Line]], anchor: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The blocks of a column, its lines one by one where one block reaches over most rows: there is no more white between
    the rows than between lines."""
    centres = [_centre(_span(block)) for block in anchor]
    most = max(sum(_span(block)[0] < centre < _span(block)[1] for centre in centres) for block in column) if column else 0
    if most < max(2, len(centres) / 2) or sum(map(len, column)) <= len(centres):
        return column
    return [[line] for block in column for line in block]


def _span(words: Sequence[Line]) -> Span:
    return words[0].box[1], words[-1].box[3]


def _over(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def _centre(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _in_the_middle(anchor: Sequence[list[Line]], others: Sequence[list[list[Line]]]) -> bool:
    """True when cells stand in the middle of their rows' height, not at the top."""
    rows = [_span(block) for block in anchor]
    centres = tops = 0.0
    for block in (_span(block) for column in others for block in column):
        centres += min(abs(_centre(block) - _centre(row)) for row in rows)
        tops += min(abs(block[0] - row[0]) for row in rows)
    return centres < tops


def _gathered(column: list[list[Line]], spans: Sequence[Span], blank: float, *, middle: bool) -> list[list[Line]]:
    """The blocks of a column with more than one for some rows, a group for each row: the grouping that stands nearest."""
    best: list[list[float]] = [[float("inf")] * (len(column) + 1) for _ in range(len(spans) + 1)]
    came = [[0] * (len(column) + 1) for _ in range(len(spans) + 1)]
    best[0][0] = 0.0
    for row, span in enumerate(spans):
        for end in range(len(column) + 1):
            for start in range(end + 1):
                cost = best[row][start] + (_distance(column[start:end], span, middle=middle) if end > start else blank)
                if cost < best[row + 1][end]:
                    best[row + 1][end], came[row + 1][end] = cost, start
    groups: list[list[Line]] = []
    end = len(column)
    for row in range(len(spans), 0, -1):
        start = came[row][end]
        groups.append([line for block in column[start:end] for line in block])
        end = start
    return groups[::-1]


def _distance(blocks: Sequence[list[Line]], span: Span, *, middle: bool) -> float:
    own = (blocks[0][0].box[1], blocks[-1][-1].box[3])
    if middle:
        return abs(_centre(own) - _centre(span))
    return abs(own[0] - span[0])


def _levels(spans: Sequence[Span]) -> list[float]:
    """The y between the rows, and of the table's top and bottom."""
    between = [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    return [spans[0][0] - 1, *between, spans[-1][1] + 1]


def _spread(
    number: int, column: list[list[Line]], levels: Sequence[float], spans: Sequence[Span], blank: float, *, middle: bool
) -> list[Placed]:
    """The blocks of a column with fewer than there are rows: merged over the rows in whose middle they stand; where cells
    stand at the top, in the row that begins there."""
    rows = len(spans)
    if not middle:
        return _at_top(number, column, spans)
    infinite = float("inf")
    best = [[infinite] * (len(column) + 1) for _ in range(rows + 1)]
    came: list[list[tuple[int, bool]]] = [[(0, False)] * (len(column) + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for end in range(1, rows + 1):
        for done in range(len(column) + 1):
            best[end][done], came[end][done] = best[end - 1][done] + blank, (end - 1, False)
            for start in range(end) if done else ():
                off = abs(_centre(_span(column[done - 1])) - (levels[start] + levels[end]) / 2)
                if best[start][done - 1] + off < best[end][done]:
                    best[end][done], came[end][done] = best[start][done - 1] + off, (start, True)
    found: list[Placed] = []
    end, done = rows, len(column)
    while end > 0:
        start, holds = came[end][done]
        if holds:
            done -= 1
            found.append(Placed(number, start, end, tuple(column[done])))
        end = start
    return found[::-1]


def _at_top(number: int, column: list[list[Line]], spans: Sequence[Span]) -> list[Placed]:
    found: list[Placed] = []
    for block in column:
        row = min(range(len(spans)), key=lambda n: abs(spans[n][0] - block[0].box[1]))
        if found and found[-1].first == row:
            found[-1] = Placed(number, row, row + 1, (*found[-1].words, *block))
        else:
            found.append(Placed(number, row, row + 1, tuple(block)))
    return found
