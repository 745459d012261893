"""Two years of a place: against an oracle over the edges, and as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.judgements import Judgement
from graph.questions import get
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import Deadline, Task, TaskList, UnitMention
from tests.contract.whole import Whole
from tests.graph.draws import graphs, kin
from tests.graph.lists import evidence, task, tasklist, unit

ASK = get("changes")
KINDS = ("new", "dropped", "lead", "deadline", "reworded")
ASKED = st.fixed_dictionaries(
    {
        "year": st.sampled_from([None, 2024, 2023]),
        "before": st.sampled_from([None, 2023]),
        "level": st.sampled_from([None, "city"]),
        "theme": st.sampled_from([None, "招商"]),
        "role": st.sampled_from([None, "lead"]),
    }
)


def day(due: str | None, shift: int) -> str | None:
    return f"{int(due[:4]) + shift}{due[4:].replace('-02-29', '-02-28')}" if due else None


def holders(whole: Whole, one: str) -> set[str]:
    leads = {e.source for e in whole.at[one] if e.type == "LEADS"}
    return leads or {e.source for e in whole.at[one] if e.type == "RESPONSIBLE_FOR"}


def oracle(whole: Whole, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(change, year, earlier id, id), in order. No reform is among the drawn units."""
    lists = whole.documents({name: asked[name] for name in ("year", "level")})
    linked: set[tuple[str, str]] = set()
    for pair in whole.pairs("PARALLELS"):
        for now, before in (pair, pair[::-1]):
            new, old = whole.document[now], whole.document[before]
            year, earlier = (whole.nodes[one].properties["year"] for one in (new, old))
            place = whole.place_of(new)
            if (
                new in lists
                and place
                and place == whole.place_of(old)
                and earlier == (asked["before"] or year - 1)
                and new != old
            ):
                linked.add((now, before))
    related = {(whole.document[a], whole.document[b]) for a, b in linked}
    year_of = {new: whole.nodes[new].properties["year"] for new, _ in related}
    rows: set[tuple[Any, ...]] = set()
    for one, document in whole.document.items():
        if document in year_of and all(now != one for now, _ in linked):
            rows.add(("new", year_of[document], "", one))
        for new, old in related:
            same_year = {before for now, before in linked if year_of[whole.document[now]] == year_of[new]}
            if document == old and one not in same_year:
                rows.add(("dropped", year_of[new], "", one))
    for now, before in linked:
        n, o, year = whole.nodes[now].properties, whole.nodes[before].properties, year_of[whole.document[now]]
        shift = year - whole.nodes[whole.document[before]].properties["year"]
        same_day = n["due"] == o["due"] or (n["due"] and day(n["due"], 0) == day(o["due"], shift))
        if holders(whole, now) != holders(whole, before):
            rows.add(("lead", year, before, now))
        if not (same_day and n["ongoing"] == o["ongoing"] and n["relative"] == o["relative"]):
            rows.add(("deadline", year, before, now))
        if n["text"].strip("。；;. ") != o["text"].strip("。；;. "):
            rows.add(("reworded", year, before, now))
    left = whole.tasks({name: asked[name] for name in ("theme", "role")})
    shown = [row for row in rows if row[3] in left]

    def sort(row: tuple[Any, ...]) -> tuple[Any, ...]:
        change, year, before, one = row
        place = whole.place_of(whole.document[one]) or ""
        name, its = whole.nodes[place].properties["name"], whole.nodes[one].properties
        return name, place, year, KINDS.index(change), its["seq"], its["part"] or 0, one, before

    return sorted(shown, key=sort)


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(lists=graphs(5) | kin(), asked=ASKED)
def test_it_agrees_with_the_oracle(fresh: Callable[[], Store], lists: list[TaskList], asked: dict[str, Any]) -> None:
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    whole = Whole(store)
    rows = store.ask(ASK, {**asked, "limit": 1000}).rows
    assert [(r.change, r.year, r.before_id or "", r.id) for r in rows] == oracle(whole, asked)
    for kind in KINDS:
        assert store.ask(ASK, {**asked, "change": kind, "limit": 1000}).rows == tuple(r for r in rows if r.change == kind)


def due(words: str, *dates: date, ongoing: bool = False) -> Deadline:
    return Deadline(words, ongoing, dates, None, evidence(words))


def item(seq: int, text: str, limit: Deadline, *units: UnitMention) -> Task:
    return replace(task(seq, *units, text=text), deadline=limit)


