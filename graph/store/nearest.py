"""What lies around a node, nearest and most important first: the same choice in every store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Protocol, TypeVar

from graph.schema import EdgeType
from graph.subgraph import importance

K = TypeVar("K", int, str)
"""What a store knows a node by."""


class Surroundings(Protocol[K]):
    """What a store looks up."""

    def links(self, nodes: Collection[K]) -> Iterable[tuple[K, EdgeType, int]]:
        """What edges at these nodes lead to, in both directions: the far node, the type, how many."""

    def weights(self, nodes: Collection[K]) -> Mapping[K, int]:
        """How often the units among these are named."""

    def ids(self, nodes: Collection[K]) -> Mapping[K, str]:
        """Their ids."""


def nearest(around: Surroundings[K], center: K, hops: int, limit: int) -> tuple[set[K], int]:
    """The node and what lies within so many hops, `limit` nodes at most, and how many were seen and left out.

    Only nodes that are kept are walked on from. Of a ring that has no room those stay that have more links to the ring before,
    then more important ones, then the units that do most."""
    kept, ring, left_out = {center}, {center}, set[K]()
    for _ in range(hops):
        links: dict[K, int] = defaultdict(int)
        rank: dict[K, int] = {}
        for far, type, count in around.links(ring):
            if far not in kept:
                links[far] += count
                rank[far] = min(rank.get(far, 99), importance(type))
        room, found = max(limit - len(kept), 0), list(links)
        if len(found) > room:
            ids, weight = around.ids(found), around.weights(found)
            found.sort(key=lambda one: (-links[one], rank[one], -weight.get(one, 0), ids[one]))
            left_out.update(found[room:])
        ring = set(found[:room])
        kept |= ring
        if not ring:
            break
    return kept, len(left_out - kept)
