"""Draws a list that stands in a table: its tasks with their themes, and which neighbours share a merged cell."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .columns import draw_columns
from .limits import draw_limit
from .model import Cite, Limit, Task, UnitCell
from .numerals import numeral
from .phrasing import Phrasing
from .places import Bodies
from .sentences import Writer
from .vocabulary import chance

BLANKS = ["—", "/", "——", "无", "", ""]
NUMBERINGS = {"column": 68, "restart": 6, "gap": 2, "themes": 4, "none": 8, "text": 12}
NUMBER_FORMS = ["{}", "{}", "{}", "{}", "{}.", "（{}）", "{:02d}", "{}、"]


@dataclass(slots=True)
class Row:
    """A task with what decides its merges: neighbours with equal runs share a cell."""

    task: Task
    theme_runs: tuple[int, ...]
    band: tuple[str, ...]
    """Themes that are rows across the table, or headings between tables."""
    unit_run: int
    limit_run: int
    no: str = ""


class TableDrawer:
    """Draws the tasks of one table."""

    def __init__(self, rng: Random, bodies: Bodies, writer: Writer, year: int, features: list[str]) -> None:
        self.rng, self.bodies, self.writer, self.year = rng, bodies, writer, year
        self.theme_columns = rng.choices([0, 1, 2], [40, 42, 18])[0]
        self.bands = rng.choices([0, 1, 2], [60, 33, 7] if self.theme_columns < 2 else [70, 30, 0])[0]
        self.numbering = self._numbering()
        self.columns = draw_columns(rng, self.theme_columns, numbered=self.numbering not in ("none", "text"))
        self.phrasing = Phrasing(rng, bodies)
        if sum(c.kind == "units" for c in self.columns) > 1:
            self.phrasing.forget_rules()
        self.merge_units, self.merge_limits = rng.choice([0, 0, 0.25, 0.5]), rng.choice([0, 0, 0.4, 0.8])
        self.blank, self.number_form = rng.choice(BLANKS), rng.choice(NUMBER_FORMS)
        self.stop, self.brief, self.measures = chance(rng, 0.75), chance(rng, 0.25), chance(rng, 0.1)
        self.limits = [draw_limit(rng, year) for _ in range(rng.choice([1, 3, 8, 20]))]
        self.header_rule = ""
        """A rule for the roles, printed behind the header of the unit column."""
        self.theme_marks = rng.choice(["一、", "（一）", "", "", "1."])
        if self.numbering == "text" and self.theme_marks == "（一）":
            self.theme_marks = "一、"
        features += [self.numbering, f"themes {self.theme_columns}", f"bands {self.bands}"]
        features += ["+".join(filter(None, (c.group, c.header))) for c in self.columns if c.kind in ("units", "text", "theme")]

    def _numbering(self) -> str:
        way = self.rng.choices(list(NUMBERINGS), list(NUMBERINGS.values()))[0]
        impossible = (way == "themes" and not self.theme_columns) or (way == "restart" and not self.bands)
        return "column" if impossible or (way == "text" and self.bands == 2) else way

    def rows(self, count: int) -> list[Row]:
        """The tasks with their runs."""
        rng, rows = self.rng, []
        themes: list[str] = []
        runs, theme_at, in_run, length = [0, 0], -1, 0, 0
        band: tuple[str, ...] = ()
        outer = inner = unit_run = limit_run = number = 0
        cells: tuple[UnitCell, ...] = ()
        limit = Limit()
        for at in range(count):
            new_band = bool(self.bands) and (at == 0 or (in_run >= length and chance(rng, 0.45) and count - at > 2))
            if new_band:
                stays = self.bands == 2 and bool(band) and chance(rng, 0.5)
                outer, inner = (outer, inner + 1) if stays else (outer + 1, 1)
                band = (band[0] if stays else f"{numeral(outer)}、{self.writer.heading(outer - 1)}",)
                if self.bands == 2:
                    band = (*band, f"（{numeral(inner)}）{self.writer.topic()}")
            if at == 0 or new_band or in_run >= length:
                in_run, length = 0, rng.choice([1, 2, 3, 3, 4, 6])
                theme_at += 1
                for level in range(self.theme_columns):
                    keep = self.theme_columns == 2 and level == 0 and at > 0 and not new_band
                    if not keep or chance(rng, 0.45):
                        runs[level] += 1
                        themes[level:] = [self._theme(level, theme_at)]
            fresh = in_run == 0
            if fresh or not chance(rng, self.merge_units):
                unit_run, cells = unit_run + 1, self._cells()
            if fresh or not chance(rng, self.merge_limits):
                limit_run, limit = limit_run + 1, rng.choice(self.limits)
            number = 1 if self.numbering == "restart" and new_band else number + 1
            number += self.numbering == "gap" and at > 0 and chance(rng, 0.05)
            text, cites = self._text()
            timed = limit if any(c.kind == "deadline" for c in self.columns) else Limit()
            task = Task(text, cites, (*band, *themes), cells, timed, self._marker(at, number))
            task.seq = number if self.numbering in ("column", "gap") else at + 1
            no = self.number_form.format(number)
            rows.append(Row(task, tuple(runs[: self.theme_columns]), band, unit_run, limit_run, no))
            in_run += 1
        return rows

    def _marker(self, at: int, number: int) -> str | None:
        if self.numbering == "text":
            return f"（{numeral(at + 1)}）"
        return None if self.numbering in ("none", "themes") else self.number_form.format(number)

    def _theme(self, level: int, at: int) -> str:
        words = self.writer.topic() if level or self.bands else self.writer.heading(at)
        if level or self.bands or not self.theme_marks:
            return words
        marks = {"一、": f"{numeral(at + 1)}、", "（一）": f"（{numeral(at + 1)}）", "1.": f"{at + 1}."}
        return marks[self.theme_marks] + words

    def _text(self) -> tuple[str, tuple[Cite, ...]]:
        if not (self.measures and chance(self.rng, 0.5)):
            return self.writer.text(stop=self.stop, brief=self.brief)
        parts = [self.writer.text(stop=False, brief=True) for _ in range(self.rng.randint(2, 4))]
        joint = self.rng.choice(["\n", ""])
        text = joint.join(f"{i}.{part}{'；' if i < len(parts) else '。'}" for i, (part, _) in enumerate(parts, 1))
        return text, tuple(c for _, cites in parts for c in cites)

    def _cells(self) -> tuple[UnitCell, ...]:
        columns = [c for c in self.columns if c.kind == "units"]
        if len(columns) == 1:
            return (self.phrasing.cell(),)
        cells: list[UnitCell] = []
        for column in columns:
            cell = self.phrasing.column(column.role, few=column.few)
            while {u.name for u in cell.units} & {u.name for other in cells for u in other.units}:
                cell = self.phrasing.column(column.role, few=column.few)
            cells.append(cell)
        if chance(self.rng, 0.25):
            cells[-1] = UnitCell(self.blank)
        return tuple(cells)
