"""Places side by side: against an oracle over the edges, and as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.questions.compare import LEVELS
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.contract.test_upstream import cites, load
from tests.contract.whole import Whole
from tests.graph.draws import graphs, kin
from tests.graph.lists import task, tasklist, unit

ASK = get("compare")
ASKED = st.fixed_dictionaries(
    {
        "year": st.sampled_from([None, 2024]),
        "level": st.sampled_from([None, "city"]),
        "theme": st.sampled_from([None, "招商"]),
        "role": st.sampled_from([None, "lead"]),
    }
)


def names(whole: Whole, task: str, *types: str) -> str | None:
    """The units in this role in the order of the list."""
    first: dict[str, int] = {}
    for e in whole.at[task]:
        if e.type in types:
            first[e.source] = min(first.get(e.source, e.properties["order"]), e.properties["order"])
    shown = {unit: whole.nodes[unit].properties for unit in first}
    units = sorted(first, key=lambda u: (first[u], shown[u]["full_name"], shown[u]["name"]))
    return "、".join(shown[unit]["name"] for unit in units) or None


def oracle(whole: Whole, of: str | None, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(leads, others, due, id), in order."""
    steps, ring = ({of: 0}, {of}) if of else (dict.fromkeys(whole.document, 0), set[str | None]())
    while ring:
        ring = {low for low, up in whole.pairs("CARRIES_OUT") if up in ring} - set(steps)
        steps |= dict.fromkeys(ring, max(steps.values()) + 1)
    rows = []
    for one in whole.tasks(asked) & set(steps):
        place = whole.place_of(whole.document[one])
        level = whole.nodes[place].properties["level"] if place else "national"
        name = whole.nodes[place].properties["name"] if place else ""
        year = whole.nodes[whole.document[one]].properties["year"]
        sort = (steps[one], LEVELS.index(level), name, place or "", whole.due(one), year, one)
        leads, others = names(whole, one, "LEADS"), names(whole, one, "SUPPORTS", "RESPONSIBLE_FOR")
        rows.append((sort, leads, others, whole.nodes[one].properties["due"], one))
    return [row[1:] for row in sorted(rows, key=lambda row: row[0])]


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4) | kin(), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    for of in [*(node.id for node in whole.of("Task")[:4]), None]:
        parameters = {**asked, "of": of, "limit": 1000}
        rows = store.ask(ASK, parameters).rows
        assert [(r.leads, r.others, r.due, r.id) for r in rows] == oracle(whole, of, asked), parameters


@pytest.fixture
def loaded(store: Store) -> Store:
    text = "压减进出口环节通关时间，推动商贸企业便利通关"
    above = tasklist(
        task(1, unit("省商务厅"), text=text), place="甲省", number="甲政发〔2024〕2号", title="要点", file="a.docx"
    )
    below = [
        tasklist(
            task(1, unit("市商务局"), unit("市教育局", "support"), text=text),
            place=f"甲省{place}", number=f"{place}政发〔2024〕5号", basis=[cites("甲政发〔2024〕2号")], file=f"{place}.docx",
        )
        for place in ("丁市", "乙市")
    ]  # fmt: skip
    load(store, above, *below, tasklist(task(1, unit("市教育局"), text="新建三所幼儿园"), place="甲省乙市", file="d.docx"))
    return store


def seen(store: Store, **given: Any) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(r.place, r.leads, r.others, r.match) for r in store.ask(ASK, given).rows]


def test_how_places_carry_out_one_task(loaded: Store) -> None:
    (above,) = [row.id for row in loaded.ask(ASK, {"document": "甲政发〔2024〕2号"}).rows]
    everywhere = [
        ("甲省", "省商务厅", None, None),
        ("丁市", "市商务局", "市教育局", "same"),
        ("乙市", "市商务局", "市教育局", "same"),
    ]
    assert seen(loaded, of=above) == everywhere
    assert seen(loaded, of=above, place="乙市") == everywhere[2:]
    assert [seen(loaded, of=above, limit=1, offset=n)[0] for n in range(3)] == everywhere


def test_a_topic_is_named_by_its_words(loaded: Store) -> None:
    assert [row[0] for row in seen(loaded, topic="商贸")] == ["甲省", "丁市", "乙市"]
    with pytest.raises(ParameterWrong, match="商贸、海关、旅游"):
        loaded.ask(ASK, {"topic": "没有这一类"})


def test_what_cannot_be_meant(loaded: Store, fresh: Callable[[], Store]) -> None:
    for wrong in ({"of": "没有"}, {"of": "通关时间"}, {"of": "task:0"}):
        with pytest.raises(ParameterWrong):
            loaded.ask(ASK, wrong)
    assert fresh().ask(ASK, {}).rows == ()
