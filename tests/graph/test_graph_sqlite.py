"""What only the SQLite store has to show: its file, its versions, its threads, its plans."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings

from graph.judgements import Judgement
from graph.questions import get
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.sqlite import rebuild
from graph.store.sqlite.tables import SCHEMA, VERSION
from graph.words import tokens
from ingest.errors import StoreBusy, StoreDamaged, StoreFull, StoreNewer, StoreUnusable
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

ONE = tasklist(task(1, unit("市政府办"), unit("市商务局", "support")), number="舒政办〔2024〕8号")
TWO = tasklist(task(1, unit("市政府办")), place="邹城市", file="b.docx")

_KILLED = """
import os, sys
import graph.build
from graph.store import open_store
from graph.store.keeping import load
from tests.graph.lists import fake_home, fake_resolve, task, tasklist, unit
graph.build.home_of, graph.build.resolve_unit = fake_home, fake_resolve
with open_store(sys.argv[1]) as store:
    store.load([tasklist(task(1, unit("市政府办")))], sha256="0")
    load.settle = lambda *_: os._exit(9)
    big = [task(n, unit("市商务局")) for n in range(1, 3000)]
    store.load([tasklist(*big, place="邹城市"), tasklist(*big, place="兖州区")], sha256="1")
"""


def test_killed_in_the_middle_of_a_load_leaves_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    done = subprocess.run([sys.executable, "-c", _KILLED, path], env={**os.environ, "PYTHONPATH": os.getcwd()}, check=False)
    assert done.returncode == 9
    with open_store(path) as store:
        assert store.counts()["Document"] == 1
        assert store.counts()["Task"] == 1
        assert store.search("政府办")[0].label == "市政府办"
        assert store.nodes("Task", filters=Filters(), text="第2999项").total == 0
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_error_in_the_middle_of_a_load_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "a.db")) as store:
        store.load([ONE], sha256="0")
        before = store.everything(filters=Filters())
        with monkeypatch.context() as patch:
            patch.setattr("graph.store.keeping.load.settle", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                store.load([TWO], sha256="1")
        assert store.everything(filters=Filters()) == before
        assert store.load([TWO], sha256="1")[0].result == "added"


def test_a_store_opens_again_with_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "政图.db"
    with open_store(f"sqlite:{path}") as store:
        store.load([ONE], sha256="0")
        before = store.everything(filters=Filters())
    with open_store(str(path)) as store:
        assert store.everything(filters=Filters()) == before


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreNewer, match=str(VERSION + 1)):
        open_store(str(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="another program"):
        open_store(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["这不是数据库。" * 100, "SQLite format 3\0" + "x" * 4096])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.db"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoreUnusable):
        open_store(str(path))
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("address", ["", "sqlite:", "mongo://x", "\x00"])
def test_an_unknown_address_is_refused(address: str) -> None:
    with pytest.raises(StoreUnusable):
        open_store(address)


def test_a_folder_or_a_file_as_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "a.db"):
        with pytest.raises(StoreUnusable):
            open_store(str(path))


def _older(path: str) -> None:
    """Make the file look as one that an earlier program wrote: another schema around the same records and judgements."""
    with sqlite3.connect(path) as db:
        db.execute("DROP INDEX duty_of_unit")
        db.execute("DROP INDEX duty_standing")
        db.execute("CREATE TABLE gone (x)")
        db.execute("DELETE FROM duty")
        db.execute(f"PRAGMA user_version = {VERSION - 1}")
    db.close()


def test_an_older_file_is_built_again_from_its_records_and_judgements(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with open_store(path) as store:
        store.load([ONE], sha256="0")
        merge = Judgement("merge", store.meant("Unit", "市商务局").id, store.meant("Unit", "市政府办").id, when="2025-01-01")
        store.judge([merge])
        before = store.everything(filters=Filters())
    _older(path)
    for _ in range(2):
        with open_store(path) as store:
            assert store.everything(filters=Filters()) == before
            assert store.judgements() == (merge,)
            assert store.search("商务")
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'gone'").fetchone() == (0,)


def test_when_building_again_fails_the_file_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "a.db")
    with open_store(path) as store:
        store.load([ONE], sha256="0")
    _older(path)
    before = list(sqlite3.connect(path).iterdump())
    monkeypatch.setattr(rebuild, "SCHEMA", (*SCHEMA, "no SQL"))
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)
    assert list(sqlite3.connect(path).iterdump()) == before


@pytest.mark.parametrize("address", ["file", ":memory:"])
def test_threads_read_while_one_writes(tmp_path: Path, address: str) -> None:
    """Each reader sees whole documents only, and nobody fails."""
    failures: list[BaseException] = []
    with open_store(str(tmp_path / "a.db") if address == "file" else address) as store:
        done = threading.Event()

        def read() -> None:
            try:
                while not done.is_set():
                    counts = store.counts()
                    assert counts["Task"] == 5 * counts["Document"] == counts["LISTED_IN"]
                    store.ask(get("leads"), {})
                    store.search("商务")
            except BaseException as error:
                failures.append(error)

        def write(place: str) -> None:
            try:
                for year in range(2020, 2026):
                    store.load([tasklist(*(task(n, unit("市商务局")) for n in range(5)), place=place, year=year)], sha256="0")
            except BaseException as error:
                failures.append(error)

        readers = [threading.Thread(target=read) for _ in range(3)]
        writers = [threading.Thread(target=write, args=(place,)) for place in ("甲市", "乙市")]
        for thread in [*readers, *writers]:
            thread.start()
        for thread in writers:
            thread.join()
        done.set()
        for thread in readers:
            thread.join()
        assert failures == []
        assert store.counts()["Document"] == 12


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with open_store(path) as store:
        store.load([ONE], sha256="0")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert store.counts()["Document"] == 1
        other.execute("ROLLBACK")


def test_in_memory_nothing_is_written_into_what_is_being_read() -> None:
    with open_store(":memory:") as store:
        store.load([ONE], sha256="0")
        with store.walk(filters=Filters()) as found:
            with pytest.raises(StoreUnusable, match="still being read"):
                store.load([TWO], sha256="1")
            assert len(list(found.nodes_of("Document"))) == 1
        assert store.load([TWO], sha256="1")[0].result == "added"


def test_a_closed_store_says_so() -> None:
    store = open_store(":memory:")
    store.close()
    with pytest.raises(StoreUnusable):
        store.counts()


@pytest.mark.parametrize(
    ("parameters", "indexes"),
    [
        ({}, set()),  # the counts of the whole graph are kept
        ({"count": "first"}, set()),
        ({"by": "function"}, set()),
        ({"by": "function", "collectives": True}, {"duty_of_unit"}),
        ({"by": "place", "count": "first"}, {"duty_of_unit", "duty_standing"}),
        ({"follow_reform": True}, {"duty_of_unit"}),
        ({"year": 2024}, {"duty_of_task"}),
        ({"year": 2024, "count": "sole"}, {"duty_of_task"}),
    ],
)
def test_leads_reads_the_duties_from_covering_indexes_only(parameters: dict[str, object], indexes: set[str]) -> None:
    with open_store(":memory:") as store:
        question = get("leads")
        statement = question.sql(question.parameters(**parameters))
        with store._pool.read() as db:  # type: ignore[attr-defined]
            plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + statement.text, statement.values)]
    duties = [step for step in plan if "duty" in step]
    assert all("COVERING INDEX" in step for step in duties), plan
    assert {step.split("COVERING INDEX ")[1].split()[0] for step in duties} == indexes


@settings(max_examples=40, derandomize=True, deadline=None)
@given(lists=graphs(5))
def test_the_file_is_consistent_after_any_work(lists: list[TaskList]) -> None:
    with open_store(":memory:") as store:
        loaded = [store.load([one], sha256="0")[0] for one in lists]
        for one in loaded[::2]:
            store.remove(one.document)
        with store._pool.read() as db:  # type: ignore[attr-defined]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            assert db.execute("SELECT count(*) FROM duty WHERE unit NOT IN (SELECT id FROM unit)").fetchone() == (0,)
            assert db.execute("SELECT count(*) FROM duty WHERE form NOT IN (SELECT id FROM form)").fetchone() == (0,)
            uses = "SELECT id, uses FROM form WHERE uses EXCEPT SELECT form, count(*) FROM duty GROUP BY form"
            told = "SELECT id, told FROM form WHERE told EXCEPT SELECT form, count(*) FROM branch GROUP BY form"
            assert db.execute(told).fetchall() == []
            assert db.execute(uses).fetchall() == []
            (nodes,) = db.execute("SELECT count(*) FROM node").fetchone()
            tables = ("task", "unit", "theme", "place", "document", "topic")
            assert nodes == sum(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables)  # noqa: S608
            texts = dict(
                db.execute(
                    """SELECT id, text FROM task UNION ALL SELECT id, title FROM theme UNION ALL SELECT id, name FROM place
                       UNION ALL SELECT id, title FROM topic
                       UNION ALL SELECT id, words FROM unit UNION ALL SELECT id, words FROM document"""
                ).fetchall()
            )
            db.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, words, instance)")
            held: dict[int, list[tuple[int, str]]] = {id: [] for id, text in texts.items() if text}
            for term, id, _, offset in db.execute("SELECT * FROM held").fetchall():
                held[id].append((offset, term))
            assert {id: " ".join(term for _, term in sorted(found)) for id, found in held.items()} == {
                id: tokens(text) for id, text in texts.items() if text
            }


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such file here")
def test_a_store_that_keeps_nothing_is_refused() -> None:
    """As a full disk does, it rolls back by itself: what is told is why, and not that there is nothing to roll back."""
    with pytest.raises(StoreUnusable):
        open_store("/dev/null")


def test_what_is_wrong_with_a_file_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    monkeypatch.setattr("graph.store.sqlite.pool._BUSY_SECONDS", 0)
    with open_store(str(path)) as store, sqlite3.connect(path) as other:
        store.load([ONE], sha256="0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy), open_store(str(path)) as second:
            second.load([TWO], sha256="1")
        other.execute("ROLLBACK")
        pages = store._pool._idle[0].execute("PRAGMA page_count").fetchone()[0]
        store._pool._idle[0].execute(f"PRAGMA max_page_count = {pages}")
        big = tasklist(*(task(n, unit("市商务局")) for n in range(1, 100)), place="邹城市")
        with pytest.raises(StoreFull):
            store.load([big], sha256="1")
        assert store.counts()["Document"] == 1
    (tmp_path / "b.db").write_bytes(path.read_bytes()[:100] + b"x" * 20_000)
    with pytest.raises(StoreDamaged):
        open_store(str(tmp_path / "b.db"))
