"""Sheets that hold more than one page, and pages set in columns: their parts in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.pdf_furniture import Page
from ingest.readers.pdf_grid import Ruled
from ingest.readers.pdf_lines import Char, Line, lines

_GUTTER = 20.0
"""Points of white between two pages printed on one sheet, at least."""
_LINES = 8
"""Lines that a page of such a sheet has, at least."""
_WHITE = 1.2
"""White between two columns of text, in characters, at least."""
_ROWS = 6
"""Lines that each of two columns of text has, at least."""
_FULL, _MOST, _SOME = 0.8, 0.5, 0.25
"""A line is full when it has this share of its column's width; most lines of a page are, and some of any text."""
_BROKEN = 0.2
"""A line of text has no wide white inside; at most this share of those in a column of text have some."""
_NEAR = 5.0
"""Points by which the lines of a column may begin elsewhere."""
_STARTS = 3
"""Lines of the right column that begin together, at least."""


def leaves(sheet: Page, tables: Sequence[Ruled], found: Sequence[Char], known: set[float]) -> Iterator[Page]:
    """The pages of a sheet, left before right, each with its lines and tables from top to bottom; text set in columns column
    by column, with what goes across them before and behind. `known` are the x between columns met so far in the file: the
    last page may have few lines beside each other."""
    gutter = _gutter(sheet, tables, found)
    if gutter is None:
        yield from _columns(sheet, tables, found, known)
        return
    for side in (False, True):
        x0, x1 = (gutter, sheet.width) if side else (0.0, gutter)
        page = Page(sheet.number, x1 - x0, sheet.height, x0=x0, leaf=2 * sheet.number - 1 + side)
        inside = [c for c in found if (c.centre > gutter) == side]
        yield from _columns(page, [t for t in tables if (t.box[0] > gutter) == side], inside, known)


def _gutter(sheet: Page, tables: Sequence[Ruled], found: Sequence[Char]) -> float | None:
    """The x between two pages that are printed side by side on a sheet; None when there is one page."""
    if sheet.width < 1.2 * sheet.height:
        return None
    spans = sorted([(t.box[0], t.box[2]) for t in tables] + [(c.x0, c.x1) for c in found if c.text != " "])
    end, best = 0.0, _GUTTER
    gutter: float | None = None
    for x0, x1 in spans:
        middle = (end + x0) / 2
        if end and x0 - end > best and abs(middle - sheet.width / 2) < 0.1 * sheet.width:
            best, gutter = x0 - end, middle
        end = max(end, x1)
    if gutter is None:
        return None
    for side in (False, True):
        # A page is filled with lines; a column of a list without ruling lines is not.
        text = lines(c for c in found if (c.centre > gutter) == side)
        ruled_here = any((t.box[0] > gutter) == side for t in tables)
        if not ruled_here and (len(text) < _LINES or not _filled(text, 0.3 * sheet.width, _MOST)):
            return None
    return gutter


def _filled(text: Sequence[Line], least: float, share: float) -> bool:
    """True when this share of the lines is full, and these are as wide as a column of text is."""
    width = max((line.box[2] - line.box[0] for line in text), default=0.0)
    full = sum(line.box[2] - line.box[0] > _FULL * width for line in text)
    return width >= least and full >= share * len(text)


def _columns(page: Page, tables: Sequence[Ruled], found: Sequence[Char], known: set[float]) -> Iterator[Page]:
    """A page as one part, or where its text is set in two columns as what stands above them, the two, and what follows."""
    text = lines(found)
    run = _set_in_columns(page, tables, text, known)
    if run is not None:
        at, end, middle = run
        above, below = text[at].box[1], text[end - 1].box[3]
        inside = [c for c in found if above <= c.middle <= below]
        yield _part(page, text[:at], [t for t in tables if t.box[1] < above])
        for side in (False, True):
            x0, x1 = (middle, page.x0 + page.width) if side else (page.x0, middle)
            part = Page(page.number, x1 - x0, page.height, x0=x0, leaf=page.leaf)
            yield _part(part, lines(c for c in inside if (c.centre > middle) == side), [])
        text, tables = text[end:], [t for t in tables if t.box[1] > below]
    yield _part(page, text, tables)


def _part(page: Page, text: Sequence[Line], tables: Sequence[Ruled]) -> Page:
    items: list[Line | Ruled] = [*tables, *text]
    return Page(page.number, page.width, page.height, sorted(items, key=lambda item: item.box[1]), page.x0, page.leaf)


def _set_in_columns(
    page: Page, tables: Sequence[Ruled], text: Sequence[Line], known: set[float]
) -> tuple[int, int, float] | None:
    """Lines `at` to `end` that stand in two columns, with the x between these; None when there are none."""
    centre = page.x0 + page.width / 2
    starts = Counter(round(x / _NEAR) * _NEAR for line in text for x in _starts(line) if abs(x - centre) < 0.2 * page.width)
    # The lines of the right column begin together, but for those that begin a paragraph.
    middles = [x - _NEAR for x, count in starts.items() if count >= _STARTS or x - _NEAR in known]
    if not middles:
        return None
    middle = max(middles, key=lambda x: _longest(x, text)[1] - _longest(x, text)[0])
    at, end = _longest(middle, text)
    if any(t.box[1] < text[end - 1].box[3] and t.box[3] > text[at].box[1] for t in tables):
        return None
    for side in (False, True):
        column = lines(c for line in text[at:end] for c in line.chars if (c.centre > middle) == side)
        broken = sum(any(b.x0 - a.x1 > _WHITE * line.size for a, b in pairwise(line.chars)) for line in column)
        if broken > _BROKEN * len(column):
            return None
        if middle not in known and (len(column) < _ROWS or not _filled(column, 0.25 * page.width, _SOME)):
            return None
    known.add(middle)
    return at, end, middle


def _starts(line: Line) -> Iterator[float]:
    """Where a line begins, and goes on behind wide white."""
    yield line.box[0]
    yield from (b.x0 for a, b in pairwise(line.chars) if b.x0 - a.x1 > _WHITE * line.size)


def _longest(middle: float, text: Sequence[Line]) -> tuple[int, int]:
    """The longest run of lines that leave the white between two columns free."""
    best, start = (0, 0), 0
    for n, line in enumerate([*text, None]):
        if line is None or not _is_free(line, middle):
            best, start = max(best, (start, n), key=lambda run: run[1] - run[0]), n + 1
    return best


def _is_free(line: Line, middle: float) -> bool:
    """True when a line leaves the white between two columns free."""
    half = _WHITE * line.size / 2 - 1
    return not any(c.x1 > middle - half and c.x0 < middle + half for c in line.chars)
