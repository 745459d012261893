"""What every store promises about loading, replacing and removing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.build import build
from graph.questions import get
from graph.questions.base import Filters
from graph.schema import EDGES, NODES, Node, Subgraph
from graph.store.base import Store
from ingest.errors import NodeUnknown
from ingest.record import Citation, TaskList
from tests.graph.draws import graphs
from tests.graph.lists import evidence, in_file, task, tasklist, unit

ALL = Filters()
RANDOM = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SHULAN = tasklist(
    task(
        1,
        unit("市政府办"),
        unit("市商务局", "support"),
        unit("各镇街", "responsible", "collective"),
        themes=("一、公开", "（一）招商"),
    ),
    task(2, unit("市政府办"), cites=[Citation(None, "《政府信息公开条例》", evidence("条例"))]),
    number="舒政办字〔2024〕8号",
    basis=[Citation("吉政办〔2024〕2号", "吉林省人民政府办公厅关于印发2024年要点的通知", evidence("根据"))],
)
PROVINCE = tasklist(task(1, unit("省教育厅")), place="吉林省", number="吉政办[2024]2号", title="2024年要点", file="p.docx")


def load(store: Store, *lists: TaskList) -> list[str]:
    return [loaded.result for one in lists for loaded in store.load([one], sha256="0" * 64)]


def graph(store: Store) -> Subgraph:
    return store.everything(filters=ALL)


def only(store: Store, **properties: Any) -> Node:
    """The one node with these properties."""
    (found,) = [n for n in graph(store).nodes if all(n.properties.get(k) == v for k, v in properties.items())]
    return found


def test_loading_twice_changes_nothing(store: Store) -> None:
    assert load(store, SHULAN) == ["added"]
    before = graph(store)
    assert load(store, SHULAN) == ["unchanged"]
    assert graph(store) == before


def test_a_changed_version_replaces_the_old_one(store: Store, beside: Callable[[], Store]) -> None:
    changed = replace(SHULAN, tasks=(SHULAN.tasks[0], task(3, unit("市教育局"))))
    other = beside()
    assert load(store, SHULAN, changed) == ["added", "replaced"]
    load(other, changed)
    assert graph(store) == graph(other)
    assert store.nodes("Document", filters=ALL, text="政府信息公开条例").total == 0


def test_a_file_that_lost_a_list_loses_it_in_the_graph(store: Store) -> None:
    annex = replace(SHULAN, doc=replace(SHULAN.doc, title="附件2"))
    first, second = store.load([SHULAN, annex], sha256="1")
    assert first.document != second.document
    store.load([SHULAN], sha256="2")
    assert store.node(first.document) is not None
    assert store.node(second.document) is None


def test_the_same_text_in_two_formats_is_one_document_in_any_order(
    fresh: Callable[[], Store], beside: Callable[[], Store]
) -> None:
    docx, pdf = in_file(SHULAN, "a.docx"), in_file(SHULAN, "a.pdf")
    one, two = beside(), beside()
    assert load(one, docx, pdf) == ["added", "unchanged"]
    assert load(two, pdf, docx) == ["added", "replaced"]
    assert graph(one) == graph(two)
    for order, told in (((docx, pdf), "unchanged"), ((pdf, docx), "replaced")):
        store = fresh()
        assert load(store, *order) == ["added", told]
        assert graph(store) == graph(one)


def test_removing_leaves_what_others_say(store: Store, beside: Callable[[], Store]) -> None:
    other = beside()
    load(store, SHULAN, PROVINCE)
    load(other, PROVINCE)
    (mine,) = build([SHULAN])
    assert store.remove(mine.id)
    assert not store.remove(mine.id)
    assert graph(store) == graph(other)
    assert store.record(mine.id) is None


def test_removing_the_last_document_empties_the_graph(store: Store) -> None:
    load(store, SHULAN)
    assert store.remove(build([SHULAN])[0].id)
    assert set(store.counts().values()) == {0}
    assert store.search("商务局") == ()


def test_a_named_document_becomes_full_when_its_text_comes_and_named_again_when_it_goes(store: Store) -> None:
    load(store, SHULAN)
    named = only(store, number="吉政办〔2024〕2号")
    assert named.properties["known"] == "named"
    load(store, PROVINCE)
    full = store.node(named.id)
    assert full is not None
    assert (full.properties["known"], full.label) == ("full", "2024年要点")
    (edge,) = [e for e in graph(store).edges if e.type == "IMPLEMENTS"]
    assert edge.target == named.id
    assert edge.evidence is not None
    assert edge.evidence["quote"] == "根据"
    store.remove(named.id)
    assert store.node(named.id) == named


def test_the_graph_keeps_to_its_schema_and_ids_need_no_escaping(store: Store) -> None:
    load(store, SHULAN, PROVINCE)
    whole = graph(store)
    kinds = {kind.type: kind for kind in NODES}
    types = {node.id: node.type for node in whole.nodes}
    for node in whole.nodes:
        assert tuple(node.properties) == kinds[node.type].properties
        assert set(node.id) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:._-")
    edges = {kind.type: kind for kind in EDGES}
    for edge in whole.edges:
        kind = edges[edge.type]
        assert (types[edge.source], types[edge.target]) == (kind.source, kind.target)
        assert (edge.evidence is not None) == kind.stated
        assert tuple(edge.properties) == kind.properties
    counts = store.counts()
    assert counts == {t: sum(n.type == t for n in whole.nodes) for t in kinds} | {
        t: sum(e.type == t for e in whole.edges) for t in edges
    }


def test_every_edge_is_found_from_both_ends_with_its_evidence(store: Store) -> None:
    load(store, SHULAN, PROVINCE)
    whole = graph(store)
    for node in whole.nodes:
        found, total = store.edges(node.id)
        assert total == len(found)
        assert sorted(found, key=lambda e: e.id) == [e for e in whole.edges if node.id in (e.source, e.target)]
        paged = [store.edges(node.id, offset=o, limit=1)[0] for o in range(total)]
        assert [e for page in paged for e in page] == found
    (lead, *_), _ = store.edges(only(store, name="市政府办").id, types=["LEADS"])
    assert lead.evidence == {
        "document": build([SHULAN])[0].id, "file": "a.docx", "page": 1, "sheet": None, "table": 1, "row": 1, "column": 3,
        "line": None, "start": 0, "end": 4, "quote": "市政府办", "inherited": False,
    }  # fmt: skip


def test_the_record_comes_back_as_it_was(store: Store) -> None:
    load(store, SHULAN)
    assert store.record(build([SHULAN])[0].id) == SHULAN.to_json(notes=True)


def test_neighbours_are_the_near_ones_and_the_same_each_time(store: Store) -> None:
    load(store, SHULAN, PROVINCE)
    document = build([SHULAN])[0].id
    near = store.neighbours(document)
    assert {n.type for n in near.nodes} == {"Document", "Task"}
    cut = store.neighbours(document, hops=3, limit=4)
    assert len(cut.nodes) == 4
    assert cut.truncated > 0
    assert cut == store.neighbours(document, hops=3, limit=4)
    assert all({e.source, e.target} <= {n.id for n in cut.nodes} for e in cut.edges)
    with pytest.raises(NodeUnknown):
        store.neighbours("doc:none")


def test_everything_can_be_narrowed(store: Store) -> None:
    load(store, SHULAN, PROVINCE)
    part = store.everything(filters=Filters(theme="招商"))
    assert {n.label[:2] for n in part.nodes if n.type == "Task"} == {"第1"}
    assert store.everything(filters=Filters(place="吉林省")).nodes != part.nodes


@RANDOM
@given(lists=graphs(), data=st.data())
def test_the_order_of_loading_leaves_no_trace(
    fresh: Callable[[], Store], beside: Callable[[], Store], lists: list[TaskList], data: st.DataObject
) -> None:
    one, two = beside(), fresh()
    load(one, *lists)
    load(two, *data.draw(st.permutations(lists)))
    assert graph(one) == graph(two)
    assert one.ask(get("leads"), {}) == two.ask(get("leads"), {})
    assert one.search("公开") == two.search("公开")


@RANDOM
@given(lists=graphs(), extra=graphs(2), data=st.data())
def test_what_was_removed_or_replaced_leaves_no_trace(
    fresh: Callable[[], Store],
    beside: Callable[[], Store],
    lists: list[TaskList],
    extra: list[TaskList],
    data: st.DataObject,
) -> None:
    extra = [in_file(one, "z.pdf") for one in extra]  # where it is a copy of one that stays, that one is the evidence
    clean, used = beside(), fresh()
    load(clean, *lists)
    kept = {build([one])[0].id for one in lists}
    load(used, *data.draw(st.permutations([*lists, *extra])))
    for one in extra:
        if (id := build([one])[0].id) not in kept:
            assert used.remove(id)
    load(used, *lists)  # what an extra list with the same id has replaced comes back
    assert graph(clean) == graph(used)
    for word in ("公开", "商务", "条例", "乙市"):
        assert clean.search(word) == used.search(word)


def test_its_state_is_another_one_after_each_change_and_the_same_while_it_is_only_read(fresh: Callable[[], Store]) -> None:
    store = fresh()
    states = [store.state()]
    load(store, SHULAN)
    states.append(store.state())
    store.remove(build([SHULAN])[0].id)
    states.append(store.state())
    assert len(set(states)) == len(states)
    store.counts()
    graph(store)
    assert store.state() == states[-1] or store.state() != store.state()  # in memory it is another one each time
