"""Weights and cosines: how rare a word is in two lists, and which tasks share rare ones, by an inverted index.

The weight of a term is its inverse document frequency over the tasks of the two lists: ln((1+N)/(1+n)) + 1 for N tasks of
which n have it (the smoothed form of Salton's idf). For a single character it is that logarithm to the power 1.5, because
common characters say nothing; in headings the logarithm alone, so that a heading over all tasks says nothing. Weights over
all stored lists would change with every new one, and with them links that stood.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal

from ingest.alignment.terms import Kind

Rarity = Kind | Literal["headings"]

Vector = dict[str, float]
"""A task's terms with their weights, of length 1."""


def weights(counts: Iterable[Iterable[str]], kind: Rarity = "pairs") -> dict[str, float]:
    """The weight of each term by how many of the tasks have it."""
    total = 0
    having: Counter[str] = Counter()
    for one in counts:
        total += 1
        having.update(set(one))
    rare = {term: math.log((1 + total) / (1 + n)) for term, n in having.items()}
    if kind == "headings":
        return rare
    return {term: value**1.5 if kind == "characters" else value + 1 for term, value in rare.items()}


def vectors(counts: Sequence[Mapping[str, int]], weight: Mapping[str, float]) -> list[Vector]:
    """The tasks as vectors; a term twice in a task counts 1 + ln 2."""
    out = []
    for one in counts:
        raw = {term: weight[term] if n == 1 else weight[term] * (1 + math.log(n)) for term, n in one.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        out.append({term: value / length for term, value in raw.items()} if length else {})
    return out


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors, 0..1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)


def nearest(spaces: Sequence[tuple[list[Vector], list[Vector]]], most: int, common: int) -> list[dict[int, float]]:
    """For each task of the first list the `most` tasks of the second whose mean cosine over all spaces is largest, with it.

    Terms that more than `common` tasks of the second list have are passed over in the search and added for what it found.
    """
    postings = [_postings(second) for _, second in spaces]
    out: list[dict[int, float]] = []
    for at in range(len(spaces[0][0])):
        found: defaultdict[int, float] = defaultdict(float)
        left: list[tuple[int, str, float]] = []
        for space, (first, _) in enumerate(spaces):
            having = postings[space]
            for term, value in first[at].items():
                places = having.get(term, ())
                if len(places) > common:
                    left.append((space, term, value))
                    continue
                for other, weight in places:
                    found[other] += value * weight
        kept = _largest(found, most)
        for space, term, value in left:
            second = spaces[space][1]
            for other in kept:
                kept[other] += value * second[other].get(term, 0.0)
        out.append({other: value / len(spaces) for other, value in sorted(kept.items())})
    return out


def _postings(second: Sequence[Vector]) -> dict[str, list[tuple[int, float]]]:
    out: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for other, terms in enumerate(second):
        for term, weight in terms.items():
            out[term].append((other, weight))
    return dict(out)


def _largest(found: Mapping[int, float], most: int) -> dict[int, float]:
    if len(found) <= most:
        return dict(found)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most])


def both(
    first: Sequence[Mapping[str, int]], second: Sequence[Mapping[str, int]], kind: Rarity
) -> tuple[list[Vector], list[Vector]]:
    """The tasks of two lists as vectors under the weights of both."""
    weight = weights(chain(first, second), kind)
    return vectors(first, weight), vectors(second, weight)
