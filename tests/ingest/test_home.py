"""Whose list a document is: as printed, as the division that it means, and what the report says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.divisions import read_gazetteer
from ingest.home import home_of, issuer_kind, printed_home, with_note
from ingest.pipeline import extract
from ingest.record import Citation, DocumentHead, Task, TaskList, UnitMention
from ingest.resolve import resolve_unit

CORPUS = Path(__file__).parents[2] / "ingest" / "corpus"


def listed(*units: str, **head: object) -> TaskList:
    """A list with one task of these units."""
    basis = tuple(Citation(None, title) for title in head.pop("basis", ()))  # type: ignore[attr-defined]
    doc = DocumentHead("a.docx", basis=basis, **head)  # type: ignore[arg-type]
    return TaskList(doc, (Task(1, "…", units=tuple(UnitMention(name, "lead") for name in units)),))


@pytest.mark.parametrize(
    ("jurisdiction", "issuer", "place"),
    [
        ("云溪区", "临川市云溪区人民政府办公室", "临川市云溪区"),
        ("云溪区", "云溪区人民政府办公室", "云溪区"),
        ("云溪区", "临川市人民政府办公室", "云溪区"),
        ("云溪区", None, "云溪区"),
        (None, "国务院办公厅", None),
        (None, "临川市人民政府办公室", "临川市"),
        (None, "中共临川市委办公室", "临川市"),
    ],
)
def test_the_issuer_may_print_the_place_more_fully(jurisdiction: str | None, issuer: str | None, place: str | None) -> None:
    assert printed_home(DocumentHead("a.docx", jurisdiction=jurisdiction, issuer=issuer)) == place


@pytest.mark.parametrize("printed", ["莱芜区", "济南市莱芜区", "山东省莱芜区", "山东省济南市莱芜区"])
def test_the_chain_is_the_same_at_whatever_length_it_is_printed(printed: str) -> None:
    home = home_of(listed(jurisdiction=printed, year=2024))
    assert home.chain == ("山东省", "济南市", "莱芜区")
    assert resolve_unit("区商务局", "unit", None, home.chain).key == "济南市莱芜区/商务"
    assert resolve_unit("市商务局", "unit", None, home.chain).key == "济南市/商务"
    assert resolve_unit("省商务厅", "unit", None, home.chain).key == "山东省/商务"


def test_what_is_not_settled_keeps_its_words_and_is_reported() -> None:
    one = listed("区商务局", jurisdiction="鼓楼区", year=2024)
    home = home_of(one)
    assert home.chain == ("鼓楼区",)
    (note,) = with_note(one, home).notes
    assert note.kind == "place not settled"
    assert note.zh.startswith("地区没有确定：“鼓楼区”可能是江苏省南京市鼓楼区、")
    assert with_note(with_note(one, home), home).notes == (note,)


@pytest.mark.parametrize(
    ("one", "city"),
    [
        (listed("区商务局", "徐州市公安局鼓楼分局", jurisdiction="鼓楼区", year=2024), "徐州市"),
        (listed("区商务局", jurisdiction="鼓楼区", year=2024, basis=["福州市人民政府关于印发方案的通知"]), "福州市"),
        (listed("区商务局", jurisdiction="鼓楼区", issuer="开封市鼓楼区人民政府", year=2024), "开封市"),
    ],
)
def test_the_document_settles_its_place_itself(one: TaskList, city: str) -> None:
    home = home_of(one)
    assert home.chain[1:] == (city, "鼓楼区")
    assert with_note(one, home) is one


def test_an_unknown_place_and_one_by_habit_are_reported() -> None:
    for place, year in (("岭桥市", 2024), ("莱芜市", 2024)):
        one = listed(jurisdiction=place, year=year)
        assert len(with_note(one, home_of(one)).notes) == 1
    kept = listed(jurisdiction="莱芜市", year=2015)
    assert with_note(kept, home_of(kept)) is kept


@pytest.mark.parametrize(
    ("issuer", "kind"),
    [
        ("国务院办公厅", "state"),
        ("教育部", "state"),
        ("国家发展改革委", "state"),
        ("湖南大学", "university"),
        ("临澄市第一中学", "university"),
        ("吉林市城市建设控股集团有限公司", "enterprise"),
        ("济宁市中级人民法院", "court"),
        ("邹城市人民检察院", "procuratorate"),
        ("济宁市第一人民医院", "hospital"),
        ("最高人民法院", "state"),
        ("邹城市人民政府办公室", None),
        ("中共邹城市委宣传部", None),
        ("济宁高新区管委会", None),
        (None, None),
    ],
)
def test_issuers_that_are_no_government_of_a_place(issuer: str | None, kind: str | None) -> None:
    assert issuer_kind(issuer) == kind


def test_such_issuers_have_no_place_and_need_none() -> None:
    for issuer in ("国务院办公厅", "湖南大学", "吉林市城市建设控股集团有限公司"):
        one = listed("办公室", issuer=issuer, year=2024)
        home = home_of(one)
        assert (home.chain, home.printed) == ((), None)
        assert issuer in home.settled.reason[0]
        assert with_note(one, home) is one


def test_the_sample_corpus_is_settled_by_its_file_of_places() -> None:
    added = read_gazetteer(CORPUS / "places.toml")
    for document in sorted((CORPUS / "documents").iterdir()):
        (one,) = extract(document, added=added)
        home = home_of(one, added)
        assert home.chain[0] == "岚江省"
        assert home.settled.division is not None
        assert [note for note in one.notes if note.kind == "place not settled"] == []


@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("泗水县教育局", ("山东省", "济宁市"), "泗水县/教育"),
        ("兖州区教育局", ("山东省",), "济宁市兖州区/教育"),
        ("市生态环境局邹城分局", ("山东省", "济宁市"), "邹城市/生态环境:分局"),
        ("济宁市生态环境局邹城市分局", ("山东省", "济宁市", "邹城市"), "邹城市/生态环境:分局"),
        ("恩施州发展改革委", ("湖北省", "恩施土家族苗族自治州"), "恩施土家族苗族自治州/发展改革"),
        ("州发展改革委", ("湖北省", "恩施土家族苗族自治州", "利川市"), "恩施土家族苗族自治州/发展改革"),
        ("三都县教育局", ("贵州省", "黔南布依族苗族自治州"), "三都水族自治县/教育"),
        ("鼓楼区教育局", ("江苏省", "南京市", "玄武区"), "南京市鼓楼区/教育"),
        ("市教育局", ("北京市", "朝阳区"), "北京市/教育"),
        ("任城区教育局", ("山东省", "济宁市", "邹城市"), "济宁市任城区/教育"),
        ("云溪区教育局", ("临川市",), "临川市云溪区/教育"),
    ],
)
def test_places_that_a_name_says_are_seen_from_the_issuing_place(name: str, place: tuple[str, ...], key: str) -> None:
    assert resolve_unit(name, "unit", None, place).key == key
