"""Positions: the same each time, and no two nodes on one another."""

from __future__ import annotations

import math
import random
from itertools import combinations, pairwise

import pytest

from graph.schema import Edge, Node, NodeType, Subgraph
from viz.layout import STEP, STRETCH, positions

TYPES: tuple[NodeType, ...] = ("Task", "Unit", "Theme", "Document")


def star(leaves: int) -> Subgraph:
    nodes = [Node("unit:a", "Unit", "市商务局", {}), *(Node(f"task:{i:04}", "Task", "任务", {"seq": i}) for i in range(leaves))]
    edges = tuple(Edge(f"e:{i}", "LEADS", "unit:a", f"task:{i:04}", {}) for i in range(leaves))
    return Subgraph(tuple(nodes), edges)


def tangle(count: int, seed: int) -> Subgraph:
    chance = random.Random(seed)  # noqa: S311
    nodes = tuple(Node(f"n:{i:04}", chance.choice(TYPES), f"节点{i}", {}) for i in range(count))
    pairs = [(chance.choice(nodes).id, chance.choice(nodes).id) for _ in range(count * 2)]
    return Subgraph(nodes, tuple(Edge(f"e:{i}", "CITES", a, b, {}) for i, (a, b) in enumerate(pairs) if a != b))


def nearest(points: dict[str, tuple[float, float]]) -> float:
    flat = [(x / STRETCH, y) for x, y in points.values()]
    return min(math.dist(a, b) for a, b in combinations(flat, 2))


@pytest.mark.parametrize("leaves", [1, 2, 7, 24, 120, 499])
def test_no_two_nodes_of_a_neighbourhood_touch(leaves: int) -> None:
    assert nearest(positions(star(leaves))) >= STEP * 0.98


@pytest.mark.parametrize("seed", range(5))
def test_no_two_nodes_of_any_graph_touch(seed: int) -> None:
    assert nearest(positions(tangle(150, seed))) >= STEP * 0.98


def test_the_order_of_nodes_and_edges_changes_nothing() -> None:
    given = tangle(80, 1)
    turned = Subgraph(given.nodes[::-1], given.edges[::-1])
    assert positions(given) == positions(turned)


@pytest.mark.parametrize(("asked", "middle"), [(None, "unit:a"), ("unit:a", "unit:a"), ("task:0003", "task:0003")])
def test_the_best_connected_node_is_in_the_middle_or_the_one_asked_for(asked: str | None, middle: str) -> None:
    around = {id: (x / STRETCH, y) for id, (x, y) in positions(star(5), centre=asked).items()}
    distances = sorted(round(math.dist(point, around[middle])) for id, point in around.items() if id != middle)
    assert len(set(distances)) == (1 if middle == "unit:a" else 2)


def test_tasks_stand_in_the_order_of_their_numbers() -> None:
    points = positions(star(6))
    x, y = points["unit:a"]
    turns = [math.atan2(points[f"task:{i:04}"][1] - y, (points[f"task:{i:04}"][0] - x) / STRETCH) for i in range(6)]
    steps = [(b - a) % (2 * math.pi) for a, b in pairwise(turns)]
    assert all(0 < step < math.pi for step in steps)


def test_nothing_gives_nothing() -> None:
    assert positions(Subgraph((), ())) == {}
