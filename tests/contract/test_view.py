"""Drawings: what each step brings, what is grouped, and that nothing is lost or drawn twice."""

from __future__ import annotations

from datetime import date

import pytest

from graph.questions.base import Filters
from graph.store.base import Store
from graph.view import View, Wanted, draw, steps
from graph.view.arrange import FEW, MANY
from graph.view.net import Net
from graph.view.relations import RELATIONS
from graph.view.standing import standings
from ingest.errors import ParameterWrong
from ingest.record import Deadline
from tests.graph.lists import evidence, task, tasklist, unit

THEMES = ("一、主动公开", "二、依申请公开", "三、监督")
MANY_TASKS = 90


def loaded(store: Store) -> dict[str, str]:
    """A city's list of 90 tasks under three headings, all led by one office, and a small one of the next year."""
    late = Deadline("12月底前", False, (date(2025, 12, 31),), None, evidence("12月底前", 1))
    large = [
        task(n, unit("市政府办"), unit("市商务局", "support"), text=f"第{n}项", themes=[THEMES[n % 3]])
        for n in range(1, MANY_TASKS + 1)
    ]
    small = [task(n, unit("市政府办"), text=f"来年第{n}项", themes=["一、公开"], limit=late) for n in range(1, 4)]
    store.load([tasklist(*large)], sha256="1")
    store.load([tasklist(*small, year=2025, file="b.docx")], sha256="2")
    units = {node.label: node.id for node in store.nodes("Unit", filters=Filters()).nodes}
    papers = {str(node.properties["year"]): node.id for node in store.nodes("Document", filters=Filters()).nodes}
    return {**units, **papers, "舒兰市": store.meant("Jurisdiction", "舒兰市").id}


def drawn(store: Store, show: str, **more: object) -> View:
    return draw(store, Wanted(steps(show), **more))  # type: ignore[arg-type]


def members(view: View) -> list[str]:
    """Everything that is drawn or in a group, as often as it is."""
    return [*view.nodes, *(member for group in view.groups.values() for member in group.members)]


def test_a_node_alone_then_what_it_leads_in_groups_of_its_documents(store: Store) -> None:
    ids = loaded(store)
    office = ids["市政府办"]
    assert list(drawn(store, office).nodes) == [office]
    view = drawn(store, f"{office}_lead")
    assert [(group.key, len(group.members)) for group in view.groups.values()] == [(ids["2024"], MANY_TASKS), (ids["2025"], 3)]
    assert list(view.nodes) == [office]
    led = {(line.source, line.target, line.count) for line in view.lines if line.type == "LEADS"}
    assert led == {(office, group.id, len(group.members)) for group in view.groups.values()}


def test_opening_groups_loses_nothing_and_draws_nothing_twice(store: Store) -> None:
    ids = loaded(store)
    shown = f"{ids['市政府办']}_lead"
    seen = set[str]()
    for _ in range(12):
        view = drawn(store, shown)
        found = members(view)
        assert len(found) == len(set(found)) == 1 + MANY_TASKS + 3
        assert seen <= set(view.nodes), "what was drawn stays"
        seen = set(view.nodes)
        if not view.groups:
            return
        shown += f" {next(iter(view.groups.values())).opens}"
    raise AssertionError("there is always another group")


def test_by_theme_all_at_once_and_the_list_that_grows(store: Store) -> None:
    ids = loaded(store)
    office, paper = ids["市政府办"], ids["2024"]
    by_theme = drawn(store, f"{office}_lead_theme", filters=Filters(year=2024))
    assert [len(group.members) for group in by_theme.groups.values()] == [30, 30, 30]
    assert len(drawn(store, f"{paper}_task_all").nodes) == 1 + MANY_TASKS
    heading = next(iter(by_theme.groups.values())).key
    assert len(drawn(store, f"{heading}_task").nodes) == 31
    many = [task(n, unit("市教育局", "support"), text=f"另{n}") for n in range(1, 81)]
    store.load([tasklist(*many, title="另一份", file="c.docx")], sha256="3")
    other = store.meant("Document", "另一份").id
    view = drawn(store, f"{other}_task {other}_task___60")
    assert len(view.nodes) == 61
    assert [str(group.opens) for group in view.groups.values()] == [f"{other}_task___90"]


