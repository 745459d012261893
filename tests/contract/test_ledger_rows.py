"""The ledger of all tasks, against an oracle over nodes and edges."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.record import TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist, unit
from tests.graph.whole import WHERE, Whole, filled, meant, whole

LEDGER = get("ledger")


def oracle(held: Whole, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    def order(task: str) -> tuple[Any, ...]:
        document = held.document(task)
        year, place = document.properties["year"], held.place(document)
        return (year is None, -(year or 0), place is not None, place or "", document.label, document.id, task)

    rows = []
    for id in sorted(held.tasks_left(asked), key=order):
        shown = held.nodes[id].properties
        who = [held.printed(id, role) for role in ("lead", "responsible", "support")]
        document = held.document(id)
        said = (shown["deadline"], shown["due"], held.place(document), document.properties["year"], document.label)
        themes = "／".join(heading.label for heading in reversed(held.headings(id))) or None
        rows.append((id, shown["seq"], themes, shown["text"], *who, *said))
    return rows


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE, offset=st.integers(0, 6), limit=st.integers(1, 8))
def test_the_rows_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], offset: int, limit: int
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        answer = store.ask(LEDGER, {**where, "offset": offset, "limit": limit})
        columns = ("task_id", "seq", "themes", "task", "leads", "responsible", "supports", "deadline", "due", "place", "year")
        found = [tuple(getattr(row, name) for name in (*columns, "document")) for row in answer.rows]
        wanted = oracle(whole(store), where)
        assert found == wanted[offset : offset + limit]
        assert answer.truncated == (len(wanted) > offset + limit)


def test_the_headings_over_a_task_stand_from_the_outermost_down(store: Store) -> None:
    store.load(
        [
            tasklist(
                task(1, unit("市商务局"), unit("市教育局", "support"), themes=("一、稳外贸", "（一）通关便利")),
                task(2, unit("市教育局", "responsible"), themes=("一、稳外贸",)),
                task(3),
            )
        ],
        sha256="0",
    )
    rows = store.ask(LEDGER, {}).rows
    assert [(r.seq, r.themes, r.leads, r.responsible, r.supports) for r in rows] == [
        (1, "一、稳外贸／（一）通关便利", "市商务局", None, "市教育局"),
        (2, "一、稳外贸", None, "市教育局", None),
        (3, None, None, None, None),
    ]


def test_an_empty_graph_has_none(fresh: Callable[[], Store]) -> None:
    assert fresh().ask(LEDGER, {"offset": 3}).rows == ()
