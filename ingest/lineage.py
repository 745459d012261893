"""What became of a body in a reform of institutions (机构改革), and what it came from: by function line, level and day.

A body that was only renamed keeps its line and so its identity: 环境保护局 and 生态环境局 of a place are one body, and
`history` tells the change of name. One that was merged, split or dissolved ends: its successor has another identity, and the
two are linked here. The reforms are data (`lexicon/reforms.toml`); judgements of people about one place go before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from ingest.fields.functions import DEPARTMENT
from ingest.lexicon import lexicon

Level = Literal["state", "province", "city", "county"]
Kind = Literal["renamed", "merged", "split", "dissolved", "moved"]
LEVELS: tuple[Level, ...] = ("state", "province", "city", "county")
_KINDS: dict[Kind, tuple[str, str]] = {
    "renamed": ("更名", "renamed"),
    "merged": ("合并组建", "merged"),
    "split": ("职责分开", "split"),
    "dissolved": ("撤销", "dissolved"),
    "moved": ("部分职责划转", "part of its work moved"),
}


@dataclass(frozen=True, slots=True)
class Succession:
    """One body's work that went to another one of the same place and level."""

    predecessor: str
    """The function line of identities: 工商."""
    successor: str | None
    """The line that took it over; the predecessor's own for a change of name, None when no body of the place did."""
    kind: Kind
    whole: bool
    """False when the predecessor gave only the part named in `what`."""
    what: str
    names: tuple[str, str] | None
    """The stems of the name before and after, for a change of name: (环境保护, 生态环境)."""
    levels: tuple[Level, ...]
    everywhere: bool
    """False where places did it in different ways: a proposal and not a fact for any one of them."""
    decided: date
    done: tuple[tuple[Level, date], ...]
    """The day by which each level had to carry it out."""
    document: str
    """The title of what decided it; empty where that is not public."""
    by: str
    """Who decided it; without a document, what happened on that day."""

    def since(self, level: Level | None = None) -> date:
        """From when a place of that level has the new body at the latest; without a level, when it was decided."""
        return dict(self.done).get(level, self.decided) if level else self.decided

    def reason(self, language: Literal["zh", "en"] = "zh") -> str:
        """Why the two are linked, in words."""
        zh, en = _KINDS[self.kind]
        part = f"：{self.what}" if self.what else ""
        title = f"《{self.document}》" if self.document else ""
        source = f"{title}（{self.by}，{self.decided.isoformat()}）"
        old, new = self.names or (self.predecessor, self.successor or "—")
        if language == "zh":
            return f"{old} → {new}，{zh}{part}；依据{source}" + ("" if self.everywhere else "；各地做法不同")
        return f"{old} → {new}, {en}{part}; decided by {source}" + ("" if self.everywhere else "; places differ")


@cache
def reforms() -> tuple[Succession, ...]:
    """All reforms of the table, one entry for each pair of predecessor and successor, in the table's order."""
    data = lexicon("reforms")
    return tuple(pair for one in data["reform"] for pair in _pairs(one, data["documents"][one["document"]]))


def _pairs(one: dict[str, Any], document: dict[str, Any]) -> Iterator[Succession]:
    given = [(line, True) for line in one.get("whole", [])] + [(line, False) for line in one.get("part", [])]
    if one["kind"] == "renamed":
        given = [(one["to"][0], True)]
    for line, whole in given:
        for to in one["to"] or [None]:
            yield Succession(
                line,
                to,
                one["kind"],
                whole,
                one.get("what", ""),
                tuple(one["names"]) if "names" in one else None,
                tuple(one.get("levels", LEVELS)),
                one.get("everywhere", True),
                document["decided"],
                tuple(document.get("done", {}).items()),
                document.get("title", ""),
                document.get("by") or document["event"],
            )


@lru_cache(maxsize=1024)
def successors(
    function: str | None, form: str | None = DEPARTMENT, level: Level | None = None, by: date | None = None
) -> tuple[Succession, ...]:
    """What took over the work of a line's department: whole successions first, then parts, each in the order of time.

    `level` keeps the reforms that were carried out there; `by` those that were over by that day at that level (or decided,
    without a level). A change of name is none. Other forms than the department (分局, 中心) have no successions here.
    """
    found = (one for one in _of(form, level, by) if one.predecessor == function and one.successor != function)
    return tuple(sorted(found, key=lambda one: (not one.whole, one.decided)))


def predecessors(
    function: str | None, form: str | None = DEPARTMENT, level: Level | None = None, by: date | None = None
) -> tuple[Succession, ...]:
    """What a line's department took over, in the same order."""
    found = (one for one in _of(form, level, by) if one.successor == function and one.predecessor != function)
    return tuple(sorted(found, key=lambda one: (not one.whole, one.decided)))


def history(function: str, level: Level | None = None) -> tuple[Succession, ...]:
    """All that happened to a line in the order of time, changes of name too."""
    found = (one for one in _of(DEPARTMENT, level, None) if function in (one.predecessor, one.successor))
    return tuple(sorted(found, key=lambda one: (one.decided, not one.whole)))


def _of(form: str | None, level: Level | None, by: date | None) -> Iterator[Succession]:
    for one in reforms():
        if form == DEPARTMENT and (level is None or level in one.levels) and (by is None or one.since(level) <= by):
            yield one


def successor_key(key: str, succession: Succession) -> str | None:
    """The identity of the successor at the same place: 岭桥市/工商 -> 岭桥市/市场监督管理. None when the key is no identity of
    the predecessor's line, or when no body of the place took the work over."""
    root, _, what = key.rpartition("/")
    return f"{root}/{succession.successor}" if succession.successor and what == succession.predecessor else None