def test_over_tasks_a_line_says_how_many_it_stands_for(store: Store) -> None:
    ids = loaded(store)
    view = drawn(store, f"{ids['2024']}_lead {ids['2024']}_support {ids['市政府办']}_partner {ids['舒兰市']}_document")
    lines = {(li.type, li.source, li.target): li.count for li in view.lines}
    assert lines["LEADS", ids["市政府办"], ids["2024"]] == MANY_TASKS
    assert lines["SUPPORTS", ids["市商务局"], ids["2024"]] == MANY_TASKS
    assert lines[None, ids["市商务局"], ids["市政府办"]] == MANY_TASKS
    assert lines["BELONGS_TO", ids["2025"], ids["舒兰市"]] == 1
    assert lines["BELONGS_TO", ids["市政府办"], ids["舒兰市"]] == 0


def test_filters_narrow_what_a_step_brings(store: Store) -> None:
    ids = loaded(store)
    office = ids["市政府办"]

    def count(**more: object) -> int:
        return len(members(drawn(store, f"{office}_task", **more))) - 1

    assert count(filters=Filters(year=2025)) == 3
    assert count(filters=Filters(role="support")) == 0
    assert count(due_from="2025-01-01") == 3
    assert count(due_to="2024-12-31") == MANY_TASKS
    assert count(filters=Filters(place="舒兰市")) == MANY_TASKS + 3
    assert len(members(drawn(store, f"{ids['舒兰市']}_document", filters=Filters(year=2025)))) == 2
    with pytest.raises(ParameterWrong):
        count(filters=Filters(place="无此地"))


def test_the_way_between_two_nodes_is_drawn(store: Store) -> None:
    ids = loaded(store)
    view = drawn(store, f"{ids['市商务局']}_to_{ids['2024']}")
    assert {way[0] for way in view.ways} == {ids["市商务局"]}
    assert {way[-1] for way in view.ways} == {ids["2024"]}
    assert all(node in view.nodes for way in view.ways for node in way)


def test_no_room_is_told_by_the_step_that_needed_it(store: Store) -> None:
    ids = loaded(store)
    view = drawn(store, f"{ids['2024']}_task_all", limit=50)
    assert len(view.nodes) == 50
    assert view.left_out == {f"{ids['2024']}_task_all": MANY_TASKS + 1 - 50}


def test_what_is_gone_is_told_and_what_is_no_step_is_refused(store: Store) -> None:
    ids = loaded(store)
    assert drawn(store, "unit:0000 unit:0000_lead").missing == ["unit:0000", "unit:0000"]
    for wrong in (f"{ids['2024']}_nonsense", f"{ids['2024']}_task_size", f"{ids['2024']}_task___x", "a_b_c_d_e_f"):
        with pytest.raises(ParameterWrong):
            drawn(store, wrong)


def test_every_relation_of_every_type_counts_what_it_brings(store: Store) -> None:
    ids = loaded(store)
    net = Net(store, Wanted(()))
    start = drawn(store, f"{ids['2024']}_task_all {ids['2024']}_theme {ids['2024']}_lead {ids['舒兰市']}")
    one_of_each = {node.type: node for node in start.nodes.values()}
    assert set(one_of_each) == {"Document", "Task", "Unit", "Theme", "Jurisdiction"}
    for node in one_of_each.values():
        for one in RELATIONS[node.type]:
            there = net.members(node, one)
            view = drawn(store, f"{node.id}_{one.name}_all")
            assert set(members(view)) == {node.id, *there}, (node.id, one.name)


def test_a_group_is_never_more_than_a_screen(store: Store) -> None:
    lists = [
        tasklist(
            *(task(n, unit("市政府办")) for n in range(1, 5)),
            title=f"第{k}份清单",
            number=f"舒政〔2024〕{k}号",
            file=f"{k}.txt",
        )
        for k in range(1, 31)
    ]
    for number, one in enumerate(lists):
        store.load([one], sha256=str(number))
    office = store.meant("Unit", "市政府办").id
    view = drawn(store, f"{office}_lead")
    assert len(view.groups) == MANY + 1
    rest = view.groups[f"+{office}_lead__rest"]
    assert len(rest.members) == 4 * (30 - MANY) > FEW
    opened = drawn(store, f"{office}_lead {rest.opens}")
    assert len(opened.groups) == 30
    assert len(opened.batches[-1].ids) == 30 - MANY


def test_each_thing_knows_its_level_place_and_heading(store: Store) -> None:
    ids = loaded(store)
    view = drawn(store, f"{ids['2025']}_task {ids['2024']}_task {ids['市政府办']}")
    standing = standings(view, store)
    assert set(standing) == {*view.nodes, *view.groups}
    assert {one.level for one in standing.values()} == {"city"}
    assert {one.place for one in standing.values()} == {ids["舒兰市"]}
    tasks = [standing[id].theme for id in view.nodes if view.nodes[id].type == "Task"]
    assert len(set(tasks)) == 1
