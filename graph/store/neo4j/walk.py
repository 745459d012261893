"""Parts of the graph, read as they are walked: a few thousand nodes or edges are in memory at a time.

Each page is a transaction of its own, so that a walk of any length holds nothing on the server and survives a fault of the
network; all of them are of one state of the graph, or the walk ends with GraphChanging.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

from neo4j import ManagedTransaction

from graph.questions.base import Filters
from graph.questions.scope_cypher import DUTIES, cypher_scope
from graph.schema import EDGES, ROLE_EDGE, Edge, EdgeType, Node, NodeType, Selection, Subgraph
from graph.store.neo4j.nodes import by_type, edge_of, node_of, nodes_with, shown
from graph.store.neo4j.server import Server, turn

T = TypeVar("T")
_TOGETHER: Final = 2000
"""Nodes or edges that are read together."""
_SOURCE: Final = {kind.type: kind.source for kind in EDGES}
_TARGET: Final = {kind.type: kind.target for kind in EDGES}
_DUTIES: Final = frozenset(ROLE_EDGE.values())
_WITH_ALL_AROUND: Final = (
    "RETURN t.id AS id",
    "RETURN DISTINCT d.id AS id",
    f"MATCH (t)<-[:{DUTIES}]-(x:Unit) RETURN DISTINCT x.id AS id",
    "MATCH (t)-[:UNDER]->(:Theme)-[:PART_OF*0..]->(x:Theme) RETURN DISTINCT x.id AS id",
    "MATCH (t)-[:CITES]->(x:Document) RETURN DISTINCT x.id AS id",
    "WITH DISTINCT d MATCH (d)-[:IMPLEMENTS]->(x:Document) RETURN DISTINCT x.id AS id",
    "MATCH (t)-[:ABOUT]->(x:Topic) RETURN DISTINCT x.id AS id",
    "WITH DISTINCT d MATCH (d)-[:OF_PLACE]->(:Jurisdiction)-[:WITHIN*0..]->(x:Jurisdiction) RETURN DISTINCT x.id AS id",
    f"""MATCH (t)<-[:{DUTIES}]-(u:Unit) WITH DISTINCT u
        MATCH (u)-[:BELONGS_TO]->(:Jurisdiction)-[:WITHIN*0..]->(x:Jurisdiction) RETURN DISTINCT x.id AS id""",
)
"""After the chosen tasks `t` of documents `d`: they themselves, and what they name."""


def walked(server: Server, chosen: Callable[[ManagedTransaction], Filters]) -> Selection:
    """All nodes and edges of the tasks that the filters leave, with their documents, units, headings and places."""

    def left(tx: ManagedTransaction) -> tuple[int | None, set[str] | None]:
        some = cypher_scope(chosen(tx))
        if not some.narrow:
            return turn(tx), None
        found: set[str] = set()
        for rest in _WITH_ALL_AROUND:
            found.update(row["id"] for row in tx.run(f"{some.tasks} {rest}", some.values))
        return turn(tx), found

    now, ids = server.read(left)
    return _All(server, now) if ids is None else Some(server, now, ids)


def among(server: Server, ids: Collection[str]) -> Selection:
    """The nodes with these ids, and the edges among them."""

    def there(tx: ManagedTransaction) -> tuple[int | None, set[str]]:
        found: set[str] = set()
        for label, some in by_type(ids).items():
            text = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"
            found.update(row["id"] for row in tx.run(text, ids=some))
        return turn(tx), found

    now, found = server.read(there)
    return Some(server, now, found)


def gathered(selection: Selection) -> Subgraph:
    """All of it, sorted by id."""
    types = {kind.source for kind in EDGES} | {kind.target for kind in EDGES}
    nodes = sorted((n for type in types for n in selection.nodes_of(type)), key=lambda node: node.id)
    edges = sorted((e for kind in EDGES for e in selection.edges_of(kind.type)), key=lambda edge: edge.id)
    return Subgraph(tuple(nodes), tuple(edges))


class _Walk:
    """Pages of one state of the graph."""

    truncated: Final = 0

    def __init__(self, server: Server, now: int | None) -> None:
        self._server, self._turn = server, now

    def _rows(self, text: str, **values: Any) -> list[Any]:
        return self._server.at(self._turn, lambda tx: [tuple(row.values()) for row in tx.run(text, values)])


class _All(_Walk):
    """The whole graph."""

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""
        text = f"MATCH (n:{type}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT {_TOGETHER} RETURN {shown(type, 'n')} AS held"
        rows = self._rows(text, after="")
        while rows:
            yield from (node_of(type, held) for (held,) in rows)
            rows = self._rows(text, after=rows[-1][0]["id"]) if len(rows) == _TOGETHER else []

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""
        text = f"""MATCH (s:{_SOURCE[type]}) WHERE s.id >= $source MATCH (s)-[r:{type}]->(t)
            WITH s.id AS source, t.id AS target, r WHERE source > $source OR target > $target
            ORDER BY source, target LIMIT {_TOGETHER} RETURN source, target, properties(r) AS held"""
        rows = self._rows(text, source="", target="")
        while rows:
            yield from (edge_of(type, *row) for row in rows)
            source, target, _ = rows[-1]
            rows = self._rows(text, source=source, target=target) if len(rows) == _TOGETHER else []


class Some(_Walk):
    """These nodes and the edges among them: nothing else is read."""

    def __init__(self, server: Server, now: int | None, ids: set[str]) -> None:
        super().__init__(server, now)
        self._ids, self._of = ids, {type: sorted(some) for type, some in by_type(ids).items()}

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""
        for some in _batches(self._of.get(type, [])):
            found = self._server.at(self._turn, lambda tx, some=some: nodes_with(tx, some))  # type: ignore[misc]
            yield from (found[id] for id in some)

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""
        if type in _DUTIES:
            return self._duties(type)
        return self._from_source(type)

    def _from_source(self, type: EdgeType) -> Iterator[Edge]:
        text = f"""UNWIND $ids AS id MATCH (s:{_SOURCE[type]} {{id: id}})-[r:{type}]->(t)
            RETURN s.id AS source, t.id AS target, properties(r) AS held ORDER BY source, target"""
        for some in _batches(self._of.get(_SOURCE[type], [])):
            yield from (edge_of(type, *row) for row in self._rows(text, ids=some) if row[1] in self._ids)

    def _duties(self, type: EdgeType) -> Iterator[Edge]:
        """A large office has thousands of tasks that are not asked for: which pairs there are is found from the tasks."""
        ends = f"UNWIND $ids AS id MATCH (t:Task {{id: id}})<-[:{type}]-(u:Unit) RETURN u.id, t.id"
        text = f"""UNWIND $pairs AS pair MATCH (t:Task {{id: pair[1]}})<-[r:{type}]-(u:Unit) WHERE u.id = pair[0]
            RETURN u.id AS source, t.id AS target, properties(r) AS held ORDER BY source, target"""
        tasks = _batches(self._of.get("Task", []))
        pairs = sorted((u, t) for some in tasks for u, t in self._rows(ends, ids=some) if u in self._ids)
        for few in _batches(pairs):
            yield from (edge_of(type, *row) for row in self._rows(text, pairs=few))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(items)
    while some := list(islice(waiting, _TOGETHER)):
        yield some
