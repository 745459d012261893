"""A whole graph goes from one kind of store into another, either way, and both then hold the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from graph.judgements import Judgement
from graph.store.base import Store
from graph.store.copying import StoreNotEmpty, copy, held
from ingest.record import TaskList
from tests.graph import draws
from tests.graph.lists import task, tasklist, unit

LIST = tasklist(task(1, unit("市商务局"), unit("市教育局", "support"), themes=("一、公开",)))
ANNEX = replace(LIST, doc=replace(LIST.doc, title="附件2"))
PLACES = '[[place]]\nname = "云岭省"\nlevel = "province"\n'


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=draws.graphs(4))
def test_a_copy_holds_the_same_either_way(
    fresh: Callable[[], Store], beside: Callable[[], Store], lists: list[TaskList]
) -> None:
    one, two = beside(), fresh()
    for number, each in enumerate(lists):
        one.load([each], sha256=str(number))
    assert copy(one, two) == len(lists)
    assert held(one) == held(two)
    back = beside()
    copy(two, back)
    assert held(back) == held(one)


def test_judgements_places_and_several_lists_of_one_file_come_along(store: Store, beside: Callable[[], Store]) -> None:
    one, back = beside(), beside()
    one.load([LIST, ANNEX], sha256="0")
    one.put_places(PLACES)
    units = [node.id for node in one.search("局") if node.type == "Unit"]
    one.judge([Judgement("merge", units[0], units[1], who="王", when="2025-03-01")])
    one.judge([split := Judgement("split", units[1], printed="市商务局", who="王", when="2025-03-02")])
    one.undo(split.id, who="李", when="2025-03-03")
    told: list[tuple[int, int]] = []
    assert copy(one, store, lambda done, total: told.append((done, total))) == 2
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert held(store) == held(one)
    assert (store.places(), store.judgements()) == (PLACES, one.judgements())
    assert copy(one, store) == 0
    copy(store, back)
    assert held(back) == held(one)
    # what stands there is what was read: the file is known again
    assert [loaded.result for loaded in back.load([LIST, ANNEX], sha256="0")] == ["unchanged", "unchanged"]


def test_an_interrupted_copy_is_completed(store: Store, beside: Callable[[], Store]) -> None:
    one = beside()
    one.load([LIST, ANNEX], sha256="0")

    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(one, store, stop)
    assert held(store) != held(one)
    assert copy(one, store) == 1
    assert held(store) == held(one)


@pytest.mark.parametrize("other", ["document", "judgement", "places"])
def test_what_holds_something_else_is_left_alone(store: Store, beside: Callable[[], Store], other: str) -> None:
    one = beside()
    one.load([LIST], sha256="0")
    if other == "document":
        store.load([ANNEX], sha256="0")
    elif other == "judgement":
        store.judge([Judgement("member", "unit:1", "unit:2", who="王", when="2025-03-01")])
    else:
        store.put_places(PLACES)
    before = held(store)
    with pytest.raises(StoreNotEmpty):
        copy(one, store)
    assert held(store) == before
