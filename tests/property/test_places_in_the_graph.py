"""Places in the graph: official names, levels, codes and the tree; the same whatever came first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from graph.questions.base import Filters
from graph.store import open_store
from graph.store.base import Store
from ingest.errors import PlacesWrong
from ingest.pipeline import extract
from ingest.record import DocumentHead, Task, TaskList, UnitMention

CORPUS = Path(__file__).parents[2] / "ingest" / "corpus"
PLACES = (CORPUS / "places.toml").read_text(encoding="utf-8")


def listed(place: str, *units: str, year: int = 2024, number: str | None = None) -> TaskList:
    """A list of a place with one task."""
    doc = DocumentHead(f"{place}{year}.docx", f"{year}年{place}工作要点任务分解表", number, None, place, year)
    return TaskList(doc, (Task(1, "推进亩产效益评价改革", units=tuple(UnitMention(name, "lead") for name in units)),))


def places(store: Store) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Name -> level, code, the place around it."""
    graph = store.everything(filters=Filters())
    names = {n.id: n.label for n in graph.nodes}
    around = {e.source: names[e.target] for e in graph.edges if e.type == "WITHIN"}
    return {
        n.label: (n.properties["level"], n.properties["code"], around.get(n.id))
        for n in graph.nodes
        if n.type == "Jurisdiction"
    }


def whole(store: Store) -> tuple[Any, Any]:
    graph = store.everything(filters=Filters())
    return graph.nodes, graph.edges


def test_places_have_their_official_name_level_code_and_tree() -> None:
    with open_store(":memory:") as store:
        store.load([listed("邹城", "市商务局", "高新区管委会", "太平镇人民政府")], sha256="0")
        assert places(store) == {
            "山东省": ("province", "370000", None),
            "济宁市": ("city", "370800", "山东省"),
            "邹城市": ("county", "370883", "济宁市"),
            "太平镇": ("town", None, "邹城市"),
        }


def test_one_place_printed_at_two_lengths_has_one_node_and_one_unit() -> None:
    with open_store(":memory:") as store:
        store.load([listed("莱芜区", "区商务局")], sha256="0")
        store.load([listed("济南市莱芜区", "区商务局", year=2025)], sha256="1")
        assert store.counts()["Unit"] == 1
        assert [name for name in places(store) if "莱芜" in name] == ["莱芜区"]


def test_a_place_under_its_name_of_then_is_another_node() -> None:
    with open_store(":memory:") as store:
        store.load([listed("莱芜市", "市商务局", year=2015), listed("莱芜区", "区商务局", year=2020)], sha256="0")
        found = places(store)
        assert found["莱芜市"] == ("city", "371200", "山东省")
        assert found["莱芜区"] == ("county", "370116", "济南市")
        assert store.counts()["Unit"] == 2


def test_units_of_other_places_hang_in_the_tree() -> None:
    with open_store(":memory:") as store:
        store.load([listed("济宁市", "任城区教育局", "市生态环境局邹城分局", "省教育厅")], sha256="0")
        assert set(places(store)) == {"山东省", "济宁市", "任城区", "邹城市"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("邹城", "邹城市"),
        ("山东邹城", "邹城市"),
        ("山东省邹城市", "邹城市"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("湖北", "湖北省"),
    ],
)
def test_people_name_a_place_in_any_form(given: str, name: str) -> None:
    with open_store(":memory:") as store:
        store.load([listed("邹城市", "市商务局")], sha256="0")
        store.load([listed("恩施州", "州商务局")], sha256="1")
        assert store.meant("Jurisdiction", given).label == name


def corpus() -> list[list[TaskList]]:
    some = ("岭桥市2024", "2024年岚江省优", "云汀市2024")
    documents = sorted(p for p in (CORPUS / "documents").iterdir() if any(s in p.name for s in some))
    return [extract(p) for p in documents]


def test_it_does_not_matter_when_the_places_are_added() -> None:
    lists = [*corpus(), [listed("鼓楼区", "区商务局")], [listed("邹城市", "市商务局")]]
    assert len(lists) >= 4
    graphs = []
    for order in list(permutations(range(len(lists))))[::29]:
        for at in (0, 1, len(lists)):
            with open_store(":memory:") as store:
                for turn, which in enumerate(order):
                    if turn == at:
                        store.put_places(PLACES)
                    store.load(lists[which], sha256=str(which))
                if at == len(lists):
                    store.put_places(PLACES)
                graphs.append(whole(store))
    assert all(graph == graphs[0] for graph in graphs)
    assert any(n.label == "岚江省" for n in graphs[0][0])


def test_taken_out_again_they_leave_no_trace() -> None:
    lists = corpus()
    with open_store(":memory:") as store:
        for one in lists:
            store.load(one, sha256="0")
        before = whole(store)
        assert store.put_places(PLACES) == len(lists)
        assert store.places() == PLACES
        assert whole(store) != before
        assert store.put_places("") == len(lists)
        assert (whole(store), store.places()) == (before, "")


def test_a_wrong_file_changes_nothing() -> None:
    with open_store(":memory:") as store:
        store.put_places(PLACES)
        with pytest.raises(PlacesWrong):
            store.put_places("[[place]]")
        assert store.places() == PLACES


def test_the_notes_of_a_stored_record_follow_the_places() -> None:
    with open_store(":memory:") as store:
        (loaded,) = store.load([listed("岭桥市", "市商务局")], sha256="0")

        def notes() -> list[str]:
            (document,) = store.nodes("Document", filters=Filters()).nodes
            record = store.record(document.id)
            assert record
            return [note["kind"] for note in record["notes"]]

        assert notes() == ["place not settled"]
        store.put_places(PLACES)
        assert notes() == []
        assert loaded.result == "added"
