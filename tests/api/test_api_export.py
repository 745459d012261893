"""GET /api/v1/export/{format}: the files of `zhengtu export`, offered under a safe name."""

from __future__ import annotations

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
from api.exports import formats
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


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
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
