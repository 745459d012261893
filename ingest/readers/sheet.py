"""A worksheet as an office sees it: its visible words as one table with the merged cells, whatever file it was read from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from ingest.record import Where
from ingest.source import Cell, Table


@dataclass(slots=True)
class Sheet:
    """What stands in a sheet, by sheet row and column from 1."""

    words: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def lines(words: str) -> str:
    """Line breaks in a cell as `\\n`, without blank lines and white space around."""
    return "\n".join(line.strip() for line in words.replace("\r", "\n").split("\n") if line.strip())


def table_of(sheet: Sheet, name: str) -> Table:
    """The grid of the visible rows and columns that hold words, with the merged cells that reach over them."""
    hidden = {c for first, last in sheet.hidden_columns for c in range(first, last + 1)}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merges:
        text = sheet.words.get((top, left), "")
        for place in _inside(sheet.words, top, left, bottom, right):
            del sheet.words[place]
        # The words stand in the first cell; where that one is hidden, they show in the first that is not.
        first_row = next((r for r in range(top, bottom + 1) if r not in sheet.hidden_rows), None)
        first_column = next((c for c in range(left, right + 1) if c not in hidden), None)
        if text and first_row and first_column:
            sheet.words[first_row, first_column] = text
            spans[first_row, first_column] = (bottom, right)
    words = {p: text for p, text in sheet.words.items() if p[0] not in sheet.hidden_rows and p[1] not in hidden}
    rows = _with_gaps(sorted({row for row, _ in words}), sheet.hidden_rows)
    columns = sorted({column for _, column in words})
    row_at, column_at = {r: i for i, r in enumerate(rows)}, {c: i for i, c in enumerate(columns)}
    table = Table([], Where(sheet=name))
    for (row, column), text in sorted(words.items()):
        bottom, right = spans.get((row, column), (row, column))
        cell = Cell(text, Where(sheet=name, row=row, column=column), row_at[row], column_at[column])
        cell.row_span = bisect_right(rows, bottom) - cell.row
        cell.column_span = bisect_right(columns, right) - cell.column
        table.cells.append(cell)
    return table


def _inside(words: dict[tuple[int, int], str], top: int, left: int, bottom: int, right: int) -> list[tuple[int, int]]:
    """The places with words in a range, however large the range is."""
    if (bottom - top + 1) * (right - left + 1) < len(words):
        return [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) in words]
    return [(r, c) for r, c in words if top <= r <= bottom and left <= c <= right]


def _with_gaps(rows: list[int], hidden: set[int]) -> list[int]:
    """The rows, with the first of each run of visible blank ones between them."""
    kept: list[int] = []
    for row in rows:
        if kept and (gap := next((r for r in range(kept[-1] + 1, row) if r not in hidden), None)):
            kept.append(gap)
        kept.append(row)
    return kept
