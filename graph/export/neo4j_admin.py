"""CSV for `neo4j-admin database import full`: the way for a big first load. One file a type, its header beside it.

In the folder of the files: neo4j-admin database import full neo4j @arguments.txt, then start the server. A part of the graph
becomes what `zhengtu publish` would have written (run constraints.cypher after it). All of a store becomes a store: with the
records, printed names and citations by which it keeps itself in line, so that `ZHENGTU_STORE=neo4j://…` opens it.

Lists without items are left out: the tool knows none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from graph.export.archive import as_zip
from graph.export.base import Export, Inside, Whole
from graph.export.cypher import constraints
from graph.export.neo4j_columns import OWN_EDGES, OWN_NODES, of_edges, of_nodes
from graph.schema import EDGES, NODES, ROLE_EDGE, Edge, EdgeKind, NodeKind, Selection
from graph.store.neo4j.model import MIGRATION, SCHEMA
from graph.store.neo4j.rows import MARK, edge_properties, node_properties, stored

_BETWEEN: Final = "\x1f"
"""Between the items of a list: the tool knows no escape for it, and no text needs this character."""
_OPTIONS: Final = (
    "--multiline-fields=true",
    "--array-delimiter=U+001F",
    "--trim-strings=false",
    "--ignore-empty-strings=false",
)
_BUFFER: Final = 1 << 22
"""Bytes that a value may have unless the import is told of more."""
_TOGETHER: Final = 2000
_START, _END = ":START_ID", ":END_ID"
_KIND: Final[dict[type, str]] = {bool: "boolean", int: "long", float: "double", str: "string"}
Row = dict[str, Any]


def _parts(selection: Selection) -> Iterator[tuple[str, Iterator[bytes]]]:
    inside = selection.inside if isinstance(selection, Whole) else None
    files = _Files()
    for kind in NODES:
        yield from files.nodes(kind.type, "", of_nodes(kind, kept=inside is not None), _nodes(kind, selection, inside))
    for edge_kind in EDGES:
        columns = of_edges(edge_kind, kept=inside is not None)
        yield from files.edges(edge_kind.type, ("", ""), columns, _edges(edge_kind, selection, inside))
    if inside:
        for label, own in OWN_NODES.items():
            yield from files.nodes(label, label, list(own), _own_nodes(label, inside))
        for type, (source, target, properties) in OWN_EDGES.items():
            groups = (source if source in OWN_NODES else "", target if target in OWN_NODES else "")
            yield from files.edges(type, groups, list(properties), _own_edges(type, inside))
    statements = (f"{one};\n" for one in MIGRATION) if inside else constraints()
    yield "constraints.cypher", (statement.encode() for statement in statements)
    yield "arguments.txt", ((argument + "\n").encode() for argument in files.arguments())


def _nodes(kind: NodeKind, selection: Selection, inside: Inside | None) -> Iterator[Row]:
    waiting = selection.nodes_of(kind.type)
    while some := list(islice(waiting, _TOGETHER)):
        kept: Iterable[Row] = inside.besides(kind.type, some) if inside else ({} for _ in some)
        yield from ({**node_properties(node), **stored(more)} for node, more in zip(some, kept, strict=True))


def _edges(kind: EdgeKind, selection: Selection, inside: Inside | None) -> Iterator[Row]:
    if inside and kind.type in ROLE_EDGE.values():
        return ({**_edge(edge), **stored(more)} for edge, more in inside.duties(kind.type))
    return map(_edge, selection.edges_of(kind.type))


def _edge(edge: Edge) -> Row:
    return {_START: edge.source, _END: edge.target, **edge_properties(edge)}


def _own_nodes(label: str, inside: Inside) -> Iterator[Row]:
    rows = ({"schema": SCHEMA, **row} if label == "Store" else row for row in inside.own_nodes(label))
    return map(stored, rows)


def _own_edges(type: str, inside: Inside) -> Iterator[Row]:
    return ({_START: one, _END: other, **stored(more)} for one, other, more in inside.own_edges(type))


class _Files:
    """Names the files, and notes what the import is to be told of them."""

    def __init__(self) -> None:
        self._arguments: list[str] = []
        self._longest = 0

    def nodes(self, label: str, group: str, names: list[str], rows: Iterable[Row]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The two files of a label. Ids of one group are joined apart from those of others."""
        special = {"id": f"id:ID({group})" if group else "id:ID"}
        if "id" not in names:  # a Mark is known by its number
            names, special = [":ID", *names], {":ID": f":ID({group})"}
            rows = ({":ID": row["value"], **row} for row in rows)
        yield from self._both(f"node-{label}", names, special, rows)
        self._arguments.append(f"--nodes={MARK}:{label}=node-{label}.header.csv,node-{label}.csv")

    def edges(
        self, type: str, groups: tuple[str, str], names: list[str], rows: Iterable[Row]
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The two files of a type, between these groups of nodes."""
        special = {end: f"{end}({group})" if group else end for end, group in zip((_START, _END), groups, strict=True)}
        yield from self._both(f"edge-{type}", [_START, _END, *names], special, rows)
        self._arguments.append(f"--relationships={type}=edge-{type}.header.csv,edge-{type}.csv")

    def arguments(self) -> Iterator[str]:
        """The arguments of the import, one a line."""
        yield from _OPTIONS
        if self._longest > _BUFFER // 2:
            yield f"--read-buffer-size={2 * self._longest}"
        yield from self._arguments

    def _both(
        self, name: str, names: list[str], special: dict[str, str], rows: Iterable[Row]
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        columns = _Columns(names)
        yield f"{name}.csv", columns.lines(rows)
        yield f"{name}.header.csv", columns.header(special)
        self._longest = max(self._longest, columns.longest)


class _Columns:
    """Writes rows, and notes what the values of each column are: the header, a file of its own, is written after them."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._shapes: set[tuple[type, ...]] = set()
        """The types of the values of a row, as they have come."""
        self._items: dict[str, set[type]] = {name: set() for name in names}
        """The types of what lists hold."""
        self.longest = 0
        """Bytes of the longest line."""

    def lines(self, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
        """The rows, each as a line of CSV: every value in quotes, so that what is empty is a text without letters, and what is
        missing is nothing."""
        for row in rows:
            values = [row.get(name) for name in self._names]
            self._shapes.add(tuple(map(type, values)))
            cells = [
                _quoted(value) if type(value) is str else "" if value is None else self._cell(name, value)
                for name, value in zip(self._names, values, strict=True)
            ]
            line = (",".join(cells) + "\n").encode("utf-8")
            if len(line) > self.longest:
                self.longest = len(line)
            yield line

    def header(self, own: dict[str, str]) -> Iterator[bytes]:
        """Each name with its type; `own` are those that have another meaning."""
        names = [own.get(name) or f"{name}:{self._kind(at, name)}" for at, name in enumerate(self._names)]
        yield (",".join(map(_quoted, names)) + "\n").encode("utf-8")

    def _kind(self, at: int, name: str) -> str:
        types = {shape[at] for shape in self._shapes} - {type(None)}
        listed = list in types
        types = types - {list} | self._items[name]
        if types == {int, float}:
            types = {float}
        kind = _KIND[next(iter(types))] if len(types) == 1 else "string"
        return f"{kind}[]" if listed else kind

    def _cell(self, name: str, value: Any) -> str:
        if type(value) is list:
            self._items[name].update(map(type, value))
            return _quoted(_BETWEEN.join(_written(item).replace(_BETWEEN, "") for item in value))
        if type(value) is float and not math.isfinite(value):
            return ""
        return _quoted(_written(value))


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


EXPORT = Export(
    "neo4j-admin", "neo4j-admin 导入用 CSV", "CSV for neo4j-admin import", ".zip", "application/zip", as_zip(_parts), _parts
)
