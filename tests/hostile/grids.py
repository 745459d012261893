"""The tables that print the rows of a list: headers, merged cells, theme rows, continuations, totals and notes."""

from __future__ import annotations

from random import Random

from .columns import Column
from .model import Block, Box, Grid, Line
from .tables import Row, TableDrawer
from .vocabulary import chance, pick


class GridPrinter:
    """Prints the rows of one list as one or several tables."""

    def __init__(self, drawer: TableDrawer, title: str, features: list[str]) -> None:
        self.drawer, self.columns, self.rng, self.title = drawer, drawer.columns, drawer.rng, title
        rng: Random = drawer.rng
        self.repeat = rng.choice([0, 0, 0, 0, 6, 9])
        """A header again after so many rows, as pages printed it; merged cells begin anew there."""
        self.blank_below = chance(rng, 0.3)
        """Theme cells that begin anew there are empty."""
        self.parts = rng.choices(["one", "sections", "headless"], [84, 9, 7])[0]
        if (self.parts == "sections" and drawer.bands != 1) or drawer.numbering == "themes":
            self.parts = "one"
        if self.parts != "one":
            self.repeat = 0
        self.total = chance(rng, 0.06)
        self.boxes: list[Box] = []
        self.at = 0
        features += [
            name
            for name, on in (("header repeated", self.repeat), ("total", self.total), (self.parts, self.parts != "one"))
            if on
        ]

    def blocks(self, rows: list[Row]) -> list[Block]:
        """The tables with the lines between them."""
        if self.parts == "one":
            return [self._grid(rows, header=True, last=True)]
        groups: list[list[Row]] = []
        for at, row in enumerate(rows):
            fresh = not at or (
                row.band != rows[at - 1].band if self.parts == "sections" else at in (7, 14) and self._free(row, rows[at - 1])
            )
            if fresh:
                groups.append([])
            groups[-1].append(row)
        out: list[Block] = []
        for at, group in enumerate(groups):
            if self.parts == "sections":
                out.append(Line(group[0].band[0], level=0))
            out.append(self._grid(group, header=self.parts == "sections" or not at, last=at == len(groups) - 1))
            if self.parts == "headless" and at < len(groups) - 1:
                out.append(Line(f"— {at + 1} —", centred=True))
        return out

    def _free(self, row: Row, previous: Row) -> bool:
        """True when no merged cell goes over this row's upper edge."""
        return not any(self._same(c, row, previous) for c in self.columns if c.kind != "no") and row.band == previous.band

    def _grid(self, rows: list[Row], *, header: bool, last: bool) -> Grid:
        self.boxes, self.at = [], 0
        if header:
            self._header()
        depth, previous = self.at, None
        opened: dict[int, Box] = {}
        themes = 0
        for count, row in enumerate(rows):
            new_theme = previous is None or row.theme_runs[:1] != previous.theme_runs[:1]
            themes += new_theme
            if self.parts != "sections" and self._bands(row, previous):
                opened = {}
            elif self.repeat and count and count % self.repeat == 0:
                self._header()
                kept = {
                    c: opened[c]
                    for c, x in enumerate(self.columns)
                    if x.kind == "theme" and previous and self._same(x, row, previous)
                }
                opened = {}
                if self.blank_below:
                    opened = {c: self._box(c, Box(self.at, c, "", kind="theme", rows=0)) for c in kept}
            self._row(row, previous, opened, str(themes))
            previous = row
            self.at += 1
        if last and self.total:
            self._total(len(rows))
        return Grid(self.boxes, [c.width for c in self.columns], depth, self.title, self.at)

    def _box(self, column: int, box: Box) -> Box:
        self.boxes.append(box)
        return box

    def _row(self, row: Row, previous: Row | None, opened: dict[int, Box], theme_number: str) -> None:
        unit_at = 0
        for c, column in enumerate(self.columns):
            words = self._words(column, row, unit_at, theme_number)
            unit_at += column.kind == "units"
            if c in opened and previous is not None and self._same(column, row, previous):
                opened[c].rows += 1
                continue
            sign = (self.drawer.blank or "—") if column.kind == "units" and not words else ""
            opened[c] = self._box(c, Box(self.at, c, words, kind=column.kind, sign=sign))

    def _bands(self, row: Row, previous: Row | None) -> bool:
        """Prints the theme rows that begin here."""
        before = previous.band if previous else ()
        fresh = [level for level in range(len(row.band)) if row.band[: level + 1] != before[: level + 1]]
        for level in fresh:
            self._box(0, Box(self.at, 0, row.band[level], columns=len(self.columns), kind="band"))
            self.at += 1
        return bool(fresh)

    def _total(self, count: int) -> None:
        for c, column in enumerate(self.columns):
            words = "合计" if c == 0 else f"共{count}项" if column.kind == "text" else ""
            self._box(c, Box(self.at, c, words, kind="total"))
        self.at += 1

    def _header(self) -> None:
        width = sum(c.group is not None for c in self.columns)
        grouped = False
        for c, column in enumerate(self.columns):
            down = 1 if column.group or not width else 2
            row = self.at + (column.group is not None)
            if column.group and not grouped:
                self._box(c, Box(self.at, c, column.group, columns=width, head=True, kind="head"))
                grouped = True
            self._box(c, Box(row, c, self._head_words(column), rows=down, head=True, kind="head"))
        self.at += 2 if width else 1

    def _head_words(self, column: Column) -> str:
        rule = self.drawer.header_rule if column.kind == "units" else ""
        return column.header + rule

    def _same(self, column: Column, row: Row, previous: Row) -> bool:
        match column.kind:
            case "theme":
                return row.theme_runs[: column.level + 1] == previous.theme_runs[: column.level + 1]
            case "no":
                return self.drawer.numbering == "themes" and row.theme_runs[:1] == previous.theme_runs[:1]
            case "units":
                return row.unit_run == previous.unit_run
            case "deadline":
                return row.limit_run == previous.limit_run
            case _:
                return False

    def _words(self, column: Column, row: Row, unit_at: int, theme_number: str) -> str:
        task, rng = row.task, self.rng
        match column.kind:
            case "no":
                return theme_number if self.drawer.numbering == "themes" else row.no
            case "theme":
                return task.themes[len(row.band) + column.level]
            case "text":
                return (task.marker or "") + task.text if self.drawer.numbering == "text" else task.text
            case "units":
                return task.units[unit_at].printed
            case "deadline":
                return task.limit.printed
            case "person":
                return pick(rng, "bodies", "surnames") + pick(rng, "bodies", "given")
            case "phone":
                return f"{rng.randint(2, 8)}{rng.randint(100000, 999999)}"
            case "spread":
                return pick(rng, "columns", "spread_values")
            case _:
                return pick(rng, "columns", "remark_values")
