"""Pairs of identities that a person should look at: found by rule, never merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.candidates import Candidate, candidates
from ingest.lexicon import lexicon
from ingest.resolve import resolve_unit


def among(*names: str, place: str = "岭桥市") -> list[Candidate]:
    return candidates((resolve_unit(name, "unit", None, place) for name in names), least=0)


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("市酒管局", "市酒业管理局", "short_form"),
        ("市酒业局", "市酒业发展服务中心", "rare_words"),
        ("市商务局", "市商务和投资促进局", "joined"),
        ("市教育局", "市教体局", "joined"),
        ("市交通运输服务中心", "市交通运输发展中心", "centre"),
        ("市大数据局", "市大数据中心", "other_form"),
        ("经济开发区管委会", "市经开区管委会", "zone"),
        ("市综合行政执法局", "市城市管理局", "usual_sign"),
        ("市知识产权局", "市市场监管局", "usual_sign"),
        ("市大数据局", "市发改委", "possible_sign"),
        ("市工商局", "市市场监管局", "succession"),
        ("市旅游局", "市文体旅局", "succession"),
        ("市社会救助中心", "市民政局社会救助中心", "same_part"),
        ("省商务厅", "岚江省商务厅", "unknown_place"),
        ("青岛海关", "青岛市海关", "unknown_place"),
    ],
)
def test_each_rule_finds_its_pair(one: str, other: str, rule: str) -> None:
    (found,) = among(one, other)
    assert found.rule == rule
    assert found.words("zh")
    assert found.words("en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市教育局", "市财政局"),
        ("市委办", "市政府办"),
        ("市教育局", "市水利局"),
        ("市公安局", "市公安局交警大队"),
        ("省商务厅", "云汀市商务局"),
        ("市第一中学", "市第二中学"),
        ("市人民医院", "市中医院"),
        ("羊口镇", "太平镇"),
        ("市民政局", "市民族宗教局"),
        ("市妇联", "市残联"),
    ],
)
def test_what_only_looks_alike_is_no_question(one: str, other: str) -> None:
    assert among(one, other) == []


def test_a_sign_that_one_list_prints_goes_before_what_is_usual() -> None:
    (found,) = among("市市场监管局（市知识产权局）", "市知识产权局")
    assert (found.rule, found.detail) == ("printed_sign", "市知识产权局")
    assert found.score > among("市市场监管局", "市知识产权局")[0].score


def test_a_pair_of_two_times_brings_its_reform() -> None:
    (found,) = among("市旅游局", "市文旅局")
    assert found.succession is not None
    assert (found.one.key, found.other.key) == ("岭桥市/旅游", "岭桥市/文化旅游")
    assert "党和国家机构改革方案" in found.words()


def test_what_one_task_names_side_by_side_is_two() -> None:
    both = [resolve_unit(name, "unit", None, "岭桥市") for name in ("市商务局", "市商务和投资促进局")]
    assert len(candidates(both)) == 1
    assert candidates(both, together={frozenset(who.key for who in both)}) == []
    sign = [resolve_unit(name, "unit", None, "岭桥市") for name in ("市市场监管局（市知识产权局）", "市知识产权局")]
    assert len(candidates(sign, together={frozenset(who.key for who in sign)})) == 1


def test_what_is_only_possible_is_asked_on_request() -> None:
    some = [resolve_unit(name, "unit", None, "岭桥市") for name in ("市大数据局", "市发改委")]
    assert (len(candidates(some)), len(candidates(some, least=0.1))) == (0, 1)


def test_a_sign_is_usual_at_some_levels_only() -> None:
    assert among("省国资委", "省财政厅", place="岚江省") == []
    assert [pair.rule for pair in among("县国资局", "县财政局", place="望溪县")] == ["usual_sign"]


def test_one_body_under_two_names_is_no_pair() -> None:
    assert among("市发改委", "市发展和改革局", "市发改局") == []


def test_bodies_of_two_places_are_no_pair() -> None:
    assert among("云汀市商务局", "岭桥市商务和投资促进局") == []


NAMES = [
    "市酒管局", "市酒业管理局", "市商务局", "市商促局", "市大数据局", "市大数据中心", "省商务厅", "岚江省商务厅",
    "市旅游局", "市文旅局", "市市场监管局（市知识产权局）", "市知识产权局", "高新区管委会", "羊口镇",
]  # fmt: skip


@given(st.permutations(NAMES))
def test_the_order_does_not_matter(names: list[str]) -> None:
    found = among(*names)
    assert [(p.one.key, p.other.key, p.rule) for p in found] == [(p.one.key, p.other.key, p.rule) for p in among(*NAMES)]
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def test_each_rule_has_its_words() -> None:
    rules = {name: rule for name, rule in lexicon("candidates").items() if name not in ("zones", "heads")}
    assert all(0 < rule["score"] < 1 and rule["zh"] and rule["en"] for rule in rules.values())
