"""Loading beside raw `executemany` into the same tables: `python -m tests.benchmarks.loading`

Whole: each list by itself, as users load it. Writing: the same when words are cut and links are known, as these take most of
the time. Raw: all rows of the finished file, table by table in one transaction, with the same indexes.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from graph import words
from graph.build import build
from graph.judgements import Judgements
from graph.store import open_store
from graph.store.keeping import links
from graph.store.keeping.load import Keeper
from graph.store.sqlite.pool import Pool
from graph.store.sqlite.shelf import SqliteShelf
from graph.store.sqlite.tables import SCHEMA
from ingest.alignment import Link, Prepared, Relation, align
from tests.benchmarks.lists import documents

TASKS = 10_000


def table(clock: Callable[[], float], tasks: int = TASKS) -> str:
    """The three times, as lines of Markdown."""
    lists = list(documents(tasks))
    build(lists[:1])  # loads the segmenter
    with tempfile.TemporaryDirectory() as folder, remembered() as known:
        before = clock()
        with open_store(f"{folder}/whole.sqlite") as store:
            for one in lists:
                store.load([one], sha256="0" * 64)
        whole = clock() - before
        plans = [build([one]) for one in lists]
        pool = Pool(f"{folder}/written.sqlite")
        asked = len(known)
        before = clock()
        for of_file in plans:
            with pool.write() as db:
                keeper = Keeper(SqliteShelf(db), Judgements())
                keeper.load(of_file, "0" * 64)
                keeper.settle()
        written = clock() - before
        pool.close()
        if len(known) != asked:
            raise AssertionError("links were looked for again")
        raw, rows = _raw(Path(folder), clock)
    return (
        f"Loading {tasks:,} tasks ({rows:,} rows): whole {whole:.1f} s ({whole / len(lists) * 1000:.0f} ms a document), "
        f"writing {written:.2f} s, raw executemany {raw:.2f} s: {raw / written:.2f} of its speed\n"
    )


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


def _raw(folder: Path, clock: Callable[[], float]) -> tuple[float, int]:
    full = sqlite3.connect(folder / "written.sqlite")
    names = [
        name
        for (name,) in full.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
        if not name.startswith(("words_", "sqlite_"))
    ]
    tables = {name: full.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608 -- names of ours
    texts = ("SELECT id, text FROM task", "SELECT id, title FROM theme", "SELECT id, words FROM unit")
    texts += ("SELECT id, words FROM document", "SELECT id, name FROM place", "SELECT id, title FROM topic")
    index = [(id, words.tokens(text)) for one in texts for id, text in full.execute(one)]
    full.close()
    db = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    for statement in SCHEMA:
        db.execute(statement)
    before = clock()
    db.execute("BEGIN")
    for name, rows in tables.items():
        if rows:
            db.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)  # noqa: S608
    db.executemany("INSERT INTO words (rowid, tokens) VALUES (?, ?)", index)
    db.execute("COMMIT")
    took = clock() - before
    db.close()
    return took, sum(map(len, tables.values())) + len(index)


if __name__ == "__main__":
    sys.stdout.write(table(time.perf_counter))
