"""Reads end when their asker leaves or when their time is up, and nothing else ends with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import ManagedTransaction

from graph.patience import AskerLeft, Patience, TookTooLong, check
from graph.store.neo4j.server import Server
from graph.store.sqlite.pool import MEMORY, Pool
from tests.neo4j import address, empty_server, password

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT began() UNION ALL SELECT i FROM n) SELECT count(*) FROM n"
"""It calls `began` once, and never comes to an end."""
ENDLESS_CYPHER = "UNWIND range(1, 1000000000) AS a UNWIND range(1, 1000000000) AS b RETURN count(*)"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90000) SELECT i FROM n"


@pytest.fixture(params=["file", "memory"])
def pool(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pool]:
    pool = Pool(str(tmp_path / "a.sqlite") if request.param == "file" else MEMORY)
    yield pool
    pool.close()


def endless(db: sqlite3.Connection, began: Callable[[], None]) -> None:
    db.create_function("began", 0, began)
    db.execute(ENDLESS).fetchone()


def test_a_query_ends_when_its_asker_leaves(pool: Pool) -> None:
    """The connection is whole afterwards: it is handed out again, and reads on to the end."""
    patience = Patience()
    with pytest.raises(AskerLeft), patience.given(), pool.read() as used:
        endless(used, patience.leave)
    with pool.read() as again:
        assert again is used
        assert len(again.execute(LONG).fetchall()) == 90_000
    with pool.write() as db:
        db.execute("INSERT INTO added_places VALUES ('x')")
    with pool.read() as db:
        assert db.execute("SELECT * FROM added_places").fetchall() == [("x",)]


def test_other_readers_go_on(tmp_path: Path) -> None:
    pool = Pool(str(tmp_path / "a.sqlite"))
    leaving, staying = Patience(), Patience(3600)
    with staying.given(), pool.read() as other:
        rows = other.execute(LONG)
        with pytest.raises(AskerLeft), leaving.given(), pool.read() as used:
            endless(used, leaving.leave)
        assert len(rows.fetchall()) == 90_000
        check()
    pool.close()


def test_a_read_whose_time_is_up_does_not_begin(pool: Pool) -> None:
    with pytest.raises(TookTooLong), Patience(0).given(), pool.read():
        pytest.fail("it began")
    with pool.read() as db:
        assert db.execute("SELECT 1").fetchone() == (1,)


def test_a_query_ends_when_its_time_is_up(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("graph.patience.time.monotonic", lambda: now[0])
    with pytest.raises(TookTooLong) as caught, Patience(60).given(), pool.read() as db:
        endless(db, lambda: now.__setitem__(0, 61.0))
    assert "ZHENGTU_MAX_SECONDS" in caught.value.say("zh")


def test_a_fault_of_a_statement_is_told_as_such(pool: Pool) -> None:
    with pytest.raises(sqlite3.OperationalError), Patience(3600).given(), pool.read() as db:
        db.execute("SELECT nothing")


@pytest.fixture
def server() -> Iterator[Server]:
    with empty_server():
        server = Server(address(), user="neo4j", password=password())
        yield server
        server.close()


def test_a_server_ends_what_nobody_waits_for(server: Server) -> None:
    """Its transaction is gone, and the next one works."""
    patience = Patience()

    def work(tx: ManagedTransaction) -> None:
        tx.run("RETURN 1").consume()
        patience.leave()
        tx.run(ENDLESS_CYPHER).consume()

    with pytest.raises(AskerLeft), patience.given():
        server.read(work)
    with Patience(3600).given():
        assert server.read(lambda tx: tx.run("RETURN 1 AS one").single(strict=True)["one"]) == 1


def test_a_server_ends_what_takes_too_long(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.neo4j.server.READ_SECONDS", 0.001)
    with pytest.raises(TookTooLong):
        server.read(lambda tx: tx.run(ENDLESS_CYPHER).consume())
