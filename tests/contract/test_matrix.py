"""Units and function lines against subjects, with an oracle over nodes and edges."""

from __future__ import annotations

from collections import defaultdict
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
from tests.graph.whole import ANY_ROLE, ROLE, Whole, filled, meant, reformed, whole

MATRIX = get("matrix")
ASKED = st.fixed_dictionaries(
    {
        "by": st.sampled_from(["unit", "function"]),
        "against": st.sampled_from(["topic", "theme"]),
        "collectives": st.booleans(),
        "follow_reform": st.booleans(),
    },
    optional={"role": st.sampled_from(["lead", "support", "responsible"])},
)


def headings(held: Whole, id: str, against: str) -> set[str]:
    if against == "theme":
        return {h.label for h in held.headings(id)[-1:]}
    return {held.nodes[e.target].label for e in held.out["ABOUT", id]}


def oracle(held: Whole, where: dict[str, Any], asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    cells: dict[tuple[Any, str], set[str]] = defaultdict(set)
    for id in held.tasks_left(where):
        for duty in held.duties(id):
            if (held.single(duty.source) or asked["collectives"]) and asked.get("role") in (None, ROLE[duty.type]):
                who = held.nodes[held.now(duty.source) if asked["follow_reform"] else duty.source]
                place, line = held.unit_place(who.id), who.properties["function"] or "未归类"
                unit = (who.properties["full_name"], place or "", who.id, who.label, place)
                group = unit if asked["by"] == "unit" else (line, "", "", line, None)
                for heading in headings(held, id, asked["against"]):
                    cells[group, heading].add(id)
    total: dict[Any, int] = defaultdict(int)
    for (group, _), tasks in cells.items():
        total[group] += len(tasks)
    rows = [(group, heading, len(tasks), total[group]) for (group, heading), tasks in cells.items()]
    rows.sort(key=lambda row: (-row[3], row[0][:3], -row[2], row[1]))
    return [(*group[3:], *rest) for group, *rest in rows]


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=ANY_ROLE, asked=ASKED)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], asked: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    reformed(store)
    if meant(store, where):
        rows = store.ask(MATRIX, {**where, **asked, "limit": 1000}).rows
        assert [(r.unit, r.place, r.heading, r.count, r.total) for r in rows] == oracle(whole(store), where, asked)


@pytest.fixture
def loaded(store: Store) -> Store:
    tasks = (
        task(1, unit("市商务局"), unit("市教育局", "support"), themes=("一、公开", "（一）招商")),
        task(2, unit("市商务局"), themes=("一、公开",)),
        task(3, unit("市商务局", "responsible"), themes=("二、服务",)),
        task(4, unit("各镇街", "lead", "collective"), themes=("二、服务",)),
    )
    store.load([tasklist(*tasks)], sha256="0")
    return store


def cells(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    rows = store.ask(MATRIX, {"against": "theme", **asked}).rows
    return [(r.unit, r.heading, r.count, r.total) for r in rows]


def test_the_outermost_headings_are_the_columns(loaded: Store) -> None:
    assert cells(loaded, by="unit") == [
        ("市商务局", "一、公开", 2, 3), ("市商务局", "二、服务", 1, 3), ("市教育局", "一、公开", 1, 1),
    ]  # fmt: skip
    assert cells(loaded, role="lead") == [("商务", "一、公开", 2, 2)]
    assert ("未归类", "二、服务", 1, 1) in cells(loaded, collectives=True)


def test_pages_wrong_names_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    asked = {"against": "theme", "by": "unit"}
    pages = [loaded.ask(MATRIX, {**asked, "limit": 2, "offset": n}) for n in (0, 2)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(MATRIX, asked).rows
    assert [page.truncated for page in pages] == [True, False]
    assert cells(loaded, year=1999) == cells(fresh()) == []
    for wrong in ({"place": "火星"}, {"against": "moon"}, {"topic": "没有"}):
        with pytest.raises(ParameterWrong, match=next(iter(wrong))):
            loaded.ask(MATRIX, wrong)
