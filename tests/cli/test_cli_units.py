"""Deciding who is who on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.runs import Zhengtu, write_docx


def lead(zhengtu: Zhengtu) -> dict[str, int]:
    rows = json.loads(zhengtu("ask", "leads", "--format", "json").out)["rows"]
    return {row["unit"]: row["count"] for row in rows}


def test_a_merge_is_recorded_listed_undone_and_brought_into_another_store(
    zhengtu: Zhengtu, document: Path, tmp_path: Path
) -> None:
    zhengtu("ingest", document)
    assert lead(zhengtu) == {"市政府办": 2, "市发展改革局": 1}
    done = zhengtu("units", "merge", "市发展改革局", "云溪市政府办", "--why", "试", "--who", "李")
    assert done.code == 0
    assert "1 份文件随之更新" in done.out
    assert lead(zhengtu) == {"市政府办": 2}
    kept = tmp_path / "judgements.json"
    zhengtu("units", "judgements", "--output", kept)
    (one,) = json.loads(kept.read_text("utf-8"))
    assert (one["unit_name"], one["other_name"], one["who"], one["why"]) == ("云溪市发展改革局", "云溪市政府办", "李", "试")
    assert zhengtu("units", "undo", one["id"]).code == 0
    assert lead(zhengtu) == {"市政府办": 2, "市发展改革局": 1}
    assert "并入（已撤销）" in zhengtu("units", "judgements").out
    other = tmp_path / "other.sqlite"
    zhengtu("units", "import", kept, "--store", other)
    zhengtu("ingest", document, "--store", other)
    rows = json.loads(zhengtu("ask", "leads", "--format", "json", "--store", other).out)["rows"]
    assert [row["unit"] for row in rows] == ["市政府办"]


def test_names_that_are_not_there_are_told_with_those_that_are_near(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("ingest", document)
    wrong = zhengtu("units", "merge", "市发展局", "市政府办", "--why", "试")
    assert wrong.code == 2
    assert "图中没有单位“市发展局”" in wrong.err
    wrong = zhengtu("units", "split", "市政府办", "市府办", "--why", "试")
    assert wrong.code == 2
    assert "有：市政府办" in wrong.err


def test_a_file_that_holds_no_judgements_is_refused(zhengtu: Zhengtu, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    for text in ("{", "{}", "[1]", '[{"kind": "merge"}]'):
        bad.write_text(text, "utf-8")
        assert zhengtu("units", "import", bad).code == 2
    assert zhengtu("units", "import", tmp_path / "none.json").code == 1


def test_the_group_alone_tells_its_commands(zhengtu: Zhengtu) -> None:
    said = zhengtu("units")
    assert said.code == 0
    assert "撤销一条判断" in said.out


def test_a_unit_is_followed_through_a_reform(zhengtu: Zhengtu, tmp_path: Path) -> None:
    """工商 went whole into 市场监管 in 2018, by the table of reforms; the later body's count holds the earlier one's tasks."""
    rows = [("1", "开展企业登记改革。", "市工商局牵头，市财政局配合", "12月底前")]
    zhengtu("ingest", write_docx(tmp_path / "2017.docx", "2017年云溪市政务公开工作任务分解表", rows))
    rows = [("1", "开展企业登记改革。", "市市场监管局牵头", "12月底前")]
    zhengtu("ingest", write_docx(tmp_path / "2024.docx", "2024年云溪市政务公开工作任务分解表", rows))
    assert lead(zhengtu) == {"市工商局": 1, "市市场监管局": 1}
    followed = json.loads(zhengtu("ask", "leads", "--follow-reform", "--format", "json").out)["rows"]
    assert [(row["unit"], row["count"]) for row in followed] == [("市市场监管局", 2)]
    said = zhengtu("ask", "unit-tasks", "--unit", "市市场监管局", "--follow-reform", "--format", "json")
    tasks = json.loads(said.out)["rows"]
    assert [(row["year"], row["named"]) for row in tasks] == [(2017, "市工商局"), (2024, "市市场监管局")]
    assert "深化党和国家机构改革方案" in zhengtu("why", "市工商局", "市市场监管局").out


def test_a_succession_can_be_decided_and_undone(zhengtu: Zhengtu, document: Path) -> None:
    zhengtu("ingest", document)
    said = zhengtu("units", "successor", "市财政局", "市商务局", "--why", "本市改革方案", "--since", "2024-03-01")
    assert said.code == 0
    assert "本市改革方案" in zhengtu("why", "市财政局", "市商务局").out
    (one,) = json.loads(zhengtu("units", "judgements", "--format", "json").out)
    assert one["since"] == "2024-03-01"
    zhengtu("units", "undo", one["id"])
    assert "没有直接的关系" in zhengtu("why", "市财政局", "市商务局").out
    assert zhengtu("units", "successor", "市财政局", "市商务局", "--why", "试", "--since", "三月").code == 2


def test_what_a_unit_must_do_as_one_of_a_collective_is_listed_and_marked(zhengtu: Zhengtu, tmp_path: Path) -> None:
    rows = [
        ("1", "公开财政预算和决算信息。", "市财政局", "全年"),
        ("2", "规范政策解读。", "市政府各部门", "全年"),
        ("3", "做好村务公开。", "各乡镇人民政府、城关镇人民政府", "全年"),
        ("4", "开展银企对接。", "各银行机构", "全年"),
        ("5", "办理建议提案。", "市直有关部门", "全年"),
    ]
    zhengtu("ingest", write_docx(tmp_path / "a.docx", "2024年云溪市政务公开工作任务分解表", rows))

    def through(unit: str, *more: str) -> list[tuple[str, str | None]]:
        said = zhengtu("ask", "unit-tasks", "--unit", unit, "--format", "json", *more)
        return [(row["text"], row["through"]) for row in json.loads(said.out)["rows"]]

    assert through("市财政局") == [("公开财政预算和决算信息。", None), ("规范政策解读。", "市政府各部门")]
    assert through("市财政局", "--no-collectives") == [("公开财政预算和决算信息。", None)]
    assert through("城关镇人民政府") == [("做好村务公开。", None), ("做好村务公开。", "各乡镇人民政府")]
    # 有关部门 has the members that a person names
    zhengtu("units", "member", "市直有关部门", "市财政局", "--why", "建议由其承办")
    assert ("办理建议提案。", "市直有关部门") in through("市财政局")
    assert "指云溪市全部部门" in zhengtu("why", "市财政局", "市政府各部门").out


def test_candidates_are_shown_to_a_person_and_go_when_decided(zhengtu: Zhengtu, tmp_path: Path) -> None:
    rows = [("1", "发展葡萄酒产业。", "市酒管局牵头，市酒业管理局配合", "12月底前")]
    zhengtu("ingest", write_docx(tmp_path / "a.docx", "2024年云溪市葡萄酒产业工作任务分解表", rows))
    (pair,) = json.loads(zhengtu("units", "candidates", "--format", "json").out)
    assert {pair["unit"], pair["other"]} == {"云溪市酒管局", "云溪市酒业管理局"}
    assert lead(zhengtu) == {"市酒管局": 1}  # nothing is merged by itself
    zhengtu("units", "merge", pair["id"], pair["other_id"], "--why", "同一机构")
    assert json.loads(zhengtu("units", "candidates", "--format", "json").out) == []
