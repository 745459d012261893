"""The columns of tables that hold all nodes or all edges, made from the schema."""

from __future__ import annotations

from collections.abc import Iterable

from graph.export.values import apart
from graph.schema import EDGES, EVIDENCE, NODES


def node_columns() -> list[str]:
    """The columns of all nodes, in the order of the schema."""
    return _once(["id", "type", "label", *(apart(name) for kind in NODES for name in kind.properties), "evidence"])


def edge_columns() -> list[str]:
    """The columns of all edges, in the order of the schema."""
    properties = (apart(name) for kind in EDGES for name in kind.properties)
    return _once(["source", "target", "type", "id", *properties, *(f"evidence_{name}" for name in EVIDENCE)])


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
