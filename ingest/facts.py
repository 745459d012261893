"""What a record states of a task, fact by fact, each with its evidence. One list for all that show or check it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.record import Citation, DocumentHead, Evidence, Task

FactKind = Literal[
    "task", "lead", "support", "responsible", "deadline", "theme", "cites",
    "title", "number", "issuer", "jurisdiction", "year", "issued", "basis",
]  # fmt: skip
_HEAD: tuple[FactKind, ...] = ("title", "number", "issuer", "jurisdiction", "year", "issued")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a document states: `words` as the record has them."""

    kind: FactKind
    words: str
    evidence: Evidence | None


def facts_of(task: Task) -> Iterator[Fact]:
    """The task's text, units, deadline, themes and cited documents."""
    yield Fact("task", task.text, task.evidence)
    for unit in task.units:
        yield Fact(unit.role, unit.name, unit.evidence)
    if task.deadline.raw:
        yield Fact("deadline", task.deadline.raw, task.deadline.evidence)
    for place, theme in enumerate(task.themes):
        yield Fact("theme", theme, task.theme_evidence[place] if place < len(task.theme_evidence) else None)
    for citation in task.cites:
        yield Fact("cites", named(citation), citation.evidence)


def facts_of_head(head: DocumentHead) -> Iterator[Fact]:
    """What the document says of itself, and the documents that it says it carries out."""
    for kind in _HEAD:
        if (value := getattr(head, kind)) is not None:
            yield Fact(kind, str(value), getattr(head.evidence, kind))
    for citation in head.basis:
        yield Fact("basis", named(citation), citation.evidence)


def named(citation: Citation) -> str:
    """A document as it is cited: 《title》（number）."""
    title, number = f"《{citation.title}》" if citation.title else "", citation.number or ""
    return f"{title}（{number}）" if title and number else title + number
