"""Edges from the file. Each relationship type is one row of `RELATIONS`: where its ends stand, and what it shows.

All SQL here is made of fixed fragments; values go by name.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from graph.schema import EDGES, Edge, EdgeType
from graph.store.sqlite.codes import EVIDENCE, ROLE, evidence_value


@dataclass(frozen=True, slots=True)
class Relation:
    """How one relationship type stands in the file."""

    type: EdgeType
    rows: str
    """The tables that hold its ends, and the condition that makes them this type."""
    source: str
    target: str
    where: str = "1"
    shown: tuple[str, ...] = ()
    """Columns of its properties, in the order of the schema."""
    join: str = ""
    """What the properties need besides."""
    proof: str | None = None
    """The table with its evidence columns; None when no document states it."""
    document: str = ""
    """The column of the document that states it."""
    order: str = "other.key"

    def count(self, end: str) -> str:
        """How many there are at one end (`:id`)."""
        return f"SELECT count(*) FROM {self.rows} WHERE {self.where} AND {end} = :id"

    def count_all(self) -> str:
        """How many there are."""
        return f"SELECT count(*) FROM {self.rows} WHERE {self.where}"

    def page(self, end: str) -> str:
        """Some of those at one end."""
        other = "t" if end == self.source else "s"
        order = self.order.replace("other", other) if end == self.target else f"{other}.key"
        return f"{self._select()} AND {end} = :id ORDER BY {order}, {other}.key LIMIT :limit OFFSET :offset"

    def among(self) -> str:
        """Those with both ends in the list `:ids`."""
        given = "(SELECT value FROM json_each(:ids))"
        return f"{self._select()} AND {self.source} IN {given} AND {self.target} IN {given}"

    def every(self) -> str:
        """All."""
        return self._select()

    def sources(self) -> str:
        """The nodes that they start at, as numbers, in the order of their ids, and how many start there."""
        return (
            f"SELECT {self.source}, count(*) FROM {self.rows} JOIN node AS s ON s.id = {self.source} WHERE {self.where} "
            f"GROUP BY {self.source} ORDER BY s.key"
        )

    def starting(self) -> str:
        """Those that start in the list `:ids`, by their ends; before each the number of the node that it leads to."""
        given = "(SELECT value FROM json_each(:ids))"
        head, _, rest = self._select().partition("SELECT ")
        return f"{head}SELECT {self.target}, {rest} AND {self.source} IN {given} ORDER BY s.key, t.key"

    def links(self) -> str:
        """Both ends, as numbers, of those that touch the list `:ids`."""
        given = "(SELECT value FROM json_each(:ids))"
        return (
            f"SELECT {self.source}, {self.target} FROM {self.rows} WHERE {self.where} AND {self.source} IN {given} UNION ALL "
            f"SELECT {self.target}, {self.source} FROM {self.rows} WHERE {self.where} AND {self.target} IN {given}"
        )

    def _select(self) -> str:
        columns = ["s.key", "t.key", *self.shown]
        tables = [self.rows, f"JOIN node AS s ON s.id = {self.source} JOIN node AS t ON t.id = {self.target}", self.join]
        if self.proof:
            columns += ["dn.key", "doc.file", *(f"{self.proof}.{column}" for column in EVIDENCE)]
            tables.append(f"JOIN document AS doc ON doc.id = {self.document} JOIN node AS dn ON dn.id = doc.id")
        return f"SELECT {', '.join(columns)} FROM {' '.join(tables)} WHERE {self.where}"


def _duty(type: EdgeType, role: str) -> Relation:
    return Relation(
        type,
        rows="duty AS y",
        source="y.unit",
        target="y.task",
        where=f"y.role = {ROLE[role]}",
        shown=("y.pos", "y.role_word", "f.printed", "y.inherited"),
        join="JOIN form AS f ON f.id = y.form JOIN task AS k ON k.id = y.task",
        proof="y",
        document="k.document",
        order="y.pos",
    )


def _link(type: EdgeType, kind: int) -> Relation:
    shown = ("k.score", "k.grade", "k.why_zh", "k.why_en")
    return Relation(type, "link AS k", "k.task", "k.other", where=f"k.kind = {kind}", shown=shown)


# A citation by number and one by title alone can lead to one document: then the first of them is the edge.
_FIRST_BASIS = """r.target <> b.document AND NOT EXISTS (SELECT 1 FROM basis AS b2 JOIN reference AS r2 ON r2.id = b2.reference
    WHERE b2.document = b.document AND b2.pos < b.pos AND r2.target = r.target)"""
_FIRST_CITATION = """NOT EXISTS (SELECT 1 FROM citation AS c2 JOIN reference AS r2 ON r2.id = c2.reference
    WHERE c2.task = c.task AND c2.pos < c.pos AND r2.target = r.target)"""

# Several documents may name a branch.
_FIRST_TOLD = """NOT EXISTS (SELECT 1 FROM branch AS b2
    WHERE b2.unit = b.unit AND b2.main = b.main AND b2.document < b.document)"""

RELATIONS: Final[tuple[Relation, ...]] = (
    _duty("LEADS", "lead"),
    _duty("SUPPORTS", "support"),
    _duty("RESPONSIBLE_FOR", "responsible"),
    Relation("LISTED_IN", "task AS k", "k.id", "k.document", proof="k", document="k.document"),
    Relation("UNDER", "task AS k JOIN under AS e ON e.task = k.id", "k.id", "k.theme", proof="e", document="k.document"),
    Relation("PART_OF", "theme AS h", "h.id", "h.parent", where="h.parent IS NOT NULL"),
    Relation(
        "IMPLEMENTS",
        rows="basis AS b JOIN reference AS r ON r.id = b.reference",
        source="b.document",
        target="r.target",
        where=_FIRST_BASIS,
        proof="b",
        document="b.document",
    ),
    Relation(
        "CITES",
        rows="citation AS c JOIN reference AS r ON r.id = c.reference",
        source="c.task",
        target="r.target",
        where=_FIRST_CITATION,
        join="JOIN task AS k ON k.id = c.task",
        proof="c",
        document="k.document",
    ),
    Relation("BELONGS_TO", "unit AS u", "u.id", "u.place", where="u.place IS NOT NULL"),
    Relation("WITHIN", "place AS p", "p.id", "p.parent", where="p.parent IS NOT NULL"),
    Relation("ABOUT", "about AS a", "a.task", "a.topic", shown=("a.weight", "a.words", "a.functions")),
    Relation("BRANCH_OF", "branch AS b", "b.unit", "b.main", where=_FIRST_TOLD),
    Relation("MEMBER_OF", "member AS m", "m.unit", "m.collective", shown=("m.why_zh", "m.why_en")),
    Relation(
        "SUCCEEDED_BY",
        rows="lineage AS l JOIN node AS w ON w.key = l.later",
        source="l.unit",
        target="w.id",
        shown=("l.since", "l.whole", "l.why_zh", "l.why_en"),
    ),
    _link("CARRIES_OUT", 1),
    _link("PARALLELS", 2),
)
_RELATION: Final = {relation.type: relation for relation in RELATIONS}
_SOURCES: Final = 500
"""Nodes whose edges are read together when some are walked."""
_TOGETHER: Final = 10_000
"""Edges that are read together when all are walked."""
_READ: Final[dict[str, Callable[[Any], Any]]] = {"inherited": bool, "whole": bool, "words": json.loads, "functions": json.loads}
"""How properties are read that a column cannot hold as they are."""
_PROPERTIES: Final = {kind.type: kind.properties for kind in EDGES}
_ENDS: Final = {kind.type: (kind.source, kind.target) for kind in EDGES}


def edges_at(
    db: sqlite3.Connection, id: int, type: str, types: Sequence[str], offset: int, limit: int
) -> tuple[list[Edge], int]:
    """The edges at a node of a type: by relationship type, then by the order in the document or the other node's id."""
    found: list[Edge] = []
    total = 0
    for relation in RELATIONS:
        if types and relation.type not in types:
            continue
        for end, node_type in zip((relation.source, relation.target), _ENDS[relation.type], strict=True):
            if node_type != type:
                continue
            (count,) = db.execute(relation.count(end), {"id": id}).fetchone()
            skip, room = max(0, offset - total), limit - len(found)
            total += count
            if room > 0 and skip < count:
                rows = db.execute(relation.page(end), {"id": id, "limit": room, "offset": skip})
                found.extend(edges_of_rows(relation, rows))
    return found, total


