"""What a task is about: subject classes that all documents share (`lexicon/topics.toml`), so that themes compare.

Each class that a task gets says which of the task's words, of its headings, and which of its units' function lines made it.
A word of the task counts 2, one of a heading 1, and the line of a unit 1; a class needs 2, and stands beside the best one only
when it has at least half as much. A task without any of the words is about nothing that we know, and gets no class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.lexicon import lexicon
from ingest.segmentation import SEGMENTER

_DATA = lexicon("topics")
GROUPS: tuple[str, ...] = ("main", "openness")
TOPICS: tuple[tuple[str, str], ...] = tuple((group, title) for group in GROUPS for title in _DATA[group])
"""All classes, in the order of the lexicon, with their group."""

_OPENNESS = ("政务公开", "政府信息公开", "信息公开")
_WORDS = frozenset(word for group, title in TOPICS for word in _DATA[group][title]["words"])
_TITLES = {
    group: {word: [title for title in _DATA[group] if word in _DATA[group][title]["words"]] for word in _WORDS}
    for group in GROUPS
}
"""The classes of each group that know a word."""
_LONGEST = max(map(len, _WORDS))
_MOST = 3
"""Classes of one group that a task gets at most."""
_NEEDED = 2


@dataclass(frozen=True, slots=True)
class About:
    """A class that a task belongs to, and why."""

    group: str
    title: str
    weight: int
    words: tuple[str, ...]
    """Words of the task and its headings, as printed."""
    functions: tuple[str, ...]
    """Function lines (条线) of its units."""


def is_open_government(title: str | None) -> bool:
    """Whether a list is about open government (政务公开), by its title."""
    return any(word in (title or "") for word in _OPENNESS)


def topics_of(text: str, themes: Sequence[str], functions: Collection[str], *, openness: bool) -> tuple[About, ...]:
    """The classes of a task, in the order of the lexicon. `functions`: the lines of its units; `openness`: the list is about
    open government, whose kinds of work are asked too."""
    own, above = _terms(text), _terms("。".join(themes))
    lines = {part for function in functions for part in function.split("+")}
    found: list[About] = []
    for group in GROUPS if openness else GROUPS[:1]:
        near = {title for word in own | above for title in _TITLES[group].get(word, ())}
        scored = [one for title in _DATA[group] if title in near and (one := _about(group, title, own, above, lines))]
        best = max((one.weight for one in scored), default=0)
        kept = sorted((one for one in scored if 2 * one.weight >= best), key=lambda one: -one.weight)[:_MOST]
        found.extend(one for one in scored if one in kept)
    return tuple(found)


def _about(group: str, title: str, own: Collection[str], above: Collection[str], lines: Collection[str]) -> About | None:
    topic = _DATA[group][title]
    words = [word for word in topic["words"] if word in own or word in above]
    functions = [line for line in topic.get("functions", ()) if line in lines]
    weight = sum(2 if word in own else 1 for word in words) + len(functions)
    return About(group, title, weight, tuple(words), tuple(functions)) if words and weight >= _NEEDED else None


@lru_cache(maxsize=256)
def _terms(text: str) -> frozenset[str]:
    """The words of a text that some class knows: whole words, also those that several of jieba's make together. Remembered, as
    many tasks stand under the same headings."""
    words = SEGMENTER.words(text)
    return frozenset(_known(words))


def _known(words: Sequence[str]) -> Iterable[str]:
    for start in range(len(words)):
        joined = ""
        for word in words[start : start + 5]:
            joined += word
            if joined in _WORDS:
                yield joined
            if len(joined) > _LONGEST:
                break
