"""Loading beside raw `executemany` into the same tables: `python -m tests.benchmarks.loading`

Whole: each list by itself, as users load it. Writing: the same when words are cut and links are known, as these take most of
the time, with a transaction for each list and with one for all. Raw: all rows of the finished file, sorted, with the tokens of
the full-text index ready, table by table, by the store's own connection (but without its foreign keys); once in as many
transactions, each with its part of every table, and once in one.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from graph import words
from graph.build import Plan, build
from graph.judgements import Judgements
from graph.store import open_store
from graph.store.keeping import links
from graph.store.keeping.load import Keeper
from graph.store.sqlite.links import _prepared
from graph.store.sqlite.pool import Pool
from graph.store.sqlite.shelf import SqliteShelf
from ingest.alignment import Link, Prepared, Relation, align
from tests.benchmarks.lists import documents

TASKS = 10_000


def table(clock: Callable[[], float], tasks: int = TASKS) -> str:
    """The times, as a line of Markdown."""
    lists = list(documents(tasks))
    build(lists[:1])  # loads the segmenter
    with tempfile.TemporaryDirectory() as folder, remembered() as known:
        before = clock()
        with open_store(f"{folder}/whole.sqlite") as store:
            for one in lists:
                store.load([one], sha256="0" * 64)
        whole = clock() - before
        plans = [build([one]) for one in lists]
        asked = len(known)
        each = _written(f"{folder}/each.sqlite", [[plan] for plan in plans], clock)
        at_once = _written(f"{folder}/at-once.sqlite", [plans], clock)
        if len(known) != asked:
            raise AssertionError("links were looked for again")
        tables = _rows(f"{folder}/each.sqlite")
        raw_each, raw_at_once = (_raw(f"{folder}/raw-{parts}.sqlite", tables, parts, clock) for parts in (len(plans), 1))
    rows = sum(map(len, tables.values()))
    return (
        f"Loading {tasks:,} tasks ({rows:,} rows): {whole / len(lists) * 1000:.0f} ms a document. Writing: "
        f"{_beside(each, raw_each)} with a transaction for each document, {_beside(at_once, raw_at_once)} with one for all\n"
    )


def _beside(written: float, raw: float) -> str:
    return f"{written:.2f} s beside {raw:.2f} s of raw executemany ({raw / written:.2f} of its speed)"


@contextmanager
def remembered() -> Iterator[dict[Any, Any]]:
    """Two lists with the same first tasks as two earlier ones have their links."""
    known: dict[tuple[str, str, Relation], tuple[Link, ...]] = {}

    def recalled(new: Prepared, other: Prepared, relation: Relation = "parallels") -> tuple[Link, ...]:
        key = new.tasks[0].text, other.tasks[0].text, relation
        if key not in known:
            known[key] = align(new, other, relation)
        return known[key]

    with patch.object(links, "align", recalled):
        yield known


def _written(path: str, transactions: Sequence[Sequence[Sequence[Plan]]], clock: Callable[[], float]) -> float:
    """Of each transaction the files, and of each file the lists."""
    _prepared.cache_clear()
    pool = Pool(path)
    before = clock()
    for files in transactions:
        with pool.write() as db:
            keeper = Keeper(SqliteShelf(db), Judgements())
            for plans in files:
                keeper.load(plans, "0" * 64)
            keeper.settle()
    took = clock() - before
    pool.close()
    return took


def _rows(path: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a file, by what they are to be put into."""
    full = sqlite3.connect(path)
    names = [
        name
        for (name,) in full.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        if not name.startswith(("words_", "sqlite_"))
    ]
    tables = {f'"{name}"': full.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608 -- names of ours
    texts = ("SELECT id, text FROM task", "SELECT id, title FROM theme", "SELECT id, words FROM unit")
    texts += ("SELECT id, words FROM document", "SELECT id, name FROM place", "SELECT id, title FROM topic")
    tables["words (rowid, tokens)"] = [(id, words.tokens(text)) for one in texts for id, text in full.execute(one)]
    full.close()
    return tables


def _raw(path: str, tables: Mapping[str, Sequence[tuple[Any, ...]]], parts: int, clock: Callable[[], float]) -> float:
    pool = Pool(path)
    with pool.read() as db:
        pass
    db.execute("PRAGMA foreign_keys = OFF")  # a part of a table stands before the rows that it hangs on
    before = clock()
    for part in range(parts):
        with pool.write() as db:
            for name, rows in tables.items():
                if some := rows[len(rows) * part // parts : len(rows) * (part + 1) // parts]:
                    db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(some[0]))})", some)  # noqa: S608
    took = clock() - before
    pool.close()
    return took


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--cpu", action="store_true", help="processor time instead of time")
    given = parser.parse_args()
    sys.stdout.write(table(time.process_time if given.cpu else time.perf_counter, given.tasks))
