"""PDF documents: grids from ruling lines, columns from white, lines without the page's furniture."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import pdfplumber
import pytest

from ingest import errors
from ingest.source import Box, Paragraph, Source, word_boxes
from tests.ingest.readers.made import Pdf, cells, rows, tables, texts

Open = Callable[[str, bytes | str], Source]
XS, YS = [50.0, 100.0, 300.0, 500.0], [100.0, 130.0, 160.0, 190.0]
LONG = "各县（市、区）人民政府要切实加强组织领导，完善工作机制，"


def fill(pdf: Pdf, *found: tuple[int, int, str], xs: list[float] = XS, ys: list[float] = YS) -> Pdf:
    for row, column, words in found:
        for number, line in enumerate(words.split("\n")):
            pdf.text(xs[column] + 4, ys[row] + 4 + 12 * number, line)
    return pdf


def test_ruled_table_and_lines(open_as: Open) -> None:
    pdf = Pdf().text(260, 60, "任务分工", 16).grid(XS, YS).text(50, 220, "注：甲局牵头。")
    fill(pdf, (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"), (1, 0, "1"), (1, 1, "推进改\n革"), (1, 2, "甲局"), (2, 2, "乙局"))
    source = open_as("a.pdf", pdf.bytes())
    assert texts(source) == ["任务分工", "注：甲局牵头。"]
    assert rows(tables(source)[0]) == [["序号", "任务", "单位"], ["1", "推进改\n革", "甲局"], ["", "", "乙局"]]
    title = source.blocks[0]
    assert isinstance(title, Paragraph)
    assert title.centred
    assert title.where.words("en") == "page 1, paragraph 1"
    assert source.wrapped


def test_boxes(open_as: Open) -> None:
    source = open_as("a.pdf", fill(Pdf().grid(XS, YS), (1, 1, "甲"), (0, 0, "乙")).bytes())
    box = cells(tables(source)[0])[1, 1].box
    assert box is not None
    assert [round(x) for x in box] == [100, 130, 300, 160]


def test_merged_cells_by_geometry(open_as: Open) -> None:
    pdf = Pdf().grid([50, 500], [100, 190]).line(100, 100, 100, 190).line(300, 130, 300, 190)
    pdf.line(100, 130, 500, 130).line(100, 160, 500, 160)
    fill(pdf, (0, 0, "主题"), (0, 1, "分工"), (1, 1, "任务"), (1, 2, "甲局"), (2, 1, "要求"), (2, 2, "乙局"))
    table = tables(open_as("a.pdf", pdf.bytes()))[0]
    assert rows(table) == [["主题", "分工", "分工"], ["主题", "任务", "甲局"], ["主题", "要求", "乙局"]]
    found = cells(table)
    assert found[0, 0].row_span == 3
    assert found[0, 1].column_span == 2


def test_open_sides(open_as: Open) -> None:
    pdf = Pdf()
    for y in YS:
        pdf.line(50, y, 500, y)
    for x in XS[1:-1]:
        pdf.line(x, YS[0], x, YS[-1])
    fill(pdf, (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"), (1, 0, "1"), (1, 1, "推进"), (1, 2, "甲局"), (2, 0, "2"))
    assert rows(tables(open_as("a.pdf", pdf.bytes()))[0]) == [["序号", "任务", "单位"], ["1", "推进", "甲局"], ["2", "", ""]]


def test_words_run_over_the_foot_of_a_cell_that_goes_on_over_the_page(open_as: Open) -> None:
    pdf = Pdf().line(50, 100, 500, 100).line(100, 130, 500, 130)
    for x in XS:
        pdf.line(x, 100, x, 130)
    fill(pdf, (0, 0, "加快推\n进高技\n能人才"), (0, 1, "任务"), (0, 2, "甲局"))
    pdf.text(300, 770, "2").page().text(50, 100, "末")
    source = open_as("a.pdf", pdf.bytes())
    found = cells(tables(source)[0])
    assert found[0, 0].text == "加快推\n进高技\n能人才"
    assert [found[0, c].foot for c in range(3)] == ["open", None, None]


def test_an_open_cell_as_high_as_the_page_keeps_the_columns_together(open_as: Open) -> None:
    pdf = Pdf()
    for x in XS:
        pdf.line(x, 100, x, 190)
    for y in YS:  # browsers draw a piece a cell
        pdf.line(50, y, 100, y).line(300, y, 500, y)
    fill(pdf.line(100, 100, 300, 100), (0, 0, "1"), (1, 0, "2"), (2, 0, "3"), (1, 1, "主题"), (0, 2, "甲"), (2, 2, "乙"))
    found = cells(tables(open_as("a.pdf", pdf.bytes()))[0])
    assert (found[0, 1].text, found[0, 1].row_span, found[0, 1].foot) == ("主题", 3, "open")
    assert found[2, 2].foot is None


def test_a_cell_that_its_words_fill(open_as: Open) -> None:
    xs = [50.0, 98.0, 300.0]
    pdf = fill(Pdf().grid(xs, [100, 130, 160]), (1, 0, "加快推进\n产业园区"), (1, 1, "任务"), xs=xs, ys=[100, 130, 160])
    found = cells(tables(open_as("a.pdf", pdf.text(60, 105, "主题").bytes()))[0])
    assert (found[1, 0].foot, found[1, 1].foot, found[0, 0].foot) == ("full", None, None)
    assert found[1, 0].room is not None
    assert found[1, 0].room < 1
    assert (found[1, 1].room or 0) > 3


def test_a_space_between_words_is_wider_than_the_letters_stand_apart(open_as: Open) -> None:
    pdf = Pdf().text(50, 100, "甲民政局").text(93, 100, " ").text(95, 100, "乙财政局")
    for n, sign in enumerate("责任单位"):
        pdf.text(50 + 22 * n, 130, sign).text(61 + 22 * n, 130, " ")
    assert texts(open_as("a.pdf", pdf.bytes())) == ["甲民政局 乙财政局", "责任单位"]


def test_what_browsers_print_around_a_page_is_out(open_as: Open) -> None:
    pdf = Pdf().text(30, 20, "2025/6/24 15:30").text(250, 20, "青溪县任务分工").text(50, 100, "甲局牵头")
    pdf.text(30, 770, "https://www.example.gov.cn/art/1.html").text(550, 770, "1/1")
    assert texts(open_as("a.pdf", pdf.bytes())) == ["甲局牵头"]


def test_a_merged_cell_that_the_page_cuts_without_a_line(open_as: Open) -> None:
    pdf = Pdf().line(50, 100, 500, 100).line(100, 130, 500, 130).line(100, 160, 500, 160).line(100, 190, 500, 190)
    for x in XS:
        pdf.line(x, 100, x, 190)
    fill(pdf, (0, 0, "主题"), (0, 1, "任务"), (0, 2, "甲局"), (1, 1, "要求"), (1, 2, "乙局"), (2, 1, "措施"), (2, 2, "丙局"))
    table = tables(open_as("a.pdf", pdf.bytes()))[0]
    assert rows(table) == [["主题", "任务", "甲局"], ["主题", "要求", "乙局"], ["主题", "措施", "丙局"]]


def test_a_page_with_only_a_heading_row_keeps_the_columns(open_as: Open) -> None:
    pdf = fill(Pdf().grid(XS, YS), (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"), (2, 1, "末"))
    pdf.page().grid([50, 500], [100, 130]).text(60, 105, "二、优化环境")
    pdf.page()
    fill(pdf.grid(XS, YS), (0, 0, "2"), (0, 1, "推进"), (0, 2, "甲局"))
    found = tables(open_as("a.pdf", pdf.bytes()))
    assert [(t.where.page, t.size[1]) for t in found] == [(1, 3), (2, 3), (3, 3)]
    assert found[1].cells[0].column_span == 3


def test_tables_with_open_sides_and_words_between_them_are_two(open_as: Open) -> None:
    pdf = Pdf()
    for top, middle in ((100, 200), (230, 350)):
        for y in (top, top + 30, top + 60):
            pdf.line(50, y, 500, y)
        pdf.line(middle, top, middle, top + 60).line(400, top, 400, top + 60)
        for row in (0, 1):
            pdf.text(60, top + 5 + 30 * row, "任务").text(middle + 5, top + 5 + 30 * row, "甲局").text(
                410, top + 5 + 30 * row, "年底"
            )
    source = open_as("a.pdf", pdf.text(60, 190, "二、水利").bytes())
    assert [t.size for t in tables(source)] == [(2, 3), (2, 3)]
    assert texts(source) == ["二、水利"]


@pytest.mark.parametrize(("dot", "step"), [(0.75, 1.5), (2.25, 3.7)])
def test_lines_made_of_dots(open_as: Open, dot: float, step: float) -> None:
    pdf = Pdf()
    for x in XS:
        for n in range(int(90 / step) + 1):
            pdf.box(x, 100 + n * step, 0.75, dot)
    for y in YS:
        for n in range(int(450 / step) + 1):
            pdf.box(50 + n * step, y, dot, 0.75)
    fill(pdf, (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"), (1, 1, "推进"), (2, 2, "甲局"))
    assert rows(tables(open_as("a.pdf", pdf.bytes()))[0]) == [["序号", "任务", "单位"], ["", "推进", ""], ["", "", "甲局"]]


def test_a_frame_around_words_is_no_table(open_as: Open) -> None:
    pdf = Pdf().grid([50, 500], [100, 190]).text(60, 110, "甲局牵头").text(60, 130, "乙局配合")
    source = open_as("a.pdf", pdf.bytes())
    assert texts(source) == ["甲局牵头", "乙局配合"]
    assert not tables(source)


@pytest.mark.parametrize("form", ["— {} —", "- {} -", "第{}页", "第{}页 共3页", "{}/3", "{}", "－{}－"])
def test_page_numbers_are_out(open_as: Open, form: str) -> None:
    pdf = Pdf()
    for n in range(1, 4):
        pdf.text(50, 100, f"第{'一二三'[n - 1]}段的文字").text(290, 770, form.format(n))
        if n < 3:
            pdf.page()
    assert texts(open_as("a.pdf", pdf.bytes())) == ["第一段的文字", "第二段的文字", "第三段的文字"]


def test_a_number_in_the_text_is_kept(open_as: Open) -> None:
    pdf = Pdf().text(50, 100, "序号").text(50, 120, "12").page().text(50, 100, "7").text(50, 120, "末")
    assert texts(open_as("a.pdf", pdf.bytes())) == ["序号", "12", "7", "末"]


def test_running_heads_stay_once(open_as: Open) -> None:
    pdf = Pdf()
    for n in range(4):
        pdf.text(200, 30, "某市人民政府文件").text(50, 100 + 7 * n, "甲乙丙丁"[n] + "局牵头").text(400, 760, "内部资料")
        if n < 3:
            pdf.page()
    assert texts(open_as("a.pdf", pdf.bytes())) == ["某市人民政府文件", "甲局牵头", "乙局牵头", "丙局牵头", "丁局牵头"]


def test_heads_of_a_file_with_few_pages(open_as: Open) -> None:
    """Two pages bear the same words at their edge; a single one bears small print there."""
    pdf = Pdf()
    for n in range(2):
        pdf.text(200, 20, "内部资料 注意保存", 9).text(50, 100, "甲乙"[n] + "局牵头", 12).text(50, 130, "丙局配合", 12)
        if n == 0:
            pdf.page()
    assert texts(open_as("a.pdf", pdf.bytes())) == ["甲局牵头", "丙局配合", "乙局牵头", "丙局配合"]
    pdf = Pdf().text(200, 20, "第3期", 9).text(200, 60, "任务分工", 16).text(50, 100, "甲局牵头", 12)
    assert texts(open_as("b.pdf", pdf.bytes())) == ["任务分工", "甲局牵头"]


def test_gaps_between_paragraphs(open_as: Open) -> None:
    pdf = Pdf()
    for n, y in enumerate([100, 115, 130, 160, 175]):
        pdf.text(50, y, LONG[:10] + str(n))
    blocks = open_as("a.pdf", pdf.bytes()).blocks
    assert [b.blank_before for b in blocks if isinstance(b, Paragraph)] == [False, False, False, True, False]


def test_which_line_ends_are_wraps(open_as: Open) -> None:
    xs = [50.0, 130.0, 300.0]
    words = "各镇（街道）\n区政府各部门、\n单位，甲局和\n2025年的乙\n局"
    pdf = fill(Pdf().grid(xs, [100, 200]), (0, 0, words), (0, 1, "任务"), xs=xs)
    pdf.text(50, 300, LONG).text(50, 315, LONG[:6] + "。").text(50, 330, LONG)
    source = open_as("a.pdf", pdf.bytes())
    assert cells(tables(source)[0])[0, 0].wraps == (False, True, True, True)
    assert [b.wraps for b in source.blocks if isinstance(b, Paragraph)] == [True, False, None]


def test_a_sign_may_hang_over_the_margin(open_as: Open) -> None:
    """Its white half stands outside, so that the lines above and below it are full though they end before it."""
    pdf = Pdf()
    for n, words in enumerate([LONG[:20], LONG[:20] + "，", LONG[:20], LONG[:12], *[LONG[:20], LONG[:20] + "；"] * 4]):
        pdf.text(50, 100 + 15 * n, words)
    blocks = open_as("a.pdf", pdf.bytes()).blocks
    assert [b.wraps for b in blocks if isinstance(b, Paragraph)][:4] == [True, True, True, False]


def test_a_title_has_room_on_both_sides(open_as: Open) -> None:
    """It is the longest line of its page: how far lines may go is seen from the table below it."""
    pdf = fill(Pdf().grid(XS, YS), (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"), (1, 1, "修路"))
    pdf.text(228, 50, "青溪县任务分工清单", 16).text(50, 75, "一、水利")
    title = open_as("a.pdf", pdf.bytes()).blocks[0]
    assert isinstance(title, Paragraph)
    assert (title.centred, title.wraps) == (True, False)


def test_in_a_sentence_a_line_is_hardly_a_last_one(open_as: Open) -> None:
    """Spacing between figures and characters makes its room uncertain."""
    pdf = Pdf()
    for n in range(12):
        pdf.text(50, 100 + 15 * n, LONG[:-1])
    pdf.text(47, 300, LONG[:-2]).text(50, 315, "亿元").text(47, 330, LONG[:-3] + "。").text(50, 345, "甲局")
    found = {b.text: b.wraps for b in open_as("a.pdf", pdf.bytes()).blocks if isinstance(b, Paragraph)}
    assert found[LONG[:-2]]
    assert not found[LONG[:-3] + "。"]


def columns(pdf: Pdf, top: float, *found: tuple[str, str, str, str]) -> Pdf:
    """Rows without ruling lines; \\n wraps a cell."""
    for row in found:
        for x, words in zip((50, 90, 230, 420), row, strict=True):
            for number, line in enumerate(words.split("\n")):
                pdf.text(x, top + 13 * number, line)
        top += 13 * max(words.count("\n") + 1 for words in row) + 9
    return pdf


HEADER = ("序号", "任务", "单位", "时限")
ROWS = [
    ("1", "推进政务公开工作不\n断深化", "甲局、乙局", "6月底前"),
    ("2", "完善制度", "丙局牵头，丁局配合，\n戊局参与，己局协助，\n庚局", "12月底前"),
    ("3", "加强监督", "辛局", "长期坚持"),
]


def test_columns_without_lines(open_as: Open) -> None:
    pdf = columns(Pdf().text(250, 50, "任务分工", 16), 100, HEADER, *ROWS).text(50, 300, "注：" + LONG)
    source = open_as("a.pdf", pdf.bytes())
    assert rows(tables(source)[0]) == [list(HEADER), *map(list, ROWS)]
    assert texts(source) == ["任务分工", "注：" + LONG]
    assert not tables(source)[0].merges_known


def test_columns_without_lines_go_on_over_a_page(open_as: Open) -> None:
    pdf = columns(Pdf(), 100, HEADER, *ROWS)
    columns(pdf.page(), 60, *[(str(n), *row[1:]) for n, row in enumerate(ROWS, start=4)])
    found = tables(open_as("a.pdf", pdf.bytes()))
    assert [t.where.page for t in found] == [1, 2]
    assert [row[0] for row in rows(found[1])] == ["4", "5", "6"]


def test_cells_in_the_middle_of_rows_without_lines(open_as: Open) -> None:
    """The header is of two lines; 丙局 stands between the third row and the fourth, and so belongs to both."""
    pdf = Pdf().text(50, 100, "序").text(50, 114, "号").text(90, 107, "任务").text(250, 107, "单位").text(400, 107, "时限")
    for n, (top, size) in enumerate(((140, 2), (180, 3), (235, 2), (275, 2)), start=1):
        middle = top + 7 * (size - 1)
        pdf.text(50, middle, str(n)).text(400, middle, f"{n}月底前")
        for line in range(size):
            pdf.text(90, top + 14 * line, LONG[:10])
    pdf.text(250, 147, "甲局 乙局").text(250, 194, "丁局").text(250, 262, "丙局")
    table = tables(open_as("a.pdf", pdf.bytes()))[0]
    assert [(row[0], row[2]) for row in rows(table)] == [
        ("序\n号", "单位"),
        ("1", "甲局 乙局"),
        ("2", "丁局"),
        ("3", "丙局"),
        ("4", "丙局"),
    ]
    assert table.merges_known


def test_rows_as_near_as_lines_begin_with_their_number(open_as: Open) -> None:
    pdf = Pdf()
    for x, words in zip((50, 90, 230, 420), HEADER, strict=True):
        pdf.text(x, 100, words)
    for n, (number, task, unit) in enumerate(
        [("1", "推进政务", "甲局"), ("", "公开", "乙局"), ("2", "完善制度", "丙局"), ("3", "加强", "丁局"), ("", "监督", "")]
    ):
        pdf.text(50, 113 + 13 * n, number or " ").text(90, 113 + 13 * n, task).text(230, 113 + 13 * n, unit or " ")
        pdf.text(420, 113 + 13 * n, "长期" if number else " ")
    assert [row[:3] for row in rows(tables(open_as("a.pdf", pdf.bytes()))[0])[1:]] == [
        ["1", "推进政务\n公开", "甲局\n乙局"],
        ["2", "完善制度", "丙局"],
        ["3", "加强\n监督", "丁局"],
    ]


def pieces(pdf: Pdf, y: float, xs: list[float]) -> None:
    for x0, x1 in pairwise(xs):
        pdf.line(x0, y, x1, y)


def test_lines_across_alone_show_the_columns_by_their_ends(open_as: Open) -> None:
    """A line is drawn below each cell; where the second and the third row are merged there is none."""
    xs = [50.0, 100.0, 300.0, 400.0, 500.0]
    pdf = Pdf().text(240, 60, "任务分工", 16)
    for n, words in enumerate([*HEADER, "1", "推进", "甲局", "6月", "2", "完善", "乙局", "9月", "3", "加强", "", "年底"]):
        pdf.text(xs[n % 4] + 5, 105 + 30 * (n // 4), words or " ")
    for y in (130, 160, 220):
        pieces(pdf, y, xs)
    pieces(pdf, 190, xs[:3])
    pieces(pdf, 190, xs[3:])
    source = open_as("a.pdf", pdf.bytes())
    assert texts(source) == ["任务分工"]
    assert rows(tables(source)[0]) == [
        list(HEADER),
        ["1", "推进", "甲局", "6月"],
        ["2", "完善", "乙局", "9月"],
        ["3", "加强", "乙局", "年底"],
    ]


def test_every_other_row_is_a_box(open_as: Open) -> None:
    xs = [50.0, 100.0, 300.0, 400.0, 500.0]
    pdf = Pdf().text(240, 60, "任务分工", 16)
    for n in range(5):
        for column, words in enumerate(HEADER if n == 0 else (str(n), "推进", "甲局", "年底")):
            pdf.text(xs[column] + 5, 105 + 25 * n, words)
            if n in (2, 4):
                pdf.box(xs[column], 100 + 25 * n, xs[column + 1] - xs[column], 20, colour="0.9 g")
    source = open_as("a.pdf", pdf.bytes())
    assert texts(source) == ["任务分工"]
    assert [row[0] for row in rows(tables(source)[0])] == ["序号", "1", "2", "3", "4"]


def test_three_lines_with_all_rows_between_two_of_them(open_as: Open) -> None:
    xs = [50.0, 90.0, 230.0, 420.0, 500.0]
    pdf = columns(Pdf(), 100, HEADER, *ROWS)
    for y in (95, 117, 230):
        pieces(pdf, y, xs)
    assert rows(tables(open_as("a.pdf", pdf.bytes()))[0]) == [list(HEADER), *map(list, ROWS)]


def test_a_theme_across_columns_without_lines(open_as: Open) -> None:
    pdf = columns(Pdf(), 100, HEADER, ROWS[2])
    pdf.text(50, 144, "一、" + LONG)
    columns(pdf, 166, *ROWS)
    table = tables(open_as("a.pdf", pdf.bytes()))[0]
    assert cells(table)[2, 0].column_span == 4
    assert [row[0] for row in rows(table)] == ["序号", "3", "一、" + LONG, "1", "2", "3"]


def test_prose_is_no_table(open_as: Open) -> None:
    pdf = Pdf()
    for n in range(12):
        pdf.text(50, 100 + 15 * n, LONG)
    source = open_as("a.pdf", pdf.bytes())
    assert not tables(source)
    assert len(source.blocks) == 12


@pytest.mark.parametrize(("matrix", "x", "y"), [("0 1 -1 0", 120.0, 700.0), ("0 -1 1 0", 480.0, 100.0)])
def test_text_set_across_the_page(open_as: Open, matrix: str, x: float, y: float) -> None:
    pdf = Pdf()
    step = 20 if x < 300 else -20
    pdf.text(x, y, "任务分工", matrix=matrix).text(x + step, y, "甲局牵头", matrix=matrix)
    assert texts(open_as("a.pdf", pdf.bytes())) == ["任务分工", "甲局牵头"]


def test_a_turned_cell(open_as: Open) -> None:
    pdf = fill(Pdf().grid(XS, [100, 200, 230]), (0, 1, "任务任务任务"), (0, 2, "甲局甲局甲局"), ys=[100, 200])
    pdf.text(72, 170, "主题", matrix="0 1 -1 0").text(84, 170, "名称", matrix="0 1 -1 0")
    assert rows(tables(open_as("a.pdf", pdf.bytes()))[0])[0][0] == "主题\n名称"


def test_a_page_with_a_turn(open_as: Open) -> None:
    pdf = fill(Pdf().grid(XS, YS), (0, 0, "序号"), (1, 1, "任务"), (2, 2, "甲局"))
    assert rows(tables(open_as("a.pdf", pdf.bytes(rotate=180)))[0]) != []


UPWARDS, DOWNWARDS = "0 1 -1 0", "0 -1 1 0"


def printed_in(data: bytes, boxes: list[Box]) -> str:
    """What pdfplumber finds inside boxes of the first page as it is shown, in no order."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        found = [((c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2, c["text"]) for c in document.pages[0].chars]
    return "".join(sorted(text for x, y, text in found for b in boxes if b[0] <= x <= b[2] and b[1] <= y <= b[3]))


