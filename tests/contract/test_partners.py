"""Who works with whom, against an oracle over nodes and edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit
from tests.graph.whole import ANY_ROLE, RANK, ROLE, Whole, filled, meant, reformed, whole

PARTNERS = get("partners")
ROLES = st.sampled_from(["lead", "support", "responsible"])
ASKED = st.fixed_dictionaries(
    {"collectives": st.booleans(), "follow_reform": st.booleans()}, optional={"role": ROLES, "partner_role": ROLES}
)


def oracle(held: Whole, where: dict[str, Any], asked: dict[str, Any], unit: str | None) -> list[tuple[Any, ...]]:
    tally: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    role, partner_role = asked.get("role"), asked.get("partner_role")

    def now(one: str) -> str:
        return held.now(one) if asked["follow_reform"] else one

    for id in held.tasks_left(where):
        for x, y in permutations(held.duties(id), 2):
            first, second, a, b = ROLE[x.type], ROLE[y.type], now(x.source), now(y.source)
            if unit in (x.source, a):  # what is asked about may itself have become another body
                a = unit
            if a == b or y.source == unit or role not in (None, first) or partner_role not in (None, second):
                continue
            if not (asked["collectives"] or (held.single(y.source) and (unit or held.single(x.source)))):
                continue
            once = a < b if first == second else bool(role or partner_role) or RANK[first] < RANK[second]
            if a == unit or (unit is None and once):
                tally[a, first, b, second].add(id)
    name = {n.id: n.properties["full_name"] for n in held.of("Unit")}
    return sorted(
        ((a, ra, b, rb, len(tasks)) for (a, ra, b, rb), tasks in tally.items()),
        key=lambda r: (-r[4], RANK[r[1]], RANK[r[3]], name[r[0]], name[r[2]], r[0], r[2]),
    )


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=ANY_ROLE, asked=ASKED)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], asked: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    reformed(store)
    if meant(store, where):
        held = whole(store)
        for unit in (None, *sorted(n.id for n in held.of("Unit"))[:3]):
            rows = store.ask(PARTNERS, {**where, **asked, "unit": unit, "limit": 1000}).rows
            found = [(r.unit_id, r.role, r.partner_id, r.partner_role, r.count) for r in rows]
            assert found == oracle(held, where, asked, unit), unit


@pytest.fixture
def loaded(store: Store) -> Store:
    tasks = (
        task(1, unit("市商务局"), unit("市教育局", "support")),
        task(2, unit("市商务局"), unit("市教育局", "support"), unit("各镇街", "support", "collective")),
        task(3, unit("市教育局"), unit("市商务局", "support")),
        task(4, unit("市商务局", "responsible"), unit("市政府办", "responsible")),
    )
    store.load([tasklist(*tasks)], sha256="0")
    return store


def pairs(store: Store, **asked: Any) -> list[tuple[Any, ...]]:
    return [(r.unit, r.role, r.partner, r.partner_role, r.count) for r in store.ask(PARTNERS, asked).rows]


def test_who_leads_with_whose_support(loaded: Store) -> None:
    assert pairs(loaded, partner_role="support") == [
        ("市商务局", "lead", "市教育局", "support", 2),
        ("市教育局", "lead", "市商务局", "support", 1),
    ]


def test_the_unit_that_is_asked_about_stands_first(loaded: Store) -> None:
    assert pairs(loaded, unit="市商务局") == [
        ("市商务局", "lead", "市教育局", "support", 2),
        ("市商务局", "support", "市教育局", "lead", 1),
        ("市商务局", "responsible", "市政府办", "responsible", 1),
    ]
    assert pairs(loaded, unit="市商务局", role="support") == [("市商务局", "support", "市教育局", "lead", 1)]
    assert ("市商务局", "lead", "各镇街", "support", 1) in pairs(loaded, unit="市商务局", collectives=True)


def test_pages_filters_wrong_names_and_an_empty_graph(loaded: Store, fresh: Callable[[], Store]) -> None:
    pages = [loaded.ask(PARTNERS, {"limit": 2, "offset": n}) for n in (0, 2)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(PARTNERS, {}).rows
    assert [page.truncated for page in pages] == [True, False]
    assert pairs(loaded, year=1999) == pairs(fresh()) == []
    for wrong in ({"unit": "火星局"}, {"place": "火星"}, {"role": "x"}):
        with pytest.raises(ParameterWrong, match=next(iter(wrong))):
            pairs(loaded, **wrong)
