"""Ids, keys and rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph import names
from graph.build import build
from ingest.record import Citation
from tests.graph.lists import in_file, task, tasklist, unit


@pytest.mark.parametrize(
    "same", ["邹政办字[2024]8号", "邹政办字【2024】第8号", "邹政办字 〔2024〕 ０８ 号", "邹政办字（2024）8号"]
)
def test_a_number_is_one_in_any_writing(same: str) -> None:
    assert names.number_key(same) == names.number_key("邹政办字〔2024〕8号") == "邹政办字〔2024〕8号"


@pytest.mark.parametrize("number", [None, "", "邹政办字〔2024〕号", "邹政办字〔2024〕  号"])
def test_a_number_without_a_number_is_none(number: str | None) -> None:
    assert names.number_key(number) is None


@pytest.mark.parametrize(
    "title",
    [
        "山东省人民政府办公厅关于印发2024年山东省政务公开工作要点的通知",
        "《2024年山东省政务公开工作要点》",
        "关于印发《2024年山东省政务公开工作要点》的通知",
        "2024年山东省政务 公开工作要点",
    ],
)
def test_a_title_is_one_wrapped_or_not(title: str) -> None:
    assert names.title_key(title) == "2024年山东省政务公开工作要点"


def test_the_id_of_a_document_does_not_depend_on_its_file() -> None:
    one = tasklist(task(1, unit("市商务局")), number="甲政〔2024〕1号")
    assert build([one])[0].id == build([in_file(one, "b.pdf")])[0].id
    bare = tasklist(task(1, unit("市商务局")))
    assert build([bare])[0].id == build([in_file(bare, "b.pdf")])[0].id != build([one])[0].id
    other_year = replace(bare, doc=replace(bare.doc, year=2023))
    assert build([bare])[0].id != build([other_year])[0].id


def test_the_meaning_of_two_formats_is_one_and_their_fingerprints_two() -> None:
    one = tasklist(task(1, unit("市商务局")))
    (a,), (b,) = build([one]), build([in_file(one, "b.pdf")])
    assert (a.meaning == b.meaning, a.fingerprint == b.fingerprint) == (True, False)


def test_lists_of_one_file_have_ids_of_their_own() -> None:
    numbered = [tasklist(title=t, number="甲政〔2024〕1号") for t in ("附件1", "附件2", "附件2", "")]
    assert len({p.id for p in build(numbered)}) == 4
    assert {p.family for p in build(numbered)} == {build(numbered)[0].id}


def test_tasks_with_one_number_have_ids_of_their_own_that_sort_as_numbered() -> None:
    (plan,) = build([tasklist(task(2), task(10), task(2), task(3, part=1), task(3, part=2))])
    ids = [t.id for t in plan.tasks]
    assert len(set(ids)) == 5
    assert [i.partition(plan.id[4:])[2] for i in sorted(ids)] == [":0002", ":0002-1", ":0003.1", ":0003.2", ":0010"]


def test_who_stands_first_or_alone() -> None:
    def standing(*mentions: tuple[str, str]) -> list[int]:
        (plan,) = build([tasklist(task(1, *(unit(n, r) for n, r in mentions)))])  # type: ignore[arg-type]
        return [d.standing for d in plan.tasks[0].duties]

    assert standing(("市商务局", "responsible")) == [2]
    assert standing(("市商务局", "responsible"), ("商务局", "responsible")) == [2]
    assert standing(("市商务局", "responsible"), ("市教育局", "responsible")) == [1, 0]
    assert standing(("市商务局", "responsible"), ("市教育局", "lead")) == [0, 0]
    assert standing(("市商务局", "support"), ("市教育局", "responsible")) == [0, 0]


def test_a_citation_without_words_is_left_out() -> None:
    (plan,) = build(
        [tasklist(task(1, cites=[Citation(None, None), Citation("〔2024〕号", "条例"), Citation(None, "《条例》")]))]
    )
    assert [(r.number, r.title_key) for r in plan.tasks[0].cites] == [(None, "条例")]


@pytest.mark.parametrize(
    ("chain", "level"),
    [
        (("岚江省",), "province"),
        (("岚江省", "林城市"), "city"),
        (("林城市", "云亭县"), "county"),
        (("济宁市", "邹城市"), "county"),
        (("重庆市",), "province"),
        (("兖州区",), "county"),
        (("兖州区", "新驿镇"), "town"),
        (("火星",), None),
    ],
)
def test_the_level_of_a_place(chain: tuple[str, ...], level: str | None) -> None:
    assert names.place_level(chain) == level


def test_ids_sort_as_the_tasks_are_numbered() -> None:
    numbers = [(1, None, 0), (1, None, 1), (2, 1, 0), *((2, part, 0) for part in range(2, 13)), (3, None, 0), (12, None, 0)]
    ids = [names.task_id("doc:0123456789abcdef", *number) for number in numbers]
    assert ids == sorted(ids)
    assert ids[2:5] == [f"task:0123456789abcdef:0002.{part}" for part in (1, 2, 3)]
    assert len(set(ids)) == len(ids)
