"""A document or task is withdrawn: against an oracle over the edges, and as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.contract.test_upstream import CITY, COUNTY, PROVINCE, cites, load
from tests.contract.whole import Whole
from tests.graph.draws import graphs, kin
from tests.graph.lists import task, tasklist, unit

ASK = get("impact-document")
HOW = ("", "carries_out", "cites", "listed")
ASKED = st.fixed_dictionaries(
    {
        "listed": st.booleans(),
        "collectives": st.booleans(),
        "year": st.sampled_from([None, 2024]),
        "place": st.sampled_from([None, "甲省"]),
        "theme": st.sampled_from([None, "招商"]),
        "role": st.sampled_from([None, "lead"]),
    }
)


def reached(whole: Whole, of: str, listed: bool) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """Documents with their step, tasks with step and how."""
    documents, tasks = {}, dict[str, tuple[int, int]]()
    ring = {of} if whole.nodes[of].type == "Document" else set()
    step = 0
    while ring:
        documents |= dict.fromkeys(ring, step)
        ring = {low for low, up in whole.pairs("IMPLEMENTS") if up in ring} - set(documents)
        step += 1
    given = [((documents[d], 3), t) for t, d in whole.document.items() if d in documents and (listed or d == of)]
    given += [((documents[d] + 1, 2), t) for t, d in whole.pairs("CITES") if d in documents]
    given += [((0, 0), of)] if not documents else []
    while given:
        given.sort()
        way, one = given.pop(0)
        if one not in tasks:
            tasks[one] = way
            given += [((way[0] + 1, 1), low) for low, up in whole.pairs("CARRIES_OUT") if up == one]
    return documents, tasks


def oracle(whole: Whole, of: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(step, type, through, tasks, id), in order."""
    documents, every = reached(whole, of, asked["listed"])
    chosen, left = whole.tasks(asked), whole.documents(asked)
    narrow = any(asked[name] for name in ("year", "place", "theme", "role"))
    tasks = {t: way for t, way in every.items() if t in chosen and t != of}
    rows: list[tuple[Any, ...]] = []
    for one, step in documents.items():
        if step and (one in left or not narrow):
            count = sum(whole.document[t] == one for t in tasks)
            rows.append(((1, step, 0, -count, (True, ""), named_place(whole, one), one), step, "document", "implements", count))
    for one, (step, how) in tasks.items():
        sort = (2, step, how, 0, whole.due(one), named_place(whole, whole.document[one]), one)
        rows.append((sort, step, "task", HOW[how], 1))
    for one in {e.source for t in tasks for e in whole.at[t]}:
        of_unit = [t for t in tasks if whole.roles(t, [one])]
        if asked["collectives"] or not whole.collective(one):
            step, place = min(tasks[t][0] for t in of_unit), dict(whole.pairs("BELONGS_TO")).get(one)
            name = whole.nodes[place].properties["name"] if place else ""
            rows.append(((3, step, 0, -len(of_unit), (True, ""), name, one), step, "unit", None, len(of_unit)))
    return [(*row[1:], row[0][-1]) for row in sorted(rows)]


def named_place(whole: Whole, document: str) -> str:
    place = whole.place_of(document)
    return str(whole.nodes[place].properties["name"]) if place else ""


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4) | kin(), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    if asked["place"] and not any(n.properties["name"] == asked["place"] for n in whole.of("Jurisdiction")):
        return
    for node in [*sorted(whole.of("Document"), key=lambda n: n.id), *whole.of("Task")[:3]]:
        parameters = {**asked, "of": node.id, "limit": 1000}
        rows = store.ask(ASK, parameters).rows
        assert [(r.step, r.type, r.through, r.tasks, r.id) for r in rows] == oracle(whole, node.id, asked), parameters
        only = [store.ask(ASK, {**parameters, "only": type}).rows for type in ("document", "task", "unit")]
        assert tuple(row for part in only for row in part) == rows


def seen(store: Store, of: str, **given: Any) -> list[tuple[int, str, str | None, str | None]]:
    return [(r.step, r.label, r.through, r.place) for r in store.ask(ASK, {"of": of, **given}).rows]


def test_a_document_that_is_only_cited_touches_all_below(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    assert seen(store, "国发〔2024〕1号", only="document") == [
        (1, "甲省2024年要点", "implements", "甲省"),
        (2, "2024年甲省乙市政务公开工作要点任务分解表", "implements", "乙市"),
        (3, "2024年甲省乙市丙县政务公开工作要点任务分解表", "implements", "丙县"),
    ]
    units = [("省商务厅", "甲省"), ("市商务局", "乙市"), ("县商务局", "丙县")]
    assert [(label, place) for _, label, _, place in seen(store, "国发〔2024〕1号", only="unit")] == units
    assert [how for *_, how, _ in seen(store, "国发〔2024〕1号", only="task")] == ["listed", "carries_out", "carries_out"]
    assert seen(store, "国发〔2024〕1号", only="task", listed=False) == []
    assert [label for _, label, *_ in seen(store, "国发〔2024〕1号", only="unit", place="乙市")] == ["市商务局", "县商务局"]


def test_a_task_touches_those_that_carry_it_out(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    (upper,) = [row for row in store.ask(ASK, {"of": "甲政发〔2024〕2号", "only": "task"}).rows if row.step == 0]
    found = [(step, through, place) for step, _, through, place in seen(store, upper.id, only="task")]
    assert found == [(1, "carries_out", "乙市"), (2, "carries_out", "丙县")]


def test_a_task_that_cites_is_touched_wherever_it_stands(store: Store) -> None:
    one = task(1, unit("市商务局"), text="按办法办理", cites=[cites("甲政发〔2020〕9号")])
    load(store, tasklist(one, task(2, unit("市教育局"), text="别的事")))
    assert seen(store, "甲政发〔2020〕9号") == [(1, "按办法办理", "cites", "舒兰市"), (1, "市商务局", None, "舒兰市")]


def test_pages_and_what_cannot_be_meant(store: Store, fresh: Callable[[], Store]) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    whole = seen(store, "国发〔2024〕1号")
    assert [seen(store, "国发〔2024〕1号", limit=1, offset=n)[0] for n in range(len(whole))] == whole
    for wrong in ({}, {"of": "没有"}, {"of": "国发〔2024〕1号", "only": "place"}):
        with pytest.raises(ParameterWrong):
            store.ask(ASK, wrong)
    with pytest.raises(ParameterWrong):
        fresh().ask(ASK, {"of": "国发〔2024〕1号"})
