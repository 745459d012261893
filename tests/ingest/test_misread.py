"""Documents that were once misread, each in the smallest form that shows what was misunderstood."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from ingest.pipeline import extract
from ingest.record import Task, TaskList

ROLE = {"lead": "/牵头", "support": "/配合", "responsible": ""}


def of_text(tmp_path: Path, text: str) -> TaskList:
    path = tmp_path / "文.txt"
    path.write_text(text, encoding="utf-8")
    return extract(path)[0]


def of_table(tmp_path: Path, rows: list[list[str]]) -> TaskList:
    document = docx.Document()
    document.add_paragraph("2025年青溪县重点任务分解表")
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document.save(str(tmp_path / "表.docx"))
    return extract(tmp_path / "表.docx")[0]


def units(task: Task) -> str:
    return " ".join(u.name + ROLE[u.role] for u in task.units)


def test_numbers_of_the_measures_in_each_cell_number_no_task(tmp_path: Path) -> None:
    rows = [
        ["工作任务", "责任单位"],
        ["1.疏浚；2.清淤。", "县水利局"],
        ["1.巡查；2.加固。", "县应急局"],
        ["1.宣传；2.培训。", "县教育局"],
    ]
    assert [(t.seq, t.marker, t.text) for t in of_table(tmp_path, rows).tasks] == [
        (1, None, "1.疏浚；2.清淤。"),
        (2, None, "1.巡查；2.加固。"),
        (3, None, "1.宣传；2.培训。"),
    ]


def test_a_row_whose_units_look_like_a_header_is_content(tmp_path: Path) -> None:
    rows = [
        ["序号", "任务", "分工", "分工", "时限"],
        ["", "", "牵头单位", "配合单位", ""],
        ["1", "疏浚河道。", "县水利局牵头", "各镇", "6月底前"],
    ]
    (task,) = of_table(tmp_path, rows).tasks
    assert (task.text, units(task)) == ("疏浚河道。", "县水利局/牵头 各镇/配合")


@pytest.mark.parametrize("sign", ["★", "※"])
def test_a_note_below_the_table_holds_for_all_rows(tmp_path: Path, sign: str) -> None:
    rows = [["任务", "责任单位"], ["疏浚河道。", f"{sign}县水利局、县财政局等部门"], [f"注：标{sign}的为牵头单位。", ""]]
    (task,) = of_table(tmp_path, rows).tasks
    assert units(task) == "县水利局/牵头 县财政局 部门"


def test_a_total_is_no_task_and_persons_are_no_units(tmp_path: Path) -> None:
    rows = [
        ["序号", "任务", "责任单位及责任人", "联系电话"],
        ["1", "疏浚河道。", "县水利局 王强", "13800000000"],
        ["合计", "1项", "", ""],
    ]
    (task,) = of_table(tmp_path, rows).tasks
    assert units(task) == "县水利局"
