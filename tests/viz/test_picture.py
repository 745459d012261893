"""The picture of a task: what is marked, where, and that no document makes it boundless."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageColor, ImageFont
from pypdfium2 import PdfDocument

from ingest.facts import facts_of
from ingest.locate import located, places_of
from ingest.pipeline import extract, lists_in
from ingest.readers import read
from ingest.record import Task, Where
from ingest.source import Cell, Paragraph, Source, Table
from tests.ingest.test_evidence_formats import numbered
from viz.picture import draw, fonts
from viz.picture.fonts import FontMissing, font
from viz.picture.marks import COLOUR, NAMES, Mark, tint
from viz.picture.page import MARGIN
from viz.picture.row import row_of
from viz.picture.table import MOST_HEIGHT, WIDTH
from viz.picture.wrap import MOST_LINES, wrapped

CORPUS = Path(__file__).parents[2] / "ingest" / "corpus" / "documents"
FILES = sorted(CORPUS.iterdir())
PDF = next(path for path in FILES if path.suffix == ".pdf")
HEADER = ("序号", "工作任务", "责任单位", "完成时限")


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def drawn(path: Path, number: int = 0) -> Image.Image:
    return opened(draw(path, read(path, max_bytes=10**8), extract(path)[0].tasks[number]))


def has(picture: Image.Image, colour: tuple[int, int, int]) -> bool:
    return any(found == colour for _, found in picture.getcolors(1 << 24) or ())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_each_fact_of_a_task_is_marked_in_its_colour(path: Path) -> None:
    picture = drawn(path)
    for kind in {fact.kind for fact in facts_of(extract(path)[0].tasks[0])}:
        assert has(picture, tint(kind)), kind


def test_each_kind_has_a_colour_and_names() -> None:
    assert set(COLOUR) == set(NAMES)


def test_the_words_on_a_page_are_marked_where_they_stand() -> None:
    source, task = read(PDF, max_bytes=10**8), extract(PDF)[0].tasks[2]
    lead = next(fact for fact in facts_of(task) if fact.kind == "lead" and fact.evidence)
    assert lead.evidence is not None
    found = located(source, lead.evidence)
    cell, page = found.spots[0].box, found.spots[0].where.page
    assert cell is not None
    x0, top, x1, bottom = found.spots[0].boxes[0]
    assert cell[0] <= x0 < x1 <= cell[2]
    assert cell[1] - 1 <= top < bottom <= cell[3] + 1
    picture = opened(draw(PDF, source, task))
    blue = tuple(ImageColor.getrgb(COLOUR["lead"]))
    marked = [(x, y) for x in range(picture.width) for y in range(picture.height - 80) if picture.getpixel((x, y)) == blue]
    left = min(x for x, _ in marked)
    sides = [piece.box[0] for piece in places_of(source).values() if piece.box and piece.where.page == page]
    assert abs(left - 24 - 2 * (x0 - max(0, min(sides) - MARGIN))) < 4
    assert abs(max(x for x, _ in marked) - left - 2 * (x1 - x0)) < 4 or sum(u.role == "lead" for u in task.units) > 1


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_a_turned_or_cut_page_gives_the_same_picture(turn: int, tmp_path: Path) -> None:
    document = PdfDocument(PDF)
    for page in document:
        page.set_rotation(turn)
        page.set_cropbox(40, 40, 300, 300)
    document.save(tmp_path / PDF.name)
    document.close()
    expected, got = drawn(PDF), drawn(tmp_path / PDF.name)
    assert got.size == expected.size
    different = ImageChops.difference(got, expected).convert("L").point(lambda value: 255 if value > 128 else 0)
    assert different.histogram()[255] < 0.002 * got.width * got.height


def test_the_row_has_its_header_and_all_its_cells() -> None:
    source, task = listed("编制目录。", "市政府办牵头，市商务局配合")
    row = row_of(source, marks_of(source, task), "zh")
    assert [cell.label for cell in row.cells] == list(HEADER)
    assert [cell.text for cell in row.cells] == ["1", "编制目录。", "市政府办牵头，市商务局配合", "3月底前"]
    assert [cell.text[a:b] for cell in row.cells for a, b, _ in cell.marks] == ["编制目录。", "市政府办", "市商务局", "3月底前"]
    assert [words.text for words in row.above if words] == ["一、公开"]


def test_words_are_drawn_in_the_characters_in_which_they_are_printed(tmp_path: Path) -> None:
    lines = [
        "2024年雲溪縣工作任務分解表",
        "工作任務\t責任單位\t備註",
        "編制財政預算。\t縣財政局牽頭\t緊急",
        "開展農業培訓。\t縣農業局\t",
    ]
    path = tmp_path / "清單.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    source, task = read(path, max_bytes=10**6), extract(path)[0].tasks[0]
    row = row_of(source, marks_of(source, task), "zh")
    assert [cell.label for cell in row.cells] == ["工作任務", "責任單位", "備註"]
    assert [cell.text for cell in row.cells] == ["編制財政預算。", "縣財政局牽頭", "緊急"]


def test_numbers_that_word_counts_are_drawn_and_not_marked(tmp_path: Path) -> None:
    path = numbered(tmp_path / "要点.docx")
    source, task = read(path, max_bytes=10**7), extract(path)[0].tasks[0]
    lines = [words for words in row_of(source, marks_of(source, task), "zh").below if words]
    assert [(line.text[:8], [line.text[a:b] for a, b, _ in line.marks]) for line in lines] == [
        ("一、公开财政信息", ["公开财政信息"]),
        ("（一）公开预算。", ["公开预算。", "市财政局", "市审计局", "6月底前完成"]),
    ]


def test_lines_far_apart_are_left_out() -> None:
    lines = ["一、公开", *(f"第{n}段背景说明文字。" for n in range(10)), "（一）公开预算。（市财政局牵头）"]
    source = Source("a.docx", "docx", [Paragraph(text, Where(line=n)) for n, text in enumerate(lines, 1)])
    task = lists_in(source)[0].tasks[0]
    row = row_of(source, marks_of(source, task), "zh")
    assert [words.text if words else None for words in row.below] == [lines[0], None, lines[-1]]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("长" * 200_000 + "。", "市政府办"),
        ("编制目录。", "、".join(f"市第{n}工作局" for n in range(400))),
        ("\n".join("编" * 1000), "市政府办"),
        ("编\u202e制\x07目\u200b录\u2067。", "市政府办"),
        ("W" * 5000, "市政府办"),
    ],
)
def test_hostile_cells_stay_bounded(text: str, units: str) -> None:
    source, task = listed(text, units)
    picture = opened(draw(Path("a.docx"), source, task))
    assert picture.width < WIDTH + 100
    assert picture.height < MOST_HEIGHT
    assert has(picture, tint("task"))


def test_a_table_of_many_columns_and_rows_stays_bounded() -> None:
    source, task = listed("编制目录。", "市政府办")
    table = source.blocks[1]
    assert isinstance(table, Table)
    wide = [Cell(f"列{c}", Where(table=1, row=r + 1, column=c + 1), r, c) for r in range(2) for c in range(4, 300)]
    table.cells += wide
    picture = opened(draw(Path("a.docx"), source, task))
    assert picture.width < WIDTH + 100


def test_wrapping_keeps_each_character_once() -> None:
    text = "公开（2024年）abc def12345678，。" * 3
    lines = wrapped(text, 100, lambda char: 10 if char.isascii() else 20, [])
    assert [at for line in lines for _, at in line] == list(range(len(text)))
    assert all(line[0][0] not in "，。）" for line in lines)
    for long in (3000, 30_000):
        lines = wrapped("字" * long, 100, lambda _: 20, [(0, long), (long - 5, long)])
        assert len(lines) <= MOST_LINES
        assert any(at == long - 1 for line in lines for _, at in line)


def test_a_machine_without_a_chinese_font_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FONTS", (("no such font.ttf", 0),))
    font.cache_clear()
    try:
        with pytest.raises(FontMissing, match="Noto Sans CJK"):
            font(20)
    finally:
        font.cache_clear()


def test_the_font_has_chinese() -> None:
    letters = font(24)
    assert isinstance(letters, ImageFont.FreeTypeFont)
    assert letters.getmask("政").getbbox() != letters.getmask("\uffff").getbbox()


def listed(text: str, units: str) -> tuple[Source, Task]:
    rows = (HEADER, ("1", text, units, "3月底前"))
    cells = [Cell(t, Where(table=1, row=r + 1, column=c + 1), r, c) for r, row in enumerate(rows) for c, t in enumerate(row)]
    band = Cell("一、公开", Where(table=1, row=2, column=1), 1, 0, 1, 4)
    cells = cells[:4] + [band] + [Cell(c.text, Where(table=1, row=3, column=c.column + 1), 2, c.column) for c in cells[4:]]
    source = Source("a.docx", "docx", [Paragraph("2024年云溪市任务清单", Where(line=1)), Table(cells, Where(table=1))])
    return source, lists_in(source)[0].tasks[0]


def marks_of(source: Source, task: Task) -> list[Mark]:
    return [Mark(fact.kind, located(source, fact.evidence)) for fact in facts_of(task) if fact.evidence]
