"""A store on a server that is not there yet, goes away, and comes back: the service says so, and goes on by itself."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

import tests.neo4j
from api.app import create_app
from api.settings import Settings
from graph.store.neo4j.opening import DatabaseForeign
from tests.neo4j import empty, empty_server, password
from tests.neo4j.proxy import Proxy

PATHS = ("/status", "/units", "/search?q=商务", "/questions/leads", "/units/unit:1")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read is not tried again: whether it would have worked a second later is not what is asked here."""
    monkeypatch.setattr("graph.store.neo4j.server.READ_RETRY_SECONDS", 0.0)


def client_of(settings: Settings) -> TestClient:
    return TestClient(create_app(settings), base_url="http://127.0.0.1:8321", raise_server_exceptions=False)


def told(client: TestClient, path: str, address: str) -> None:
    """The answer says what is wrong, what was tried, and when to come again."""
    answer = client.get(f"/api/v1{path}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5"), answer.text
    problem = answer.json()
    assert problem["code"] == "Neo4jUnreachable"
    assert f"tried {address}" in problem["detail"]
    assert "docker compose up -d neo4j" in problem["detail"]
    assert "连不上 Neo4j" in problem["detail_zh"]


def test_a_service_starts_while_its_store_is_away_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Proxy("bolt://127.0.0.1:1") as away:
        settings = Settings(store=away.address, neo4j_password="geheim-1234")  # type: ignore[arg-type]  # noqa: S106
        with client_of(settings) as client:
            for path in PATHS:
                told(client, path, away.address)
            assert client.get("/").status_code == 200
    assert "geheim" not in caplog.text


@pytest.fixture
def driver() -> Iterator[Driver]:
    with empty_server() as driver:
        yield driver


@pytest.fixture
def settings(driver: Driver) -> Settings:
    return Settings(store=tests.neo4j.address(), neo4j_password=password())


def test_it_goes_on_by_itself_when_the_store_is_there_and_when_it_comes_back(settings: Settings) -> None:
    with Proxy(settings.store) as way, client_of(settings.model_copy(update={"store": way.address})) as client:
        told(client, "/status", way.address)
        for _ in range(2):
            way.open()
            answer = client.get("/api/v1/status")
            assert answer.status_code == 200, answer.text
            assert answer.json()["store"] == "neo4j"
            assert set(answer.json()["counts"].values()) == {0}
            way.shut()
            for path in PATHS:
                told(client, path, way.address)


def test_a_database_of_others_is_refused_at_the_start_and_when_it_is_met_later(settings: Settings, driver: Driver) -> None:
    driver.execute_query("CREATE (:Person)")
    with pytest.raises(DatabaseForeign):
        create_app(settings)
    with Proxy(settings.store) as way, client_of(settings.model_copy(update={"store": way.address})) as client:
        way.open()
        answer = client.get("/api/v1/status")
        assert (answer.status_code, answer.json()["code"]) == (409, "DatabaseForeign")
        assert "Retry-After" not in answer.headers
        empty(driver)
        assert client.get("/api/v1/status").status_code == 200
