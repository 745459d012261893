"""Tables that were once misread, each in the smallest form that shows what was misunderstood."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.fields.units import read_units
from ingest.pipeline import extract
from ingest.record import Task, TaskList
from tests.ingest.test_misread import of_text

ROLE = {"lead": "/牵头", "support": "/配合", "responsible": ""}
TITLE = "2025年青溪县重点任务分解表"


def word(tmp_path: Path, *tables: list[list[str]], title: str = TITLE) -> list[TaskList]:
    """A Word file with tables; `^` goes on with the cell above, `<` with the one to the left."""
    document = docx.Document()
    document.add_paragraph(title)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text in ("^", "<"):
                    other = table.cell(r - 1, c) if text == "^" else table.cell(r, c - 1)
                    words = other.text
                    other.merge(table.cell(r, c)).text = words
                else:
                    table.cell(r, c).text = text
        document.add_paragraph("")
    document.save(str(tmp_path / "表.docx"))
    return extract(tmp_path / "表.docx")


def sheet(tmp_path: Path, rows: list[list[str]]) -> list[TaskList]:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "表.xlsx")
    return extract(tmp_path / "表.xlsx")


def units(task: Task) -> str:
    return " ".join(u.name + ROLE[u.role] for u in task.units)


def said(lists: list[TaskList]) -> list[tuple[str, str, str | None]]:
    """Of one list: each task's words, units and time limit."""
    (one,) = lists
    return [(t.text, units(t), t.deadline.raw) for t in one.tasks]


def test_forms_with_labels_beside_their_words(tmp_path: Path) -> None:
    forms = [
        [["任务名称", text, "任务编号", str(n)], ["牵头单位", lead, "配合单位", other], ["完成时限", limit, "联系人", "王强"]]
        for n, (text, lead, other, limit) in enumerate(
            [("疏浚河道", "县水利局", "各乡镇", "6月底前"), ("加固堤防", "县应急局", "县财政局", "全年")], 1
        )
    ]
    assert said(word(tmp_path, *forms)) == [
        ("疏浚河道", "县水利局/牵头 各乡镇/配合", "6月底前"),
        ("加固堤防", "县应急局/牵头 县财政局/配合", "全年"),
    ]


def test_forms_under_each_other_in_a_sheet(tmp_path: Path) -> None:
    rows = [
        [TITLE, ""],
        ["任务一", ""],
        ["工作内容", "疏浚河道。"],
        ["责任单位", "县水利局"],
        ["完成时限", "6月底前"],
        ["任务二", ""],
        ["工作内容", "加固堤防。"],
        ["责任单位", "县应急局"],
        ["完成时限", "8月底前"],
    ]
    assert said(sheet(tmp_path, rows)) == [("疏浚河道。", "县水利局", "6月底前"), ("加固堤防。", "县应急局", "8月底前")]


def test_a_list_on_its_side(tmp_path: Path) -> None:
    rows = [
        ["序号", "1", "2", "3"],
        ["工作任务", "疏浚河道。", "加固堤防。", "修路。"],
        ["责任单位", "县水利局", "<", "县交通局"],
        ["完成时限", "6月底前", "8月底前", "9月底前"],
    ]
    assert said(word(tmp_path, rows)) == [
        ("疏浚河道。", "县水利局", "6月底前"),
        ("加固堤防。", "县水利局", "8月底前"),
        ("修路。", "县交通局", "9月底前"),
    ]


def test_words_merged_over_several_tasks_are_their_theme(tmp_path: Path) -> None:
    rows = [
        ["报告内容", "工作任务", "责任单位"],
        ["推动水利高质量发展，保障人民群众饮水安全", "疏浚河道。", "县水利局"],
        ["^", "加固堤防。", "县应急局"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.text, t.themes) for t in one.tasks] == [
        ("疏浚河道。", ("推动水利高质量发展，保障人民群众饮水安全",)),
        ("加固堤防。", ("推动水利高质量发展，保障人民群众饮水安全",)),
    ]


