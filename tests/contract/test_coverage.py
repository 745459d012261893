"""What is not carried out below and what has no source above, against an oracle over nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Citation, TaskList
from tests.graph.draws import NUMBERS, graphs, kin
from tests.graph.lists import evidence, task, tasklist, unit
from tests.graph.whole import WHERE, Whole, filled, meant, whole

COVERAGE = get("coverage")


def oracle(held: Whole, asked: dict[str, Any], upstream: str | None) -> list[tuple[Any, ...]]:
    levels = {
        (id, e.target)
        for id in held.documents_left(asked)
        for e in held.out["IMPLEMENTS", id]
        if held.nodes[e.target].properties["known"] == "full" and upstream in (None, e.target)
    }
    above = held.tasks_left({name: value for name, value in asked.items() if name in ("theme", "function", "role")})
    rows = set()
    for lower, upper in levels:
        place = held.place(held.nodes[lower])
        for id in above:
            carried = {held.place(held.document(e.source)) for e in held.into["CARRIES_OUT", id]}
            if held.document(id).id == upper and place not in carried:
                rows.add((0, place or "", id, ""))
    for id in held.tasks_left(asked):
        document = held.document(id)
        uppers = sorted(held.nodes[upper].label for lower, upper in levels if lower == document.id)
        if uppers and not held.out["CARRIES_OUT", id]:
            rows.add((1, held.place(document) or "", id, "、".join(uppers)))
    return sorted(rows)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(6) | kin(), asked=WHERE, upstream=st.sampled_from([None, *NUMBERS]))
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any], upstream: str | None
) -> None:
    store = filled(fresh, lists)
    if meant(store, asked) and (upstream is None or any(one.doc.number == upstream for one in lists)):
        node = store.meant("Document", upstream).id if upstream else None
        rows = store.ask(COVERAGE, {**asked, "upstream": upstream, "limit": 1000}).rows
        found = [(int(r.kind == "no_source"), r.lower_place or "", r.task_id, r.upstream or "") for r in rows]
        assert found == oracle(whole(store), asked, node)


TEXTS = {
    "亩产": "推进亩产效益评价改革，建立评价结果应用清单",
    "惠企": "建立惠企政策兑现平台，公开申报指南和兑现结果",
    "招标": "开展招标投标领域专项整治，公布违法案件查处情况",
    "古树": "普查登记古树名木，逐株制定养护方案并挂牌",
}


@pytest.fixture
def loaded(store: Store) -> Store:
    basis = [Citation("甲政发〔2024〕1号", None, evidence("根据"))]
    upper = [task(n, unit("省商务厅"), text=TEXTS[word]) for n, word in enumerate(("亩产", "惠企", "招标"), 1)]
    city = [task(n, unit("市商务局"), text=TEXTS[word]) for n, word in enumerate(("亩产", "古树"), 1)]
    county = [task(n, unit("县商务局"), text=TEXTS[word]) for n, word in enumerate(("亩产", "惠企", "招标"), 1)]
    lists = [
        tasklist(*upper, place="甲省", number="甲政发〔2024〕1号", title="甲省要点"),
        tasklist(*city, place="甲省乙市", basis=basis, file="b.docx"),
        tasklist(*county, place="甲省乙市丙县", basis=basis, file="c.docx"),
    ]
    return filled(lambda: store, lists)


def told(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    return [(r.kind, r.lower_place, r.task[:2], r.upstream) for r in store.ask(COVERAGE, asked).rows]


def test_what_a_place_left_and_what_it_added(loaded: Store) -> None:
    rows = loaded.ask(COVERAGE, {}).rows
    assert [(r.kind, r.lower_place, r.task, r.place, r.upstream) for r in rows] == [
        ("not_carried", "乙市", TEXTS["惠企"], "甲省", None),
        ("not_carried", "乙市", TEXTS["招标"], "甲省", None),
        ("no_source", "乙市", TEXTS["古树"], "乙市", "甲省要点"),
    ]
    assert told(loaded, place="丙县") == []
    assert len(told(loaded, upstream="甲政发〔2024〕1号", kind="not_carried")) == 2


def test_a_list_that_names_itself_as_its_ground_is_not_below_itself(store: Store) -> None:
    basis = [Citation("甲政发〔2024〕1号", None, evidence("根据"))]
    store.load([tasklist(task(1, text=TEXTS["亩产"]), place="甲省", number="甲政发〔2024〕1号", basis=basis)], sha256="0")
    assert told(store) == []


def test_a_filter_on_tasks_holds_above_and_below(loaded: Store) -> None:
    assert len(told(loaded, function="商务")) == 3
    assert told(loaded, function="教育") == []


def test_pages_wrong_names_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    pages = [loaded.ask(COVERAGE, {"limit": 2, "offset": n}) for n in (0, 2)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(COVERAGE, {}).rows
    assert [page.truncated for page in pages] == [True, False]
    assert told(loaded, year=1999) == told(fresh()) == []
    for wrong in ({"place": "火星"}, {"upstream": "没有"}, {"kind": "x"}):
        with pytest.raises(ParameterWrong, match=next(iter(wrong))):
            told(loaded, **wrong)
