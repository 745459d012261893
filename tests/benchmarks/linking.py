"""How long does one new document take against a thousand stored ones? `python -m tests.benchmarks.linking [--stored N ...]`

The stored lists have three levels and three years (see `lists.py`). The new one carries out its city's list and goes on from
its own of two years before: units, places, classes, upstream documents and the links of tasks are all in the time, reading the
file is not. Beside it, in the same run, the same document in an empty store, and one that has many sisters.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from graph.store import open_store
from graph.store.base import Store
from ingest.record import Citation, Evidence, TaskList, Where
from tests.benchmarks.lists import TASKS_A_DOCUMENT, documents

ROUNDS = 7


def main() -> None:
    """Load, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, nargs="*", default=[100, 1_000])
    given = parser.parse_args()
    _say(f"Python {platform.python_version()}; medians of {ROUNDS} in ms; {TASKS_A_DOCUMENT} tasks a document")
    _say(f"{'stored':>8} {'load each':>10} {'new one':>10} {'10 sisters':>11} {'30 sisters':>11}")
    with open_store(":memory:") as store:
        empty = _time(store, _lists(1)[0])
    _say(f"{0:>8} {'':>10} {empty:>10.0f}")
    for count in given.stored:
        _measure(count)


def _measure(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "a.sqlite")) as store:
        *stored, new = _lists(count + 1)
        began = time.perf_counter()
        for one in stored:
            store.load([one], sha256="0")
        each = (time.perf_counter() - began) / count * 1000
        alone = _time(store, new)
        sisters = {wanted: _with_sisters(store, stored, wanted) for wanted in (10, 30)}
        _say(f"{count:>8} {each:>10.0f} {alone:>10.0f} {sisters[10]:>11.0f} {sisters[30]:>11.0f}")


def _with_sisters(store: Store, stored: Sequence[TaskList], wanted: int) -> float:
    """A document beside so many that carry out the same document, whose text is not here."""
    number = f"国办发〔2024〕{wanted}号"
    basis = (Citation(number, None, Evidence(Where(line=2), number)),)
    lists = [_as(one, f"{n}", basis) for n, one in enumerate(stored[: wanted + 1])]
    for one in lists[:-1]:
        store.load([one], sha256="0")
    return _time(store, lists[-1])


def _as(one: TaskList, mark: str, basis: tuple[Citation, ...]) -> TaskList:
    place = f"{mark}号省"
    head = replace(one.doc, number=f"{mark}政办发〔2024〕{len(basis)}号", jurisdiction=place, issuer=None, basis=basis)
    return replace(one, doc=replace(head, title=f"2024年{place}重点任务分解表", year=2024, file=f"s{mark}.docx"))


def _time(store: Store, new: TaskList) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        (loaded,) = store.load([new], sha256="1")
        times.append(time.perf_counter() - began)
        store.remove(loaded.document)
    return statistics.median(times) * 1000


def _lists(count: int) -> list[TaskList]:
    return list(islice(documents(count * TASKS_A_DOCUMENT), count))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
