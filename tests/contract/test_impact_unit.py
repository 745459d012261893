"""A unit is abolished or merged: against an oracle over the edges, and as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement
from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.contract.whole import CODES, Whole
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

ASK = get("impact-unit")
SEVERITY = (
    "nobody", "only_collectives", "no_lead", "fewer", "two_roles", "meets_itself", "moves", "partner", "new_partner",
)  # fmt: skip
ASKED = st.fixed_dictionaries(
    {
        "collectives": st.booleans(),
        "role": st.sampled_from([None, "lead", "support"]),
        "year": st.sampled_from([None, 2024]),
        "level": st.sampled_from([None, "city"]),
        "theme": st.sampled_from([None, "招商"]),
        "function": st.sampled_from([None, "教育"]),
    }
)


def oracle(whole: Whole, of: str, into: str | None, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(effect, role, role of the other, id, tasks shared), in order."""
    chosen = whole.tasks({**asked, "role": None})
    own = {t for t in chosen for role in whole.roles(t, [of]) if asked["role"] in (None, role)}
    rows: list[tuple[Any, ...]] = []
    for one in own:
        others = [e for e in whole.at[one] if e.source != of]
        counted = [e for e in others if asked["collectives"] or not whole.collective(e.source)]
        mine = next(role for role in whole.roles(one, [of]) if asked["role"] in (None, role))
        its = whole.roles(one, [into] if into else [])
        if into and its:
            effect = "two_roles" if len(whole.roles(one, [of, into])) > 1 else "meets_itself"
        elif into:
            effect = "moves"
        elif not others:
            effect = "nobody"
        elif not counted:
            effect = "only_collectives"
        elif mine == "lead" and all(e.type != "LEADS" for e in counted):
            effect = "no_lead"
        else:
            effect = "fewer"
        order = CODES[{"lead": "LEADS", "support": "SUPPORTS", "responsible": "RESPONSIBLE_FOR"}[mine]]
        sort = (SEVERITY.index(effect), order, whole.due(one), one)
        rows.append((sort, effect, mine, its[0] if its else None, one, None))
    beside = {e.source for t in own for e in whole.at[t]} - {of, into}
    if into:
        beside -= {e.source for e in whole.duties if whole.roles(e.target, [into])}
    for partner in beside:
        if asked["collectives"] or not whole.collective(partner):
            shared = sum(bool(whole.roles(t, [partner])) for t in own)
            sort = (9, 0, (-shared, whole.nodes[partner].properties["full_name"]), partner)
            rows.append((sort, "new_partner" if into else "partner", None, None, partner, shared))
    return [row[1:] for row in sorted(rows)]


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    units = sorted(node.id for node in whole.of("Unit"))
    for of, into in [*((one, None) for one in units[:4]), *pairwise(units[:5])]:
        parameters = {**asked, "unit": of, "into": into, "limit": 1000}
        rows = store.ask(ASK, parameters).rows
        assert [(r.effect, r.role, r.into_role, r.id, r.tasks) for r in rows] == oracle(whole, of, into, asked), parameters


@pytest.fixture
def loaded(store: Store) -> Store:
    tasks = [
        task(1, unit("市商务局"), text="独自牵头"),
        task(2, unit("市商务局"), unit("各镇街", "support", "collective"), text="和各镇街一起"),
        task(3, unit("市商务局"), unit("市教育局", "support"), text="牵头，教育局配合"),
        task(4, unit("市教育局"), unit("市政府办"), unit("市商务局", "support"), text="配合"),
        task(5, unit("市商务局"), unit("市教育局"), text="两家共同牵头"),
        task(6, unit("市教育局"), text="与它无关"),
    ]
    store.load([tasklist(*tasks)], sha256="0")
    return store


def effects(store: Store, **given: Any) -> list[tuple[str, str]]:
    return [(row.effect, row.text) for row in store.ask(ASK, {"unit": "市商务局", **given}).rows]


def test_an_abolished_unit_leaves_tasks_and_partners(loaded: Store) -> None:
    assert effects(loaded) == [
        ("nobody", "独自牵头"),
        ("only_collectives", "和各镇街一起"),
        ("no_lead", "牵头，教育局配合"),
        ("fewer", "两家共同牵头"),
        ("fewer", "配合"),
        ("partner", "市教育局"),
        ("partner", "市政府办"),
    ]
    rows = loaded.ask(ASK, {"unit": "市商务局"}).rows
    assert [row.others for row in rows[:5]] == [None, "各镇街", "市教育局", "市教育局", "市教育局、市政府办"]
    assert [row.tasks for row in rows[5:]] == [3, 1]
    assert ("no_lead", "和各镇街一起") in effects(loaded, collectives=True)
    assert ("partner", "各镇街") in effects(loaded, collectives=True)


def test_a_merged_unit_may_hold_two_roles_or_meet_itself(loaded: Store) -> None:
    assert effects(loaded, into="市教育局") == [
        ("two_roles", "牵头，教育局配合"),
        ("two_roles", "配合"),
        ("meets_itself", "两家共同牵头"),
        ("moves", "独自牵头"),
        ("moves", "和各镇街一起"),
    ]
    assert {effect for effect, _ in effects(loaded, into="市政府办")} == {"two_roles", "moves"}  # no partner is new to it


def test_its_older_names_go_with_it_when_asked(loaded: Store) -> None:
    loaded.load([tasklist(task(1, unit("市经贸局"), text="改革前的任务"), year=2018, file="b.docx")], sha256="0")
    old, new = loaded.meant("Unit", "市经贸局").id, loaded.meant("Unit", "市商务局").id
    loaded.judge([Judgement("successor", old, new, who="甲", when="2026-01-01", why="机构改革")])
    assert ("nobody", "改革前的任务") not in effects(loaded)
    assert ("nobody", "改革前的任务") in effects(loaded, follow_reform=True)
    into_its_older_name = effects(loaded, into="市经贸局", follow_reform=True)
    assert {effect for effect, _ in into_its_older_name} == {"moves", "new_partner"}
    assert "改革前的任务" not in {text for _, text in into_its_older_name}, "the body that goes on loses nothing"


def test_pages_and_what_cannot_be_meant(loaded: Store, fresh: Callable[[], Store]) -> None:
    whole = effects(loaded)
    assert [effects(loaded, limit=1, offset=n)[0] for n in range(len(whole))] == whole
    assert loaded.ask(ASK, {"unit": "市商务局", "limit": 6}).truncated
    for wrong in ({}, {"unit": "无此局"}, {"unit": "市商务局", "into": "无此局"}, {"unit": "市商务局", "into": "市商务局"}):
        with pytest.raises(ParameterWrong):
            loaded.ask(ASK, wrong)
    with pytest.raises(ParameterWrong):
        fresh().ask(ASK, {"unit": "市商务局"})
