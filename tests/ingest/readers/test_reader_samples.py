"""The real lists beside the checkout: the same words and the same grid, whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read
from ingest.source import Source
from tests.ingest.readers.made import MAX, tables, texts

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
NAMES = sorted(p.stem for p in (SAMPLES / "docx").glob("*.docx")) if SAMPLES.is_dir() else []
CORPUS = Path(__file__).parents[3] / "ingest" / "corpus" / "documents"

needs_samples = pytest.mark.skipif(not NAMES, reason="no samples beside the checkout")


def sample(name: str, form: str) -> Source:
    return read(SAMPLES / form / f"{name}.{form}", max_bytes=MAX)


def grid(source: Source, *, title_rows: int = 0) -> list[tuple[int, int, int, int, str]]:
    """The cells with words of the one table: row, column, spans, words."""
    (table,) = tables(source)
    found = [(c.row - title_rows, c.column, c.row_span, c.column_span, c.text) for c in table.cells if c.text]
    return sorted(cell for cell in found if cell[0] >= 0)


def squeezed(words: list[str]) -> str:
    return "".join("".join(words).split())


@needs_samples
@pytest.mark.parametrize("name", NAMES)
def test_docx_html_and_xlsx_give_the_same_cells(name: str) -> None:
    docx = grid(sample(name, "docx"))
    assert grid(sample(name, "html")) == docx
    assert grid(sample(name, "xlsx"), title_rows=1) == docx


@needs_samples
@pytest.mark.parametrize("name", NAMES)
def test_pdf_gives_the_same_columns(name: str) -> None:
    """Page breaks cut rows, so the columns are compared, headers aside."""
    docx: dict[int, list[str]] = {}
    for row, column, _, _, words in grid(sample(name, "docx")):
        if row:
            docx.setdefault(column, []).append(words)
    source = sample(name, "pdf")
    pdf: dict[int, list[str]] = {}
    for table in tables(source):
        assert table.size[1] == max(docx) + 1
        for cell in table.cells:
            if cell.row:
                pdf.setdefault(cell.column, []).append(cell.text)
    assert {c: squeezed(w) for c, w in pdf.items()} == {c: squeezed(w) for c, w in docx.items()}
    assert squeezed(texts(source)) == squeezed(texts(sample(name, "docx")))


@needs_samples
@pytest.mark.parametrize("name", NAMES)
def test_txt_is_read_line_by_line(name: str) -> None:
    source = sample(name, "txt")
    words = (SAMPLES / "txt" / f"{name}.txt").read_text("utf-8")
    assert squeezed(texts(source)) == squeezed([words])
    assert source.wrapped == ("\n\t" not in words)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.*")) if CORPUS.is_dir() else [], ids=lambda p: p.name)
def test_the_shipped_documents_can_be_read(path: Path) -> None:
    assert not read(path, max_bytes=MAX).empty
