"""The ruling lines of a page, and those that a table leaves out: open sides, a cell that the page cuts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

NEAR = 3.0
"""Points within which two ruling lines are one."""
_LONG = 0.4
"""Share of the page's width that a line needs to count as one of a table without side lines."""
_DOT = 5.0
"""Points that a dot or dash of a line measures, at most."""
_DOTS = 12
"""Dots in a row that make a line."""
_ENDS = 3
"""Lines that must end together to make up for a frame that is not drawn."""

Span = tuple[float, float, float]
"""A line: its place across its direction, its start and its end."""


@dataclass(slots=True)
class _Stretch:
    """A part of a page in which lines go down without a break."""

    top: float
    bottom: float
    down: list[Span]


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


def settings(page: Any, rules: Rules) -> dict[str, Any]:
    """Settings for `find_tables`: the outer lines that many offices leave out, for each table of the page by itself."""
    pieces = rules.across
    sides: list[dict[str, Any]] = []
    frame: list[dict[str, Any]] = []
    for stretch in _stretches(rules.down):
        inside = [piece for piece in pieces if stretch.top - NEAR <= piece[0] <= stretch.bottom + NEAR]
        long = [(x0, x1) for _, x0, x1 in _whole(inside) if x1 - x0 > _LONG * page.width]
        if not long:
            continue
        ends = (*_common(x0 for x0, _ in long), *_common(x1 for _, x1 in long))
        missing = (x for x in ends if not any(abs(at - x) <= NEAR for at, _, _ in stretch.down))
        sides += [_edge("v", x, x, stretch.top, stretch.bottom) for x in missing]
        frame += [*_frame(inside, stretch.down, 1), *_frame(inside, stretch.down, 2)]
    found: dict[str, Any] = {}
    if rules.dotted:
        found = {"vertical_strategy": "explicit", "horizontal_strategy": "explicit"}
        sides += [_edge("v", x, x, top, bottom) for x, top, bottom in rules.down]
        frame += [_edge("h", x0, x1, y, y) for y, x0, x1 in rules.across]
    if sides:
        found["explicit_vertical_lines"] = sides
    if frame:
        found["explicit_horizontal_lines"] = frame
    return found


def _stretches(down: Iterable[Span]) -> Iterator[_Stretch]:
    """The parts of the page with lines down; two that have the same columns are one table with a heading across it."""
    found: list[_Stretch] = []
    for x, top, bottom in sorted(down, key=lambda piece: piece[1]):
        if found and top <= found[-1].bottom + NEAR:
            found[-1].bottom = max(found[-1].bottom, bottom)
            found[-1].down.append((x, top, bottom))
        else:
            found.append(_Stretch(top, bottom, [(x, top, bottom)]))
    last: _Stretch | None = None
    for stretch in found:
        stretch.down = _whole(stretch.down)
        if last is not None and _same_columns(last.down, stretch.down):
            last.bottom, last.down = stretch.bottom, _whole([*last.down, *stretch.down])
            continue
        if last is not None:
            yield last
        last = stretch
    if last is not None:
        yield last


def _same_columns(above: Sequence[Span], below: Sequence[Span]) -> bool:
    few, many = sorted(([x for x, _, _ in above], [x for x, _, _ in below]), key=len)
    return all(min(abs(x - y) for y in many) <= NEAR for x in few)


def _whole(pieces: Iterable[Span]) -> list[Span]:
    """The lines of one direction. Browsers draw one piece a cell: pieces in one place are one line."""
    found: list[Span] = []
    for at, first, last in sorted(pieces):
        if found and at - found[-1][0] <= 1:
            place, start, end = found[-1]
            found[-1] = (place, min(start, first), max(end, last))
        else:
            found.append((at, first, last))
    return found


def _frame(pieces: Sequence[Span], down: Sequence[Span], end: int) -> Iterator[dict[str, Any]]:
    """The lines across that are missing where the ones down begin (`end` 1) or end (2), as edges for pdfplumber."""
    for y in _common(line[end] for line in down):
        xs = [line[0] for line in down if abs(line[end] - y) <= NEAR]
        x0, x1 = min(xs), max(xs)
        reached = x0
        for left, right in sorted((left, right) for at, left, right in pieces if abs(at - y) <= NEAR):
            reached = max(reached, right) if left <= reached + NEAR else reached
        if reached < x1 - NEAR:
            yield _edge("h", x0, x1, y, y)


def _edge(way: str, x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
    edge = {"object_type": "line_edge", "orientation": way, "x0": x0, "x1": x1, "width": x1 - x0}
    return {**edge, "top": top, "bottom": bottom, "doctop": top, "height": bottom - top}


def _common(values: Iterable[float]) -> list[float]:
    """The values at which several lines end."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(g) / len(g) for g in groups if len(g) >= _ENDS]
