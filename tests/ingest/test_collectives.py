"""What wordings for several bodies stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.collectives import Scope, is_member, members
from ingest.fields.places import place_chain
from ingest.lexicon import lexicon
from ingest.resolve import resolve_unit

CITY, COUNTY, PROVINCE = "岚江省临川市", "临川市云溪县", "岚江省"


@pytest.mark.parametrize(
    ("printed", "place", "kind", "scope"),
    [
        ("各镇街", COUNTY, "towns", "all"),
        ("各乡镇（街道）", COUNTY, "towns", "all"),
        ("各乡镇人民政府", COUNTY, "townships", "all"),
        ("街道办事处", COUNTY, "streets", "all"),
        ("各镇人民政府、街道办事处", COUNTY, "towns", "all"),
        ("有关乡镇人民政府", COUNTY, "townships", "relevant"),
        ("属地镇街", COUNTY, "towns", "relevant"),
        ("各涉农乡镇", COUNTY, "townships", "relevant"),
        ("各村（社区）", COUNTY, "villages", "all"),
        ("县政府各部门（单位）", COUNTY, "departments", "all"),
        ("县政府各部门、单位", COUNTY, "departments", "all"),
        ("县直各有关单位", COUNTY, "departments", "relevant"),
        ("县级有关部门", COUNTY, "departments", "relevant"),
        ("各有关部门", COUNTY, "departments", "relevant"),
        ("各行业主管部门", COUNTY, "departments", "relevant"),
        ("部门", COUNTY, "departments", "relevant"),
        ("部门（单位）", COUNTY, "departments", "relevant"),
        ("市直部门（单位）", CITY, "departments", "all"),
        ("各镇街、部门", COUNTY, "departments+towns", "all"),
        ("各乡镇（街道）、县直各单位", COUNTY, "departments+towns", "all"),
        ("各县（市、区）人民政府", CITY, "counties", "all"),
        ("各县区", CITY, "counties", "all"),
        ("各区", CITY, "counties", "all"),
        ("各市", CITY, "counties", "all"),
        ("各地", CITY, "counties", "all"),
        ("各市", PROVINCE, "cities", "all"),
        ("各市（州）人民政府", PROVINCE, "cities", "all"),
        ("各市县", PROVINCE, "cities+counties", "all"),
        ("各市、县（市、区）人民政府", PROVINCE, "cities+counties", "all"),
        ("各省级人民政府", "", "provinces", "all"),
        ("各地区", "", "provinces", "all"),
        ("各功能区管委会", CITY, "zones", "all"),
        ("各园区", CITY, "zones", "all"),
        ("市属国有企业", CITY, "enterprises", "all"),
        ("各通信运营商", CITY, "enterprises", "all"),
        ("各金融机构", CITY, "enterprises", "all"),
        ("驻市各银行机构", CITY, "enterprises", "all"),
        ("各中小学校", CITY, "schools", "all"),
        ("各公立医院", CITY, "hospitals", "all"),
        ("驻市中省直有关部门（单位）", CITY, "vertical", "relevant"),
        ("驻市各单位", CITY, "vertical", "all"),
        ("机关各科室", CITY, "inner", "all"),
        ("各二级学院", "", "inner", "all"),
        ("各派出机构", CITY, "branches", "all"),
        ("各派驻纪检监察组", CITY, "branches", "all"),
        ("各人民团体", CITY, "groups", "all"),
        ("市安委会各成员单位", CITY, "members", "all"),
        ("各级政府", CITY, "unknown", "all"),
    ],
)
def test_what_a_wording_stands_for(printed: str, place: str, kind: str, scope: Scope) -> None:
    found = members(printed, place_chain(place))
    assert (found.kind, found.scope) == (kind, scope)


def test_each_has_the_place_whose_members_they_are() -> None:
    chain = place_chain("济南市市中区")
    assert members("区政府有关部门", chain).place == chain
    assert members("市直有关部门", chain).place == chain[:1]
    assert members("济南市各区县", chain).place == chain[:1]
    assert members("省有关部门", chain).place == ("省",)


def test_a_council_has_its_members() -> None:
    found = members("市市场监管领域部门联席会议各成员单位", place_chain(CITY))
    assert (found.kinds, found.of, found.scope) == (("members",), "市市场监管领域部门联席会议", "all")
    assert members("有关成员单位", place_chain(CITY)).scope == "relevant"


def test_the_governments_own_departments_are_not_the_partys() -> None:
    chain = place_chain("岭桥市")
    own, all_ = members("市政府各部门", chain), members("市直各部门", chain)
    for name, of_own, of_all in [
        ("市商务局", True, True),
        ("市政府办", True, True),
        ("市委宣传部", False, True),
        ("市总工会", False, True),
        ("市政府", False, False),
        ("市法院", False, False),
        ("羊口镇", False, False),
        ("云汀市商务局", False, False),
        ("市大数据中心", False, False),
    ]:
        who = resolve_unit(name, "unit", None, "岭桥市")
        assert (name, is_member(who, own), is_member(who, all_)) == (name, of_own, of_all)


def test_towns_counties_zones_and_enterprises_are_members_by_rule() -> None:
    def inside(name: str, wording: str, place: str) -> bool:
        return is_member(resolve_unit(name, "unit", None, place), members(wording, place_chain(place)))

    assert inside("羊口镇人民政府", "各镇街", "岭桥市")
    assert inside("羊口镇人民政府", "各镇人民政府", "岭桥市")
    assert not inside("羊口镇人民政府", "街道办事处", "岭桥市")
    assert inside("石门街道办事处", "街道办事处", "岭桥市")
    assert not inside("石门街道办事处", "各乡镇人民政府", "岭桥市")
    assert not inside("羊口镇人民政府", "各县区", "岭桥市")
    assert inside("汀南区人民政府", "各县（市、区）", "云汀市")
    assert not inside("岭桥市财政局", "各县（市、区）", "云汀市")
    assert inside("高新区管委会", "各功能区", "云汀市")
    assert inside("国网云汀供电公司", "各企业", "云汀市")
    assert not inside("市财政局", "各企业", "云汀市")


def test_it_is_said_in_words() -> None:
    found = members("各镇街、各部门", place_chain("邹城市"))
    assert found.words() == "邹城市全部乡镇、街道、部门、单位"
    assert found.words("en") == "all towns, departments of 邹城市"
    assert set(lexicon("collectives")["labels"]) == {*lexicon("collectives")["kinds"], "unknown"}


@given(
    st.text(alphabet="各有关市区县镇街道部门单位（）()、 政府直驻", max_size=16), st.sampled_from(["", CITY, COUNTY, PROVINCE])
)
def test_any_wording_has_an_answer(printed: str, place: str) -> None:
    chain = place_chain(place)
    found = members(printed, chain)
    assert found.kinds
    assert found == members(f" {printed.replace('（', '(')} ", chain)
