"""Ruled tables of a PDF: cells that pdfplumber found to a true grid, with the rows and columns that each one covers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from ingest.readers.pdf_lines import Char, Line, lines, upright, wraps
from ingest.readers.pdf_stretches import NEAR, Span
from ingest.record import Where
from ingest.source import Box, Cell, Table

_FOOT = 2.0
"""Characters of white below words that the page cuts, at most: there was no place for another line."""
_OVER = 0.9
"""Characters of white above the next line of an overflowing cell, at most."""
_SLACK = 0.9
"""Characters of white above and below the words of a cell that they fill, at most."""


@dataclass(slots=True)
class Ruled:
    """A ruled table on one page."""

    page: int
    box: Box
    cells: list[tuple[Box, list[Line]]]
    columns: list[float] = field(default_factory=list)
    """The x of its vertical lines, those of a table that it continues included."""
    open_below: set[Box] = field(default_factory=set)
    """The cells that no line closes at the foot of the table, though it closes others."""
    drawn: bool = True
    """False when the columns were only guessed from the white between them."""


def edges(values: Iterable[float]) -> list[float]:
    """The distinct lines among coordinates that differ by a hair."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def nearest(lines_at: Sequence[float], value: float) -> int:
    """The index of the line at this coordinate."""
    at = bisect_right(lines_at, value)
    if at == 0:
        return 0
    if at == len(lines_at):
        return at - 1
    return at if lines_at[at] - value < value - lines_at[at - 1] else at - 1


def ruled(page: int, boxes: Sequence[Box], found: Sequence[Char], drawn: Iterable[Span] = ()) -> tuple[Ruled, list[Char]]:
    """A table from the boxes of its cells, and the characters that stand in none of them.

    `drawn` are the lines across the page: a cell that they leave open at the foot, while they close others, goes on.
    """
    xs, ys = edges(v for b in boxes for v in (b[0], b[2])), edges(v for b in boxes for v in (b[1], b[3]))
    owner: dict[tuple[int, int], int] = {}
    for number, box in enumerate(boxes):
        for row in range(nearest(ys, box[1]), nearest(ys, box[3])):
            for column in range(nearest(xs, box[0]), nearest(xs, box[2])):
                owner[row, column] = number
    inside: dict[int, list[Char]] = {number: [] for number in range(len(boxes))}
    loose: dict[tuple[int, int], list[Char]] = {}
    outside: list[Char] = []
    for char in found:
        place = (bisect_right(ys, char.middle) - 1, bisect_right(xs, char.centre) - 1)
        if (at := owner.get(place)) is not None:
            inside[at].append(char)
        elif 0 <= place[0] < len(ys) - 1 and 0 <= place[1] < len(xs) - 1:
            loose.setdefault(place, []).append(char)
        else:
            outside.append(char)
    floor = [(x0, x1) for at, x0, x1 in drawn if abs(at - ys[-1]) <= NEAR]
    holes = {
        column for column, (x0, x1) in enumerate(pairwise(xs)) if floor and not any(a <= (x0 + x1) / 2 <= b for a, b in floor)
    }
    foot = len(ys) - 2
    below = {c: inside[owner[foot, c]] if (foot, c) in owner else loose.setdefault((foot, c), []) for c in holes}
    outside = _overflow(outside, xs, ys[-1], below)
    loose = {place: words for place, words in loose.items() if words}
    cells = [(box, lines(upright(inside[number]))) for number, box in enumerate(boxes)]
    open_below = {box for box in boxes if nearest(ys, box[3]) == len(ys) - 1 and nearest(xs, box[0]) in holes}
    # A merged cell that the page cuts has no line at the cut: it is the hole in the grid in which its words stand.
    while loose:
        (row, column), words = loose.popitem()
        top, bottom = row, row
        while (top - 1, column) not in owner and top > 0:
            top -= 1
        while (bottom + 1, column) not in owner and bottom + 1 < len(ys) - 1:
            bottom += 1
        for r in range(top, bottom + 1):
            words = words + loose.pop((r, column), [])
        hole = (xs[column], ys[top], xs[column + 1], ys[bottom + 1])
        cells.append((hole, lines(upright(words))))
        if bottom == len(ys) - 2 and column in holes:
            open_below.add(hole)
    return Ruled(page, (xs[0], ys[0], xs[-1], ys[-1]), cells, xs, open_below), outside


