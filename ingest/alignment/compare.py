"""Two prepared lists compared: the parts of the score for every pair of tasks that is near enough to be looked at."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from ingest.alignment import context, vectors
from ingest.alignment.link import Parts
from ingest.alignment.prepared import Prepared
from ingest.alignment.terms import KINDS
from ingest.lexicon import lexicon

_DATA: dict[str, Any] = lexicon("alignment")
LIMITS: Mapping[str, float] = _DATA["limits"]
WEIGHTS: tuple[float, ...] = tuple(_DATA["weights"][name] for name in ("bias", *Parts._fields))
"""The bias, and the weights in the order of the parts."""
_Pair = tuple[int, int]


class Comparison:
    """Two lists side by side. Everything in it depends on these two lists only, and on no third."""

    def __init__(self, first: Prepared, second: Prepared, looked_at: Iterable[_Pair] = ()) -> None:
        self._first, self._second = first.tasks, second.tasks
        self._spaces = {
            kind: vectors.both([t.counts[kind] for t in self._first], [t.counts[kind] for t in self._second], kind)
            for kind in KINDS
        }
        self._themes = _Themes([t.heading for t in self._first], [t.heading for t in self._second])
        self._functions = _Functions([t.functions for t in self._first], [t.functions for t in self._second])
        self._having = Counter(name for task in chain(self._first, self._second) for name in task.names)
        self._words = self._likeness(looked_at)
        self._near = {pair: self._nearness(pair, words) for pair, words in self._words.items()}

    def parts(self) -> dict[_Pair, Parts]:
        """The parts of every pair that is looked at."""
        if not self._words:
            return {}
        leads = context.rivals(self._near, (len(self._first), len(self._second)))
        held = context.anchors(leads, LIMITS["anchor"])
        by_first = {anchor.first: anchor for anchor in held}
        there = context.Order([(a.first, a.second, a.weight) for a in held], len(self._first), len(self._second))
        back = context.Order([(a.second, a.first, a.weight) for a in held], len(self._second), len(self._first))
        own = context.own(self._near, *self._spaces["pairs"], int(LIMITS["nearer"]))
        reach, most, far, lead = int(LIMITS["reach"]), LIMITS["neighbours"], LIMITS["offset"], LIMITS["rival"]
        out = {}
        for pair, words in self._words.items():
            off = min(there.offset(*pair) / far, 1.0) + min(back.offset(pair[1], pair[0]) / far, 1.0)
            mine, theirs = leads[pair]
            out[pair] = Parts(
                words=words,
                named=self._named(pair),
                functions=self._functions.of(pair),
                themes=self._themes.of(pair),
                neighbours=min(context.neighbours(pair, by_first, reach) / most, 1.0),
                order=1 - off / 2,
                rival=(max(-lead, min(lead, mine)) + max(-lead, min(lead, theirs))) / (2 * lead),
                own=own.get(pair, 0.0) / 2,
            )
        return out

    def _named(self, pair: _Pair) -> float:
        """1 for a name that these two tasks have and no other."""
        both = self._first[pair[0]].names & self._second[pair[1]].names
        return min(1.0, sum(1 / (self._having[name] - 1) for name in sorted(both))) if both else 0.0

    def _nearness(self, pair: _Pair, words: float) -> float:
        functions, themes = self._functions.of(pair), self._themes.of(pair)
        return words + LIMITS["nearness_functions"] * functions + LIMITS["nearness_themes"] * themes

    def _likeness(self, looked_at: Iterable[_Pair]) -> dict[_Pair, float]:
        if not self._first or not self._second:
            return {}
        rows = vectors.nearest(list(self._spaces.values()), int(LIMITS["candidates"]), int(LIMITS["common"]))
        found = {(first, second): value for first, row in enumerate(rows) for second, value in row.items()}
        for first, second in looked_at:
            cosines = [vectors.cosine(a[first], b[second]) for a, b in self._spaces.values()]
            found.setdefault((first, second), sum(cosines) / len(cosines))
        return found


class _Themes:
    """The likeness of headings; many tasks stand under one heading, so each two are compared once."""

    def __init__(self, first: Sequence[Counter[str]], second: Sequence[Counter[str]]) -> None:
        self._first, self._second = vectors.both(first, second, "headings")
        self._keys = [tuple(one) for one in first], [tuple(one) for one in second]
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}

    def of(self, pair: _Pair) -> float:
        key = self._keys[0][pair[0]], self._keys[1][pair[1]]
        if key not in self._known:
            self._known[key] = vectors.cosine(self._first[pair[0]], self._second[pair[1]])
        return self._known[key]


class _Functions:
    """How far units are of the same function lines, lines that few tasks have counting more."""

    def __init__(self, first: Sequence[frozenset[str]], second: Sequence[frozenset[str]]) -> None:
        self._first, self._second = first, second
        total = 1 + len(first) + len(second)
        having = Counter(chain.from_iterable(chain(first, second)))
        self._weight = {line: math.log(total / (1 + n)) for line, n in having.items()}
        self._known: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def of(self, pair: _Pair) -> float:
        key = self._first[pair[0]], self._second[pair[1]]
        if key not in self._known:
            both = self._sum(key[0] & key[1])
            self._known[key] = both / math.sqrt(self._sum(key[0]) * self._sum(key[1])) if both else 0.0
        return self._known[key]

    def _sum(self, lines: frozenset[str]) -> float:
        return sum(self._weight[line] for line in sorted(lines))


def score(parts: Parts, weights: Sequence[float] = WEIGHTS) -> float:
    """The score of a pair, 0..1: the logistic function of the weighted parts."""
    odds = weights[0] + sum(weight * value for weight, value in zip(weights[1:], parts, strict=True))
    return 1 / (1 + math.exp(-odds))


def swapped(parts: Mapping[_Pair, Parts]) -> dict[_Pair, Parts]:
    """The same pairs with the lists in the other order."""
    return {(second, first): value for (first, second), value in parts.items()}


def sides(pairs: Sequence[_Pair]) -> tuple[Counter[int], Counter[int]]:
    """How many partners each task of the first list has, and each of the second."""
    return Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
