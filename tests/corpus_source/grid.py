"""A document's table as rows of cells with spans, the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from .model import BREAK, Column, Document, Task


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place (from 0) and its span."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    kind: str = "text"

    @property
    def lines(self) -> list[str]:
        return self.text.split(BREAK)


@dataclass(frozen=True, slots=True)
class Grid:
    """All cells, in row order."""

    cells: list[Cell]
    header_rows: int
    rows: int
    columns: int

    def row(self, index: int) -> list[Cell]:
        """The cells that begin in a row."""
        return [c for c in self.cells if c.row == index]


def grid(doc: Document) -> Grid:
    """The table of a document, header first."""
    header = _header(doc.columns)
    depth = max(c.row + c.rows for c in header)
    cells, places = _theme_rows(doc, depth)
    for number, column in enumerate(doc.columns):
        cells += _column(doc, number, column, places)
    body = sorted(cells, key=lambda c: (c.row, c.column))
    rows = max(places) + 1
    return Grid(header + body, depth, rows, len(doc.columns))


def _header(columns: tuple[Column, ...]) -> list[Cell]:
    """One row, or two where a title reads 上/下; an empty title joins the column before it."""
    deep = any("/" in c.title for c in columns)
    cells: list[Cell] = []
    seen: dict[str, int] = {}
    for number, column in enumerate(columns):
        top, slash, low = column.title.partition("/")
        if slash:
            cells.append(Cell(1, number, low, kind="header"))
        joined = seen.get(top) if slash else (len(cells) - 1 if not column.title else None)
        if joined is not None:
            old = cells[joined]
            cells[joined] = Cell(0, old.column, old.text, old.rows, old.columns + 1, "header")
            continue
        if slash:
            seen[top] = len(cells)
        cells.append(Cell(0, number, top, 2 if deep and not slash else 1, kind="header"))
    return sorted(cells, key=lambda c: (c.row, c.column))


def _theme_rows(doc: Document, first: int) -> tuple[list[Cell], list[int]]:
    """Theme rows across the table, and the row of every task."""
    cells, places, row, run = [], [], first, None
    for task in doc.tasks:
        if doc.theme_rows and task.theme_runs[0] != run:
            run = task.theme_runs[0]
            cells.append(Cell(row, 0, task.themes[0], columns=len(doc.columns), kind="theme"))
            row += 1
        places.append(row)
        row += 1
    return cells, places


def _column(doc: Document, number: int, column: Column, places: list[int]) -> list[Cell]:
    words, runs = _words(doc, column), _runs(doc, column)
    cells: list[Cell] = []
    last: Hashable = None
    for index, task in enumerate(doc.tasks):
        run = runs(index, task)
        if cells and run == last:
            old = cells[-1]
            cells[-1] = Cell(old.row, number, old.text, places[index] - old.row + 1, kind=column.kind)
        else:
            cells.append(Cell(places[index], number, words(index, task), kind=column.kind))
        last = run
    return cells


def _words(doc: Document, column: Column) -> Callable[[int, Task], str]:
    def words(index: int, task: Task) -> str:
        match column.kind:
            case "no":
                return str(task.theme_runs[0]) if doc.number_themes else doc.printed_number(index) or ""
            case "theme1":
                return task.themes[0]
            case "theme2":
                return task.themes[1]
            case "text":
                return (task.marker or "") + task.text
            case "units" | "lead":
                return (task.units.printed if task.units else "") or ""
            case "support":
                return (task.support.printed if task.support else "") or ""
            case "deadline":
                return task.deadline or ""
            case _:
                return ""

    return words


def _runs(doc: Document, column: Column) -> Callable[[int, Task], Hashable]:
    """What two neighbouring rows must share to be one merged cell."""
    since = {"units": 0, "support": 0, "deadline": 0}

    def run(index: int, task: Task) -> Hashable:
        match column.kind:
            case "no" if doc.number_themes:
                return task.theme_runs[0]
            case "theme1":
                return task.theme_runs[0]
            case "theme2":
                return task.theme_runs
            case "units" | "lead" if task.units and task.units.printed is None:
                return since["units"]
            case "units" | "lead":
                since["units"] = index
            case "support" if task.support and task.support.printed is None:
                return since["support"]
            case "support":
                since["support"] = index
            case "deadline" if task.deadline_merged:
                return since["deadline"]
            case "deadline":
                since["deadline"] = index
        return index

    return run