@pytest.mark.parametrize(
    ("matrix", "rotate"),
    [("1 0 0 1", 0), ("1 0 0 1", 90), ("1 0 0 1", 270), (UPWARDS, 0), (UPWARDS, 90), (DOWNWARDS, 0), (DOWNWARDS, 270)],
)
def test_boxes_of_words_on_the_page_as_it_is_shown(open_as: Open, matrix: str, rotate: int) -> None:
    pdf = Pdf()
    for n in range(6):
        pdf.text(100 + 30 * n, 300 + 30 * n, f"市财政局牵头第{n}项", matrix=matrix)
    data = pdf.bytes(rotate=rotate)
    source = open_as("a.pdf", data)
    assert len(texts(source)) == 6
    for block in source.blocks:
        assert isinstance(block, Paragraph)
        boxes = [source.sheets[1].shown(box) for box in word_boxes(block, 2, 6)]
        assert printed_in(data, boxes) == "".join(sorted("政局牵头"))


@pytest.mark.parametrize("matrix", [UPWARDS, DOWNWARDS])
def test_boxes_of_words_in_a_turned_cell(open_as: Open, matrix: str) -> None:
    pdf = fill(Pdf().grid(XS, [100.0, 200.0, 300.0, 400.0]), (0, 1, "任务任务任务"), (0, 2, "责任单位"), (1, 1, "推进改革。"))
    data = pdf.text(75 if matrix == UPWARDS else 65, 140, "一、主题", matrix=matrix).bytes()
    source = open_as("a.pdf", data)
    cell = next(c for c in cells(tables(source)[0]).values() if c.text == "一、主题")
    assert printed_in(data, word_boxes(cell, 2, 4)) == "".join(sorted("主题"))


