"""What is opened as a store on Neo4j, and what is refused before anything in it is touched."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Driver
from pydantic import SecretStr

import tests.neo4j
from graph.publish.neo4j import DatabaseIsStore, publish
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.neo4j.connection import AddressNotPlain, Neo4jUnreachable
from graph.store.neo4j.model import MIGRATION, SCHEMA
from graph.store.neo4j.opening import DatabaseForeign, DatabasePublished, SchemaOlder, ServerOld
from graph.store.neo4j.store import Neo4jStore
from ingest.errors import StoreNewer
from tests.graph.lists import task, tasklist, unit
from tests.neo4j import empty, empty_server, forget_schema, password

HIDDEN = "geheim-1234"


@pytest.fixture(scope="module")
def server() -> Iterator[Driver]:
    with empty_server() as driver:
        yield driver


@pytest.fixture
def driver(server: Driver) -> Iterator[Driver]:
    """An empty database."""
    yield server
    empty(server)


def opened() -> Neo4jStore:
    return Neo4jStore(tests.neo4j.address(), user="neo4j", password=password())


def state(driver: Driver) -> list[Any]:
    """All that the database holds, its indexes as well."""
    ask = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN elementId(n), labels(n), properties(n), elementId(r) ORDER BY 1, 4"
    texts = (ask, "SHOW CONSTRAINTS YIELD name", "SHOW INDEXES YIELD name RETURN name ORDER BY name")
    return [[list(row) for row in driver.execute_query(text).records] for text in texts]


def test_an_empty_database_becomes_a_store_with_all_its_indexes(driver: Driver) -> None:
    forget_schema(driver)
    with opened() as store:
        assert set(store.counts().values()) == {0}
        assert store.search("任务") == ()
    rows = driver.execute_query("SHOW INDEXES YIELD name, state, type, options WHERE type <> 'LOOKUP'").records
    assert len(rows) == len(MIGRATION)
    assert {row["state"] for row in rows} == {"ONLINE"}
    (words,) = [row["options"]["indexConfig"] for row in rows if row["type"] == "FULLTEXT"]
    assert words == {"fulltext.analyzer": "whitespace", "fulltext.eventually_consistent": False}


def test_a_store_is_opened_again_as_it_is(driver: Driver) -> None:
    opened().close()
    before = state(driver)
    opened().close()
    assert state(driver) == before


@pytest.mark.parametrize(
    ("theirs", "told"),
    [
        ("CREATE (:Person {name: 'A'})", "1 nodes or relationships (such as :Person)"),
        ("CREATE (:Person)-[:KNOWS]->(:Person)", "2 nodes or relationships (such as :Person)"),
        ("CREATE ({name: 'A'})", "1 nodes or relationships (such as :)"),
        ("CREATE (:Zhengtu:Task {id: '1'})-[:MINE]->(:Zhengtu:Task {id: '2'})", "1 nodes or relationships (such as :MINE)"),
    ],
)
def test_what_is_not_ours_is_left_alone(driver: Driver, theirs: str, told: str) -> None:
    forget_schema(driver)
    driver.execute_query(theirs)
    before = state(driver)
    with pytest.raises(DatabaseForeign) as caught:
        opened()
    assert told in str(caught.value)
    assert "Use an empty database" in str(caught.value)
    assert state(driver) == before


def test_what_others_put_beside_a_store_is_told(driver: Driver) -> None:
    opened().close()
    driver.execute_query("CREATE (:Person)")
    before = state(driver)
    with pytest.raises(DatabaseForeign):
        opened()
    assert state(driver) == before


def test_a_published_graph_is_no_store_and_a_store_is_not_published_to(driver: Driver) -> None:
    with open_store(":memory:") as store:
        store.load([tasklist(task(1, unit("市政府办")))], sha256="0")
        whole = store.everything(filters=Filters())
    publish(driver, whole)
    before = state(driver)
    with pytest.raises(DatabasePublished, match=f"{len(whole.nodes)} nodes.*empty this one"):
        opened()
    assert state(driver) == before
    empty(driver)
    opened().close()
    before = state(driver)
    with pytest.raises(DatabaseIsStore):
        publish(driver, whole)
    assert state(driver) == before


@pytest.mark.parametrize(("schema", "error"), [(SCHEMA + 1, StoreNewer), (SCHEMA - 1, SchemaOlder)], ids=["newer", "older"])
def test_another_schema_is_told_and_left_alone(driver: Driver, schema: int, error: type[Exception]) -> None:
    opened().close()
    driver.execute_query("MATCH (s:Store) SET s.schema = $schema", schema=schema)
    before = state(driver)
    with pytest.raises(error, match=f"schema {schema}, this program (knows|needs) {SCHEMA}"):
        opened()
    assert state(driver) == before


def test_an_old_server_is_told(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        agent = "Neo4j/4.4.30"

    monkeypatch.setattr(Driver, "get_server_info", lambda self: Old)
    with pytest.raises(ServerOld, match=r"Neo4j/4\.4\.30.*version 5"):
        opened()
    assert state(driver)[0] == []


# without a server


def test_a_server_that_is_not_there_is_told_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Neo4jUnreachable, match=f"tried neo4j://127.0.0.1:{port}.*docker compose up -d neo4j") as caught:
        Neo4jStore(f"neo4j://127.0.0.1:{port}", user="neo4j", password=SecretStr(HIDDEN))
    assert HIDDEN not in f"{caught.value!r} {caplog.text}"


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(AddressNotPlain) as caught:
        Neo4jStore(f"neo4j://neo4j:{HIDDEN}@localhost:7687", user="neo4j", password=None)
    assert HIDDEN not in str(caught.value)
