"""The numbers of the start page: right at once, and right again when the graph has changed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.board import EVERYTHING, PARTS, Board
from api.settings import Settings
from graph.store import open_store
from tests.api.conftest import SHULAN, ZOUCHENG


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "zhengtu.sqlite"
    with open_store(str(path)) as store:
        store.load([SHULAN], sha256="1" * 64)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8321") as client:
        yield client


def whole(client: TestClient, **asked: Any) -> dict[str, Any]:
    """The overview with all its parts."""
    while True:
        told: dict[str, Any] = client.get("/api/v1/overview", params=asked).json()
        if told["complete"]:
            return told


def test_the_numbers_and_the_charts(client: TestClient) -> None:
    told = whole(client, as_of="2024-12-05")
    numbers = told["numbers"]
    assert (numbers["documents"], numbers["named"], numbers["tasks"], numbers["due"], numbers["unled"]) == (1, 1, 3, 3, 1)
    assert numbers["uncertain"] == 1
    assert told["months"] == [{"month": "2024-12", "tasks": 3}]
    assert [(row["unit"], row["count"]) for row in told["leads"]] == [("市政府办", 2), ("市政数局", 1)]
    assert sum(row["count"] for row in told["matrix"]) > 0


def test_what_another_program_loads_is_counted_by_the_next_call(client: TestClient, path: Path) -> None:
    assert whole(client)["numbers"]["tasks"] == 3
    with open_store(str(path)) as store:
        store.load([ZOUCHENG], sha256="2" * 64)
    assert whole(client)["numbers"]["tasks"] == 4


def test_the_filters_hold_for_all_of_it(client: TestClient, path: Path) -> None:
    with open_store(str(path)) as store:
        store.load([ZOUCHENG], sha256="2" * 64)
    assert whole(client)["numbers"]["tasks"] == 4
    told = whole(client, year=2025)
    assert (told["numbers"]["documents"], told["numbers"]["tasks"]) == (1, 1)
    assert [row["place"] for row in told["leads"]] == ["邹城市"]
    assert client.get("/api/v1/overview", params={"year": 1}).status_code == 422


def test_the_first_parts_are_told_while_the_others_are_worked_out(path: Path, tmp_path: Path) -> None:
    with open_store(str(path)) as store:
        going_on = threading.Event()
        asked: list[str] = []

        class Slow:
            def ask(self, question: Any, parameters: Any) -> Any:
                asked.append(question.name)
                if question.name == "matrix":
                    assert going_on.wait(60)
                return store.ask(question, parameters)

        kept = tmp_path / "overview.json"
        board = Board(Slow(), lambda: 1, kept)  # type: ignore[arg-type]
        day = date(2024, 1, 1)
        while "leads" not in (parts := board.parts(EVERYTHING, day, 0.01)[0]):
            pass
        assert set(parts) == {"numbers", "months", "leads"}
        going_on.set()
        assert board.parts(EVERYTHING, day, 60)[1] is True
        assert len(asked) == len(PARTS), "worked out once, however often it is asked"
        while not kept.exists():
            pass
        later = Board(None, lambda: 1, kept)  # type: ignore[arg-type]
        assert later.parts(EVERYTHING, day, 0) == (board.parts(EVERYTHING, day, 0)[0], True), "a new service has it at once"
        kept.write_text(json.dumps({"key": []}))
        assert Board(store, lambda: 1, kept).parts(EVERYTHING, day, 60)[1] is True, "a file that does not fit is no matter"


def test_what_fails_is_told_and_tried_again(path: Path) -> None:
    with open_store(str(path)) as store:
        fails = [True]

        class Once:
            def ask(self, question: Any, parameters: Any) -> Any:
                if fails.pop() if fails else False:
                    raise ValueError("once")
                return store.ask(question, parameters)

        board = Board(Once(), lambda: 1, None)  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="once"):
            board.parts(EVERYTHING, date(2024, 1, 1), 60)
        assert board.parts(EVERYTHING, date(2024, 1, 1), 60)[1] is True
