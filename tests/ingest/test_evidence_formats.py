"""Evidence in every format and condition of a file: quoted words are the file's own, and shown as they are printed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest.facts import facts_of
from ingest.locate import located
from ingest.pipeline import extract, lists_in
from ingest.readers import pdf_scan, read
from ingest.readers.generated import counted, told_apart
from ingest.readers.pdf_lines import Char
from ingest.record import PageBox, Where
from ingest.source import Paragraph, own_place, own_words, shown_place
from tests.hostile.draw import draw
from tests.hostile.writers import WRITERS, NotPrintable
from tests.ingest.test_evidence import facts, wrong

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = 'w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z"'
FILES = Path(__file__).parent / "readers" / "files"
LINES = [
    "2024年雲溪縣重點工作任務分解表",
    "序號\t工作任務\t責任單位\t完成時限",
    "1\t編制財政預算，向社會公開。\t縣財政局牽頭，縣審計局配合\t3月底前",
    "2\t開展農業技術培訓。\t縣農業農村局、各鄉鎮\t長期堅持",
]


@pytest.mark.parametrize("name", ["list.doc", "list.xls"])
def test_old_formats(name: str) -> None:
    path = FILES / name
    assert wrong(read(path, max_bytes=10**7), extract(path)) == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig", "big5hkscs"])
def test_encodings_and_traditional_characters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "清單.txt"
    path.write_bytes("\r\n".join(LINES).encode(encoding))
    lists = extract(path)
    source = read(path, max_bytes=10**7)
    assert wrong(source, lists) == []
    text = [line for line in LINES if line]
    for task in lists[0].tasks:
        for fact in facts_of(task):
            assert fact.evidence is not None
            assert fact.evidence.printed is not None
            where, start, end = fact.evidence.where, fact.evidence.start, fact.evidence.end
            assert text[(where.line or 0) - 1][start:end] == fact.evidence.printed
    assert [u.evidence.printed for u in lists[0].tasks[0].units if u.evidence] == ["縣財政局", "縣審計局"]


def numbered(path: Path) -> Path:
    """Headings and tasks whose numbers Word counts; some words inserted, some deleted in tracked changes."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(["%1、", "（%2）"])
    )
    numbering.append(parse_xml(f'<w:abstractNum w:abstractNumId="0" {NS}>{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num w:numId="1" {NS}><w:abstractNumId w:val="0"/></w:num>'))
    document.add_paragraph("2024年云溪市政务公开工作要点")
    for level, words in [
        (0, "公开财政信息"),
        (1, "公开预算。（市财政局牵头，市审计局配合；6月底前完成）"),
        (1, "公开决算。（市财政局）"),
        (0, "公开规划信息"),
        (1, "公开详细规划。（市自然资源局，各区）"),
    ]:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'))
    last = document.paragraphs[-1]._p
    last.insert(1, parse_xml(f"<w:ins {NS} {TRACKED}><w:r><w:t>及时</w:t></w:r></w:ins>"))
    last.insert(1, parse_xml(f"<w:del {NS} {TRACKED}><w:r><w:delText>按年</w:delText></w:r></w:del>"))
    document.save(str(path))
    return path


def test_numbers_that_word_counts_are_not_claimed(tmp_path: Path) -> None:
    """By another reader of the file: its paragraphs hold the quoted words at the quoted characters, and no numbers."""
    path = numbered(tmp_path / "要点.docx")
    lists = extract(path)
    tasks = lists[0].tasks
    assert [(t.marker, t.themes, t.text) for t in tasks] == [
        ("（一）", ("一、公开财政信息",), "公开预算。"),
        ("（二）", ("一、公开财政信息",), "公开决算。"),
        ("（一）", ("二、公开规划信息",), "及时公开详细规划。"),
    ]
    printed = [
        "".join(t.text or "" for t in p._p.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))
        for p in docx.Document(str(path)).paragraphs
    ]
    for fact in (fact for one in lists for fact in facts(one)):
        assert fact.evidence is not None
        evidence = fact.evidence
        assert printed[(evidence.where.line or 0) - 1][evidence.start : evidence.end] == evidence.quote
        assert located(read(path, max_bytes=10**7), evidence).words == evidence.quote
    assert tasks[0].theme_evidence[0] is not None
    assert tasks[0].theme_evidence[0].quote == "公开财政信息"


