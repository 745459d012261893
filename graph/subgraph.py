"""Parts of the graph, cut down to what a reader can take in."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from graph.schema import EdgeType, Subgraph

_IMPORTANCE: Final[tuple[EdgeType, ...]] = (
    "LEADS", "IMPLEMENTS", "CARRIES_OUT", "RESPONSIBLE_FOR", "SUPPORTS", "BRANCH_OF", "SUCCEEDED_BY", "BELONGS_TO", "WITHIN",
    "LISTED_IN", "PARALLELS", "UNDER", "MEMBER_OF", "CITES", "PART_OF", "ABOUT",
)  # fmt: skip


def importance(type: EdgeType) -> int:
    """The rank of a relationship type when not all neighbours can be kept: 0 is kept first."""
    return _IMPORTANCE.index(type)


def cut(subgraph: Subgraph, center: str, limit: int) -> Subgraph:
    """The `limit` nodes that matter most to the center: the near ones before the far ones, then those with more and more
    important links to what is kept. `truncated` counts the others as well. The same on each call."""
    linked: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for edge in subgraph.edges:
        for near, far in ((edge.source, edge.target), (edge.target, edge.source)):
            linked[near][far].append(importance(edge.type))
    kept, ring = {center}, {center}
    while ring and len(kept) < limit:
        ranks: dict[str, list[int]] = defaultdict(list)
        for near in ring:
            for far, types in linked[near].items():
                if far not in kept:
                    ranks[far].extend(types)
        order = sorted(ranks, key=lambda id: (-len(ranks[id]), min(ranks[id]), -len(linked[id]), id))
        ring = set(order[: limit - len(kept)])
        kept |= ring
    nodes = tuple(n for n in subgraph.nodes if n.id in kept)
    edges = tuple(e for e in subgraph.edges if e.source in kept and e.target in kept)
    return Subgraph(nodes, edges, subgraph.truncated + len(subgraph.nodes) - len(nodes))
