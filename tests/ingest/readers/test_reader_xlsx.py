"""Excel workbooks: the visible cells as an office sees them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.errors import FormatBroken, NoText, TooComplex
from ingest.readers.xlsx_values import printed
from ingest.source import Source
from tests.ingest.readers.made import cells, rows, tables

Open = Callable[[str, bytes | str], Source]


def book() -> tuple[Workbook, Worksheet]:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    return made, sheet


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_merges_and_places(open_as: Open) -> None:
    made, sheet = book()
    for row in (["分工表"], ["序号", "任务", None, "单位"], [1, "主题", "甲", "甲局\n乙局"], [2, None, "乙", "丙局"]):
        sheet.append(row)
    for merged in ("A1:D1", "B2:C2", "B3:B4"):
        sheet.merge_cells(merged)
    sheet.title = "清单"
    source = open_as("a.xlsx", saved(made))
    table = tables(source)[0]
    assert rows(table) == [
        ["分工表"] * 4,
        ["序号", "任务", "任务", "单位"],
        ["1", "主题", "甲", "甲局\n乙局"],
        ["2", "主题", "乙", "丙局"],
    ]
    assert cells(table)[2, 1].row_span == 2
    assert cells(table)[3, 3].where.words("zh") == "工作表“清单” 第4行 第4列"
    assert table.merges_known
    assert source.title == "清单"


def test_hidden_sheets_rows_and_columns(open_as: Open) -> None:
    made, sheet = book()
    for row in (["头", "密", "单位"], ["一", "x", "甲局"], ["二", "y", "乙局"], ["三", "z", "丙局"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for state in ("hidden", "veryHidden"):
        other = made.create_sheet(state)
        other["A1"] = "旧"
        other.sheet_state = state
    source = open_as("a.xlsx", saved(made))
    assert [rows(t) for t in tables(source)] == [[["头", "单位"], ["一", "甲局"], ["三", "丙局"]]]
    assert tables(source)[0].cells[-1].where.row == 4
    assert tables(source)[0].cells[-1].where.column == 3


def test_a_merge_that_begins_in_a_hidden_row(open_as: Open) -> None:
    made, sheet = book()
    for row in (["主题", "甲"], [None, "乙"], [None, "丙"]):
        sheet.append(row)
    sheet.merge_cells("A1:A3")
    sheet.row_dimensions[1].hidden = True
    table = tables(open_as("a.xlsx", saved(made)))[0]
    assert rows(table) == [["主题", "乙"], ["主题", "丙"]]


def test_each_sheet_is_a_table(open_as: Open) -> None:
    made, sheet = book()
    made.create_sheet("空的")
    made.create_sheet("二")["B5"] = "乙局"
    sheet["A1"] = "甲局"
    source = open_as("a.xlsx", saved(made))
    assert [t.where.sheet for t in tables(source)] == ["Sheet", "二"]
    assert tables(source)[1].size == (1, 1)
    assert tables(source)[1].cells[0].where.row == 5


def test_formatted_empty_rows_cost_nothing(open_as: Open) -> None:
    made, sheet = book()
    sheet.append(["任务", "单位"])
    for row in range(2, 3000):
        for column in range(1, 6):
            sheet.cell(row, column).font = openpyxl.styles.Font(bold=True)
    sheet["A3000"] = " \n "
    sheet["XFD1"] = "远"
    sheet["A4000"] = "末"
    table = tables(open_as("a.xlsx", saved(made)))[0]
    assert rows(table) == [["任务", "单位", "远"], ["", "", ""], ["末", "", ""]]


def test_saved_values_of_formulas(open_as: Open) -> None:
    made, sheet = book()
    sheet["A1"] = "单位"
    sheet["A2"] = "=1+1"
    data, out = saved(made), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert rows(tables(open_as("a.xlsx", out.getvalue()))[0]) == [["单位"], ["2"]]


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901, "General", "12345678901"),
        (0.5, "0%", "50%"),
        (0.123, "0.0%", "12.3%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7, "000", "007"),
        (3, '"第"0"项"', "第3项"),
        (True, "General", "TRUE"),
        (date(2025, 3, 31), 'yyyy"年"m"月"d"日"', "2025年3月31日"),
        (date(2025, 3, 31), "yyyy-mm-dd", "2025-03-31"),
        (date(2025, 3, 31), "mm-dd-yy", "2025/3/31"),
        (date(2025, 3, 31), '[$-804]yyyy"年"m"月"', "2025年3月"),
        (date(2025, 3, 31), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "星期一, Mar 31, 2025"),
        (date(2025, 3, 31), 'm"月"d"日"', "3月31日"),
        (date(2025, 3, 31), "yyyy年m月d日", "2025年3月31日"),
        (datetime(2025, 3, 31, 9, 5), "yyyy/m/d h:mm", "2025/3/31 9:05"),
        (time(14, 30), "h:mm AM/PM", "2:30 PM"),
        (45747, ";;;", None),
    ],
)
def test_values_as_printed(open_as: Open, value: object, form: str, words: str | None) -> None:
    made, sheet = book()
    sheet["A1"], sheet["B1"] = value, "甲局"
    sheet["A1"].number_format = form
    assert rows(tables(open_as("a.xlsx", saved(made)))[0]) == [[words, "甲局"] if words else ["甲局"]]


@pytest.mark.parametrize(("number", "words"), [(31, "2025年3月31日"), (57, "2025年3月"), (58, "3月31日"), (14, "2025/3/31")])
def test_formats_that_only_have_a_number(number: int, words: str) -> None:
    """Excel in Chinese writes 31 for 2025年3月31日 and no text for it; openpyxl gives 45747."""
    from ingest.readers.xlsx_values import BUILTIN

    assert printed(45747, BUILTIN[number]) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (-5, "-5"), (1e12, "1000000000000")]
)
def test_ends_of_the_calendar(value: float, words: str) -> None:
    assert printed(value, "yyyy-mm-dd") == words


def test_dates_since_1904() -> None:
    assert printed(44285, "yyyy-mm-dd", since_1904=True) == "2025-03-31"


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def test_entities_in_a_sheet(open_as: Open) -> None:
    made, sheet = book()
    sheet["A1"] = "甲局"
    data = replaced(saved(made), "xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "x">]><worksheet')
    with pytest.raises(FormatBroken, match="document type"):
        open_as("a.xlsx", data)


def test_a_cut_sheet(open_as: Open) -> None:
    made, sheet = book()
    sheet["A1"] = "甲局"
    with pytest.raises(FormatBroken):
        open_as("a.xlsx", replaced(saved(made), "xl/worksheets/sheet1.xml", b"</sheetData>", b""))


def test_a_merge_of_everything(open_as: Open) -> None:
    made, sheet = book()
    sheet["A1"] = "甲局"
    sheet["A3"] = "乙局"
    data = replaced(
        saved(made),
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    assert rows(tables(open_as("a.xlsx", data))[0]) == [["甲局"]]


def test_too_many_cells(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.limits.MAX_CELLS", 10)
    made, sheet = book()
    for row in range(20):
        sheet.append([f"任务{row}"])
    with pytest.raises(TooComplex):
        open_as("a.xlsx", saved(made))


def test_a_book_without_words(open_as: Open) -> None:
    with pytest.raises(NoText):
        open_as("a.xlsx", saved(book()[0]))


def test_control_characters_and_rich_text(open_as: Open) -> None:
    made, sheet = book()
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    sheet["A1"] = CellRichText("市教育局", TextBlock(InlineFont(b=True), "牵头"))
    sheet["B1"] = "甲局_x000D_\n乙局"
    assert rows(tables(open_as("a.xlsx", saved(made)))[0]) == [["市教育局牵头", "甲局\n乙局"]]
