"""The store on a Neo4j 5 server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

from neo4j import ManagedTransaction
from pydantic import SecretStr

from graph.judgements import Judgement
from graph.questions.base import Answer, Filters, Question
from graph.questions.order import page
from graph.schema import EDGES, NODES, Edge, Node, NodeType, Selection, Subgraph
from graph.store.answering import answered
from graph.store.base import Loaded, NodePage
from graph.store.choosing import chosen, meant, validated
from graph.store.keeping import judged
from graph.store.keeping.identities import identities
from graph.store.keeping.load import load, remove, restore
from graph.store.keeping.shelf import Kept
from graph.store.neo4j import kept, walk
from graph.store.neo4j.answer import Neo4jReader
from graph.store.neo4j.around import edges_at, neighbours
from graph.store.neo4j.choose import Neo4jNames
from graph.store.neo4j.connection import Neo4jUnreachable
from graph.store.neo4j.listing import Neo4jIndex, nodes
from graph.store.neo4j.nodes import nodes_with, type_of
from graph.store.neo4j.opening import open_database
from graph.store.neo4j.server import GraphChanging, Server, turn
from graph.store.neo4j.shelf import Neo4jShelf
from graph.store.searching import search
from ingest.errors import NodeUnknown
from ingest.record import TaskList
from ingest.resolve import UnitIdentity

T = TypeVar("T")
_COUNTS = " UNION ALL ".join(
    [
        *(f"MATCH (n:{kind.type}) WITH count(n) AS count RETURN '{kind.type}' AS type, count" for kind in NODES),
        *(f"MATCH ()-[r:{kind.type}]->() WITH count(r) AS count RETURN '{kind.type}' AS type, count" for kind in EDGES),
    ]
)
_WALKS = 5
"""Times that `everything` begins again because others write."""


class Neo4jStore:
    """A graph in one Neo4j database of its own. Any number of threads may call it."""

    def __init__(self, address: str, *, user: str, password: SecretStr | None, late: bool = False) -> None:
        """`late`: a server that cannot be reached now is opened when it is used, and each use until then tells what is wrong.
        Raises StoreError."""
        self._connection = Server(address, user=user, password=password)
        self._opening, self._open = Lock(), False
        try:
            with suppress(Neo4jUnreachable) if late else nullcontext():
                _ = self._server
        except BaseException:
            self._connection.close()
            raise

    @property
    def _server(self) -> Server:
        """The server, with a store in its database."""
        with self._opening:
            if not self._open:
                open_database(self._connection)
                self._open = True
        return self._connection

    def load(self, lists: Sequence[TaskList], *, sha256: str) -> list[Loaded]:
        """Store all lists of one file in one transaction."""
        return self._server.write(lambda tx: load(Neo4jShelf(tx), lists, sha256))

    def remove(self, document: str) -> bool:
        """Take a document out, with everything that only it said."""
        return bool(type_of(document)) and self._server.write(lambda tx: remove(Neo4jShelf(tx), document))

    def restore(self, kept: Kept) -> Loaded:
        """Store one document from what another store kept of it."""
        return self._server.write(lambda tx: restore(Neo4jShelf(tx), kept))

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Add judgements, and bring the documents that they concern into line."""
        return self._server.write(lambda tx: judged.judge(Neo4jShelf(tx), judgements))

    def undo(self, id: str, *, who: str, when: str) -> Judgement:
        """Take a judgement back."""
        return self._server.write(lambda tx: judged.undo(Neo4jShelf(tx), id, f"{when} {who}".strip()))

    def put_places(self, text: str) -> int:
        """Keep these places of the user's own, and bring the documents into line."""
        return self._server.write(lambda tx: judged.put_places(Neo4jShelf(tx), text))

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those that were undone as well, in the order in which they were made."""
        return self._server.read(kept.judgements).all

    def identities(self) -> list[tuple[str, UnitIdentity]]:
        """Who each printed name means by the rules alone."""
        return self._server.read(lambda tx: identities(Neo4jShelf(tx)))

    def places(self) -> str:
        """The user's own places as they were given."""
        return self._server.read(kept.places)

    def counts(self) -> dict[str, int]:
        """How many nodes and edges of each type."""
        return self._server.read(lambda tx: {row["type"]: row["count"] for row in tx.run(_COUNTS)})

    def state(self) -> tuple[float, ...]:
        """How often the graph was written to."""
        return (self._server.read(turn) or 0,)

    def node(self, id: str) -> Node | None:
        """The node with this id."""
        return self._server.read(lambda tx: _node(tx, id))

    def several(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""
        return self._server.read(lambda tx: nodes_with(tx, ids))

    def meant(self, type: NodeType, given: str) -> Node:
        """The node of this type that a person names."""
        return self._server.read(lambda tx: _found(tx, meant(Neo4jNames(tx), type, given)))

    def nodes(self, type: NodeType, *, filters: Filters, text: str = "", offset: int = 0, limit: int = 50) -> NodePage:
        """Nodes of one type that match the filters and the search text."""
        return self._server.read(lambda tx: nodes(tx, type, chosen(Neo4jNames(tx), filters), text, offset, limit))

    def search(self, text: str, *, limit: int = 20) -> tuple[Node, ...]:
        """Nodes of all types that fit the words best."""
        return self._server.read(lambda tx: search(Neo4jIndex(tx), text, limit))

    def neighbours(self, id: str, *, hops: int = 1, limit: int = 300) -> Subgraph:
        """The node, what lies within so many hops, and the edges among them."""
        return self._server.read(lambda tx: neighbours(tx, _found(tx, id).id, hops, limit))

    def edges(self, id: str, *, types: Sequence[str] = (), offset: int = 0, limit: int = 200) -> tuple[list[Edge], int]:
        """The edges at a node with their evidence, and how many there are in all."""

        def work(tx: ManagedTransaction) -> tuple[list[Edge], int]:
            node = _found(tx, id)
            return edges_at(tx, node.id, node.type, types, offset, limit)

        return self._server.read(work)

    def everything(self, *, filters: Filters) -> Subgraph:
        """All nodes and edges of the documents that match."""
        for _ in range(_WALKS):
            try:
                with self.walk(filters=filters) as found:
                    return walk.gathered(found)
            except GraphChanging:
                continue
        raise GraphChanging

    @contextmanager
    def walk(self, *, filters: Filters) -> Iterator[Selection]:
        """The same, one at a time, of one state of the graph. Raises GraphChanging when that goes by meanwhile."""
        yield walk.walked(self._server, lambda tx: chosen(Neo4jNames(tx), filters))

    @contextmanager
    def among(self, ids: Collection[str]) -> Iterator[Selection]:
        """The nodes with these ids, and the edges among them."""
        yield walk.among(self._server, ids)

    def kept(self, document: str) -> Kept | None:
        """What a stored document is built again from."""
        return self._server.read(lambda tx: kept.kept(tx, document)) if type_of(document) else None

    def record(self, document: str) -> dict[str, Any] | None:
        """The extraction record of a stored document with its notes."""
        return self._server.read(lambda tx: kept.record(tx, document)) if type_of(document) else None

    def sha256(self, document: str) -> str | None:
        """The sum over the file that a stored document was read from."""
        text = "MATCH (d:Document {id: $id}) WHERE d.full = 1 RETURN d.sha256"
        find: Callable[[ManagedTransaction], Any] = lambda tx: tx.run(text, id=document).value()  # noqa: E731
        return next(iter(self._server.read(find)), None) if type_of(document) else None

    def ask(self, question: Question[Any, Any], parameters: Any) -> Answer[Any]:
        """The answer of one question. `parameters` may be the question's own type or a mapping."""
        given = validated(question, parameters)
        return page(
            question,
            given,
            lambda asked: self._server.read(lambda tx: answered(Neo4jReader(tx, question, chosen(Neo4jNames(tx), asked)))),
        )

    def close(self) -> None:
        """Give all connections back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _found(tx: ManagedTransaction, id: str) -> Node:
    node = _node(tx, id)
    if node is None:
        raise NodeUnknown(id=id)
    return node


def _node(tx: ManagedTransaction, id: str) -> Node | None:
    """The node with this id, or the one that it leads to since a judgement."""
    node = nodes_with(tx, [id]).get(id)
    if node is None and type_of(id) == "Unit":
        moved = kept.judgements(tx).moved(id)
        node = nodes_with(tx, [moved]).get(moved)
    return node
