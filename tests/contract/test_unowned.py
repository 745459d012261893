"""Tasks that are nobody's in particular, against an oracle over nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit
from tests.graph.whole import ROLE, WHERE, Whole, filled, meant, whole

UNOWNED = get("unowned")
CLASSES = ("nobody", "collectives", "no_lead")
ASKED = st.fixed_dictionaries(
    {"count": st.sampled_from(["explicit", "sole", "first"])}, optional={"lack": st.sampled_from(CLASSES)}
)


def lack(held: Whole, task: str, count: str) -> str | None:
    duties = held.duties(task)
    if not duties:
        return "nobody"
    leads = [e for e in duties if ROLE[e.type] == "lead"]
    first, alone = duties[0], len({e.source for e in duties}) == 1
    if not leads and ROLE[first.type] == "responsible" and (count == "first" or (count == "sole" and alone)):
        leads = [first]
    if all(not held.single(e.source) for e in leads or duties):
        return "collectives"
    return None if leads else "no_lead"


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE, asked=ASKED)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], asked: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        held = whole(store)
        found = [(lack(held, id, asked["count"]), id, held.printed(id)) for id in held.tasks_left(where)]
        wanted = [row for row in found if row[0] and row[0] == asked.get("lack", row[0])]
        rows = store.ask(UNOWNED, {**where, **asked, "limit": 1000}).rows
        assert [(r.lack, r.task_id, r.units) for r in rows] == sorted(wanted, key=lambda r: (CLASSES.index(r[0] or ""), r[1]))


@pytest.fixture
def loaded(store: Store) -> Store:
    all_towns = unit("各镇街", "lead", "collective")
    tasks = (
        task(1, unit("市商务局"), unit("市教育局", "support")),
        task(2),
        task(3, unit("各镇街", "responsible", "collective")),
        task(4, all_towns, unit("市商务局", "support")),
        task(5, unit("市商务局", "responsible"), unit("市教育局", "responsible")),
        task(6, unit("市商务局", "responsible")),
        task(7, unit("市商务局"), all_towns),
    )
    store.load([tasklist(*tasks)], sha256="0")
    return store


def lacks(store: Store, **asked: Any) -> list[tuple[str, int]]:
    return [(row.lack, int(row.task_id[-4:])) for row in store.ask(UNOWNED, asked).rows]


def test_each_task_stands_in_the_first_class_that_fits(loaded: Store) -> None:
    assert lacks(loaded) == [("nobody", 2), ("collectives", 3), ("collectives", 4), ("no_lead", 5), ("no_lead", 6)]
    assert lacks(loaded, lack="collectives") == [("collectives", 3), ("collectives", 4)]


def test_the_only_or_the_first_unit_may_count_as_the_owner(loaded: Store) -> None:
    assert lacks(loaded, count="sole", lack="no_lead") == [("no_lead", 5)]
    assert lacks(loaded, count="first", lack="no_lead") == []


def test_pages_filters_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    pages = [loaded.ask(UNOWNED, {"limit": 2, "offset": n}) for n in (0, 2, 4)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(UNOWNED, {}).rows
    assert [page.truncated for page in pages] == [True, True, False]
    assert lacks(loaded, role="support") == [("collectives", 4)]
    assert lacks(loaded, year=1999) == []
    assert fresh().ask(UNOWNED, {}).rows == ()
    with pytest.raises(ParameterWrong, match="place"):
        loaded.ask(UNOWNED, {"place": "火星"})
