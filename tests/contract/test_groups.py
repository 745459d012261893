"""Units that work together: what every division into groups must be, and as a person would read it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement
from graph.questions import get
from graph.questions.together import NetTooLarge
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.contract.whole import Whole
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

ASK = get("groups")
ASKED = st.fixed_dictionaries(
    {"collectives": st.booleans(), "year": st.sampled_from([None, 2024]), "theme": st.sampled_from([None, "招商"])}
)


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5), asked=ASKED)
def test_groups_part_the_units_that_share_tasks(
    fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]
) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    left = whole.tasks(asked)
    teams = [
        {e.source for e in whole.at[one] if asked["collectives"] or not whole.collective(e.source)} for one in sorted(left)
    ]
    teams = [team for team in teams if len(team) > 1]
    groups = store.ask(ASK, {**asked, "limit": 1000}).rows
    seen: set[str] = set()
    for group in groups:
        rows = store.ask(ASK, {**asked, "group": group.group, "limit": 1000}).rows
        units = {row.unit_id for row in rows}
        assert group.size == len(rows) == len(units) > 1
        assert not units & seen
        seen |= units
        assert group.tasks == sum(len(team & units) > 1 for team in teams)
        assert group.outside == sum(bool(team & units) and bool(team - units) for team in teams)
        for row in rows:
            of_unit = [team for team in teams if row.unit_id in team]
            assert row.tasks == sum(len(team & units) > 1 for team in of_unit)
            assert row.outside == sum(bool(team - units) for team in of_unit)
        assert [row.tasks for row in rows] == sorted((row.tasks for row in rows), reverse=True)
    assert seen == {who for team in teams for who in team}
    assert [g.group for g in groups] == list(range(1, len(groups) + 1))
    assert [g.tasks for g in groups] == sorted((g.tasks for g in groups), reverse=True)
    assert all(g.tasks for g in groups)
    assert store.ask(ASK, {**asked, "limit": 1000}).rows == groups


@pytest.fixture
def loaded(store: Store) -> Store:
    business = [task(n, unit("市商务局"), unit("市税务局"), unit("市审计局")) for n in range(1, 5)]
    schools = [task(n, unit("市教育局"), unit("市卫健局")) for n in range(5, 8)]
    between = [task(8, unit("市审计局"), unit("市教育局")), task(9, unit("市信访局"))]
    store.load([tasklist(*business, *schools, *between)], sha256="0")
    return store


def test_who_works_with_whom(loaded: Store) -> None:
    rows = [(r.group, set(r.units.split("、")), r.size, r.place, r.tasks, r.outside) for r in loaded.ask(ASK, {}).rows]
    assert rows == [
        (1, {"市商务局", "市税务局", "市审计局"}, 3, "舒兰市", 4, 1),
        (2, {"市教育局", "市卫健局"}, 2, "舒兰市", 3, 1),
    ]
    second = loaded.ask(ASK, {"group": 2}).rows
    assert [(r.units, r.tasks, r.outside) for r in second] == [("市卫健局", 3, 0), ("市教育局", 3, 1)]
    assert loaded.ask(ASK, {"group": 3}).rows == ()


def test_groups_hang_on_nothing_that_is_apart(loaded: Store) -> None:
    """However much is stored of other places, a place's units are divided as they are without it."""
    before = loaded.ask(ASK, {}).rows
    elsewhere = [task(n, unit("县林业局"), unit("县水利局")) for n in range(1, 40)]
    loaded.load([tasklist(*elsewhere, place="龙潭县")], sha256="1")
    after = loaded.ask(ASK, {}).rows
    assert [(r.units, r.tasks) for r in after] == [("县林业局、县水利局", 39), *((r.units, r.tasks) for r in before)]


