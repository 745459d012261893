"""What goes back to what, over several levels, with steps that are only named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.questions.upstream import DEEPEST
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Citation, TaskList
from tests.contract.whole import Whole
from tests.graph.draws import graphs, kin
from tests.graph.lists import evidence, task, tasklist, unit

ASK = get("upstream")
ASKED = st.fixed_dictionaries(
    {
        "year": st.sampled_from([None, None, 2024]),
        "level": st.sampled_from([None, None, "city"]),
        "theme": st.sampled_from([None, "招商"]),
        "role": st.sampled_from([None, "lead"]),
    }
)


def longest(links: set[tuple[str, str]], start: str) -> dict[tuple[str, str], int]:
    """Each (below, node) with the length of the longest way to it, round in circles as well, and the start by itself."""
    found, ring = {("", start): 0}, {start}
    for step in range(1, DEEPEST + 1):
        over = {(low, high) for low, high in links if low in ring and low != high}
        found |= dict.fromkeys(over, step)
        ring = {high for _, high in over}
    return found


def oracle(whole: Whole, of: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(step, type, below, id), in order."""
    narrow = any(asked.values())
    documents = longest(whole.pairs("IMPLEMENTS"), whole.document.get(of, of))
    tasks = longest(whole.pairs("CARRIES_OUT"), of) if of in whole.document else {}
    rows = [
        ((step, 0, whole.label(id), id, below), step, "document", below, id)
        for (below, id), step in documents.items()
        if not narrow or id in whole.documents(asked)
    ]
    rows += [
        ((step, 1, str(whole.nodes[id].properties["text"]), id, below), step, "task", below, id)
        for (below, id), step in tasks.items()
        if id in whole.tasks(asked)
    ]
    return [row[1:] for row in sorted(rows)]


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5) | kin(), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    for node in [*whole.of("Document"), *whole.of("Task")[:4]]:
        for filters in (asked, dict.fromkeys(asked)):
            rows = store.ask(ASK, {**filters, "of": node.id, "limit": 1000}).rows
            assert [(r.step, r.type, r.below or "", r.id) for r in rows] == oracle(whole, node.id, filters), filters


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


def test_a_filter_leaves_out_rows_but_not_the_way_to_what_is_above(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    rows = store.ask(ASK, {"of": "丙政发〔2024〕9号", "level": "province"}).rows
    assert [(row.step, row.number) for row in rows] == [(2, "甲政发〔2024〕2号")]


def test_what_it_asks_about_must_be_there(store: Store) -> None:
    load(store, COUNTY)
    for wrong in ({"of": "没有"}, {"of": ""}, {}, {"of": "unit:1"}):
        with pytest.raises(ParameterWrong):
            store.ask(get("upstream"), wrong)
