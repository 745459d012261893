"""GEXF 1.3, for Gephi: typed attributes, relationship types that stay apart, and a time line. See https://gexf.net/schema.html.

A document is there from its day of issue, a task until its last day, a succession of units from the day of the reform.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, Final

from graph.export.base import Export, edges, nodes
from graph.export.values import Flat, of_edge, of_node, printable
from graph.export.xml_ import Kind, content, escaped, kinds, tag
from graph.schema import Selection

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
"""
_START: Final = ("issued", "since")
_END: Final = ("due",)
_NODE: Final = frozenset({"id", "label"})
_EDGE: Final = frozenset({"id", "source", "target"})


def _write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    for line in _lines(selection, title):
        stream.write(line.encode("utf-8"))


def _lines(selection: Selection, title: str) -> Iterator[str]:
    of_nodes = _numbered(kinds((of_node(node, shape=True) for node in nodes(selection)), _NODE))
    of_edges = _numbered(kinds((of_edge(edge, shape=True) for edge in edges(selection)), _EDGE))
    yield _HEAD
    told = f"{title} ({selection.truncated} more nodes were left out)" if selection.truncated else title
    yield f"<meta><creator>Zhengtu</creator><description>{escaped(printable(told))}</description></meta>\n"
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n'
    yield from _attributes("node", of_nodes)
    yield from _attributes("edge", of_edges)
    yield "<nodes>\n"
    yield from _elements("node", map(of_node, nodes(selection)), of_nodes)
    yield "</nodes>\n<edges>\n"
    yield from _elements("edge", map(of_edge, edges(selection)), of_edges)
    yield "</edges>\n</graph>\n</gexf>\n"


Numbered = dict[str, tuple[str, Kind]]


def _numbered(found: dict[str, Kind]) -> Numbered:
    return {name: (str(number), kind) for number, (name, kind) in enumerate(found.items())}


def _attributes(kind_of: str, known: Numbered) -> Iterator[str]:
    yield f'<attributes class="{kind_of}" mode="static">\n'
    for name, (number, kind) in known.items():
        # to Gephi an attribute `weight` would be the thickness of the edge
        title = f"{name}_" if name == "weight" else name
        yield tag("attribute", {"id": number, "title": title, "type": kind}) + "\n"
    yield "</attributes>\n"


def _elements(kind_of: str, elements: Iterable[dict[str, Flat]], known: Numbered) -> Iterator[str]:
    for element in elements:
        own: dict[str, str] = {}
        values = ""
        for name, value in element.items():
            if name in known:
                values += f'<attvalue for="{known[name][0]}" value="{content(value)}"/>'
            else:
                own[name] = str(value)
        if kind_of == "edge":
            # Gephi joins edges between the same nodes unless their kind differs
            own |= {"kind": str(element["type"]), "label": str(element["type"])}
        yield tag(kind_of, own | _times(element), f"<attvalues>{values}</attvalues>") + "\n"


def _times(element: Mapping[str, Flat]) -> dict[str, str]:
    """`start` and `end`, where the element has such a day."""
    found: dict[str, str] = {}
    for time, names in (("start", _START), ("end", _END)):
        for name in names:
            if _is_day(day := str(element.get(name))):
                found[time] = day
    return found


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


EXPORT = Export("gexf", "GEXF（Gephi）", "GEXF (Gephi)", ".gexf", "application/gexf+xml", _write)
