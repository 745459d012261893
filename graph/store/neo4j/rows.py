"""Nodes and edges as Neo4j holds them: one label and one relationship type each, flat properties, lists as lists; and the
statements that put them there, for all who write the graph that the world sees: publishing, the Cypher script, the store."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.schema import EDGES, EVIDENCE, NODES, Edge, EdgeKind, EdgeType, Node, NodeKind, NodeType
from graph.words import storable

MARK: Final = "Zhengtu"
"""The label that every node of ours has beside its type. What has no such label is not ours, and is left alone."""
_SINGLE: Final = {str, int, float, bool}
NODE_COLUMNS: Final[dict[NodeType, tuple[str, ...]]] = {
    kind.type: ("id", "label", "evidence", *kind.properties) for kind in NODES
}
EDGE_COLUMNS: Final[dict[EdgeType, tuple[str, ...]]] = {
    kind.type: ("id", *kind.properties, *(f"evidence_{name}" for name in EVIDENCE if kind.stated)) for kind in EDGES
}
"""All that nodes and edges of a type can hold."""


def unique(label: str, name: str = "id") -> str:
    """The statement that lets a label have each value of a property once."""
    return f"CREATE CONSTRAINT zhengtu_{label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"


def put_node(kind: NodeKind) -> str:
    """Puts a `row` (`node_properties`) in as the node `n`, in place of what stands under its id."""
    return f"MERGE (n:{MARK}:{kind.type} {{id: row.id}}) SET n = row"


def put_edge(kind: EdgeKind) -> str:
    """Puts a `row` (`edge_and_ends`) in as the relationship `r` between two nodes that are there."""
    return f"""MATCH (s:{MARK}:{kind.source} {{id: row.source}}) MATCH (t:{MARK}:{kind.target} {{id: row.target}})
MERGE (s)-[r:{kind.type} {{id: row.properties.id}}]->(t) SET r = row.properties"""


def edge_and_ends(edge: Edge) -> dict[str, Any]:
    """An edge with its ends, for `put_edge`."""
    return {"source": edge.source, "target": edge.target, "properties": edge_properties(edge)}


def node_properties(node: Node) -> dict[str, Any]:
    """Its id, its label for people, what it has, and where that is stated."""
    return stored({**node.properties, "evidence": node.evidence, "id": node.id, "label": node.label})


def edge_properties(edge: Edge) -> dict[str, Any]:
    """Its id, what it has, and its evidence under names that begin with `evidence_`."""
    evidence = {f"evidence_{name}": value for name, value in (edge.evidence or {}).items()}
    return stored({**edge.properties, **evidence, "id": edge.id})


def in_columns(held: Mapping[str, Any], columns: Sequence[str]) -> list[Any]:
    """The properties in this order, None for those that are not there: without their names, of which each row would have all,
    half as much goes to the server."""
    return [held.get(name) for name in columns]


def of_columns(columns: Sequence[str], start: int) -> str:
    """The properties again, as Cypher, of a `row` in which they begin at this place."""
    return "{" + ", ".join(f"{name}: row[{at}]" for at, name in enumerate(columns, start)) + "}"


def creating(source: NodeType, type: EdgeType, target: NodeType, *more: str) -> str:
    """Cypher that makes an edge of a `row`: the ids of its ends, then what `EDGE_COLUMNS` and `more` name."""
    return (
        f"MATCH (s:{source} {{id: row[0]}}) MATCH (t:{target} {{id: row[1]}}) "
        f"CREATE (s)-[:{type} {of_columns((*EDGE_COLUMNS[type], *more), 2)}]->(t)"
    )


def edge_row(edge: Edge, *more: Any) -> list[Any]:
    """The row of an edge for `creating`."""
    return [edge.source, edge.target, *in_columns(edge_properties(edge), EDGE_COLUMNS[edge.type]), *more]


def stored(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that a database of flat values can hold: without Nones; what is nested becomes JSON."""
    return {name: _value(value) for name, value in properties.items() if value is not None}


def _value(value: Any) -> Any:
    kind = type(value)
    if kind is str:  # nearly all are
        return value if value.isascii() else storable(value)
    if kind in _SINGLE:
        return value
    if isinstance(value, list | tuple) and len(kinds := {type(item) for item in value}) < 2 and kinds <= _SINGLE:
        return [_value(item) for item in value]
    return storable(json.dumps(value, ensure_ascii=False))