def _overflow(outside: Sequence[Char], xs: Sequence[float], floor: float, below: dict[int, list[Char]]) -> list[Char]:
    """Gives the words that run over the foot of a cell which nothing closes there to that cell: `below` are those cells by
    column. The characters that are left."""
    ends = dict.fromkeys(below, floor)
    left: list[Char] = []
    for char in sorted(outside, key=lambda c: c.top) if below else outside:
        column = bisect_right(xs, char.centre) - 1
        if column in below and char.middle > floor and char.top < ends[column] + _OVER * char.size:
            below[column].append(char)
            ends[column] = max(ends[column], char.bottom)
        else:
            left.append(char)
    return left


def share_columns(before: Ruled, after: Ruled) -> bool:
    """Gives two tables that continue each other one set of columns. False when they are different tables.

    A page that happens to hold only a heading row over the whole table would otherwise have one column.
    """
    if abs(before.box[0] - after.box[0]) > NEAR or abs(before.box[2] - after.box[2]) > NEAR:
        return False
    few, many = sorted((before.columns, after.columns), key=len)
    if not all(min(abs(x - y) for y in many) <= NEAR for x in few):
        return False
    before.columns = after.columns = many
    return True


def table(found: Ruled, number: int) -> Table:
    """The grid of a ruled table; cells from top to bottom and left to right."""
    ys = edges(v for box, _ in found.cells for v in (box[1], box[3]))
    xs = found.columns
    inset = min((max(0.0, line.box[0] - box[0]) for box, words in found.cells for line in words), default=0.0)
    made = Table([], Where(page=found.page, table=number), merges_known=found.drawn)
    for box, words in sorted(found.cells, key=lambda c: (nearest(ys, c[0][1]), c[0][0])):
        row, column = nearest(ys, box[1]), nearest(xs, box[0])
        foot = found.drawn and nearest(ys, box[3]) == len(ys) - 1
        made.cells.append(
            Cell(
                "\n".join(line.text for line in words),
                Where(page=found.page, table=number, row=row + 1, column=column + 1),
                row,
                column,
                max(1, nearest(ys, box[3]) - row),
                max(1, nearest(xs, box[2]) - column),
                (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)),
                tuple(line.ink for line in words),
                _wraps(words, box[2] - box[0] - 2 * inset),
                "open" if box in found.open_below else "full" if foot and _full(words, box, inset) else None,
                _room(words, box, inset) if foot else None,
            )
        )
    return made


def _full(words: Sequence[Line], box: Box, inset: float) -> bool:
    """True when words fill their cell from the first line to the end of the last one."""
    room = _room(words, box, inset)
    slack = _SLACK * words[-1].size if words else 0.0
    return room is not None and room < 1 and words[0].box[1] - box[1] < slack and box[3] - words[-1].box[3] < slack


def _room(words: Sequence[Line], box: Box, inset: float) -> float | None:
    """Characters that the last line of a cell still holds (see `Cell.room`)."""
    if not words or any(char.turned for line in words for char in line.chars):
        return None
    last = words[-1]
    return inf if box[3] - last.box[3] > _FOOT * last.size else (box[2] - inset - last.box[2]) / last.size


def _wraps(words: Sequence[Line], width: float) -> tuple[bool, ...]:
    """For each line but the last, whether it is full; `width` is what a line of this cell may take, in points.

    Turned words have places of their own (see `upright`): their room is the longest line.
    """
    if any(char.turned for line in words for char in line.chars):
        width = max(line.box[2] - line.box[0] for line in words)
    return tuple(wraps(a, b, width - (a.box[2] - a.box[0])) for a, b in pairwise(words))
