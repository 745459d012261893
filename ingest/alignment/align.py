"""The links between two lists, and one pair of tasks taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.alignment.compare import LIMITS, WEIGHTS, Comparison, score, sides, swapped
from ingest.alignment.grades import Coverage, grade
from ingest.alignment.link import Link, Parts, Relation
from ingest.alignment.prepared import Prepared
from ingest.alignment.reasons import Reason, why, why_not


def align(new: Prepared, other: Prepared, relation: Relation = "parallels") -> tuple[Link, ...]:
    """The pairs of tasks that correspond, in the order of the lists.

    A task may have several partners, or none. `relation` is only said in the reason; it changes no score. With the lists in
    the other order the links are the same ones.
    """
    return links_of(new, other, _parts(new, other), relation=relation)


def links_of(
    new: Prepared,
    other: Prepared,
    parts: Mapping[tuple[int, int], Parts],
    weights: Sequence[float] = WEIGHTS,
    relation: Relation = "parallels",
) -> tuple[Link, ...]:
    """The links that lists with these parts have under these weights (see `compare.score`)."""
    scores = {pair: score(value, weights) for pair, value in parts.items()}
    linked = sorted(pair for pair, value in scores.items() if value >= LIMITS["accept"])
    partners = sides(linked)
    coverage = Coverage(new.tasks, other.tasks)
    links = []
    for pair in linked:
        several = (partners[0][pair[0]], partners[1][pair[1]])
        given = grade(several, coverage.of(pair))
        reason = Reason.of(new.tasks[pair[0]], other.tasks[pair[1]], parts[pair], coverage.weight)
        words = why(reason, relation, given, several)
        links.append(Link(*pair, round(scores[pair], 3), given, parts[pair], words.zh, words.en))
    return tuple(links)


@dataclass(frozen=True, slots=True)
class Explained:
    """A pair of tasks taken apart, linked or not."""

    score: float
    linked: bool
    parts: Parts
    zh: str
    en: str


def explain(new: Prepared, other: Prepared, pair: tuple[int, int], relation: Relation = "parallels") -> Explained:
    """Why two tasks (by their places, from 0) correspond, or why they do not. Raises IndexError when there is no such task."""
    tasks = new.tasks[pair[0]], other.tasks[pair[1]]
    for link in align(new, other, relation):
        if (link.new, link.other) == pair:
            return Explained(link.score, True, link.parts, link.zh, link.en)
    parts = _parts(new, other, pair)
    coverage = Coverage(new.tasks, other.tasks)
    reason = Reason.of(*tasks, parts[pair], coverage.weight)
    words = why_not(reason, parts, pair)
    return Explained(round(score(parts[pair]), 3), False, parts[pair], words.zh, words.en)


def _parts(new: Prepared, other: Prepared, *looked_at: tuple[int, int]) -> dict[tuple[int, int], Parts]:
    """Compared in one order whichever list is the new one, so that no sum is rounded and no tie is broken in two ways."""
    if _key(new) <= _key(other):
        return Comparison(new, other, looked_at).parts()
    return swapped(Comparison(other, new, [(second, first) for first, second in looked_at]).parts())


def _key(one: Prepared) -> list[tuple[object, ...]]:
    return [(task.text, task.themes, sorted(task.functions), sorted(task.names)) for task in one.tasks]
