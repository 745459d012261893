"""`walk` gives what `everything` gives, one at a time and in the order of a selection."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from graph.export.base import edges, nodes
from graph.export.select import gathered
from graph.questions.base import Filters
from graph.schema import EDGES, NODES, Selection
from graph.store import open_store
from ingest.record import TaskList
from tests.graph import draws

FILTERS: tuple[dict[str, Any], ...] = (
    {}, {"place": "乙市"}, {"year": 2024}, {"role": "support"}, {"function": "商务"}, {"theme": "公开"},
    {"year": 2023, "role": "lead"},
)  # fmt: skip


@pytest.mark.parametrize("together", [1, 3, 2000])
def test_a_walk_is_everything(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.sqlite.walk._TOGETHER", together)
    monkeypatch.setattr("graph.store.sqlite.relations._TOGETHER", together)

    @settings(max_examples=15, deadline=None)
    @given(draws.graphs(3))
    def check(lists: list[TaskList]) -> None:
        with open_store(":memory:") as store:
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

    check()


def as_walked(selection: Selection) -> tuple[list[Any], list[Any]]:
    found = list(nodes(selection)), list(edges(selection))
    for kind in NODES:
        ids = [n.id for n in found[0] if n.type == kind.type]
        assert ids == sorted(ids)
    for edge_kind in EDGES:
        ends = [(e.source, e.target) for e in found[1] if e.type == edge_kind.type]
        assert ends == sorted(ends)
    return found
