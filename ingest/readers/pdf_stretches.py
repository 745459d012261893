"""The ruling lines of a page, table by table: drawn ones, dotted ones, and those that the ends of others show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import Any

NEAR = 3.0
"""Points within which two ruling lines are one."""
_DOT = 5.0
"""Points that a dot or dash of a line measures, at most."""
_DOTS = 12
"""Dots in a row that make a line."""
_ENDS = 3
"""Ends by which two lines are of one table."""
_ROW_WHITE, _APART = 0.8, 2.0
"""White between the lines of one row and between two rows, in characters, at most."""
_COLUMNS = 3
"""Columns that lines across must show by their ends to be a table's."""

Span = tuple[float, float, float]
"""A line: its place across its direction, its start and its end."""
Glyph = dict[str, Any]
"""A character as pdfplumber has it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of a page, piece by piece."""

    across: list[Span]
    down: list[Span]
    dotted: bool = False
    """True when some are made of dots, which pdfplumber takes for none."""

    @classmethod
    def of(cls, page: Any) -> Rules:
        """The lines that a page draws; a line drawn as a thin box has two short edges at its ends, which are none."""
        flat = (e for e in page.edges if e["orientation"] == "h")
        across = [(e["top"], e["x0"], e["x1"]) for e in flat if e["x1"] - e["x0"] > NEAR]
        steep = (e for e in page.edges if e["orientation"] == "v")
        down = [(e["x0"], e["top"], e["bottom"]) for e in steep if e["bottom"] - e["top"] > NEAR]
        dots = [o for o in (*page.rects, *page.curves, *page.lines) if o["width"] < _DOT and o["height"] < _DOT]
        if len(dots) <= 2 * _DOTS:
            return cls(across, down)
        rows = _dotted((o["top"], o["x0"], o["x1"]) for o in dots)
        columns = _dotted((o["x0"], o["top"], o["bottom"]) for o in dots)
        return cls([*across, *rows], [*down, *columns], bool(rows or columns))


def _dotted(dots: Iterable[Span]) -> list[Span]:
    """The lines of one direction that dots in a row make."""
    found: list[Span] = []
    places: dict[int, list[Span]] = defaultdict(list)
    for at, first, last in dots:
        places[round(at)].append((at, first, last))
    for row in places.values():
        row.sort(key=lambda dot: dot[1])
        at, start, end, count = row[0][0], row[0][1], row[0][2], 1
        for _, first, last in [*row[1:], (0.0, inf, inf)]:
            if first - end <= _DOT:
                end, count = max(end, last), count + 1
                continue
            if count >= _DOTS:
                found.append((at, start, end))
            start, end, count = first, last, 1
    return found


@dataclass(slots=True)
class Stretch:
    """A part of a page with the lines of one table."""

    top: float
    bottom: float
    down: list[Span]
    assumed: list[tuple[float, float]] = field(default_factory=list)
    """From where to where lines down are missing, between lines across whose ends show the columns."""
    striped: bool = False
    """True when some rows are drawn as boxes and others are not."""

    levels: list[float] = field(default_factory=list)
    """Where lines across are missing beside them."""

    @property
    def xs(self) -> list[float]:
        return [x for x, _, _ in self.down]

    def reach(self, levels: Sequence[float]) -> None:
        """Takes in rows beyond its edge, given by the edges of the rows from there outwards."""
        self.assumed += [(min(a, b), max(a, b)) for a, b in pairwise(levels)]
        self.levels += levels[1:]
        self.top, self.bottom = min(self.top, *levels), max(self.bottom, *levels)


@dataclass(frozen=True, slots=True)
class _Level:
    """Lines across at one height, with the x at which their pieces end."""

    y: float
    ends: list[float]


def stretches(rules: Rules, glyphs: Sequence[Glyph]) -> list[Stretch]:
    """The parts of the page with lines, one a table."""
    drawn = _drawn(rules.down)
    loose = [level for level in _levels(rules.across) if not any(s.top - NEAR <= level.y <= s.bottom + NEAR for s in drawn)]
    items: list[Stretch | _Level] = [*drawn, *loose]
    found: list[Stretch] = []
    for item in sorted(items, key=lambda one: one.y if isinstance(one, _Level) else one.top):
        last = found[-1] if found else None
        if isinstance(item, _Level):
            if last is not None and _fits(last, item.ends):
                last.assumed.append((last.bottom, item.y))
                last.bottom = item.y
            elif len(item.ends) > _COLUMNS:
                found.append(Stretch(item.y, item.y, [(x, item.y, item.y) for x in item.ends]))
                found[-1].reach(_beyond(item.y, item.ends, glyphs, -1))
        elif last is not None and _same_columns(last.xs, item.xs):
            if item.top > last.bottom + NEAR and _in_columns(last, last.bottom, item.top, glyphs):
                last.assumed.append((last.bottom, item.top))
                last.striped = True
            last.assumed += item.assumed
            last.bottom, last.down = item.bottom, whole([*last.down, *item.down])
        else:
            found.append(item)
    for stretch in found:
        if stretch.striped:  # the first and the last rows may be no boxes
            for y, way in ((stretch.top, -1), (stretch.bottom, 1)):
                stretch.reach(_beyond(y, _distinct(stretch.xs), glyphs, way))
    return found


