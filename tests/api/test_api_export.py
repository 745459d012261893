"""GET /api/v1/export/{format}: the files of `zhengtu export`, offered under a safe name."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from urllib.parse import quote, unquote

import networkx as nx
import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.exports import disposition, formats
from api.settings import Settings
from tests.api.test_api_errors import problem


@pytest.mark.parametrize("format", formats())
def test_each_format_is_a_file_to_keep(client: TestClient, format: str) -> None:
    response = client.get(f"/api/v1/export/{format}", params={"place": "舒兰市"})
    assert response.status_code == 200, response.text
    one = formats()[format]
    assert response.headers["content-type"].partition(";")[0] == one.media_type.partition(";")[0]
    assert response.headers["content-length"] == str(len(response.content))
    name = unquote(response.headers["content-disposition"].rpartition("UTF-8''")[2])
    assert name.startswith("政图-舒兰市.")
    assert name.endswith(one.suffix)
    assert response.content == client.get(f"/api/v1/export/{format}", params={"place": "舒兰市"}).content
    known = client.get("/api/openapi.json").json()["paths"]["/api/v1/export/{format}"]["get"]
    assert one.media_type.partition(";")[0] in known["responses"]["200"]["content"]
    assert format in known["parameters"][0]["schema"]["enum"]


def test_the_files_open_elsewhere(client: TestClient) -> None:
    def read(format: str) -> io.BytesIO:
        return io.BytesIO(client.get(f"/api/v1/export/{format}").content)

    count = client.get("/api/v1/status").json()["counts"]["Task"]
    for graph in (nx.read_gexf(read("gexf")), nx.read_graphml(read("graphml"))):
        assert sum(values["type"] == "Task" for _, values in graph.nodes(data=True)) == count
    assert openpyxl.load_workbook(read("xlsx"))["任务 Task"].max_row == 1 + count
    assert zipfile.ZipFile(read("csv")).namelist() == ["nodes.csv", "edges.csv"]


def test_the_filters_and_the_neighbourhood_choose(client: TestClient) -> None:
    def tasks(**asked: str | int) -> set[str]:
        found = json.loads(client.get("/api/v1/export/json", params=asked).content)["nodes"]
        return {node["label"] for node in found if node["type"] == "Task"}

    assert tasks(year=2025) == {"公开财政预算。"}
    assert len(tasks()) == 4
    around = tasks(around="市商务局")
    assert [label for label in around if "办好" in label] == list(around)
    far = tasks(around="市商务局", hops=3)
    assert far > around
    assert tasks(around="市商务局", hops=3, year=2024) == far & tasks(year=2024)


def test_the_ways_between_two_nodes(client: TestClient) -> None:
    def labels(*ends: str) -> set[str]:
        found = client.get("/api/v1/export/json", params={"between": list(ends), "year": 2024})
        return {node["label"] for node in json.loads(found.content)["nodes"]}

    assert {"市商务局", "市政数局"} <= labels("市商务局", "市政数局")
    assert labels("市商务局", "市商务局") == set()


def test_just_these_nodes(client: TestClient) -> None:
    units = [node["id"] for node in client.get("/api/v1/units").json()["items"]]
    response = client.post("/api/v1/export/json", json={"nodes": [*units[:2], "unit:gone"], "title": "所选 <b>"})
    assert response.status_code == 200, response.text
    assert {node["id"] for node in response.json()["nodes"]} == set(units[:2])
    assert unquote(response.headers["content-disposition"]).endswith("政图-所选-b.json")
    problem(client.post("/api/v1/export/json", json={"nodes": []}), 422, "ParameterWrong")
    problem(client.post("/api/v1/export/json", json={"nodes": ["a"] * 10_001}), 422, "ParameterWrong")


def test_the_rows_of_a_question_are_a_file_to_keep(client: TestClient) -> None:
    asked = {"unit": "市商务局", "place": "舒兰市"}
    rows = client.get("/api/v1/questions/unit-tasks", params=asked).json()["rows"]
    response = client.get("/api/v1/questions/unit-tasks", params={**asked, "format": "xlsx"})
    assert unquote(response.headers["content-disposition"]).endswith("一个单位要做哪些任务-舒兰市-市商务局.xlsx")
    sheet, about = openpyxl.load_workbook(io.BytesIO(response.content))
    head, *cells = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert head[:4] == ["角色", "任务", "时限", "最迟"]
    assert [row[1] for row in cells] == [row["text"] for row in rows]
    assert {cell.value for cell in about["A"]} >= {"问题", "地区", "单位", "行数"}
    content = client.get("/api/v1/questions/unit-tasks", params={**asked, "format": "csv"}).content
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert (lines[0], len(lines)) == (head, 1 + len(rows))
    english = client.get("/api/v1/questions/unit-tasks", params={**asked, "format": "csv", "lang": "en"}).content
    assert english.decode("utf-8-sig").startswith("role,task,deadline")


def test_without_a_limit_a_file_has_all_rows(client: TestClient) -> None:
    many = client.get("/api/v1/questions/subgraph", params={"limit": 500}).json()["rows"]
    assert len(many) > 20
    for given, count in (({}, len(many)), ({"limit": 3}, 3), ({"limit": 3, "offset": len(many) - 1}, 1)):
        content = client.get("/api/v1/questions/subgraph", params={**given, "format": "csv"}).content
        assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) == 1 + count
    assert len(client.get("/api/v1/questions/subgraph").json()["rows"]) == 20


@pytest.mark.parametrize("format", formats())
def test_what_the_rows_of_a_question_name(client: TestClient, format: str) -> None:
    asked = {"unit": "市商务局", "place": "舒兰市"}
    response = client.get(f"/api/v1/questions/unit-tasks/export/{format}", params=asked)
    assert response.status_code == 200, response.text
    if format == "json":
        english = client.get(f"/api/v1/questions/unit-tasks/export/{format}", params={**asked, "lang": "en"})
        assert "What-a-unit-has-to-do" in unquote(english.headers["content-disposition"])
        rows = client.get("/api/v1/questions/unit-tasks", params=asked).json()["rows"]
        assert {node["id"] for node in response.json()["nodes"]} == {row["task_id"] for row in rows}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("json?between=市商务局", 422, "ParameterWrong"),
        ("json?between=市商务局&between=nobody", 404, "NodeUnknown"),
        ("json?between=市商务局&between=市政数局&around=市商务局", 422, "ParameterWrong"),
        ("../questions/nothing/export/json", 404, "QuestionUnknown"),
        ("../questions/unit-tasks/export/json", 422, "ParameterWrong"),
        ("../questions/unit-tasks/export/json?unit=无此局", 422, "ParameterWrong"),
        ("../questions/leads/export/doc", 422, "ParameterWrong"),
        ("../questions/leads/export/json?yeer=2024", 422, "ParameterWrong"),
        ("../questions/leads?format=pdf", 422, "ParameterWrong"),
        ("doc", 422, "ParameterWrong"),
        ("json?hops=0", 422, "ParameterWrong"),
        ("json?hops=4", 422, "ParameterWrong"),
        ("json?around=nobody", 404, "NodeUnknown"),
        ("json?around=市政府办", 422, "ParameterWrong"),
        ("json?yeer=2024", 422, "ParameterWrong"),
        ("json?place=无此地", 422, "ParameterWrong"),
    ],
)
def test_a_wrong_wish_is_told_as_every_error(client: TestClient, address: str, status: int, code: str) -> None:
    problem(client.get(f"/api/v1/export/{address}"), status, code)


def test_an_ambiguous_name_lists_those_that_bear_it(client: TestClient) -> None:
    value = problem(client.get("/api/v1/export/json", params={"around": "市政府办"}), 422, "ParameterWrong")
    assert "舒兰市" in value["detail"]
    assert "邹城市" in value["detail"]
    assert value["where"] == {"parameter": "around"}


def test_a_page_that_nobody_could_open_is_refused(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"max_nodes": 3}))
    with TestClient(app, base_url="http://localhost") as client:
        problem(client.get("/api/v1/export/html"), 422, "PageTooLarge")
        assert client.get("/api/v1/export/json").status_code == 200


def test_the_name_of_a_download_is_a_name_on_every_system() -> None:
    offered = disposition('a"\r\nX: 1/..\\b\u202excod.docx;x')
    assert offered.startswith('attachment; filename="zhengtu.docxx"; filename*=')
    assert unquote(offered.rpartition("UTF-8''")[2]) == "a_X_ 1_.._b_xcod.docx;x"


@pytest.mark.parametrize(
    "word", ["\r\nSet-Cookie: a=b", '"; filename=evil.exe', "../../etc/passwd", "<script>", "\u202eexe.fdp"]
)
def test_no_word_reaches_the_header_as_it_is(client: TestClient, word: str) -> None:
    for name in ("theme", "function"):
        response = client.get(f"/api/v1/export/json?{name}={quote(word)}")
        assert response.status_code == 200
        assert re.fullmatch(
            r"attachment; filename=\"zhengtu\.json\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+",
            response.headers["content-disposition"],
        )
        assert "set-cookie" not in response.headers
