"""What a task is about, and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fields.functions import group_of
from ingest.lexicon import lexicon
from ingest.segmentation import SEGMENTER
from ingest.topics import GROUPS, TOPICS, is_open_government, topics_of


def titles(text: str, *themes: str, functions: tuple[str, ...] = (), openness: bool = False) -> list[str]:
    return [one.title for one in topics_of(text, themes, functions, openness=openness)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("完成20个老旧小区改造", "城乡建设、环境保护"),
        ("压减不动产登记时间", "国土资源、能源"),
        ("落实税费优惠政策", "财政、金融、审计"),
        ("开展烟花爆竹专项整治", "市场监管、安全生产监管"),
        ("提高城乡低保标准", "民政、扶贫、救灾"),
    ],
)
def test_a_task_belongs_to_the_class_whose_words_it_uses(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_only_whole_words_count() -> None:
    assert titles("做好办公安排") == []  # 公安 stands across two words


def test_a_heading_needs_the_unit_or_another_word_beside_it() -> None:
    assert titles("按时办结", "二、招商引资") == []
    assert titles("按时办结", "二、招商引资", functions=("商务",)) == ["商贸、海关、旅游"]


def test_a_unit_alone_makes_no_class_and_joined_lines_count_both() -> None:
    assert titles("按时办结", functions=("商务",)) == []
    (about,) = topics_of("办好职业教育", (), ["教育+体育"], openness=False)
    assert (about.title, about.functions) == ("科技、教育", ("教育",))


def test_kinds_of_open_government_are_asked_only_in_such_lists() -> None:
    text = "规范依申请公开办理流程"
    assert "依申请公开" not in titles(text)
    assert "依申请公开" in titles(text, openness=is_open_government("2024年政务公开工作要点"))
    assert not is_open_government("2024年营商环境工作要点")
    assert not is_open_government(None)


def test_the_lexicon_holds_the_22_main_classes_and_knows_its_function_lines() -> None:
    assert [sum(group == one for group, _ in TOPICS) for one in GROUPS] == [21, 9]  # 其他 is what gets no class
    for group, title in TOPICS:
        assert all(group_of(line) for line in lexicon("topics")[group][title].get("functions", ())), title
    assert group_of("没有的条线") is None


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
@settings(deadline=None, derandomize=True)
def test_any_text_is_read_and_words_make_up_the_text(text: str, themes: list[str]) -> None:
    topics_of(text, themes, ["商务"], openness=True)
    assert "".join(SEGMENTER.words(text)) == text
