"""Asking: the options of a question come from its parameters, its answer goes out as table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from api.tables import as_csv, as_table
from graph.questions import catalogue
from tests.cli.runs import Zhengtu, write_docx


@pytest.fixture
def asked(zhengtu: Zhengtu, document: Path) -> Zhengtu:
    assert zhengtu("ingest", document).code == 0
    return zhengtu


def test_ask_without_a_name_lists_the_questions(zhengtu: Zhengtu) -> None:
    run = zhengtu("ask")
    assert run.code == 0
    assert all(name in run.out and question.zh in run.out for name, question in catalogue().items())
    assert catalogue()["leads"].en in zhengtu("ask", "--lang", "en").out


def test_the_lead_ranking_as_table_json_and_csv(asked: Zhengtu) -> None:
    value = json.loads(asked("ask", "leads", "--format", "json").out)
    assert [(row["unit"], row["count"]) for row in value["rows"]] == [("市政府办", 2), ("市发展改革局", 1)]
    table = asked("ask", "leads").out.splitlines()
    assert "单位" in table[0]
    assert table[2].split()[:3] == ["1", "市政府办", "云溪市"]
    rows = list(csv.reader(io.StringIO(asked("ask", "leads", "--format", "csv").out)))
    assert [len(row) for row in rows] == [len(value["columns"])] * 3


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_parameter_of_every_question_is_an_option(zhengtu: Zhengtu, name: str) -> None:
    shown = zhengtu("ask", name, "--help")
    assert shown.code == 0
    for field in catalogue()[name].parameters.model_fields:
        assert f"--{field.replace('_', '-')}" in shown.out


def test_options_reach_the_question(asked: Zhengtu) -> None:
    value = json.loads(asked("ask", "leads", "--role", "support", "--limit", "1", "--format", "json").out)
    assert (value["parameters"]["role"], value["parameters"]["limit"]) == ("support", 1)
    assert [row["unit"] for row in value["rows"]] == ["市商务局"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", "nothing"), "没有“nothing”这个问题。可以问："),
        (("ask", "leads", "--role", "boss"), "参数 --role 不对：只能是 lead、support、responsible"),
        (("ask", "leads", "-o", "leads.gexf"), "zhengtu export --question leads"),
        (("ask", "leads", "--limit", "0"), "参数 --limit 不对：不能小于 1"),
        (("ask", "leads", "--year", "近年"), "参数 --year 不对：应为整数"),
        (("ask", "leads", "--format", "pdf"), "参数 --format 不对：只能是 table、json、csv、xlsx"),
        (("ask", "leads", "--bogus"), "没有这个选项 --bogus"),
        (("nothing",), "没有“nothing”这个命令"),
        (("search",), "缺少参数 WORDS"),
        (("documents", "--lang", "fr"), "参数 --lang 不对：只能是 zh、en"),
        (("--lang", "fr", "documents"), "参数 --lang 不对：只能是 zh、en"),
        (("documents", "--year", "x"), "参数 --year 不对：应为整数"),
        (("export", "--format", "pptx"), "参数 --format 不对"),
        (("serve", "--port", "70000"), "参数 --port 不对：不能大于 65535"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(zhengtu: Zhengtu, arguments: tuple[str, ...], said: str) -> None:
    run = zhengtu(*arguments)
    assert run.code == 2
    assert said in run.err
    assert run.out == ""


def test_a_wrong_setting_is_told(zhengtu: Zhengtu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGTU_PORT", "x")
    run = zhengtu("documents")
    assert (run.code, "ZHENGTU_PORT" in run.err) == (2, True)


def test_an_empty_graph_says_how_to_fill_it(zhengtu: Zhengtu) -> None:
    run = zhengtu("ask", "leads")
    assert (run.code, run.out) == (0, "")
    assert "zhengtu ingest" in run.err


def test_search_show_and_the_evidence(asked: Zhengtu) -> None:
    nodes = json.loads(asked("search", "市商务局", "--format", "json").out)
    unit = next(node for node in nodes if node["type"] == "Unit")
    run = asked("show", unit["id"])
    assert run.code == 0
    assert "云溪.docx" in run.out
    assert "配合" in run.out
    value = json.loads(asked("show", unit["id"], "--format", "json").out)
    assert value["id"] == unit["id"]
    assert any(edge["type"] == "SUPPORTS" and edge["evidence"]["quote"] for edge in value["edges"])
    gone = asked("show", "nobody")
    assert (gone.code, "图中没有“nobody”" in gone.err) == (1, True)


def test_a_workbook_opens_in_excel_as_an_office_wants_it(asked: Zhengtu, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    assert asked("ask", "due", "--place", "云溪市", "-o", path).code == 0
    sheet, about = openpyxl.load_workbook(path)
    head = [cell.value for cell in sheet[1]]
    assert (head[0], sheet.freeze_panes, sheet.auto_filter.ref) == ("最迟", "A2", f"A1:J{sheet.max_row}")
    assert sheet["A2"].is_date
    assert sheet["A2"].value.isoformat()[:4] == "2024"
    assert sheet.column_dimensions["D"].width > 20 > sheet.column_dimensions["J"].width
    assert sheet.print_title_rows == "$1:$1"
    assert [(row[0].value, row[1].value) for row in about.iter_rows()][:2] == [
        ("问题", "哪些任务到期，由谁牵头"),
        ("地区", "云溪市"),
    ]
    again = tmp_path / "again.xlsx"
    assert asked("ask", "due", "--place", "云溪市", "-o", again).code == 0
    assert path.read_bytes() == again.read_bytes()


def test_what_is_taken_away_is_whole_unless_a_limit_is_given(asked: Zhengtu, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    def rows(*limit: str) -> int:
        assert asked("ask", "subgraph", *limit, "-o", path).code == 0
        return len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))) - 1

    assert rows() > 10
    assert rows("--limit", "3") == 3


def test_csv_in_a_file_opens_in_a_spreadsheet(asked: Zhengtu, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert asked("ask", "leads", "-o", path).code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text(encoding="utf-8-sig").splitlines()[0].startswith("名次,单位")
    assert not asked("ask", "leads", "--format", "csv").out.startswith("\ufeff")


@pytest.mark.parametrize("format", ["html", "json"])
def test_export_writes_a_file_with_the_tasks(asked: Zhengtu, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"graph.{format}"
    assert asked("export", "-o", path, "--place", "云溪市").code == 0
    assert "市发展改革局" in path.read_text(encoding="utf-8")
    assert asked("export", "--format", format, "--place", "云溪市").out.strip() == path.read_text(encoding="utf-8").strip()


def test_a_file_that_cannot_be_written_is_told(asked: Zhengtu, tmp_path: Path) -> None:
    for command in (("ask", "leads"), ("export", "--format", "json")):
        run = asked(*command, "-o", tmp_path / "no" / "folder.json")
        assert (run.code, "无法写入" in run.err) == (1, True)


def test_help_and_messages_in_english(asked: Zhengtu, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Ask the graph a question" in asked("--lang", "en", "--help").out
    assert "there is no question" in asked("ask", "nothing", "--lang=en").err
    monkeypatch.setenv("ZHENGTU_LANG", "en")
    assert "unit" in asked("ask", "leads").out.splitlines()[0]
    assert "单位" in asked("--lang", "zh", "ask", "leads").out.splitlines()[0]


def test_two_places_with_one_printed_name_are_two_units(asked: Zhengtu, tmp_path: Path) -> None:
    asked("ingest", write_docx(tmp_path / "b.docx", "2024年清河市政务公开工作任务分解表"))
    rows = json.loads(asked("ask", "leads", "--format", "json").out)["rows"]
    assert {(row["unit"], row["place"]) for row in rows} >= {("市政府办", "云溪市"), ("市政府办", "清河市")}


def test_no_cell_of_a_csv_can_be_a_formula() -> None:
    rows = [{"a": text} for text in ("=1+1", "+1", "-1", "@x", " =1", "\t=1", "＝1", "a=1", "\x1b=1")]
    cells = [row[0] for row in csv.reader(io.StringIO(as_csv([("a", "甲")], rows)))][1:]
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", "' =1", "'\t=1", "'＝1", "a=1", "'=1"]
    assert as_csv([("a", "甲")], [{"a": -1}]).splitlines()[1] == "-1"


def test_a_table_cell_steers_neither_the_terminal_nor_the_layout() -> None:
    table = as_table([("a", "甲"), ("b", "乙")], [{"a": "\x1b[31m红[bold]字", "b": 12}], terminal=False)
    assert "\x1b" not in table
    assert "[31m红[bold]字" in table
    long = "长" * 5000
    assert long in as_table([("a", "甲")], [{"a": long}], terminal=False)