def test_two_pages_on_one_sheet(open_as: Open) -> None:
    pdf = Pdf(width=1100, height=780)
    for n in range(10):
        pdf.text(40, 60 + 20 * n, LONG[:20] + "左" + str(n), 16).text(600, 60 + 20 * n, LONG[:20] + "右" + str(n), 16)
    found = texts(open_as("a.pdf", pdf.bytes()))
    assert [t[-2] for t in found] == ["左"] * 10 + ["右"] * 10


def test_each_page_of_a_sheet_has_margins_of_its_own(open_as: Open) -> None:
    pdf = Pdf(width=1100, height=780)
    for n in range(10):
        pdf.text(40, 60 + 20 * n, LONG[: 9 if n == 1 else 22], 16).text(600, 60 + 20 * n, LONG[:22], 16)
    blocks = open_as("a.pdf", pdf.bytes()).blocks
    assert [b.wraps for b in blocks if isinstance(b, Paragraph)][:4] == [True, False, True, True]


def test_text_in_two_columns_below_a_title(open_as: Open) -> None:
    pdf = Pdf().text(200, 40, "青溪县重点任务分工方案", 16)
    for n in range(8):
        pdf.text(50, 100 + 20 * n, LONG[:18] + "左" + str(n)).text(320, 103 + 20 * n, LONG[:18] + "右" + str(n))
    pdf.page()
    for n in range(2):
        pdf.text(50, 100 + 20 * n, LONG[:18] + "末" + str(n)).text(320, 103 + 20 * n, "终" + str(n))
    found = [t[-2:] for t in texts(open_as("a.pdf", pdf.bytes()))]
    assert found == ["方案", *[f"左{n}" for n in range(8)], *[f"右{n}" for n in range(8)], "末0", "末1", "终0", "终1"]


