"""A worksheet as an office sees it: its visible words as one table with the merged cells, whatever file it was read from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from ingest.readers.limits import Clock
from ingest.record import Where
from ingest.source import Cell, Source, Table


@dataclass(slots=True)
class Sheet:
    """What stands in a sheet, by sheet row and column from 1."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    """The words of each row by their column; no row without any."""
    count: int = 0
    """Cells with words."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    page_words: list[str] = field(default_factory=list)
    """Printed at the head or foot of each page."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def add(self, row: int, words: dict[int, str]) -> None:
        """Puts words into a row."""
        if words:
            self.count += len(words)
            self.rows[row] = self.rows[row] | words if row in self.rows else words


def lines(words: str) -> str:
    """Line breaks in a cell as `\\n`, without blank lines and white space around."""
    if "\n" not in words and "\r" not in words:
        return words.strip()
    return "\n".join(line.strip() for line in words.replace("\r", "\n").split("\n") if line.strip())


def table_of(sheet: Sheet, name: str, clock: Clock) -> Table:
    """The grid of the visible rows and columns that hold words, with the merged cells that reach over them.

    Takes the words out of the sheet, so that no long list is held twice.
    """
    hidden = {c for first, last in sheet.hidden_columns for c in range(first, last + 1)}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in sheet.merges:
        clock.check()
        text = sheet.rows.get(top, {}).get(left, "")
        _clear(sheet.rows, top, left, bottom, right)
        # The words stand in the first cell; where that one is hidden, they show in the first that is not.
        first_row = next((r for r in range(top, bottom + 1) if r not in sheet.hidden_rows), None)
        first_column = next((c for c in range(left, right + 1) if c not in hidden), None)
        if text and first_row and first_column:
            sheet.rows.setdefault(first_row, {})[first_column] = text
            spans[first_row, first_column] = (bottom, right)
    shown = sorted(r for r, words in sheet.rows.items() if r not in sheet.hidden_rows and not hidden.issuperset(words))
    rows = _with_gaps(shown, sheet.hidden_rows)
    columns = sorted({c for row in shown for c in sheet.rows[row]} - hidden)
    row_at, column_at = {r: i for i, r in enumerate(rows)}, {c: i for i, c in enumerate(columns)}
    table = Table([], Where(sheet=name))
    for row in shown:
        words = sheet.rows.pop(row)
        for column in sorted(words) if hidden.isdisjoint(words) else sorted(words.keys() - hidden):
            cell = Cell(words[column], Where(sheet=name, row=row, column=column), row_at[row], column_at[column])
            if end := spans.get((row, column)):
                cell.row_span = bisect_right(rows, end[0]) - cell.row
                cell.column_span = bisect_right(columns, end[1]) - cell.column
            table.cells.append(cell)
    return table


def leave_hidden(sheet: Sheet, name: str, source: Source) -> None:
    """Notes the words of a sheet that are not shown: in hidden rows and columns, and under merged cells."""
    for words_of_page in sheet.page_words:
        source.leave("headers and footers", 1, Where(sheet=name), words_of_page)
    hidden = {c for first, last in sheet.hidden_columns for c in range(first, last + 1)}
    for row in sorted(sheet.hidden_rows & sheet.rows.keys()):
        source.leave("hidden rows", 1, Where(sheet=name, row=row), "".join(sheet.rows[row].values()))
    if hidden:
        gone: dict[int, str] = {}
        for row, words in sheet.rows.items():
            if row not in sheet.hidden_rows and not hidden.isdisjoint(words):
                gone.update({c: gone.get(c, text) for c, text in words.items() if c in hidden})
        for column, words_of in sorted(gone.items()):
            source.leave("hidden columns", 1, Where(sheet=name, column=column), words_of)
    for top, left, bottom, right in sheet.merges:
        for row in range(top, bottom + 1) if bottom - top < len(sheet.rows) else [r for r in sheet.rows if top <= r <= bottom]:
            for column, text in sheet.rows.get(row, {}).items():
                if left <= column <= right and (row, column) != (top, left) and text != sheet.rows.get(top, {}).get(left):
                    source.leave("merged words", 1, Where(sheet=name, row=row, column=column), text)


def _clear(rows: dict[int, dict[int, str]], top: int, left: int, bottom: int, right: int) -> None:
    """Takes the words out of a range, however large the range is."""
    for row in range(top, bottom + 1) if bottom - top < len(rows) else [r for r in rows if top <= r <= bottom]:
        words = rows.get(row)
        for column in [c for c in words if left <= c <= right] if words else ():
            del rows[row][column]


def _with_gaps(rows: list[int], hidden: set[int]) -> list[int]:
    """The rows, with the first of each run of visible blank ones between them."""
    kept: list[int] = []
    for row in rows:
        if kept and (gap := next((r for r in range(kept[-1] + 1, row) if r not in hidden), None)):
            kept.append(gap)
        kept.append(row)
    return kept
