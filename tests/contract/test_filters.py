"""The filters that all questions share, against the edges of the whole graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions.base import Filters
from graph.schema import ROLE_EDGE, Subgraph
from graph.store.base import Store
from ingest.record import TaskList
from tests.graph.draws import graphs

ASKED = st.fixed_dictionaries(
    {
        "level": st.sampled_from([None, "province", "city", "county", "national"]),
        "function": st.sampled_from([None, "商务", "教育"]),
        "role": st.sampled_from([None, "lead", "support", "responsible"]),
        "year": st.sampled_from([None, 2024]),
    }
)


def tasks(whole: Subgraph, asked: dict[str, Any]) -> set[str]:
    """The tasks that the filters leave, by the nodes and edges alone."""
    nodes = {n.id: n for n in whole.nodes}
    listed = {e.source: nodes[e.target] for e in whole.edges if e.type == "LISTED_IN"}
    levels = {n.label: n.properties["level"] for n in whole.nodes if n.type == "Jurisdiction"}
    left = set()
    for task, document in listed.items():
        place = (document.properties["jurisdiction"] or "")[-2:]
        level = next((levels[name] for name in levels if name == place), None)
        roles = {ROLE_EDGE[asked["role"]]} if asked["role"] else set(ROLE_EDGE.values())
        duties = [e for e in whole.edges if e.target == task and e.type in roles]
        lines = {nodes[e.source].properties["function"] for e in duties}
        fits = (
            (asked["level"] is None or (level or "national") == asked["level"])
            and (asked["function"] is None or asked["function"] in lines)
            and (asked["role"] is None or bool(duties))
            and asked["year"] in (None, document.properties["year"])
        )
        left |= {task} if fits else set()
    return left


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), asked=ASKED)
def test_the_tasks_that_are_left(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    found = store.nodes("Task", filters=Filters.model_validate(asked), limit=1000)
    assert {n.id for n in found.nodes} == tasks(store.everything(filters=Filters()), asked)


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), function=st.sampled_from(["商务", "教育"]))
def test_units_of_a_line_are_those_that_are_of_it(fresh: Callable[[], Store], lists: list[TaskList], function: str) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    found = store.nodes("Unit", filters=Filters.model_validate({"function": function}), limit=1000)
    whole = store.everything(filters=Filters())
    assert {n.id for n in found.nodes} == {
        n.id for n in whole.nodes if n.type == "Unit" and n.properties["function"] == function
    }
