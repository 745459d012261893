"""The shortest ways between two nodes: against all simple paths of the whole graph, and as a person would read them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.questions.base import Filters
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.contract.test_upstream import CITY, COUNTY, PROVINCE, load
from tests.contract.whole import Whole
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

ASK = get("path")
HUBS = {"BELONGS_TO", "WITHIN", "ABOUT"}
ASKED = st.fixed_dictionaries(
    {
        "ways": st.sampled_from([1, 3, 20]),
        "hops": st.sampled_from([2, 4, 5]),
        "places": st.booleans(),
        "year": st.sampled_from([None, 2024]),
    }
)


def net(whole: Whole, ends: tuple[str, str], asked: dict[str, Any]) -> nx.Graph[str]:
    """What ways may go over."""
    out = {node.id for node in whole.of("Task")} - whole.tasks({"year": asked["year"]})
    if not asked["places"]:
        out |= {node.id for type in ("Jurisdiction", "Topic") for node in whole.of(type)} - set(ends)
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(ends)
    every = [{e.source, e.target} for edges in whole.edges.values() for e in edges]
    found.add_edges_from(tuple(ends) for ends in every if len(ends) == 2 and not ends & out)
    return found


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(3), asked=ASKED, draw=st.randoms(use_true_random=False))
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any], draw: Any) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    ids = sorted(whole.nodes)
    for _ in range(4 if len(ids) > 1 else 0):
        start, end = draw.sample(ids, 2)
        every = nx.all_simple_paths(net(whole, (start, end), asked), start, end, cutoff=asked["hops"])
        expected = sorted(every, key=lambda way: (len(way), way))[: asked["ways"]]
        rows = store.ask(ASK, {**asked, "start": start, "end": end, "limit": 1000}).rows
        steps = [(r.way, r.step, r.source_id, r.target_id) for r in rows]
        wanted = [(n, k, a, b) for n, way in enumerate(expected, 1) for k, (a, b) in enumerate(pairwise(way), 1)]
        assert list(dict.fromkeys(steps)) == wanted
        for way in {(r.way, r.step, r.source_id, r.target_id) for r in rows}:
            told = {r.id for r in rows if (r.way, r.step) == way[:2]}
            assert told == {e.id for es in whole.edges.values() for e in es if {e.source, e.target} == set(way[2:])}


def seen(store: Store, start: str, end: str, **given: Any) -> list[tuple[int, str, str, str, str]]:
    rows = store.ask(ASK, {"start": start, "end": end, **given}).rows
    return [(r.way, r.source, r.relation, r.direction, r.target) for r in rows]


def test_two_units_of_two_levels(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    text = store.nodes("Task", filters=Filters()).nodes[0].label
    assert seen(store, "县商务局", "省商务厅", ways=1) == [
        (1, "县商务局", "LEADS", "forward", text),
        (1, text, "CARRIES_OUT", "forward", text),
        (1, text, "CARRIES_OUT", "forward", text),
        (1, text, "LEADS", "back", "省商务厅"),
    ]
    assert seen(store, "丙政发〔2024〕9号", "国发〔2024〕1号", ways=1)[0][2:4] == ("IMPLEMENTS", "forward")


def test_roles_beside_each_other_are_one_step(store: Store) -> None:
    load(store, tasklist(task(1, unit("市商务局"), unit("市商务局", "support"), unit("市教育局"), text="一件事")))
    assert seen(store, "市商务局", "市教育局") == [
        (1, "市商务局", "LEADS", "forward", "一件事"),
        (1, "市商务局", "SUPPORTS", "forward", "一件事"),
        (1, "一件事", "LEADS", "back", "市教育局"),
    ]
    assert {row[0] for row in seen(store, "市商务局", "市教育局", places=True)} == {1, 2}
    assert seen(store, "市商务局", "舒兰市", hops=1) == [(1, "市商务局", "BELONGS_TO", "forward", "舒兰市")]


def test_too_much_around_is_told_before_it_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [task(n, unit("市商务局"), unit("市教育局", "support"), text=f"第{n}件事") for n in range(1, 9)]
    store.load([tasklist(*tasks, task(9, unit("市审计局")))], sha256="0")
    monkeypatch.setattr("graph.questions.path.MOST", 5)
    with pytest.raises(ParameterWrong, match="hops"):
        store.ask(ASK, {"start": "市商务局", "end": "市审计局"})
    assert seen(store, "第1件事", "市教育局", hops=1) == [(1, "第1件事", "SUPPORTS", "back", "市教育局")]


def test_pages_and_what_cannot_be_meant(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    whole = seen(store, "县商务局", "省商务厅")
    assert [seen(store, "县商务局", "省商务厅", limit=1, offset=n)[0] for n in range(len(whole))] == whole
    assert seen(store, "县商务局", "省商务厅", year=1999) == []
    assert seen(store, "县商务局", "县商务局") == []
    both = {"start": "县商务局", "end": "省商务厅"}
    for wrong in ({}, {"start": "县商务局"}, {**both, "end": "无此局"}, {**both, "end": "\u3000"}, {**both, "hops": 99}):
        with pytest.raises(ParameterWrong):
            store.ask(ASK, wrong)
