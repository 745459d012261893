"""The sample corpus as values: a document, its columns, its tasks, and the units that a printed cell names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["lead", "support", "responsible"]
ColumnKind = Literal["no", "theme1", "theme2", "text", "units", "lead", "support", "deadline", "blank"]
BREAK = "⏎"  # a line break inside a cell


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as it is printed."""

    name: str
    role: Role
    kind: Literal["unit", "collective"]
    role_word: str | None = None
    expanded: str | None = None


@dataclass(frozen=True, slots=True)
class Cite:
    """A document or law that a text names."""

    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class UnitCell:
    """A cell, bracket or line of units; `printed` is None where the cell is merged with the one above it."""

    printed: str | None
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A task of another document by its key; `part` when only a part of the one is in the other."""

    key: str
    part: bool = False


@dataclass(slots=True)
class Task:
    """One task. `theme_runs` numbers the printed theme cells, so that a theme printed twice is two cells and one theme."""

    text: str
    themes: tuple[str, ...]
    theme_runs: tuple[int, ...]
    marker: str | None = None
    part: int | None = None
    units: UnitCell | None = None
    support: UnitCell | None = None
    own_line: bool = False
    glue: str = ""
    deadline: str | None = None
    deadline_merged: bool = False
    cites: list[Cite] = field(default_factory=list)
    key: str = ""
    ups: tuple[Target, ...] | None = None
    before: tuple[Target, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `width` is in the measure of its format (cm, characters, per cent)."""

    kind: ColumnKind
    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the corpus."""

    stem: str
    file: str
    layout: str
    title: str
    number: str
    issuer: str
    jurisdiction: str
    year: int
    issued: str
    basis: tuple[Cite, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    theme_rows: bool
    number_themes: bool
    restart_numbers: bool
    page_rows: tuple[int, ...]
    upstream: str | None
    previous: str | None
    sister: str | None
    """A list of another place that carries out the same document, which is not here."""

    @property
    def others(self) -> tuple[tuple[str, str | None], ...]:
        """What the links to another document are called, and its stem."""
        return ("carries_out", self.upstream), ("continues", self.previous), ("parallels", self.sister)

    def printed_number(self, index: int) -> str | None:
        """What the number column says beside this task, None where nothing numbers the task."""
        task = self.tasks[index]
        if not any(c.kind == "no" for c in self.columns):
            return task.marker
        if self.number_themes:
            return None
        if self.restart_numbers:
            first = next(i for i, t in enumerate(self.tasks) if t.theme_runs[0] == task.theme_runs[0])
            return str(index - first + 1)
        return str(index + 1)