def test_a_goal_beside_the_task_is_not_the_task(tmp_path: Path) -> None:
    rows = [
        ["重点任务", "目标要求", "责任单位", "启动时间", "完成时间"],
        ["疏浚河道8公里。", "防洪标准达到20年一遇以上", "县水利局", "3月", "11月"],
    ]
    assert said(word(tmp_path, rows)) == [("疏浚河道8公里。", "县水利局", "11月")]


def test_three_levels_of_headers(tmp_path: Path) -> None:
    rows = [
        ["序号", "任务内容", "<", "工作分工", "<", "<", "时间要求"],
        ["^", "重点工程", "具体任务", "领导分工", "单位分工", "<", "^"],
        ["^", "^", "^", "县领导", "牵头单位", "责任单位", "^"],
        ["1", "水利", "疏浚河道。", "王强", "县水利局", "各乡镇", "6月底前"],
    ]
    assert said(word(tmp_path, rows)) == [("疏浚河道。", "县水利局/牵头 各乡镇", "6月底前")]


def test_a_theme_row_whose_number_stands_in_the_number_column(tmp_path: Path) -> None:
    rows = [
        ["序号", "任务", "责任单位", "时限"],
        ["一", "水利工程", "", ""],
        ["1", "疏浚河道。", "县水利局", "6月底前"],
        ["二", "道路工程", "", ""],
        ["2", "修路。", "县交通局", "9月底前"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.seq, t.themes, t.text) for t in one.tasks] == [(1, ("水利工程",), "疏浚河道。"), (2, ("道路工程",), "修路。")]


def test_a_row_that_the_page_break_prints_again_is_one_task(tmp_path: Path) -> None:
    header, row = ["序号", "任务", "责任单位"], ["03", "修路。", "县交通局"]
    rows = [
        header,
        ["01", "疏浚河道。", "县水利局"],
        ["02", "加固。", "县水利局"],
        row,
        header,
        row,
        ["04", "宣传。", "各乡镇"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.seq, t.text) for t in one.tasks] == [(1, "疏浚河道。"), (2, "加固。"), (3, "修路。"), (4, "宣传。")]
    assert any("重复" in n.zh for n in one.notes)


def test_a_row_cut_by_the_page_break_goes_on_below_the_header(tmp_path: Path) -> None:
    header = ["序号", "任务", "责任单位"]
    above = [header, ["1", "加固堤防。", "县应急局"], ["2", "疏浚河道，清理", "县水利局、县住"]]
    rows = [*above, header, ["", "淤积。", "建局"], ["3", "修路。", "县交通局"]]
    assert said(word(tmp_path, rows)) == [
        ("加固堤防。", "县应急局", None),
        ("疏浚河道，清理淤积。", "县水利局 县住建局", None),
        ("修路。", "县交通局", None),
    ]


def test_a_blank_number_below_a_header_may_belong_to_a_merged_one(tmp_path: Path) -> None:
    header = ["序号", "任务", "责任单位"]
    rows = [header, ["1", "加固堤防", "县应急局"], ["2", "疏浚河道", "县水利局"], header, ["", "清理淤积", "各乡镇"]]
    assert len(said(word(tmp_path, rows))) == 3


def test_two_lists_in_one_sheet(tmp_path: Path) -> None:
    rows = [
        ["2025年青溪县水利任务清单", "", ""],
        ["序号", "任务", "责任单位"],
        ["1", "疏浚河道。", "县水利局"],
        ["附件2", "", ""],
        ["2025年青溪县道路任务清单", "", ""],
        ["序号", "任务", "责任单位"],
        ["1", "修路。", "县交通局"],
    ]
    lists = sheet(tmp_path, rows)
    assert [(one.doc.title, [t.text for t in one.tasks]) for one in lists] == [
        ("2025年青溪县水利任务清单", ["疏浚河道。"]),
        ("2025年青溪县道路任务清单", ["修路。"]),
    ]


