"""A subgraph into a Neo4j 5 database, so that the database holds this subgraph and nothing else.

What is there is read first and compared; only differences are written, so publishing again writes nothing. Every node of
ours has the label `Zhengtu` beside its type; a database with anything that is not ours is refused before the first write.
Statements are made of the schema's labels and types only; all values are parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from neo4j import Driver, ManagedTransaction, Session

from graph.schema import EDGES, NODES, Edge, Node, Subgraph
from graph.store.neo4j.opening import DatabaseForeign, refuse_foreign, schema_of
from graph.store.neo4j.rows import MARK, edge_and_ends, edge_properties, node_properties, put_edge, put_node, unique
from ingest.errors import StoreError

BATCH: Final = 2000
"""Rows of one transaction: few round trips, and memory of a server with the smallest heap."""
Row = dict[str, Any]
Advance = Callable[[int, int], None]
"""Told how many rows are done, and how many there are."""


class DatabaseIsStore(StoreError):
    status = 409
    zh = "这个 Neo4j 数据库是政图的存储（ZHENGTU_STORE），不能向它发布，没有动它"
    en = "this Neo4j database is a store of Zhengtu's (ZHENGTU_STORE): nothing is published into it; it was left as it is"
    do_zh, do_en = (
        "请换一个空的数据库；存储里已有全部内容，可直接查询",
        "Use an empty database; the store holds the whole graph already",
    )


class DatabaseChanging(StoreError):
    status = 409
    zh, en = "发布时有别的程序在改动这个数据库", "another program changed the database while it was published to"
    do_zh, do_en = "请稍后再发布一次", "Publish again when it has ended"


@dataclass(frozen=True, slots=True)
class Published:
    """What the database holds now, and what was written (new or changed) and removed to get there."""

    nodes: int
    edges: int
    nodes_written: int
    edges_written: int
    nodes_removed: int
    edges_removed: int


@dataclass(slots=True)
class _Difference:
    """What is to be written, by id, and where that stands which is to go."""

    nodes: dict[str, Node]
    edges: dict[str, Edge]
    nodes_gone: list[Row] = field(default_factory=list)
    edges_gone: list[Row] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.nodes) + len(self.edges) + len(self.nodes_gone) + len(self.edges_gone)


def publish(driver: Driver, subgraph: Subgraph, *, advance: Advance = lambda done, total: None) -> Published:
    """Make the database hold this subgraph. Raises DatabaseForeign, DatabaseIsStore, and whatever the driver raises.
    Each batch is a transaction that the driver repeats after a passing fault; after an end in between, publish again."""
    with driver.session() as session:
        difference = session.execute_read(_compare, subgraph)
        for kind in NODES:
            session.execute_write(_run, unique(kind.type))
        written = _Writer(session, len(difference), advance)
        for kind in NODES:
            nodes = [node for node in difference.nodes.values() if node.type == kind.type]
            written.all(f"{_ROWS} {put_node(kind)} RETURN count(n) AS met", nodes, node_properties)
        for edge_kind in EDGES:
            edges = [edge for edge in difference.edges.values() if edge.type == edge_kind.type]
            written.all(f"{_ROWS} {put_edge(edge_kind)} RETURN count(r) AS met", edges, edge_and_ends)
        # first the new, then the old: a reader meets no moment at which something is missing
        return Published(
            nodes=len(subgraph.nodes),
            edges=len(subgraph.edges),
            nodes_written=len(difference.nodes),
            edges_written=len(difference.edges),
            edges_removed=written.some(_EDGES_GONE, difference.edges_gone),
            nodes_removed=written.some(_NODES_GONE, difference.nodes_gone),
        )


_ROWS: Final = "UNWIND $rows AS row"
_NODES_HELD: Final = f"MATCH (n:{MARK}) RETURN elementId(n) AS at, labels(n) AS labels, properties(n) AS properties"
_EDGES_HELD: Final = f"""MATCH (s:{MARK})-[r]->(t:{MARK})
RETURN elementId(r) AS at, type(r) AS type, s.id AS source, t.id AS target, properties(r) AS properties"""
# a place in the store may be given to something else once it is free: the id has to be the same, too
_NODES_GONE: Final = f"""{_ROWS} MATCH (n:{MARK}) WHERE elementId(n) = row.at AND n.id = row.id
DELETE n RETURN count(*) AS met"""
_EDGES_GONE: Final = f"""{_ROWS} MATCH ()-[r]->() WHERE elementId(r) = row.at AND r.id = row.id
DELETE r RETURN count(*) AS met"""


def _compare(tx: ManagedTransaction, subgraph: Subgraph) -> _Difference:
    """What the subgraph has and the database has not, and the other way round. Raises DatabaseForeign or DatabaseIsStore."""
    if refuse_foreign(tx) and schema_of(tx) is not None:
        raise DatabaseIsStore
    out = _Difference({node.id: node for node in subgraph.nodes}, {edge.id: edge for edge in subgraph.edges})
    for at, labels, held in tx.run(_NODES_HELD):
        node = out.nodes.get(_id(held))
        if node is None or node.type not in labels:
            out.nodes_gone.append({"at": at, "id": held["id"]})
        elif node_properties(node) == held:
            del out.nodes[node.id]
    for at, type, source, target, held in tx.run(_EDGES_HELD):
        edge = out.edges.get(_id(held))
        if edge is None or (edge.type, edge.source, edge.target) != (type, source, target):
            out.edges_gone.append({"at": at, "id": held["id"]})
        elif edge_properties(edge) == held:
            del out.edges[edge.id]
    return out


def _id(held: Row) -> str:
    """All that is ours has one. Raises DatabaseForeign."""
    id = held.get("id")
    if not isinstance(id, str):
        raise DatabaseForeign(count=1, example=f"{MARK} {{id: null}}")
    return id


class _Writer:
    """Runs statements over rows, a batch a transaction, and tells how far it is."""

    def __init__(self, session: Session, total: int, advance: Advance) -> None:
        self._session, self._total, self._advance, self._done = session, total, advance, 0

    def all(self, statement: str, items: Sequence[Any], row: Callable[[Any], Row]) -> None:
        """Write every item. Raises DatabaseChanging when one did not find its place."""
        for part in _batches(items):
            self._session.execute_write(_run_all, statement, [row(item) for item in part])
            self._step(len(part))

    def some(self, statement: str, rows: Sequence[Row]) -> int:
        """Run the statement over the rows, and count those that were still there."""
        met = 0
        for part in _batches(rows):
            met += self._session.execute_write(_run, statement, part)
            self._step(len(part))
        return met

    def _step(self, count: int) -> None:
        self._done += count
        self._advance(self._done, self._total)


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _run(tx: ManagedTransaction, statement: str, rows: Sequence[Row] = ()) -> int:
    record = tx.run(statement, rows=rows).single()
    return int(record["met"]) if record else 0


def _run_all(tx: ManagedTransaction, statement: str, rows: Sequence[Row]) -> None:
    if _run(tx, statement, rows) != len(rows):
        raise DatabaseChanging  # undoes the batch
