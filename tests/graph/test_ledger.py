"""Rows as an Excel workbook, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.export.ledger import Ledger, write_ledger
from graph.export.values import printable
from tests.graph.exported import HOSTILE

COLUMNS = (("text", "任务"), ("count", "数"), ("due", "最迟"), ("id", "编号"))


def book(ledger: Ledger) -> Any:
    stream, again = io.BytesIO(), io.BytesIO()
    write_ledger(ledger, stream)
    write_ledger(ledger, again)
    assert stream.getvalue() == again.getvalue()
    return openpyxl.load_workbook(stream)


def rows(*texts: Any, **given: Any) -> list[dict[str, Any]]:
    return [{"text": text, "count": 1, "due": None, "id": "task:1", **given} for text in texts]


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=6))
def test_no_cell_is_a_formula_and_no_word_is_lost(words: list[str]) -> None:
    ledger = Ledger(
        "".join(words) or "表",
        [*COLUMNS, *((f"c{n}", w) for n, w in enumerate(words))],
        rows(*words),
        [*zip(words, words, strict=True)],
    )
    for sheet in book(ledger):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.data_type != "s" or cell.quotePrefix
    sheet = book(ledger).worksheets[0]
    read = [(cell.value or "").replace("_x005F_", "_") for cell in sheet["A"][1:]]
    assert read == [printable(word).replace("\r\n", "\n").replace("\r", "\n")[:32_767] for word in words]


def test_a_column_of_days_holds_days() -> None:
    sheet = book(Ledger("表", COLUMNS, rows("一", due="2024-06-30") + rows("二"))).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].number_format, sheet["C3"].value) == (datetime(2024, 6, 30), "yyyy-mm-dd", None)
    for other in ("2024-06-31", "1800-01-01", "每年6月"):
        mixed = book(Ledger("表", COLUMNS, rows("一", due="2024-06-30") + rows("二", due=other))).worksheets[0]
        assert (mixed["C2"].value, mixed["C3"].value) == ("2024-06-30", other)


def test_words_of_all_kinds() -> None:
    values = [True, False, ["市商务局", "市教育局"], {"年": 1}, 0.5, None]
    sheet = book(Ledger("表", COLUMNS, rows(*values))).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["任务", "是", "否", "市商务局、市教育局", '{"年": 1}', 0.5, None]


def test_widths_heights_and_what_is_printed() -> None:
    sheet = book(Ledger("台账", COLUMNS, rows("短", "长" * 100))).worksheets[0]
    assert sheet.column_dimensions["A"].width > 40 > sheet.column_dimensions["B"].width
    assert sheet.row_dimensions[3].height > 4 * sheet.row_dimensions[2].height
    assert (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes) == ("'台账'!$A$1:$C$3", "$1:$1", "A2")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_a_title_is_a_title_whatever_words_it_has() -> None:
    """Excel keeps the name History for itself, and reads & in the head of a page as the beginning of a code."""
    for title in ("History", "history", "说明"):
        assert book(Ledger(title, COLUMNS, rows("一"), [("问", "答")])).sheetnames == ["1", "说明"]
    stream = io.BytesIO()
    write_ledger(Ledger("研发&D生产", COLUMNS, rows("一")), stream)
    with zipfile.ZipFile(stream) as archive:
        assert "<oddHeader>&amp;C研发&amp;&amp;D生产</oddHeader>" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_table_without_rows_opens() -> None:
    assert book(Ledger("", (), ())).worksheets[0].max_row == 1
    assert [cell.value for cell in book(Ledger("说明", COLUMNS, (), [("问", "答")])).worksheets[0][1]] == [
        "任务",
        "数",
        "最迟",
        "编号",
    ]
