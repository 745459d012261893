"""Scanned pages: their words come from a library that is an extra; what is made of them is ours, and tested without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from ingest.errors import NoText
from ingest.readers import pdf_scan
from ingest.source import Source
from tests.ingest.readers.made import Pdf, rows, tables, texts

Open = Callable[[str, bytes | str], Source]
CORPUS = Path(__file__).parents[3] / "ingest" / "corpus" / "documents"
SIZE = (1200, 800)


def picture(lines: Iterable[tuple[int, int, int, int]] = ((0, 0, 200, 200),)) -> bytes:
    """A PDF of one page that holds a picture with these rules."""
    page, out = Image.new("L", SIZE, 255), BytesIO()
    draw = ImageDraw.Draw(page)
    for line in lines:
        draw.line(line, fill=0, width=3)
    page.save(out, "PDF", resolution=pdf_scan._DOTS)
    return out.getvalue()


def seen(*lines: tuple[str, int, int]) -> SimpleNamespace:
    """What RapidOCR gives for lines of characters of 30 dots at these places."""
    words = [
        [(sign, 0.9, [[x + 30 * n, y], [x + 30 * n + 30, y], [x + 30 * n + 30, y + 30], [x + 30 * n, y + 30]])]
        for text, x, y in lines
        for n, sign in enumerate(text)
    ]
    boxes = [[[x, y], [x + 30 * len(text), y], [x + 30 * len(text), y + 30], [x, y + 30]] for text, x, y in lines]
    joined, at = [], 0
    for text, _, _ in lines:
        joined.append(tuple(word[0] for word in words[at : at + len(text)]))
        at += len(text)
    return SimpleNamespace(boxes=boxes, word_results=joined)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Callable[[SimpleNamespace], None]:
    """Puts something in place of the library."""

    def put(result: SimpleNamespace) -> None:
        monkeypatch.setattr(pdf_scan, "_engine", lambda: lambda *_, **__: result)
        monkeypatch.setattr(pdf_scan, "_picture", lambda *_: pytest.importorskip("numpy").full((800, 1200, 3), 255, "uint8"))

    return put


def test_a_scan_without_the_extra_says_what_to_do(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scan, "available", lambda: False)
    with pytest.raises(NoText) as caught:
        open_as("扫描.pdf", picture())
    assert "pip install 'zhengtu[ocr]'" in caught.value.say("zh")


def test_pages_that_are_pictures_are_named_when_others_are_read(open_as: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_scan, "available", lambda: False)
    both, out = pypdfium2.PdfDocument.new(), BytesIO()
    for one in (Pdf().text(50, 50, "市教育局").bytes(), picture()):
        part = pypdfium2.PdfDocument(one)
        both.import_pages(part)
        part.close()
    both.save(out)
    both.close()
    source = open_as("附件.pdf", out.getvalue())
    assert texts(source) == ["市教育局"]
    assert (source.unread, source.recognised) == ((2,), False)


def test_lines_of_a_scan(open_as: Open, library: Callable[[SimpleNamespace], None]) -> None:
    library(seen(("关于分工的通知", 100, 100), ("市教育局,市财政局(牵头):青政发〔2025]2号(2)", 100, 200)))
    source = open_as("扫描.pdf", picture())
    assert texts(source) == ["关于分工的通知", "市教育局，市财政局（牵头）：青政发〔2025〕2号（2）"]
    assert source.recognised
    assert source.unread == ()


def test_one_bracket_seen_twice(open_as: Open, library: Callable[[SimpleNamespace], None]) -> None:
    library(seen(("（一)）做好服务（区（县））", 100, 100)))
    assert texts(open_as("扫描.pdf", picture())) == ["（一）做好服务（区（县））"]


def test_the_ruled_table_of_a_scan(
    open_as: Open, library: Callable[[SimpleNamespace], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    numpy = pytest.importorskip("numpy")
    xs, ys = (100, 400, 700, 1000), (100, 200, 300, 400)
    lines = [(100, y, 1000, y) for y in ys] + [(x, 100, x, 400) for x in xs]
    lines[2] = (400, 300, 1000, 300)  # the first column is merged over two rows
    words = [
        (word, x + 20, y + 30)
        for y, row in zip(ys, ("序任单", "一甲子", " 乙丑"), strict=False)
        for x, word in zip(xs, row, strict=False)
    ]
    library(seen(*(w for w in words if w[0] != " ")))
    page = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(page)
    for line in lines:
        draw.line(line, fill=0, width=3)
    monkeypatch.setattr(pdf_scan, "_picture", lambda *_: numpy.asarray(page.convert("RGB")))
    assert rows(tables(open_as("扫描.pdf", picture(lines)))[0]) == [["序", "任", "单"], ["一", "甲", "子"], ["一", "乙", "丑"]]


def test_with_the_library_itself(open_as: Open) -> None:
    """The picture of a page of the corpus gives the cells of that page."""
    pytest.importorskip("rapidocr")
    path, out = CORPUS / "云汀市2024年优化营商环境任务分工.pdf", BytesIO()
    with pypdfium2.PdfDocument(path) as document:
        page = document[len(document) - 1].render(scale=pdf_scan._DOTS / 72).to_pil().convert("L")
    page.save(out, "PDF", resolution=pdf_scan._DOTS)
    source = open_as("扫描.pdf", out.getvalue())
    assert source.recognised
    found = "".join(cell.text for table in tables(source) for cell in table.cells)
    with pdfplumber.open(path) as document:
        printed = document.pages[-1].extract_text()
    assert len(found) > 50
    assert sum(sign in found for sign in set(printed)) > 0.9 * len(set(printed))
