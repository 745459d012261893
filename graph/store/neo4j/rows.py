"""Nodes and edges as Neo4j holds them: one label and one relationship type each, flat properties, lists as lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from graph.schema import Edge, Node
from graph.words import storable

MARK: Final = "Zhengtu"
"""The label that every node of ours has beside its type. What has no such label is not ours, and is left alone."""
_SINGLE: Final = {str, int, float, bool}


def node_properties(node: Node) -> dict[str, Any]:
    """Its id, its label for people, what it has, and where that is stated."""
    return stored({**node.properties, "evidence": node.evidence, "id": node.id, "label": node.label})


def edge_properties(edge: Edge) -> dict[str, Any]:
    """Its id, what it has, and its evidence under names that begin with `evidence_`."""
    evidence = {f"evidence_{name}": value for name, value in (edge.evidence or {}).items()}
    return stored({**edge.properties, **evidence, "id": edge.id})


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
