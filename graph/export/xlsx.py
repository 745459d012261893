"""XLSX: a sheet for each type of node, one for all relationships with their evidence, and an index of all nodes.

Rows go to the file as they come. All text is written as text and marked so (as a leading apostrophe in Excel does), so no
cell is a formula, not even after somebody edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, Final

from graph.export.base import Export, edges, nodes
from graph.export.columns import edge_columns, header
from graph.export.values import Flat, apart, of_edge, of_node
from graph.export.workbook import FIRST_DAY, Cell, Workbook
from graph.schema import NODES, NodeKind, Selection

_ROWS: Final = 1_048_576
"""What a sheet of Excel can hold, the header among them."""
_DAYS: Final = frozenset({"due", "issued", "since"})
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WIDE: Final = frozenset({"text", "title", "label", "full_name", "units", "note", "evidence_quote", "why_zh", "why_en", "file"})


def _write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    book = Workbook(stream, title)
    for kind in NODES:
        _sheet(book, f"{kind.zh} {kind.type}", _node_columns(kind), map(of_node, selection.nodes_of(kind.type)))
    _sheet(book, "关系 edges", edge_columns(), map(of_edge, edges(selection)))
    _sheet(book, "节点 nodes", ["id", "type", "label"], map(of_node, nodes(selection)))
    book.close()


def _sheet(book: Workbook, name: str, columns: list[str], elements: Iterable[Mapping[str, Flat]]) -> None:
    days = {at for at, key in enumerate(columns) if key in _DAYS}

    def rows() -> Iterator[list[Cell]]:
        for element in elements:
            row: list[Cell] = [element.get(key) for key in columns]
            for at in days:
                row[at] = as_day(value) or value if isinstance(value := row[at], str) else value
            yield row

    book.sheet(name, [(header(key), 40 if key in _WIDE else 14) for key in columns], rows(), _ROWS)


def as_day(text: str) -> date | None:
    """The day that this is the ISO text of, if Excel knows it."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= FIRST_DAY else None


def _node_columns(kind: NodeKind) -> list[str]:
    return ["id", "label", *map(apart, kind.properties), "evidence"]


EXPORT = Export(
    "xlsx",
    "Excel 工作簿",
    "Excel workbook",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _write,
)
