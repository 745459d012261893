"""What the graph says of documents: where their words stand, what they and their units are called, which document a citation
means, what a task is about."""

from __future__ import annotations

from dataclasses import replace

from graph.build import build
from graph.store.base import Store
from ingest.record import Citation, HeadEvidence, PageBox, Passage, TaskList, Where
from tests.contract.test_store_promises import SHULAN, graph, load, only
from tests.graph.lists import evidence, task, tasklist, unit


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
