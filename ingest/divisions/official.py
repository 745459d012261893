"""The divisions of China (行政区划) from province to county, each with the years in which its name held.

`divisions.tsv` and `changes.tsv` beside this file come from tests/divisions_source; their source and licence stand in
README.md. Nothing is read before the first question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Level = Literal["province", "city", "county", "town", "zone"]
LEVELS: tuple[Level, ...] = ("province", "city", "county", "town", "zone")
Chain = tuple[str, ...]
"""Names of places, outermost first: (山东省, 济宁市, 邹城市)."""


@dataclass(frozen=True, slots=True)
class Division:
    """A place under one name at one place of the tree. When either changes, it is another division (see `successors`)."""

    name: str
    level: Level
    """City stands for the prefecture level, county for the county level; a zone (开发区) lies in a place and has no code."""
    code: str | None
    """Six digits (GB/T 2260), None for towns, zones and places that a user added without one."""
    parents: Chain
    since: int | None = None
    """The year in which the name began, the first in which documents print it. None: before 2001, or not known."""
    until: int | None = None
    """The year in which the name ended, the last in which documents print it. None: it holds."""

    @property
    def chain(self) -> Chain:
        """The names from the province down to this place."""
        return (*self.parents, self.name)

    def gap(self, year: int | None) -> int:
        """By how many years the name was not in use, 0 when it was; without a year, today counts."""
        if year is None:
            return 0 if self.until is None else 10_000 - self.until
        return max((self.since or year) - year, year - (self.until or year), 0)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a division, or how a new one began."""

    year: int
    kind: str
    """撤县设区, 撤县设市, 撤市设区, 撤地设市, 更名, 撤销 (joined to another), 改隶 (the same name under another place),
    随上级 (the place around it was renamed), 新设 (no division before it)."""
    old: Chain
    new: Chain
    """Empty where the source does not say what it was joined to."""
    decree: str | None
    """The deciding document's number (国函〔2018〕86号), where known."""


@cache
def divisions() -> dict[Chain, tuple[Division, ...]]:
    """All divisions by chain. Several where a chain held twice or changed its level (海南省儋州市, 2015)."""
    found: dict[Chain, tuple[Division, ...]] = {}
    for code, path, since, until in _rows("divisions.tsv"):
        chain = tuple(path.split("/"))
        level: Level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
        one = Division(chain[-1], level, code, chain[:-1], int(since) if since else None, int(until) if until else None)
        found[chain] = (*found.get(chain, ()), one)
    return found


@cache
def changes() -> tuple[Change, ...]:
    """All changes since 2001, the newest first."""
    return tuple(
        Change(int(year), kind, tuple(old.split("/")) if old else (), tuple(new.split("/")) if new else (), decree or None)
        for year, kind, old, new, decree in _rows("changes.tsv")
    )


@cache
def _after() -> dict[tuple[int, Chain], tuple[Change, ...]]:
    found: dict[tuple[int, Chain], tuple[Change, ...]] = {}
    for change in changes():
        if change.old:
            found[change.year, change.old] = (*found.get((change.year, change.old), ()), change)
    return found


def successors(division: Division) -> tuple[Change, ...]:
    """How a division ended: one change, several when it was divided; none when it holds."""
    return _after().get((division.until, division.chain), ()) if division.until else ()


def _rows(name: str) -> list[list[str]]:
    text = (files("ingest.divisions") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
