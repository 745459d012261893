"""Prints a drawn document, has the project read it, and compares."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import ZhengtuError
from ingest.pipeline import extract

from .draw import draw
from .model import Drawn
from .scoring import MEASURES, compare
from .writers import WRITERS, NotPrintable

NOTHING: dict[str, Any] = {"doc": {}, "tasks": []}


@dataclass(slots=True)
class Outcome:
    """How one document in one format was read."""

    seed: int
    format: str
    path: Path
    drawn: Drawn
    measures: dict[str, float]
    differing: list[tuple[str, int, Any, Any]] = field(default_factory=list)
    """Field, task, expected, got."""
    failure: str | None = None
    truths: list[dict[str, Any]] = field(default_factory=list)
    reads: list[dict[str, Any]] = field(default_factory=list)

    @property
    def badness(self) -> float:
        """How much is wrong, to find the worst."""
        m = self.measures
        return 3 - m["found"] - m["unit_role_f1"] - m["deadline"] + (1 - m["themes"]) / 2 + m["extra"] / 50 + (1 - m["doc"]) / 4


def outcome(seed: int, form: str, folder: Path) -> Outcome | None:
    """Draw, print, read, compare. None when the format cannot print this document."""
    kind, suffix, write = WRITERS[form]
    drawn = draw(seed, kind)
    path = folder / f"{form}-{seed}{suffix}"
    try:
        write(drawn, path)
    except NotPrintable:
        return None
    truths = [one.truth() for one in drawn.lists]
    failure = None
    try:
        reads = [one.to_json() for one in extract(path)]
    except ZhengtuError as error:
        reads, failure = [], error.say("en")
    differing: list[tuple[str, int, Any, Any]] = []
    lists: list[dict[str, float]] = []
    for at, true in enumerate(truths):
        lists.append(compare(true, reads[at] if at < len(reads) else NOTHING, differing))
    measures = {m: sum(x[m] for x in lists) / len(lists) for m in MEASURES}
    if len(reads) != len(truths) and failure is None:
        differing.append(("lists", 0, len(truths), len(reads)))
        measures["extra"] += abs(len(reads) - len(truths))
    return Outcome(seed, form, path, drawn, measures, differing, failure, truths, reads)
