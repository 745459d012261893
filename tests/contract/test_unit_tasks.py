"""A unit's tasks against an oracle that reads the edges."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from graph.questions import get
from graph.questions.base import Filters
from graph.schema import ROLE_EDGE
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

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
