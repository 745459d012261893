"""The ranking against an oracle in plain Python, for every combination of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import catalogue, get
from graph.store.base import Store
from ingest.errors import ParameterWrong, QuestionUnknown
from ingest.record import TaskList
from tests.graph import oracle
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

LEADS = get("leads")
CHOICES = [
    {"role": role, "count": count, "by": by, "collectives": collectives}
    for role, count, by, collectives in product(
        ("lead", "support", "responsible"), ("explicit", "sole", "first"), ("unit", "function", "place"), (False, True)
    )
]
WHERE = st.fixed_dictionaries(
    {
        "place": st.sampled_from([None, "甲省", "乙市", "丙县", "丁市"]),
        "year": st.sampled_from([None, 2023, 2024]),
        "theme": st.sampled_from([None, "招商", "公开"]),
    }
)


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5), where=WHERE)
def test_leads_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    for choice in CHOICES:
        parameters = {**choice, **where, "limit": 1000}
        if where["place"] and all(where["place"] not in (one.doc.jurisdiction or "") for one in lists):
            with pytest.raises(ParameterWrong, match="place"):
                store.ask(LEADS, parameters)
            continue
        answer = store.ask(LEADS, parameters)
        rows = [(r.rank, r.unit, r.place, r.full_name, r.count) for r in answer.rows]
        assert rows == oracle.leads(lists, parameters), parameters


def three() -> list[TaskList]:
    return [
        tasklist(
            task(1, unit("市政府办")), task(2, unit("市政府办"), unit("市商务局")), task(3, unit("市教育局", "responsible"))
        ),
        tasklist(task(1, unit("市政府办")), place="邹城市", number="邹政办字〔2024〕8号", file="b.docx"),
        tasklist(task(1, unit("县商务局")), place="甲省乙市丙县", year=2025, file="c.docx"),
    ]


@pytest.fixture
def loaded(store: Store) -> Store:
    for one in three():
        store.load([one], sha256="0")
    return store


def test_the_offices_of_two_cities_are_two_bodies(loaded: Store) -> None:
    rows = loaded.ask(LEADS, {}).rows
    assert [(r.rank, r.place, r.unit, r.count) for r in rows] == [
        (1, "舒兰市", "市政府办", 2), (2, "丙县", "县商务局", 1), (2, "舒兰市", "市商务局", 1), (2, "邹城市", "市政府办", 1),
    ]  # fmt: skip


def test_pages_of_an_answer_follow_each_other(loaded: Store) -> None:
    whole = loaded.ask(LEADS, {})
    pages = [loaded.ask(LEADS, {"limit": 1, "offset": n}) for n in range(4)]
    assert tuple(row for page in pages for row in page.rows) == whole.rows
    assert [page.truncated for page in pages] == [True, True, True, False]
    assert not whole.truncated


@pytest.mark.parametrize("given", [{}, {"follow_reform": True}, {"year": 2024}, {"count": "first"}])
def test_a_page_far_down_has_the_units_of_low_rank(store: Store, given: dict[str, Any]) -> None:
    names = ("市商务局", "市教育局", "市水利局", "市林业局", "市审计局")
    every = [unit(name) for n, name in enumerate(names) for _ in range(len(names) - n)]
    store.load([tasklist(*(task(n, one) for n, one in enumerate(every, 1)))], sha256="0")
    pages = [store.ask(LEADS, {**given, "limit": 1, "offset": n}).rows for n in range(len(names))]
    assert [(r.rank, r.unit, r.count) for rows in pages for r in rows] == [(n + 1, name, 5 - n) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("given", "units"),
    [
        ({"place": "乙市"}, ["县商务局"]),
        ({"place": "甲省乙市"}, ["县商务局"]),
        ({"place": "  "}, ["市政府办", "县商务局", "市商务局", "市政府办"]),
        ({"document": "邹政办字[2024]8号"}, ["市政府办"]),
        ({"document": "2025年甲省乙市丙县政务公开工作要点任务分解表"}, ["县商务局"]),
        ({"document": "2025年甲省"}, ["县商务局"]),
        ({"year": 1999}, []),
        ({"theme": "没有这个主题' OR 1=1 --"}, []),
    ],
)  # fmt: skip
def test_filters_take_names(loaded: Store, given: dict[str, object], units: list[str]) -> None:
    assert [row.unit for row in loaded.ask(LEADS, given).rows] == units


@pytest.mark.parametrize(
    "given", [{"place": "火星"}, {"document": "无此文件"}, {"document": "任务分解表"}, {"by": "x"}, {"limit": 0}]
)
def test_what_cannot_be_meant_is_an_error_that_helps(loaded: Store, given: dict[str, object]) -> None:
    with pytest.raises(ParameterWrong) as error:
        loaded.ask(LEADS, given)
    assert error.value.facts["name"] == next(iter(given))
    if "place" in given:
        assert "舒兰市" in error.value.say("zh")
    if given.get("document") == "任务分解表":
        assert "doc:" in error.value.say("en")


def test_an_ambiguous_place_lists_the_candidates(store: Store) -> None:
    for place in ("甲市鼓楼区", "乙市鼓楼区"):
        store.load([tasklist(task(1, unit("区商务局")), place=place)], sha256="0")
    with pytest.raises(ParameterWrong, match=r"甲市鼓楼区.*乙市鼓楼区|乙市鼓楼区.*甲市鼓楼区"):
        store.ask(LEADS, {"place": "鼓楼区"})
    assert len(store.ask(LEADS, {"place": "甲市鼓楼区"}).rows) == 1


def test_a_place_may_be_named_without_its_level(store: Store) -> None:
    for place in ("甲市", "乙县", "乙区"):
        store.load([tasklist(task(1, unit("市商务局", role="lead")), place=place, title=f"{place}清单")], sha256="0")
    assert [row.place for row in store.ask(LEADS, {"place": "甲"}).rows] == ["甲市"]
    with pytest.raises(ParameterWrong, match=r"乙区.*乙县"):
        store.ask(LEADS, {"place": "乙"})


def test_the_catalogue_finds_its_modules() -> None:
    assert catalogue()["leads"] is LEADS
    assert all(question.zh and question.en and name == question.name for name, question in catalogue().items())
    for question in catalogue().values():
        assert all("·" in (f.title or "") for f in question.row.model_fields.values())
        assert all("·" in (f.description or "") for n, f in question.parameters.model_fields.items())
    with pytest.raises(QuestionUnknown, match="leads"):
        get("none")
