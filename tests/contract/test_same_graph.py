"""The same work on SQLite and on Neo4j leaves the same graph, with all that the stores keep to do the next work by: each
property of each node and relationship, the stores' own among them (see `tests/graph/filled.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph.build import build
from graph.judgements import Judgement, JudgementUnknown, JudgementWrong
from graph.questions.base import Filters
from graph.store import open_store
from graph.store.base import Store
from graph.store.sqlite import SqliteStore
from ingest.record import Citation, TaskList
from tests.contract.conftest import emptied
from tests.graph.draws import graphs
from tests.graph.filled import differences, filled, held
from tests.graph.lists import evidence, in_file, task, tasklist, unit

Work: TypeAlias = Callable[[Store], Any]
RANDOM = settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PLACES = """
[[place]]
name = "乙林县"
within = "浙江省杭州市"
level = "county"
"""


def done(store: Store, work: Work) -> Any:
    """What the work gives, or what it raises."""
    try:
        return work(store)
    except (JudgementWrong, JudgementUnknown) as error:
        return str(error)


def same(driver: Driver, works: Sequence[Work]) -> None:
    """Do all of it on both, and look after each step."""
    with ExitStack() as stack, open_store(":memory:") as file:
        server = emptied(stack, driver)
        assert isinstance(file, SqliteStore)
        for work in works:
            assert done(server, work) == done(file, work)
            with driver.session() as session:
                assert differences(held(session), filled(file)) == []
        assert server.identities() == file.identities()
        assert server.judgements() == file.judgements()
        for node in file.nodes("Document", filters=Filters()).nodes:
            assert server.record(node.id) == file.record(node.id)
            assert server.sha256(node.id) == file.sha256(node.id)


def loading(*lists: TaskList) -> Work:
    return lambda store: store.load(lists, sha256="1" * 64)


def removing(one: TaskList) -> Work:
    (plan,) = build([one])
    return lambda store: store.remove(plan.id)


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    """Documents come, change and go; people judge the units that they name, and undo it."""
    lists = draw(graphs(5).filter(bool))
    units = sorted({form.unit for one in lists for row in build([one])[0].tasks for form in (d.form for d in row.duties)})
    printed = {d.form.unit: d.form.printed for one in lists for row in build([one])[0].tasks for d in row.duties}
    known: list[Judgement] = []
    found: list[Work] = [loading(draw(st.sampled_from(lists)))]
    for step in range(draw(st.integers(2, 8))):
        kind = draw(st.sampled_from(["load", "load", "other", "remove", "merge", "split", "successor", "member", "undo"]))
        one = draw(st.sampled_from(lists))
        if kind == "load":
            found.append(loading(one))
        elif kind == "other":
            found.append(loading(in_file(replace(one, tasks=one.tasks[1:]), draw(st.sampled_from(["a.docx", "c.docx"])))))
        elif kind == "remove":
            found.append(removing(one))
        elif kind == "undo" and known:
            id = draw(st.sampled_from(known)).id
            found.append(lambda store, id=id, step=step: store.undo(id, who="王", when=f"2025-06-{step + 1:02}"))
        elif len(units) > 1 and kind != "undo":
            unit, other = draw(st.sampled_from(units)), draw(st.sampled_from(units))
            judgement = Judgement(
                kind,  # type: ignore[arg-type]
                unit,
                None if kind == "split" else other,
                printed[unit] if kind == "split" else None,
                who="王",
                when=f"2025-05-{step + 1:02}",
            )
            known.append(judgement)
            found.append(lambda store, one=judgement: store.judge([one]))
    return found


@RANDOM
@given(works=works())
def test_any_work_leaves_the_same_graph(server: Driver, works: list[Work]) -> None:
    same(server, works)


def test_lists_of_one_file_that_come_and_go(server: Driver) -> None:
    first = tasklist(task(1, unit("市商务局")), number="舒政发〔2024〕1号")
    annex = replace(first, doc=replace(first.doc, title="附件2"))
    same(server, [loading(first, annex), loading(first), loading(first, annex, annex), removing(first)])


def test_titles_that_lead_elsewhere(server: Driver) -> None:
    """A title leads to a named document, to the one that bears it, and back when two do."""
    citing = [
        tasklist(
            task(1, unit("市教育局"), cites=[Citation(None, "《2024年要点》", evidence("要点"))]),
            place=place,
            basis=[Citation(None, "2024年要点", evidence("根据")), Citation("甲政发〔2024〕1号", None, evidence("根据"))],
            file=f"{place}.docx",
        )
        for place in ("甲省乙市", "甲省丁市")
    ]
    full = [
        tasklist(task(1, unit("省商务局"), text="优化营商环境"), place=place, number=number, title="2024年要点", file="p.docx")
        for place, number in (("甲省", "甲政发〔2024〕1号"), ("甲省乙市", "乙政发〔2024〕9号"))
    ]
    order = [citing[0], full[0], citing[1], full[1]]
    same(server, [loading(one) for one in order] + [removing(one) for one in (full[0], citing[0], full[1], citing[1])])


@pytest.mark.parametrize("text", [PLACES, "", "不是 TOML ["])
def test_places_of_the_users_own(server: Driver, text: str) -> None:
    lists = [
        tasklist(task(n, unit("县商务局"), unit("各镇街", "support", "collective")), place="甲省乙市", year=n)
        for n in (2023, 2024)
    ]

    def put(store: Store) -> Any:
        try:
            return store.put_places(text)
        except Exception as error:
            return type(error)

    same(server, [*map(loading, lists), put, loading(lists[0]), lambda store: store.put_places(""), *map(removing, lists)])
