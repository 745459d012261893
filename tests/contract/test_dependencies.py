"""What a task hangs together with: against an oracle over the edges, and as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Deadline, Task, TaskList
from tests.contract.test_upstream import cites, load
from tests.contract.whole import CODES, Whole
from tests.graph.draws import graphs, kin
from tests.graph.lists import evidence, task, tasklist, unit

ASK = get("dependencies")
ASKED = st.fixed_dictionaries(
    {
        "collectives": st.booleans(),
        "year": st.sampled_from([None, 2024]),
        "level": st.sampled_from([None, "city"]),
        "theme": st.sampled_from([None, "招商"]),
    }
)


def steps(links: set[tuple[str, str]], start: str) -> dict[str, int]:
    """Each task that is reached, with the number of links."""
    found, ring = {start: 0}, {start}
    while ring:
        ring = {far for near, far in links if near in ring} - set(found)
        found |= dict.fromkeys(ring, max(found.values()) + 1)
    return {one: step for one, step in found.items() if step}


def timing(whole: Whole, of: str, other: str, relation: str) -> str | None:
    own, its = whole.nodes[of].properties["due"], whole.nodes[other].properties["due"]
    if not own or not its or relation == "parallel":
        return None
    if relation == "down":
        return "first" if its <= own else "late"
    return "after" if its >= own else "early"


def oracle(whole: Whole, of: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(relation, step, role, timing, id), in order."""
    up = whole.pairs("CARRIES_OUT")
    beside = whole.pairs("PARALLELS")
    tasks = [(1, "up", one, step) for one, step in steps(up, of).items()]
    tasks += [(3, "down", one, step) for one, step in steps({(b, a) for a, b in up}, of).items()]
    tasks += [(4, "parallel", one, 1) for one in {b for a, b in beside if a == of} | {a for a, b in beside if b == of}]
    rows: list[tuple[Any, ...]] = []
    for sort, relation, one, step in tasks:
        if one in whole.tasks(asked):
            document = whole.nodes[whole.document[one]].properties
            where = (document["jurisdiction"] or "")[-2:], document["year"] or 0, whole.nodes[one].properties["text"]
            rows.append(((sort, step, 0, whole.due(one), where, one), relation, step, None, timing(whole, of, one, relation)))
    homes = dict(whole.pairs("BELONGS_TO"))
    for type, who in {(e.type, e.source) for e in whole.at[of]}:
        if asked["collectives"] or not whole.collective(who):
            place = whole.nodes[homes[who]].properties["name"] if who in homes else ""
            where = place, 0, whole.nodes[who].properties["name"]
            role = {"LEADS": "lead", "SUPPORTS": "support", "RESPONSIBLE_FOR": "responsible"}[type]
            rows.append(((2, 1, CODES[type], (True, ""), where, who), "unit", 1, role, None))
    return [(*row[1:], row[0][-1]) for row in sorted(rows)]


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4) | kin(), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    for node in whole.of("Task")[:6]:
        parameters = {**asked, "task": node.id, "limit": 1000}
        rows = store.ask(ASK, parameters).rows
        expected = oracle(whole, node.id, asked)
        assert [(r.relation, r.step, r.role, r.timing, r.id) for r in rows] == expected, parameters
        only = [store.ask(ASK, {**parameters, "only": name}).rows for name in ("up", "unit", "down", "parallel")]
        assert tuple(row for part in only for row in part) == rows
        first = store.ask(ASK, {**parameters, "only": "first"}).rows
        assert first == tuple(row for row in rows if row.timing in ("first", "late"))


def due(one: Task, month: int) -> Task:
    words = f"{month}月底前"
    return replace(one, deadline=Deadline(words, False, (date(2024, month, 28),), None, evidence(words)))


@pytest.fixture
def loaded(store: Store) -> Store:
    """A task of a province, a city that carries it out in time, and a county that carries out the city's too late."""
    text = "建成一体化政务数据共享平台，实现高频数据按需共享"
    above = tasklist(
        due(task(1, unit("省数据局"), text=text), 9), place="甲省", number="甲政发〔2024〕2号", title="甲省要点", file="a.docx"
    )
    here = tasklist(
        due(task(1, unit("市政数局"), unit("市教育局", "support"), unit("各镇街", "support", "collective"), text=text), 6),
        place="甲省乙市", number="乙政发〔2024〕5号", basis=[cites("甲政发〔2024〕2号")], file="b.docx",
    )  # fmt: skip
    below = tasklist(
        due(task(1, unit("县政数局"), text=text), 8),
        place="甲省乙市丙县", number="丙政发〔2024〕9号", basis=[cites("乙政发〔2024〕5号")], file="c.docx",
    )  # fmt: skip
    load(store, above, here, below)
    return store


def seen(store: Store, of: str, **given: Any) -> list[tuple[Any, ...]]:
    document = store.meant("Document", of).id
    (listed,) = (edge.source for edge in store.edges(document)[0] if edge.type == "LISTED_IN")
    rows = store.ask(ASK, {"task": listed, **given}).rows
    return [(r.relation, r.step, r.place, r.leads or r.label, r.timing) for r in rows]


def test_what_is_above_and_below_and_who_is_needed(loaded: Store) -> None:
    assert seen(loaded, "乙政发〔2024〕5号") == [
        ("up", 1, "甲省", "省数据局", "after"),
        ("unit", 1, "乙市", "市政数局", None),
        ("unit", 1, "乙市", "各镇街", None),
        ("unit", 1, "乙市", "市教育局", None),
        ("down", 1, "丙县", "县政数局", "late"),
    ]
    assert [row[3] for row in seen(loaded, "乙政发〔2024〕5号", only="unit", collectives=False)] == ["市政数局", "市教育局"]


def test_the_chain_goes_over_several_levels(loaded: Store) -> None:
    first = [("down", 1, "乙市", "市政数局", "first"), ("down", 2, "丙县", "县政数局", "first")]
    assert seen(loaded, "甲政发〔2024〕2号", only="first") == first
    assert seen(loaded, "甲政发〔2024〕2号", only="first", level="county") == first[1:]
    ways = [("up", 1, "乙市", "市政数局", "early"), ("up", 2, "甲省", "省数据局", "after")]
    assert seen(loaded, "丙政发〔2024〕9号", only="up") == ways


def test_a_task_is_named_by_words_of_its_text(loaded: Store) -> None:
    loaded.load([tasklist(task(1, unit("市教育局"), text="新建三所幼儿园"), file="d.docx")], sha256="0")
    assert [r.label for r in loaded.ask(ASK, {"task": "三所幼儿园"}).rows] == ["市教育局"]
    with pytest.raises(ParameterWrong, match=r"task:.*task:"):
        loaded.ask(ASK, {"task": "数据共享平台"})


def test_pages_and_what_cannot_be_meant(loaded: Store, fresh: Callable[[], Store]) -> None:
    whole = seen(loaded, "乙政发〔2024〕5号")
    assert [seen(loaded, "乙政发〔2024〕5号", limit=1, offset=n)[0] for n in range(len(whole))] == whole
    for wrong in ({}, {"task": "没有这项"}, {"task": "；"}, {"task": "乙政发〔2024〕5号"}):
        with pytest.raises(ParameterWrong):
            loaded.ask(ASK, wrong)
    with pytest.raises(ParameterWrong):
        fresh().ask(ASK, {"task": "task:0"})