def edges_among(db: sqlite3.Connection, ids: Iterable[int]) -> list[Edge]:
    """All edges with both ends among these nodes, sorted by id."""
    given = {"ids": json.dumps(list(ids))}
    return sorted((e for r in RELATIONS for e in edges_of_rows(r, db.execute(r.among(), given))), key=lambda edge: edge.id)


def all_edges(db: sqlite3.Connection) -> list[Edge]:
    """All edges of the graph, sorted by id."""
    return sorted((e for r in RELATIONS for e in edges_of_rows(r, db.execute(r.every()))), key=lambda edge: edge.id)


def edges_in_order(db: sqlite3.Connection, type: EdgeType) -> Iterator[Edge]:
    """All edges of a type by their source, then by their target, few at a time in memory."""
    return edges_of_rows(_RELATION[type], rows_in_order(db, _RELATION[type]))


def rows_in_order(db: sqlite3.Connection, relation: Relation) -> Iterator[list[Any]]:
    """The same as rows: both ends, what is shown, the evidence."""
    for some in _batches(db.execute(relation.sources())):
        yield from (row for _, *row in db.execute(relation.starting(), {"ids": json.dumps(some)}))


def edges_from(db: sqlite3.Connection, type: EdgeType, sources: Iterable[int], among: Container[int]) -> Iterator[Edge]:
    """The same of those from these nodes, which come in the order of their ids, to one `among` these."""
    relation = _RELATION[type]
    waiting = iter(sources)
    while some := list(islice(waiting, _SOURCES)):
        rows = db.execute(relation.starting(), {"ids": json.dumps(some)})
        yield from edges_of_rows(relation, (row for far, *row in rows if far in among))


def _batches(starts: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The nodes, so many together that about `_TOGETHER` edges start there."""
    some, size = list[int](), 0
    for id, count in starts:
        some.append(id)
        size += count
        if size >= _TOGETHER:
            yield some
            some, size = [], 0
    if some:
        yield some


def edges_of_rows(relation: Relation, rows: Iterable[Sequence[Any]]) -> Iterator[Edge]:
    """The edges that these rows hold."""
    names = _PROPERTIES[relation.type]
    for source, target, *rest in rows:
        shown, proof = rest[: len(names)], rest[len(names) :]
        properties = {name: _READ[name](v) if name in _READ else v for name, v in zip(names, shown, strict=True)}
        evidence = evidence_value(proof[0], proof[1], proof[2:]) if relation.proof else None
        yield Edge(f"{relation.type}:{source}:{target}", relation.type, source, target, properties, evidence)
