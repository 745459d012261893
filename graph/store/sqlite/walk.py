"""Parts of the graph: what lies around a node, and all that some filters leave."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from graph.questions.base import Filters
from graph.questions.scope import scope
from graph.schema import EDGES, Edge, EdgeType, Node, NodeType, Selection, Subgraph
from graph.store.nearest import nearest
from graph.store.sqlite.codes import TYPE, TYPE_NAME
from graph.store.sqlite.hydrate import hydrate
from graph.store.sqlite.inside import Inside
from graph.store.sqlite.relations import RELATIONS, all_edges, edges_among, edges_from, edges_in_order

_TOGETHER: Final = 2000
"""Nodes that are read together when all are walked."""
_SOURCE: Final = {kind.type: kind.source for kind in EDGES}


def neighbours(db: sqlite3.Connection, center: int, hops: int, limit: int) -> Subgraph:
    """The node and what lies within so many hops, nearest and most important first, `limit` nodes at most."""
    kept, left_out = nearest(_Surroundings(db), center, hops, limit)
    return _among(db, kept, left_out)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """`graph.store.nearest.Surroundings` over one connection."""

    db: sqlite3.Connection

    def links(self, nodes: Collection[int]) -> Iterator[tuple[int, EdgeType, int]]:
        """What edges at these nodes lead to."""
        given = {"ids": json.dumps(sorted(nodes))}
        for relation in RELATIONS:
            yield from ((far, relation.type, 1) for _, far in self.db.execute(relation.links(), given) if far is not None)

    def weights(self, nodes: Collection[int]) -> dict[int, int]:
        """How often the units among these are named."""
        text = "SELECT unit, sum(uses) FROM form WHERE unit IN (SELECT value FROM json_each(?)) GROUP BY unit"
        return dict(self.db.execute(text, (json.dumps(list(nodes)),)))

    def ids(self, nodes: Collection[int]) -> dict[int, str]:
        """Their ids."""
        text = "SELECT id, key FROM node WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self.db.execute(text, (json.dumps(list(nodes)),)))


def everything(db: sqlite3.Connection, filters: Filters) -> Subgraph:
    """All nodes and edges of the tasks that the filters leave, with their documents, units, headings and places."""
    ids = _left(db, filters)
    if ids is None:
        nodes = hydrate(db, [id for (id,) in db.execute("SELECT id FROM node")])
        return Subgraph(tuple(sorted(nodes.values(), key=lambda n: n.id)), tuple(all_edges(db)))
    return _among(db, ids, 0)


def walked(db: sqlite3.Connection, filters: Filters) -> Selection:
    """The same, read as it is walked: a few thousand nodes or edges are in memory at a time, whatever the graph's size."""
    ids = _left(db, filters)
    return _All(db) if ids is None else Some(db, ids)


class _All:
    """The whole graph."""

    truncated: Final = 0

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.inside: Final = Inside(db)

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""
        rows = self._db.execute("SELECT id FROM node WHERE type = ? ORDER BY key", (TYPE[type],))
        yield from _in_order(self._db, (id for (id,) in rows))

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""
        return edges_in_order(self._db, type)


class Some:
    """These nodes (by their numbers) and the edges among them: nothing else is read."""

    truncated: Final = 0

    def __init__(self, db: sqlite3.Connection, ids: set[int]) -> None:
        self._db, self._ids = db, ids
        self._of: dict[str, list[int]] = {type: [] for type in TYPE}
        statement = "SELECT id, type FROM node WHERE id IN (SELECT value FROM json_each(?)) ORDER BY key"
        for id, type in db.execute(statement, (json.dumps(list(ids)),)):
            self._of[TYPE_NAME[type]].append(id)

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""
        return _in_order(self._db, iter(self._of[type]))

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""
        return edges_from(self._db, type, self._of[_SOURCE[type]], self._ids)


def _in_order(db: sqlite3.Connection, ids: Iterator[int]) -> Iterator[Node]:
    while some := list(islice(ids, _TOGETHER)):
        found = hydrate(db, some)
        yield from (found[id] for id in some)


def numbers(db: sqlite3.Connection, ids: Collection[str]) -> set[int]:
    """The numbers of the nodes with these ids."""
    given = json.dumps([id for id in ids if id.isascii()])
    return {id for (id,) in db.execute("SELECT n.id FROM json_each(?) AS g CROSS JOIN node AS n ON n.key = g.value", (given,))}


def _left(db: sqlite3.Connection, filters: Filters) -> set[int] | None:
    """The nodes that the filters leave; None when they leave all."""
    some = scope(filters)
    if not some.narrow:
        return None
    return {id for (id,) in db.execute(f"WITH RECURSIVE {some.text}, {_WITH_ALL_AROUND}", some.values)}


_WITH_ALL_AROUND = """
  listing(id) AS (SELECT DISTINCT t.document FROM chosen_task AS c JOIN task AS t ON t.id = c.id),
  units(id) AS (SELECT DISTINCT y.unit FROM chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id),
  headings(id) AS (
    SELECT t.theme FROM chosen_task AS c JOIN task AS t ON t.id = c.id WHERE t.theme NOT NULL
    UNION SELECT h.parent FROM headings JOIN theme AS h ON h.id = headings.id WHERE h.parent NOT NULL),
  upstream(id) AS (
    SELECT r.target FROM listing JOIN basis AS b ON b.document = listing.id JOIN reference AS r ON r.id = b.reference
    UNION SELECT r.target FROM chosen_task AS c JOIN citation AS k ON k.task = c.id JOIN reference AS r ON r.id = k.reference),
  places(id) AS (
    SELECT u.place FROM units JOIN unit AS u ON u.id = units.id WHERE u.place NOT NULL
    UNION SELECT d.place FROM listing JOIN document AS d ON d.id = listing.id WHERE d.place NOT NULL
    UNION SELECT p.parent FROM places JOIN place AS p ON p.id = places.id WHERE p.parent NOT NULL),
  classes(id) AS (SELECT DISTINCT a.topic FROM chosen_task AS c CROSS JOIN about AS a ON a.task = c.id)
SELECT id FROM classes
UNION SELECT id FROM chosen_task UNION SELECT id FROM listing UNION SELECT id FROM units UNION SELECT id FROM headings
UNION SELECT id FROM upstream UNION SELECT id FROM places"""


def _among(db: sqlite3.Connection, ids: set[int], truncated: int) -> Subgraph:
    nodes = hydrate(db, ids).values()
    return Subgraph(tuple(sorted(nodes, key=lambda n: n.id)), tuple(edges_among(db, ids)), truncated)
