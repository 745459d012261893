"""`same` or `part`: whether two linked tasks ask the same, or only a part of the one is in the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ingest.alignment import vectors
from ingest.alignment.compare import LIMITS
from ingest.alignment.link import Grade
from ingest.alignment.prepared import AlignedTask


class Coverage:
    """How much of a task's wording is in another one, rare wording counting more."""

    def __init__(self, new: Sequence[AlignedTask], other: Sequence[AlignedTask]) -> None:
        self._new, self._other = new, other
        self.weight = vectors.weights(t.counts["pairs"] for t in chain(new, other))

    def of(self, pair: tuple[int, int]) -> tuple[float, float]:
        """The share of the new task that is in the other one, and of the other that is in the new one: 0..1."""
        a, b = self._new[pair[0]].counts["pairs"], self._other[pair[1]].counts["pairs"]
        shared = sum(self.weight[term] for term in a if term in b)
        return _share(shared, sum(map(self.weight.__getitem__, a))), _share(shared, sum(map(self.weight.__getitem__, b)))


def grade(partners: tuple[int, int], covered: tuple[float, float]) -> Grade:
    """By the number of partners of each task and by how much of each is in the other.

    A task with several partners was split, or joined of several: each of these has a part of it, unless the two texts are
    nearly one, and the further partner is a repetition.
    """
    return "same" if partners == (1, 1) or min(covered) >= LIMITS["whole"] else "part"


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
