"""What a reader sees and does not deliver is said: by its kind, how often, where, with its first words."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from ingest.left_out import notes_of
from ingest.pipeline import extract
from ingest.source import LeftOutKind, Source
from tests.ingest.readers.made import Pdf

Open = Callable[[str, bytes | str], Source]
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = 'w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"'


def picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(stream, "PNG")
    stream.seek(0)
    return stream


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def said(source: Source) -> dict[LeftOutKind, tuple[int, str, list[str]]]:
    return {one.what: (one.count, one.words, [where.words() for where in one.places]) for one in source.left_out}


def test_word(open_as: Open) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 第 1 页 —"
    document.add_paragraph("正文")
    inner = f"<w:r {NS}><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
    document.paragraphs[-1]._p.append(parse_xml(inner))
    document.paragraphs[-1]._p.append(parse_xml(f"<w:del {NS} {TRACKED}><w:r><w:delText>旧句子</w:delText></w:r></w:del>"))
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "任务", "单位", "藏起的行"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {NS}/>"))
    table.cell(0, 1).paragraphs[0].add_run().add_picture(picture())
    assert said(open_as("a.docx", saved(document))) == {
        "hidden words": (1, "密", ["第1段"]),
        "deleted words": (1, "旧句子", ["第1段"]),
        "pictures": (1, "", ["表1 第1行 第2列"]),
        "hidden rows": (1, "藏起的行", []),
        "headers and footers": (1, "内部资料", []),
    }


def test_word_comments(open_as: Open) -> None:
    document = docx.Document()
    run = document.add_paragraph("正文").runs[0]
    document.add_comment(run, text="请核实单位", author="甲")
    assert said(open_as("a.docx", saved(document))) == {"comments": (1, "请核实单位", [])}


def test_sheets(open_as: Open) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    for row in (
        ["任务", "单位", "内部意见"],
        ["公开预算", "市财政局", "缓办"],
        ["公开决算", "市财政局", "同意"],
        ["作废", "", ""],
    ):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A1"].comment = Comment("原名工作任务", "甲")
    sheet["B6"], sheet["B6"].number_format = 7, ";;;"
    sheet.add_image(SheetImage(picture()), "E2")
    sheet.oddHeader.center.text = "讨论稿"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.merge_cells("A2:A3")
    book.create_sheet("旧版").sheet_state = "hidden"
    found = said(open_as("a.xlsx", saved(book)))
    place = "工作表“清单”"
    assert found == {
        "headers and footers": (1, "讨论稿", [place]),
        "hidden rows": (1, "作废", [f"{place} 第4行"]),
        "hidden columns": (1, "内部意见", [f"{place} 第3列"]),
        "comments": (1, "原名工作任务", [place]),
        "pictures": (1, "", [place]),
        "hidden sheets": (1, "旧版", []),
        "hidden words": (1, "", []),
    }


def test_words_under_a_merged_cell(open_as: Open, tmp_path: Path) -> None:
    """As some programs write them: Excel shows the first cell's only."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务", "单位"])
    sheet.append(["公开预算", "市财政局"])
    sheet.append(["公开决算", "市审计局"])
    sheet.merged_cells.add("B2:B3")
    assert said(open_as("a.xlsx", saved(book))) == {"merged words": (1, "市审计局", ["工作表“Sheet” 第3行 第2列"])}


def test_a_web_page(open_as: Open) -> None:
    page = (
        "<body><nav><a href=a>首页</a></nav><div style='display:none'>分享到</div>"
        "<div class=article><p>2024年工作要点的正文在这里。</p>"
        "<img src=a.png></div><footer>主办单位：某某</footer></body>"
    )
    assert said(open_as("a.html", page)) == {"site": (9, "", []), "hidden words": (1, "分享到", []), "pictures": (1, "", [])}


def test_a_pdf(open_as: Open) -> None:
    pdf = Pdf()
    for number in range(1, 5):
        if number > 1:
            pdf.page()
        for line in range(6):
            pdf.text(50, 100 + 20 * line, f"第{number}页正文第{line}行")
        pdf.text(290, 780, f"— {number} —")
    pdf.text(200, 300, "内部", 40, matrix="0.7 0.7 -0.7 0.7")
    assert said(open_as("a.pdf", pdf.bytes())) == {
        "slanted words": (2, "", ["第4页"]),
        "page numbers": (4, "—1—", ["第1页", "第2页", "第3页", "第4页"]),
    }


def test_each_kind_has_words_in_both_languages() -> None:
    from typing import get_args

    source = Source("a.docx", "docx")
    for kind in get_args(LeftOutKind):
        source.leave(kind, 3, None, "字")
    notes = list(notes_of(source))
    assert len({note.zh for note in notes}) == len({note.en for note in notes}) == len(get_args(LeftOutKind))
    assert all(note.kind == "not read" and "3" in note.zh and "3" in note.en for note in notes)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_report_of_a_list_says_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    rows = [["序号", "工作任务", "责任单位"], ["1", "公开预算。", "市财政局"], ["2", "公开决算。", "市审计局"]]
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.create_sheet("旧版").sheet_state = "hidden"
        book.save(path)
        words = "隐藏的工作表没有读（1 张）：“旧版”"
    else:
        document = docx.Document()
        table = document.add_table(0, 3)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.sections[0].footer.paragraphs[0].text = "联系人：张三"
        document.save(str(path))
        words = "页眉页脚没有读（1 处）：“联系人：张三”"
    assert words in [note.zh for note in extract(path)[0].notes]