def test_a_suggestion_is_what_its_column_of_titles_says(tmp_path: Path) -> None:
    rows = [
        ["编号", "建议题目", "领衔代表", "主办单位", "协办单位", "办结时限"],
        ["1", "关于建设停车场的建议", "王强", "县住建局", "无", "6月底前"],
    ]
    assert said(word(tmp_path, rows)) == [("关于建设停车场的建议", "县住建局/牵头", "6月底前")]


@pytest.mark.parametrize("header", ["牵头部门及责任人", "牵头单位（责任人）"])
def test_a_person_in_the_header_takes_no_role_away(tmp_path: Path, header: str) -> None:
    rows = [["任务", header, "参加部门"], ["疏浚河道。", "县水利局 王强", "县财政局"]]
    assert said(word(tmp_path, rows)) == [("疏浚河道。", "县水利局/牵头 县财政局/配合", None)]


def test_the_year_in_brackets_under_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("青溪县重点任务清单")
    document.add_paragraph("（2025年）")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["任务", "责任单位", "疏浚河道。", "县水利局"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "表.docx"))
    assert extract(tmp_path / "表.docx")[0].doc.year == 2025


def test_units_named_above_the_table_hold_for_its_rows(tmp_path: Path) -> None:
    rows = [
        [TITLE, "", ""],
        ["责任单位：县教育局", "", ""],
        ["序号", "工作任务", "完成时限"],
        ["1", "建设幼儿园。", "8月底前"],
        ["责任单位：县民政局、县残联", "", ""],
        ["序号", "工作任务", "完成时限"],
        ["1", "改造住房。", "9月底前"],
    ]
    assert said(sheet(tmp_path, rows)) == [
        ("建设幼儿园。", "县教育局", "8月底前"),
        ("改造住房。", "县民政局 县残联", "9月底前"),
    ]


def test_a_heading_that_names_a_unit_says_who_does_the_tasks_below(tmp_path: Path) -> None:
    document = docx.Document()
    for heading, text in [("一、县教育局（1项）", "建设幼儿园。"), ("二、县民政局（1项）", "改造住房。")]:
        document.add_paragraph(heading)
        table = document.add_table(2, 2)
        for cell, words in zip(table._cells, ["序号", "工作任务", "1", text], strict=True):
            cell.text = words
    document.save(str(tmp_path / "表.docx"))
    (one,) = extract(tmp_path / "表.docx")
    assert [(t.themes, units(t)) for t in one.tasks] == [
        (("一、县教育局（1项）",), "县教育局"),
        (("二、县民政局（1项）",), "县民政局"),
    ]


def test_tasks_that_name_their_units_in_a_bracket_within_a_table(tmp_path: Path) -> None:
    rows = [
        ["类别", "重点任务及责任分工"],
        ["水利", "疏浚河道。（责任单位：县水利局；完成时限：6月底前）"],
        ["^", "加固堤防。（县应急局牵头，各乡镇配合）"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        (("水利",), "疏浚河道。", "县水利局", "6月底前"),
        (("水利",), "加固堤防。", "县应急局/牵头 各乡镇/配合", None),
    ]


def test_a_theme_row_with_sums_beside_it(tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "建设内容", "投资", "责任单位"],
        ["一", "水利类", "", "5200", ""],
        ["1", "河道", "疏浚河道8公里，清理淤积。", "5200", "县水利局"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text) for t in one.tasks] == [(("水利类", "河道"), "疏浚河道8公里，清理淤积。")]


def test_the_deepest_of_numbered_levels_is_the_task(tmp_path: Path) -> None:
    rows = [["一级任务", "二级任务", "三级任务", "牵头部门"], ["水利", "河道治理", "疏浚", "县水利局"]]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text) for t in one.tasks] == [(("水利", "河道治理"), "疏浚")]


def test_an_assessment_names_its_tasks_in_the_column_of_what_is_assessed(tmp_path: Path) -> None:
    rows = [["考核指标", "考核内容", "分值", "牵头单位"], ["工业投资", "工业投资增长12%。", "10", "县发改局"]]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text, units(t)) for t in one.tasks] == [(("工业投资",), "工业投资增长12%。", "县发改局/牵头")]


