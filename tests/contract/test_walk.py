"""`walk` gives what `everything` gives, one at a time and in the order of a selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph.export.base import edges, nodes
from graph.export.select import gathered
from graph.questions.base import Filters
from graph.schema import EDGES, NODES, Selection
from graph.store.base import Store
from ingest.record import TaskList
from tests.graph import draws
from tests.graph.lists import task, tasklist, unit

FILTERS: tuple[dict[str, Any], ...] = (
    {}, {"place": "乙市"}, {"year": 2024}, {"role": "support"}, {"function": "商务"}, {"theme": "公开"},
    {"year": 2023, "role": "lead"},
)  # fmt: skip


@pytest.fixture(params=[1, 3, 2000])
def together(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are read together."""
    for place in ("sqlite.walk", "sqlite.relations", "neo4j.walk"):
        monkeypatch.setattr(f"graph.store.{place}._TOGETHER", request.param)


@pytest.mark.usefixtures("together")
@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=draws.graphs(3))
def test_a_walk_is_everything(fresh: Callable[[], Store], lists: list[TaskList]) -> None:
    store = fresh()
    for number, one in enumerate(lists):
        store.load([one], sha256=str(number))
    known = {n.label for n in store.everything(filters=Filters()).nodes}
    for asked in FILTERS:
        if "place" not in asked or asked["place"] in known:
            whole = store.everything(filters=Filters(**asked))
            with store.walk(filters=Filters(**asked)) as found:
                assert gathered(found) == whole
                for _ in range(2):  # it can be walked again
                    assert as_walked(found) == as_walked(whole)


def test_some_nodes_are_walked_with_the_edges_among_them(store: Store) -> None:
    store.load([tasklist(task(1, unit("市商务局"), unit("市教育局", "support"), themes=("一、公开",)))], sha256="0")
    whole = store.everything(filters=Filters())
    some = {n.id for n in whole.nodes if n.type in ("Unit", "Task", "Jurisdiction")}
    with store.among([*sorted(some), "task:nothing", "nothing", "\ud800"]) as found:
        part = gathered(found)
    assert {n.id for n in part.nodes} == some
    assert part.edges == tuple(e for e in whole.edges if {e.source, e.target} <= some)


def test_a_walk_goes_on_while_other_things_are_read(store: Store) -> None:
    store.load([tasklist(task(1, unit("市商务局"), unit("市教育局", "support")), task(2, unit("市教育局")))], sha256="0")
    whole = store.everything(filters=Filters())
    with store.walk(filters=Filters()) as found:
        for node in found.nodes_of("Task"):
            with store.among([node.id]) as inner:
                assert [n.id for n in nodes(inner)] == [node.id]
            assert store.node(node.id) == node
            assert store.edges(node.id)[1] > 0
        assert store.everything(filters=Filters()) == whole
        assert gathered(found) == whole


def as_walked(selection: Selection) -> tuple[list[Any], list[Any]]:
    found = list(nodes(selection)), list(edges(selection))
    for kind in NODES:
        ids = [n.id for n in found[0] if n.type == kind.type]
        assert ids == sorted(ids)
    for edge_kind in EDGES:
        ends = [(e.source, e.target) for e in found[1] if e.type == edge_kind.type]
        assert ends == sorted(ends)
    return found
