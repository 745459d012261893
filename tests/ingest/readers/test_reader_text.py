"""Plain text: encodings, lines, and the tabs that a Word table leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.errors import FormatBroken
from ingest.source import Paragraph, Source
from tests.ingest.readers.made import texts

Open = Callable[[str, bytes | str], Source]
WORDS = "关于印发工作要点的通知\n市教育局牵头，2025年6月底前完成。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"])
def test_encodings(open_as: Open, encoding: str) -> None:
    assert texts(open_as("a.txt", WORDS.encode(encoding))) == WORDS.split("\n")[:-1]


def test_rare_characters_of_gb18030(open_as: Open) -> None:
    assert texts(open_as("a.txt", "㵐㛃镇负责".encode("gb18030"))) == ["㵐㛃镇负责"]


def test_traditional_characters(open_as: Open) -> None:
    words = "關於印發工作要點的通知，請各單位認真貫徹執行。"
    for encoding in ("utf-8", "big5", "gb18030"):
        (line,) = open_as("a.txt", words.encode(encoding)).blocks
        assert isinstance(line, Paragraph)
        assert (line.text, line.printed) == ("关于印发工作要点的通知，请各单位认真贯彻执行。", words)


def test_a_cut_last_character(open_as: Open) -> None:
    assert texts(open_as("a.txt", "市教育局".encode()[:-1])) == ["市教育"]


def test_binary_content(open_as: Open) -> None:
    with pytest.raises(FormatBroken):
        open_as("a.txt", bytes(range(256)) * 20)


def test_lines_keep_their_physical_number(open_as: Open) -> None:
    source = open_as("a.txt", "标题\r\n\r\n\r\n第一条\r第二条\n")
    found = [(b.where.line, b.text, b.blank_before) for b in source.blocks if isinstance(b, Paragraph)]
    assert found == [(1, "标题", False), (4, "第一条", True), (5, "第二条", False)]
    assert source.wrapped


def test_pages_are_counted_at_form_feeds(open_as: Open) -> None:
    source = open_as("a.txt", "一\n\f二\n三\f\n四")
    assert [(b.text, b.where.page, b.where.line) for b in source.blocks] == [
        ("一", 1, 1),
        ("二", 2, 2),
        ("三", 2, 3),
        ("四", 3, 4),
    ]


def test_without_form_feeds_there_are_no_pages(open_as: Open) -> None:
    assert open_as("a.txt", "一\n二").blocks[0].where.page is None


def test_tabs_of_a_word_table_stay(open_as: Open) -> None:
    source = open_as("a.txt", "附件\n\t序号\n\t责任单位\n\n\t1\n\t市教育局\n市财政局\n\n\t2\n\t\n")
    assert texts(source) == ["附件", "\t序号", "\t责任单位", "\t1", "\t市教育局", "市财政局", "\t2", "\t"]
    assert not source.wrapped


def test_one_indented_line_is_no_table(open_as: Open) -> None:
    assert open_as("a.txt", "标题\n\t为贯彻落实\n文件精神\n").wrapped


def test_radicals_of_a_pdf_become_characters(open_as: Open) -> None:
    assert texts(open_as("a.txt", "⼯信⻓⺠︐市⾏政")) == ["工信长民，市行政"]
