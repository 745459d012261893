"""Whose number it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.issuing_offices import code_of, issuing_office, signed_province


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("鲁政办发〔2024〕2号", "鲁政办发"),
        ("国务院令第711号", "国务院令"),
        ("财政部公告2023年第5号", "财政部公告"),
        ("2024", None),
        ("", None),
    ],
)
def test_the_code_is_what_stands_before_the_year(number: str, code: str | None) -> None:
    assert code_of(number) == code


@pytest.mark.parametrize(
    ("code", "office"),
    [
        ("国发", "国务院"),
        ("国办发", "国务院办公厅"),
        ("国办公开办函", "国务院办公厅"),
        ("国务院令", "国务院"),
        ("发改价格规", "国家发展改革委"),
        ("财办建", "财政部"),
        ("鲁政发", "山东省人民政府"),
        ("鲁政办发", "山东省人民政府办公厅"),
        ("鲁委办", "中共山东省委办公厅"),
        ("鲁发改", "山东省发展和改革委员会"),
    ],
)
def test_codes_that_are_fixed_are_read(code: str, office: str) -> None:
    assert issuing_office(code, ["山东省"]) == office


def test_a_sign_is_the_province_only_for_documents_of_the_province() -> None:
    assert issuing_office("宁政办发", ["宁夏回族自治区"]) == "宁夏回族自治区人民政府办公厅"
    assert issuing_office("宁政办发", ["江苏省"]) is None
    assert issuing_office("宁政办发") is None
    assert signed_province("宁政办发") == "宁夏回族自治区"


@pytest.mark.parametrize("code", ["邹政办字", "川办发", "莱芜政办发", "X", "吉市政办发", "临政发"])
def test_codes_that_offices_choose_themselves_are_not_read(code: str) -> None:
    assert issuing_office(code, ["山东省", "四川省", "吉林省"]) is None


def test_an_autonomous_region_and_a_municipality_have_names_of_their_own() -> None:
    assert issuing_office("桂委办", ["广西壮族自治区"]) == "中共广西壮族自治区党委办公厅"
    assert issuing_office("沪府办发", ["上海市"]) == "上海市人民政府办公厅"
    assert issuing_office("京财发", ["北京市"]) == "北京市财政局"


@given(st.text(), st.lists(st.text(), max_size=2))
def test_it_reads_any_text(code: str, provinces: list[str]) -> None:
    issuing_office(code, provinces)
    code_of(code)
