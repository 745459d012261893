"""Transactions on a real server: what is read is one state of the graph, what is written is all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from neo4j import Driver, ManagedTransaction

import tests.neo4j
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.neo4j import walk
from graph.store.neo4j.connection import Neo4jFailed, Neo4jUnreachable
from graph.store.neo4j.server import GraphChanging, Server
from graph.store.neo4j.store import Neo4jStore
from ingest.errors import StoreUnusable
from tests.graph.lists import task, tasklist, unit
from tests.neo4j import empty, empty_server, password
from tests.neo4j.proxy import Proxy

ALL = Filters()
ONE = tasklist(task(1, unit("市商务局"), unit("市教育局", "support"), themes=("一、公开",)))
TWO = tasklist(task(1, unit("市政府办")), place="邹城市", file="b.docx")


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    with empty_server() as driver:
        yield driver


@pytest.fixture
def store(driver: Driver) -> Iterator[Neo4jStore]:
    """By the scheme of a cluster: the driver asks who reads and who writes."""
    empty(driver)
    with Neo4jStore(tests.neo4j.address().replace("bolt:", "neo4j:"), user="neo4j", password=password()) as store:
        yield store


@pytest.fixture
def server(store: Neo4jStore) -> Server:
    return store._server


def test_reads_are_marked_as_reads(server: Server) -> None:
    """So that a cluster sends them to any member: a server refuses to write in one."""
    with pytest.raises(Neo4jFailed, match=r"(?i)read"):
        server.read(lambda tx: tx.run("CREATE (:Zhengtu)").consume())


def test_what_was_written_is_a_bookmark_for_the_next_read(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a member of a cluster that is behind waits until it has it."""
    server.write(lambda tx: None)
    assert server._bookmarks.get_bookmarks()


def test_a_read_that_others_write_into_begins_again(server: Server) -> None:
    seen: list[int] = []

    def work(tx: ManagedTransaction) -> int:
        seen.append(1)
        if len(seen) < 3:
            server.write(lambda tx: None)
        return len(seen)

    assert server.read(work) == 3


def test_a_graph_that_keeps_changing_is_told(server: Server) -> None:
    with pytest.raises(GraphChanging):
        server.read(lambda tx: server.write(lambda tx: None))


def test_a_walk_is_of_one_state_or_ends(store: Neo4jStore) -> None:
    store.load([ONE], sha256="1")
    with store.walk(filters=ALL) as found:
        assert len(list(found.nodes_of("Unit"))) == 2
        store.load([TWO], sha256="2")
        with pytest.raises(GraphChanging):
            list(found.nodes_of("Unit"))


def test_everything_is_of_one_state_though_others_write(store: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load([ONE], sha256="1")
    gathered, writing = walk.gathered, [TWO]

    def between(selection: Any) -> Any:
        next(selection.nodes_of("Task"))
        if writing:
            store.load([writing.pop()], sha256="2")
        return gathered(selection)

    monkeypatch.setattr(walk, "gathered", between)
    with open_store(":memory:") as other:
        other.load([ONE], sha256="1")
        other.load([TWO], sha256="2")
        assert store.everything(filters=ALL) == other.everything(filters=ALL)


def test_a_store_that_somebody_emptied_takes_nothing_in(store: Neo4jStore, driver: Driver) -> None:
    empty(driver)
    with pytest.raises(StoreUnusable, match="emptied"):
        store.load([ONE], sha256="1")
    assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 0


@pytest.mark.parametrize("statement", [1, 2, 5, 9, -1])
def test_a_load_whose_connection_is_cut_leaves_nothing(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, statement: int
) -> None:
    """At any of its statements: the graph is as before, and the same list comes in whole when the way is free again."""
    store.load([ONE], sha256="1")
    before = store.everything(filters=ALL)
    monkeypatch.setattr("graph.store.neo4j.server.WRITE_RETRY_SECONDS", 0.0)
    with Proxy(tests.neo4j.address()) as way:
        way.open()
        with Neo4jStore(way.address, user="neo4j", password=password()) as far:
            with cut_at(statement, way, monkeypatch), pytest.raises(Neo4jUnreachable):
                far.load([TWO], sha256="2")
            assert store.everything(filters=ALL) == before
            way.open()
            assert [loaded.result for loaded in far.load([TWO], sha256="2")] == ["added"]
    with open_store(":memory:") as other:
        other.load([ONE], sha256="1")
        other.load([TWO], sha256="2")
        assert store.everything(filters=ALL) == other.everything(filters=ALL)


@contextmanager
def cut_at(statement: int, way: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cut the way before the so manieth statement of a transaction, or (-1) before its end."""
    run, commit = ManagedTransaction.run, ManagedTransaction._commit
    count = iter(range(1, 1_000_000))

    def counted(tx: ManagedTransaction, *given: Any, **values: Any) -> Any:
        if next(count) == statement:
            way.shut()
        return run(tx, *given, **values)

    def ended(tx: ManagedTransaction) -> None:
        if statement == -1:
            way.shut()
        commit(tx)

    with monkeypatch.context() as patch:
        patch.setattr(ManagedTransaction, "run", counted)
        patch.setattr(ManagedTransaction, "_commit", ended)
        yield
