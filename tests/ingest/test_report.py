"""The report of a reading: each thing that is in no task is told, by its kind, with its words and all its places."""

from __future__ import annotations

import pytest

from ingest.pipeline import lists_in
from ingest.record import Note, NoteKind, TaskList, Where
from ingest.source import Cell, Paragraph, Source, Table
from tests.ingest.accounting import silent

HEADER = ("序号", "工作任务", "责任单位", "完成时限")
FIRST = ("1", "公开财政预算。", "市财政局牵头，市审计局配合", "3月底前")
SECOND = ("2", "公开招生信息。", "市教育局", "8月底前")


def table(*rows: tuple[str, ...], number: int = 1) -> Table:
    cells = [
        Cell(text, Where(table=number, row=r + 1, column=c + 1), r, c)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None
    ]
    return Table(cells, Where(table=number))


def document(*blocks: str | Table) -> Source:
    source, line = Source("a.docx", "docx"), 0
    for block in ("2024年云溪市政务公开任务分解表", *blocks):
        line += isinstance(block, str)
        source.blocks.append(Paragraph(block, Where(line=line)) if isinstance(block, str) else block)
    return source


def told(source: Source) -> list[tuple[NoteKind, str]]:
    lists = lists_in(source)
    assert silent(source, lists, HEADER) == []
    return [(note.kind, note.zh) for one in lists for note in one.notes]


def test_a_list_that_is_understood_has_nothing_to_tell() -> None:
    assert told(document("一、主题", table(HEADER, FIRST, SECOND))) == []


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        (("合计", "2项", "", ""), "row without task", "合计一类的行，不是任务：“合计｜2项”"),
        (("3", "", "", ""), None, ""),
        (("3", "编制目录。", "", ""), "cell without unit", "这项任务没有写明责任单位"),
        (("3", "编制目录。", "——", ""), "cell without unit", "这项任务没有写明责任单位"),
        (("3", "编制目录。", "市商务局，适用范围：全市", ""), "words not used", "单位栏里的“适用范围：全市”没有使用"),
        (("3", "编制目录。", "市商务局（联系人：王芳）", ""), "words not used", "单位栏里的“联系人：王芳”没有使用"),
        (("3", "编制目录。", "★市商务局", ""), "words not used", "单位栏里的“★”没有使用"),
        (("3", "编制目录。", "市商务局、市教育局、市商务局", ""), "guess", "“市商务局”在同一项任务里重复，收录一次"),
        (("3", "编制目录。", "商贸口", ""), "unexplained words", "按单位收录，但不认识“商贸口”这种名称"),
        (("3", "编制目录。", "市商务局，9月底前", "6月底前"), "words not used", "单位栏里的“9月底前”没有使用"),
        (("3", "编制目录。", "市商务局按职责分工负责，市教育局等配合，下同", ""), None, ""),
        (("注：★为牵头单位。本表由市政府办解释。", "", "", ""), "words not used", "说明没有使用：“本表由市政府办解释”"),
    ],
)
def test_rows_and_cells(row: tuple[str, ...], kind: NoteKind | None, words: str) -> None:
    assert told(document(table(HEADER, FIRST, SECOND, row))) == ([(kind, words)] if kind else [])


def test_a_merged_cell_is_told_once() -> None:
    merged = table(HEADER, FIRST, ("2", "编制目录。", "商贸口、商贸口，适用范围：全市", ""), ("3", "公开规划。", None, ""))  # type: ignore[arg-type]
    next(c for c in merged.cells if c.text.startswith("商贸口")).row_span = 2
    (one,) = lists_in(document(merged))
    assert [[u.name for u in t.units] for t in one.tasks][1:] == [["商贸口"], ["商贸口"]]
    assert [note.kind for note in one.notes] == ["unexplained words", "unexplained words", "words not used", "guess"]


def test_a_column_is_told_once_with_all_its_cells() -> None:
    rows = [(*HEADER, "备注"), (*FIRST, "新增"), (*SECOND, ""), ("3", "编制目录。", "市商务局", "", "续办")]
    (one,) = lists_in(document(table(*rows)))
    (note,) = one.notes
    assert note.zh == "没有使用“备注”列（2 格，4 字），如“新增”"
    assert note.evidence is not None
    assert (note.evidence.where.row, note.evidence.quote) == (2, "新增")
    assert [s.words() for s in note.covers] == ["表1 第2行 第5列至第4行 第5列"]
    assert [s.words("en") for s in note.covers] == ["table 1, row 2, column 5 to row 4, column 5"]


