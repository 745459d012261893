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
from ingest.record import Citation, HeadEvidence, PageBox, Passage, TaskList, Where
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


def test_a_named_document_bears_the_title_that_most_print_now(store: Store) -> None:
    def citing(year: int, *titles: str) -> TaskList:
        return tasklist(*(task(n, cites=[Citation(None, t)]) for n, t in enumerate(titles)), year=year)

    long, short = "甲省人民政府关于印发2024年要点的通知", "《2024年要点》"
    load(store, citing(2024, short, short), citing(2023, long, long, long))
    named = only(store, known="named")
    assert named.label == long
    load(store, citing(2023, long))
    assert store.node(named.id).label == short  # type: ignore[union-attr]


def test_a_title_alone_joins_the_one_document_that_bears_it(store: Store) -> None:
    citing = tasklist(task(1, unit("市商务局"), cites=[Citation(None, "《2024年要点》")]), place="丁市")
    load(store, citing)
    assert only(store, title="《2024年要点》").properties["known"] == "named"
    load(store, SHULAN)  # names it by number, in the words X关于印发2024年要点的通知
    (cites,) = [e for e in graph(store).edges if e.type == "CITES" and e.source.startswith("task:" + build([citing])[0].id[4:])]
    assert cites.target == only(store, number="吉政办〔2024〕2号").id
    store.remove(build([SHULAN])[0].id)
    assert only(store, title="《2024年要点》").properties["known"] == "named"


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


def test_a_quote_that_a_page_cuts_keeps_all_its_places_and_boxes(store: Store) -> None:
    cut = replace(
        evidence("市商务局牵头", 3),
        end=3,
        also=(Passage(Where(page=2, table=2, row=2, column=3), 0, 3),),
        boxes=(PageBox(1, 10.5, 20.0, 40.25, 30.0), PageBox(2, 10.5, 5.0, 40.25, 15.0)),
        printed="市商務局牽頭",
    )
    cites = [Citation(None, "《政府信息公开条例》", cut)]
    mention = replace(unit("市商务局"), evidence=cut)
    one = replace(task(1, mention, themes=["一、"], cites=cites), evidence=cut, theme_evidence=(cut,))
    load(
        store,
        tasklist(replace(one, deadline=replace(one.deadline, evidence=cut)), basis=[Citation("甲政办〔2024〕1号", None, cut)]),
    )
    stated = [e.evidence for e in graph(store).edges if e.evidence]
    assert len(stated) == 5
    task_node = only(store, seq=1)
    assert task_node.evidence is not None
    assert set(task_node.evidence) == {"text", "deadline"}
    for found in (*stated, *task_node.evidence.values()):
        assert found["also"] == [
            {"page": 2, "sheet": None, "table": 2, "row": 2, "column": 3, "line": None, "start": 0, "end": 3}
        ]
        assert found["boxes"] == [
            {"page": 1, "x0": 10.5, "top": 20.0, "x1": 40.25, "bottom": 30.0},
            {"page": 2, "x0": 10.5, "top": 5.0, "x1": 40.25, "bottom": 15.0},
        ]
        assert found["printed"] == "市商務局牽頭"


def test_a_document_keeps_where_its_head_is_printed(store: Store) -> None:
    place = HeadEvidence(title=evidence("2024年要点"), issued=evidence("2024年3月1日", 9))
    one = replace(SHULAN, doc=replace(SHULAN.doc, evidence=place))
    load(store, one)
    node = store.node(build([one])[0].id)
    assert node is not None
    assert node.evidence is not None
    assert {name: (e["quote"], e["row"], e["document"], e["file"]) for name, e in node.evidence.items()} == {
        "title": ("2024年要点", None, node.id, "a.docx"),
        "issued": ("2024年3月1日", 9, node.id, "a.docx"),
    }
    assert only(store, number="吉政办〔2024〕2号").evidence is None


