"""Does the work on a long hostile cell grow with the cell? `python -m tests.benchmarks.cells [--length N] [--cells N]`

Each pattern and grammar of `ingest` reads cells of one repeated sign or word, and the first half of each: twice the cell is
twice the work when it is linear, four times when it is quadratic. Told is what took more than `RATIO` times the half, or was
broken off. What is bounded (a unit cell is read up to 4,000 characters) may grow so within its bounds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.hostile.long_cells import GRAMMARS, cells, patterns, seconds

RATIO = 2.8
NOTABLE = 0.02
"""Seconds; less says nothing."""
LIMIT = 10.0
SPENT = 20.0
"""Seconds for all cells of one grammar."""


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=20_000)
    parser.add_argument("--cells", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for place, use in patterns().items():
        _grow(place, use, list(cells(given.length, f"{given.seed}{place}", given.cells, use.pattern.pattern)))
    for name, grammar in GRAMMARS.items():
        _grow(name, grammar, list(cells(given.length, f"{given.seed}{name}", given.cells)))


def _grow(name: str, read: Callable[[str], object], texts: list[str]) -> None:
    spent = 0.0
    for text in texts:
        whole = seconds(read, text, LIMIT)
        spent += whole
        if whole > NOTABLE:
            half = max(seconds(read, text[: len(text) // 2] + text[-3:], LIMIT), 1e-6)
            spent += half
            if whole >= LIMIT or whole / half > RATIO:
                told = "broken off" if whole >= LIMIT else f"{whole / half:.1f} times the half"
                sys.stdout.write(f"{name}: {whole:.3f} s, {told}: {text[:16]!r} … {text[-4:]!r}\n")
                sys.stdout.flush()
        if spent > SPENT:
            break


if __name__ == "__main__":
    main()
