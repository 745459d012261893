"""Full text: Chinese words of two characters inside sentences, names, 文号 with any brackets, and queries of any kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions.base import Filters
from graph.schema import NodeType
from graph.store.base import Store
from ingest.record import TaskList
from tests.graph import draws
from tests.graph.lists import task, tasklist, unit

ALL = Filters()
TYPES: tuple[NodeType, ...] = ("Document", "Task", "Unit", "Theme", "Topic", "Jurisdiction")


@pytest.fixture
def loaded(store: Store) -> Store:
    store.load(
        [
            tasklist(
                task(
                    1,
                    unit("市住房和城乡建设（人防）局"),
                    text="深化“亩产效益”评价改革，推行５Ｇ应用。",
                    themes=("一、招商引资",),
                ),
                task(
                    2,
                    unit("市商务局"),
                    text="开展AI+政务服务，ＡＩ办件量提升20%，惠及𠮷林",
                    themes=("一、招商引资", "（一）水"),
                ),
                number="邹政办字〔2024〕8号",
                place="邹城市",
            )
        ],
        sha256="0",
    )
    store.load(
        [tasklist(task(1, unit("市商务局"), text="其他事项"), number="邹政办字〔2024〕80号", place="邹城市", title="另一份")],
        sha256="1",
    )
    return store


@pytest.mark.parametrize(
    ("text", "type", "label"),
    [
        ("改革", "Task", "深化“亩产效益”"),
        ("亩产", "Task", "深化“亩产效益”"),
        ("评价改革", "Task", "深化“亩产效益”"),
        ("5g", "Task", "深化“亩产效益”"),
        ("5G应用", "Task", "深化“亩产效益”"),
        ("ai", "Task", "开展AI"),
        ("改革 亩产", "Task", "深化“亩产效益”"),
        ("𠮷", "Task", "开展AI"),
        ("商务", "Unit", "市商务局"),
        ("人防", "Unit", "市住房"),
        ("住房和城乡建设(人防)局", "Unit", "市住房"),
        ("招商", "Theme", "一、招商引资"),
        ("水", "Theme", "（一）水"),
        ("邹城", "Jurisdiction", "邹城市"),
        ("另一份", "Document", "另一份"),
        ("邹政办字[2024]80号", "Document", "另一份"),
    ],
)
def test_words_are_found_where_they_stand(loaded: Store, text: str, type: NodeType, label: str) -> None:
    page = loaded.nodes(type, filters=ALL, text=text)
    assert [node.label.startswith(label) for node in page.nodes] == [True]
    assert page.total == 1
    assert any(node.label.startswith(label) for node in loaded.search(text))


@pytest.mark.parametrize(
    "number", ["邹政办字〔2024〕8号", "邹政办字[2024]8号", "邹政办字（2024）8号", "邹政办字【2024】第 8 号"]
)
def test_a_document_is_found_by_its_number_with_any_brackets(loaded: Store, number: str) -> None:
    assert loaded.search(number)[0].properties["number"] == "邹政办字〔2024〕8号"


def test_a_question_in_words_is_cut_into_terms(loaded: Store) -> None:
    """No text holds these words as they stand; jieba finds 改革 and 亩产效益, and drops the rest."""
    assert [n.label[:3] for n in loaded.nodes("Task", filters=ALL, text="改革的亩产效益").nodes] == ["深化“"]
    assert loaded.search("哪些改革涉及亩产效益呢")[0].label.startswith("深化")
    names = [n.label for n in loaded.search("市住房和城乡建设（人防）局的改革有哪些", limit=3)]
    assert "市住房和城乡建设（人防）局" in names


def test_an_exact_name_comes_first(loaded: Store) -> None:
    assert loaded.search("市商务局")[0].label == "市商务局"
    assert loaded.search("邹城市市商务局")[0].label == "市商务局"
    assert loaded.search("邹城市")[0].type == "Jurisdiction"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "AND",
            "OR NOT",
            '"',
            "'",
            '"改革',
            "改革*",
            "*",
            "a OR",
            "NEAR(改革 亩产)",
            "tokens:改革",
            "^改革",
            "-改革",
            "{改革}",
        ),
        *("😀", "(", ")", "改革'; DROP TABLE task; --", "\x00", "改\x00革", "\ud800", "%", "_", "\\", "ﷺ", "é", "。", " ", ""),
        "𠮷" * 300,
        "改革" * 5000,
    ],
)
def test_no_query_raises(loaded: Store, text: str) -> None:
    before = loaded.counts()
    loaded.search(text)
    for type in TYPES:
        loaded.nodes(type, filters=ALL, text=text)
    loaded.node(text)
    loaded.record(text)
    assert loaded.counts() == before


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=30) | st.text(alphabet='改革亩产AND"*()^:-{}+ ', max_size=12))
def test_no_random_query_raises(loaded: Store, text: str) -> None:
    loaded.search(text)
    loaded.nodes("Task", filters=ALL, text=text)


def test_a_query_without_words_finds_nothing_and_a_blank_one_all(loaded: Store) -> None:
    assert loaded.nodes("Task", filters=ALL, text="***").total == 0
    assert loaded.nodes("Task", filters=ALL, text="  ").total == 3


@pytest.mark.parametrize(
    ("type", "filters", "total"),
    [
        ("Document", Filters(), 2),
        ("Document", Filters(place="邹城市", year=2024), 2),
        ("Document", Filters(theme="招商"), 1),
        ("Task", Filters(theme="招商"), 2),
        ("Task", Filters(theme="水"), 1),
        ("Task", Filters(document="另一份"), 1),
        ("Unit", Filters(place="邹城市"), 2),
        ("Unit", Filters(theme="水"), 1),
        ("Unit", Filters(place="邹城市", document="另一份"), 1),
        ("Theme", Filters(year=2024), 2),
        ("Theme", Filters(theme="水"), 1),
        ("Jurisdiction", Filters(place="邹城市"), 1),
        ("Jurisdiction", Filters(year=2024), 1),
        ("Jurisdiction", Filters(theme="水"), 1),
        ("Jurisdiction", Filters(place="邹城市", year=1999), 0),
        ("Topic", Filters(year=2024), 2),
        ("Topic", Filters(year=1999), 0),
    ],
)
def test_nodes_are_filtered_and_paged(loaded: Store, type: NodeType, filters: Filters, total: int) -> None:
    page = loaded.nodes(type, filters=filters)
    assert (page.total, len(page.nodes)) == (total, total)
    single = [loaded.nodes(type, filters=filters, offset=n, limit=1) for n in range(total)]
    assert tuple(node for one in single for node in one.nodes) == page.nodes
    assert all(one.total == total for one in single)


QUERIES = (
    "公开",
    "市商务局",
    "商务 教育",
    "哪些任务涉及亩产效益改革",
    "局",
    "甲省",
    "2024年",
    "乙政办[2024]2号",
    "市政府办公开",
    "a1 公开",
)


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=draws.graphs(4))
def test_every_kind_of_store_finds_the_same_in_the_same_order(
    fresh: Callable[[], Store], beside: Callable[[], Store], lists: list[TaskList]
) -> None:
    one, two = fresh(), beside()
    for number, each in enumerate(lists):
        one.load([each], sha256=str(number))
        two.load([each], sha256=str(number))
    for text in QUERIES:
        assert one.search(text) == two.search(text)
        assert one.search(text, limit=3) == two.search(text, limit=3)
        for type in TYPES:
            for filters in (ALL, Filters(year=2024), Filters(role="support")):
                assert one.nodes(type, filters=filters, text=text) == two.nodes(type, filters=filters, text=text)
