"""Tables without ruling lines: columns from the white between them, rows from the white below them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.readers.pdf_furniture import Page
from ingest.readers.pdf_grid import Ruled
from ingest.readers.pdf_lines import Char, Line, line_of
from ingest.source import Box

_COLUMNS = 3
"""Fewer columns are no table: two may be a signature beside a date."""
_HEADER_WORDS = 12
"""Characters in one column header, at most."""
_WIDE = 1.2
"""White between two column headers, in characters, at least."""
_RIVER = 4.0
"""Points of white between two columns that must stay free down the table."""
_ACROSS = 2
"""Lines one after the other that may cross the white (a theme over the whole table); more end the table."""
_NOTES = 3
"""Lines at the end that may turn out to stand below the table."""
_BODY = 3
"""Lines below the header that a table has, at least."""
_ROW_WHITE = 0.25
"""White below a row, in characters, beyond the white between the lines of a cell."""
_TIGHT = 1.0
"""Lines nearer than this many characters, from middle to middle, belong to one row (cells centred in their height)."""
_SENTENCE = re.compile(r"[。；;]")
_NUMBER = re.compile(r"[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,4})[）)]?[、.．]?")

White = list[tuple[float, float]]
"""What is free between two columns: stretches of x."""


def find(pages: Sequence[Page]) -> None:
    """Puts a table in place of the lines that stand in columns under a header row, on every page."""
    before: list[White] = []
    for page in pages:
        text = [item for item in page.items if isinstance(item, Line)]
        if len(text) < len(page.items):
            before = []
            continue
        start = next((n for n, line in enumerate(text) if _is_header(line)), None)
        if start is None and before and _goes_on(text, before):
            start, gaps = 0, before
        elif start is not None:
            gaps = [[gap] for gap in _gaps(text[start])]
            start = _first_of_header(text, start, gaps)
        else:
            before = []
            continue
        end, gaps = _extent(text, start, gaps)
        found = _table(page.number, text[start:end], gaps)
        before = gaps if found is not None and end == len(text) else []
        if found is not None:
            page.items = [*text[:start], found, *text[end:]]


def _gaps(line: Line) -> list[tuple[float, float]]:
    """The wide white between the pieces of a line."""
    return [(a.x1, b.x0) for a, b in pairwise(line.chars) if b.x0 - a.x1 > _WIDE * max(a.size, b.size)]


def _is_header(line: Line) -> bool:
    gaps = _gaps(line)
    if len(gaps) < _COLUMNS - 1 or _SENTENCE.search(line.text):
        return False
    pieces = _split(line.chars, [(x0 + x1) / 2 for x0, x1 in gaps])
    # 具  体  要  求 is one header set wide, so a line of single characters is none.
    return all(len(p) <= _HEADER_WORDS for p in pieces) and sum(len(p) > 1 for p in pieces) >= _COLUMNS - 1


def _first_of_header(text: Sequence[Line], start: int, gaps: Sequence[White]) -> int:
    """The header's first line: a header of two lines stands half a line above the others."""
    while start and text[start].middle - text[start - 1].middle < _TIGHT * text[start].size and _cut(gaps, text[start - 1]):
        start -= 1
    return start


def _split(chars: Sequence[Char], middles: Sequence[float]) -> list[list[Char]]:
    """The characters of a line by column."""
    pieces: list[list[Char]] = [[] for _ in range(len(middles) + 1)]
    for char in chars:
        pieces[bisect_right(middles, char.centre)].append(char)
    return pieces


def _goes_on(text: Sequence[Line], gaps: Sequence[White]) -> bool:
    """True when the first lines of a page stand in the columns of the page before."""
    first = text[: 2 * _BODY]
    fits = [line for line in first if _cut(gaps, line)]
    several = [line for line in fits if sum(bool(p) for p in _split(line.chars, _middles(gaps))) > 1]
    return bool(several) and len(fits) * 5 >= len(first) * 4


def _free(stretches: White, taken: Iterable[tuple[float, float]]) -> White:
    """What is left of the stretches, those too narrow for a column's white left out."""
    left = list(stretches)
    for x0, x1 in taken:
        if not any(a < x1 and x0 < b for a, b in left):
            continue
        left = [part for a, b in left for part in ((a, min(b, x0)), (max(a, x1), b)) if part[1] - part[0] >= _RIVER]
    return left


def _cut(gaps: Sequence[White], line: Line) -> list[White] | None:
    """The white that this line leaves; None when the line crosses it somewhere."""
    taken = [(c.x0, c.x1) for c in line.chars]
    left = [_free(gap, taken) for gap in gaps]
    return left if all(left) else None