def test_a_header_in_words_that_no_rule_knows_is_no_task(tmp_path: Path) -> None:
    rows = [
        [TITLE, "", "", ""],
        ["序号", "干什么", "谁来干", "几时干完"],
        ["1", "疏浚河道，清理淤积。", "县水利局", "6月底前"],
        ["2", "加固堤防，补种林木。", "县应急局", "8月底前"],
        ["3", "修整道路，安装路灯。", "县交通局", "9月底前"],
        ["4", "改造管网，铺设电缆。", "县住建局", "9月底前"],
    ]
    assert said(sheet(tmp_path, rows))[0] == ("疏浚河道，清理淤积。", "县水利局", "6月底前")


def test_an_office_of_a_kind_in_the_header_is_no_body(tmp_path: Path) -> None:
    rows = [["任务", "责任部室", "完成节点"], ["疏浚河道。", "产业发展部、各林场", "9月末"]]
    assert said(word(tmp_path, rows)) == [("疏浚河道。", "产业发展部 各林场", "9月末")]


def test_a_column_that_says_what_is_counted_names_no_units(tmp_path: Path) -> None:
    rows = [
        ["指标", "单位", "目标值", "责任单位"],
        ["粮食产量", "万吨", "45", "县农业农村局"],
        ["财政收入", "亿元", "8", "县财政局"],
    ]
    assert said(word(tmp_path, rows)) == [("粮食产量", "县农业农村局", None), ("财政收入", "县财政局", None)]


def test_a_goal_merged_like_its_theme_is_no_theme(tmp_path: Path) -> None:
    rows = [
        ["工作任务", "目标要求", "工作措施", "责任单位"],
        ["河道治理", "水质达标", "疏浚河道。", "县水利局"],
        ["^", "^", "清理垃圾。", "各乡镇"],
    ]
    (one,) = word(tmp_path, rows)
    assert [t.themes for t in one.tasks] == [("河道治理",), ("河道治理",)]


def test_a_header_may_name_the_office_that_a_role_belongs_to(tmp_path: Path) -> None:
    rows = [
        ["整治内容", "县级主管部门", "承办单位", "<", "县纪委监委牵头室"],
        ["^", "^", "主办", "会办", "^"],
        ["校园餐突出问题", "县教育局", "县财政局", "县卫健局", "第三监督检查室"],
    ]
    assert said(word(tmp_path, rows)) == [("校园餐突出问题", "县教育局 县财政局/牵头 县卫健局/配合 第三监督检查室/牵头", None)]


def test_a_column_of_figures_is_not_the_task(tmp_path: Path) -> None:
    rows = [["指标", "年度任务", "牵头单位"], ["营造林面积", "3.2万亩", "县林业局"], ["森林火灾受害率", "≤0.8‰", "县应急局"]]
    assert said(word(tmp_path, rows)) == [("营造林面积", "县林业局/牵头", None), ("森林火灾受害率", "县应急局/牵头", None)]


def test_who_signed_a_sheet_stands_below_its_rows(tmp_path: Path) -> None:
    rows = [["任务清单", ""], ["任务", "责任单位"], ["疏浚河道。", "县水利局"], ["青溪县水利局", ""], ["2024年8月9日", ""]]
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for r in (1, 4, 5):
        book.active.merge_cells(start_row=r, start_column=1, end_row=r, end_column=2)
    book.save(tmp_path / "表.xlsx")
    (one,) = extract(tmp_path / "表.xlsx")
    assert (one.doc.issuer, str(one.doc.issued), one.doc.year) == ("青溪县水利局", "2024-08-09", 2024)


