"""Layouts of a drawing: the same each time, nothing on top of another, and what stands stays."""

from __future__ import annotations

import math
import random
from itertools import combinations

import pytest

from graph.view.draw import Batch
from viz.grown import grown
from viz.layout import STEP, STRETCH


def batches(sizes: list[int], seed: int = 1) -> list[Batch]:
    """Steps that bring so many each, from one that is there already."""
    chance, known, made = random.Random(seed), list[str](), list[Batch]()  # noqa: S311
    for number, size in enumerate(sizes):
        ids = tuple(f"n:{number}:{k}" for k in range(size))
        made.append(Batch(chance.choice(known) if known else None, ids))
        known += ids
    return made


def nearest(points: dict[str, tuple[float, float]]) -> float:
    return min(math.dist((a / STRETCH, b), (c / STRETCH, d)) for (a, b), (c, d) in combinations(points.values(), 2))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sizes", [[1, 3, 40, 8, 9], [1, 1, 1, 60, 5, 5, 30], [2, 200, 7, 100]])
def test_no_two_things_touch(sizes: list[int], seed: int) -> None:
    assert nearest(grown(batches(sizes, seed))) >= STEP * 0.98


def test_what_stands_stays_when_more_comes() -> None:
    steps = batches([1, 12, 5, 40, 3, 80])
    whole = grown(steps)
    for count in range(1, len(steps)):
        before = grown(steps[:count])
        assert before == {id: whole[id] for id in before}


def test_many_stand_together_and_near_the_node_they_came_from() -> None:
    steps = [Batch(None, ("a", "b")), Batch("a", tuple(f"t:{k}" for k in range(30)))]
    points = {id: (x / STRETCH, y) for id, (x, y) in grown(steps).items()}
    heap = [points[f"t:{k}"] for k in range(30)]
    spread = max(math.dist(p, q) for p, q in combinations(heap, 2))
    assert spread < 9 * STEP
    assert all(math.dist(points["a"], p) < 8 * STEP for p in heap)


def test_nothing_gives_nothing() -> None:
    assert grown([]) == {}
