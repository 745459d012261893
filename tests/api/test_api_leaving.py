"""What nobody waits for any more is not worked on any more."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest
from fastapi.testclient import TestClient
from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive, Scope, Send

from api.app import create_app
from api.leaving import Leaving
from api.settings import Settings
from graph.patience import AskerLeft
from graph.store.sqlite.pool import Pool

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT began() UNION ALL SELECT i FROM n) SELECT count(*) FROM n"


def test_a_query_ends_when_the_client_leaves(tmp_path: Path) -> None:
    """The client goes away while the query runs in its thread; nothing else would end it."""
    pool, began, ended = Pool(str(tmp_path / "a.sqlite")), Event(), list[type]()

    def answer() -> None:
        with pool.read() as db:
            db.create_function("began", 0, began.set)
            db.execute(ENDLESS).fetchone()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await run_in_threadpool(answer)
        except AskerLeft:
            ended.append(AskerLeft)

    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        await asyncio.to_thread(began.wait)
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None: ...

    scope = {"type": "http", "method": "GET", "path": "/api/v1/questions/leads"}
    asyncio.run(Leaving(app, 3600)(scope, receive, send))
    assert ended == [AskerLeft]
    with pool.read() as db:
        assert db.execute("SELECT 1").fetchone() == (1,)
    pool.close()


@pytest.fixture
def hasty(store_path: Path) -> TestClient:
    """A service that has no time at all."""
    return TestClient(create_app(Settings(store=str(store_path), max_seconds=1e-9)), base_url="http://127.0.0.1:8321")


def test_an_answer_that_takes_too_long_is_broken_off(hasty: TestClient, client: TestClient) -> None:
    answer = hasty.get("/api/v1/questions/leads")
    assert (answer.status_code, answer.json()["code"]) == (504, "TookTooLong")
    assert "时间上限" in answer.json()["detail"]
    assert "ZHENGTU_MAX_SECONDS" in answer.json()["detail"]
    assert client.get("/api/v1/questions/leads").status_code == 200


def test_exports_take_their_time(hasty: TestClient) -> None:
    assert hasty.get("/api/v1/export/json").status_code == 200
