"""Pages of nodes, and what search looks up. All Cypher here is made of fixed fragments; values go by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple, cast

from neo4j import ManagedTransaction

from graph import words
from graph.questions.base import Filters
from graph.questions.scope_cypher import DUTIES, cypher_scope
from graph.schema import Node, NodeType
from graph.store.base import NodePage
from graph.store.neo4j.match import matching
from graph.store.neo4j.nodes import node_of, nodes_with, shown, type_of
from graph.store.searching import Exact, Match, matches

_ORDER: Final[dict[str, str]] = {
    # what is not there comes first where it rises, and last where it falls, as in SQL
    "Document": "x.full DESC, coalesce(x.year, 0) DESC, x.title IS NOT NULL, x.title, x.id",
    "Task": "x.id",
    "Unit": "x.full_name, x.id",
    "Theme": "x.title, x.id",
    "Topic": "x.group DESC, x.title, x.id",
    "Jurisdiction": "x.name, x.id",
}
_OWN: Final[dict[str, dict[str, str]]] = {
    # the place and the line of a unit are its own and not those of the lists that name it
    "Unit": {
        "place": "EXISTS { (x)-[:BELONGS_TO]->(:Jurisdiction)-[:WITHIN*0..12]->(:Jurisdiction {id: $place}) }",
        "function": "x.function = $function",
    },
    "Jurisdiction": {"place": "EXISTS { (x)-[:WITHIN*0..12]->(:Jurisdiction {id: $place}) }"},
}
_OWN_PLACE: Final[dict[str, str]] = {
    "Unit": "MATCH (:Jurisdiction {id: $place})<-[:WITHIN*0..12]-(:Jurisdiction)<-[:BELONGS_TO]-(x:Unit)",
    "Jurisdiction": "MATCH (:Jurisdiction {id: $place})<-[:WITHIN*0..12]-(x:Jurisdiction)",
}
_TO_DOCUMENT: Final[dict[str, str]] = {
    "Task": "(x:Task)-[:LISTED_IN]->(d:Document)",
    "Unit": f"(x:Unit)-[:{DUTIES}]->(t:Task)-[:LISTED_IN]->(d:Document)",
    "Theme": "(x:Theme)-[:HEADS_IN]->(d:Document)",
    "Topic": "(x:Topic)<-[:ABOUT]-(t:Task)-[:LISTED_IN]->(d:Document)",
    "Jurisdiction": "(x:Jurisdiction)<-[:OF_PLACE]-(d:Document)",
}
"""How a node hangs together with the documents whose filters it has to meet."""
_HEADED: Final = "EXISTS { (d)<-[:HEADS_IN]-(h:Theme) WHERE h.title CONTAINS $theme }"
_UNDER: Final = "EXISTS { (x)-[:PART_OF*0..12]->(h:Theme) WHERE h.title CONTAINS $theme }"


class _Picked(NamedTuple):
    """The nodes `x` that the filters leave."""

    rows: str
    """Gives them, perhaps several times."""
    test: str
    """Of a node `x` that is known already."""
    values: dict[str, Any]


def nodes(tx: ManagedTransaction, type: NodeType, filters: Filters, text: str, offset: int, limit: int) -> NodePage:
    """Nodes of one type that match the filters (ids, not names) and the text."""
    picked, text = _picked(type, filters), words.storable(text)
    if not text.strip():
        return _page(tx, type, picked.rows, picked.values, offset, limit)
    found = NodePage((), 0)
    for match in matches(Neo4jIndex(tx), text)[:2]:
        if not match.all:
            break
        rows, values = matching(match, "x")
        found = _page(tx, type, f"{rows} AND x:{type} AND {picked.test}", {**picked.values, **values}, offset, limit)
        if found.total:
            break
    return found


def _page(tx: ManagedTransaction, type: NodeType, rows: str, values: dict[str, Any], offset: int, limit: int) -> NodePage:
    total = tx.run(f"{rows} RETURN count(DISTINCT x) AS total", values).single(strict=True)["total"]
    page = f"{rows} WITH DISTINCT x ORDER BY {_ORDER[type]} SKIP $offset LIMIT $limit RETURN {shown(type, 'x')} AS held"
    found = tx.run(page, {**values, "offset": offset, "limit": limit})
    return NodePage(tuple(node_of(type, row["held"]) for row in found), total)


def _picked(type: NodeType, filters: Filters) -> _Picked:
    if not cypher_scope(filters).narrow:
        return _Picked(f"MATCH (x:{type})", "true", {})
    own = {name: test for name, test in _OWN.get(type, {}).items() if getattr(filters, name)}
    some = cypher_scope(filters.model_copy(update=dict.fromkeys(own)))
    if own:
        values = {**some.values, **{name: getattr(filters, name) for name in own}}
        rest = f"EXISTS {{ MATCH {_TO_DOCUMENT[type]} WHERE {_conditions(type, filters, some)} }}" if some.narrow else "true"
        test = " AND ".join([*own.values(), rest])
        if "place" in own:
            rest = " AND ".join([*(test for name, test in own.items() if name != "place"), rest])
            return _Picked(f"{_OWN_PLACE[type]} WHERE {rest}", test, values)
        return _Picked(f"MATCH (x:{type}) WHERE {test}", test, values)
    if type == "Document":
        headed = f" AND {_HEADED}" if filters.theme else ""
        test = f"EXISTS {{ WITH x AS d WHERE {some.document}{headed} RETURN d }}"
        return _Picked(f"{some.documents}{headed} WITH d AS x", test, some.values)
    conditions = _conditions(type, filters, some)
    rows = f"{some.documents} MATCH {_TO_DOCUMENT[type].replace(':Document', '')} WHERE {conditions}"
    if type == "Task":
        rows = f"{some.tasks} WITH t AS x"
    return _Picked(rows, f"EXISTS {{ MATCH {_TO_DOCUMENT[type]} WHERE {conditions} }}", some.values)


def _conditions(type: NodeType, filters: Filters, some: Any) -> str:
    """Of the document `d`, and of the task or heading between it and the node."""
    if type == "Task":
        return f"{some.document} AND {_of_x(some.task)}"
    if type in ("Unit", "Topic"):
        return f"{some.document} AND {some.task}"
    headed = {"Theme": _UNDER, "Jurisdiction": _HEADED}[type]
    return f"{some.document} AND {headed}" if filters.theme else str(some.document)


def _of_x(test: str) -> str:
    """A test of the task `t`, of `x` instead."""
    return test.replace("(t)", "(x)")


@dataclass(frozen=True, slots=True)
class Neo4jIndex:
    """`graph.store.searching.Index` in one transaction."""

    tx: ManagedTransaction

    def exact(self, name: Exact) -> list[tuple[NodeType, str]]:
        """Types and ids of the nodes that bear just this name or id."""
        parts = [
            ("Unit", "MATCH (:Form {printed: $text})-[:FORM_OF]->(n:Unit)"),
            ("Unit", "MATCH (n:Unit {full_name: $text})"),
            ("Jurisdiction", "MATCH (n:Jurisdiction {name: $text})"),
            ("Document", "MATCH (n:Document {number_key: $number})"),
            ("Document", "MATCH (n:Document {title_key: $title})"),
            ("Theme", "MATCH (n:Theme {title: $text})"),
            ("Topic", "MATCH (n:Topic {title: $text})"),
        ]
        if (type := type_of(name.text)) and name.text.isascii():
            parts.append((type, f"MATCH (n:{type} {{id: $text}})"))
        text = " UNION ".join(f"{match} RETURN '{type}' AS type, n.id AS id" for type, match in parts)
        return [(cast("NodeType", type), id) for type, id in self.tx.run(text, asdict(name))]

    def printed(self, names: Collection[str]) -> list[str]:
        """Those of the names that are printed for units."""
        rows = self.tx.run(
            "MATCH (f:Form) WHERE f.printed IN $names RETURN DISTINCT f.printed AS name ORDER BY name", names=list(names)
        )
        return [row["name"] for row in rows]

    def best(self, match: Match, limit: int) -> list[str]:
        """Ids of the nodes that fit best: by the index's score, which is twice as much for the short names of units and
        places."""
        text, values = matching(match, "n")
        rows = self.tx.run(
            f"""{text} WITH n.id AS id, round(score * CASE WHEN n:Unit OR n:Jurisdiction THEN 2 ELSE 1 END, 4) AS score
                ORDER BY score DESC, id LIMIT $limit RETURN id""",
            {**values, "limit": limit},
        )
        return [row["id"] for row in rows]

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""
        return nodes_with(self.tx, ids)
