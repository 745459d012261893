"""Subgraphs as networkx graphs and as files, read back by networkx."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest

from graph import export
from graph.questions.base import Filters
from graph.schema import Subgraph
from graph.store.base import Store
from graph.subgraph import cut
from ingest.errors import ParameterWrong
from ingest.record import Citation
from tests.graph.lists import evidence, task, tasklist, unit


@pytest.fixture
def whole(store: Store) -> Subgraph:
    hostile = "改革\x00\x1b<script>&\"'，=1+1"
    one = tasklist(
        task(1, unit("市政府办"), unit("市商务局", "support"), themes=("一、公开",), text=hostile),
        *(task(n, unit("市政府办"), unit("市教育局", "responsible")) for n in range(2, 12)),
        basis=[Citation("吉政办〔2024〕2号", None, evidence("根据"))],
    )
    store.load([one], sha256="0")
    return store.everything(filters=Filters())


def written(format: str, subgraph: Subgraph) -> bytes:
    stream = io.BytesIO()
    export.get(format).write(subgraph, stream, title="题\x00目")
    return stream.getvalue()


@pytest.mark.parametrize("format", export.names())
def test_a_file_has_the_same_bytes_each_time(whole: Subgraph, format: str) -> None:
    assert written(format, whole) == written(format, whole)
    written(format, Subgraph((), ()))


def test_json_comes_back(whole: Subgraph) -> None:
    value = json.loads(written("json", whole))
    read = nx.node_link_graph(value, edges="edges")
    assert set(read.nodes) == {n.id for n in whole.nodes}
    assert {(s, t, k) for s, t, k in read.edges(keys=True)} == {(e.source, e.target, e.id) for e in whole.edges}
    assert [n["properties"] for n in value["nodes"]] == [n.properties for n in whole.nodes]
    assert [e["evidence"] for e in value["edges"]] == [e.evidence for e in whole.edges]


def test_graphml_comes_back(whole: Subgraph) -> None:
    read = nx.read_graphml(io.BytesIO(written("graphml", whole)), force_multigraph=True)
    assert set(read.nodes) == {n.id for n in whole.nodes}
    assert {(s, t, k) for s, t, k in read.edges(keys=True)} == {(e.source, e.target, e.id) for e in whole.edges}
    office = next(n for n in whole.nodes if n.label == "市政府办")
    assert read.nodes[office.id]["full_name"] == "舒兰市市政府办"
    lead = next(e for e in whole.edges if e.type == "LEADS")
    attributes = read.edges[lead.source, lead.target, lead.id]
    assert (attributes["evidence_table"], attributes["evidence_quote"], attributes["order"]) == (1, "市政府办", 1)


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(ParameterWrong, match="graphml, json"):
        export.get("doc")


def test_a_cut_keeps_the_near_and_important(whole: Subgraph) -> None:
    document = next(n.id for n in whole.nodes if n.properties.get("known") == "full")
    small = cut(whole, document, 4)
    assert (len(small.nodes), small.truncated) == (4, len(whole.nodes) - 4)
    assert {n.type for n in small.nodes} == {"Document", "Task"}
    assert "吉政办〔2024〕2号" in {n.label for n in small.nodes}
    assert cut(whole, document, 4) == small
    assert cut(whole, document, 1000) == whole
