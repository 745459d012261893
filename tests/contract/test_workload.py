"""What units have to do, role by role, against an oracle over nodes and edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement
from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Deadline, TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit
from tests.graph.whole import ROLE, WHERE, Whole, filled, meant, reformed, whole

WORKLOAD = get("workload")
ASKED = st.fixed_dictionaries(
    {
        "by": st.sampled_from(["unit", "function", "place"]),
        "quarters": st.booleans(),
        "collectives": st.booleans(),
        "follow_reform": st.booleans(),
    }
)


def quarter(due: str | None) -> str:
    return f"{due[:4]}Q{(int(due[5:7]) - 1) // 3 + 1}" if due else "无时限"


def oracle(held: Whole, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    tally: dict[Any, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for id in held.tasks_left(asked):
        for duty in held.duties(id):
            if held.single(duty.source) or asked["collectives"]:
                who = held.nodes[held.now(duty.source) if asked["follow_reform"] else duty.source]
                line, place = who.properties["function"] or "未归类", held.unit_place(who.id)
                group = {
                    "unit": (who.properties["full_name"], place or "", who.id, who.label, place),
                    "function": (line, "", "", line, None),
                    "place": (place or "未知地区", "", "", place or "未知地区", None),
                }[asked["by"]]
                when = quarter(held.nodes[id].properties["due"]) if asked["quarters"] else None
                tally[group, when][ROLE[duty.type]].add(id)
    rows, load, leads = [], defaultdict(int), defaultdict(int)
    for (group, when), roles in tally.items():
        counts = [len(roles[role]) for role in ("lead", "support", "responsible")]
        load[group] += sum(counts)
        leads[group] += counts[0]
        rows.append((group, when, *counts, sum(counts)))
    rows.sort(key=lambda row: (-load[row[0]], -leads[row[0]], row[0][:3], row[1] or ""))
    return [(*group[3:], *rest) for group, *rest in rows]


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE, asked=ASKED)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], asked: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    reformed(store)
    if meant(store, where):
        rows = store.ask(WORKLOAD, {**where, **asked, "limit": 1000}).rows
        found = [(r.unit, r.place, r.quarter, r.lead, r.support, r.responsible, r.total) for r in rows]
        assert found == oracle(whole(store), where | asked)


@pytest.fixture
def loaded(store: Store) -> Store:
    second, fourth = (Deadline("按期", dates=(day,)) for day in (date(2024, 5, 31), date(2024, 12, 31)))
    tasks = (
        task(1, unit("市商务局"), unit("市教育局", "support"), limit=second),
        task(2, unit("市商务局", "responsible"), unit("各镇街", "responsible", "collective"), limit=fourth),
        task(3, unit("市商务局"), limit=Deadline("长期坚持", ongoing=True)),
    )
    store.load([tasklist(*tasks)], sha256="0")
    store.load([tasklist(task(1, unit("县商务局")), place="甲省乙市丙县", file="b.docx")], sha256="0")
    return store


def load(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    return [(r.unit, r.lead, r.support, r.responsible, r.total) for r in store.ask(WORKLOAD, asked).rows]


def test_the_roles_stand_side_by_side(loaded: Store) -> None:
    assert load(loaded) == [("市商务局", 2, 0, 1, 3), ("县商务局", 1, 0, 0, 1), ("市教育局", 0, 1, 0, 1)]
    assert load(loaded, by="function") == [("商务", 3, 0, 1, 4), ("教育", 0, 1, 0, 1)]
    assert load(loaded, by="place") == [("舒兰市", 2, 1, 1, 4), ("丙县", 1, 0, 0, 1)]
    assert ("各镇街", 0, 0, 1, 1) in load(loaded, collectives=True)


def test_by_quarters_a_unit_has_a_row_for_each(loaded: Store) -> None:
    rows = loaded.ask(WORKLOAD, {"quarters": True, "place": "舒兰市"}).rows
    assert [(r.unit, r.quarter, r.total) for r in rows] == [
        ("市商务局", "2024Q2", 1), ("市商务局", "2024Q4", 1), ("市商务局", "无时限", 1), ("市教育局", "2024Q2", 1),
    ]  # fmt: skip


def test_work_from_before_a_reform_counts_for_what_the_body_became(store: Store) -> None:
    store.load([tasklist(task(1, unit("市招商局"), unit("市商务局")), task(2, unit("市招商局")))], sha256="0")
    old, new = (store.meant("Unit", name).id for name in ("市招商局", "市商务局"))
    store.judge([Judgement("successor", old, new, who="王", when="2025-03-01T09:00:00", why="机构改革")])
    assert load(store) == [("市招商局", 2, 0, 0, 2), ("市商务局", 1, 0, 0, 1)]
    assert load(store, follow_reform=True) == [("市商务局", 2, 0, 0, 2)]  # the task that names both counts once


def test_pages_wrong_names_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    pages = [loaded.ask(WORKLOAD, {"limit": 2, "offset": n}) for n in (0, 2)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(WORKLOAD, {}).rows
    assert [page.truncated for page in pages] == [True, False]
    assert load(fresh()) == []
    with pytest.raises(ParameterWrong, match="place"):
        load(loaded, place="火星")
