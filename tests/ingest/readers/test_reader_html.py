"""Web pages: the document in them, and not the site around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.source import Paragraph, Source
from tests.ingest.readers.made import cells, rows, tables, texts

Open = Callable[[str, bytes | str], Source]

SITE = """<!doctype html><html><head><meta charset="utf-8"><title>某市人民政府 - 通知</title>
<meta name="ArticleTitle" content="2025年任务分工"><style>p{color:red}</style></head><body>
<div class="top-bar"><a href=/>首页</a><a href=/a>政务公开</a><a href=/b>办事服务</a><a href=/c>互动交流</a></div>
<ul id="mainMenu"><li>机构</li><li>领导</li></ul>
<div class="wrap"><div class="left">
<ul><li><a href=1>通知一</a></li><li><a href=2>通知二</a></li><li><a href=3>通知三</a></li></ul>
</div><div class="pos">当前位置：<a href=/>首页</a> &gt; 文件</div>
<div class="article"><h1>2025年任务分工</h1><div class="share">分享到：微信</div>
<p style="text-align:center">某政办发〔2025〕1号</p>
<p>各县（市、区）人民政府：</p><p>现将任务分工印发给你们，请认真组织实施，确保各项工作落到实处，取得实效。</p>
<div class="box"><table border=1><tr><th>任务<th>单位<tr><td>推进改革，优化服务，完善制度，加强监督<td>市教育局</table></div>
<p style="display:none">隐藏</p><p>附件：<a href="x.doc">清单.doc</a></p></div></div>
<div class="b"><p>主办：某市人民政府办公室 网站标识码1234567 备案号：京ICP备1号</p></div>
<script>var a="脚本"</script></body></html>"""


def test_the_document_in_a_saved_page(open_as: Open) -> None:
    source = open_as("a.html", SITE)
    assert source.title == "2025年任务分工"
    assert texts(source) == [
        "2025年任务分工",
        "某政办发〔2025〕1号",
        "各县（市、区）人民政府：",
        "现将任务分工印发给你们，请认真组织实施，确保各项工作落到实处，取得实效。",
        "附件：清单.doc",
    ]
    assert rows(tables(source)[0]) == [["任务", "单位"], ["推进改革，优化服务，完善制度，加强监督", "市教育局"]]
    first = source.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.heading == 1
    second = source.blocks[1]
    assert isinstance(second, Paragraph)
    assert second.centred


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-16", "utf-8-sig"])
def test_encodings(open_as: Open, encoding: str) -> None:
    said = "gb2312" if encoding.startswith("gb") else "utf-8"
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={said}"><p>镕局牵头</p></html>'
    assert texts(open_as("a.html", page.encode(encoding))) == ["镕局牵头"]


def test_a_page_that_lies_about_its_encoding(open_as: Open) -> None:
    page = "<html><meta charset=utf-8><p>市教育局牵头</p></html>"
    assert texts(open_as("a.html", page.encode("gb18030"))) == ["市教育局牵头"]


def test_an_xml_declaration(open_as: Open) -> None:
    assert texts(open_as("a.html", '<?xml version="1.0" encoding="utf-8"?><html><body><p>甲局</p></body></html>')) == ["甲局"]


def test_spans(open_as: Open) -> None:
    page = """<table><tr><th rowspan=2>主题<th colspan=2>分工<tr><th>牵头<th>配合
    <tr><td rowspan=2>甲<td>一局<td rowspan=99>二局<tr><td>三局</table>"""
    table = tables(open_as("a.html", page))[0]
    assert rows(table) == [["主题", "分工", "分工"], ["主题", "牵头", "配合"], ["甲", "一局", "二局"], ["甲", "三局", "二局"]]
    assert cells(table)[2, 2].row_span == 2


def test_absurd_spans_are_cut(open_as: Open) -> None:
    wide = "<tr><td colspan=1000000000 rowspan=1000000000>宽</td></tr>"
    page = f"<table>{wide}<tr><td>甲<td>乙</tr><tr><td>丙<td rowspan=x>丁</table>"
    table = tables(open_as("a.html", page))[0]
    assert table.size[0] == 3
    assert table.size[1] <= 2_000


def test_rowspan_zero_reaches_the_end(open_as: Open) -> None:
    assert rows(tables(open_as("a.html", "<table><tr><td rowspan=0>甲<td>一<tr><td>二<tr><td>三</table>"))[0])[2] == [
        "甲",
        "三",
    ]


def test_the_foot_of_a_table_stands_last(open_as: Open) -> None:
    page = "<table><tfoot><tr><td>合<td>计</tfoot><tr><td>甲<td>乙</table>"
    assert rows(tables(open_as("a.html", page))[0]) == [["甲", "乙"], ["合", "计"]]


def test_lines_in_a_cell(open_as: Open) -> None:
    page = "<table><tr><td>单位<td><p>甲局</p><p> </p><div>乙局<br>丙局</div>\n丁\n局<span>，戊局</span></table>"
    assert tables(open_as("a.html", page))[0].cells[1].text == "甲局\n乙局\n丙局\n丁局，戊局"


def test_a_source_line_end_is_a_space_only_between_words(open_as: Open) -> None:
    assert texts(open_as("a.html", "<p>市教\n  育局，\n市财政局 and\nmore</p>")) == ["市教育局，市财政局 and more"]


def test_layout_tables_are_descended_into(open_as: Open) -> None:
    inner = "<table><tr><td>任务<td>甲局<tr><td>要求更多的文字写在这里<td>乙局</table>"
    page = f"<table><tr><td>左栏<td><table><tr><td>标题</td></tr><tr><td>{inner}</td></tr></table></tr></table>"
    source = open_as("a.html", page)
    assert texts(source) == ["左栏", "标题"]
    assert [rows(t) for t in tables(source)] == [[["任务", "甲局"], ["要求更多的文字写在这里", "乙局"]]]


def test_a_table_in_a_cell_is_its_text(open_as: Open) -> None:
    page = "<table><tr><td>任务很长很长很长很长很长很长<td><table><tr><td>甲局<td>牵头<tr><td>乙局<td>配合</table></table>"
    assert tables(open_as("a.html", page))[0].cells[1].text == "甲局\t牵头\n乙局\t配合"


def test_words_between_blocks_are_paragraphs(open_as: Open) -> None:
    source = open_as("a.html", "<body>一、总则<br><br>甲局牵头<div>乙局</div>丙局<!-- 注 -->负责</body>")
    assert texts(source) == ["一、总则", "甲局牵头", "乙局", "丙局负责"]
    assert [b.blank_before for b in source.blocks if isinstance(b, Paragraph)] == [False, True, False, False]
    assert [b.where.line for b in source.blocks] == [1, 2, 3, 4]


def test_numbers_of_a_list(open_as: Open) -> None:
    page = "<ol><li>甲<li>乙</ol><ol start=3 type=a><li>丙</ol><ol style='list-style:none'><li>一、丁</ol><ul><li>戊</ul>"
    assert texts(open_as("a.html", page)) == ["1. 甲", "2. 乙", "c. 丙", "一、丁", "戊"]


def test_a_table_that_is_nearly_all_of_the_page_keeps_its_title(open_as: Open) -> None:
    body = "".join(f"<tr><td>{n}<td>任务任务任务任务任务任务任务任务<td>甲局" for n in range(50))
    source = open_as("a.html", f"<body><div><p>某政发〔2025〕1号</p><div><table>{body}</table></div></div></body>")
    assert texts(source) == ["某政发〔2025〕1号"]


def test_a_form_around_everything(open_as: Open) -> None:
    page = "<body><form><div id=nav><a href=1>一</a></div><div><p>甲局牵头推进改革。</p></div></form></body>"
    assert texts(open_as("a.html", page)) == ["甲局牵头推进改革。"]


def test_a_document_named_like_a_menu_is_kept(open_as: Open) -> None:
    assert texts(open_as("a.html", "<body><div class='search content'><p>甲局牵头推进改革。</p></div></body>")) == [
        "甲局牵头推进改革。"
    ]


def test_preformatted_text(open_as: Open) -> None:
    assert texts(open_as("a.html", "<pre>一、甲\n二、乙</pre>")) == ["一、甲", "二、乙"]