def test_a_page_fed_in_upside_down(open_as: Open) -> None:
    pdf = fill(Pdf().grid(XS, YS), (0, 0, "序号"), (1, 1, "任务"), (2, 2, "甲局"))
    assert rows(tables(open_as("a.pdf", pdf.bytes(rotate=180)))[0]) == [["序号", "", ""], ["", "任务", ""], ["", "", "甲局"]]


@pytest.mark.parametrize("colour", ["0.85 g", "1 0 0 rg"])
def test_words_printed_across_the_text_are_out(open_as: Open, colour: str) -> None:
    """A watermark is pale, a stamp stands on other words."""
    pdf = Pdf()
    for n in range(6):
        pdf.text(50, 100 + 14 * n, LONG)
    pdf.text(70, 120, "内部资料", 40, colour=colour)
    source = open_as("a.pdf", pdf.bytes())
    assert texts(source) == [LONG] * 6
    assert [(one.what, one.count) for one in source.left_out] == [("slanted words", 4)]


def test_large_words_that_stand_alone_are_a_title(open_as: Open) -> None:
    pdf = Pdf().text(100, 40, "青溪县文件", 30, colour="1 0 0 rg")
    for n in range(6):
        pdf.text(50, 100 + 14 * n, LONG)
    assert texts(open_as("a.pdf", pdf.bytes()))[0] == "青溪县文件"