def test_a_column_may_say_only_of_which_class_its_units_are(tmp_path: Path) -> None:
    rows = [
        ["任务内容", "市直部门", "县（市、区）", "医疗机构", "属地"],
        ["开展护理服务。", "市卫健委", "各县（市、区）卫健局", "市中心医院", "河口镇"],
    ]
    assert said(word(tmp_path, rows)) == [("开展护理服务。", "市卫健委 各县（市、区）卫健局 市中心医院 河口镇", None)]


def test_a_name_of_an_action_is_its_theme(tmp_path: Path) -> None:
    rows = [["行动名称", "主要任务", "责任单位"], ["“一窗通办”行动", "整合设置综合窗口，事项全部进驻。", "县政务局"]]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text) for t in one.tasks] == [(("“一窗通办”行动",), "整合设置综合窗口，事项全部进驻。")]


def test_words_that_recur_from_row_to_row_are_a_theme(tmp_path: Path) -> None:
    rows = [
        ["序号", "示范带", "建设任务", "投资（万元）", "责任单位"],
        ["1", "沿河带", "建设木栈道。", "860", "康金镇"],
        ["2", "沿河带", "改造庭院。", "315", "双井镇"],
    ]
    (one,) = word(tmp_path, rows)
    assert [t.themes for t in one.tasks] == [("沿河带",), ("沿河带",)]


@pytest.mark.parametrize("cell", ["县水利局（艾力）、县财政局 巴图尔", "县水利局 艾力\n县财政局（巴图尔）"])
def test_a_header_that_promises_persons_makes_unknown_names_persons(tmp_path: Path, cell: str) -> None:
    rows = [["任务", "责任单位（责任人）"], ["疏浚河道。", cell]]
    assert said(word(tmp_path, rows)) == [("疏浚河道。", "县水利局 县财政局", None)]


def test_a_division_of_work_that_names_no_bodies_is_a_theme(tmp_path: Path) -> None:
    rows = [
        ["任务分工", "工作内容", "牵头单位"],
        ["监测预报", "新建雷达1部。", "县气象局"],
        ["科普宣传", "气象科普进校园。", "县科协"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, units(t)) for t in one.tasks] == [(("监测预报",), "县气象局/牵头"), (("科普宣传",), "县科协/牵头")]


def test_the_last_label_of_a_form_may_have_nothing_beside_it(tmp_path: Path) -> None:
    rows = [
        [TITLE, "", "", ""],
        ["工作内容", "疏浚河道。", "", ""],
        ["牵头单位", "县水利局", "成员单位", "县财政局"],
        ["完成时限", "6月底前", "备注", ""],
    ]
    assert said(sheet(tmp_path, rows)) == [("疏浚河道。", "县水利局/牵头 县财政局", "6月底前")]


def test_parts_with_other_columns_under_headings_are_one_list(tmp_path: Path) -> None:
    def table(*rows: str) -> str:
        return "<table>" + "".join("<tr><td>" + row.replace("|", "</td><td>") + "</td></tr>" for row in rows) + "</table>"

    page = (
        f"<p>{TITLE}</p><p>一、公路项目</p>"
        + table("序号|项目|投资|责任单位|完成时间", "1|修路|3.2|县交通局|6月", "2|架桥|1.1|县交通局、各镇|9月")
        + "<p>二、工作保障</p>"
        + table("序号|工作事项|责任单位|配合单位", "1|落实用地|县资源局|县林业局")
    )
    path = tmp_path / "表.html"
    path.write_text(page, encoding="utf-8")
    (one,) = extract(path)
    assert [(t.seq, t.themes, t.text, units(t)) for t in one.tasks] == [
        (1, ("一、公路项目",), "修路", "县交通局"),
        (2, ("一、公路项目",), "架桥", "县交通局 各镇"),
        (3, ("二、工作保障",), "落实用地", "县资源局 县林业局/配合"),
    ]


