"""Tables without ruling lines: columns from the white between them, rows from the white below them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf

from ingest.readers.pdf_furniture import Page
from ingest.readers.pdf_grid import Ruled
from ingest.readers.pdf_lines import Char, Line, box, spaced
from ingest.readers.pdf_lines import lines as lines_of
from ingest.readers.pdf_rows import Rows, find_rows, head_of
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
_SEVERAL = 2
"""Lines with words in a column that has no header."""
_NOTES = 3
"""Lines at the end that may turn out to stand below the table."""
_BODY = 3
"""Lines below the header that a table has, at least."""
_TIGHT = 1.0
"""Lines nearer than this many characters, from middle to middle, belong to one row (cells centred in their height)."""
_BESIDE = 4
"""Lines above and below one of which some may stand beside it."""
_SENTENCE = re.compile(r"[。；;]")

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
        start, header = next(((n, one) for n in range(len(text)) if (one := _header_at(text, n))), (0, None))
        # A header may be printed again further down a page.
        if (header is None or start > _BESIDE) and before and _goes_on(text, before):
            start, header, gaps = 0, None, before
        elif header is not None:
            gaps = [[gap] for gap in _gaps(header)]
            start = _first_of_header(text, start, gaps)
        else:
            before = []
            continue
        end, gaps = _extent(text, start, gaps)
        found = _table(page.number, text[start:end], gaps, header)
        before = gaps if found is not None and end == len(text) else []
        if found is not None:
            page.items = [*text[:start], found, *text[end:]]


def _gaps(line: Line) -> list[tuple[float, float]]:
    """The wide white between the pieces of a line."""
    found: list[tuple[float, float]] = []
    end = inf
    for char in line.chars:
        if char.x0 - end > _WIDE * char.size:
            found.append((end, char.x0))
        end = max(end, char.x1) if end < inf else char.x1
    return found


def _header_at(text: Sequence[Line], at: int) -> Line | None:
    """The header whose words stand in a line, or half a line above and below it; None when it is none."""
    if not _gaps(text[at]):
        return None
    beside = [line for line in text[max(0, at - _BESIDE) : at + _BESIDE + 1] if _is_beside(line, text[at])]
    found = sorted((char for line in beside for char in line.chars), key=lambda char: char.x0)
    whole = Line("".join(line.text for line in beside), box(found), text[at].size, tuple(found))
    return next((one for one in (text[at], whole) if _is_header(one)), None)


def _is_beside(line: Line, other: Line) -> bool:
    return abs(line.middle - other.middle) < _TIGHT * other.size


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
    found = [_rivers([text[at] for at in kept[: len(kept) - less]], gaps) for less in range(min(_NOTES, len(kept) - 1) + 1)]
    most = max((len(rivers) for rivers in found), default=0)
    less = next((n for n, rivers in enumerate(found) if len(rivers) == most), 0)
    return (kept[len(kept) - 1 - less] + 1 if kept else start), [[river] for river in found[less]] if found else gaps


def _rivers(lines: Sequence[Line], known: Sequence[White]) -> White:
    """The white down all lines, so that a column whose header stands on another line is found as well; one that no header
    knows has words of several lines on both sides."""
    taken = [(c.x0, c.x1) for line in lines for c in line.chars]
    rivers = _free([(min(x for x, _ in taken), max(x for _, x in taken))], taken) if taken else []
    between = [[r for r in rivers if any(a < r[1] and r[0] < b for a, b in gap)] for gap in known]
    kept = {max(found, key=lambda r: r[1] - r[0]) for found in between if found}
    for river in list(rivers):
        if river in kept:
            continue
        at = rivers.index(river)
        left = rivers[at - 1][1] if at else -inf
        right = rivers[at + 1][0] if at + 1 < len(rivers) else inf
        sides = ((left, river[0]), (river[1], right))
        if any(sum(any(x0 < c.centre < x1 for c in line.chars) for line in lines) < _SEVERAL for x0, x1 in sides):
            rivers.remove(river)
    return rivers


def _table(page: int, lines: Sequence[Line], gaps: Sequence[White], header: Line | None) -> Ruled | None:
    """The grid of these lines; None when they are no table."""
    across = [line for line in lines if _cut(gaps, line) is None]
    if len(gaps) < _COLUMNS - 1 or len(lines) - len(across) <= _BODY:
        return None
    middles = _middles(gaps)
    left, right = min(line.box[0] for line in lines) - 1, max(line.box[2] for line in lines) + 1
    xs = [left, *middles, right]
    inside = [c for line in lines if line not in across for c in spaced(line)]
    columns = [lines_of(c for c in inside if bisect_right(middles, c.centre) == n) for n in range(len(xs) - 1)]
    parts = list(_segments(columns, across, header))
    found = [part if isinstance(part, Line) else find_rows(part) for part in parts]
    if any(rows is None for rows in found):
        return None
    levels = [[rows.box[1] - 1, rows.box[3] + 1] if isinstance(rows, Line) else rows.levels for rows in found if rows]
    for above, below in pairwise(levels):
        above[-1] = below[0] = (above[-1] + below[0]) / 2
    cells: list[tuple[Box, list[Line]]] = []
    for rows, ys in zip(found, levels, strict=True):
        if isinstance(rows, Line):
            cells.append(((left, ys[0], right, ys[-1]), [rows]))
        elif rows is not None:
            cells += _cells(rows, ys, xs)
    box = (left, levels[0][0], right, levels[-1][-1])
    return Ruled(page, box, cells, xs, drawn=all(rows.merges for rows in found if isinstance(rows, Rows)))


def _cells(rows: Rows, ys: Sequence[float], xs: Sequence[float]) -> Iterator[tuple[Box, list[Line]]]:
    """The boxes of the cells of some rows with their words, blank ones too."""
    filled: set[tuple[int, int]] = set()
    for cell in rows.cells:
        yield (xs[cell.column], ys[cell.first], xs[cell.column + 1], ys[cell.end]), list(cell.words)
        filled |= {(cell.column, row) for row in range(cell.first, cell.end)}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (x0, x1) in enumerate(pairwise(xs)):
            if (column, row) not in filled:
                yield (x0, top, x1, bottom), []


def _segments(
    columns: Sequence[Sequence[Line]], across: Sequence[Line], header: Line | None
) -> Iterator[Line | list[list[Line]]]:
    """The header, and the rows between two lines that go across, with these lines in their place."""
    rest = [list(column) for column in columns]
    if header is not None:
        head = head_of(rest, (header.box[1], header.box[3]))
        rest = [[line for line in column if line not in own] for column, own in zip(rest, head, strict=True)]
        yield head
    for line in [*across, None]:
        above = [[one for one in column if line is None or one.middle < line.middle] for column in rest]
        rest = [column[len(own) :] for column, own in zip(rest, above, strict=True)]
        if any(above):
            yield above
        if line is not None:
            yield line
