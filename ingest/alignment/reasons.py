"""Why two tasks are linked, in words that a planner understands, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.alignment.link import Grade, Parts, Relation
from ingest.alignment.prepared import AlignedTask
from ingest.alignment.terms import runs

_MOST = 6
"""Shared stretches that a reason names at most."""
_WORTH = 0.2
"""Of the heaviest one's weight, what a stretch needs to be named beside it."""
_LONGEST = 4
"""Characters of a word that a cut may stand in."""
_RELATION: dict[Relation, tuple[str, str]] = {
    "carries_out": ("落实上级任务", "carries out the upstream task"),
    "continues": ("延续上年任务", "goes on from the earlier year's task"),
    "parallels": ("两地对应任务", "corresponds to the sister list's task"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What two tasks share."""

    phrases: tuple[str, ...]
    names: tuple[str, ...]
    functions: tuple[str, ...]
    parts: Parts

    @classmethod
    def of(cls, a: AlignedTask, b: AlignedTask, parts: Parts, weight: Mapping[str, float]) -> Reason:
        """The shared wording in order of weight, names, and function lines."""
        return cls(_phrases(a, b, weight), tuple(sorted(a.names & b.names)), tuple(sorted(a.functions & b.functions)), parts)


def why(reason: Reason, relation: Relation, grade: Grade, partners: tuple[int, int]) -> Words:
    """The reason of a link."""
    zh, en = _RELATION[relation]
    clauses = [Words(zh, en), *_shared(reason), *_around(reason.parts)]
    if grade == "part":
        clauses.append(_partly(partners))
    return Words("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))


def why_not(reason: Reason, parts: Mapping[tuple[int, int], Parts], pair: tuple[int, int]) -> Words:
    """Why there is no link."""
    clauses = list(_shared(reason))
    for side, (zh, en) in enumerate((("前者", "the first"), ("后者", "the second"))):
        rows = [(one.words, at) for at, one in parts.items() if at[side] == pair[side] and at != pair]
        best = max(rows, default=None)
        if best and best[0] > parts[pair].words:
            number = best[1][1 - side] + 1
            clauses.append(Words(f"{zh}更接近另一清单的第{number}项", f"{en} is nearer to task {number} of the other list"))
    clauses.append(Words("合计不足以认定对应", "together not enough to link them"))
    return Words("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))


def _shared(reason: Reason) -> Iterator[Words]:
    if reason.phrases:
        yield Words("共同的词：" + "、".join(reason.phrases), "shared words: " + ", ".join(reason.phrases))
    else:
        yield Words("没有共同的词", "no shared words")
    if reason.names:
        quoted = "、".join(f"“{name}”" for name in reason.names)
        yield Words(f"引文{quoted}相同", f"both name {quoted}")
    if reason.functions:
        lines = "、".join(reason.functions)
        yield Words(f"责任单位同属{lines}条线", f"units of the same function line: {lines}")
    if reason.parts.themes >= 0.5:
        yield Words("主题标题相近", "under like headings")


def _around(parts: Parts) -> Iterator[Words]:
    if parts.neighbours >= 0.2:
        yield Words("前后任务也相互对应", "the tasks before and behind correspond too")
    elif parts.order >= 0.8:
        yield Words("在清单中的次序相应", "at the corresponding place in the list")
    if parts.rival >= 0.5:
        yield Words("没有其他任务更接近", "no other task is nearer")


def _partly(partners: tuple[int, int]) -> Words:
    if partners[0] > 1 and partners[1] > 1:
        return Words("双方都还与其他任务对应，各取一部分", "both have other partners too: each takes a part")
    if partners[0] > 1:
        return Words(f"本项合并了对方{partners[0]}项任务，此为其中一项", f"one of {partners[0]} tasks that this one joins")
    if partners[1] > 1:
        return Words(
            f"对方一项任务在此拆为{partners[1]}项，此为其中一项", f"one of {partners[1]} tasks into which the other was split"
        )
    return Words("只对应其中一部分", "only a part of the one is in the other")


def _phrases(a: AlignedTask, b: AlignedTask, weight: Mapping[str, float]) -> tuple[str, ...]:
    """The longest stretches that both texts have, cut at the words of the first; the heaviest ones, in its order."""
    there, words = "\n".join(runs(b.text)), frozenset(a.words)
    found: dict[str, float] = {}
    for run in runs(a.text):
        for start, end in _stretches(run, there):
            first, last = _whole_words(run, start, end, words)
            if last - first > 1:
                stretch = run[first:last]
                found[stretch] = sum(weight.get(stretch[at : at + 2], 0.0) for at in range(len(stretch) - 1)) or 1.0
    least = _WORTH * max(found.values(), default=0.0)
    heaviest = sorted((one for one in found if found[one] >= least), key=lambda one: (-found[one], one))[:_MOST]
    return tuple(one for one in found if one in heaviest and not any(one != other and one in other for other in heaviest))


def _stretches(run: str, there: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(run):
        end = start
        while end < len(run) and run[start : end + 1] in there:
            end += 1
        if end - start > 1:
            yield start, end
        start = max(end, start + 1)


def _whole_words(run: str, start: int, end: int, words: frozenset[str]) -> tuple[int, int]:
    """The stretch without the rest of a word that it begins with, and without the beginning of one that it ends with."""
    for before in range(max(0, start - _LONGEST + 1), start):
        for after in range(start + 1, min(end, before + _LONGEST) + 1):
            if run[before:after] in words:
                start = after
    for after in range(min(len(run), end + _LONGEST - 1), end, -1):
        for before in range(max(start, after - _LONGEST), end):
            if run[before:after] in words:
                end = before
                break
    return start, end