def test_a_heading_between_rows_with_tabs_is_a_theme(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    rows = [
        "责任部门\t任务\t时限\t责任处室",
        "一、信贷",
        "县财政局\t放贷\t6月\t银行处",
        "二、市场",
        "县金融局\t上市\t9月\t市场处",
    ]
    path.write_text("\n".join([TITLE, *rows]), encoding="utf-8")
    (one,) = extract(path)
    assert [(t.themes, t.text, units(t)) for t in one.tasks] == [
        (("一、信贷",), "放贷", "县财政局 银行处"),
        (("二、市场",), "上市", "县金融局 市场处"),
    ]


def test_a_table_that_begins_at_its_right(tmp_path: Path) -> None:
    rows = [["完成时限", "责任单位", "工作内容", "类别", "序号"], ["3月", "县水利局", "疏浚河道", "水利", "1"]]
    (one,) = word(tmp_path, rows)
    assert [(t.seq, t.themes, t.text) for t in one.tasks] == [(1, ("水利",), "疏浚河道")]


def test_a_column_of_sources_names_what_a_task_goes_back_to(tmp_path: Path) -> None:
    rows = [
        ["序号", "督查事项", "事项来源（依据）", "责任单位", "资金来源"],
        ["1", "落实《水法》。", "《县政府常务会议纪要》（青政纪〔2025〕3号）", "县水利局", "《预算》"],
        ["2", "修堤。", "群众来信", "县水利局", ""],
    ]
    (one,) = word(tmp_path, rows)
    assert [[(c.number, c.title) for c in t.cites] for t in one.tasks] == [
        [(None, "水法"), ("青政纪〔2025〕3号", "县政府常务会议纪要")],
        [],
    ]
    assert one.tasks[0].cites[1].evidence is not None
    assert one.tasks[0].cites[1].evidence.where.column == 3


@pytest.mark.parametrize(("lead", "other", "note"), [("★", "●", "注：★为牵头单位，●为配合单位。"), ("牵头", "配合", "")])
@pytest.mark.parametrize("above", [True, False])
def test_bodies_in_the_header_and_marks_in_the_rows(tmp_path: Path, lead: str, other: str, note: str, above: bool) -> None:
    rows = [
        ["序号", "工作任务", "责任部门", "", "", "完成时限"],
        ["序号", "工作任务", "县水利局", "县财政局", "各镇（街道）", "完成时限"],
        ["1", "疏浚河道，加固堤防", lead, "", other, "6月底前"],
        ["2", "安排维修资金", other, lead, "", "全年"],
        ["3", "开展巡查", "", "", lead, "长期坚持"],
    ]
    if above:
        rows[0][3] = rows[0][4] = "<"
        rows[1][0] = rows[1][1] = rows[1][5] = "^"
    found = said(word(tmp_path, [*rows[0 if above else 1 :], *([[note, "<", "<", "<", "<", "<"]] if note else [])]))
    assert found == [
        ("疏浚河道，加固堤防", "县水利局/牵头 各镇（街道）/配合", "6月底前"),
        ("安排维修资金", "县水利局/配合 县财政局/牵头", "全年"),
        ("开展巡查", "各镇（街道）/牵头", "长期坚持"),
    ]


@pytest.mark.parametrize("header", ["牵头单位（责任单位）", "牵头（责任）单位", "牵头单位（责任部门）"])
def test_brackets_part_the_roles_that_the_header_names(tmp_path: Path, header: str) -> None:
    rows = [
        ["序号", "工作任务", header],
        ["1", "疏浚河道", "县水利局（各街道办事处）"],
        ["2", "加固堤防", "县应急局、县住建局（县财政局、各乡镇（街道））"],
        ["3", "巡查水库", "县水利局"],
    ]
    assert said(word(tmp_path, rows)) == [
        ("疏浚河道", "县水利局/牵头 各街道办事处", None),
        ("加固堤防", "县应急局/牵头 县住建局/牵头 县财政局 各乡镇（街道）", None),
        ("巡查水库", "县水利局/牵头", None),
    ]


@pytest.mark.parametrize("cell", ["县水利局牵头，县财政局配合", "县水利局（牵头）、县财政局（配合）"])
def test_role_words_in_cells_say_more_than_brackets_in_the_header(tmp_path: Path, cell: str) -> None:
    rows = [["序号", "工作任务", "牵头单位（配合单位）"], ["1", "疏浚河道", cell], ["2", "加固堤防", cell]]
    assert said(word(tmp_path, rows))[0] == ("疏浚河道", "县水利局/牵头 县财政局/配合", None)


def test_a_note_says_which_role_stands_in_brackets(tmp_path: Path) -> None:
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "疏浚河道", "县水利局（县财政局、县审计局）"],
        ["2", "加固堤防", "各乡镇（街道）"],
        ["注：括号内为配合单位。", "<", "<"],
    ]
    assert said(word(tmp_path, rows)) == [
        ("疏浚河道", "县水利局 县财政局/配合 县审计局/配合", None),
        ("加固堤防", "各乡镇（街道）", None),
    ]


