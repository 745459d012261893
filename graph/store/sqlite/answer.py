"""Answers of questions: by their statement alone, or by Python over what it reads."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from graph.patience import check
from graph.questions.base import Link, Parameters, Question, Statement
from graph.questions.compare import LEVELS
from graph.questions.scope import among
from graph.schema import EDGES, EdgeType, Node
from graph.store.sqlite.hydrate import hydrate
from graph.store.sqlite.relations import RELATIONS

_LEVEL: Final = "CASE p.level " + " ".join(f"WHEN '{level}' THEN {n}" for n, level in enumerate(LEVELS)) + " END"
_FIRST_PLACES: Final = 4
_MOST_PLACES: Final = 512
_TASK_ENDS = {kind.type: (kind.source == "Task", kind.target == "Task") for kind in EDGES}


def answered(db: sqlite3.Connection, question: Question[Any, Any], given: Parameters) -> tuple[list[Any], int]:
    """The rows that were asked for and, if there is one, the next; and how many a bound of the question's own left out. `given`
    holds ids where people gave names."""
    if question.compute:
        reader = SqliteReader(db, question, given)
        try:
            every = question.compute(given, reader)
            return list(islice(every, given.offset, given.offset + given.limit + 1)), reader.left_out
        finally:
            reader.close()
    if question.sql is None:
        raise TypeError(f"question {question.name} has neither a statement nor a computation")
    parts = question.by_place.parts(given) if question.by_place and given.place is None and given.document is None else ()
    return (_place_by_place(db, question, given, parts) if parts else _rows(db, question, given)), 0


def _rows(db: sqlite3.Connection, question: Question[Any, Any], given: Parameters) -> list[Any]:
    statement = question.sql(given) if question.sql else Statement("")
    cursor = db.execute(statement.text, statement.values)
    columns = [column[0] for column in cursor.description]
    return [question.row(**dict(zip(columns, row, strict=True))) for row in cursor]


def _place_by_place(
    db: sqlite3.Connection, question: Question[Any, Any], given: Parameters, parts: Collection[Parameters]
) -> list[Any]:
    """The same rows, read for some places after others until there are enough."""
    wanted, found = given.offset + given.limit + 1, list[Any]()
    for part in parts:
        for places in _in_order(db, level_first=bool(question.by_place and question.by_place.level_first)):
            left = wanted - len(found)
            found += _rows(db, question, part.at(places).model_copy(update={"offset": 0, "limit": left}))[:left]
            if len(found) == wanted:
                return found[given.offset :]
    return found[given.offset :]


def _in_order(db: sqlite3.Connection, *, level_first: bool) -> Iterator[list[int | None]]:
    """The places of lists in the order of rows, few at first and then more at a time. What has no place stands first."""
    level = f"coalesce({_LEVEL}, 0)" if level_first else "0"
    rows = db.execute(
        f"""SELECT p.id, {level} FROM place AS p JOIN node AS n ON n.id = p.id
            WHERE EXISTS (SELECT 1 FROM document AS d WHERE d.place = p.id AND d.full = 1) ORDER BY 2, p.name, n.key"""
    ).fetchall()
    places: list[int | None] = [id for id, at in rows if at or not level_first]
    yield [None, *(id for id, at in rows if not at and level_first)]
    start, many = 0, _FIRST_PLACES
    while start < len(places):
        yield places[start : start + many]
        start, many = start + many, min(many * 2, _MOST_PLACES)


@dataclass(slots=True)
class SqliteReader:
    """`graph.questions.base.Reader` over one connection."""

    db: sqlite3.Connection
    question: Question[Any, Any]
    given: Parameters
    left_out: int = 0
    _cursor: sqlite3.Cursor | None = None

    def close(self) -> None:
        """Let go of the statement: one that was not read to its end would hold the connection in this state of the graph."""
        if self._cursor:
            self._cursor.close()

    def cut(self, count: int) -> None:
        """Note that a bound of the question's own leaves out at least so many rows."""
        self.left_out += count

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the question's statement."""
        if self.question.sql is None:
            return iter(())
        statement = self.question.sql(self.given)
        self._cursor = self.db.execute(statement.text, statement.values)
        return self._cursor

    def links(self, ids: Collection[str], types: Collection[EdgeType]) -> list[Link]:
        """The edges of these types at these nodes, sorted. Tasks that the question's filters do not leave have none."""
        rows = self.db.execute(
            "SELECT n.id FROM json_each(:ids) AS g CROSS JOIN node AS n ON n.key = g.value", {"ids": json.dumps(list(ids))}
        )
        check()
        near = {"ids": json.dumps([id for (id,) in rows])}
        given = "IN (SELECT value FROM json_each(:ids))"
        found: set[tuple[int, EdgeType, int]] = set()
        for r in RELATIONS:
            if r.type in types:
                for end in (r.source, r.target):
                    ends = self.db.execute(
                        f"SELECT {r.source}, {r.target} FROM {r.rows} WHERE {r.where} AND {end} {given}", near
                    )
                    found.update((source, r.type, target) for source, target in ends if target is not None)
        tasks = {source for source, type, _ in found if _TASK_ENDS[type][0]}
        tasks |= {target for _, type, target in found if _TASK_ENDS[type][1]}
        out = tasks - self._chosen(tasks)
        left = [(source, type, target) for source, type, target in found if source not in out and target not in out]
        keys = self._keys({id for source, _, target in left for id in (source, target)})
        return sorted((keys[source], type, keys[target]) for source, type, target in left)

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""
        rows = self.db.execute(
            "SELECT n.id FROM json_each(:ids) AS g CROSS JOIN node AS n ON n.key = g.value", {"ids": json.dumps(list(ids))}
        )
        return {node.id: node for node in hydrate(self.db, [id for (id,) in rows]).values()}

    def _chosen(self, tasks: Collection[int]) -> set[int]:
        some = among(self.given, "given")
        if not some.narrow or not tasks:
            return set(tasks)
        text = f"WITH RECURSIVE given(id) AS (SELECT value FROM json_each(:ids)), {some.text} SELECT id FROM chosen_task"
        return {id for (id,) in self.db.execute(text, {**some.values, "ids": json.dumps(list(tasks))})}

    def _keys(self, ids: Collection[int]) -> dict[int, str]:
        rows = self.db.execute(
            "SELECT id, key FROM node WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return dict(rows)
