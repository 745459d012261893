"""The graph's tests build their lists themselves (`lists.py`, `draws.py`) and resolve units by a simple rule of their own, so
that they say something about the graph and nothing about the lexicon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import graph.build
from graph.questions.base import Filters
from graph.schema import Subgraph
from graph.store import open_store
from graph.store.base import Store
from ingest.record import Citation
from tests.graph.lists import evidence, fake_home, fake_resolve, task, tasklist, unit


@pytest.fixture(autouse=True, scope="module")
def simple_resolver() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.build, "home_of", fake_home)
        patch.setattr(graph.build, "resolve_unit", fake_resolve)
        yield


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened


@pytest.fixture
def whole(store: Store) -> Subgraph:
    """A small graph, to be exported."""
    hostile = "改革\x00\x1b<script>&\"'，=1+1"
    one = tasklist(
        task(1, unit("市政府办"), unit("市商务局", "support"), themes=("一、公开",), text=hostile),
        *(task(n, unit("市政府办"), unit("市教育局", "responsible")) for n in range(2, 12)),
        basis=[Citation("吉政办〔2024〕2号", None, evidence("根据"))],
    )
    store.load([one], sha256="0")
    return store.everything(filters=Filters())
