"""Printed numbers at the start of a paragraph."""

import pytest

from ingest.fields.headings import split_marker


@pytest.mark.parametrize(
    ("text", "style", "value", "printed", "rest"),
    [
        ("一、总体要求", "words", 1, "一、", "总体要求"),
        ("十二、健全机制", "words", 12, "十二、", "健全机制"),
        ("（一）强化领导", "words-brackets", 1, "（一）", "强化领导"),
        ("(三十二) 充分", "words-brackets", 32, "(三十二)", "充分"),
        ("㈠推进", "words-brackets", 1, "㈠", "推进"),
        ("1.推进", "figures", 1, "1.", "推进"),
        ("1、推进", "figures", 1, "1、", "推进"),
        ("12．推进", "figures", 12, "12．", "推进"),
        ("⒊推进", "figures", 3, "⒊", "推进"),
        ("12.2024年底前完成清单", "figures", 12, "12.", "2024年底前完成清单"),
        ("1、3月底前完成编制任务并公布", "figures", 1, "1、", "3月底前完成编制任务并公布"),
        ("（1）推进", "figures-brackets", 1, "（1）", "推进"),
        ("⑴推进", "figures-brackets", 1, "⑴", "推进"),
        ("1）推进", "figures-bracket", 1, "1）", "推进"),
        ("①推进", "circled", 1, "①", "推进"),
        ("第一条　为规范", "article", 1, "第一条", "为规范"),
        ("第二十一条", "article", 21, "第二十一条", ""),
        ("第一章 总则", "chapter", 1, "第一章", "总则"),
        ("第二节 范围", "section", 2, "第二节", "范围"),
        ("第一部分 重点任务", "part", 1, "第一部分", "重点任务"),
        ("一是加强统筹", "firstly", 1, "一是", "加强统筹"),
        ("第二，加强统筹", "ordinal", 2, "第二，", "加强统筹"),
        ("A.推进", "letters", 1, "A.", "推进"),
        ("Ⅱ.推进", "roman", 2, "Ⅱ.", "推进"),
        ("1.2 总体", "decimal", 2, "1.2", "总体"),
        ("1.2.3总体", "decimal", 3, "1.2.3", "总体"),
        ("　　二、推进", "words", 2, "二、", "推进"),
        ("三、2025年6月底前完成", "words", 3, "三、", "2025年6月底前完成"),
        (" 3 、推进", "figures", 3, "3、", "推进"),
    ],
)
def test_markers(text: str, style: str, value: int, printed: str, rest: str) -> None:
    marker, left = split_marker(text)
    assert marker is not None
    assert (marker.style, marker.value, marker.printed, left) == (style, value, printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，各单位要加强统筹",
        "2024.6.30前完成",
        "12345热线管理",
        "3月底前",
        "6、12月底前",
        "1.5万",
        "1.5 万元",
        "3.15晚会",
        "5G基站",
        "7×24小时",
        "一、二季度",
        "一、二、三级医院",
        "第一季度",
        "第一批",
        "第一条生产线",
        "（2024）",
        "十四五规划",
        "A、B类企业",
        "一是非题",
        "",
        "12",
    ],
)
def test_content_is_no_marker(text: str) -> None:
    assert split_marker(text) == (None, text)


def test_sequences() -> None:
    first, second, third = (split_marker(text)[0] for text in ("（一）甲", "（二）乙", "2.丙"))
    assert first
    assert second
    assert third
    assert second.follows(first)
    assert not first.follows(second)
    assert not third.follows(first)
    assert first.level < third.level


def test_decimals_follow_under_one_head_only() -> None:
    a, b, c = (split_marker(text)[0] for text in ("1.1 甲", "1.2 乙", "2.2 丙"))
    assert a
    assert b
    assert c
    assert b.follows(a)
    assert not c.follows(a)
    assert b.above == (1,)
