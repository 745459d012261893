"""What answers of questions are read from, over one connection."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from graph.patience import check
from graph.questions.base import Link, Parameters, Question
from graph.questions.scope import among
from graph.schema import EdgeType, Node
from graph.store.answering import TASK_ENDS, Place
from graph.store.sqlite.hydrate import hydrate
from graph.store.sqlite.relations import RELATIONS

_PLACES: Final = """SELECT p.id, p.level FROM place AS p JOIN node AS n ON n.id = p.id
  WHERE EXISTS (SELECT 1 FROM document AS d WHERE d.place = p.id AND d.full = 1) ORDER BY p.name, n.key"""


@dataclass(slots=True)
class SqliteReader:
    """`graph.store.answering.Answering` over one connection."""

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

    def stated(self, given: Parameters) -> list[Any]:
        """The rows that the question's statement gives for these parameters."""
        if self.question.sql is None:
            raise TypeError(f"question {self.question.name} has neither a statement nor a computation")
        statement = self.question.sql(given)
        cursor = self.db.execute(statement.text, statement.values)
        columns = [column[0] for column in cursor.description]
        return [self.question.row(**dict(zip(columns, row, strict=True))) for row in cursor]

    def places(self) -> list[Place]:
        """The places of full documents, sorted by name, then by key."""
        return self.db.execute(_PLACES).fetchall()

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
        tasks = {source for source, type, _ in found if TASK_ENDS[type][0]}
        tasks |= {target for _, type, target in found if TASK_ENDS[type][1]}
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
