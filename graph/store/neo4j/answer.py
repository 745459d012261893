"""What answers of questions are read from, in one transaction on Neo4j."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from neo4j import ManagedTransaction, Result

from graph.questions.base import Link, Parameters, Question
from graph.questions.scope_cypher import cypher_scope
from graph.schema import EdgeType, Node
from graph.store.answering import TASK_ENDS, Place
from graph.store.neo4j.nodes import by_type, nodes_with
from graph.store.neo4j.rows import MARK

_PLACES: Final = """MATCH (p:Jurisdiction) WHERE EXISTS { (p)<-[:OF_PLACE]-(d:Document) WHERE d.full = 1 }
  RETURN p.id, p.level ORDER BY p.name, p.id"""


@dataclass(slots=True)
class Neo4jReader:
    """`graph.store.answering.Answering` in one transaction."""

    tx: ManagedTransaction
    question: Question[Any, Any]
    given: Parameters
    left_out: int = 0
    _result: Result | None = None

    def close(self) -> None:
        """Let go of the statement: the rest of its rows is not sent."""
        if self._result:
            self._result.consume()

    def cut(self, count: int) -> None:
        """Note that a bound of the question's own leaves out at least so many rows."""
        self.left_out += count

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the question's statement."""
        if self.question.cypher:
            statement = self.question.cypher(self.given)
            self._result = self.tx.run(statement.text, statement.values)
            for record in self._result:
                yield tuple(record.values())

    def stated(self, given: Parameters) -> list[Any]:
        """The rows that the question's Cypher gives for these parameters."""
        if self.question.cypher is None:
            raise TypeError(f"question {self.question.name} has neither Cypher nor a computation")
        statement = self.question.cypher(given)
        return [self.question.row(**record.data()) for record in self.tx.run(statement.text, statement.values)]

    def places(self) -> list[Place]:
        """The places of full documents, sorted by name, then by key."""
        return [(id, level) for id, level in self.tx.run(_PLACES)]

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
        tasks = {source for source, type, _ in links if TASK_ENDS[type][0]}
        tasks |= {target for _, type, target in links if TASK_ENDS[type][1]}
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
