"""A part of the graph, node by node with the reason why it is in: against rings in plain Python, and as a person would ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.export.select import selection
from graph.questions import get
from graph.questions.base import Filters
from graph.schema import NODES
from graph.store.base import Store
from graph.subgraph import importance
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.contract.test_upstream import CITY, COUNTY, PROVINCE, load
from tests.contract.whole import Whole
from tests.graph.draws import graphs

ASK = get("subgraph")
FILTERS: dict[str, Any] = {
    "year": st.sampled_from([None, 2024]),
    "level": st.sampled_from([None, "county", "national"]),
    "role": st.sampled_from([None, "lead", "support"]),
    "theme": st.sampled_from([None, "公开"]),
}
Row = tuple[int, str, str | None, int]
Rings = list[dict[str, list[str]]]


def rows_of(whole: Whole, rings: Rings) -> list[Row]:
    """The rows: (step, id, weightiest type of relationship, how many)."""
    found: list[Row] = []
    for step, ring in enumerate(rings):
        shown = [(step, id, min(types, key=importance) if types else None, len(types)) for id, types in ring.items()]
        order = [kind.type for kind in NODES]
        if step:
            shown.sort(key=lambda r: (-r[3], importance(r[2]) if r[2] else 0, r[1]))
        else:
            shown.sort(key=lambda r: (order.index(whole.nodes[r[1]].type), r[1]))
        found += shown
    return found


def around(whole: Whole, asked: dict[str, Any]) -> Rings:
    """Rings around a node; a task that the filters do not leave has no edges."""
    out = {n.id for n in whole.of("Task")} - whole.tasks(asked)
    edges = [e for es in whole.edges.values() for e in es if not {e.source, e.target} & out]
    rings: Rings = [{asked["around"]: []}]
    kept = {asked["around"]}
    for _ in range(asked["hops"]):
        ring: dict[str, list[str]] = {}
        for e in edges:
            for near, far in ((e.source, e.target), (e.target, e.source)):
                if near in rings[-1] and far not in kept:
                    ring.setdefault(far, []).append(e.type)
        kept |= set(ring)
        rings.append(ring)
    return rings


def named(whole: Whole, asked: dict[str, Any]) -> Rings:
    """The tasks that the filters leave, and what they name."""
    tasks = whole.tasks(asked)
    lists = {whole.document[task] for task in tasks}
    units = {e.source for e in whole.duties if e.target in tasks}
    homes = {place for document in lists if (place := whole.place_of(document))}

    def ways(froms: Iterable[str], *types: str, back: bool = False) -> list[tuple[str, str, str]]:
        ends = [((e.target, e.source) if back else (e.source, e.target), e.type) for t in types for e in whole.edges[t]]
        return [(near, far, type) for (near, far), type in ends if near in froms]

    found = [*ways(tasks, "LISTED_IN", "UNDER", "CITES", "ABOUT"), *ways(lists, "IMPLEMENTS"), *ways(units, "BELONGS_TO")]
    found += ways(tasks, "LEADS", "SUPPORTS", "RESPONSIBLE_FOR", back=True)
    every = set(whole.nodes)
    found += [*ways(every, "PART_OF"), *ways(every, "WITHIN")]
    rings: Rings = [{task: [] for task in tasks}]
    kept = set(tasks)
    while rings[-1]:
        ring: dict[str, list[str]] = {home: [] for home in homes - kept} if len(rings) == 2 else {}
        for near, far, type in found:
            if near in rings[-1] and far not in kept:
                ring.setdefault(far, []).append(type)
        kept |= set(ring)
        rings.append(ring)
    return rings


def asked_rows(store: Store, asked: dict[str, Any]) -> list[Row]:
    return [(r.step, r.id, r.relation, r.links) for r in store.ask(ASK, {**asked, "limit": 1000}).rows]


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(3), asked=st.fixed_dictionaries(FILTERS), draw=st.randoms(use_true_random=False))
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any], draw: Any) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    for id in draw.sample(sorted(whole.nodes), min(3, len(whole.nodes))):
        near = {**asked, "around": id, "hops": draw.randint(1, 3)}
        assert asked_rows(store, near) == rows_of(whole, around(whole, near))
    narrow = any(asked.values())
    found = asked_rows(store, asked)
    assert found == rows_of(whole, named(whole, asked) if narrow else [{id: [] for id in whole.nodes}])
    # what it names is what an export of the same writes
    with store.walk(filters=Filters(**asked)) as walked:
        assert Counter(id for _, id, _, _ in found) == Counter(n.id for kind in NODES for n in walked.nodes_of(kind.type))


def seen(store: Store, **given: Any) -> list[tuple[int, str, str | None, str]]:
    rows = store.ask(ASK, given).rows
    return [(r.step, r.type, r.relation, r.label) for r in rows]


def test_what_lies_around_an_office(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    text = store.nodes("Task", filters=Filters(document="丙政发〔2024〕9号")).nodes[0].label
    assert seen(store, around="县商务局") == [
        (0, "Unit", None, "县商务局"),
        (1, "Task", "LEADS", text),
        (1, "Jurisdiction", "BELONGS_TO", "丙县"),
    ]
    assert {label for step, type, _, label in seen(store, around="县商务局", hops=2) if type == "Document"} == {
        "2024年甲省乙市丙县政务公开工作要点任务分解表"
    }


def test_what_a_filter_leaves(store: Store) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    found = seen(store, document="丙政发〔2024〕9号")
    assert [(step, type) for step, type, _, _ in found][:1] == [(0, "Task")]
    assert {type for step, type, _, _ in found if step == 1} >= {"Document", "Unit"}
    assert ("Jurisdiction", "丙县") in {(type, label) for step, type, _, label in found if step == 2}


def test_pages_and_a_bound(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(store, COUNTY, CITY, PROVINCE)
    for given_ in ({}, {"year": 2024}, {"around": "县商务局", "hops": 3}):
        monkeypatch.setattr("graph.questions.subgraph.MOST", 100_000)
        whole = store.ask(ASK, {**given_, "limit": 1000})
        assert (whole.truncated, whole.left_out) == (False, 0)
        pages = [store.ask(ASK, {**given_, "limit": 1, "offset": n}) for n in range(len(whole.rows))]
        assert [page.rows[0] for page in pages] == list(whole.rows)
        assert [page.truncated for page in pages] == [True] * (len(pages) - 1) + [False]
        monkeypatch.setattr("graph.questions.subgraph.MOST", 4)
        cut = store.ask(ASK, {**given_, "limit": 1000})
        assert (cut.rows, cut.truncated) == (whole.rows[:4], True)
        assert cut.left_out > 0
        with selection(store, Filters(year=given_.get("year")), around=given_.get("around"), hops=3) as written:
            kept = sum(1 for kind in NODES for _ in written.nodes_of(kind.type))
            if "around" in given_:
                assert (kept, written.truncated) == (4, cut.left_out)
            else:  # what filters leave is walked, and written whole
                assert (kept, written.truncated) == (len(whole.rows), 0)


def test_nothing_and_what_cannot_be_meant(store: Store) -> None:
    assert seen(store) == []
    load(store, COUNTY, CITY, PROVINCE)
    assert seen(store, year=1999) == []
    for wrong in ({"around": "无此局"}, {"hops": 4}, {"hops": 0}, {"place": "无此地"}):
        with pytest.raises(ParameterWrong):
            store.ask(ASK, wrong)
