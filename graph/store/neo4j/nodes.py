"""Nodes and edges out of the properties that the server holds: the other way round than `rows.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from neo4j import ManagedTransaction

from graph.schema import EDGES, EVIDENCE, NODES, Edge, EdgeType, Node, NodeType

_NODE: Final = {kind.type: kind.properties for kind in NODES}
_EDGE: Final = {kind.type: kind for kind in EDGES}
_LISTS: Final = frozenset({"aliases", "words", "functions"})
_NESTED: Final = frozenset({"also", "boxes"})
_SELDOM: Final = frozenset({"also", "boxes", "printed"})
"""Parts of an evidence that stand in it only where there are such."""
_PREFIX: Final[dict[str, NodeType]] = {
    "doc": "Document", "task": "Task", "unit": "Unit", "theme": "Theme", "topic": "Topic", "place": "Jurisdiction",
}  # fmt: skip
"""What ids of a type begin with: to look one up, the index of its type is needed."""


def type_of(id: str) -> NodeType | None:
    """The type that a node with this id has, if there is one. Ids are ASCII."""
    return _PREFIX.get(id.partition(":")[0]) if id.isascii() else None


def by_type(ids: Iterable[str]) -> dict[NodeType, list[str]]:
    """The ids by the types that they can be of."""
    found: dict[NodeType, list[str]] = {}
    for id in ids:
        if type := type_of(id):
            found.setdefault(type, []).append(id)
    return found


def shown(type: NodeType, name: str) -> str:
    """The public properties of a node, as Cypher: what the store keeps beside them, such as records, can be large."""
    return f"{name} {{.id, .label, .evidence, {', '.join(f'.{property}' for property in _NODE[type])}}}"


def nodes_with(tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, Node]:
    """The nodes with these ids."""
    found: dict[str, Node] = {}
    for type, some in by_type(ids).items():
        text = f"UNWIND $ids AS id MATCH (n:{type} {{id: id}}) RETURN {shown(type, 'n')} AS held"
        found.update((row["held"]["id"], node_of(type, row["held"])) for row in tx.run(text, ids=some))
    return found


def node_of(type: NodeType, held: Mapping[str, Any]) -> Node:
    """The node whose properties these are."""
    properties = {name: _value(name, held.get(name)) for name in _NODE[type]}
    evidence = json.loads(held["evidence"]) if held.get("evidence") is not None else None
    return Node(held["id"], type, held["label"], properties, evidence)


def edge_of(type: EdgeType, source: str, target: str, held: Mapping[str, Any]) -> Edge:
    """The edge whose properties these are."""
    kind = _EDGE[type]
    properties = {name: _value(name, held.get(name)) for name in kind.properties}
    return Edge(held["id"], type, source, target, properties, _evidence(held) if kind.stated else None)


def _evidence(held: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in EVIDENCE:
        value: Any = held.get(f"evidence_{name}")
        if value is not None or name not in _SELDOM:
            found[name] = json.loads(value) if name in _NESTED else value
    return found


def _value(name: str, held: Any) -> Any:
    return list(held or ()) if name in _LISTS else held
