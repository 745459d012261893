"""One shape for every error, whoever raises it, in the language that was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from api.app import create_app
from api.models import Problem
from api.settings import Settings
from ingest.errors import StoreUnusable

CASES: list[tuple[str, str, int, str]] = [
    ("GET", "/api/v1/nothing", 404, "RouteUnknown"),
    ("GET", "/nothing.html", 404, "RouteUnknown"),
    ("GET", "/static/../api/settings.py", 404, "RouteUnknown"),
    ("POST", "/api/v1/units", 403, "NotFromPage"),
    ("DELETE", "/api/v1/documents/x", 403, "NotFromPage"),
    ("OPTIONS", "/api/v1/units", 405, "MethodWrong"),
    ("GET", "/api/v1/questions/nothing", 404, "QuestionUnknown"),
    ("GET", "/api/v1/units/nobody", 404, "NodeUnknown"),
    ("GET", "/api/v1/graph/nobody/neighbours", 404, "NodeUnknown"),
    ("GET", "/api/v1/units?limit=0", 422, "ParameterWrong"),
    ("GET", "/api/v1/units?limit=501", 422, "ParameterWrong"),
    ("GET", "/api/v1/units?limit=abc", 422, "ParameterWrong"),
    ("GET", "/api/v1/units?limit=99999999999999999999", 422, "ParameterWrong"),
    ("GET", "/api/v1/units?offset=-1", 422, "ParameterWrong"),
    ("GET", "/api/v1/units?yeer=2024", 422, "ParameterWrong"),
    ("GET", "/api/v1/units?lang=fr", 422, "ParameterWrong"),
    ("GET", "/api/v1/tasks?year=1", 422, "ParameterWrong"),
    ("GET", "/api/v1/search", 422, "ParameterWrong"),
    ("GET", f"/api/v1/search?q={'长' * 201}", 422, "ParameterWrong"),
    ("GET", "/api/v1/search?q=a&limit=501", 422, "ParameterWrong"),
    ("GET", "/api/v1/graph/nobody/neighbours?limit=2001", 422, "ParameterWrong"),
    ("GET", "/api/v1/graph/view?limit=2001", 422, "ParameterWrong"),
    ("GET", "/api/v1/questions/leads?role=boss", 422, "ParameterWrong"),
    ("GET", "/api/v1/questions/leads?limit=501", 422, "ParameterWrong"),
    ("GET", "/api/v1/questions/leads?nothing=1", 422, "ParameterWrong"),
    ("GET", f"/api/v1/units/{'x' * 301}", 422, "ParameterWrong"),
]


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The error of a response, whose shape is checked."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in response.headers
    value: dict[str, Any] = response.json()
    Draft202012Validator(Problem.model_json_schema()).validate(value)
    assert set(value) <= {"type", "title", "status", "code", "detail", "detail_zh", "where"}
    assert (value["status"], value["code"]) == (status, code)
    return value


@pytest.mark.parametrize(("method", "address", "status", "code"), CASES)
def test_every_error_has_the_one_shape(client: TestClient, method: str, address: str, status: int, code: str) -> None:
    problem(client.request(method, address), status, code)


def test_a_wrong_parameter_is_named(client: TestClient) -> None:
    value = problem(client.get("/api/v1/questions/leads?role=boss&limit=0"), 422, "ParameterWrong")
    assert value["where"] == {"parameter": "limit"} or value["where"] == {"parameter": "role"}
    assert "只能是 lead、support、responsible" in value["detail"]
    assert "不能小于 1" in value["detail"]


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [
        ("", "", "zh"),
        ("?lang=en", "zh-CN", "en"),
        ("?lang=zh", "en", "zh"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr, zh-CN;q=0.5, en;q=0.4", "zh"),
        ("", "en;q=0, zh;q=0.1", "zh"),
        ("", "de, *;q=x", "zh"),
    ],
)
def test_the_language_of_an_error(client: TestClient, query: str, header: str, language: str) -> None:
    response = client.get(f"/api/v1/units/nobody{query}", headers={"Accept-Language": header})
    value = problem(response, 404, "NodeUnknown")
    assert response.headers["content-language"] == language
    assert value["detail_zh"].startswith("图中没有")
    assert value["detail"].startswith("图中没有" if language == "zh" else "“nobody” is not")


def test_an_unforeseen_error_tells_nothing_of_itself(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings)

    def fail() -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(app.state.store, "counts", fail, raising=False)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        response = client.get("/api/v1/status")
    problem(response, 500, "ServerFault")
    assert "secret" not in response.text


def test_where_the_store_lies_is_told_to_nobody_but_the_log(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(settings)

    def fail() -> None:
        raise StoreUnusable(path=settings.store, reason="disk I/O error")

    monkeypatch.setattr(app.state.store, "counts", fail, raising=False)
    with TestClient(app, base_url="http://localhost") as client:
        response = client.get("/api/v1/status")
    assert "zhengtu.sqlite" in problem(response, response.status_code, "StoreUnusable")["detail"]
    assert str(Path(settings.store).parent) not in response.text
    assert settings.store in caplog.text


def test_of_a_thousand_wrong_parameters_the_first_are_told(client: TestClient) -> None:
    value = problem(client.get("/api/v1/units?" + "&".join(f"a{n}=1" for n in range(1000))), 422, "ParameterWrong")
    assert value["detail"].count("没有这个参数") == 5


@pytest.mark.parametrize(
    ("body", "words"),
    [("[1]", "body 不对：应为 JSON 对象"), ("{", "body 不对：不是有效的 JSON"), ("{}", "nodes 不对：必须填写")],
)
def test_a_wrong_body_is_told_in_the_asked_language(client: TestClient, body: str, words: str) -> None:
    response = client.post("/api/v1/export/json", content=body, headers={"Content-Type": "application/json"})
    assert words in problem(response, 422, "ParameterWrong")["detail"]


def test_a_store_that_cannot_be_opened_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreUnusable) as caught:
        create_app(Settings(store=str(tmp_path / "file" / "x.sqlite")))
    assert "ZHENGTU_STORE" in caught.value.say("zh")


def test_a_name_of_nothing_but_blanks_is_told(client: TestClient, ids: dict[str, str]) -> None:
    response = client.get("/api/v1/questions/path", params={"start": "\n", "end": next(iter(ids.values()))})
    assert problem(response, 422, "ParameterWrong")["where"] == {"parameter": "start"}
