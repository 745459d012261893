"""The same documents in any order, one by one or together, with others that came and went: the same graph, ids and links."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from graph.questions.base import Filters
from graph.schema import EDGES, NODES, Subgraph
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
    assert {edge.type for edge in whole.edges} == {kind.type for kind in EDGES}
    assert {node.type for node in whole.nodes} == {kind.type for kind in NODES}


def test_the_corpus_shows_who_is_who(whole: Subgraph) -> None:
    """A branch, a body led from above, one with two names, a town beside 各镇街, and one that a reform ended."""
    label = {node.id: node.label for node in whole.nodes}
    shown = {(label[edge.source], edge.type, label[edge.target]) for edge in whole.edges}
    assert shown >= {
        ("市生态环境局汀南分局", "BRANCH_OF", "云汀市生态环境局"),
        ("县消防救援大队", "BRANCH_OF", "临澄市消防救援支队"),
        ("区委宣传部（区政府新闻办）", "BELONGS_TO", "汀南区"),
        ("古埠镇人民政府", "MEMBER_OF", "各镇街"),
        ("市工商局", "SUCCEEDED_BY", "市市场监管局"),
        ("市质监局", "SUCCEEDED_BY", "市市场监管局"),
    }


def test_a_body_that_a_reform_ended_belongs_to_no_later_wording(whole: Subgraph) -> None:
    label = {node.id: node.label for node in whole.nodes}
    wordings = {label[e.target] for e in whole.edges if e.type == "MEMBER_OF" and label[e.source] == "市质监局"}
    assert wordings == {"市政府各部门", "各直属单位"}, "those of 2017"


def test_sisters_are_linked_over_a_document_that_is_only_named(whole: Subgraph) -> None:
    """Two counties of two cities carry out one document of the province whose text is not here."""
    at = {node.id: node for node in whole.nodes}
    home = {edge.source: at[edge.target].properties for edge in whole.edges if edge.type == "LISTED_IN"}
    sisters = [
        edge for edge in whole.edges if edge.type == "PARALLELS" and home[edge.source]["year"] == home[edge.target]["year"]
    ]
    assert {frozenset((home[e.source]["jurisdiction"], home[e.target]["jurisdiction"])) for e in sisters} == {
        frozenset({"汀南区", "望溪县"})
    }
    assert {edge.properties["grade"] for edge in sisters} == {"same", "part"}
    (named,) = (node for node in whole.nodes if node.properties.get("number") == "岚安发〔2025〕4号")
    assert named.properties["known"] == "named"
    assert sum(edge.type == "IMPLEMENTS" and edge.target == named.id for edge in whole.edges) == 2


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