@pytest.mark.parametrize("again", ["（续）", "（续表）", "(续1)"])
@pytest.mark.parametrize("header_again", [True, False])
def test_a_title_that_says_that_the_list_goes_on_begins_none(tmp_path: Path, again: str, header_again: bool) -> None:
    header = ["项目", "任务内容", "负责单位"]
    rows = [
        [TITLE, "<", "<"],
        header,
        ["一、水利", "疏浚河道", "县水利局"],
        ["^", "加固堤防", "县应急局"],
        [TITLE + again, "<", "<"],
        *([header] if header_again else []),
        ["二、林业", "植树造林", "县林业局"],
    ]
    (one,) = word(tmp_path, rows, title="")
    assert [(t.themes, t.text) for t in one.tasks] == [
        (("一、水利",), "疏浚河道"),
        (("一、水利",), "加固堤防"),
        (("二、林业",), "植树造林"),
    ]


def test_the_words_for_a_table_that_goes_on_are_no_heading(tmp_path: Path) -> None:
    header = ["序号", "任务内容", "负责单位"]
    rows = [
        header,
        ["一、水利", "<", "<"],
        ["1", "疏浚河道", "县水利局"],
        ["续表", "<", "<"],
        header,
        ["一、水利（续）", "<", "<"],
        ["2", "加固堤防", "县应急局"],
    ]
    (one,) = word(tmp_path, rows)
    assert [t.themes for t in one.tasks] == [("一、水利",), ("一、水利",)]


def test_a_label_that_each_task_begins_with_is_that_of_a_form(tmp_path: Path) -> None:
    form = "{}\n实施内容：{}\n主办单位：{}\n完成时间：6月底前\n"
    one = of_text(
        tmp_path,
        "青溪县2025年民生实事责任分工\n"
        + form.format("一、清河工程", "疏浚河道3条。", "县水利局")
        + form.format("二、固堤工程", "加固堤防：两岸各5公里。", "县应急局"),
    )
    assert [(t.themes, t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        (("一、清河工程",), "疏浚河道3条。", "县水利局/牵头", "6月底前"),
        (("二、固堤工程",), "加固堤防：两岸各5公里。", "县应急局/牵头", "6月底前"),
    ]


def test_persons_beside_each_unit_of_several_lines(tmp_path: Path) -> None:
    cell = "牵头单位：县市场监管局  莫小强\n配合单位：县税务局  梁 燕\n县人社局  覃海\n"
    cell += "各乡镇人民政府  分管负责同志\n各供水、供气企业"
    rows = [["序号", "重点任务", "责任单位及责任人"], ["1", "并联办理", cell], ["2", "清税共享", cell]]
    assert said(sheet(tmp_path, [[TITLE, "", ""], *rows]))[0] == (
        "并联办理",
        "县市场监管局/牵头 县税务局/配合 县人社局/配合 各乡镇人民政府/配合 各供水、供气企业/配合",
        None,
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("各供水、供气企业", ["各供水、供气企业"]),
        ("各地、各部门", ["各地", "各部门"]),
        ("各街道、区属国有企业", ["各街道", "区属国有企业"]),
        ("各园区、有关企业", ["各园区", "有关企业"]),
    ],
)
def test_one_noun_behind_two_kinds_of_bodies_is_one_wording(cell: str, names: list[str]) -> None:
    assert [u.name for u in read_units(cell).units] == names


