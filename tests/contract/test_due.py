"""What falls due, against an oracle over nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Deadline, TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit
from tests.graph.whole import WHERE, Whole, filled, meant, whole

DUE = get("due")
DAYS = st.sampled_from(["2024-05-31", "2024-06-30", "2024-12-31"])
WHEN = st.fixed_dictionaries(
    {}, optional={"month": st.sampled_from(["2024-06", "2025-01"]), "since": DAYS, "until": DAYS, "as_of": DAYS}
)


def oracle(held: Whole, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    rows = []
    for id in held.tasks_left(asked):
        due, over = held.nodes[id].properties["due"], asked.get("as_of")
        if (
            due is not None
            and due.startswith(asked.get("month", ""))
            and asked.get("since", "") <= due <= asked.get("until", "9")
            and (over is None or due < over)
        ):
            days = (date.fromisoformat(over) - date.fromisoformat(due)).days if over else None
            who = [held.printed(id, role) for role in ("lead", "responsible", "support")]
            rows.append((due, id, days, *who, held.place(held.document(id))))
    return sorted(rows, key=lambda row: row[:2])


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE, when=WHEN)
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], when: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        rows = store.ask(DUE, {**where, **when, "limit": 1000}).rows
        found = [(r.due, r.task_id, r.days, r.leads, r.responsible, r.supports, r.place) for r in rows]
        assert found == oracle(whole(store), where | when)


def limit(*days: date, raw: str = "按期", ongoing: bool = False) -> Deadline:
    return Deadline(raw, ongoing, days)


@pytest.fixture
def loaded(store: Store) -> Store:
    store.load(
        [
            tasklist(
                task(1, unit("市商务局"), unit("市教育局", "support"), limit=limit(date(2024, 6, 30))),
                task(2, unit("市商务局", "responsible"), unit("市教育局", "responsible"), limit=limit(date(2024, 6, 1))),
                task(3, unit("市商务局"), unit("市教育局"), limit=limit(date(2024, 6, 30), date(2024, 12, 31))),
                task(4, unit("市商务局"), limit=limit(raw="长期坚持", ongoing=True)),
                task(5, limit=limit(date(2024, 5, 31))),
            )
        ],
        sha256="0",
    )
    return store


def numbers(store: Store, **asked: Any) -> list[int]:
    return [int(row.task_id[-4:]) for row in store.ask(DUE, asked).rows]


def test_an_office_asks_what_is_due_and_who_leads(loaded: Store) -> None:
    rows = loaded.ask(DUE, {"month": "2024-06"}).rows
    assert [(r.due, r.leads, r.responsible, r.supports) for r in rows] == [
        ("2024-06-01", None, "市商务局、市教育局", None),
        ("2024-06-30", "市商务局", None, "市教育局"),
    ]
    assert numbers(loaded) == [5, 2, 1, 3]
    assert numbers(loaded, since="2024-06-01", until="2024-06-30") == [2, 1]
    assert [r.leads for r in loaded.ask(DUE, {"month": "2024-12"}).rows] == ["市商务局、市教育局"]


def test_what_is_due_on_the_day_itself_is_not_over(loaded: Store) -> None:
    over = loaded.ask(DUE, {"as_of": "2024-06-30"}).rows
    assert [(r.due, r.days) for r in over] == [("2024-05-31", 30), ("2024-06-01", 29)]
    assert numbers(loaded, as_of="2024-07-01", month="2024-06") == [2, 1]


@pytest.mark.parametrize("month", ["2024-6", "2024/06", "2024年6月"])
def test_a_month_may_be_written_as_people_write_it(loaded: Store, month: str) -> None:
    assert numbers(loaded, month=month) == [2, 1]


@pytest.mark.parametrize(
    "asked", [{"month": "2024-13"}, {"month": "六月"}, {"since": "2024-02-30"}, {"as_of": "昨天"}, {"until": ""}]
)
def test_what_is_no_day_is_an_error(loaded: Store, asked: dict[str, str]) -> None:
    with pytest.raises(ParameterWrong) as error:
        loaded.ask(DUE, asked)
    assert error.value.facts["name"] == next(iter(asked))


def test_pages_follow_each_other_and_an_empty_graph_has_none(loaded: Store, fresh: Callable[[], Store]) -> None:
    pages = [loaded.ask(DUE, {"limit": 2, "offset": n}) for n in (0, 2)]
    assert tuple(row for page in pages for row in page.rows) == loaded.ask(DUE, {}).rows
    assert [page.truncated for page in pages] == [True, False]
    assert fresh().ask(DUE, {"as_of": "2030-01-01"}).rows == ()
