"""What became of bodies in the reforms of 2018 and 2023."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.fields.functions import office
from ingest.lexicon import lexicon
from ingest.lineage import LEVELS, Level, history, predecessors, reforms, successor_key, successors
from ingest.resolve import resolve_unit


@pytest.mark.parametrize(
    ("line", "level", "whole"),
    [
        ("工商", "county", ["市场监督管理"]),
        ("食品药品监督管理", "city", ["市场监督管理"]),
        ("国土资源", "county", ["自然资源"]),
        ("规划", "city", ["自然资源"]),
        ("旅游", "county", ["文化旅游"]),
        ("安全生产监督管理", "province", ["应急管理"]),
        ("法制", "city", ["司法"]),
        ("国税", "county", ["税务"]),
        ("乡村振兴", "county", ["农业农村"]),
        ("老龄", "city", ["卫生健康"]),
        ("公务员", "province", ["组织部"]),
        ("检验检疫", "county", []),
        ("商务", "county", []),
        ("新闻出版广电", "province", ["广播电视", "宣传部"]),
    ],
)
def test_what_took_over_all_of_it(line: str, level: Level, whole: list[str]) -> None:
    assert [one.successor for one in successors(line, level=level) if one.whole and one.everywhere] == whole


def test_parts_come_after_the_whole_and_say_what_they_are() -> None:
    took = successors("安全生产监督管理", level="city")
    assert [(one.successor, one.whole) for one in took] == [("应急管理", True), ("卫生健康", False)]
    assert took[1].what == "职业安全健康监督管理"


def test_what_a_body_came_from() -> None:
    whole = {one.predecessor for one in predecessors("市场监督管理", level="county") if one.whole}
    assert whole == {"工商", "质量技术监督", "食品药品监督管理"}
    given = {one.predecessor for one in predecessors("退役军人事务")}
    assert given == {"民政", "人力资源社会保障"}


def test_each_level_had_its_own_day() -> None:
    (one,) = (s for s in successors("工商") if s.whole)
    assert [one.since(level) for level in LEVELS] == [
        date(2018, 12, 31),
        date(2018, 12, 31),
        date(2019, 3, 31),
        date(2019, 3, 31),
    ]
    assert successors("工商", level="county", by=date(2019, 1, 1)) == ()
    assert successors("乡村振兴", level="county", by=date(2023, 12, 31)) == ()
    assert successors("乡村振兴", level="county", by=date(2025, 1, 1)) != ()


def test_a_change_of_name_is_one_identity_and_stands_in_the_history() -> None:
    assert {resolve_unit(name, "unit", None, "岭桥市").key for name in ("市环保局", "市生态环境局")} == {"岭桥市/生态环境"}
    assert successors("生态环境") == ()
    assert [one.names for one in history("生态环境") if one.kind == "renamed"] == [("环境保护", "生态环境")]


def test_a_merged_body_is_another_identity_that_the_key_leads_to() -> None:
    old, new = (resolve_unit(name, "unit", None, "岭桥市").key for name in ("市工商局", "市市场监管局"))
    (whole,) = (one for one in successors("工商", level="city") if one.whole)
    assert (old != new, successor_key(old, whole)) == (True, new)
    assert successor_key("岭桥市/商务", whole) is None


def test_a_body_may_end_without_a_successor_at_its_place() -> None:
    (one,) = (s for s in successors("人民银行", level="county") if s.whole)
    assert (one.kind, one.successor, successor_key("岭桥市/人民银行", one)) == ("dissolved", None, None)


def test_other_forms_have_no_lineage() -> None:
    assert successors("工商", "分局") == predecessors("市场监督管理", "中心") == successors(None) == ()


def test_the_reason_names_the_deciding_document() -> None:
    (one,) = (s for s in successors("乡村振兴") if s.whole)
    assert one.reason() == "乡村振兴 → 农业农村，合并组建；依据《党和国家机构改革方案》（中共中央、国务院，2023-03-16）"
    assert "merged" in one.reason("en")


def test_each_reform_speaks_of_known_bodies() -> None:
    functions = set(lexicon("functions")["lines"]) | {b for g, t in lexicon("bodies").items() if g != "attached" for b in t}
    functions |= {one["body"] for one in lexicon("networks")["network"]}
    named = {one.predecessor for one in reforms()} | {one.successor for one in reforms() if one.successor}
    assert named <= functions
    for one in reforms():
        assert one.levels
        assert one.document or one.by
        assert all(one.decided <= day for _, day in one.done)
        if one.names:
            assert [office(name + "局") or office(name + "办公室") for name in one.names if not office(name + "局")] == []
            assert {known.function for name in one.names if (known := office(name + "局"))} == {one.successor}


def test_no_line_ends_twice_at_one_level_everywhere_by_one_decision() -> None:
    seen: set[tuple[str, str, str, str | None]] = set()
    for one in reforms():
        for level in one.levels:
            at = (one.predecessor, level, one.document, one.successor)
            assert at not in seen or not one.whole
            seen.add(at)
