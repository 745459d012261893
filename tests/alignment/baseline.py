"""The bar to beat: TF-IDF cosine of pairs of characters with a threshold, as any text library gives it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from ingest.record import TaskList


def cosines(new: TaskList, other: TaskList) -> dict[tuple[int, int], float]:
    """The cosine of every pair of tasks; smoothed idf over the tasks of both lists, vectors of length 1."""
    counts = [_pairs(task.text) for task in (*new.tasks, *other.tasks)]
    having = Counter(term for one in counts for term in one)
    idf = {term: math.log((1 + len(counts)) / (1 + n)) + 1 for term, n in having.items()}
    vectors = []
    for one in counts:
        raw = {term: n * idf[term] for term, n in one.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        vectors.append({term: value / length for term, value in raw.items()})
    first, second = vectors[: len(new.tasks)], vectors[len(new.tasks) :]
    return {(i, j): _dot(a, b) for i, a in enumerate(first) for j, b in enumerate(second)}


def best_threshold(cases: Sequence[tuple[dict[tuple[int, int], float], set[tuple[int, int]], set[tuple[int, int]]]]) -> float:
    """The threshold with the largest F1 over these cases: cosines, the links wanted, and those neither wanted nor wrong."""
    return max((step / 100 for step in range(3, 70)), key=lambda least: _f1(cases, least))


def _f1(
    cases: Sequence[tuple[dict[tuple[int, int], float], set[tuple[int, int]], set[tuple[int, int]]]], least: float
) -> float:
    right = said = wanted = 0
    for found, links, free in cases:
        kept = {at for at, value in found.items() if value >= least} - free
        right, said, wanted = right + len(kept & links), said + len(kept), wanted + len(links)
    return 2 * right / (said + wanted) if said + wanted else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = re.sub(r"\W", "", text)
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))


def _dot(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(value * b.get(term, 0.0) for term, value in a.items())
