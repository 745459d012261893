"""Documents in traditional characters: read as simplified ones, the printed words kept beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.pipeline import lists_in
from ingest.readers.characters import is_traditional
from ingest.source import Source
from tests.ingest.readers.made import cells, tables, texts

Open = Callable[[str, bytes | str], Source]
PAGE = """<html><meta charset=utf-8><title>2025年雲溪市重點任務分解表</title>
<p>2025年雲溪市優化營商環境重點任務分解表</p><table>
<tr><th>序號</th><th>工作任務</th><th>牽頭單位</th><th>配合單位</th><th>完成時限</th></tr>
<tr><td>1</td><td>壓縮工程建設項目審批時間，實現並聯審批。</td><td>市發展和改革局</td><td>市財政局、市稅務局</td><td>2025年9月底前</td></tr>
<tr><td>2</td><td>開展政務服務滿意度調查。</td><td>市行政審批服務局</td><td>各縣（市、區）人民政府</td><td>持續推進</td></tr>
</table></html>"""


def test_units_and_roles_of_a_traditional_table(open_as: Open) -> None:
    source = open_as("表.html", PAGE)
    assert source.folded
    (found,) = lists_in(source)
    assert [[(u.name, u.role) for u in task.units] for task in found.tasks] == [
        [("市发展和改革局", "lead"), ("市财政局", "support"), ("市税务局", "support")],
        [("市行政审批服务局", "lead"), ("各县（市、区）人民政府", "support")],
    ]
    assert found.tasks[1].deadline.ongoing
    assert found.doc.title == "2025年云溪市优化营商环境重点任务分解表"


def test_the_printed_words_are_kept_sign_by_sign(open_as: Open) -> None:
    source = open_as("表.html", PAGE)
    cell = cells(tables(source)[0])[1, 3]
    assert (cell.text, cell.printed) == ("市财政局、市税务局", "市財政局、市稅務局")
    for one in tables(source)[0].cells:
        assert one.printed is not None
        assert len(one.printed) == len(one.text)
    assert source.title == "2025年云溪市重点任务分解表"


def test_a_simplified_document_stays_as_it_is(open_as: Open) -> None:
    source = open_as(
        "表.txt", "市財政局轉發的通知，今年的各項任务由市发展和改革局、市财政局牵头，后勤、干部和乾坤湾景区参与。\n" * 3
    )
    assert not source.folded
    assert "市財政局" in texts(source)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("牽頭單位", True),
        ("责任单位：市财政局", False),
        ("", False),
        ("Responsible: 12", False),
        ("后里台干著乾", False),
        ("市教育局、市公安局、市民政局、市司法局", False),
    ],
)
def test_which_texts_are_traditional(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected
