"""The counts that are kept up beside the graph: after documents and judgements came and went, what counting anew gives."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement, Judgements
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.base import Store
from graph.store.keeping.settle import settle
from graph.store.keeping.shelf import Touched
from graph.store.sqlite import tally
from graph.store.sqlite.pool import Pool
from graph.store.sqlite.shelf import SqliteShelf
from ingest.record import TaskList
from tests.graph.draws import lists
from tests.graph.lists import task, tasklist, unit

TABLES = ("load", "line", "together", "finding", "due", "cited")


def kept(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    pool: Pool = store._pool
    with pool.read() as db:
        return held(db)


def counted(store: Any) -> dict[str, list[tuple[Any, ...]]]:
    pool: Pool = store._pool
    with pool.write() as db:
        for table in TABLES:
            db.execute(f"DELETE FROM {table}")  # noqa: S608 -- a table of ours
        tally.put_in(db, [id for (id,) in db.execute("SELECT id FROM document WHERE full = 1")])
        return held(db)


def held(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}  # noqa: S608


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(lists(), min_size=1, max_size=5), st.data())
def test_what_is_kept_is_what_counting_anew_gives(given_lists: list[TaskList], data: st.DataObject) -> None:
    with open_store(":memory:") as store:
        for one in given_lists:
            store.load([one], sha256="0" * 64)
        for _ in range(data.draw(st.integers(0, 3))):
            change(store, data)
        now = kept(store)
        assert now == counted(store)


def change(store: Store, data: st.DataObject) -> None:
    documents = store.nodes("Document", filters=Filters()).nodes
    units = store.nodes("Unit", filters=Filters()).nodes
    if documents and data.draw(st.booleans()):
        store.remove(data.draw(st.sampled_from([node.id for node in documents])))
    elif len(units) > 1:
        one, into = data.draw(st.permutations([node.id for node in units]))[:2]
        store.judge([Judgement("merge", one, into, who="王", when="2025-03-01T09:00:00", why="同一机构")])


def test_a_document_that_goes_takes_its_counts_along() -> None:
    with open_store(":memory:") as store:
        one = tasklist(task(1, unit("市商务局", "lead"), unit("市教育局", "support"), themes=("一、公开",)), place="甲省乙市")
        (loaded,) = store.load([one], sha256="0" * 64)
        assert all(len(kept(store)[table]) > 0 for table in ("load", "line", "together"))
        store.remove(loaded.document)
        assert not any(kept(store).values())


def test_a_unit_that_changes_its_line_is_counted_there() -> None:
    """Its most printed form is now of another line: all documents that name it are counted again."""
    with open_store(":memory:") as store:
        both = (task(1, unit("市商务局", "lead")), task(2, unit("市教育局", "lead")))
        first = tasklist(*both, place="甲省乙市", number="乙政〔2024〕1号")
        store.load([first], sha256="0" * 64)
        pool: Any = store
        with pool._pool.write() as db:
            db.execute("UPDATE form SET function = '教育' WHERE printed = '市商务局'")
            found = db.execute("SELECT unit FROM form WHERE printed = '市商务局'").fetchone()
            settle(SqliteShelf(db), Touched(units={found[0]}), Judgements())
        assert kept(store)["line"] == counted(store)["line"]
        assert (1, 0, 1, "教育", "", 2) in kept(store)["line"]