def _middles(gaps: Sequence[White]) -> list[float]:
    """The x between each two columns: in the middle of the widest white."""
    widest = [max(gap, key=lambda part: part[1] - part[0]) for gap in gaps]
    return [(x0 + x1) / 2 for x0, x1 in widest]


def _extent(text: Sequence[Line], start: int, gaps: list[White]) -> tuple[int, list[White]]:
    """The line after the last one of the table that begins at `start`, and its white."""
    across = 0
    kept: list[int] = []
    for at in range(start, len(text)):
        left = _cut(gaps, text[at])
        if left is not None:
            gaps, across = left, 0
            kept.append(at)
        elif (across := across + 1) > _ACROSS:
            break
    # A note below the table may leave the white under the headers free and still cross a column without a header line there.
    found = [_rivers([text[at] for at in kept[: len(kept) - less]]) for less in range(min(_NOTES, len(kept) - 1) + 1)]
    most = max((len(rivers) for rivers in found), default=0)
    less = next((n for n, rivers in enumerate(found) if len(rivers) == most), 0)
    return (kept[len(kept) - 1 - less] + 1 if kept else start), [[river] for river in found[less]] if found else gaps


def _rivers(lines: Sequence[Line]) -> White:
    """The white down all lines, so that a column whose header stands on another line is found as well."""
    taken = [(c.x0, c.x1) for line in lines for c in line.chars]
    return _free([(min(x for x, _ in taken), max(x for _, x in taken))], taken) if taken else []


def _table(page: int, lines: Sequence[Line], gaps: Sequence[White]) -> Ruled | None:
    """The grid of these lines; None when they are no table."""
    crossing = {n for n, line in enumerate(lines) if _cut(gaps, line) is None}
    if len(gaps) < _COLUMNS - 1 or len(lines) - len(crossing) <= _BODY:
        return None
    middles = _middles(gaps)
    rows = _rows(lines, middles, crossing)
    if rows is None:
        return None
    left, right = min(line.box[0] for line in lines) - 1, max(line.box[2] for line in lines) + 1
    columns = [left, *middles, right]
    bottoms = [max(line.box[3] for line in row) for row in rows]
    tops = [min(line.box[1] for line in row) for row in rows]
    between = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    levels = [tops[0] - 1, *between, bottoms[-1] + 1]
    cells: list[tuple[Box, list[Line]]] = []
    for row, (top, bottom) in zip(rows, pairwise(levels), strict=True):
        if any(_cut(gaps, line) is None for line in row):
            cells.append(((left, top, right, bottom), list(row)))
            continue
        split = [_split(line.chars, middles) for line in row]
        for column, (x0, x1) in enumerate(pairwise(columns)):
            words = [line for pieces in split if (line := line_of(pieces[column])) is not None]
            cells.append(((x0, top, x1, bottom), words))
    return Ruled(page, (left, levels[0], right, levels[-1]), cells, columns, drawn=False)


def _rows(lines: Sequence[Line], middles: Sequence[float], crossing: set[int]) -> list[list[Line]] | None:
    """The lines by row: a row ends at more white than the lines of a cell leave, or before a number in the first column.

    None when neither tells.
    """
    alone = crossing | {n + 1 for n in crossing}
    split = [_split(line.chars, middles) for line in lines]
    leading, size = _leading(split), max(line.size for line in lines)
    starts, bottom = {0}, lines[0].box[3]
    for n, line in enumerate(lines[1:], start=1):
        if line.box[1] - bottom > leading + _ROW_WHITE * size:
            starts.add(n)
        bottom = max(bottom, line.box[3])
    numbered = {n for n, pieces in enumerate(split) if _numbered(pieces[0]) and n not in crossing}
    order = sorted(starts)
    several = any(sum(a <= n < b for n in numbered) > 1 for a, b in zip(order, [*order[1:], len(lines)], strict=True))
    if len(starts) < 2 or several:
        if len(numbered) < 2:
            return None
        starts = {0} | numbered
    order = sorted(n for n in starts | alone if n < len(lines))
    return [list(lines[a:b]) for a, b in zip(order, [*order[1:], len(lines)], strict=True)]


def _leading(split: Sequence[Sequence[Sequence[Char]]]) -> float:
    """The usual white between two lines of one cell, in points: the lesser ones in each column."""
    steps: list[float] = []
    for column in range(len(split[0])):
        boxes = [(min(c.top for c in p[column]), max(c.bottom for c in p[column])) for p in split if p[column]]
        steps += [top - bottom for (_, bottom), (top, _) in pairwise(boxes) if top > bottom - 1]
    return sorted(steps)[len(steps) // 5] if steps else 0.0


def _numbered(piece: Sequence[Char]) -> bool:
    return bool(_NUMBER.fullmatch("".join(c.text for c in piece)))