def test_a_blank_column_is_not_told() -> None:
    assert told(document(table((*HEADER, "备注"), (*FIRST, ""), (*SECOND, "")))) == []


def test_another_table_is_told_as_a_whole() -> None:
    people = table(("姓名", "职务", "电话"), ("王芳", "科长", "8211"), number=2)
    assert told(document(table(HEADER, FIRST, SECOND), people)) == [
        ("table not used", "这张表没有读出任务（6 格，14 字）：“姓名｜职务｜电话｜王芳｜科长｜8211”"),
    ]
    (one,) = lists_in(document(table(HEADER, FIRST, SECOND), people))
    assert [s.words() for s in one.notes[0].covers] == ["表2 第1行 第1列至第2行 第3列"]


def test_a_header_and_a_theme_that_a_page_prints_again_are_not_told() -> None:
    first = table(("一、主题", None, None, None), HEADER, FIRST)  # type: ignore[arg-type]
    first.cells[0].column_span = 4
    assert told(document(first, table(HEADER, SECOND, number=2))) == []


def test_text_around_a_table() -> None:
    source = document(
        "现将任务分解表印发给你们。", table(HEADER, FIRST), "表中时限为公历。", table(SECOND, number=2), "抄送：市委办。"
    )
    assert told(source) == [
        ("background", "第一项任务之前的文字（1 段，13 字）只用来读标题、文号、日期和上级文件"),
        ("background", "当作背景文字，没有读出任务（1 段，8 字）：“表中时限为公历。”"),
        ("background", "最后一项任务之后的文字没有读出任务（1 段，7 字）：“抄送：市委办。”"),
    ]


PROSE = [
    "为做好政务公开，制定本要点。",
    "一、公开重点信息",
    "坚持应公开尽公开。",
    "不断提高公开质量。",
    "（一）公开预算。做到及时。（市财政局牵头，市审计局配合）",
    "（二）公开规划。做到完整。",
    "包括总体规划和详细规划。",
    "（三）公开招生。做到准确。（市教育局负责，适用范围：全市）",
    "二、保障措施",
    "各单位要高度重视。",
]


def test_paragraphs() -> None:
    lists = lists_in(document(*PROSE))
    assert [task.text for task in lists[0].tasks] == ["公开预算。做到及时。", "公开招生。做到准确。"]
    assert told(document(*PROSE)) == [
        ("words not used", "单位栏里的“适用范围：全市”没有使用"),
        ("background", "第一项任务之前的文字（1 段，14 字）只用来读标题、文号、日期和上级文件"),
        ("background", "当作背景文字，没有读出任务（2 段，18 字）：“坚持应公开尽公开。”"),
        ("row without task", "有编号而没有责任单位，没有当作任务（2 段，25 字）：“（二）公开规划。做到完整。”"),
        ("background", "最后一项任务之后的文字没有读出任务（2 段，15 字）：“二、保障措施”"),
    ]


def test_the_lines_of_a_run_are_one_place() -> None:
    notes = {note.zh[:6]: note for note in lists_in(document(*PROSE))[0].notes}
    assert [s.words() for s in notes["当作背景文字"].covers] == ["第4段至第5段"]
    assert [s.words() for s in notes["有编号而没有"].covers] == ["第7段至第8段"]


def test_of_two_lists_each_tells_what_stands_before_it() -> None:
    two = document(
        table(HEADER, FIRST), "附件2", "2024年云溪市营商环境任务分解表", "本表由市发改委负责。", table(HEADER, SECOND, number=2)
    )
    first, second = lists_in(two)
    assert [note.zh for note in first.notes] == []
    assert [note.zh for note in second.notes] == ["第一项任务之前的文字（2 段，13 字）只用来读标题、文号、日期和上级文件"]


def by_kind(one: TaskList, kind: NoteKind) -> list[Note]:
    return [note for note in one.notes if note.kind == kind]


def test_lines_of_a_page_with_its_numbers() -> None:
    source = Source("a.txt", "txt", wrapped=True)
    lines = [
        "2024年云溪市政务公开工作要点",
        "1.公开预算。（市财政局）",
        "— 1 —",
        "2.公开决算。（市财政局）",
        "— 2 —",
        "3.公开规划。（市规划局）",
    ]
    source.blocks = [Paragraph(text, Where(line=n)) for n, text in enumerate(lines, 1)]
    (one,) = lists_in(source)
    (note,) = one.notes
    assert note.zh == "页码没有读（2 处）"
    assert [s.words() for s in note.covers] == ["第3段", "第5段"]
