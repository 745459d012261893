"""Nodes and edges out of the properties that the server holds: the other way round than `rows.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from graph.schema import EDGES, EVIDENCE, NODES, Edge, EdgeType, Node, NodeType

_NODE: Final = {kind.type: kind.properties for kind in NODES}
_EDGE: Final = {kind.type: kind for kind in EDGES}
_LISTS: Final = frozenset({"aliases", "words", "functions"})
_NESTED: Final = frozenset({"also", "boxes"})
_SELDOM: Final = frozenset({"also", "boxes", "printed"})
"""Parts of an evidence that stand in it only where there are such."""


def node_of(type: NodeType, held: Mapping[str, Any]) -> Node:
    """The node whose properties these are."""
    properties = {name: _value(name, held.get(name)) for name in _NODE[type]}
    evidence = json.loads(held["evidence"]) if "evidence" in held else None
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
