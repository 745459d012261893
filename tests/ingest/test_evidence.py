"""Evidence: every quoted span, taken from the document again by its place, is the words (ingest.record.Evidence)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Fact, facts_of, facts_of_head
from ingest.layout.rows import Slot, compact, joined
from ingest.locate import PlaceUnknown, WordsMoved, located, places_of
from ingest.pipeline import extract, lists_in
from ingest.readers import read
from ingest.record import Evidence, Passage, TaskList, Where, from_json
from ingest.source import Cell, Paragraph, Source, Table

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
CORPUS = sorted(p for p in (ROOT / "ingest/corpus/documents").iterdir() if p.suffix != ".json")
REAL = sorted(p for p in SAMPLES.glob("*/*") if p.is_file()) if SAMPLES.is_dir() else []
SAID = {"task", "lead", "support", "responsible", "deadline", "theme", "title", "issuer", "jurisdiction"}
"""Facts whose words are the quote itself; a cited document is quoted with its brackets and number, a date as printed."""


def facts(one: TaskList) -> Iterator[Fact]:
    yield from facts_of_head(one.doc)
    for task in one.tasks:
        yield from facts_of(task)


def wrong(source: Source, lists: list[TaskList]) -> list[str]:
    """What does not stand where its evidence says."""
    places = places_of(source)
    found = []
    for fact in (fact for one in lists for fact in facts(one)):
        if (
            fact.evidence is None
            and fact.kind in ("title", "jurisdiction", "year")
            and fact.words in compact(source.title or "")
        ):
            continue  # of the web page or the sheet: it stands outside the text
        if fact.evidence is None:
            found.append(f"{fact.kind} {fact.words}: no evidence")
            continue
        words = located(places, fact.evidence).words
        if words != compact(fact.evidence.quote) or (fact.kind in SAID and words != fact.words):
            found.append(f"{fact.kind} {fact.words}: {words}")
    return found


@pytest.mark.parametrize("path", [*CORPUS, *REAL], ids=lambda p: p.name)
def test_the_words_of_each_fact_stand_at_its_place(path: Path) -> None:
    lists = extract(path)
    source = read(path, max_bytes=10**8)
    assert sum(1 for one in lists for _ in facts(one)) > 10
    assert wrong(source, lists) == []


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_each_place_is_one_cell_or_line(path: Path) -> None:
    source = read(path, max_bytes=10**8)
    pieces = sum(len(b.cells) if isinstance(b, Table) else 1 for b in source.blocks)
    assert len(places_of(source)) == pieces


@pytest.mark.parametrize("path", [p for p in [*CORPUS, *REAL] if p.suffix == ".pdf"], ids=lambda p: p.name)
def test_in_a_pdf_the_words_are_printed_inside_their_boxes(path: Path) -> None:
    """By another reader of the file: what pdfplumber finds inside the boxes are the words and nothing else."""
    with pdfplumber.open(path) as document:
        printed: dict[int, list[tuple[float, float, str]]] = {}
        for page in document.pages:
            printed[page.page_number] = [
                ((c["x0"] + c["x1"]) / 2, (c["top"] + c["bottom"]) / 2, c["text"]) for c in page.chars if c["text"].strip()
            ]
    for fact in (fact for one in extract(path) for fact in facts(one)):
        assert fact.evidence
        assert fact.evidence.boxes, fact
        inside = [
            sorted((x, text) for x, y, text in printed[b.page] if b.x0 <= x <= b.x1 and b.top <= y <= b.bottom)
            for b in fact.evidence.boxes
        ]
        words = "".join(text for line in inside for _, text in line)
        assert compact(normalize("NFKC", words)) == compact(normalize("NFKC", fact.evidence.quote)), fact


def test_the_record_keeps_where_a_quote_goes_on() -> None:
    cut = next(
        one for path in [*CORPUS, *REAL] for one in extract(path) if any(t.evidence and t.evidence.also for t in one.tasks)
    )
    again = from_json(json.loads(json.dumps(cut.to_json())))
    assert again.tasks == cut.tasks


def table(page: int, *rows: tuple[str, ...]) -> Table:
    cells = [
        Cell(text, Where(page=page, table=page, row=r + 1, column=c + 1), r, c)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Table(cells, Where(page=page, table=page))


HEADER = ("序号", "工作任务", "责任单位", "完成时限")


def test_a_row_that_a_page_cuts_has_both_places_and_the_source_stays_as_it_was() -> None:
    source = Source("a.pdf", "pdf", wrapped=True)
    source.blocks = [
        table(
            1, HEADER, ("1", "公开财政预算。", "市财政局", "3月底前"), ("2", "编制目录并动", "市商务局、市发展和", "12月底前")
        ),
        table(2, HEADER, ("", "态更新。", "改革局", ""), ("3", "公开招生信息。", "市教育局", "8月底前")),
    ]
    before = repr(source)
    lists = lists_in(source)
    assert repr(source) == before
    assert wrong(source, lists) == []
    task = lists[0].tasks[1]
    assert task.text == "编制目录并动态更新。"
    assert task.evidence is not None
    assert task.evidence.also == (Passage(Where(page=2, table=2, row=2, column=2), 0, 4),)
    assert [len(u.evidence.also) for u in task.units if u.evidence] == [0, 1]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "序号\t工作任务\t责任单位\t完成时限",
            "1\t公开预算。\t市财政局、市商务局\t3月底前",
            "2\t公开决算。\t市财政局\t8月底前",
        ],
        [
            "\t序号",
            "\t工作任务",
            "\t责任单位",
            "\t完成时限",
            "",
            "\t1",
            "\t公开预算，",
            "并动态更新。",
            "\t市财政局",
            "\t3月底前",
        ],
        [
            "一、公开",
            "　　1. 公开预算，并动态更新。（市财政局牵头，市商务局配合）",
            "2. 公开决算（市财政局负责）。（3月底前完成）",
        ],
        [
            "一、公开",
            "1. 公开《预算法实施办法》要求的内容。",
            "2. 公开决算。",
            "责任单位：市财政局、市商务局",
            "完成时限：3月底前",
        ],
    ],
    ids=["tabs on a line", "a line a cell", "brackets", "labels"],
)
def test_the_kinds_of_text(lines: list[str], tmp_path: Path) -> None:
    path = tmp_path / "清单.txt"
    path.write_text(
        "\n".join(["2024年云溪市工作任务清单", "为贯彻落实《云江省公开办法》（云政发〔2024〕2号），制定本清单。", *lines])
    )
    lists = extract(path)
    assert any(task.units for task in lists[0].tasks)
    assert lists[0].doc.basis
    assert wrong(read(path, max_bytes=10**6), lists) == []


def test_a_changed_document_is_told() -> None:
    source = Source("a.txt", "txt", [Paragraph("市财政局负责", Where(line=1))])
    assert located(source, Evidence(Where(line=1), "市财政局", 0, 4)).words == "市财政局"
    with pytest.raises(WordsMoved):
        located(source, Evidence(Where(line=1), "市教育局", 0, 4))
    for there in (Evidence(Where(line=2), "市财政局", 0, 4), Evidence(Where(line=1), "市财政局", 4, 8)):
        with pytest.raises(PlaceUnknown):
            located(source, there)


def test_each_fact_of_the_head_has_its_place(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text(
        "云溪市人民政府\n云政办发[2024] 7 号\n云溪市人民政府办公室关于印发\n2024年云溪市政务公开工作要点的通知\n"
        "各县区：\n　　现将《2024年云溪市政务公开工作要点》印发给你们，请认真落实。\n二〇二四年三月十二日\n"
        "一、公开\n1. 公开预算。（市财政局牵头）\n2. 公开决算。（市财政局负责）\n"
    )
    head = extract(path)[0].doc
    quotes = {name: getattr(head.evidence, name) for name in ("title", "number", "issuer", "jurisdiction", "year", "issued")}
    said = {name: (e.where.line, compact(e.quote)) if e else None for name, e in quotes.items()}
    assert said == {
        "title": (4, "2024年云溪市政务公开工作要点"),
        "number": (2, "云政办发[2024]7号"),
        "issuer": (3, "云溪市人民政府办公室"),
        "jurisdiction": (4, "云溪市"),
        "year": (4, "2024"),
        "issued": (7, "二〇二四年三月十二日"),
    }
    assert wrong(read(path, max_bytes=10**6), extract(path)) == []


words = st.text("市财政局、 \n（）ab", max_size=8)


@given(st.lists(words, min_size=1, max_size=5), st.sampled_from(["", "\n", " "]), st.data())
def test_any_cut_of_joined_words_is_found_again(texts: list[str], between: str, data: st.DataObject) -> None:
    """Put together, cut, put together again: the words are still found by their places."""
    source = Source("a.txt", "txt", [Paragraph(text, Where(line=n)) for n, text in enumerate(texts, 1)])
    slots = [Slot.of(block) for block in source.blocks if isinstance(block, Paragraph)]
    whole = joined(slots, between)
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(whole.text))] * 2)))
    part = whole.cut(a, b)
    assert part.text == whole.text[a:b]
    ending = part.ending(part.words[data.draw(st.integers(0, len(part.words))) :])
    for slot in (whole, part, ending, joined([part, ending])):
        c, d = sorted(data.draw(st.tuples(*[st.integers(0, len(slot.text))] * 2)))
        evidence = slot.evidence(c, d)
        assert located(source, evidence).words == compact(slot.text[c:d])
