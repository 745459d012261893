"""A Cypher script: the graph as `zhengtu publish` writes it, for cypher-shell and for programs that cannot reach the store.

First the constraints, then nodes and relationships in batches. Run again it changes nothing. All statements end with `;` at
the end of a line, and no value holds a line break.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO, Final

from graph.export.base import Export
from graph.schema import EDGES, NODES, Selection
from graph.store.neo4j.rows import edge_and_ends, node_properties, put_edge, put_node, unique

BATCH: Final = 250
"""Rows of one statement: the server has to parse them all before it begins."""
_ESCAPES: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE: Final = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def _write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    for statement in _statements(selection):
        stream.write(statement.encode("utf-8"))


def _statements(selection: Selection) -> Iterator[str]:
    yield "// 政图 Zhengtu. Run: cypher-shell -f FILE\n"
    yield from constraints()
    for kind in NODES:
        nodes = selection.nodes_of(kind.type)
        yield from _batches((literal(node_properties(node)) for node in nodes), put_node(kind))
    for edge_kind in EDGES:
        edges = selection.edges_of(edge_kind.type)
        yield from _batches((literal(edge_and_ends(edge)) for edge in edges), put_edge(edge_kind))


def constraints() -> Iterator[str]:
    """The statements that make the ids of each type unique, as `zhengtu publish` does."""
    yield from (f"{unique(kind.type)};\n" for kind in NODES)


def _batches(rows: Iterator[str], statement: str) -> Iterator[str]:
    while batch := list(islice(rows, BATCH)):
        yield "UNWIND [\n" + ",\n".join(batch) + f"\n] AS row {statement};\n"


def literal(value: Any) -> str:
    """The value as Cypher writes it. What a number cannot be becomes null."""
    if isinstance(value, str):
        return f"'{_TO_ESCAPE.sub(_escape, value)}'"
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return repr(value) if math.isfinite(value) else "null"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(key)}: {literal(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(literal, value)) + "]"


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04x}"


def _name(key: str) -> str:
    return key if _NAME.fullmatch(key) else "`" + key.replace("`", "``") + "`"


EXPORT = Export("cypher", "Cypher 脚本（Neo4j）", "Cypher script (Neo4j)", ".cypher", "text/plain; charset=utf-8", _write)