def test_hyphens_and_signs_without_width(open_as: Open) -> None:
    pdf = Pdf().text(50, 100, "县农科\u2010").text(50, 115, "局、县\u200b水\u00ad利局").text(50, 130, "COVID\u2010")
    assert texts(open_as("a.pdf", pdf.bytes())) == ["县农科", "局、县水利局", "COVID\u2010"]


def test_an_indented_line_begins_a_paragraph(open_as: Open) -> None:
    """The line above it ends at the margin by chance."""
    pdf = Pdf()
    for n in range(4):
        pdf.text(70, 100 + 45 * n, LONG[:-3]).text(50, 115 + 45 * n, LONG[:-1]).text(50, 130 + 45 * n, LONG[:-2] + "。")
    blocks = [b for b in open_as("a.pdf", pdf.bytes()).blocks if isinstance(b, Paragraph)]
    assert [b.wraps for b in blocks[:6]] == [True, True, False] * 2


def test_fake_bold_and_watermarks(open_as: Open) -> None:
    pdf = Pdf().text(50, 100, "甲局牵头").text(50.3, 100, "甲局牵头").text(200, 300, "内部", 40, matrix="0.7 0.7 -0.7 0.7")
    assert texts(open_as("a.pdf", pdf.bytes())) == ["甲局牵头"]


