"""GraphML, by networkx: for Gephi, yEd, Cytoscape and notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, TypeVar

import networkx as nx

from graph.export.base import Export, flat, printable
from graph.schema import Subgraph

K = TypeVar("K")


def _write(subgraph: Subgraph, stream: BinaryIO, *, title: str) -> None:
    # networkx refuses None and lists, and takes a key's type from the first value it meets
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=printable(title), truncated=subgraph.truncated)
    nodes = [
        (n.id, {"type": n.type, "label": printable(n.label), **_named(n.properties), **flat({"evidence": n.evidence})})
        for n in subgraph.nodes
    ]
    graph.add_nodes_from(_one_type_each(nodes))
    proofs: list[dict[str, Any]] = [{f"evidence_{k}": value for k, value in (e.evidence or {}).items()} for e in subgraph.edges]
    edges = [
        (i, {"type": e.type, **_named(e.properties), **flat(p)})
        for i, (e, p) in enumerate(zip(subgraph.edges, proofs, strict=True))
    ]
    for index, attributes in _one_type_each(edges):
        edge = subgraph.edges[index]
        graph.add_edge(edge.source, edge.target, key=edge.id, **attributes)
    nx.write_graphml(graph, stream, encoding="utf-8", prettyprint=True)


def _named(properties: dict[str, Any]) -> dict[str, Any]:
    """`id`, `type` and `label` mean something to programs that read GraphML."""
    return {f"{name}_" if name in ("id", "type", "label") else name: value for name, value in flat(properties).items()}


def _one_type_each(items: list[tuple[K, dict[str, Any]]]) -> Iterable[tuple[K, dict[str, Any]]]:
    """A name whose values are of several types is text everywhere."""
    types: dict[str, set[type]] = {}
    for _, attributes in items:
        for name, value in attributes.items():
            types.setdefault(name, set()).add(type(value))
    mixed = {name for name, found in types.items() if len(found) > 1}
    for key, attributes in items:
        yield key, {name: str(value) if name in mixed else value for name, value in attributes.items()}


EXPORT = Export("graphml", "GraphML（Gephi、yEd）", "GraphML (Gephi, yEd)", ".graphml", "application/graphml+xml", _write)
