"""Read a document of the corpus from its TOML file. The small language of `tasks.body` is described in README.md."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from .model import Cite, Column, Document, Role, Target, Task, Unit, UnitCell

DATA = Path(__file__).parent / "data"
ORDER = (
    "lanjiang-2024",
    "lanjiang-2025",
    "lincheng-2024",
    "lincheng-2025",
    "yunting-2024",
    "chenghu-2024",
    "chenghu-2025",
    "wangxi-2024",
    "tingnan-2024",
    "lingqiao-2024",
    "lanjiang-digital-2025",
    "yunting-digital-2025",
    "lingqiao-digital-2025",
    "yunting-open-2017",
    "wangxi-safety-2025",
    "tingnan-safety-2025",
)
UNIT = re.compile(r"<([LSR])(\*?)([^<>@=]+)(?:=([^<>@]+))?(?:@([^<>]+))?>")
ROLE: dict[str, Role] = {"L": "lead", "S": "support", "R": "responsible"}


def load_all() -> list[Document]:
    """Every document, upstream ones first."""
    return [load(DATA / f"{stem}.toml") for stem in ORDER]


def load(path: Path) -> Document:
    """One document."""
    value: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Document(
        stem=value["stem"],
        file=value["file"],
        layout=value["layout"],
        title=value["title"],
        number=value["number"],
        issuer=value["issuer"],
        jurisdiction=value["jurisdiction"],
        year=value["year"],
        issued=value["issued"],
        basis=tuple(Cite(b["number"], b["title"]) for b in value["basis"]),
        head=tuple(value["head"]),
        tail=tuple(value.get("tail", ())),
        columns=tuple(Column(kind, title, width) for kind, title, width in value.get("columns", ())),
        tasks=tuple(_Body().read(value["tasks"]["body"])),
        theme_rows=value.get("theme_rows", False),
        number_themes=value.get("number_themes", False),
        restart_numbers=value.get("restart_numbers", False),
        page_rows=tuple(value.get("page_rows", ())),
        upstream=value.get("upstream"),
        previous=value.get("previous"),
        sister=value.get("sister"),
    )


def cell(words: str, above: UnitCell | None) -> UnitCell:
    """A unit cell with its marked units: `<L市商务局>牵头`; `^` is merged with the cell above."""
    if words == "^":
        if above is None:
            raise ValueError("a merged cell needs a cell above it")
        return UnitCell(None, above.units)
    units = []
    for letter, star, name, expanded, word in UNIT.findall(words):
        kind: Literal["unit", "collective"] = "collective" if star else "unit"
        units.append(Unit(name, ROLE[letter], kind, word or None, expanded or None))
    printed = UNIT.sub(r"\3", words)
    if "<" in printed or ">" in printed:
        raise ValueError(f"unit markup not closed: {words}")
    return UnitCell(printed, tuple(units))


def _targets(words: str) -> tuple[Target, ...] | None:
    if not words.strip():
        return None
    return tuple(Target(word.removesuffix("~"), word.endswith("~")) for word in words.split() if word != "-")


class _Body:
    """The reader of one `tasks.body`."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.themes: list[tuple[str, int]] = []
        self.runs = 0

    def read(self, body: str) -> list[Task]:
        for line in body.strip().splitlines():
            sign, _, rest = line.partition(" ")
            self._line(sign, rest.strip())
        return self.tasks

    def _line(self, sign: str, rest: str) -> None:
        match sign:
            case "#" | "##":
                self.runs += 1
                self.themes = [*self.themes[: len(sign) - 1], (rest, self.runs)]
            case "-":
                marker, bar, text = rest.partition("|")
                self._task(text if bar else rest, marker if bar else None, None)
            case "+":
                first = self.tasks[-1]
                first.part = first.part or 1
                self._task(rest, first.marker, first.part + 1)
            case ">":
                self.tasks[-1].units = cell(rest, self._above("units"))
            case ">>":
                if self.tasks[-1].units is None:
                    self.tasks[-1].own_line = True
                    self.tasks[-1].units = cell(rest, None)
                else:
                    self.tasks[-1].support = cell(rest, self._above("support"))
            case "~":
                self.tasks[-1].glue = rest
            case "@":
                task = self.tasks[-1]
                task.deadline_merged = rest == "^"
                task.deadline = self.tasks[-2].deadline if task.deadline_merged else rest
            case "=":
                key, _, before = rest.partition("<<")
                key, _, ups = key.partition("<")
                self.tasks[-1].key = key.strip()
                self.tasks[-1].ups = _targets(ups)
                self.tasks[-1].before = _targets(before)
            case "!":
                number, _, title = rest.partition("|")
                self.tasks[-1].cites.append(Cite(number.strip() or None, title.strip()))
            case "n":
                self.tasks[-1].note = rest
            case _:
                raise ValueError(f"not understood: {sign} {rest}")

    def _task(self, text: str, marker: str | None, part: int | None) -> None:
        themes = tuple(t for t, _ in self.themes)
        self.tasks.append(Task(text, themes, tuple(n for _, n in self.themes), marker, part))

    def _above(self, which: Literal["units", "support"]) -> UnitCell | None:
        above: UnitCell | None = getattr(self.tasks[-2], which) if len(self.tasks) > 1 else None
        return above
