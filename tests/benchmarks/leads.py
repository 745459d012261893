"""How fast is the lead ranking? `python -m tests.benchmarks.leads [TASKS]` loads a generated graph, prints medians and ratios.

Other than in a test, nothing here is asserted: a time says something only beside another one of the same run.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.questions import get
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.base import Store
from tests.benchmarks.lists import documents

_TEXT_KEYS = "SELECT unit, count(*) AS n FROM duty_text WHERE role = 'lead' GROUP BY unit ORDER BY n DESC, unit LIMIT 21"


def main() -> None:
    """Load, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", type=int, nargs="?", default=100_000)
    parser.add_argument("--keep", metavar="FILE", help="keep the graph in this file, or use the one that is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given.keep) if given.keep else Path(folder) / "graph.db"
        version = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores"
        _say(f"{given.tasks:,} tasks; {version}")
        there = path.exists()
        with open_store(str(path)) as store:
            if not there:
                _load(store, given.tasks)
            _say(f"file {path.stat().st_size / 1e6:,.0f} MB; {sum(store.counts().values()):,} nodes and edges")
            _questions(store)
        _text_keys(path)
    _say(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _load(store: Store, tasks: int) -> None:
    spent = made = 0.0
    before = time.perf_counter()
    count = 0
    for one in documents(tasks):
        now = time.perf_counter()
        made += now - before
        store.load([one], sha256="0" * 64)
        before = time.perf_counter()
        spent += before - now
        count += 1
    _say(
        f"load {spent:.1f} s ({tasks / spent:,.0f} tasks/s, {spent / count * 1000:.1f} ms a document; making them {made:.1f} s)"
    )


def _questions(store: Store) -> None:
    leads = get("leads")
    asked: dict[str, dict[str, Any]] = {
        "leads": {},
        "leads, count=sole": {"count": "sole"},
        "leads, count=first": {"count": "first"},
        "leads, role=support": {"role": "support"},
        "leads, by=function": {"by": "function"},
        "leads, by=place": {"by": "place"},
        "leads, a year": {"year": 2024},
        "leads, a province": {"place": "甲江省"},
        "leads, a city with its counties": {"place": "甲甲林市"},
        "leads, a document": {"document": "甲江省甲甲林政办发〔2024〕24号"},
        "leads, a theme": {"theme": "招商"},
    }
    for name, parameters in asked.items():
        _time(name, lambda p=parameters: store.ask(leads, p))
    unit = store.ask(leads, {}).rows[0].unit_id
    _time("a unit's edges", lambda: store.edges(unit))
    _time("a unit's neighbourhood, 2 hops, 300 nodes", lambda: store.neighbours(unit, hops=2, limit=300))
    _time("search 招商引资", lambda: store.search("招商引资"))
    _time("tasks with 招商引资", lambda: store.nodes("Task", filters=Filters(), text="招商引资"))
    _time("first page of tasks", lambda: store.nodes("Task", filters=Filters()))


def _text_keys(path: Path) -> None:
    """The same ranking with the content ids as keys, in the same run; both in memory."""
    db = sqlite3.connect(":memory:")
    db.execute("ATTACH ? AS graph", (str(path),))
    db.execute("CREATE TABLE duty_text (role TEXT, unit TEXT, task TEXT)")
    db.execute(
        """INSERT INTO duty_text
           SELECT CASE y.role WHEN 1 THEN 'lead' WHEN 2 THEN 'support' ELSE 'responsible' END, u.key, t.key
           FROM graph.duty AS y JOIN graph.node AS u ON u.id = y.unit JOIN graph.node AS t ON t.id = y.task"""
    )
    db.execute("CREATE INDEX duty_text_index ON duty_text (role, unit, task)")
    db.execute("CREATE TABLE duty_integer AS SELECT role, unit, task FROM graph.duty")
    db.execute("CREATE INDEX duty_integer_index ON duty_integer (role, unit, task)")
    text = _time("text keys: the ranking alone", lambda: db.execute(_TEXT_KEYS).fetchall())
    integers = "SELECT unit, count(*) AS n FROM duty_integer WHERE role = 1 GROUP BY unit ORDER BY n DESC, unit LIMIT 21"
    ours = _time("integer keys: the ranking alone", lambda: db.execute(integers).fetchall())
    _say(f"text keys : integer keys = {text / ours:.2f} : 1")


def _time(name: str, work: Callable[[], object], runs: int = 7) -> float:
    work()
    times = []
    for _ in range(runs):
        before = time.perf_counter()
        work()
        times.append((time.perf_counter() - before) * 1000)
    median = statistics.median(times)
    _say(f"{name:<45} {median:10.2f} ms")
    return median


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
