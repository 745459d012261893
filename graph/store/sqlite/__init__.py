"""The default store: one SQLite file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from graph.judgements import Judgement
from graph.questions.base import Answer, Filters, Question
from graph.questions.order import page
from graph.schema import NODES, Edge, Node, NodeType, Selection, Subgraph
from graph.store.answering import answered
from graph.store.base import Loaded, NodePage
from graph.store.choosing import chosen, meant, validated
from graph.store.keeping import judged
from graph.store.keeping.given import held
from graph.store.keeping.identities import identities
from graph.store.keeping.load import load, remove, restore
from graph.store.keeping.shelf import Kept
from graph.store.searching import search
from graph.store.sqlite import listing, walk
from graph.store.sqlite.answer import SqliteReader
from graph.store.sqlite.choose import SqliteNames
from graph.store.sqlite.codes import TYPE, TYPE_NAME, unpacked
from graph.store.sqlite.hydrate import hydrate
from graph.store.sqlite.pool import Pool
from graph.store.sqlite.relations import RELATIONS, edges_at
from graph.store.sqlite.shelf import SqliteShelf
from ingest.errors import NodeUnknown
from ingest.record import TaskList
from ingest.resolve import UnitIdentity


class SqliteStore:
    """A graph in one SQLite file, or in memory (`:memory:`). Any number of threads may call it."""

    def __init__(self, path: str) -> None:
        self._pool = Pool(path)

    def load(self, lists: Sequence[TaskList], *, sha256: str) -> list[Loaded]:
        """Store all lists of one file in one transaction."""
        with self._pool.write() as db:
            return load(SqliteShelf(db), lists, sha256)

    def remove(self, document: str) -> bool:
        """Take a document out, with everything that only it said."""
        with self._pool.write() as db:
            return remove(SqliteShelf(db), document)

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Add judgements, and bring the documents that they concern into line."""
        with self._pool.write() as db:
            return judged.judge(SqliteShelf(db), judgements)

    def undo(self, id: str, *, who: str, when: str) -> Judgement:
        """Take a judgement back."""
        with self._pool.write() as db:
            return judged.undo(SqliteShelf(db), id, f"{when} {who}".strip())

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those that were undone as well, in the order in which they were made."""
        with self._pool.read() as db:
            return held(SqliteShelf(db)).all

    def put_places(self, text: str) -> int:
        """Keep these places of the user's own, and bring the documents into line."""
        with self._pool.write() as db:
            return judged.put_places(SqliteShelf(db), text)

    def identities(self) -> list[tuple[str, UnitIdentity]]:
        """Who each printed name means by the rules alone."""
        with self._pool.read() as db:
            return identities(SqliteShelf(db))

    def places(self) -> str:
        """The user's own places as they were given."""
        with self._pool.read() as db:
            return SqliteShelf(db).places()

    def counts(self) -> dict[str, int]:
        """How many nodes and edges of each type."""
        with self._pool.read() as db:
            held = dict(db.execute("SELECT type, count(*) FROM node GROUP BY type").fetchall())
            counts: dict[str, int] = {kind.type: int(held.get(TYPE[kind.type], 0)) for kind in NODES}
            counts.update({r.type: int(db.execute(r.count_all()).fetchone()[0]) for r in RELATIONS})
        return counts

    def state(self) -> tuple[float, ...]:
        """When the file was written to last."""
        return self._pool.state()

    def node(self, id: str) -> Node | None:
        """The node with this id."""
        with self._pool.read() as db:
            row = self._row(db, id)
            return hydrate(db, row[:1])[row[0]] if row else None

    def several(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""
        with self._pool.read() as db:
            return listing.SqliteIndex(db).nodes(ids)

    def meant(self, type: NodeType, given: str) -> Node:
        """The node of this type that a person names."""
        with self._pool.read() as db:
            number, _ = self._find(db, meant(SqliteNames(db), type, given))
            return hydrate(db, [number])[number]

    def nodes(self, type: NodeType, *, filters: Filters, text: str = "", offset: int = 0, limit: int = 50) -> NodePage:
        """Nodes of one type that match the filters and the search text."""
        with self._pool.read() as db:
            return listing.nodes(db, type, chosen(SqliteNames(db), filters), text, offset, limit)

    def search(self, text: str, *, limit: int = 20) -> tuple[Node, ...]:
        """Nodes of all types that fit the words best."""
        with self._pool.read() as db:
            return search(listing.SqliteIndex(db), text, limit)

    def neighbours(self, id: str, *, hops: int = 1, limit: int = 300) -> Subgraph:
        """The node, what lies within so many hops, and the edges among them."""
        with self._pool.read() as db:
            number, _ = self._find(db, id)
            return walk.neighbours(db, number, hops, limit)

    def edges(self, id: str, *, types: Sequence[str] = (), offset: int = 0, limit: int = 200) -> tuple[list[Edge], int]:
        """The edges at a node with their evidence, and how many there are in all."""
        with self._pool.read() as db:
            number, type = self._find(db, id)
            return edges_at(db, number, type, types, offset, limit)

    def everything(self, *, filters: Filters) -> Subgraph:
        """All nodes and edges of the documents that match."""
        with self._pool.read() as db:
            return walk.everything(db, chosen(SqliteNames(db), filters))

    @contextmanager
    def walk(self, *, filters: Filters) -> Iterator[Selection]:
        """The same, one at a time, of one state of the graph."""
        with self._pool.read() as db:
            yield walk.walked(db, chosen(SqliteNames(db), filters))

    @contextmanager
    def among(self, ids: Collection[str]) -> Iterator[Selection]:
        """The nodes with these ids, and the edges among them."""
        with self._pool.read() as db:
            yield walk.Some(db, walk.numbers(db, ids))

    def kept(self, document: str) -> Kept | None:
        """What a stored document is built again from."""
        with self._pool.read() as db:
            row = db.execute(
                "SELECT d.id FROM node AS n JOIN document AS d ON d.id = n.id WHERE n.key = ? AND d.full = 1",
                (_key(document),),
            ).fetchone()
            return SqliteShelf(db).kept(row[0]) if row else None

    def restore(self, kept: Kept) -> Loaded:
        """Store one document from what another store kept of it."""
        with self._pool.write() as db:
            return restore(SqliteShelf(db), kept)

    def record(self, document: str) -> dict[str, Any] | None:
        """The extraction record of a stored document with its notes."""
        with self._pool.read() as db:
            row = db.execute(
                "SELECT d.record FROM node AS n JOIN document AS d ON d.id = n.id WHERE n.key = ? AND d.full = 1",
                (_key(document),),
            ).fetchone()
        return unpacked(row[0]) if row else None

    def sha256(self, document: str) -> str | None:
        """The sum over the file that a stored document was read from."""
        with self._pool.read() as db:
            row = db.execute(
                "SELECT d.sha256 FROM node AS n JOIN document AS d ON d.id = n.id WHERE n.key = ? AND d.full = 1",
                (_key(document),),
            ).fetchone()
        return row[0] if row else None

    def ask(self, question: Question[Any, Any], parameters: Any) -> Answer[Any]:
        """The answer of one question. `parameters` may be the question's own type or a mapping."""
        given = validated(question, parameters)
        with self._pool.read() as db:
            return page(question, given, lambda asked: answered(SqliteReader(db, question, chosen(SqliteNames(db), asked))))

    def close(self) -> None:
        """Give the file back."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @staticmethod
    def _find(db: Any, id: str) -> tuple[int, str]:
        row = SqliteStore._row(db, id)
        if row is None:
            raise NodeUnknown(id=id)
        return row[0], TYPE_NAME[row[1]]

    @staticmethod
    def _row(db: Any, id: str) -> tuple[int, int] | None:
        """The node with this id, or the one that it leads to since a judgement."""
        find = "SELECT id, type FROM node WHERE key = ?"
        row: tuple[int, int] | None = db.execute(find, (_key(id),)).fetchone()
        if row is None and id.startswith("unit:"):
            row = db.execute(find, (_key(held(SqliteShelf(db)).moved(id)),)).fetchone()
        return row


def _key(id: str) -> str | None:
    """Ids are ASCII; anything else (a lone surrogate cannot even be sent to SQLite) is no id."""
    return id if id.isascii() else None
