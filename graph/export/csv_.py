"""CSV for spreadsheets: nodes.csv and edges.csv, UTF-8 with the mark by which Excel knows it; no cell becomes a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from graph.export.archive import as_zip
from graph.export.base import Export, edges, nodes
from graph.export.columns import edge_columns, node_columns
from graph.export.values import Flat, no_formula, of_edge, of_node, written
from graph.schema import Selection


def _parts(selection: Selection) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "nodes.csv", _lines(node_columns(), map(of_node, nodes(selection)))
    yield "edges.csv", _lines(edge_columns(), map(of_edge, edges(selection)))


def _lines(columns: list[str], elements: Iterable[Mapping[str, Flat]]) -> Iterator[bytes]:
    yield codecs.BOM_UTF8
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for element in elements:
        writer.writerow([_cell(element.get(name)) for name in columns])
        yield stream.getvalue().encode("utf-8")
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue().encode("utf-8")


def _cell(value: Flat | None) -> str:
    if value is None:
        return ""
    return no_formula(value) if isinstance(value, str) else written(value)


EXPORT = Export("csv", "CSV（节点表和关系表）", "CSV (nodes and edges)", ".zip", "application/zip", as_zip(_parts), _parts)
