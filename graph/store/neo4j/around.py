"""What lies around a node: its neighbourhood, and its edges a page at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from neo4j import ManagedTransaction

from graph.schema import EDGES, ROLE_EDGE, Edge, EdgeType, NodeType, Subgraph
from graph.store.nearest import nearest
from graph.store.neo4j.nodes import by_type, edge_of, nodes_with

_PUBLIC: Final = "|".join(kind.type for kind in EDGES)
_ENDS: Final = {kind.type: (kind.source, kind.target) for kind in EDGES}
_DUTIES: Final = frozenset(ROLE_EDGE.values())
_FEW: Final[dict[tuple[NodeType, str], tuple[EdgeType, ...]]] = {
    **{
        (label, "->"): tuple(kind.type for kind in EDGES if kind.source == label and kind.type not in _DUTIES)
        for label in {kind.source for kind in EDGES}
    },
    ("Task", "<-"): tuple(_DUTIES),
}
"""From which end edges are looked for: the one that has few. A task has few units, a large office has thousands of tasks."""


def neighbours(tx: ManagedTransaction, center: str, hops: int, limit: int) -> Subgraph:
    """The node and what lies within so many hops, nearest and most important first, `limit` nodes at most."""
    kept, left_out = nearest(_Surroundings(tx), center, hops, limit)
    nodes = sorted(nodes_with(tx, kept).values(), key=lambda node: node.id)
    return Subgraph(tuple(nodes), tuple(sorted(_among(tx, kept), key=lambda edge: edge.id)), left_out)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """`graph.store.nearest.Surroundings` in one transaction."""

    tx: ManagedTransaction

    def links(self, nodes: Collection[str]) -> Iterator[tuple[str, EdgeType, int]]:
        """What edges at these nodes lead to."""
        for label, ids in by_type(nodes).items():
            text = f"""UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r:{_PUBLIC}]-(far)
                RETURN far.id AS far, type(r) AS type, count(*) AS count"""
            for row in self.tx.run(text, ids=ids):
                yield row["far"], row["type"], row["count"]

    def weights(self, nodes: Collection[str]) -> dict[str, int]:
        """How often the units among these are named."""
        text = "UNWIND $ids AS id MATCH (u:Unit {id: id})<-[:FORM_OF]-(f:Form) RETURN u.id AS id, sum(f.uses) AS uses"
        return {row["id"]: row["uses"] for row in self.tx.run(text, ids=by_type(nodes).get("Unit", []))}

    def ids(self, nodes: Collection[str]) -> dict[str, str]:
        """Here a node is known by its id."""
        return {id: id for id in nodes}


def _among(tx: ManagedTransaction, ids: Collection[str]) -> Iterator[Edge]:
    given, every = by_type(ids), list(ids)
    for (label, direction), types in _FEW.items():
        if not (near := given.get(label)):
            continue
        arrow = f"-[r:{'|'.join(types)}]->" if direction == "->" else f"<-[r:{'|'.join(types)}]-"
        text = f"""UNWIND $near AS id MATCH (n:{label} {{id: id}}){arrow}(far) WHERE far.id IN $every
            RETURN type(r) AS type, startNode(r).id AS source, endNode(r).id AS target, properties(r) AS held"""
        for row in tx.run(text, near=near, every=every):
            yield edge_of(row["type"], row["source"], row["target"], row["held"])


def edges_at(
    tx: ManagedTransaction, id: str, label: NodeType, types: Sequence[str], offset: int, limit: int
) -> tuple[list[Edge], int]:
    """The edges at a node of a type: by relationship type, then by the order in the document or the other node's id."""
    ends = [end for end in _ends(label) if not types or end[0] in types]
    if not ends:
        return [], 0
    asked = ", ".join(f"COUNT {{ (n){_arrow(type, out)}() }}" for type, out in ends)
    counts = tx.run(f"MATCH (n:{label} {{id: $id}}) RETURN [{asked}] AS counts", id=id).single(strict=True)["counts"]
    found: list[Edge] = []
    total = 0
    for (type, out), count in zip(ends, counts, strict=True):
        skip, room = max(0, offset - total), limit - len(found)
        total += count
        if room > 0 and skip < count:
            order = "r.order, " if type in _DUTIES and not out else ""
            text = f"""MATCH (n:{label} {{id: $id}}){_arrow(type, out)}(far) WITH r, far ORDER BY {order}far.id
                SKIP $skip LIMIT $room RETURN far.id AS far, properties(r) AS held"""
            for row in tx.run(text, id=id, skip=skip, room=room):
                source, target = (id, row["far"]) if out else (row["far"], id)
                found.append(edge_of(type, source, target, row["held"]))
    return found, total


def _ends(label: NodeType) -> Iterable[tuple[EdgeType, bool]]:
    """The relationships that a node of this type can have, and whether they start at it."""
    for type, ends in _ENDS.items():
        yield from ((type, out) for out, end in zip((True, False), ends, strict=True) if end == label)


def _arrow(type: EdgeType, out: bool) -> str:
    return f"-[r:{type}]->" if out else f"<-[r:{type}]-"
