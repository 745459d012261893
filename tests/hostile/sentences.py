"""Task texts from a small grammar: a verb, an object, clauses, and things that distract (dates, units, numbers, quotes)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from .distractions import distracting, generic
from .model import Cite
from .places import Bodies, Place
from .vocabulary import chance, words


@dataclass(slots=True)
class Subject:
    """What a list is about."""

    name: str
    heads: list[str]
    objects: list[str]
    clauses: list[str]


def draw_subject(rng: Random) -> Subject:
    """One of the subjects, its phrases in an order of their own."""
    value: dict[str, Any] = rng.choice(words("subjects")["subject"])
    return Subject(value["name"], *(rng.sample(value[k], len(value[k])) for k in ("heads", "objects", "clauses")))


class Writer:
    """Writes the texts of one list; no two of its texts are the same."""

    def __init__(self, rng: Random, subject: Subject, place: Place, bodies: Bodies, year: int) -> None:
        self.rng, self.subject, self.place, self.bodies, self.year = rng, subject, place, bodies, year
        self.distraction = rng.choice([0.15, 0.4, 0.7])
        self.seen: set[str] = set()

    def heading(self, at: int) -> str:
        """The words of a theme, without its number."""
        base = self.subject.heads[at % len(self.subject.heads)]
        if at >= len(self.subject.heads):
            base = generic(self.rng, "verbs") + self.subject.objects[at % len(self.subject.objects)]
        if chance(self.rng, 0.25):
            base += self.rng.choice(["，", "、"]) + generic(self.rng, "tails")
        return base

    def topic(self) -> str:
        """A short title of a task: 加快推进X."""
        return generic(self.rng, "verbs") + self.rng.choice(self.subject.objects)

    def text(self, *, stop: bool = True, brief: bool = False) -> tuple[str, tuple[Cite, ...]]:
        """A task text and the documents that it names."""
        for _ in range(50):
            text, cites = self._sentence(brief)
            if text not in self.seen:
                break
        self.seen.add(text)
        return text + ("。" if stop else ""), cites

    def _sentence(self, brief: bool) -> tuple[str, tuple[Cite, ...]]:
        rng, lead = self.rng, ""
        cites: list[Cite] = []
        if chance(rng, 0.05 if brief else 0.18):
            cite, lead = self._cited()
            cites.append(cite)
        more = 0 if brief and chance(rng, 0.4) else rng.choice([1, 1, 2, 2, 3, 5])
        clauses = dict.fromkeys([lead + self.topic(), *(self._clause() for _ in range(more))])
        text, *rest = clauses
        for at, clause in enumerate(rest):
            text += ("。" if at and chance(rng, 0.25) else rng.choice(["，", "，", "，", "；"])) + clause
        return text, tuple(cites)

    def _clause(self) -> str:
        if chance(self.rng, self.distraction):
            return distracting(self.rng, self.bodies, self.place, self.year)
        return self.rng.choice([*self.subject.clauses, generic(self.rng, "tails")])

    def _cited(self) -> tuple[Cite, str]:
        rng = self.rng
        if chance(rng, 0.45):
            law = generic(rng, "laws")
            return Cite(None, law), rng.choice(["严格执行《{}》，", "贯彻落实《{}》，", "对照《{}》规定，"]).format(law)
        title = generic(rng, "papers").format(x=self.subject.name)
        if chance(rng, 0.5):
            return Cite(None, title), rng.choice(["按照《{}》要求，", "制定出台《{}》，", "修订《{}》，"]).format(title)
        year = self.year - rng.randint(0, 3)
        number = f"{self.place.stem[:1]}政办{rng.choice(['发', '字', '规'])}〔{year}〕{rng.randint(1, 99)}号"
        return Cite(number, title), rng.choice(["按照《{}》（{}）要求，", "落实《{}》（{}），"]).format(title, number)