def test_numbers_of_a_web_page_are_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "要点.html"
    items = "".join(f"<li>{words}</li>" for words in ["公开预算。（市财政局牵头）", "公开决算。（市审计局、市财政局负责）"])
    path.write_text(f"<body><h1>2024年云溪市工作要点</h1><ol>{items}</ol></body>", encoding="utf-8")
    tasks = extract(path)[0].tasks
    assert [(t.marker, t.text) for t in tasks] == [("1.", "公开预算。"), ("2.", "公开决算。")]
    assert [(t.evidence.start, t.evidence.end) for t in tasks if t.evidence] == [(0, 5), (0, 5)]


def test_a_member_of_a_zip(tmp_path: Path) -> None:
    from ingest.readers import SUFFIXES
    from ingest.readers.archive import members

    numbered(tmp_path / "要点.docx")
    (tmp_path / "清單.txt").write_text("\n".join(LINES), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        for name in ("要点.docx", "清單.txt"):
            package.write(tmp_path / name, f"2024/{name}")
    (tmp_path / "out").mkdir()
    for name, path in members(tmp_path / "a.zip", tmp_path / "out", set(SUFFIXES)).members:
        lists = extract(path)
        assert all(one.doc.file == Path(name).name for one in lists)
        assert [w for w in wrong(read(path, max_bytes=10**7), lists) if not w.startswith("theme")] == []


def test_a_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recognised in a picture has places too: each word is quoted with its box on the page."""
    rows = [("序号", "工作任务", "责任单位"), ("1", "公开预算。", "市财政局"), ("2", "公开决算。", "市审计局、市财政局")]
    xs, top = (50.0, 100.0, 300.0, 550.0), 100.0
    grid = [(xs[c], top + 30 * r, xs[c + 1], top + 30 * (r + 1)) for r in range(len(rows)) for c in range(3)]
    printed = [
        Char(sign, xs[c] + 5 + 12 * n, top + 30 * r + 5, xs[c] + 17 + 12 * n, top + 30 * r + 17, 12.0, seen=True)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        for n, sign in enumerate(text)
    ]
    monkeypatch.setattr(pdf_scan, "available", lambda: True)
    monkeypatch.setattr(pdf_scan, "recognise", lambda path, page: (printed, [grid]))
    path = tmp_path / "扫描.pdf"
    Image.new("L", (600, 400), 255).save(path, "PDF", resolution=72)
    lists = extract(path)
    source = read(path, max_bytes=10**7)
    assert source.recognised
    assert wrong(source, lists) == []
    unit = lists[0].tasks[1].units[1]
    assert unit.evidence is not None
    assert unit.evidence.boxes == (PageBox(1, 365.0, 165.0, 413.0, 177.0),)


@pytest.mark.parametrize(
    "form", ["docx", "xlsx", "html", "tabs", "flow", "prose-docx", "prose-html", "prose-wrapped", "prose-line"]
)
def test_in_documents_drawn_at_random(form: str, tmp_path: Path) -> None:
    for seed in range(200, 224 if form == "flow" else 208):
        kind, suffix, write = WRITERS[form]
        path = tmp_path / f"{seed}{suffix}"
        try:
            write(draw(seed, kind), path)
        except NotPrintable:
            continue
        source = read(path, max_bytes=10**8)
        lists = lists_in(read(path, max_bytes=10**8))
        assert wrong(source, lists) == [], (form, seed)
        assert json.loads(json.dumps([one.to_json() for one in lists]))


words = st.text("一二（）1.、公开\n \ufdd0\ufdd1", max_size=6)


@given(st.lists(st.tuples(words, words), max_size=4), words)
def test_generated_numbers_are_told_apart_from_any_words(parts: list[tuple[str, str]], end: str) -> None:
    """And back: each of the file's own characters is found where it is shown."""
    clean = [(m.replace("\ufdd0", "").replace("\ufdd1", ""), w.replace("\ufdd0", "").replace("\ufdd1", "")) for m, w in parts]
    text, spans = told_apart("".join(counted(marker, word) for marker, word in clean))
    piece = Paragraph(text, Where(line=1), generated=spans)
    own = own_words(piece)
    assert own == "".join(word for _, word in clean)
    for at, sign in enumerate(own):
        assert text[shown_place(piece, at)] == sign
        assert own_place(piece, shown_place(piece, at)) == at
    assert not set(told_apart("".join(m + w for m, w in parts) + end)[0]) & {"\ufdd0", "\ufdd1"}
