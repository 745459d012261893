"""Drawings over HTTP: what the page asks for."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_api_errors import problem


def view(client: TestClient, show: str, **more: Any) -> dict[str, Any]:
    response = client.get("/api/v1/graph/view", params={"show": show, **more})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.fixture
def office(client: TestClient) -> str:
    items = client.get("/api/v1/units", params={"q": "市政府办", "place": "舒兰市"}).json()["items"]
    return str(items[0]["id"])


def test_a_drawing_has_a_place_for_everything_and_is_the_same_on_each_visit(client: TestClient, office: str) -> None:
    for layout in ("free", "level", "theme"):
        found = view(client, f"{office}_lead {office}_place", layout=layout)
        assert found["nodes"][0]["label"] == "市政府办"
        assert {line["type"] for line in found["lines"]} == {"LEADS", "BELONGS_TO"} | (
            {"PARALLELS"} if any(line["type"] == "PARALLELS" for line in found["lines"]) else set()
        )
        assert found == view(client, f"{office}_lead {office}_place", layout=layout)
        places = [(one["x"], one["y"]) for one in [*found["nodes"], *found["groups"]]]
        assert len(places) == len(set(places))


def test_what_a_node_opens_to_is_what_opening_it_brings(client: TestClient, office: str) -> None:
    found = client.get(f"/api/v1/graph/{office}/openings").json()
    assert found["node"]["label"] == "市政府办"
    openings = {one["relation"]: one["count"] for one in found["openings"]}
    assert openings == {"lead": 2, "task": 2, "document": 1, "theme": 1, "partner": 2, "place": 1}
    for relation, count in openings.items():
        assert len(view(client, f"{office}_{relation}")["nodes"]) == 1 + count
    none = client.get(f"/api/v1/graph/{office}/openings", params={"year": 1999}).json()["openings"]
    assert [one["relation"] for one in none] == ["place"]
    problem(client.get("/api/v1/graph/unit:nothing/openings"), 404, "NodeUnknown")


def test_every_line_that_is_an_edge_has_its_evidence(client: TestClient, office: str) -> None:
    found = view(client, f"{office}_task {office}_document {office}_theme {office}_place")
    edges = [line["id"] for line in found["lines"] if line["count"] == 0]
    two = client.get("/api/v1/tasks", params={"q": "公开重大项目"}).json()["items"][0]["id"]  # it has two of one type
    edges += [edge["id"] for edge in client.get(f"/api/v1/tasks/{two}").json()["edges"] if edge["type"] == "LEADS"]
    assert len(edges) > 8
    for id in edges:
        edge = client.get("/api/v1/graph/edge", params={"id": id}).json()
        assert edge["id"] == id
        assert bool(edge["evidence"]) is (edge["type"] != "BELONGS_TO")
    for wrong in ("LEADS:unit:0:task:0", "NOTHING:a:b", "LEADS:::", f"LEADS:{office}:task:0:0001"):
        problem(client.get("/api/v1/graph/edge", params={"id": wrong}), 404, "NodeUnknown")


@pytest.mark.parametrize(
    "asked",
    [
        {"show": "a_b_c_d_e_f"},
        {"show": "x", "layout": "spiral"},
        {"due_from": "June"},
        {"limit": 100_000},
        {"place": "无此地", "show": "{office}_lead"},
        {"show": "{office}_nonsense"},
        {"sow": "x"},
    ],
)
def test_a_wrong_wish_is_told(client: TestClient, office: str, asked: dict[str, Any]) -> None:
    given = {name: value.replace("{office}", office) if isinstance(value, str) else value for name, value in asked.items()}
    problem(client.get("/api/v1/graph/view", params=given), 422, "ParameterWrong")


def test_a_drawing_is_narrowed_by_deadline_and_tells_what_found_no_room(client: TestClient, office: str) -> None:
    for narrowed, tasks in (({"due_from": "2025-01-01"}, 0), ({"due_to": "2024-12-30"}, 0), ({"due_to": "2024-12-31"}, 2)):
        assert len(view(client, f"{office}_lead", **narrowed)["nodes"]) == 1 + tasks, narrowed
    step = f"{office}_lead"
    assert view(client, step, limit=2)["left_out"] == [{"step": step, "count": 1}]


def test_nothing_asked_is_an_empty_canvas(client: TestClient) -> None:
    found = view(client, "")
    assert (found["nodes"], found["groups"], found["lines"]) == ([], [], [])
    assert view(client, "unit:gone")["missing"] == ["unit:gone"]


def test_more_than_a_drawing_could_hold_is_told_and_not_opened(
    client: TestClient, office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("graph.view.net", "api.routers.view"):
        monkeypatch.setattr(f"{module}.MOST", 1)
    found = {one["relation"]: one for one in client.get(f"/api/v1/graph/{office}/openings").json()["openings"]}
    assert (found["lead"]["count"], found["lead"]["more"]) == (1, True)
    assert (found["place"]["count"], found["place"]["more"]) == (1, False)
    problem(client.get("/api/v1/graph/view", params={"show": f"{office}_lead"}), 422, "TooMany")
