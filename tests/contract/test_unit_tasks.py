"""A unit's tasks against an oracle that reads the edges."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement, JudgementWrong
from graph.questions import get
from graph.questions.base import Filters
from graph.schema import ROLE_EDGE
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit
from tests.graph.whole import RANK, WHERE, Whole, filled, meant, whole

ROLE = {edge: role for role, edge in ROLE_EDGE.items()}


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4))
def test_the_rows_are_the_edges_of_the_unit(fresh: Callable[[], Store], lists: list[TaskList]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    for node in store.nodes("Unit", filters=Filters(), limit=1000).nodes:
        edges = [e for e in store.edges(node.id, limit=1000)[0] if e.type in ROLE]
        for role in (None, "lead", "support", "responsible"):
            rows = store.ask(get("unit-tasks"), {"unit": node.id, "role": role, "limit": 1000}).rows
            own = [row for row in rows if row.through is None]
            expected = sorted((ROLE[e.type], e.target, e.properties["printed"]) for e in edges if role in (None, ROLE[e.type]))
            assert sorted((row.role, row.task_id, row.named) for row in own) == expected


def judged(store: Store, pairs: list[tuple[int, int]]) -> None:
    """Decide, for pairs of units by their numbers, that the first became the second; that any unit is one of a wording."""
    units = store.nodes("Unit", filters=Filters(), limit=1000).nodes
    for one, other in pairs:
        if max(one, other) < len(units):
            wording = units[other].properties["kind"] == "collective"
            ends = (units[other].id, units[one].id) if wording else (units[one].id, units[other].id)
            with suppress(JudgementWrong):  # a unit and itself
                store.judge([Judgement("member" if wording else "successor", *ends, who="王", when="2025-03-01")])


def oracle(held: Whole, unit: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    line, new = {unit}, {unit}
    while new and asked["follow_reform"]:
        new = {e.source for at in new for e in held.into["SUCCEEDED_BY", at] if held.follows(e.source) == at} - line
        line |= new
    ways = {(one, None) for one in line}
    if asked["collectives"]:
        ways |= {(e.target, held.nodes[e.target].label) for one in line for e in held.out["MEMBER_OF", one]}
    left, rows = set(held.tasks_left({**asked, "role": None})), []
    for one, through in ways:
        for type, role in ROLE.items():
            for e in held.out[type, one] if asked.get("role") in (None, role) else ():
                due = held.nodes[e.target].properties["due"]
                if e.target in left:
                    order = (RANK[role], through is not None, due is None, due or "", e.target, e.properties["printed"])
                    shown, document, headings = held.nodes[e.target], held.document(e.target), held.headings(e.target)
                    said = (shown.properties["text"], shown.properties["deadline"], due, document.label)
                    about = (document.properties["year"], headings[0].label if headings else None)
                    rows.append((order, (role, *said, *about, e.properties["printed"], through, e.target)))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lists=graphs(4),
    where=WHERE,
    pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=5),
    asked=st.fixed_dictionaries({"follow_reform": st.booleans(), "collectives": st.booleans()}),
)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store],
    lists: list[TaskList],
    where: dict[str, Any],
    pairs: list[tuple[int, int]],
    asked: dict[str, Any],
) -> None:
    store = filled(fresh, lists)
    judged(store, pairs)
    if meant(store, where):
        held = whole(store)
        for node in held.of("Unit"):
            rows = store.ask(get("unit-tasks"), {**where, **asked, "unit": node.id, "limit": 1000}).rows
            assert [tuple(value for _, value in row) for row in rows] == oracle(held, node.id, {**where, **asked})


def test_a_body_whose_whole_work_two_others_took_over_is_in_the_line_of_neither(store: Store) -> None:
    names = ("市农业局", "市林业局", "市水利局", "市畜牧局")
    store.load([tasklist(*(task(n, unit(name)) for n, name in enumerate(names, 1)))], sha256="0")
    first, second, third, fourth = (store.meant("Unit", name).id for name in names)
    store.judge([Judgement("successor", one, other, when="2025-03-01") for one, other in ((first, second), (third, fourth))])

    def tasks(name: str) -> list[int]:
        rows = store.ask(get("unit-tasks"), {"unit": name, "follow_reform": True}).rows
        leads = store.ask(get("leads"), {"follow_reform": True}).rows
        assert len(rows) == {row.unit: row.count for row in leads}.get(name, 1)
        return sorted(int(row.text[1]) for row in rows)

    assert [tasks(name) for name in names] == [[1], [1, 2], [3], [3, 4]]
    store.judge([Judgement("successor", first, fourth, when="2025-03-02")])
    assert [tasks(name) for name in names] == [[1], [2], [3], [3, 4]]


def test_filters_narrow_it_and_roles_come_in_order(store: Store) -> None:
    for year in (2024, 2025):
        tasks = [task(1, unit("市商务局", "support")), task(2, unit("市商务局"))]
        store.load([tasklist(*tasks, year=year, file=f"{year}.docx")], sha256="0")
    rows = store.ask(get("unit-tasks"), {"unit": "市商务局"}).rows
    assert [row.role for row in rows] == ["lead", "lead", "support", "support"]
    assert [row.role for row in store.ask(get("unit-tasks"), {"unit": "市商务局", "year": 2025}).rows] == ["lead", "support"]
    assert store.ask(get("unit-tasks"), {"unit": "市商务局", "limit": 3}).truncated


def test_a_blank_name_is_no_name(store: Store) -> None:
    store.load([tasklist(task(1, unit("市商务局")))], sha256="0")
    with pytest.raises(ParameterWrong, match="unit"):
        store.ask(get("unit-tasks"), {"unit": " "})
    assert len(store.ask(get("leads"), {"place": " ", "topic": "\u3000", "theme": " "}).rows) == 1  # no filter is set
