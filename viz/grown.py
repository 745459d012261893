"""A free layout that grows with the drawing: what stands stays where it is, and what a step brings finds room near the node
that it came from, on the side that leads away from the others. The same steps give the same places on each visit.

As in `viz.layout`, no two things stand nearer than `STEP` after undoing the stretch.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.view.draw import Batch
from viz.layout import STEP, STRETCH, Point

CLOSE = 8
"""So many stand around the node they came from; more stand together in a heap of their own beside it."""
APART = 4 * STEP
"""From what was put on the canvas by itself to all else."""
_NEAR = 0.999 * STEP
_TURN = math.pi * (3 - math.sqrt(5))
"""The golden angle: points that turn by it fill a disc evenly (H. Vogel, 1979)."""


def grown(batches: Sequence[Batch]) -> dict[str, Point]:
    """A point for each id in the batches."""
    ground = _Ground()
    for batch in batches:
        anchor = ground.at.get(batch.anchor or "")
        if anchor is None:
            _seeds(ground, batch.ids)
        elif len(batch.ids) <= CLOSE:
            _around(ground, anchor, batch.ids)
        elif ground.alone(anchor):
            _around(ground, anchor, batch.ids, whole=True)
        else:
            _heap(ground, anchor, batch.ids)
    return {id: (round(x * STRETCH, 1), round(y, 1)) for id, (x, y) in sorted(ground.at.items())}


class _Ground:
    """What is taken, in squares of one step, so that a question about a point looks at nine of them."""

    def __init__(self) -> None:
        self.at: dict[str, Point] = {}
        self._squares: dict[tuple[int, int], list[Point]] = defaultdict(list)
        self._sum = (0.0, 0.0)

    def take(self, id: str, point: Point) -> None:
        self.at[id] = point
        self._squares[_square(point)].append(point)
        self._sum = (self._sum[0] + point[0], self._sum[1] + point[1])

    def free(self, point: Point, room: float = _NEAR) -> bool:
        """Whether nothing stands within `room` of the point."""
        column, row = _square(point)
        wide = math.ceil(room / STEP)
        return not any(
            math.dist(point, other) < room
            for c in range(column - wide, column + wide + 1)
            for r in range(row - wide, row + wide + 1)
            for other in self._squares.get((c, r), ())
        )

    def alone(self, point: Point) -> bool:
        """Whether nothing else stands near the point."""
        return sum(math.dist(point, other) < 4 * STEP for other in self.at.values()) <= 1

    def outward(self, point: Point) -> float:
        """The direction from the middle of all others to the point; downward where there is none."""
        others = len(self.at) - 1
        if others < 1:
            return math.pi / 2
        x, y = (self._sum[0] - point[0]) / others, (self._sum[1] - point[1]) / others
        return math.atan2(point[1] - y, point[0] - x) if math.dist(point, (x, y)) > 1 else math.pi / 2

    def middle(self) -> Point:
        """The middle of all that stands."""
        count = max(1, len(self.at))
        return self._sum[0] / count, self._sum[1] / count


def _square(point: Point) -> tuple[int, int]:
    return math.floor(point[0] / STEP), math.floor(point[1] / STEP)


def _seeds(ground: _Ground, ids: Sequence[str]) -> None:
    """Apart from all others, as near to their middle as there is room."""
    for id in ids:
        away, turns = 0.0, 1
        while True:
            ring = [(away * math.cos(2 * math.pi * k / turns), away * math.sin(2 * math.pi * k / turns)) for k in range(turns)]
            x, y = ground.middle()
            at = next((p for dx, dy in ring if ground.free(p := (x + dx, y + dy), APART)), None)
            if at is not None:
                ground.take(id, at)
                break
            away, turns = away + STEP, 24


def _around(ground: _Ground, middle: Point, ids: Sequence[str], *, whole: bool = False) -> None:
    """On rings around the middle: all around, or from the side that leads outward."""
    start = -math.pi / 2 if whole else ground.outward(middle)
    slots: list[tuple[float, float, Point]] = []
    radius = 2.0 * STEP
    while len(slots) < len(ids):
        ring = [(turn, at) for turn, at in _ring(middle, radius, start, whole=whole) if ground.free(at)]
        slots += [(radius, turn, at) for turn, at in ring[: len(ids) - len(slots)]]
        radius += STEP
    # the order in which they came goes around the middle, ring by ring
    for id, (_, _, at) in zip(ids, sorted(slots, key=lambda slot: (slot[0], slot[1])), strict=True):
        ground.take(id, at)


def _ring(middle: Point, radius: float, start: float, *, whole: bool) -> Iterator[tuple[float, Point]]:
    count = max(1, math.floor(math.pi / math.asin(min(1.0, STEP / 2 / radius))))
    order = range(count) if whole else sorted(range(count), key=lambda k: (min(k, count - k), k))
    for k in order:
        turn = 2 * math.pi * k / count
        turn = turn - 2 * math.pi if not whole and turn > math.pi else turn
        yield turn, (middle[0] + radius * math.cos(start + turn), middle[1] + radius * math.sin(start + turn))


def _heap(ground: _Ground, anchor: Point, ids: Sequence[str]) -> None:
    """In a disc of their own, at the nearest place where one is free, preferably outward."""
    spread = 1.15 * STEP
    size = spread * math.sqrt(len(ids)) * 0.62 + STEP
    start = ground.outward(anchor)
    middle, away = anchor, size + STEP
    while middle is anchor:
        for k in sorted(range(16), key=lambda k: (min(k, 16 - k), k)):
            turn = start + 2 * math.pi * k / 16
            at = (anchor[0] + away * math.cos(turn), anchor[1] + away * math.sin(turn))
            if ground.free(at, size):
                middle = at
                break
        away += STEP
    number = 0
    for id in ids:
        while True:
            distance = spread * math.sqrt(number) * 0.62
            at = (middle[0] + distance * math.cos(number * _TURN), middle[1] + distance * math.sin(number * _TURN))
            number += 1
            if ground.free(at):
                ground.take(id, at)
                break
