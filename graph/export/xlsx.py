"""XLSX: a sheet for each type of node, one for all relationships with their evidence, and an index of all nodes.

Rows go to the file as they come. All text is written as text and marked so (as a leading apostrophe in Excel does), so no
cell is a formula, not even after somebody edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, Final

from graph.export.base import Export, edges, nodes
from graph.export.columns import edge_columns, header
from graph.export.values import Flat, apart, of_edge, of_node, printable
from graph.schema import NODES, NodeKind, Selection

_ROWS: Final = 1_048_576
LETTERS: Final = 32_767
"""What a sheet and a cell of Excel can hold."""
_DAYS: Final = frozenset({"due", "issued", "since"})
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BREAK: Final = re.compile("\r\n?")
MADE: Final = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same bytes, whenever it is made."""
_WIDE: Final = frozenset({"text", "title", "label", "full_name", "units", "note", "evidence_quote", "why_zh", "why_en", "file"})


def _write(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    from xlsxwriter import Workbook  # only this format needs it

    book = Workbook(stream, {"constant_memory": True})
    book.set_properties({"title": printable(title)[:255], "created": MADE})
    for kind in NODES:
        _sheets(book, f"{kind.zh} {kind.type}", _node_columns(kind), map(of_node, selection.nodes_of(kind.type)))
    _sheets(book, "关系 edges", edge_columns(), map(of_edge, edges(selection)))
    _sheets(book, "节点 nodes", ["id", "type", "label"], map(of_node, nodes(selection)))
    book.close()


def as_day(text: str) -> date | None:
    """The day that this is the ISO text of, if Excel knows it."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def unbroken(text: str) -> str:
    """The text with the one kind of line break that XML keeps."""
    return _BREAK.sub("\n", text) if "\r" in text else text


def _node_columns(kind: NodeKind) -> list[str]:
    return ["id", "label", *map(apart, kind.properties), "evidence"]


def _sheets(book: Any, name: str, columns: list[str], elements: Iterable[Mapping[str, Flat]]) -> None:
    """The sheet with these rows; where they are more than a sheet can hold, others follow (任务 2)."""
    bold, text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    days = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    number, row, sheet = 1, 0, _sheet(book, name, columns, bold)
    for element in elements:
        row += 1
        if row == _ROWS:
            number, row = number + 1, 1
            sheet = _sheet(book, f"{name} {number}", columns, bold)
        for column, key in enumerate(columns):
            value = element.get(key)
            if isinstance(value, str):
                if key in _DAYS and (day := as_day(value)):
                    sheet.write_datetime(row, column, day, days)
                    continue
                sheet.write_string(row, column, unbroken(value)[:LETTERS], text)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)


def _sheet(book: Any, name: str, columns: list[str], bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for column, key in enumerate(columns):
        sheet.set_column(column, column, 40 if key in _WIDE else 14)
        sheet.write_string(0, column, header(key), bold)
    return sheet


EXPORT = Export(
    "xlsx",
    "Excel 工作簿",
    "Excel workbook",
    ".xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _write,
)
