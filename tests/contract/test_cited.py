"""The most cited documents, against an oracle over nodes and edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Citation, TaskList
from tests.graph.draws import graphs
from tests.graph.lists import evidence, task, tasklist, unit
from tests.graph.whole import WHERE, Whole, filled, meant, whole

CITED = get("cited")


def oracle(held: Whole, asked: dict[str, Any], by: str) -> list[tuple[Any, ...]]:
    tasks, documents = held.tasks_left(asked), held.documents_left(asked)
    if any(name in asked for name in ("theme", "function", "role")):
        documents = {held.document(id).id for id in tasks}
    citing = [(e.target, id, None) for id in documents for e in held.out["IMPLEMENTS", id]]
    citing += [(e.target, held.document(id).id, id) for id in tasks for e in held.out["CITES", id]]
    places = {n.label: n.id for n in held.of("Jurisdiction")}
    found: dict[tuple[str, str], list[tuple[str, str | None]]] = defaultdict(list)
    for target, document, id in citing:
        place = held.place(held.nodes[document])
        found[target, {"all": "", "place": places.get(place or "", ""), "document": document}[by]].append((document, id))
    rows, whole_count, named = [], defaultdict[str, int](int), defaultdict[str, int](int)
    for (target, who), uses in found.items():
        count, by_tasks = len({d for d, _ in uses}), sum(id is not None for _, id in uses)
        whole_count[target] += count
        named[target] += by_tasks
        at = sorted({held.place(held.nodes[d]) or "" for d, _ in uses})
        shown = "、".join(at) if by == "all" else held.nodes[who].label
        rows.append((target, who, shown, count, len({d for d, id in uses if id is None}), by_tasks))
    rows.sort(key=lambda r: (-whole_count[r[0]], -named[r[0]], r[0], -r[3], -r[5], r[1]))
    return [(target, *rest) for target, _, *rest in rows]


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5), asked=WHERE, by=st.sampled_from(["all", "place", "document"]))
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any], by: str
) -> None:
    store = filled(fresh, lists)
    if meant(store, asked):
        rows = store.ask(CITED, {**asked, "by": by, "limit": 1000}).rows
        found = [(r.cited_id, r.who, r.documents, r.implementing, r.tasks) for r in rows]
        assert found == oracle(whole(store), asked, by)


@pytest.fixture
def loaded(store: Store) -> Store:
    law = Citation(None, "政府信息公开条例", evidence("根据"))
    notice = Citation("甲政发〔2024〕1号", None, evidence("落实"))
    city = tasklist(
        task(1, unit("市商务局"), cites=[law]), task(2, unit("市商务局"), cites=[law]), place="甲省乙市", basis=[notice]
    )
    county = tasklist(task(1, unit("县商务局"), cites=[law]), place="甲省乙市丙县", basis=[notice, law], file="b.docx")
    province = tasklist(task(1, unit("省商务厅")), place="甲省", number="甲政发〔2024〕1号", title="甲省要点", file="c.docx")
    return filled(lambda: store, [city, county, province])


def told(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    rows = store.ask(CITED, asked).rows
    return [(r.cited, r.known, r.who, r.documents, r.implementing, r.tasks) for r in rows]


def test_what_is_cited_most_and_where(loaded: Store) -> None:
    assert told(loaded) == [
        ("政府信息公开条例", "named", "丙县、乙市", 2, 1, 3),
        ("甲省要点", "full", "丙县、乙市", 2, 2, 0),
    ]
    assert sorted(told(loaded, by="place", place="丙县")) == [
        ("政府信息公开条例", "named", "丙县", 1, 1, 1),
        ("甲省要点", "full", "丙县", 1, 1, 0),
    ]


def test_pages_wrong_names_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    asked = {"by": "document"}
    pages = [loaded.ask(CITED, {**asked, "limit": 2, "offset": n}) for n in (0, 2)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(CITED, asked).rows
    assert [page.truncated for page in pages] == [True, False]
    assert told(loaded, year=1999) == told(fresh()) == []
    for wrong in ({"place": "火星"}, {"by": "x"}):
        with pytest.raises(ParameterWrong, match=next(iter(wrong))):
            told(loaded, **wrong)
