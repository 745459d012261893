"""What people decided about units: applied to what is stored and to what comes later, undone without a trace."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.judgements import Judgement, JudgementUnknown, JudgementWrong, apart, from_json
from graph.questions import get
from graph.questions.base import Filters
from graph.schema import Node, Subgraph
from graph.store.base import Store
from ingest.record import TaskList
from tests.graph.lists import task, tasklist, unit

ONE = tasklist(
    task(1, unit("市商务局", "lead"), unit("市招商局", "support")),
    task(2, unit("市招商局", "lead")),
    number="岭政发〔2024〕1号",
    place="岭桥市",
    file="1.docx",
)
TWO = tasklist(
    task(1, unit("市招商局", "lead")),
    task(2, unit("市招商局")),
    number="岭政发〔2025〕1号",
    place="岭桥市",
    year=2025,
    file="2.docx",
)


def load(store: Store, *lists: TaskList) -> None:
    for one in lists:
        store.load([one], sha256="0" * 64)


def whole(store: Store) -> Subgraph:
    return store.everything(filters=Filters())


def named(store: Store, name: str) -> Node:
    (found,) = [n for n in whole(store).nodes if n.type == "Unit" and n.properties["name"] == name]
    return found


def merge(store: Store, one: str, into: str) -> Judgement:
    return Judgement("merge", named(store, one).id, named(store, into).id, who="王", when="2025-03-01T09:00:00", why="同一机构")


def test_merged_units_are_one_that_keeps_its_name_and_shows_both(store: Store) -> None:
    load(store, ONE, TWO)
    old = named(store, "市招商局").id
    assert store.judge([merge(store, "市招商局", "市商务局")]) == 2
    one = named(store, "市商务局")
    assert one.properties["aliases"] == ["市商务局", "市招商局"]
    (row,) = store.ask(get("leads"), {}).rows
    assert (row.unit, row.count) == ("市商务局", 4)
    assert store.node(old) == one  # the old id leads to the new one
    assert store.edges(old)[1] == store.edges(one.id)[1] == 6


def test_a_task_whose_lead_and_support_became_one_body_keeps_both_roles(store: Store) -> None:
    load(store, ONE)
    store.judge([merge(store, "市招商局", "市商务局")])
    task = next(n for n in whole(store).nodes if n.type == "Task" and n.properties["seq"] == 1)
    roles = {e.type for e in store.edges(task.id)[0] if e.target == task.id}
    assert roles == {"LEADS", "SUPPORTS"}


def test_undoing_leaves_no_trace_but_in_the_log(store: Store) -> None:
    load(store, ONE, TWO)
    before = whole(store)
    one = merge(store, "市招商局", "市商务局")
    store.judge([one])
    assert whole(store) != before
    store.undo(one.id, who="王", when="2025-03-02T09:00:00")
    assert whole(store) == before
    (kept,) = store.judgements()
    assert kept.undone == "2025-03-02T09:00:00 王"
    with pytest.raises(JudgementUnknown):
        store.undo(one.id, who="王", when="2025-03-02T09:00:00")


def test_judgements_and_documents_may_come_in_any_order(fresh: Callable[[], Store], beside: Callable[[], Store]) -> None:
    first, second, third = beside(), beside(), fresh()
    load(first, ONE, TWO)
    one = merge(first, "市招商局", "市商务局")
    split = Judgement("split", named(first, "市商务局").id, printed="市商务局", who="王", when="2025-03-03")
    assert first.judge([one, split]) == 2
    load(second, TWO)
    second.judge([from_json(one.to_json())])
    load(second, ONE)
    second.judge([split])
    third.judge([split, one])
    load(third, TWO, ONE)
    assert whole(first) == whole(second) == whole(third)


def test_a_split_makes_a_printed_name_a_body_of_its_own(store: Store) -> None:
    load(store, ONE, TWO)
    id = named(store, "市招商局").id
    store.judge([Judgement("split", id, printed="市招商局", when="2025-03-01")])
    assert named(store, "市招商局").id == apart(id, "市招商局") != id


def test_a_judgement_that_contradicts_another_is_refused_and_nothing_changes(store: Store) -> None:
    load(store, ONE, TWO)
    one = merge(store, "市招商局", "市商务局")
    store.judge([one])
    before = whole(store)
    with pytest.raises(JudgementWrong):
        store.judge([Judgement("merge", str(one.other), one.unit, when="2025-04-01")])
    assert whole(store) == before
    assert len(store.judgements()) == 1


@pytest.mark.parametrize(
    "value", [{}, {"kind": "merge"}, {"kind": "merge", "unit": "u"}, {"kind": "x", "unit": "u", "other": "v"}]
)
def test_a_file_entry_that_is_no_judgement_is_refused(value: dict[str, str]) -> None:
    with pytest.raises(JudgementWrong):
        from_json(value)
