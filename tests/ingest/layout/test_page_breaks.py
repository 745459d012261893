"""A table cut by page breaks is read as the table that it was: each case is one way in which a page cuts it."""

from __future__ import annotations

from ingest.layout.page_breaks import stitched
from ingest.layout.paragraphs import paragraphs
from ingest.layout.tables import read_tables
from ingest.pipeline import lists_in
from ingest.record import Where
from ingest.source import Cell, Paragraph, Source, Table

HEADER = ["序号", "任务", "责任单位", "完成时限"]


def page(
    number: int,
    *rows: list[str],
    foot: dict[int, str] | None = None,
    room: dict[int, float] | None = None,
    spans: dict[tuple[int, int], int] | None = None,
) -> Table:
    """A table on one page; `foot` and `room` by column of its last row, `spans` by place; `|` marks a place that a merged cell
    covers, a row of one cell goes over the table."""
    made = Table([], Where(page=number, table=number))
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words == "|":
                continue
            where = Where(page=number, table=number, row=r + 1, column=c + 1)
            lines = tuple(True for _ in words.split("\n")[1:])
            cell = Cell(words, where, r, c, (spans or {}).get((r, c), 1), wraps=lines)
            if cell.row + cell.row_span == len(rows):
                cell.foot = (foot or {}).get(c)  # type: ignore[assignment]
                cell.room = (room or {}).get(c)
            cell.column_span = len(rows[0]) if len(row) == 1 else 1
            made.cells.append(cell)
    return made


def read(*blocks: Table | Paragraph) -> list[tuple[str, str, str]]:
    """Task, units and deadline of each row."""
    source = Source("a.pdf", "pdf", list(blocks), wrapped=True)
    layouts = read_tables(stitched(paragraphs(source)), wrapped=True)
    assert len(layouts) == 1
    return [
        (r.text.words, "+".join(s.words for _, s in r.units), r.deadline.words if r.deadline else "") for r in layouts[0].rows
    ]


def test_only_the_units_of_a_row_go_on_over_the_page() -> None:
    found = read(
        page(1, HEADER, ["1", "疏浚河道", "县水利局、县财", "6月底前"]),
        page(2, ["", "", "政局", ""], ["2", "修路", "县交通局", "年底前"]),
    )
    assert found == [("疏浚河道", "县水利局、县财政局", "6月底前"), ("修路", "县交通局", "年底前")]


def test_a_header_printed_again_in_the_midst_of_a_page() -> None:
    """The page breaks of the text that was converted are not those of the PDF."""
    found = read(
        page(1, HEADER, ["1", "疏浚河道", "县水利局", "6月底前"]),
        page(2, ["2", "修路", "县交通局", "年底前"], HEADER, ["3", "建校", "县教育局", "8月底前"]),
    )
    assert [task for task, _, _ in found] == ["疏浚河道", "修路", "建校"]


def test_the_rest_of_a_row_that_looks_like_a_header() -> None:
    found = read(
        page(1, HEADER, ["1", "摸排整改农村户厕", "县农业农村局、", "6月"]),
        page(2, ["", "问题任务。", "县直各单位", "底前"], HEADER, ["2", "修路", "县交通局", "年底前"]),
    )
    assert found == [("摸排整改农村户厕问题任务。", "县农业农村局、县直各单位", "6月底前"), ("修路", "县交通局", "年底前")]


def test_a_header_below_the_rest_of_a_row_that_has_one_cell_only() -> None:
    found = read(
        page(1, HEADER, ["1", "疏浚河道", "县水利局、县财", "6月底前"]),
        page(2, ["", "", "政局", ""], HEADER, ["2", "修路", "县交通局", "年底前"]),
    )
    assert [units for _, units, _ in found] == ["县水利局、县财政局", "县交通局"]


def test_a_merged_cell_without_a_lower_line_goes_on() -> None:
    found = read(
        page(1, HEADER, ["1", "疏浚河道", "县水利局", "6月底前"], foot={2: "open", 3: "open"}),
        page(2, HEADER, ["2", "加固堤防", "", ""], ["3", "修路", "县交通局", "年底前"]),
    )
    assert found == [("疏浚河道", "县水利局", "6月底前"), ("加固堤防", "县水利局", "6月底前"), ("修路", "县交通局", "年底前")]


