"""The same documents in any order, one by one or together, with others that came and went: the same graph, ids and links."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from graph.questions.base import Filters
from graph.schema import Subgraph
from graph.store import open_store
from ingest.pipeline import extract
from ingest.record import TaskList

DOCUMENTS = Path(__file__).parents[2] / "ingest" / "corpus" / "documents"


@cache
def corpus() -> tuple[tuple[TaskList, ...], ...]:
    return tuple(tuple(extract(path)) for path in sorted(DOCUMENTS.iterdir()) if path.suffix != ".toml")


def graph_of(order: list[int], *, gone: tuple[int, ...] = ()) -> Subgraph:
    with open_store(":memory:") as store:
        ids = {n: [one.document for one in store.load(corpus()[n], sha256=str(n))] for n in order}
        for n in gone:
            for id in ids[n]:
                store.remove(id)
        return store.everything(filters=Filters())


@pytest.fixture(scope="module")
def whole() -> Subgraph:
    return graph_of(list(range(len(corpus()))))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_leaves_no_trace(whole: Subgraph, seed: int) -> None:
    order = list(range(len(corpus())))
    random.Random(seed).shuffle(order)  # noqa: S311 - the same each time
    assert graph_of(order) == whole


def test_the_corpus_shows_every_kind_of_node_and_link(whole: Subgraph) -> None:
    kinds = {edge.type for edge in whole.edges}
    assert {"CARRIES_OUT", "PARALLELS", "ABOUT", "IMPLEMENTS", "CITES", "WITHIN"} <= kinds


def test_documents_that_came_and_went_leave_no_trace() -> None:
    everything, some = list(range(len(corpus()))), list(range(0, len(corpus()), 2))
    gone = tuple(n for n in everything if n not in some)
    assert graph_of(everything, gone=gone) == graph_of(some)


def test_an_upstream_text_turns_parallels_into_what_is_carried_out() -> None:
    """Without the province's text its two cities' lists are sisters; with it both go back to it, and no more beside."""
    titles = [lists[0].doc.title or "" for lists in corpus()]
    (province,) = [n for n, title in enumerate(titles) if "岚江省" in title and "2024" in title]
    cities = [n for n, title in enumerate(titles) if "2024" in title and ("临澄市" in title or "云汀市" in title)]
    apart, together = graph_of(cities), graph_of([*cities, province])
    assert {e.type for e in apart.edges} & {"PARALLELS", "CARRIES_OUT"} == {"PARALLELS"}
    assert {e.type for e in together.edges} & {"PARALLELS", "CARRIES_OUT"} == {"CARRIES_OUT"}