def test_what_is_too_much_is_told(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part with most tasks is divided whole or not at all; of smaller ones it is told how many were not looked at."""
    elsewhere = [task(n, unit("县林业局"), unit("县水利局")) for n in range(1, 40)]
    loaded.load([tasklist(*elsewhere, place="龙潭县")], sha256="1")
    monkeypatch.setattr("graph.questions.groups.MOST_TIES", 50)
    answer = loaded.ask(ASK, {})
    assert ([r.tasks for r in answer.rows], answer.truncated, answer.left_out) == ([39], True, 1)
    monkeypatch.setattr("graph.questions.groups.MOST_TIES", 38)
    with pytest.raises(NetTooLarge):
        loaded.ask(ASK, {})
    monkeypatch.setattr("graph.questions.together.MOST_DUTIES", 50)
    for question in (ASK, get("bottlenecks")):
        with pytest.raises(NetTooLarge) as caught:
            loaded.ask(question, {})
        assert caught.value.status == 422


def test_older_names_count_for_what_the_body_became(store: Store) -> None:
    """The net has one unit for both; so it has where its absence takes the net apart."""
    tasks = [
        task(1, unit("市经贸局"), unit("市教育局")),
        task(2, unit("市商务局"), unit("市审计局")),
        task(3, unit("市商务局")),
    ]
    store.load([tasklist(*tasks)], sha256="0")
    old, new = store.meant("Unit", "市经贸局").id, store.meant("Unit", "市商务局").id
    store.judge([Judgement("successor", old, new, who="甲", when="2026-01-01", why="机构改革")])

    def asked(**given: Any) -> tuple[set[str], list[tuple[str, int, int]]]:
        groups = {r.units for r in store.ask(ASK, given).rows}
        return groups, [(r.unit, r.tasks, r.pieces) for r in store.ask(get("bottlenecks"), given).rows if "商务" in r.unit]

    assert asked() == ({"市教育局、市经贸局", "市商务局、市审计局"}, [("市商务局", 2, 1)])
    assert asked(follow_reform=True) == ({"市商务局、市审计局、市教育局"}, [("市商务局", 3, 2)])


@pytest.mark.parametrize(("many", "told"), [(8, "局7"), (9, " 等9家")])
def test_a_large_group_names_its_first_units(store: Store, many: int, told: str) -> None:
    store.load([tasklist(task(1, *(unit(f"局{n}") for n in range(many))))], sha256="0")
    (row,) = store.ask(ASK, {}).rows
    assert (row.units.count("、"), row.size) == (7, many)
    assert row.units.endswith(told)


@pytest.mark.parametrize(("many", "groups"), [(60, 1), (61, 0)])
def test_a_task_of_all_bodies_ties_nobody_to_anybody(store: Store, many: int, groups: int) -> None:
    store.load([tasklist(task(1, *(unit(f"局{n}") for n in range(many))))], sha256="0")
    assert len(store.ask(ASK, {}).rows) == groups


def test_pages_and_what_cannot_be_meant(loaded: Store, fresh: Callable[[], Store]) -> None:
    whole = loaded.ask(ASK, {}).rows
    assert [loaded.ask(ASK, {"limit": 1, "offset": n}).rows[0] for n in range(2)] == list(whole)
    assert loaded.ask(ASK, {"limit": 1}).truncated
    assert not loaded.ask(ASK, {"limit": 2}).truncated
    for wrong in ({"group": 0}, {"fineness": 0}, {"place": "火星"}):
        with pytest.raises(ParameterWrong):
            loaded.ask(ASK, wrong)
    assert fresh().ask(ASK, {}).rows == ()


def test_the_groups_are_the_same_in_every_process() -> None:
    """Sets of words have another order in each process; the groups have not."""
    program = (
        "from graph.questions.groups import _communities\n"
        "units = [f'unit:{n}' for n in range(60)]\n"
        "teams = {(units[n], units[(n * 7 + k) % 60]): 1 for n in range(60) for k in (1, 2, 5) if n != (n * 7 + k) % 60}\n"
        "print(_communities(teams, 1.0))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
