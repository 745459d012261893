"""Where each node of a drawing stands: the best connected one in the middle, the others on rings by their distance from it.

The same subgraph gives the same positions, whatever the order of its nodes. Rings are stretched sideways, because labels are
wider than high: no two nodes stand nearer than `STEP` after undoing the stretch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from graph.schema import NODES, Node, Subgraph

STEP = 80.0
"""Distance between neighbours on a ring, and between rings."""
STRETCH = 2.1
Point = tuple[float, float]
TYPE_ORDER = {kind.type: place for place, kind in enumerate(NODES)}


def positions(subgraph: Subgraph, centre: str | None = None) -> dict[str, Point]:
    """A point for each node. `centre` is the node to put in the middle; without it, the best connected one."""
    nodes = {n.id: n for n in subgraph.nodes}
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted((e.source, e.target) for e in subgraph.edges if e.source in nodes and e.target in nodes))
    parts = sorted(nx.connected_components(graph), key=lambda p: (centre not in p, -len(p), min(p)))
    drawn = [_rings(graph, nodes, part, centre) for part in parts]
    placed = _beside(drawn)
    return {id: (round(x * STRETCH, 1), round(y, 1)) for id, (x, y) in sorted(placed.items())}


def _rings(graph: nx.Graph[str], nodes: Mapping[str, Node], part: set[str], centre: str | None) -> dict[str, Point]:
    """One connected part around its centre."""
    middle = centre if centre in part else min(part, key=lambda id: (-graph.degree(id), id))
    placed: dict[str, Point] = {middle: (0.0, 0.0)}
    radius = STEP / 2
    for layer in list(nx.bfs_layers(graph, [middle]))[1:]:
        wanted = _wanted(graph, nodes, layer, placed, first=radius == STEP / 2)
        radius = _fill(wanted, radius + STEP, placed)
    return placed


def _wanted(
    graph: nx.Graph[str], nodes: Mapping[str, Node], layer: Iterable[str], placed: Mapping[str, Point], *, first: bool
) -> list[tuple[str, float]]:
    """The layer's nodes in their order around the centre, each with the direction in which it would like to stand:
    the first layer by type and number, the others behind the nodes that they hang on."""

    def kind(id: str) -> tuple[int, int, str]:
        node = nodes[id]
        seq = node.properties.get("seq")
        return TYPE_ORDER[node.type], seq if isinstance(seq, int) else 0, id

    if first:
        ordered = sorted(layer, key=kind)
        return [(id, 2 * math.pi * k / len(ordered) - math.pi / 2) for k, id in enumerate(ordered)]
    toward = {id: _direction(placed[n] for n in graph[id] if n in placed) for id in layer}
    return sorted(toward.items(), key=lambda item: (item[1], kind(item[0])))


def _fill(wanted: Sequence[tuple[str, float]], radius: float, placed: dict[str, Point]) -> float:
    """Place a layer on as many rings as it needs, from `radius` outward. Returns the outermost radius."""
    radii, room = [radius], _capacity(radius)
    while room < len(wanted):
        radii.append(radii[-1] + STEP)
        room += _capacity(radii[-1])
    rings: list[list[tuple[str, float]]] = [[] for _ in radii]
    for item in wanted:  # the ring that is emptiest for its size, so that the order around the centre is kept on every ring
        free = [r for r in range(len(radii)) if len(rings[r]) < _capacity(radii[r])]
        rings[min(free, key=lambda r: ((len(rings[r]) + 0.5) / _capacity(radii[r]), r))].append(item)
    for distance, ring in zip(radii, rings, strict=True):
        turn = _direction((math.cos(a - _slot(k, ring)), math.sin(a - _slot(k, ring))) for k, (_, a) in enumerate(ring))
        for k, (id, _) in enumerate(ring):
            angle = turn + _slot(k, ring)
            placed[id] = (distance * math.cos(angle), distance * math.sin(angle))
    return radii[-1]


def _slot(k: int, ring: Sequence[object]) -> float:
    return 2 * math.pi * k / len(ring)


def _capacity(radius: float) -> int:
    return max(1, int(math.pi / math.asin(min(1.0, STEP / 2 / radius))))


def _direction(points: Iterable[Point]) -> float:
    x = y = 0.0
    for px, py in points:
        x, y = x + px, y + py
    return round(math.atan2(y, x), 9) if abs(x) + abs(y) > 1e-9 else 0.0


def _beside(parts: Sequence[Mapping[str, Point]]) -> dict[str, Point]:
    """Unconnected parts in rows, from the largest, as wide as the first part or a screen."""
    placed: dict[str, Point] = {}
    width = max([8 * STEP, *(2 * _reach(p) for p in parts)])
    x = y = height = 0.0
    for part in parts:
        reach = _reach(part)
        if x > 0 and x + 2 * reach > width:
            x, y, height = 0.0, y + height + STEP, 0.0
        placed.update({id: (x + reach + px, y + reach + py) for id, (px, py) in part.items()})
        x, height = x + 2 * reach + STEP, max(height, 2 * reach)
    return placed


def _reach(part: Mapping[str, Point]) -> float:
    return max(math.hypot(x, y) for x, y in part.values())