def test_radicals_become_characters(open_as: Open) -> None:
    """Chromium names the glyph of 工 as the radical ⼯."""
    from ingest.readers.letters import letters

    assert letters("⼯业和信息化局、⻓期坚持、⼈⺠政府︵试⾏︶") == "工业和信息化局、长期坚持、人民政府（试行）"
    assert letters("⼾籍") == "户籍"
    assert letters("甲局，ABC") == "甲局，ABC"


def test_a_scan_holds_no_text(open_as: Open) -> None:
    with pytest.raises(errors.NoText):
        open_as("a.pdf", Pdf().grid(XS, YS).bytes())


@pytest.mark.parametrize("cut", [20, 200, 900])
def test_a_truncated_file(open_as: Open, cut: int) -> None:
    with pytest.raises(errors.DocumentError):
        open_as("a.pdf", Pdf().bytes()[:cut])


def test_too_many_pages(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.limits.MAX_PAGES", 1)
    with pytest.raises(errors.TooComplex):
        open_as("a.pdf", Pdf().text(50, 50, "甲").page().text(50, 50, "乙").bytes())


def test_too_many_lines_on_a_page(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.limits.MAX_PAGE_LINES", 3)
    with pytest.raises(errors.TooComplex) as caught:
        open_as("a.pdf", fill(Pdf().grid(XS, YS), (0, 0, "甲")).bytes())
    assert "page 1" in str(caught.value)