@pytest.fixture
def loaded(store: Store) -> Store:
    office, school = unit("市政府办"), unit("市教育局")
    before = (
        item(1, "编制政务公开事项标准目录并向社会公布", due("6月底前", date(2023, 6, 30)), office),
        item(2, "新建改扩建公办幼儿园十二所", due("2月底前", date(2023, 2, 28)), school),
        item(3, "组织开展企业用工服务专项行动", due("长期坚持", ongoing=True), unit("市经贸局")),
        item(4, "清理规范涉企行政检查事项清单", due("9月底前", date(2023, 9, 30)), school),
    )
    now = (
        item(1, "编制政务公开事项标准目录并向全社会公布。", due("6月底前", date(2024, 6, 30)), office),
        item(2, "新建改扩建公办幼儿园十二所", due("2月底前", date(2024, 2, 29)), office),
        item(3, "组织开展企业用工服务专项行动", due("12月底前", date(2024, 12, 31)), unit("市商务局")),
        item(4, "推广使用电子营业执照和电子印章", due("9月底前", date(2024, 9, 30)), school),
    )
    for year, tasks in ((2023, before), (2024, now)):
        store.load([tasklist(*tasks, year=year, file=f"{year}.docx")], sha256="0")
    return store


def seen(store: Store, **given: Any) -> list[tuple[str, str | None, str | None]]:
    return [(r.change, r.before or r.text, r.now) for r in store.ask(ASK, {"place": "舒兰市", **given}).rows]


def test_what_is_new_gone_and_changed(loaded: Store) -> None:
    assert seen(loaded) == [
        ("new", "推广使用电子营业执照和电子印章", None),
        ("dropped", "清理规范涉企行政检查事项清单", None),
        ("lead", "市教育局", "市政府办"),
        ("lead", "市经贸局", "市商务局"),
        ("deadline", "长期坚持", "12月底前"),
        ("reworded", "编制政务公开事项标准目录并向社会公布", "编制政务公开事项标准目录并向全社会公布。"),
    ]
    assert seen(loaded, year=2024) == seen(loaded, before=2023) == seen(loaded)
    assert seen(loaded, year=2023) == seen(loaded, before=2020) == []


def test_a_body_that_took_over_the_whole_work_is_the_same(loaded: Store) -> None:
    old, new = loaded.meant("Unit", "市经贸局").id, loaded.meant("Unit", "市商务局").id
    loaded.judge([Judgement("successor", old, new, who="甲", when="2026-01-01", why="机构改革")])
    assert seen(loaded, change="lead") == [("lead", "市教育局", "市政府办")]
    assert len(seen(loaded, change="lead", follow_reform=False)) == 2


def test_a_limit_that_is_no_day_moves_as_well(store: Store) -> None:
    texts = ("编制政务公开事项标准目录并向社会公布", "新建改扩建公办幼儿园十二所", "组织开展企业用工服务专项行动")
    always, within = due("长期坚持", ongoing=True), [replace(due(words), relative=words) for words in ("5日内", "10日内")]
    for year, limits in ((2023, (always, within[0], within[0])), (2024, (Deadline(), within[1], within[0]))):
        tasks = [item(n, text, limit) for n, (text, limit) in enumerate(zip(texts, limits, strict=True), 1)]
        store.load([tasklist(*tasks, year=year, file=f"{year}.docx")], sha256="0")
    rows = store.ask(ASK, {}).rows
    assert [(r.change, r.text, r.before, r.now) for r in rows] == [
        ("deadline", texts[0], "长期坚持", None),
        ("deadline", texts[1], "5日内", "10日内"),
    ]


def test_each_later_year_is_held_against_the_one_that_is_given(store: Store) -> None:
    """What stands again in one later year, and not in the other, was dropped in the other."""
    texts = ("编制政务公开事项标准目录并向社会公布", "新建改扩建公办幼儿园十二所")
    for year, said in ((2023, texts), (2024, texts), (2025, texts[:1])):
        tasks = [task(n, unit("市教育局"), text=text) for n, text in enumerate(said, 1)]
        store.load([tasklist(*tasks, year=year, file=f"{year}.docx")], sha256="0")
    rows = [(r.change, r.year, r.text) for r in store.ask(ASK, {"before": 2023}).rows if r.change == "dropped"]
    assert rows == [("dropped", 2025, texts[1])]


def test_a_list_without_a_list_of_the_year_before_is_no_change(store: Store) -> None:
    store.load([tasklist(task(1, unit("市商务局")))], sha256="0")
    assert seen(store) == []


def test_pages_and_what_cannot_be_meant(loaded: Store, fresh: Callable[[], Store]) -> None:
    whole = seen(loaded)
    assert [seen(loaded, limit=1, offset=n)[0] for n in range(len(whole))] == whole
    assert [row.truncated for row in (loaded.ask(ASK, {"limit": 5}), loaded.ask(ASK, {"limit": 6}))] == [True, False]
    for wrong in ({"place": "火星"}, {"change": "moved"}, {"before": 10}):
        with pytest.raises(ParameterWrong):
            loaded.ask(ASK, wrong)
    assert fresh().ask(ASK, {}).rows == ()
