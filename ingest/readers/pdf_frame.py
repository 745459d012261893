"""The ruling lines that a table leaves out: open sides, lines across only, a cell that the page cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.readers.pdf_stretches import NEAR, Rules, Span, stretches, uncrossed, whole

_LONG = 0.4
"""Share of the page's width that a line needs to count as one of a table without side lines."""
_TALL = 80.0
"""Points between two lines across that one row hardly fills."""
_ENDS = 3
"""Lines that must end together to make up for a frame that is not drawn."""


def settings(page: Any, rules: Rules) -> tuple[dict[str, Any], list[float]]:
    """Settings for `find_tables`: the lines that many offices leave out, for each table of the page by itself. Beside them the
    tops of the tables whose lines down were only assumed: their rows may have no line between them either."""
    guessed: list[float] = []
    sides: list[dict[str, Any]] = []
    frame: list[dict[str, Any]] = []
    for stretch in stretches(rules, page.chars):
        if any(b - a > _TALL and len(uncrossed(stretch.xs, page.chars, a, b)) <= 2 for a, b in stretch.assumed):
            continue  # all rows in one: headings across them would part the columns
        inside = [piece for piece in rules.across if stretch.top - NEAR <= piece[0] <= stretch.bottom + NEAR]
        guessed += [stretch.top] if stretch.assumed else []
        for top, bottom in stretch.assumed:
            sides += [_edge("v", x, x, top, bottom) for x in uncrossed(stretch.xs, page.chars, top, bottom)]
        frame += [_edge("h", min(stretch.xs), max(stretch.xs), y, y) for y in stretch.levels]
        long = [(x0, x1) for _, x0, x1 in whole(inside) if x1 - x0 > _LONG * page.width]
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
    return found, guessed


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