def test_a_unit_shows_its_most_frequent_name(store: Store) -> None:
    load(store, tasklist(task(1, unit("商务局")), task(2, unit("市商务局")), task(3, unit("商务局"))))
    shown = only(store, name="商务局")
    assert shown.properties["aliases"] == ["商务局", "市商务局"]
    load(store, tasklist(task(1, unit("市商务局")), task(2, unit("市商务局")), year=2023))
    assert store.node(shown.id).label == "市商务局"  # type: ignore[union-attr]


def test_a_unit_printed_twice_with_one_role_is_one_edge_and_with_two_roles_two(store: Store) -> None:
    load(store, tasklist(task(1, unit("市商务局"), unit("商务局"), unit("商务局", "support"))))
    counts = store.counts()
    assert (counts["LEADS"], counts["SUPPORTS"]) == (1, 1)


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


def test_one_number_printed_in_two_provinces_can_be_two_documents(store: Store) -> None:
    """宁政办发 is Ningxia's office in Ningxia, and another one's in Jiangsu."""
    cited = Citation("宁政办发〔2024〕3号", None, evidence("根据"))
    ours = tasklist(
        task(1, unit("市商务局")), place="宁夏回族自治区银川市", number="银政发〔2024〕1号", basis=[cited], file="a.docx"
    )
    theirs = tasklist(task(1, unit("市商务局")), place="江苏省南京市", number="江政发〔2024〕1号", basis=[cited], file="b.docx")
    load(store, ours, theirs)
    named = {n.properties["issuer"]: n for n in graph(store).nodes if n.properties.get("known") == "named"}
    assert set(named) == {"宁夏回族自治区人民政府办公厅", None}
    assert {n.properties["year"] for n in named.values()} == {2024}


def test_a_law_is_one_document_with_and_without_the_name_of_the_state(store: Store) -> None:
    cites = [Citation(None, t, evidence("条例")) for t in ("中华人民共和国政府信息公开条例", "《政府信息公开条例》")]
    load(store, tasklist(task(1, unit("市商务局"), cites=cites[:1]), task(2, unit("市商务局"), cites=cites[1:])))
    assert len([n for n in graph(store).nodes if n.properties.get("known") == "named"]) == 1


def test_a_task_is_about_the_classes_that_its_words_headings_and_units_make(store: Store) -> None:
    """Each class says why; with the last task of a class the class goes."""
    one = tasklist(task(1, unit("市商务局"), text="优化服务", themes=("一、招商引资",)), title="2024年要点", number=None)
    (loaded,) = store.load([one], sha256="0")
    (edge,) = [e for e in graph(store).edges if e.type == "ABOUT"]
    topic = store.node(edge.target)
    assert topic is not None
    assert topic.properties == {"title": "商贸、海关、旅游", "group": "main"}
    assert edge.properties == {"weight": 2, "words": ["招商引资"], "functions": ["商务"]}
    assert store.search("海关")[0] == topic
    store.remove(loaded.document)
    assert graph(store).nodes == ()


def test_a_branch_leads_to_its_main_body_whether_a_document_names_that_or_not(store: Store) -> None:
    one = tasklist(task(1, unit("市教育局分局")), number="舒政发〔2024〕1号")
    two = tasklist(task(1, unit("市教育局")), number="舒政发〔2024〕2号", file="b.docx")
    (first,) = store.load([one], sha256="0")
    (edge,) = [e for e in graph(store).edges if e.type == "BRANCH_OF"]
    main = store.node(edge.target)
    assert main is not None
    assert main.properties["aliases"] == []  # nobody prints it
    (second,) = store.load([two], sha256="0")
    assert store.node(edge.target).properties["aliases"] == ["市教育局"]  # type: ignore[union-attr]
    store.remove(first.document)
    assert not [e for e in graph(store).edges if e.type == "BRANCH_OF"]
    assert store.node(edge.target) is not None
    store.remove(second.document)
    assert graph(store).nodes == ()


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
