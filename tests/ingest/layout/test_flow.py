"""The text of a table that lost its columns: what a line holds decides whose it is, each case in its smallest form."""

from __future__ import annotations

from ingest.layout.flow import read_flow
from ingest.record import Where
from ingest.source import Paragraph, Source


def read(text: str) -> list[list[tuple[str, str, str, str]]]:
    """For each list its rows: themes, task, units, deadline."""
    source = Source("文.txt", "txt", wrapped=True)
    blank = False
    for number, line in enumerate(text.strip("\n").split("\n"), start=1):
        if line.strip():
            source.blocks.append(Paragraph(line, Where(line=number), blank))
        blank = not line.strip()
    return [
        [
            (
                "/".join(t.words for t in r.themes),
                r.text.words,
                "+".join(s.words for _, s in r.units),
                r.deadline.words if r.deadline else "",
            )
            for r in layout.rows
        ]
        for layout in read_flow(source)
    ]


ROWS = """
1

疏浚河道，整治沿岸乱占乱建乱堆问题，完成河道清淤
三十公里。

县水利局、县财政局

6月底前

2

修建农村公路，改造危桥，完成通村道路硬化工程建设
二十公里。

县交通局

年底前
"""
HEADER = "序号 工作任务 责任单位 完成时限\n"


def test_a_unit_line_that_breaks_a_name_or_a_role() -> None:
    text = HEADER + ROWS.replace("县水利局、县财政局", "县发展改革局（粮食局）牵\n头负责，县财政局参加").replace(
        "县交通局", "县人大会同青溪\n学院"
    )
    ((one, two),) = read(text)
    assert one[2] == "县发展改革局（粮食局）牵头负责，县财政局参加"
    assert two[2] == "县人大会同青溪学院"


def test_a_sentence_that_names_a_limit_is_no_limit() -> None:
    ((one, _),) = read(
        HEADER + ROWS.replace("疏浚河道，", "受理后9个工作日内办结，系统等级保护测评率达到百分之百；\n疏浚河道，")
    )
    assert one[1].startswith("受理后9个工作日内办结")
    assert one[3] == "6月底前"


def test_measures_go_on_behind_the_first() -> None:
    ((one, _),) = read(HEADER + ROWS.replace("疏浚河道，", "1.持续深化农村宅基地改革；\n2.组织实施矿山开采；\n3.疏浚河道，"))
    assert one[1].startswith("1.持续深化农村宅基地改革；2.组织实施矿山开采；3.疏浚河道")


def test_the_last_figure_of_a_date_stands_on_the_next_line() -> None:
    ((one, _),) = read(HEADER + ROWS.replace("6月底前", "2024.4.2\n4"))
    assert one[3] == "2024.4.24"


def test_a_theme_inside_a_theme_begins_with_it() -> None:
    header = "序号 领域 工作任务 具体举措 责任单位 完成时限\n"
    first = ROWS.replace("1\n", "1\n\n一、创新引才机制\n\n推进青年人才\n驿站建设\n", 1)
    ((one, two),) = read(header + first.replace("2\n\n", "2\n\n二、强化服务保障\n\n推进人才公寓\n建设\n\n", 1))
    assert (one[0], two[0]) == ("一、创新引才机制/推进青年人才驿站建设", "二、强化服务保障/推进人才公寓建设")


def test_units_at_the_foot_of_a_page_are_no_title() -> None:
    """县审计局等按职责分工 ends as titles do (任务分工)."""
    again = HEADER + ROWS.replace("1\n", "3\n", 1).replace("2\n\n", "4\n\n", 1)
    (rows,) = read(HEADER + ROWS.replace("县交通局\n", "县审计局等按职责分工\n") + again)
    assert len(rows) == 4


def test_a_title_over_two_lines_is_printed_again_on_one() -> None:
    title = "青溪县2025年度养老服务\n重点任务清单\n"
    again = title.replace("服务\n", "服务") + HEADER + ROWS.replace("1\n", "3\n", 1).replace("2\n\n", "4\n\n", 1)
    (rows,) = read(title + HEADER + ROWS + again)
    assert len(rows) == 4


def test_two_headers_on_a_line_are_a_header_where_no_other_is() -> None:
    rows = ROWS.replace("1\n\n", "（一）", 1).replace("2\n\n", "（二）", 1).replace("6月底前\n", "").replace("年底前\n", "")
    ((one, two),) = read("工作任务 责任单位\n" + rows)
    assert (one[2], two[2]) == ("县水利局、县财政局", "县交通局")
    assert read("工作任务\n责任单位\n" + rows) == []