def test_a_unit_cell_that_is_blank_below_a_closed_one_is_blank() -> None:
    header = ["序号", "任务", "牵头单位", "配合单位"]
    found = read(
        page(1, header, ["1", "疏浚河道", "县水利局", "县财政局"]),
        page(2, header, ["2", "加固堤防", "", ""], ["3", "修路", "县交通局", ""]),
    )
    assert [units for _, units, _ in found] == ["县水利局+县财政局", "", "县交通局"]


def test_a_merged_theme_whose_words_the_page_cuts() -> None:
    header = ["主题", "任务", "责任单位", "完成时限"]
    above = page(1, header, ["加快推进自建房结", "排查房屋", "县住建局", "6月"], foot={0: "full"})
    below = page(2, ["构安全鉴定", "鉴定房屋", "县住建局", "6月"], ["|", "整治房屋", "县住建局", "6月"], spans={(0, 0): 2})
    source = Source("a.pdf", "pdf", [above, below], wrapped=True)
    (layout,) = read_tables(stitched(paragraphs(source)), wrapped=True)
    assert {r.themes[0].words for r in layout.rows} == {"加快推进自建房结构安全鉴定"}


def test_two_limits_that_each_fill_their_cell_are_two() -> None:
    found = read(
        page(1, HEADER, ["1", "疏浚河道", "县水利局", "年底前"], foot={3: "full"}),
        page(2, ["2", "修路", "县交通局", "6月底前"], ["3", "建校", "县教育局", "|"], spans={(0, 3): 2}),
    )
    assert [limit for _, _, limit in found] == ["年底前", "6月底前", "6月底前"]


def test_a_line_between_two_tables_is_no_part_of_the_title() -> None:
    blocks: list[Table | Paragraph] = [
        Paragraph("2025年青溪县重点任务分解表", Where(page=1, line=1), centred=True),
        page(1, HEADER, ["1", "疏浚河道", "县水利局", "6月底前"]),
        Paragraph("养", Where(page=1, line=2)),
        page(2, HEADER, ["2", "修路", "县交通局", "年底前"]),
    ]
    (one,) = lists_in(Source("a.pdf", "pdf", blocks, wrapped=True))
    assert one.doc.title == "2025年青溪县重点任务分解表"
    assert len(one.tasks) == 2


def test_a_date_in_a_bracket_below_the_title() -> None:
    blocks: list[Table | Paragraph] = [
        Paragraph("2025年青溪县重点任务分解表", Where(page=1, line=1), centred=True, wraps=True),
        Paragraph("（2025年9月8日）", Where(page=1, line=2), centred=True),
        page(1, HEADER, ["1", "疏浚河道", "县水利局", "6月底前"], ["2", "修路", "县交通局", "年底前"]),
    ]
    (one,) = lists_in(Source("a.pdf", "pdf", blocks, wrapped=True))
    assert (one.doc.title, str(one.doc.issued)) == ("2025年青溪县重点任务分解表", "2025-09-08")


def test_a_row_below_one_whose_last_line_had_room_is_another() -> None:
    """Tasks of some rows begin with the number of their first measure, of others not."""
    header = ["任务", "责任单位", "完成时限"]
    rows = [["1.疏浚河道；2.加固堤防。", "县水利局", "6月底前"], ["1.修路；2.架桥。", "县交通局", "年底前"]]
    above = page(1, header, *rows, room={0: 0.4, 1: 3.0, 2: 5.0})
    assert [task for task, _, _ in read(above, page(2, ["建校。", "县教育局", "8月底前"]))] == [
        "1.疏浚河道；2.加固堤防。",
        "1.修路；2.架桥。",
        "建校。",
    ]
    assert len(read(page(1, header, *rows, room={0: 9.0}), page(2, ["建校。", "", "8月底前"]))) == 3


def test_a_theme_across_the_table_at_the_foot_of_a_page_is_no_part_of_a_row() -> None:
    source = Source("a.pdf", "pdf", [page(1, HEADER, ["一、水利改革"])], wrapped=True)
    source.blocks.append(page(2, ["1", "疏浚河道", "县水利局", "6月底前"], ["2", "修路", "县交通局", "年底前"]))
    (layout,) = read_tables(stitched(paragraphs(source)), wrapped=True)
    assert [[t.words for t in r.themes] for r in layout.rows] == [["一、水利改革"]] * 2