def _in_columns(stretch: Stretch, top: float, bottom: float, glyphs: Sequence[Glyph]) -> bool:
    """True when the words between two heights stand in several columns: a row of its own, no heading over the table."""
    xs = _distinct(stretch.xs)
    inside = [g for g in glyphs if top < (g["top"] + g["bottom"]) / 2 < bottom and g["text"].strip()]
    columns = {sum(x < (g["x0"] + g["x1"]) / 2 for x in xs) for g in inside}
    return len(columns) >= _COLUMNS and len(uncrossed(xs, glyphs, top, bottom)) > 2


def _drawn(down: Iterable[Span]) -> list[Stretch]:
    """The parts of the page in which lines go down without a break."""
    found: list[Stretch] = []
    for x, top, bottom in sorted(down, key=lambda piece: piece[1]):
        if found and top <= found[-1].bottom + NEAR:
            found[-1].bottom = max(found[-1].bottom, bottom)
            found[-1].down.append((x, top, bottom))
        else:
            found.append(Stretch(top, bottom, [(x, top, bottom)]))
    for stretch in found:
        stretch.down = whole(stretch.down)
    return found


def _levels(pieces: Iterable[Span]) -> list[_Level]:
    """The lines across by their height."""
    found: list[_Level] = []
    for y, x0, x1 in sorted(pieces):
        if not found or y - found[-1].y > NEAR:
            found.append(_Level(y, []))
        found[-1].ends.extend((x0, x1))
    return [_Level(level.y, _distinct(level.ends)) for level in found]


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _fits(stretch: Stretch, ends: Sequence[float]) -> bool:
    """True when a line across is of the table above it: it ends at its columns, at three of them or at both sides."""
    xs = sorted(stretch.xs)
    if len(_distinct(xs)) <= _COLUMNS or not all(min(abs(end - x) for x in xs) <= NEAR for end in ends):
        return False
    return len(ends) >= _ENDS or (abs(ends[0] - xs[0]) <= NEAR and abs(ends[-1] - xs[-1]) <= NEAR)


def _beyond(y: float, xs: Sequence[float], glyphs: Sequence[Glyph], way: int) -> list[float]:
    """The edges of the rows whose words stand in the columns directly above (`way` -1) or below (1) the lines of a table: its
    header, a first or last row. Each has words in several columns, and more white around it than inside."""
    near, far = ("bottom", "top") if way < 0 else ("top", "bottom")
    outside = (g for g in glyphs if (g[near] - y) * way >= -1 and g["text"].strip())
    edge, columns, found = y, set[int](), [y]
    for g in sorted(outside, key=lambda g: float(g[near]) * way):
        x0, x1, white = g["x0"], g["x1"], (g[near] - edge) * way
        if not xs[0] - NEAR <= x0 <= xs[-1] or any(x0 < x - 1 and x1 > x + 1 for x in xs) or white > _APART * g["size"]:
            break
        if white > _ROW_WHITE * g["size"] and edge != y:
            if len(columns) < _COLUMNS:
                break
            found.append(edge + way)
            columns.clear()
        edge = max(edge * way, float(g[far]) * way) * way
        columns.add(sum(x < (x0 + x1) / 2 for x in xs))
    return [*found, edge + way] if len(columns) >= _COLUMNS else found


def uncrossed(xs: Sequence[float], glyphs: Sequence[Glyph], top: float, bottom: float) -> list[float]:
    """The columns' lines between two heights; only the sides where words go across the others (a heading over the table)."""
    inside = [g for g in glyphs if top < (g["top"] + g["bottom"]) / 2 < bottom and g["text"].strip()]
    crossed = any(g["x0"] < x - 1 and g["x1"] > x + 1 for g in inside for x in xs)
    return [min(xs), max(xs)] if crossed else list(xs)


def _same_columns(above: Sequence[float], below: Sequence[float]) -> bool:
    few, many = sorted((above, below), key=len)
    return all(min(abs(x - y) for y in many) <= NEAR for x in few)


def whole(pieces: Iterable[Span]) -> list[Span]:
    """The lines of one direction. Browsers draw one piece a cell: pieces in one place are one line."""
    found: list[Span] = []
    for at, first, last in sorted(pieces):
        if found and at - found[-1][0] <= 1:
            place, start, end = found[-1]
            found[-1] = (place, min(start, first), max(end, last))
        else:
            found.append((at, first, last))
    return found
