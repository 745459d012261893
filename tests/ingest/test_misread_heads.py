"""What documents say of themselves and of all their tasks that was once misread, each in the smallest form."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import extract
from tests.ingest.test_misread import of_text, units

TASKS = "1.疏浚河道。（县水利局、县财政局）\n2.加固堤防。（县应急局、县财政局）\n"


def test_a_numbered_heading_that_begins_with_a_year_is_no_title_and_its_limit_holds_below(tmp_path: Path) -> None:
    one = of_text(
        tmp_path,
        "青溪县整改任务清单\n一、2025年4月底前完成的任务\n" + TASKS + "二、长期坚持的任务\n3.巡查。（县水利局、各镇）\n",
    )
    assert one.doc.title == "青溪县整改任务清单"
    assert [(t.themes, t.deadline.raw, t.deadline.ongoing) for t in one.tasks] == [
        (("一、2025年4月底前完成的任务",), "2025年4月底前完成", False),
        (("一、2025年4月底前完成的任务",), "2025年4月底前完成", False),
        (("二、长期坚持的任务",), "长期坚持", True),
    ]


def test_a_limit_in_the_sentence_is_the_tasks_where_none_stands_by_itself(tmp_path: Path) -> None:
    text = "2025年青溪县水利工作要点\n1.检修水位站，5月1日前修好。（县水利局、县财政局）\n2.备案。（县水利局、各镇，6月底前）\n"
    one = of_text(tmp_path, text)
    assert [t.deadline.raw for t in one.tasks] == ["5月1日前", "6月底前"]
    assert any("时限取自任务的文字" in note.zh for note in one.notes)


def test_head_data_on_one_line(tmp_path: Path) -> None:
    line = "索引号：QX001-2025　发文字号：青政办字〔2025〕19号　成文日期：2025年3月31日\n"
    one = of_text(tmp_path, "青溪县2025年水利工作要点\n" + line + TASKS)
    assert (one.doc.number, str(one.doc.issued)) == ("青政办字〔2025〕19号", "2025-03-31")


@pytest.mark.parametrize(
    ("above", "below", "issuer"),
    [
        ("（青溪县水利工作专班 编制）\n", "", "青溪县水利工作专班"),
        ("", "青溪街道党工委　2025年3月12日　青溪街道\n", "青溪街道党工委"),
        ("（县政府办公室督查室　2025年4月）\n", "", "县政府办公室督查室"),
        ("编制单位：青溪县水利局　2025年1月16日\n", "", "青溪县水利局"),
        ("", "青溪县河湖保护工作领导小组办公室\n", "青溪县河湖保护工作领导小组办公室"),
    ],
)
def test_who_made_the_list(tmp_path: Path, above: str, below: str, issuer: str) -> None:
    one = of_text(tmp_path, "青溪县2025年水利工作要点\n" + above + TASKS + below)
    assert one.doc.issuer == issuer


def test_an_office_alone_above_the_title_made_the_list(tmp_path: Path) -> None:
    one = of_text(tmp_path, "青溪县城市建设领导小组办公室\n\n青溪县2025年城市建设任务清单\n" + TASKS)
    assert (one.doc.issuer, one.doc.title) == ("青溪县城市建设领导小组办公室", "青溪县2025年城市建设任务清单")


@pytest.mark.parametrize(
    "met", ["时间：2025年4月9日\n主持：段文彬\n", "（2025年1月8日县第十八届人民代表大会第五次会议通过）\n"]
)
def test_a_list_is_issued_when_it_is_signed_and_not_when_the_meeting_was(tmp_path: Path, met: str) -> None:
    one = of_text(tmp_path, "青溪县人民政府第47次常务会议纪要\n" + met + TASKS + "青溪县人民政府办公室\n2025年4月14日\n")
    assert (one.doc.title, one.doc.issuer) == ("青溪县人民政府第47次常务会议纪要", "青溪县人民政府办公室")
    assert str(one.doc.issued) == "2025-04-14"


def test_the_first_named_of_those_who_lead_leads_above_them_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "表.html"
    rows = (
        "<tr><td>任务</td><td>牵头单位</td><td>责任单位</td></tr><tr><td>疏浚</td><td>县水利局</td><td>县财政局、各镇</td></tr>"
    )
    note = "注：任务涉及多个牵头单位的，排在第一位的为总牵头单位。"
    path.write_text(f"<p>2025年青溪县任务分解表</p><table>{rows}</table><p>{note}</p>", encoding="utf-8")
    (task,) = extract(path)[0].tasks
    assert units(task) == "县水利局/牵头 县财政局 各镇"


def test_a_label_of_the_page_under_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    lines = ["浏览次数：216　字体：【大】【中】", "序号", "任务", "牵头部门", "配合部门"]
    rows = [
        ["1", "整治户外广告，拆除破损广告四百块", "县城管局", "县住建局、县公安局"],
        ["2", "整治易涝点", "县住建局", "县水利局"],
    ]
    one = of_text(tmp_path, "\n".join(["青溪县2025年城市精细化管理提升任务清单", *lines, *rows[0], *rows[1]]) + "\n")
    assert (one.doc.title, one.doc.jurisdiction) == ("青溪县2025年城市精细化管理提升任务清单", "青溪县")


def test_a_title_that_begins_with_its_office_is_whole_whatever_a_page_prints_above(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    above = "<ul><li>政府信息公开</li><li>法定主动公开内容</li></ul>"
    page = above + "<p>青溪县人民政府关于加强统计工作的实施意见</p><p>青政发〔2025〕2号</p>"
    path.write_text(page + TASKS.replace("\n", "<br>"), encoding="utf-8")
    head = extract(path)[0].doc
    assert (head.title, head.issuer) == ("青溪县人民政府关于加强统计工作的实施意见", "青溪县人民政府")


def test_a_limit_for_all_tasks_is_that_of_each_that_has_none_of_its_own(tmp_path: Path) -> None:
    above = "青溪县2025年水利工作要点\n所有任务除另有注明外，均应于2025年12月20日前完成。\n"
    one = of_text(tmp_path, above + TASKS + "3.备案。（县水利局、各镇，6月底前）\n")
    assert [t.deadline.raw for t in one.tasks] == ["2025年12月20日前", "2025年12月20日前", "6月底前"]
    assert any("时限取自对所有任务的说明" in note.zh for note in one.notes)


def test_the_date_at_which_a_ledger_was_filled_in(tmp_path: Path) -> None:
    one = of_text(tmp_path, "青溪县2025年批示件办理台账\n填报日期：2025年4月30日\n" + TASKS)
    assert str(one.doc.issued) == "2025-04-30"


def test_a_line_of_labels_above_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    page = "<p>发布时间：2025-02-05　来源：青溪街道　浏览：318次</p><p>青溪县2025年重点工作责任分解表</p>"
    path.write_text(page + TASKS.replace("\n", "<br>"), encoding="utf-8")
    assert extract(path)[0].doc.title == "青溪县2025年重点工作责任分解表"
