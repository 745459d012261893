"""CSV for `neo4j-admin database import full`: the way for a big first load. One file a type, its header beside it.

In the folder of the files: neo4j-admin database import full neo4j @arguments.txt, then start the server and run
constraints.cypher. The database then holds what `zhengtu publish` would have written, but for lists without items: the tool
knows none, and leaves the property out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

from graph.export.archive import as_zip
from graph.export.base import Export
from graph.export.cypher import constraints
from graph.schema import EDGES, EVIDENCE, NODES, EdgeKind, NodeKind, Selection
from graph.store.neo4j.rows import MARK, edge_properties, node_properties

_BETWEEN: Final = "\x1f"
"""Between the items of a list: the tool knows no escape for it, and no text needs this character."""
_QUOTE: Final = '"'
_TWICE: Final = '""'
_OPTIONS: Final = (
    "--multiline-fields=true",
    "--array-delimiter=U+001F",
    "--trim-strings=false",
    "--ignore-empty-strings=false",
)
_KIND: Final[dict[type, str]] = {bool: "boolean", int: "long", float: "double", str: "string"}


def _parts(selection: Selection) -> Iterator[tuple[str, Iterator[bytes]]]:
    arguments = list(_OPTIONS)
    for kind in NODES:
        columns = _Columns(_node_names(kind))
        name, rows = f"node-{kind.type}", (node_properties(node) for node in selection.nodes_of(kind.type))
        yield f"{name}.csv", columns.lines(rows)
        yield f"{name}.header.csv", iter([_line(columns.header({"id": "id:ID"}))])
        arguments.append(f"--nodes={MARK}:{kind.type}={name}.header.csv,{name}.csv")
    for edge_kind in EDGES:
        columns = _Columns([":START_ID", ":END_ID", *_edge_names(edge_kind)])
        ends = ({":START_ID": e.source, ":END_ID": e.target, **edge_properties(e)} for e in selection.edges_of(edge_kind.type))
        name = f"edge-{edge_kind.type}"
        yield f"{name}.csv", columns.lines(ends)
        yield f"{name}.header.csv", iter([_line(columns.header({":START_ID": ":START_ID", ":END_ID": ":END_ID"}))])
        arguments.append(f"--relationships={edge_kind.type}={name}.header.csv,{name}.csv")
    yield "constraints.cypher", (statement.encode() for statement in constraints())
    yield "arguments.txt", ((argument + "\n").encode() for argument in arguments)


def _node_names(kind: NodeKind) -> list[str]:
    return list(dict.fromkeys(["id", "label", *kind.properties, "evidence"]))


def _edge_names(kind: EdgeKind) -> list[str]:
    return list(dict.fromkeys(["id", *kind.properties, *(f"evidence_{name}" for name in EVIDENCE if kind.stated)]))


class _Columns:
    """Writes rows, and notes what the values of each column are: the header, a file of its own, is written after them."""

    def __init__(self, names: list[str]) -> None:
        self._found: dict[str, set[type]] = {name: set() for name in names}
        self._listed: set[str] = set()

    def lines(self, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
        """The rows, each as a line of CSV."""
        for row in rows:
            yield _line([self._cell(name, row.get(name)) for name in self._found])

    def header(self, own: dict[str, str]) -> list[str]:
        """Each name with its type; `own` are those that have another meaning."""
        return [own.get(name) or f"{name}:{self._kind(name)}" for name in self._found]

    def _kind(self, name: str) -> str:
        types = self._found[name]
        if types == {int, float}:
            types = {float}
        kind = _KIND[next(iter(types))] if len(types) == 1 else "string"
        return f"{kind}[]" if name in self._listed else kind

    def _cell(self, name: str, value: Any) -> str | None:
        kind = type(value)
        if kind is str:  # nearly all are
            self._found[name].add(str)
            return str(value)
        if value is None or (kind is float and not math.isfinite(value)):
            return None
        if kind is list:
            self._listed.add(name)
            self._found[name].update(map(type, value))
            return _BETWEEN.join(_written(item).replace(_BETWEEN, "") for item in value)
        self._found[name].add(kind)
        return _written(value)


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(cells: Iterable[str | None]) -> bytes:
    """Every value in quotes: what is empty is a text without letters, what is missing is nothing."""
    written = ["" if cell is None else f'"{cell.replace(_QUOTE, _TWICE)}"' for cell in cells]
    return (",".join(written) + "\n").encode("utf-8")


EXPORT = Export(
    "neo4j-admin", "neo4j-admin 导入用 CSV", "CSV for neo4j-admin import", ".zip", "application/zip", as_zip(_parts), _parts
)
