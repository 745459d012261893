"""What a drawn document is: its tasks with their truth, and the blocks that the writers print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["lead", "support", "responsible"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the document names it."""

    name: str
    kind: Literal["unit", "collective"] = "unit"
    role: Role = "responsible"


@dataclass(frozen=True, slots=True)
class UnitCell:
    """The words of a unit cell, `\\n` for a line break, and what they say."""

    printed: str
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as printed and what it means. `loose`: a reader may give it other dates, so it is not scored."""

    printed: str = ""
    dates: tuple[str, ...] = ()
    ongoing: bool = False
    relative: str | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Cite:
    """A document or law that a text names."""

    number: str | None
    title: str | None


@dataclass(slots=True)
class Task:
    """One task of a list."""

    text: str
    cites: tuple[Cite, ...] = ()
    themes: tuple[str, ...] = ()
    units: tuple[UnitCell, ...] = ()
    """The cells of its unit columns, in the order of the columns; in prose its bracket or line."""
    limit: Limit = field(default_factory=Limit)
    marker: str | None = None
    seq: int = 0


@dataclass(slots=True)
class Line:
    """A paragraph outside tables. `level` is the depth of a heading, None for text; an `aside` is background."""

    text: str
    centred: bool = False
    level: int | None = None
    right: bool = False
    page_break: bool = False
    aside: bool = False


@dataclass(slots=True)
class Box:
    """A cell of a grid at its first position. `words` may hold line breaks; `sign` stands for empty ones where an empty cell
    would look merged."""

    row: int
    column: int
    words: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    kind: str = ""
    sign: str = ""


@dataclass(slots=True)
class Grid:
    """A table: its boxes, the widths of its columns in characters, its header rows, its title (for pages of text)."""

    boxes: list[Box]
    widths: list[int]
    header_rows: int = 1
    title: str = ""
    size: int = 0

    def row(self, number: int) -> list[Box]:
        """The boxes that begin in a row, from left to right."""
        return sorted((b for b in self.boxes if b.row == number), key=lambda b: b.column)


Block = Line | Grid


@dataclass(slots=True)
class ListDocument:
    """One list of a file: its truth head and its tasks."""

    doc: dict[str, Any]
    tasks: list[Task] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def truth(self) -> dict[str, Any]:
        """The list in the format of the gold annotations."""
        return {"doc": self.doc, "tasks": [_task(t) for t in self.tasks]}


@dataclass(slots=True)
class Drawn:
    """A drawn file: what stands before its lists, the lists, and the features that were drawn, for reports."""

    seed: int
    kind: Literal["table", "prose"]
    front: list[Block]
    lists: list[ListDocument]
    features: list[str] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """All that is printed, in order."""
        return [*self.front, *(b for one in self.lists for b in one.blocks), *self.back]


def _task(task: Task) -> dict[str, Any]:
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for cell in task.units:
        for u in cell.units:
            seen.setdefault((u.name, u.role), {"name": u.name, "role": u.role, "kind": u.kind})
    limit = task.limit
    deadline: dict[str, Any] = {
        "raw": limit.printed.replace("\n", "") or None,
        "ongoing": limit.ongoing,
        "dates": list(limit.dates),
        "relative": limit.relative,
    }
    if limit.loose:
        deadline["loose"] = True
    return {
        "seq": task.seq,
        "marker": task.marker,
        "themes": list(task.themes),
        "text": "".join(task.text.split()),
        "units": list(seen.values()),
        "deadline": deadline,
        "cites": [{"number": c.number, "title": c.title} for c in task.cites],
    }
