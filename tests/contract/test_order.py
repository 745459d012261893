"""Rows in another order than the question's own: the same rows, by one column, and the page cut out of that order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import catalogue, get
from graph.questions.order import by_pinyin
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

EASY = sorted(name for name, q in catalogue().items() if not q.parameters.model_json_schema().get("required"))
"""Questions that can be asked without naming anything."""


@settings(max_examples=24, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(3), name=st.sampled_from(EASY), data=st.data())
def test_a_column_puts_the_rows_in_order(
    beside: Callable[[], Store], lists: list[TaskList], name: str, data: st.DataObject
) -> None:
    store = beside()  # a store gives the rows; all else is the same for each kind
    for one in lists:
        store.load([one], sha256="0")
    question = get(name)
    column = data.draw(st.sampled_from(sorted(question.row.model_fields)))
    whole = [row.model_dump(mode="json") for row in store.ask(question, {"limit": 1000}).rows]
    codes = list((question.row.model_fields[column].json_schema_extra or {}).get("words", {}))  # type: ignore[union-attr]
    filled = [row for row in whole if row[column] is not None and row[column] != ""]
    # sorted() keeps the order of what is equal, forwards and backwards
    value = (lambda row: codes.index(row[column])) if codes else (lambda row: row[column])
    empty = [row for row in whole if row not in filled]
    for sign, wanted in (("", sorted(filled, key=value)), ("-", sorted(filled, key=value, reverse=True))):
        found = store.ask(question, {"limit": 1000, "order": f"{sign}{column}"})
        assert [row.model_dump(mode="json") for row in found.rows] == wanted + empty
        part = store.ask(question, {"limit": 2, "offset": 1, "order": f"{sign}{column}"})
        assert [row.model_dump(mode="json") for row in part.rows] == (wanted + empty)[1:3]
        assert part.truncated == (len(whole) > 3)


def test_a_column_that_is_not_there_is_told_with_those_that_are(store: Store) -> None:
    with pytest.raises(ParameterWrong, match="count"):
        store.ask(get("leads"), {"order": "tasks"})


def test_pinyin_is_by_syllable_then_tone_then_code_point_after_digits_and_letters() -> None:
    names = ["重点办", "3号专班", "安监局", "ABC", "财政局", "按揭处", "教育局", "市审计局", "民政局", "人社局", "住建局"]
    assert sorted(names, key=by_pinyin) == [
        "3号专班",
        "ABC",
        "安监局",  # ān before àn
        "按揭处",
        "财政局",
        "教育局",
        "民政局",
        "人社局",
        "市审计局",
        "重点办",  # zhòng before zhù
        "住建局",
    ]
    assert sorted(["石", "时", "十"], key=by_pinyin) == sorted(["石", "时", "十"]), "one sound: by code point"
    assert sorted(["㐀", "一", ""], key=by_pinyin)[0] == ""


def test_units_by_pinyin_and_by_code_point(store: Store) -> None:
    names = ["财政局", "安监局", "卫健局", "民政局", "一中心"]
    store.load([tasklist(*(task(n, unit(name)) for n, name in enumerate(names, 1)))], sha256="0")

    def asked(order: str) -> list[str]:
        return [row.unit for row in store.ask(get("leads"), {"order": order}).rows]

    assert asked("unit") == sorted(names)
    assert asked("unit:pinyin") == ["安监局", "财政局", "民政局", "卫健局", "一中心"]
    assert asked("-unit:pinyin") == ["一中心", "卫健局", "民政局", "财政局", "安监局"]
