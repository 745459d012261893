"""Answers questions of the catalogue on Neo4j: by their Cypher, or by Python over what a reader gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from neo4j import ManagedTransaction

from graph.questions.base import Link, Parameters, Question
from graph.questions.scope_cypher import cypher_scope
from graph.schema import EDGES, EdgeType, Node
from graph.store.neo4j.nodes import by_type, nodes_with
from graph.store.neo4j.rows import MARK

_TASK_ENDS: Final = {kind.type: (kind.source == "Task", kind.target == "Task") for kind in EDGES}


def answered(tx: ManagedTransaction, question: Question[Any, Any], given: Parameters) -> tuple[list[Any], int]:
    """The rows that were asked for and, if there is one, the next; and how many a bound of the question's own left out. `given`
    holds ids where people gave names."""
    if question.compute:
        reader = Neo4jReader(tx, question, given)
        every = question.compute(given, reader)
        return list(islice(every, given.offset, given.offset + given.limit + 1)), reader.left_out
    if question.cypher is None:
        raise TypeError(f"question {question.name} has neither Cypher nor a computation")
    statement = question.cypher(given)
    return [question.row(**record.data()) for record in tx.run(statement.text, statement.values)], 0


@dataclass(slots=True)
class Neo4jReader:
    """`graph.questions.base.Reader` in one transaction."""

    tx: ManagedTransaction
    question: Question[Any, Any]
    given: Parameters
    left_out: int = 0

    def cut(self, count: int) -> None:
        """Note that a bound of the question's own leaves out at least so many rows."""
        self.left_out += count

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the question's statement."""
        if self.question.cypher:
            statement = self.question.cypher(self.given)
            for record in self.tx.run(statement.text, statement.values):
                yield tuple(record.values())

    def links(self, ids: Collection[str], types: Collection[EdgeType]) -> list[Link]:
        """The edges of these types at these nodes, sorted. Tasks that the question's filters do not leave have none."""
        found: set[Link] = set()
        for label, some in by_type(ids).items():
            rows = self.tx.run(
                f"""UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[r]-(:{MARK}) WHERE type(r) IN $types
                    RETURN startNode(r).id, type(r), endNode(r).id""",
                ids=some,
                types=sorted(types),
            )
            found.update((source, type, target) for source, type, target in rows)
        links: list[Link] = sorted(found)
        tasks = {source for source, type, _ in links if _TASK_ENDS[type][0]}
        tasks |= {target for _, type, target in links if _TASK_ENDS[type][1]}
        out = tasks - self._chosen(tasks)
        return [link for link in links if link[0] not in out and link[2] not in out]

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""
        return nodes_with(self.tx, ids)

    def _chosen(self, tasks: Collection[str]) -> set[str]:
        some = cypher_scope(self.given)
        if not some.narrow or not tasks:
            return set(tasks)
        text = f"UNWIND $ids AS id MATCH (t:Task {{id: id}}) {some.of_task} RETURN t.id AS id"
        return {row["id"] for row in self.tx.run(text, {**some.values, "ids": list(tasks)})}
