"""How long every question of the catalogue takes: `python -m tests.benchmarks.questions --tasks 10000 100000 1000000`

Questions about the whole graph stand beside a pass over packed numpy arrays that gives the same first rows (`packed.py`; it
must be installed: `pip install -e .[benchmark]`), local ones beside their own time in the smallest graph. A local question is
asked about several units, tasks, documents and places that are drawn, some times each; the median of the best times counts.
With `--neo4j ADDRESS` the same is asked of a Neo4j that holds the largest of the graphs. Loading is measured beside raw
`executemany` into the same tables.

Nothing is asserted: a time says something only beside another one of the same run. `--cpu` takes processor time, for a machine
that is busy with other things; a server's time cannot be measured so.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.questions import get
from graph.store import open_store
from graph.store.base import Store
from tests.benchmarks import loading
from tests.benchmarks.stores import stored

DRAWS, RUNS, LONG = 40, 5, 10.0
"""Draws of a local question, runs of each and of a whole one, and seconds after which a whole one is not run again."""


@dataclass(frozen=True)
class Case:
    """A question as it is asked."""

    name: str
    question: str
    given: dict[str, Any]
    """Values in capitals are drawn: UNIT, TASK, DOCUMENT, PLACE (a county), CITY (with its counties)."""

    @property
    def local(self) -> bool:
        """Whether it is about one node."""
        return any(str(value).isupper() for value in self.given.values())


def _whole(name: str, **given: Any) -> Case:
    return Case(name, name.split()[0], given)


CASES: Final = (
    _whole("leads"),
    _whole("leads by function", by="function"),
    _whole("leads by place", by="place"),
    _whole("leads of a year", year=2024),
    _whole("workload"),
    _whole("workload by quarter", quarters=True),
    _whole("workload by function", by="function"),
    _whole("due in two months", since="2023-05-01", until="2023-06-30"),
    _whole("unowned"),
    _whole("contested"),
    _whole("partners"),
    _whole("matrix"),
    _whole("matrix of units", by="unit"),
    _whole("matrix of headings", against="theme"),
    _whole("cited"),
    _whole("coverage"),
    _whole("compare"),
    _whole("changes"),
    _whole("bottlenecks"),
    _whole("groups"),
    Case("unit-tasks", "unit-tasks", {"unit": "UNIT"}),
    Case("partners of a unit", "partners", {"unit": "UNIT"}),
    Case("impact of a unit that is abolished", "impact-unit", {"unit": "UNIT"}),
    Case("impact of a unit that is merged", "impact-unit", {"unit": "UNIT", "into": "OTHER"}),
    Case("path between two units of a place", "path", {"start": "UNIT", "end": "OTHER"}),
    Case("dependencies", "dependencies", {"task": "TASK"}),
    Case("upstream of a task", "upstream", {"of": "TASK"}),
    Case("compare what carries out a task", "compare", {"of": "TASK"}),
    Case("impact of a city's document", "impact-document", {"of": "DOCUMENT"}),
    Case("subgraph around a task", "subgraph", {"around": "TASK"}),
    Case("matrix of a city", "matrix", {"place": "CITY"}),
    Case("leads of a city", "leads", {"place": "CITY"}),
    Case("workload of a city", "workload", {"place": "CITY"}),
    Case("due in a city", "due", {"place": "CITY"}),
    Case("unowned in a county", "unowned", {"place": "PLACE"}),
    Case("contested in a county", "contested", {"place": "PLACE"}),
    Case("partners in a county", "partners", {"place": "PLACE"}),
    Case("coverage of a county", "coverage", {"place": "PLACE"}),
    Case("changes of a county", "changes", {"place": "PLACE"}),
    Case("cited by a county", "cited", {"place": "PLACE"}),
    Case("bottlenecks of a county", "bottlenecks", {"place": "PLACE"}),
    Case("groups of a city", "groups", {"place": "CITY"}),
)
SLOW: Final = ("bottlenecks", "groups")
"""Those that walk the whole net in Python; their memory is told apart, and a server gives them nothing but the net."""


def draws(path: Path) -> list[dict[str, str]]:
    """What the local questions are asked about, the same on each run."""
    draw = random.Random(1)  # noqa: S311
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def some(text: str, *values: Any) -> list[str]:
        keys = [key for (key,) in db.execute(text, values)]
        return draw.sample(keys, min(DRAWS, len(keys)))

    key = "SELECT n.key FROM node AS n"
    counties = some(f"{key} JOIN place AS p ON p.id = n.id WHERE p.level = 'county'")
    cities = some(f"{key} JOIN place AS p ON p.id = n.id WHERE p.level = 'city'")
    tasks = some(f"{key} WHERE n.type = 2 ORDER BY n.id")
    documents = some(f"{key} JOIN document AS d ON d.id = n.id JOIN place AS p ON p.id = d.place WHERE p.level = 'city'")
    of_place = f"{key} JOIN unit AS u ON u.id = n.id JOIN node AS m ON m.id = u.place WHERE m.key = ?"
    units = [some(of_place, place) for place in counties]
    db.close()
    return [
        {
            "PLACE": county,
            "CITY": cities[n % len(cities)],
            "TASK": tasks[n],
            "DOCUMENT": documents[n % len(documents)],
            "UNIT": units[n][0],
            "OTHER": units[n][1],
        }
        for n, county in enumerate(counties)
    ]


def measured(store: Store, case: Case, drawn: Sequence[dict[str, str]], clock: Callable[[], float]) -> tuple[float, Any]:
    """The median in ms, and the last answer."""
    question, times, answer = get(case.question), list[float](), None
    asked = [{name: one.get(str(value), value) for name, value in case.given.items()} for one in drawn]
    began = time.perf_counter()
    for parameters in asked if case.local else asked[: RUNS + 1]:
        if case.local:
            store.ask(question, parameters)
        runs = []
        for _ in range(RUNS if case.local else 1):
            before = clock()
            answer = store.ask(question, parameters)
            runs.append((clock() - before) * 1000)
        times.append(min(runs))
        if not case.local and time.perf_counter() - began > LONG:
            break
    return statistics.median(times[1:] if not case.local and len(times) > 1 else times), answer


def _same(answer: Any, case: Case, rows: list[Any]) -> bool:
    from tests.benchmarks.packed import PASSES

    fields = PASSES[case.name][1]
    shown = [tuple(getattr(row, name) for name in fields) for row in answer.rows]
    return shown == [row if isinstance(row, tuple) else (row,) for row in rows]


def of_file(path: Path, clock: Callable[[], float]) -> dict[str, tuple[float, str]]:
    """Each case with its median on SQLite and what stands beside it: the time of the numpy pass, where there is one."""
    from tests.benchmarks.packed import PASSES, Packed

    packed, drawn = Packed(path), draws(path)
    found: dict[str, tuple[float, str]] = {}
    with open_store(str(path)) as store:
        for case in CASES:
            took, answer = measured(store, case, drawn, clock)
            beside = ""
            if case.name in PASSES:
                times = []
                for _ in range(RUNS):
                    before = clock()
                    rows = PASSES[case.name][0](packed)
                    times.append((clock() - before) * 1000)
                beside = f"{statistics.median(times):.2f}" + ("" if _same(answer, case, rows) else " (other rows)")
            found[case.name] = took, beside
            sys.stderr.write(f"{path.stem} {case.name}: {took:.2f} {beside}\n")
    return found


def memory(path: str) -> list[tuple[str, float]]:
    """The most memory that a process of its own takes for the questions, in MB: open, with all of them, with the slow ones."""
    peaks = [("Python and the store", _peak())]
    drawn = draws(Path(path))
    with open_store(path) as store:
        for name, slow in (("all other questions", False), (" and ".join(SLOW), True)):
            for case in CASES:
                if (case.name in SLOW) == slow:
                    measured(store, case, drawn[:2], time.perf_counter)
            peaks.append((name, _peak()))
    return peaks


def _peak() -> float:
    status = Path("/proc/self/status")  # ru_maxrss of a new process begins with that of the one that started it
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Make the stores, measure, print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the stores here, or use those that are there")
    parser.add_argument("--neo4j", metavar="ADDRESS", help="a Neo4j that holds the largest graph: neo4j://host:7687")
    parser.add_argument("--cpu", action="store_true", help="processor time instead of time")
    given = parser.parse_args()
    clock = time.process_time if given.cpu else time.perf_counter
    with tempfile.TemporaryDirectory() as folder:
        paths = [stored(given.keep or Path(folder), tasks) for tasks in sorted(given.tasks)]
        kind = "processor time" if given.cpu else "time"
        _say(
            f"{platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
        )
        _say(f"Medians of {kind} in ms; files of {', '.join(f'{path.stat().st_size / 1e6:,.0f} MB' for path in paths)}\n")
        _say(loading.table(clock))
        tables = [of_file(path, clock) for path in paths]
        _print(given.tasks, tables, _neo4j(given.neo4j, paths[-1]) if given.neo4j else {})
        with multiprocessing.get_context("spawn").Pool(1) as one:
            for name, peak in one.apply(memory, (str(paths[-1]),)):
                _say(f"Peak memory with {max(given.tasks):,} tasks, {name}: {peak:,.0f} MB")


def _neo4j(address: str, path: Path) -> dict[str, float]:
    drawn = draws(path)
    with open_store(address) as store:
        return {case.name: measured(store, case, drawn, time.perf_counter)[0] for case in CASES if case.name not in SLOW}


def _print(tasks: Sequence[int], tables: Sequence[dict[str, tuple[float, str]]], neo4j: dict[str, float]) -> None:
    heads = [f"{count:,} tasks" for count in sorted(tasks)]
    more = ["Neo4j"] if neo4j else []
    for local, beside in ((False, "numpy"), (True, "largest : smallest")):
        _say("| question | " + " | ".join([*heads, *more, beside]) + " |")
        _say("|---|" + "--:|" * (len(heads) + len(more) + 1))
        for case in CASES:
            if case.local == local:
                times = [table[case.name][0] for table in tables]
                last = tables[-1][case.name][1]
                if local:
                    last = f"{times[-1] / times[0]:.1f}"
                cells = [f"{t:.2f}" for t in times]
                cells += [f"{neo4j[case.name]:.2f}" if case.name in neo4j else "-"] if neo4j else []
                _say(f"| {case.name} | " + " | ".join([*cells, last]) + " |")
        _say("")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
