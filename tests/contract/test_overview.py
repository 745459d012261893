"""What is here in numbers, by month, and what was read uncertainly, against oracles over nodes and edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.questions import get
from graph.store.base import Store
from ingest.record import Note, TaskList
from tests.graph.draws import graphs
from tests.graph.lists import task, tasklist
from tests.graph.whole import WHERE, Whole, filled, meant, whole

OVERVIEW, CALENDAR, UNCERTAIN = get("overview"), get("calendar"), get("uncertain")
DAYS = st.sampled_from(["2024-01-01", "2024-05-31", "2024-06-30", "2024-12-01"])
NOTES = st.lists(st.sampled_from(["guess", "background", "column not used"]), max_size=3)


def oracle(held: Whole, asked: dict[str, Any]) -> dict[str, int]:
    tasks = list(held.tasks_left(asked))
    since = asked["as_of"]
    until = (date.fromisoformat(since) + timedelta(days=asked["days"])).isoformat()
    leads = [{duty.source for duty in held.duties(id, "lead") if held.single(duty.source)} for id in tasks]
    documents, narrow = [held.nodes[id] for id in held.documents_left(asked)], set(asked) - {"as_of", "days"}
    units = {duty.source for id in tasks for duty in held.duties(id)} if narrow else {unit.id for unit in held.of("Unit")}
    return {
        "documents": len(documents),
        "named": 0 if narrow else sum(document.properties["known"] == "named" for document in held.of("Document")),
        "tasks": len(tasks),
        "units": len(units),
        "due": sum(since <= (held.nodes[id].properties["due"] or "") <= until for id in tasks),
        "unled": sum(not some for some in leads),
        "uncertain": sum((document.properties["checks"] or 0) > 0 for document in documents),
    }


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE, as_of=DAYS, days=st.sampled_from([0, 30, 400]))
def test_the_numbers_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], as_of: str, days: int
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        asked = {**where, "as_of": as_of, "days": days}
        found = [(row.measure, row.count) for row in store.ask(OVERVIEW, asked).rows]
        assert found == [*oracle(whole(store), asked).items()]


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE)
def test_each_number_is_the_length_of_the_list_behind_it(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        asked = {**where, "as_of": "2024-06-01"}
        found = {row.measure: row.count for row in store.ask(OVERVIEW, asked).rows}
        due = {**where, "since": "2024-06-01", "until": "2024-07-01", "limit": 1000}
        assert found["due"] == len(store.ask(get("due"), due).rows)
        assert found["unled"] == len(store.ask(get("unowned"), {**where, "limit": 1000}).rows)
        if not set(where) & {"theme", "function", "role"}:  # a number of documents does not hang on their tasks
            assert found["uncertain"] == len(store.ask(UNCERTAIN, {**where, "limit": 1000}).rows)


@settings(max_examples=30, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), where=WHERE, when=st.fixed_dictionaries({}, optional={"since": DAYS, "until": DAYS}))
def test_the_months_are_those_of_the_oracle(
    fresh: Callable[[], Store], lists: list[TaskList], where: dict[str, Any], when: dict[str, Any]
) -> None:
    store = filled(fresh, lists)
    if meant(store, where):
        held = whole(store)
        days = [held.nodes[id].properties["due"] or "" for id in held.tasks_left(where)]
        kept = [day for day in days if day and when.get("since", "") <= day <= when.get("until", "9")]
        rows = store.ask(CALENDAR, {**where, **when, "limit": 1000}).rows
        assert [(r.month, r.tasks) for r in rows] == sorted(Counter(day[:7] for day in kept).items())


@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(4), kinds=st.lists(NOTES, min_size=4, max_size=4), where=WHERE)
def test_the_documents_to_check_come_with_the_most_first(
    fresh: Callable[[], Store], lists: list[TaskList], kinds: list[list[Any]], where: dict[str, Any]
) -> None:
    noted = [replace(a, notes=tuple(Note(kind, kind, kind) for kind in b)) for a, b in zip(lists, kinds, strict=False)]
    store = filled(fresh, noted)
    if meant(store, where):
        held = whole(store)
        left = held.documents_left(where)
        if set(where) & {"theme", "function", "role"}:
            left = {held.document(id).id for id in held.tasks_left(where)}
        lists = Counter(held.document(task.id).id for task in held.of("Task"))
        wanted = [held.nodes[id] for id in left if held.nodes[id].properties["checks"]]
        wanted.sort(key=lambda one: (-one.properties["checks"], one.id))
        rows = store.ask(UNCERTAIN, {**where, "limit": 1000}).rows
        assert [(row.document_id, row.document, row.place, row.tasks, row.checks) for row in rows] == [
            (one.id, one.label, held.place(one), lists[one.id], one.properties["checks"]) for one in wanted
        ]


def test_a_document_keeps_how_many_notes_are_to_check(store: Store) -> None:
    notes = (Note("guess", "猜", "guess"), Note("background", "背景", "background"), Note("not read", "图", "picture"))
    (loaded,) = store.load([replace(tasklist(task(1)), notes=notes)], sha256="1" * 64)
    document = store.node(loaded.document)
    assert document is not None
    assert document.properties["checks"] == 1


def test_the_last_day_that_a_calendar_knows_has_no_next_one(store: Store) -> None:
    store.load([tasklist(task(1), task(2))], sha256="0")
    counts = {
        as_of: store.ask(OVERVIEW, {"as_of": as_of, "days": 3660}).rows[4].count for as_of in ("2024-01-01", "9999-12-31")
    }
    assert counts == {"2024-01-01": 2, "9999-12-31": 0}