def test_a_ledger_of_instructions_names_who_sent_the_matter_and_numbers_it(tmp_path: Path) -> None:
    rows = [
        [TITLE, "", "", "", "", ""],
        ["批示编号", "来文单位及标题", "批示领导", "批示事项", "主办单位", "协办单位"],
        ["2025-041", "县信访局《关于修缮堤防的报告》", "县长 罗志刚", "逐户核实。", "县水利局", "各乡镇"],
        ["2025-042", "县应急局《关于防火的请示》", "县长 罗志刚", "同意增设。", "县林业局", "无"],
    ]
    (one,) = sheet(tmp_path, rows)
    assert [(t.marker, t.themes, t.text, units(t), t.cites) for t in one.tasks] == [
        ("2025-041", (), "逐户核实。", "县水利局/牵头 各乡镇/配合", ()),
        ("2025-042", (), "同意增设。", "县林业局/牵头", ()),
    ]


def test_a_pilot_that_a_place_tries_out_is_a_task(tmp_path: Path) -> None:
    rows = [
        ["序号", "试点名称", "试点任务", "承接单位", "试点期限"],
        ["1", "河长制试点", "疏浚河道", "责任单位：县水利局", "2025年6月"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text, units(t), t.deadline.raw) for t in one.tasks] == [
        (("河长制试点",), "疏浚河道", "县水利局", "2025年6月")
    ]


def test_who_proposed_a_matter_is_no_theme_over_it(tmp_path: Path) -> None:
    rows = [
        ["编号", "提案者", "案由", "主办单位"],
        ["第2号", "民革青溪县委会", "关于疏浚河道的提案", "县水利局、县应急局（分别办理）"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text, units(t)) for t in one.tasks] == [((), "关于疏浚河道的提案", "县水利局/牵头 县应急局/牵头")]


def test_the_task_of_a_project_is_what_the_plan_of_the_year_is_to_reach(tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "建设规模及内容", "2025年计划", "<", "责任单位", "推进时限"],
        ["^", "^", "^", "投资（亿元）", "形象进度", "^", "^"],
        ["1", "青溪大道", "全长38.6公里，双向四车道", "15", "路基完成60%", "县住建局", "12月底"],
        ["2", "东湾泊位", "新建5万吨级通用泊位1个", "3", "3月底前开工", "县交通局", "3月底"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text, t.deadline.raw) for t in one.tasks] == [
        (("青溪大道",), "路基完成60%", "12月底"),
        (("东湾泊位",), "3月底前开工", "3月底"),
    ]


def test_what_a_project_has_reached_so_far_is_no_task(tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "建设内容", "2025年目前形象进度", "责任单位"],
        ["1", "青溪大道", "改造7.2公里", "路基完成60%", "县住建局"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text) for t in one.tasks] == [(("青溪大道",), "改造7.2公里")]


@pytest.mark.parametrize("note", ["括号内为责任单位", "括号内为责任人", "括号内排首位的为牵头单位"])
def test_a_note_on_the_closing_brackets_of_paragraphs_parts_no_roles(tmp_path: Path, note: str) -> None:
    one = of_text(tmp_path, f"青溪县2025年水利工作要点\n（{note}）\n1.疏浚河道。（县水利局、县住建局（县人防办））\n")
    assert {u.name for t in one.tasks for u in t.units} == {"县水利局", "县住建局（县人防办）"}


def test_a_column_that_names_projects_and_says_what_is_built_stays_the_theme(tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称及建设内容", "年度形象进度", "责任单位"],
        ["1", "青溪大道，改造7.2公里", "路基完成60%", "县住建局"],
    ]
    (one,) = word(tmp_path, rows)
    assert [(t.themes, t.text) for t in one.tasks] == [(("青溪大道，改造7.2公里",), "路基完成60%")]
