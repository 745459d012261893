"""Units whose absence takes the net apart: against the net without each unit in turn, and as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.record import TaskList
from tests.contract.whole import Whole
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit

ASK = get("bottlenecks")
ASKED = st.fixed_dictionaries(
    {
        "collectives": st.booleans(),
        "year": st.sampled_from([None, 2024]),
        "theme": st.sampled_from([None, "招商"]),
        "role": st.sampled_from([None, "lead"]),
    }
)


def parts(links: set[tuple[str, str]]) -> list[set[str]]:
    """What hangs together."""
    found: list[set[str]] = []
    for pair in links:
        touched = [part for part in found if part & set(pair)]
        found = [part for part in found if part not in touched] + [set(pair).union(*touched)]
    return found


def oracle(whole: Whole, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(cut off, alone, pieces, tasks, unit), in order."""
    tasks = whole.tasks(asked)
    links = {(e.source, e.target) for e in whole.duties if e.target in tasks}
    links = {(who, one) for who, one in links if asked["collectives"] or not whole.collective(who)}
    rows = []
    for absent in {who for who, _ in links}:
        (around,) = (part for part in parts(links) if absent in part)
        rest = {(who, one) for who, one in links if who in around and who != absent}
        left = [len(part & tasks) for part in parts(rest)]
        alone = len((around & tasks) - {one for _, one in rest})
        cut = alone + sum(left) - max(left, default=0)
        if cut:
            rows.append((cut, alone, len(left), sum(who == absent for who, _ in links), absent))
    return sorted(rows, key=lambda row: (-row[0], -row[1], -row[3], row[4]))


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    rows = store.ask(ASK, {**asked, "limit": 1000}).rows
    assert [(r.cut_off, r.alone, r.pieces, r.tasks, r.unit_id) for r in rows] == oracle(Whole(store), asked)


def test_who_holds_the_net_together(store: Store) -> None:
    """市政府办 joins two groups that have nothing else in common; 市审计局 has a task that nobody else has."""
    tasks = [
        task(1, unit("市商务局"), unit("市教育局")),
        task(2, unit("市商务局"), unit("市教育局"), unit("各镇街", "support", "collective")),
        task(3, unit("市教育局"), unit("市政府办")),
        task(4, unit("市政府办"), unit("政数局")),
        task(5, unit("政数局"), unit("市审计局")),
        task(6, unit("市审计局")),
    ]
    store.load([tasklist(*tasks)], sha256="0")
    rows = store.ask(ASK, {}).rows
    assert [(r.rank, r.unit, r.cut_off, r.alone, r.pieces) for r in rows] == [
        (1, "市政府办", 3, 0, 2),
        (2, "市教育局", 2, 0, 2),
        (2, "政数局", 2, 0, 2),
        (4, "市审计局", 1, 1, 1),
    ]
    whole = [row.unit for row in rows]
    assert [store.ask(ASK, {"limit": 1, "offset": n}).rows[0].unit for n in range(len(whole))] == whole
    assert store.ask(ASK, {"limit": 1}).truncated


def test_an_empty_graph_has_none(store: Store) -> None:
    assert store.ask(ASK, {}).rows == ()
