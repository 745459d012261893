"""Every ground on one screen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.runs import ROWS, Zhengtu, write_docx


def test_a_unit_says_by_which_rule_it_is_who_it_is_and_where_it_was_seen(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("ingest", document)
    said = zhengtu("why", "市发展改革局").out
    assert "发展改革局=发展改革（条线表） + 市=云溪市（发文地区）" in said
    assert "《2024年云溪市政务公开工作任务分解表》" in said
    assert "(score 1.00)" in zhengtu("why", "市发展改革局", "--lang", "en").out


def test_a_relationship_says_the_words_or_the_reason_that_made_it(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("ingest", document)
    (task,) = [n["id"] for n in json.loads(zhengtu("search", "财政预算", "--format", "json").out) if n["type"] == "Task"]
    edges = json.loads(zhengtu("show", task, "--format", "json").out)["edges"]
    duty = next(e for e in edges if e["type"] == "RESPONSIBLE_FOR")
    assert "写着“市财政局”" in zhengtu("why", duty["id"]).out
    about = next(e for e in edges if e["type"] == "ABOUT")
    assert "用词：" in zhengtu("why", about["id"]).out
    assert "写着“市财政局”" in zhengtu("why", "市财政局", task).out


def test_two_units_say_what_they_have_to_do_with_each_other(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("ingest", document)
    said = zhengtu("why", "市财政局", "市商务局").out
    assert "没有直接的关系" in said
    assert "财政局=财政" in said
    assert "是同一个单位" in zhengtu("why", "市财政局", "云溪市财政局").out
    zhengtu("units", "merge", "市财政局", "市商务局", "--why", "试", "--who", "李")
    assert "李于" in zhengtu("why", "市商务局").out


def test_two_tasks_say_why_they_correspond_or_why_not(zhengtu: Zhengtu, tmp_path: Path) -> None:
    later = [
        ("1", "编制主动公开目录，做到应公开尽公开。", "市政府办", "3月底前"),
        ("2", "举办职工运动会。", "市总工会", "10月底前"),
    ]
    for year, rows in ((2024, ROWS), (2025, later)):
        zhengtu("ingest", write_docx(tmp_path / f"{year}.docx", f"{year}年云溪市政务公开工作任务分解表", rows))
    found = json.loads(zhengtu("ask", "unit-tasks", "--unit", "市政府办", "--format", "json").out)["rows"]
    ids = {row["year"]: row["task_id"] for row in found if "目录" in row["text"]}
    said = zhengtu("why", ids[2025], ids[2024]).out
    assert "延续上年任务" in said
    assert "同一项" in said
    (other,) = json.loads(zhengtu("ask", "unit-tasks", "--unit", "市总工会", "--format", "json").out)["rows"]
    assert "两项任务没有对应关系" in zhengtu("why", other["task_id"], ids[2024]).out


def test_what_is_not_there_is_told(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("ingest", document)
    assert "图中没有单位" in zhengtu("why", "市水利局").err
    edge = "LEADS:unit:0123456789abcdef:task:0123456789abcdef:0001"
    assert zhengtu("why", edge).code != 0
    assert zhengtu("why", "a", "b", "c").code == 2
