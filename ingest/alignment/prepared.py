"""A list as it is compared, made once: cutting words and resolving units take longer than all the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingest.alignment import terms
from ingest.divisions import Gazetteer
from ingest.home import home_of
from ingest.record import DocumentHead, Task, TaskList, UnitMention
from ingest.resolve import resolve_unit


@dataclass(frozen=True)
class AlignedTask:
    """One task of a list as it is compared. Its characters and pairs are counted when they are first asked for."""

    text: str
    themes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """In the text's order, with repetitions."""
    functions: frozenset[str] = frozenset()
    """The function lines (条线) of its units; for a unit whose line is not known, its name without the place."""
    names: frozenset[str] = frozenset()
    """What it quotes, and the titles and numbers (文号) of documents that it cites."""

    @cached_property
    def counts(self) -> Mapping[terms.Kind, Counter[str]]:
        """How often it has each character, pair and word."""
        return {"characters": terms.characters(self.text), "pairs": terms.pairs(self.text), "words": Counter(self.words)}

    @cached_property
    def heading(self) -> Counter[str]:
        """The pairs of characters of its headings."""
        return terms.pairs("。".join(self.themes))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A list as it is compared: its tasks in order."""

    tasks: tuple[AlignedTask, ...]

    def to_json(self) -> list[dict[str, Any]]:
        """JSON values that `from_json` reads: to be stored beside the list, so that no word is cut twice."""
        return [
            {
                "text": task.text,
                "themes": list(task.themes),
                "words": list(task.words),
                "functions": sorted(task.functions),
                "names": sorted(task.names),
            }
            for task in self.tasks
        ]

    @classmethod
    def from_json(cls, value: Iterable[Mapping[str, Any]]) -> Prepared:
        """What `to_json` wrote. Raises KeyError when the value is something else."""
        return cls(
            tuple(
                AlignedTask(
                    one["text"], tuple(one["themes"]), tuple(one["words"]), frozenset(one["functions"]), frozenset(one["names"])
                )
                for one in value
            )
        )


def prepare(one: TaskList, added: Gazetteer | None = None) -> Prepared:
    """The list as it is compared. `added` are the user's own places. The first call loads the segmenter: half a second."""
    place = home_of(one, added).chain
    return Prepared(tuple(_task(task, _functions(task.units, one.doc, place, added)) for task in one.tasks))


def _task(task: Task, functions: Iterable[str]) -> AlignedTask:
    named = [*terms.names(task.text), *(name for cite in task.cites for name in (cite.title, cite.number) if name)]
    return AlignedTask(
        text=task.text,
        themes=task.themes,
        words=terms.words(task.text),
        functions=frozenset(functions),
        names=frozenset(terms.normal(name) for name in named),
    )


def _functions(
    units: Sequence[UnitMention], head: DocumentHead, place: tuple[str, ...], added: Gazetteer | None
) -> Iterable[str]:
    for unit in units:
        if unit.kind == "collective":
            continue
        who = resolve_unit(unit.name, unit.kind, unit.expanded, place, head.issuer, head.year, added)
        yield from who.function.split("+") if who.function else (who.key.partition("/")[2],)
