"""Every endpoint answers by its own OpenAPI document, and says what the lists say."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from graph.questions import catalogue
from graph.questions.base import node_fields
from graph.schema import EDGES, NODES


def required(name: str, ids: dict[str, str]) -> dict[str, str]:
    """A node for each parameter that a question cannot do without."""
    parameters = catalogue()[name].parameters
    return {
        field: ids[f"{types[0].lower()}s"]
        for field, types in node_fields(parameters).items()
        if parameters.model_fields[field].is_required()
    }


def paths(client: TestClient, ids: dict[str, str]) -> dict[str, str]:
    """An address to ask for each path of the OpenAPI document."""
    given = {}
    for path, operations in client.get("/api/openapi.json").json()["paths"].items():
        if "get" not in operations or "{sha256}" in path or path.startswith("/api/v1/intake/"):
            continue  # those are in test_api_intake.py
        if "application/json" not in operations["get"]["responses"]["200"]["content"]:
            continue  # a file
        kind = path.split("/")[3] if path.startswith(("/api/v1/tasks/", "/api/v1/documents/")) else "units"
        if path.endswith("/why"):
            given[path] = f"{path}?of={ids['units']}"
            continue
        asked = {"q": "公开"} if path.endswith("/search") else {}
        if path.endswith("/evidence"):
            asked = {"of": ids["tasks"], "fact": "text"}
        if path.endswith("/graph/edge"):
            asked = {"id": client.get(f"/api/v1/units/{ids['units']}").json()["edges"][0]["id"]}
        if path.endswith("/{name}/export/{format}"):
            continue  # a file
        if "/questions/" in path:
            asked = required(path.rpartition("/")[2], ids)
        given[path] = path.replace("{id}", ids[kind]).replace("{format}", "json") + (f"?{urlencode(asked)}" if asked else "")
    return given


def test_every_path_answers_by_its_schema(client: TestClient, ids: dict[str, str]) -> None:
    document = client.get("/api/openapi.json").json()
    asked = paths(client, ids)
    assert len(asked) > 12 + len(catalogue())
    for path, address in asked.items():
        operations = document["paths"][path]
        assert "get" in operations
        response = client.get(address)
        assert response.status_code == 200, (address, response.text)
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": document["components"]}).validate(response.json())
        assert schema != {}, f"{path} has no response model"


def test_every_node_of_every_kind_answers(client: TestClient) -> None:
    for kind in ("units", "tasks", "documents"):
        for node in client.get(f"/api/v1/{kind}", params={"limit": 100}).json()["items"]:
            detail = client.get(f"/api/v1/{kind}/{node['id']}").json()
            assert {key: detail[key] for key in node} == node
            assert len(detail["edges"]) == detail["total_edges"] > 0
            for edge in detail["edges"]:
                assert node["id"] in (edge["source"], edge["target"])
                assert edge["other"]["id"] in (edge["source"], edge["target"])
            around = client.get(f"/api/v1/graph/{node['id']}/neighbours").json()
            known = {n["id"] for n in around["nodes"]}
            assert node["id"] in known
            assert all({edge["source"], edge["target"]} <= known for edge in around["edges"])


def test_the_lead_ranking(client: TestClient) -> None:
    answer = client.get("/api/v1/questions/leads").json()
    assert [(row["rank"], row["unit"], row["place"], row["count"]) for row in answer["rows"]] == [
        (1, "市政府办", "舒兰市", 2),
        (2, "市政数局", "舒兰市", 1),
        (2, "市政府办", "邹城市", 1),
    ]
    assert answer["truncated"] is False
    assert [column["name"] for column in answer["columns"]] == list(answer["rows"][0])


def test_the_parameters_of_a_question_reach_it(client: TestClient) -> None:
    answer = client.get("/api/v1/questions/leads", params={"place": "邹城市", "limit": 1, "lang": "en"}).json()
    assert [row["place"] for row in answer["rows"]] == ["邹城市"]
    assert (answer["parameters"]["place"], answer["parameters"]["limit"]) == ("邹城市", 1)
    assert "lang" not in answer["parameters"]
    assert client.get("/api/v1/questions/leads", params={"limit": 1}).json()["truncated"] is True


def test_the_catalogue_lists_each_question_with_its_address(client: TestClient, ids: dict[str, str]) -> None:
    cards = client.get("/api/v1/questions").json()["questions"]
    assert [card["name"] for card in cards] == list(catalogue())
    for card in cards:
        assert client.get(card["url"], params=required(card["name"], ids)).status_code == 200
        assert card["zh"] != card["en"]
        assert all(column["zh"] for column in card["columns"])


@pytest.mark.parametrize(
    ("kind", "query", "total"),
    [
        ("units", {"q": "商务"}, 1),
        ("tasks", {"year": 2025}, 1),
        ("documents", {"place": "舒兰市"}, 1),
        ("units", {"q": "没有"}, 0),
    ],
)
def test_lists_are_narrowed(client: TestClient, kind: str, query: dict[str, Any], total: int) -> None:
    page = client.get(f"/api/v1/{kind}", params=query).json()
    assert (page["total"], len(page["items"])) == (total, total)


def test_pages_join_to_the_whole(client: TestClient) -> None:
    whole = client.get("/api/v1/units").json()
    parts = [client.get("/api/v1/units", params={"offset": at, "limit": 2}).json() for at in range(0, whole["total"], 2)]
    assert [item for part in parts for item in part["items"]] == whole["items"]
    assert {part["total"] for part in parts} == {whole["total"]}
    address = f"/api/v1/units/{client.get('/api/v1/units', params={'q': '市政数局'}).json()['items'][0]['id']}"
    whole = client.get(address).json()
    parts = [client.get(address, params={"offset": at, "limit": 2}).json() for at in range(0, whole["total_edges"], 2)]
    assert [edge for part in parts for edge in part["edges"]] == whole["edges"]
    assert len(parts) > 1


def test_duties_carry_evidence_and_can_be_asked_by_role(client: TestClient) -> None:
    node = client.get("/api/v1/units", params={"q": "市政数局"}).json()["items"][0]
    edges = client.get(f"/api/v1/units/{node['id']}", params={"role": "support"}).json()["edges"]
    assert [edge["type"] for edge in edges] == ["SUPPORTS"]
    assert edges[0]["evidence"]["file"] == "shulan.docx"
    assert (edges[0]["evidence"]["row"], edges[0]["evidence"]["quote"]) == (3, "市政数局")


def test_a_node_is_found_only_among_its_kind_and_its_relationships_by_type(client: TestClient, ids: dict[str, str]) -> None:
    for kind, other in (("units", "tasks"), ("tasks", "documents"), ("documents", "units")):
        assert client.get(f"/api/v1/{kind}/{ids[other]}").status_code == 404
    task = client.get("/api/v1/tasks", params={"q": "公开重大项目"}).json()["items"][0]["id"]
    for address, type in ((f"/api/v1/nodes/{task}?type=UNDER", "UNDER"), (f"/api/v1/tasks/{task}?role=lead", "LEADS")):
        node = client.get(address).json()
        assert {edge["type"] for edge in node["edges"]} == {type}
        assert node["total_edges"] == len(node["edges"]) == (2 if type == "LEADS" else 1)


def test_a_document_brings_the_notes_of_its_reading(client: TestClient) -> None:
    node = client.get("/api/v1/documents", params={"place": "舒兰市"}).json()["items"][0]
    report = client.get(f"/api/v1/documents/{node['id']}").json()["report"]
    assert [note["kind"] for note in report] == ["column not used"]


def test_a_neighbourhood_is_drawn_the_same_each_time(client: TestClient, ids: dict[str, str]) -> None:
    address = f"/api/v1/graph/{ids['units']}/neighbours?hops=2"
    assert client.get(address).json() == client.get(address).json()


def test_types_and_status(client: TestClient) -> None:
    types = client.get("/api/v1/graph/types").json()
    assert [kind["type"] for kind in types["nodes"]] == [kind.type for kind in NODES]
    assert [kind["type"] for kind in types["edges"]] == [kind.type for kind in EDGES]
    status = client.get("/api/v1/status").json()
    assert (status["store"], status["counts"]["Task"], status["counts"]["LEADS"]) == ("sqlite", 4, 4)


def test_search_finds_the_exact_name_first(client: TestClient) -> None:
    assert client.get("/api/v1/search", params={"q": "市商务局"}).json()["items"][0]["label"].endswith("市商务局")


def test_the_tasks_of_a_document_in_its_order_with_their_units(client: TestClient) -> None:
    listed = next(d for d in client.get("/api/v1/documents").json()["items"] if "舒兰" in d["label"])
    page = client.get(f"/api/v1/documents/{listed['id']}/tasks", params={"limit": 2}).json()
    assert (page["total"], [task["properties"]["seq"] for task in page["items"]]) == (3, [1, 2])
    assert {task["theme"]["label"] for task in page["items"]} == {"一、政务公开"}
    rest = client.get(f"/api/v1/documents/{listed['id']}/tasks", params={"limit": 2, "offset": 2}).json()
    assert [task["properties"]["seq"] for task in rest["items"]] == [3]
    duties = [(duty["type"], duty["other"]["label"]) for duty in page["items"][1]["duties"]]
    assert sorted(duties) == [("LEADS", "市政府办"), ("LEADS", "市政数局")]


def test_columns_of_codes_say_their_words(client: TestClient) -> None:
    questions = {q["name"]: q for q in client.get("/api/v1/questions").json()["questions"]}
    role = next(column for column in questions["unit-tasks"]["columns"] if column["name"] == "role")
    assert role["codes"]["lead"] == {"zh": "牵头", "en": "lead"}


def test_places_and_topics_are_listed_and_any_node_is_shown(client: TestClient) -> None:
    for kind in ("places", "topics"):
        first = client.get(f"/api/v1/{kind}").json()["items"][0]
        assert client.get(f"/api/v1/nodes/{first['id']}").json()["label"] == first["label"]


def test_why_a_unit_is_who_it_is(client: TestClient) -> None:
    unit = client.get("/api/v1/units", params={"q": "市政数局"}).json()["items"][0]
    assert "市政数局" in [line["about"] for line in client.get("/api/v1/why", params={"of": unit["id"]}).json()["lines"]]


def test_what_two_nodes_have_to_do_with_each_other(client: TestClient) -> None:
    units = {n["label"]: n["id"] for n in client.get("/api/v1/units", params={"place": "舒兰市"}).json()["items"]}
    told = client.get("/api/v1/why", params={"of": units["市政数局"], "other": units["市商务局"]}).json()
    assert "市政数局" in told["title"]
    assert "市商务局" in told["title"]
    assert told["lines"]
