"""The grounds of a relationship, whichever of its ends has most of them."""

from __future__ import annotations

import pytest

from graph.questions.base import Filters
from graph.store import open_store
from graph.why import why
from tests.graph.lists import task, tasklist, unit


def test_an_edge_of_an_office_with_more_tasks_than_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.why.MOST", 2)
    with open_store(":memory:") as store:
        store.load([tasklist(*(task(n, unit("市商务局"), unit("市教育局", "support")) for n in range(1, 8)))], sha256="0")
        everything = store.everything(filters=Filters())
        office = store.meant("Unit", "市商务局").id
        for edge in everything.edges_of("LEADS"):
            assert "写着“市商务局”" in why(store, [edge.id]).lines[0].zh
            for both in ([office, edge.target], [edge.target, office]):
                assert [line.zh for line in why(store, both).lines] == [why(store, [edge.id]).lines[0].zh]
        (place,) = everything.nodes_of("Jurisdiction")
        assert "由文件的编排得出" in why(store, [f"BELONGS_TO:{office}:{place.id}"]).lines[0].zh
