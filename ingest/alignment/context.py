"""What the rest of two lists says about a pair of tasks: rivals, the order around, what nearer tasks leave unexplained.

Lists that copy their words and lists that put everything anew have likenesses of very different height, so no height alone
tells partners from strangers. What does in both: that nothing else is as near (`rival`), that the tasks around correspond
(`neighbours`, `order`), and for the tasks that one office split or joined, that they share wording which no nearer task has
(`own`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.alignment.vectors import Vector

Pairs = Mapping[tuple[int, int], float]
"""Pairs of tasks that are looked at, with their nearness."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A pair each of which is nearest to the other: it holds the order of the lists."""

    first: int
    second: int
    weight: float


def rivals(near: Pairs, lengths: tuple[int, int]) -> dict[tuple[int, int], tuple[float, float]]:
    """For each pair its lead over the next nearest pair of the first task and of the second; below 0, its lag.

    To be the nearest of few says less than to be the nearest of many: a lead counts by the share of the list that is behind.
    """
    rows, columns = _best_two(near, 0), _best_two(near, 1)
    among = 1 - 1 / lengths[1], 1 - 1 / lengths[0]
    return {
        pair: (_lead(value, rows[pair[0]], among[0]), _lead(value, columns[pair[1]], among[1])) for pair, value in near.items()
    }


def _best_two(near: Pairs, side: int) -> dict[int, tuple[float, float]]:
    best: dict[int, tuple[float, float]] = {}
    for pair, value in near.items():
        first, second = best.get(pair[side], (0.0, 0.0))
        best[pair[side]] = (value, first) if value > first else (first, max(value, second))
    return best


def _lead(value: float, best: tuple[float, float], among: float) -> float:
    return (value - best[1]) * among if value == best[0] else value - best[0]


def anchors(leads: Mapping[tuple[int, int], tuple[float, float]], full: float) -> list[Anchor]:
    """The pairs that are nearest from both sides, in order; a lead of `full` weighs 1."""
    held = [(pair, min(both)) for pair, both in leads.items() if min(both) > 0]
    return [Anchor(first, second, min(lead / full, 1.0)) for (first, second), lead in sorted(held)]


def neighbours(pair: tuple[int, int], by_first: Mapping[int, Anchor], reach: int) -> float:
    """How many tasks close before and behind correspond too, nearer ones counting more, in anchors."""
    total = 0.0
    for step in range(-reach, reach + 1):
        anchor = by_first.get(pair[0] + step)
        if anchor is None or step == 0 or anchor.second == pair[1]:
            continue
        other = anchor.second - pair[1]
        if abs(other) <= reach and (step * other > 0 or (abs(step) == 1 and abs(other) == 1)):
            total += anchor.weight * math.exp(-(abs(step) + abs(other)) / 3)
    return total


class Order:
    """Where in the second list the anchors around a task of the first lead to expect its partner."""

    _AROUND = 10
    """Anchors on either side that are asked; those further off would weigh next to nothing."""

    def __init__(self, held: Sequence[tuple[int, int, float]], length: int, length_other: int) -> None:
        self._held = sorted(held)
        self._places = [place for place, _, _ in self._held]
        self._slope = length_other / length
        self._length = length_other
        self._expected: dict[int, float | None] = {}

    def offset(self, place: int, other: int) -> float:
        """How far the other place is from the expected one, as a share of the second list; 1 when nothing is expected."""
        if place not in self._expected:
            self._expected[place] = self._expect(place)
        expected = self._expected[place]
        return 1.0 if expected is None else abs(other - expected) / self._length

    def _expect(self, place: int) -> float | None:
        at = bisect_left(self._places, place)
        total = weighed = 0.0
        for held, other, weight in self._held[max(0, at - self._AROUND) : at + self._AROUND]:
            if held != place:
                near = weight * math.exp(-abs(held - place) / 4)
                total += near * (other - (held - place) * self._slope)
                weighed += near
        return total / weighed if weighed else None


def own(near: Pairs, first: Sequence[Vector], second: Sequence[Vector], most: int) -> dict[tuple[int, int], float]:
    """The shared wording of each pair that no nearer task explains, as parts of the cosine, summed over both sides.

    Seen from the first task: what it shares with the second and with no task of the second list that is nearer to it; and
    likewise from the second. 0..2; for a pair of nearest tasks it is twice its cosine.
    """
    out: defaultdict[tuple[int, int], float] = defaultdict(float)
    for side, (mine, theirs) in enumerate(((first, second), (second, first))):
        for place, partners in _by_side(near, side).items():
            rest = dict(mine[place])
            for partner in partners[:most]:
                shared = [term for term in rest if term in theirs[partner]]
                pair = (place, partner) if side == 0 else (partner, place)
                out[pair] += sum(rest[term] * theirs[partner][term] for term in shared)
                for term in shared:
                    del rest[term]
    return out


def _by_side(near: Pairs, side: int) -> dict[int, list[int]]:
    """For each task of that side the tasks of the other, nearest first."""
    found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair, value in near.items():
        found[pair[side]].append((-value, pair[1 - side]))
    return {place: [partner for _, partner in sorted(partners)] for place, partners in sorted(found.items())}
