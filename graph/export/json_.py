"""Node-link JSON, as networkx reads it (`networkx.node_link_graph(value, edges="edges")`)."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from graph.export.base import Export, edges, nodes
from graph.schema import Selection


def _write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    """One node or edge a line, so that files can be compared, and nothing is held twice in memory."""
    head = {"directed": True, "multigraph": True, "graph": {"title": title, "truncated": selection.truncated}}
    stream.write(_text(head)[:-1].encode("utf-8", "replace") + b',\n"nodes": [')
    for index, n in enumerate(nodes(selection)):
        _line(stream, index, {"id": n.id, "type": n.type, "label": n.label, "properties": n.properties, "evidence": n.evidence})
    stream.write(b'\n],\n"edges": [')
    for index, e in enumerate(edges(selection)):
        edge = {"source": e.source, "target": e.target, "key": e.id, "type": e.type}
        _line(stream, index, {**edge, "properties": e.properties, "evidence": e.evidence})
    stream.write(b"\n]}\n")


def _line(stream: BinaryIO, index: int, value: dict[str, Any]) -> None:
    stream.write((b",\n" if index else b"\n") + _text(value).encode("utf-8", "replace"))


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


EXPORT = Export("json", "节点连边 JSON", "node-link JSON", ".json", "application/json", _write)
