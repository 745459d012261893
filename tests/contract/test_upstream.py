"""What goes back to what, over several levels, with steps that are only named."""

from __future__ import annotations

import pytest

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Citation
from tests.graph.lists import evidence, task, tasklist, unit


def cites(number: str | None, title: str | None = None) -> Citation:
    return Citation(number, title, evidence(f"根据{number or title}"))


COUNTY = tasklist(
    task(1, unit("县商务局")),
    place="甲省乙市丙县",
    number="丙政发〔2024〕9号",
    basis=[cites("乙政发〔2024〕5号")],
    file="c.docx",
)
CITY = tasklist(
    task(1, unit("市商务局")),
    place="甲省乙市",
    number="乙政发〔2024〕5号",
    basis=[cites("甲政发〔2024〕2号", "甲省2024年要点")],
    file="b.docx",
)
PROVINCE = tasklist(
    task(1, unit("省商务厅")),
    place="甲省",
    number="甲政发〔2024〕2号",
    title="甲省2024年要点",
    basis=[cites("国发〔2024〕1号")],
    file="a.docx",
)


def chain(store: Store, of: str) -> list[tuple[int, str | None, str]]:
    return [(row.step, row.number, row.known) for row in store.ask(get("upstream"), {"of": of}).rows]


def load(store: Store, *lists: object) -> None:
    for one in lists:
        store.load([one], sha256="0")  # type: ignore[list-item]


def test_a_chain_comes_out_whole_whatever_came_first(store: Store) -> None:
    load(store, CITY, COUNTY, PROVINCE)
    assert chain(store, "丙政发〔2024〕9号") == [
        (0, "丙政发〔2024〕9号", "full"),
        (1, "乙政发〔2024〕5号", "full"),
        (2, "甲政发〔2024〕2号", "full"),
        (3, "国发〔2024〕1号", "named"),
    ]


def test_a_named_document_becomes_full_without_changing_its_links(store: Store) -> None:
    load(store, COUNTY, CITY)
    before = store.ask(get("upstream"), {"of": "丙政发〔2024〕9号"}).rows
    assert [row.known for row in before] == ["full", "full", "named"]
    load(store, PROVINCE)
    after = store.ask(get("upstream"), {"of": "丙政发〔2024〕9号"}).rows
    assert [row.id for row in after[:3]] == [row.id for row in before]
    assert [row.known for row in after] == ["full", "full", "full", "named"]


def test_a_document_cited_by_number_by_title_or_by_both_is_one(store: Store) -> None:
    others = [
        tasklist(task(1, unit("市商务局")), place=place, number=f"{place}政发〔2024〕1号", basis=[basis], file=f"{place}.docx")
        for place, basis in (
            ("丁市", cites(None, "甲省人民政府关于印发甲省2024年要点的通知")),
            ("戊市", cites("甲政发[2024] 2号")),
            ("己市", cites("甲政发〔2024〕2号", "《甲省2024年要点》")),
        )
    ]
    load(store, *others)
    found = {chain(store, one.doc.number or "")[1][1:] for one in others}
    assert len(found) == 1
    load(store, PROVINCE)
    assert {chain(store, one.doc.number or "")[1][1:] for one in others} == {("甲政发〔2024〕2号", "full")}


def test_documents_that_cite_each_other_end_the_chain(store: Store) -> None:
    one = tasklist(
        task(1, unit("市商务局")), place="丁市", number="丁政发〔2024〕1号", basis=[cites("戊政发〔2024〕1号")], file="1.docx"
    )
    two = tasklist(
        task(1, unit("市商务局")), place="戊市", number="戊政发〔2024〕1号", basis=[cites("丁政发〔2024〕1号")], file="2.docx"
    )
    load(store, one, two)
    numbers = {number for _, number, _ in chain(store, "丁政发〔2024〕1号")}
    assert numbers == {"丁政发〔2024〕1号", "戊政发〔2024〕1号"}


def test_a_task_goes_back_with_its_document(store: Store) -> None:
    load(store, COUNTY, CITY)
    document = store.meant("Document", "丙政发〔2024〕9号")
    (listed,) = [edge.source for edge in store.edges(document.id)[0] if edge.type == "LISTED_IN"]
    rows = store.ask(get("upstream"), {"of": listed}).rows
    assert [(row.step, row.type, row.id) for row in rows[:2]] == [(0, "document", document.id), (0, "task", listed)]
    documents = [(row.step, row.number) for row in rows[2:] if row.type == "document"]
    assert documents == [(1, "乙政发〔2024〕5号"), (2, "甲政发〔2024〕2号")]
    (upper,) = [row for row in rows[2:] if row.type == "task"]  # the city's task, which the county's carries out
    assert (upper.step, upper.below, upper.number) == (1, listed, "乙政发〔2024〕5号")
    assert upper.why


def test_what_it_asks_about_must_be_there(store: Store) -> None:
    load(store, COUNTY)
    for wrong in ({"of": "没有"}, {"of": ""}, {}, {"of": "unit:1"}):
        with pytest.raises(ParameterWrong):
            store.ask(get("upstream"), wrong)
