"""GraphML: for Gephi, yEd, Cytoscape and notebooks. The elements follow http://graphml.graphdrawing.org/specification.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from graph.export.base import Export, edges, nodes
from graph.export.values import Flat, of_edge, of_node, printable
from graph.export.xml_ import Kind, content, kinds, tag
from graph.schema import Selection

_NODE: Final = frozenset({"id"})
_EDGE: Final = frozenset({"id", "source", "target"})
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def _write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    for line in _lines(selection, title):
        stream.write(line.encode("utf-8"))


def _lines(selection: Selection, title: str) -> Iterator[str]:
    facts: dict[str, Flat] = {"title": printable(title), "truncated": selection.truncated}
    keys: dict[tuple[str, str], str] = {}
    yield _HEAD
    for kind_of, elements, skip in (
        ("graph", iter([facts]), frozenset[str]()),
        ("node", (of_node(node, shape=True) for node in nodes(selection)), _NODE),
        ("edge", (of_edge(edge, shape=True) for edge in edges(selection)), _EDGE),
    ):
        yield from _keys(kind_of, kinds(elements, skip), keys)
    yield '<graph edgedefault="directed">\n'
    yield _data("graph", facts, keys) + "\n"
    yield from _elements("node", map(of_node, nodes(selection)), _NODE, keys)
    yield from _elements("edge", map(of_edge, edges(selection)), _EDGE, keys)
    yield "</graph>\n</graphml>\n"


def _keys(kind_of: str, found: dict[str, Kind], keys: dict[tuple[str, str], str]) -> Iterator[str]:
    for name, kind in found.items():
        key = keys[kind_of, name] = f"d{len(keys)}"
        yield tag("key", {"id": key, "for": kind_of, "attr.name": name, "attr.type": kind}) + "\n"


def _elements(
    kind_of: str, elements: Iterable[dict[str, Flat]], own: frozenset[str], keys: dict[tuple[str, str], str]
) -> Iterator[str]:
    for element in elements:
        attributes = {name: str(value) for name, value in element.items() if name in own}
        rest = {name: value for name, value in element.items() if name not in own}
        yield tag(kind_of, attributes, _data(kind_of, rest, keys)) + "\n"


def _data(kind_of: str, values: dict[str, Flat], keys: dict[tuple[str, str], str]) -> str:
    return "".join(f'<data key="{keys[kind_of, name]}">{content(value)}</data>' for name, value in values.items())


EXPORT = Export("graphml", "GraphML（Gephi、yEd）", "GraphML (Gephi, yEd)", ".graphml", "application/graphml+xml", _write)
