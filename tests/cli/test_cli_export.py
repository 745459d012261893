"""`zhengtu export`: any selection, as any format, to the output, a file or a folder."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from api.exports import file_name, formats
from tests.cli.runs import Zhengtu, write_docx


@pytest.fixture
def asked(zhengtu: Zhengtu, document: Path) -> Zhengtu:
    assert zhengtu("ingest", document).code == 0
    return zhengtu


def names(path: Path) -> set[str]:
    """The labels of an exported graph."""
    return {node["label"] for node in json.loads(path.read_text(encoding="utf-8"))["nodes"]}


@pytest.mark.parametrize("format", formats())
def test_each_format_is_written_to_a_file_that_its_name_tells(asked: Zhengtu, tmp_path: Path, format: str) -> None:
    one = formats()[format]
    path = tmp_path / f"graph{one.suffix}"
    run = asked("export", "-o", path, *(("--format", format) if format == "neo4j-admin" else ()))
    assert (run.code, run.out, str(path) in run.err) == (0, "", True)
    again = tmp_path / f"again{one.suffix}"
    assert asked("export", "-o", again, "--format", format).code == 0
    assert path.read_bytes() == again.read_bytes()
    assert sorted(file.name for file in tmp_path.glob(".*.part")) == []


def test_the_help_names_the_formats(zhengtu: Zhengtu) -> None:
    assert f"--format {'|'.join(formats())}" in zhengtu("export", "--help").out


def test_what_is_written_opens_elsewhere(asked: Zhengtu, tmp_path: Path) -> None:
    assert asked("export", "-o", tmp_path / "g.gexf").code == 0
    assert "市发展改革局" in {label for _, label in nx.read_gexf(tmp_path / "g.gexf").nodes(data="label")}
    assert asked("export", "-o", tmp_path / "g.xlsx").code == 0
    assert "任务 Task" in openpyxl.load_workbook(tmp_path / "g.xlsx").sheetnames
    assert asked("export", "-o", tmp_path / "g.zip").code == 0
    with zipfile.ZipFile(tmp_path / "g.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode("utf-8-sig"))))
    assert "市发展改革局" in {row["label"] for row in rows}


def test_several_files_go_into_a_folder_or_an_archive(asked: Zhengtu, tmp_path: Path) -> None:
    assert asked("export", "--format", "csv", "-o", tmp_path / "tables").code == 0
    assert sorted(file.name for file in (tmp_path / "tables").iterdir()) == ["edges.csv", "nodes.csv"]
    run = asked("export", "-o", tmp_path / "graph.csv")
    assert (run.code, "--output" in run.err, (tmp_path / "graph.csv").exists()) == (2, True, False)
    (tmp_path / "file").write_text("", encoding="utf-8")
    run = asked("export", "--format", "csv", "-o", tmp_path / "file")
    assert (run.code, "无法写入" in run.err) == (1, True)


def test_only_what_lies_around_a_node(asked: Zhengtu, tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    assert asked("export", "--around", "市商务局", "-o", path).code == 0
    assert {"市商务局", "编制主动公开目录并动态更新，做到应公开尽公开。"} <= names(path)
    assert "市财政局" not in names(path)
    assert asked("export", "--around", "市商务局", "--hops", "3", "-o", path).code == 0
    assert "市财政局" in names(path)


def test_the_neighbourhood_and_the_filters_both_hold(asked: Zhengtu, tmp_path: Path) -> None:
    assert asked("ingest", write_docx(tmp_path / "in" / "2025.docx", "2025年云溪市政务公开工作任务分解表")).code == 0
    path = tmp_path / "g.json"
    assert asked("export", "--around", "市商务局", "--hops", "2", "--year", "2025", "-o", path).code == 0
    assert "2025年云溪市政务公开工作任务分解表" in names(path)
    assert "2024年云溪市政务公开工作任务分解表" not in names(path)


def test_the_ways_between_two_nodes(asked: Zhengtu, tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    assert asked("export", "--between", "市商务局", "市财政局", "-o", path).code == 0
    assert {"市商务局", "市财政局"} <= names(path)
    assert "市发展改革局" not in names(path)


def test_what_the_rows_of_a_question_name(asked: Zhengtu, tmp_path: Path) -> None:
    path = tmp_path / "g.json"
    way = ("--question", "path", "--param", "start=市商务局", "--param", "end=市财政局", "--param", "ways=1")
    assert asked("export", *way, "-o", path).code == 0
    assert {"市商务局", "市财政局"} <= names(path)
    assert asked("export", "--question", "unit-tasks", "--param", "unit=市商务局", "--year", "1999", "-o", path).code == 0
    assert names(path) == set()


def test_an_export_writes_what_the_question_lists(asked: Zhengtu, tmp_path: Path) -> None:
    for wish in ((), ("--around", "市商务局", "--hops", "2"), ("--role", "support")):
        rows = json.loads(asked("ask", "subgraph", *wish, "--limit", "1000", "--format", "json").out)["rows"]
        assert asked("export", *wish, "-o", tmp_path / "g.json").code == 0
        nodes = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["nodes"]
        assert {row["id"] for row in rows} == {node["id"] for node in nodes}


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (("--between", "市商务局", "没有的局"), 1, "图中没有“没有的局”"),
        (("--between", "市商务局", "市财政局", "--around", "市商务局"), 2, "只能用一个"),
        (("--param", "unit=市商务局"), 2, "--param"),
        (("--question", "nothing"), 2, "没有“nothing”这个问题"),
        (("--question", "unit-tasks"), 2, "--param unit"),
        (("--question", "unit-tasks", "--param", "市商务局"), 2, "名称=值"),
        (("--around", "没有的局"), 1, "图中没有“没有的局”"),
        (("--around", "市商务局", "--hops", "4"), 2, "--hops"),
        (("--around", "市商务局", "--hops", "0"), 2, "--hops"),
        (("--format", "doc"), 2, "只能是 html、csv、cypher、gexf、graphml、json、neo4j-admin、xlsx"),
        (("--year", "x"), 2, "--year"),
    ],
)
def test_a_wrong_wish_is_told(asked: Zhengtu, tmp_path: Path, given: tuple[str, ...], code: int, said: str) -> None:
    path = tmp_path / "kept.json"
    path.write_text("as it was", encoding="utf-8")
    run = asked("export", "-o", path, *given)
    assert (run.code, said in run.err) == (code, True), run.err
    assert path.read_text(encoding="utf-8") == "as it was"


def test_a_name_of_two_units_lists_both(asked: Zhengtu, tmp_path: Path) -> None:
    assert asked("ingest", write_docx(tmp_path / "in" / "b.docx", "2024年望溪市政务公开工作任务分解表")).code == 0
    run = asked("export", "--format", "json", "--around", "市商务局")
    assert (run.code, "云溪市商务局" in run.err, run.out) == (2, True, ""), run.err


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("政图 邹城市 2024", "政图-邹城市-2024.csv.zip"),
        ("政图 ../../etc/passwd", "政图-etc-passwd.csv.zip"),
        ('a"b\r\nc:*?<>|%00\\d\x00\ud800\u202e', "a-b-c-00-d.csv.zip"),
        ("...", "政图.csv.zip"),
        ("改" * 300, "改" * 60 + ".csv.zip"),
    ],
)
def test_a_files_name_leads_nowhere(title: str, name: str) -> None:
    assert file_name(title, formats()["csv"]) == name


@pytest.mark.parametrize("command", [("export",), ("ask", "leads")])
def test_an_ending_that_says_no_format_is_refused(asked: Zhengtu, tmp_path: Path, command: tuple[str, ...]) -> None:
    """A page in a file called pdf would be taken for broken."""
    run = asked(*command, "-o", tmp_path / "g.pdf")
    assert (run.code, "--output" in run.err, ".xlsx" in run.err, (tmp_path / "g.pdf").exists()) == (2, True, True, False)
