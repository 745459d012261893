"""HTML tables: rowspan and colspan to grid cells, and which tables only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.readers.limits import MAX_SPAN

_GROUPS = {"thead", "tbody", "tfoot", "form", "center", "font"}
_NESTED_SHARE = 0.5
"""A table whose inner table holds this share of its words only lays out the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell element and the grid it covers, rows and columns from 0."""

    element: etree._Element
    row: int
    column: int
    row_span: int
    column_span: int


def rows(table: etree._Element) -> list[etree._Element]:
    """The table's own rows as shown: the foot last, rows of inner tables not."""
    found = list(_rows(table))
    return [r for r in found if not _in_foot(r)] + [r for r in found if _in_foot(r)]


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _in_foot(row: etree._Element) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "tfoot"


def places(table: etree._Element) -> Iterator[Place]:
    """The cells at their grid places. Spans that reach out of the table or are absurd are cut."""
    lines = rows(table)
    taken: dict[int, int] = {}
    for r, row in enumerate(lines):
        column = 0
        for cell in _cells(row):
            while taken.get(column, 0) > r:
                column += 1
            below = _span(cell.get("rowspan"))
            down = min(below or len(lines), len(lines) - r)
            across = max(1, min(_span(cell.get("colspan")), MAX_SPAN))
            for c in range(column, column + across):
                taken[c] = max(taken.get(c, 0), r + down)
            yield Place(cell, r, column, down, across)
            column += across


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag in {"td", "th"}:
            yield child
        elif child.tag in _GROUPS:
            yield from _cells(child)


def _span(value: str | None) -> int:
    """rowspan="0" reaches to the end of the table; anything that is no number is 1."""
    try:
        return max(0, int(value)) if value is not None else 1
    except ValueError:
        return 1


def is_layout(table: etree._Element) -> bool:
    """True for a table of one column, or around another table that holds most of its words: it lists nothing."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if all(p.column == 0 and p.column_span == 1 for p in places(table)):
        return True
    inner = max((_words(t) for t in table.iter("table") if t is not table), default=0)
    return inner > 0 and inner >= _NESTED_SHARE * _words(table)


def text_of(element: etree._Element) -> str:
    """All words in an element, white space as it stands."""
    return "".join(str(part) for part in element.itertext())


def _words(element: etree._Element) -> int:
    return len("".join(text_of(element).split()))
