"""Joint leads, and linked tasks that different lines lead, against an oracle over nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.schema import Edge
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Citation, TaskList
from tests.graph.draws import graphs, kin
from tests.graph.lists import evidence, task, tasklist, unit
from tests.graph.whole import ROLE, WHERE, Whole, filled, meant, whole

CONTESTED = get("contested")
ASKED = st.fixed_dictionaries(
    {"count": st.sampled_from(["explicit", "sole", "first"]), "collectives": st.booleans()},
    optional={"kind": st.sampled_from(["joint", "apart"])},
)


def leads(held: Whole, id: str, asked: dict[str, Any]) -> list[Edge]:
    duties = held.duties(id)
    found = [e for e in duties if ROLE[e.type] == "lead"]
    alone = len({e.source for e in duties}) == 1
    if not found and duties and ROLE[duties[0].type] == "responsible":
        found = duties[:1] if asked["count"] == "first" or (asked["count"] == "sole" and alone) else []
    return [e for e in found if asked["collectives"] or held.single(e.source)]


def oracle(held: Whole, where: dict[str, Any], asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    left, rows = held.tasks_left(where), list[tuple[Any, ...]]()

    def names(id: str) -> str:
        return "、".join(e.properties["printed"] for e in leads(held, id, asked))

    def lines(id: str) -> set[str]:
        return {held.nodes[e.source].properties["function"] for e in leads(held, id, asked)} - {None}

    for id in left:
        if sum(ROLE[e.type] == "lead" for e in leads(held, id, asked)) > 1:
            rows.append(("joint", id, names(id), "", "", "", ""))
    for edge in held.edges:
        if edge.type in ("CARRIES_OUT", "PARALLELS") and {edge.source, edge.target} & set(left):
            one, two = lines(edge.source), lines(edge.target)
            places = {held.place(held.document(end)) for end in (edge.source, edge.target)}
            if len(places) == 2 and one and two and not one & two:
                told = (names(edge.source), edge.target, names(edge.target), edge.properties["why_zh"], edge.type)
                rows.append(("apart", edge.source, *told))
    wanted = [row for row in rows if asked.get("kind") in (None, row[0])]
    wanted.sort(key=lambda row: (row[0] != "joint", row[1], row[3], row[6]))
    return [row[:6] for row in wanted]


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5) | kin(), where=WHERE, asked=ASKED)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], asked: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        rows = store.ask(CONTESTED, {**where, **asked, "limit": 1000}).rows
        found = [(r.kind, r.task_id, r.leads, r.other_id or "", r.other_leads or "", r.why or "") for r in rows]
        assert found == oracle(whole(store), where, asked)


@pytest.fixture
def loaded(store: Store) -> Store:
    basis = [Citation("甲政发〔2024〕1号", None, evidence("根据"))]
    texts = [f"推进{word}，建立{word}清单并向社会公开" for word in ("亩产效益评价", "惠企政策兑现", "招标投标监管")]
    city = (("市教育局",), ("市商务局", "市教育局"), ("市物流局",))
    upper = [task(n, unit("省商务厅"), text=text) for n, text in enumerate(texts, 1)]
    lower = [task(n, *map(unit, led), text=text) for n, (text, led) in enumerate(zip(texts, city, strict=True), 1)]
    store.load([tasklist(*upper, place="甲省", number="甲政发〔2024〕1号")], sha256="0")
    store.load([tasklist(*lower, place="甲省乙市", basis=basis, file="b.docx")], sha256="0")
    return store


def told(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    return [(r.kind, r.leads, r.place, r.other_leads, r.other_place) for r in store.ask(CONTESTED, asked).rows]


def test_two_that_lead_one_task_and_two_lines_in_two_places(loaded: Store) -> None:
    # the second task has the line 商务 on both sides; of 物流局 no line is known
    assert told(loaded) == [
        ("joint", "市商务局、市教育局", "乙市", None, None),
        ("apart", "市教育局", "乙市", "省商务厅", "甲省"),
    ]
    assert [row[0] for row in told(loaded, kind="apart")] == ["apart"]


def test_a_filter_on_either_of_the_two_places_finds_the_pair(loaded: Store) -> None:
    for place in ("甲省", "乙市"):
        assert ("apart", "市教育局", "乙市", "省商务厅", "甲省") in told(loaded, place=place)


def test_pages_wrong_names_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    pages = [loaded.ask(CONTESTED, {"limit": 1, "offset": n}) for n in (0, 1)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(CONTESTED, {}).rows
    assert [page.truncated for page in pages] == [True, False]
    assert told(loaded, year=1999) == told(fresh()) == []
    for wrong in ({"place": "火星"}, {"kind": "x"}):
        with pytest.raises(ParameterWrong, match=next(iter(wrong))):
            told(loaded, **wrong)
