"""Choose the weights of the alignment: `python -m tests.alignment.fit [--real FOLDER]`.

Logistic regression (Newton's method, a small ridge) of "this pair is a true link" on the parts, over all pairs of tasks that
are looked at, of all pairs of lists with a known truth, and of unrelated lists that have no links. Optional links are left out.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ingest.alignment import Parts, Prepared, prepare
from ingest.alignment.compare import Comparison
from ingest.record import TaskList
from tests.alignment import pairs

NAMES = ("bias", *Parts._fields)
RIDGE = 0.03
Weights = list[float]
"""The bias and the weights in the order of the parts, as `ingest.alignment.compare.score` takes them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of lists, compared."""

    pair: pairs.Pair
    parts: dict[tuple[int, int], Parts]

    def rows(self) -> list[tuple[list[float], bool]]:
        """The parts of each pair of tasks, and whether it is a true link."""
        return [
            ([1.0, *parts], at in self.pair.links) for at, parts in self.parts.items() if self.pair.links.get(at) != "optional"
        ]


def cases(known: Sequence[pairs.Pair]) -> list[Case]:
    """Every pair of lists, compared; lists that stand in several pairs are prepared once."""
    ready: dict[int, Prepared] = {}

    def prepared(one: TaskList) -> Prepared:
        return ready.setdefault(id(one), prepare(one)) if id(one) not in ready else ready[id(one)]

    return [Case(one, Comparison(prepared(one.new), prepared(one.other)).parts()) for one in known]


def fit(chosen: Sequence[Case]) -> Weights:
    """The weights that make the true links of these pairs of lists likeliest."""
    rows = list(chain.from_iterable(case.rows() for case in chosen))
    beta = [0.0] * len(NAMES)
    for _ in range(25):
        gradient = [-RIDGE * b if at else 0.0 for at, b in enumerate(beta)]
        hessian = [[RIDGE if i == j and i else 0.0 for j in range(len(beta))] for i in range(len(beta))]
        for x, true in rows:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(b * v for b, v in zip(beta, x, strict=True))))))
            miss, spread = true - p, max(p * (1 - p), 1e-9)
            for i, value in enumerate(x):
                if value:
                    gradient[i] += miss * value
                    row = hessian[i]
                    for j, second in enumerate(x):
                        row[j] += spread * value * second
        step = _solve(hessian, gradient)
        beta = [b + s for b, s in zip(beta, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return beta


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(size):
            if row != at and rows[row][at]:
                share = rows[row][at] / rows[at][at]
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[at], strict=True)]
    return [rows[at][size] / rows[at][at] for at in range(size)]


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, help="a folder with real lists and their truth")
    given = parser.parse_args()
    known = [*pairs.written(), *pairs.unrelated(), *(pairs.real(given.real) if given.real else [])]
    for name, value in zip(NAMES, fit(cases(known)), strict=True):
        sys.stdout.write(f"{name} = {value:.1f}\n")


if __name__ == "__main__":
    main()
