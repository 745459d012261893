"""Which lists are to be aligned, and in which relation."""

from __future__ import annotations

from itertools import permutations

import pytest

from ingest.alignment import Index, Kin, Related, marks_of, prepare, subject_of
from ingest.fields.places import place_chain
from ingest.record import DocumentHead, Task, TaskList
from tests.alignment import pairs

PROVINCE = Kin("province", frozenset({"state"}), "岚江省", "营商环境", 2024)
CITY = Kin("city", frozenset({"province"}), "临澄市", "营商环境", 2024)
COUNTY = Kin("county", frozenset({"city", "province"}), "澄湖区", "营商环境", 2024)
NEXT = Kin("county-next", frozenset({"city-next"}), "澄湖区", "营商环境", 2025)
SISTER = Kin("sister", frozenset({"city-next"}), "望溪县", "营商环境", 2025)
OTHER = Kin("county-digital", frozenset(), "澄湖区", "数字政府", 2025)
ALL = (PROVINCE, CITY, COUNTY, NEXT, SISTER, OTHER)


def related(index: Index, kin: Kin) -> dict[str, tuple[str, bool]]:
    return {one.id: (one.relation, one.forward) for one in index.related(kin)}


def test_a_list_carries_out_its_upstream_documents_that_are_here() -> None:
    assert related(Index(ALL), COUNTY) == {
        "city": ("carries_out", True),
        "province": ("carries_out", True),
        "county-next": ("continues", False),
    }
    assert related(Index(ALL), PROVINCE) == {"city": ("carries_out", False), "county": ("carries_out", False)}


def test_of_two_lists_that_name_each_other_the_later_goes_back_to_the_earlier_whichever_is_asked() -> None:
    supplement = Kin("a-supplement", frozenset({"first"}), "临澄市", "营商环境", 2024)
    first = Kin("first", frozenset({"a-supplement"}), "临澄市", "营商环境", 2023)
    index = Index((first, supplement))
    assert related(index, supplement) == {"first": ("carries_out", True)}
    assert related(index, first) == {"a-supplement": ("carries_out", False)}


def test_one_places_lists_of_two_years_on_one_subject_continue() -> None:
    assert related(Index(ALL), NEXT)["county"] == ("continues", True)
    assert related(Index(ALL), OTHER) == {}


def test_sisters_carry_out_one_document_that_is_not_here() -> None:
    index = Index(ALL)
    assert related(index, SISTER) == {"county-next": ("parallels", True)}
    index.add(Kin("city-next", frozenset(), "临澄市", "营商环境", 2025))
    assert related(index, SISTER) == {"city-next": ("carries_out", True)}
    assert index.parted_by("city-next") == (("county-next", "sister"),)
    index.remove("city-next")
    assert related(index, SISTER) == {"county-next": ("parallels", True)}


def test_sisters_that_name_no_upstream_document_are_known_by_what_they_copy() -> None:
    texts = [task.text for pair in pairs.written()[:1] for task in pair.other.tasks]

    def copy(id: str, place: str, year: int, sentences: list[str]) -> Kin:
        tasks = tuple(Task(n, text) for n, text in enumerate(sentences, 1))
        return Kin(id, place=place, year=year, marks=marks_of(prepare(TaskList(DocumentHead(id), tasks))))

    one = copy("a", "澄湖区", 2024, texts)
    half, little = texts[:20] + ["按本地实际安排"] * 3, [*texts[:4], *(task.text for task in pairs.written()[-1].new.tasks)]
    index = Index([copy("b", "望溪县", 2024, half), copy("c", "汀南区", 2024, little), copy("d", "岭桥市", 2023, half)])
    assert index.related(one) == (Related("b", "parallels", False),)


@pytest.mark.parametrize("order", list(permutations(ALL))[::37])
def test_no_order_of_arrival_changes_the_relations(order: tuple[Kin, ...]) -> None:
    stored = Index()
    for one in order:
        stored.add(one)
    assert {one.id: stored.related(one) for one in ALL} == {one.id: Index(ALL).related(one) for one in ALL}


def test_a_list_that_is_stored_again_replaces_the_first() -> None:
    index = Index([CITY, PROVINCE])
    index.add(Kin("city", frozenset(), "云汀市", "营商环境", 2024))
    assert related(index, PROVINCE) == {}


@pytest.mark.parametrize(
    ("title", "place", "subject"),
    [
        ("2024年澄湖区优化营商环境工作任务分解表", "临澄市澄湖区", "营商环境"),
        ("汀南区2024年营商环境提升任务清单", "汀南区", "营商环境"),
        ("2025年临澄市提振消费专项行动任务分解表", "临澄市", "消费"),
        ("国务院办公厅关于印发2024年政务公开工作要点的通知", None, "政务公开"),
        ("关于印发《二〇二四年安全生产工作要点》的通知", None, "安全生产"),
        ("2025年重点工作任务清单", None, ""),
        (None, None, None),
    ],
)
def test_the_subject_of_a_list_is_its_title_without_year_place_and_form(
    title: str | None, place: str | None, subject: str | None
) -> None:
    assert subject_of(title, place_chain(place)) == subject
