"""PDF documents: ruled tables as grids, and the lines outside them, page by page in reading order."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ingest.errors import FileProtected, FormatBroken, NoText, TooComplex
from ingest.progress import Progress
from ingest.readers import limits, pdf_columns, pdf_scan
from ingest.readers.pdf_frame import settings
from ingest.readers.pdf_furniture import Page, strip
from ingest.readers.pdf_grid import Ruled, ruled, share_columns, table
from ingest.readers.pdf_leaves import leaves
from ingest.readers.pdf_lines import Char, Line, chars
from ingest.readers.pdf_margins import Margins, indents
from ingest.readers.pdf_overlay import without_overlay
from ingest.readers.pdf_rows import split
from ingest.readers.pdf_stretches import NEAR, Rules
from ingest.record import Where
from ingest.source import Box, Paragraph, Sheet, Source

# It logs a warning for each odd font of each page, to whoever has set up logging.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_ROW_HEIGHT, _ROW_WIDTH = 0.2, 0.4
"""Shares of the page: a single cell lower and wider than these may be a row of a table that goes on from another page."""
_LEAST_PICTURE = 0.005
"""Share of the page from which on a picture is told of."""
_UNKNOWN = "(cid:"
"""How pdfminer writes a character whose font does not say what it is."""


def read_pdf(path: Path, progress: Progress | None = None) -> Source:
    """Lines (counted over the document in `where.line`) and tables with page, row, column and boxes.

    Tables that go on over pages stay one table a page, with one set of columns; `Source.wrapped` is True, as each printed line
    is a line. Pages that are pictures are recognised when the extra `ocr` is installed (`Source.recognised`), else left out
    (`Source.unread`). Raises FormatBroken, FileProtected, TooComplex, or NoText for a scan that cannot be read.
    """
    source = Source(file=path.name, format="pdf", wrapped=True)
    try:
        # Opened here: pdfplumber leaves the file open when it cannot read it.
        with path.open("rb") as file, pdfplumber.open(file) as document:
            clock = limits.Clock(path.name, progress=progress, step="pages")
            pages = list(_pages(document, path, source, clock))
            clock.finish()
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise FileProtected(file=path.name) from error
        raise FormatBroken(file=path.name, format="pdf", reason=str(cause)[:120] or type(cause).__name__) from error
    if not pages and not source.unread:
        raise FormatBroken(file=path.name, format="pdf", reason="no page")
    strip(pages, source)
    _join(pages)
    pdf_columns.find(pages)
    _deliver(pages, source)
    if source.empty:
        raise NoText(file=path.name)
    return source


def _pages(document: Any, path: Path, source: Source, clock: limits.Clock) -> Iterator[Page]:
    file, total = path.name, len(document.pages)
    clock.total = total
    if total > limits.MAX_PAGES:
        raise TooComplex(file=file, what=f"pages > {limits.MAX_PAGES:,}")
    known = unknown = 0
    columns: set[float] = set()
    for page in document.pages:
        clock.tell()
        rotation = page.page_obj.rotate
        page = _upright(page)
        source.sheets[page.page_number] = Sheet(tuple(page.bbox), (page.page_obj.rotate - rotation) % 360)
        if len(page.chars) > limits.MAX_PAGE_CHARS:
            raise TooComplex(file=file, where=Where(page=page.page_number), what=f"characters > {limits.MAX_PAGE_CHARS:,}")
        if len(page.lines) + len(page.rects) + len(page.curves) > limits.MAX_PAGE_LINES:
            raise TooComplex(file=file, where=Where(page=page.page_number), what=f"lines > {limits.MAX_PAGE_LINES:,}")
        found = chars(without_overlay(page.chars))
        if slanted := len(page.chars) - len(found):
            source.leave("slanted words", slanted, Where(page=page.page_number))
        missing = sum(c.text.startswith(_UNKNOWN) for c in found)
        printed = [c for c in found if not c.text.startswith(_UNKNOWN) and c.text != " "]
        if missing > len(printed) or (not printed and pdf_scan.is_picture(page)):
            yield from _scanned(page, path, source, clock, columns)
        else:
            if missing:
                source.leave("unknown characters", missing, Where(page=page.page_number))
            if pictures := sum(_is_large(image, page) for image in page.images):
                source.leave("pictures", pictures, Where(page=page.page_number))
            rules = Rules.of(page)
            yield from _parts(page, [c for c in found if not c.text.startswith(_UNKNOWN)], _grids(page, rules), columns, rules)
        unknown, known = unknown + missing, known + len(found) - missing
        page.close()
        clock.done += 1
    if unknown > known and not source.recognised:
        raise NoText(file=file)


def _is_large(image: dict[str, Any], page: Any) -> bool:
    """True for a picture that may hold words: no rule and no bullet."""
    area = abs((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]))
    return bool(area > _LEAST_PICTURE * page.width * page.height)


def _scanned(page: Any, path: Path, source: Source, clock: limits.Clock, columns: set[float]) -> Iterator[Page]:
    """A page that is a picture, or whose font does not say what its characters are."""
    if not pdf_scan.available():
        source.unread += (page.page_number,)
        source.leave("unread pages", 1, Where(page=page.page_number))
        return
    before = time.monotonic()
    found, grids = pdf_scan.recognise(path, page)
    clock.end += time.monotonic() - before  # the time is limited by the number of pages
    source.recognised |= bool(found)
    yield from _parts(page, found, ((boxes, False) for boxes in grids), columns)


def _upright(page: Any) -> Any:
    """The page turned so that most of its characters stand upright: a landscape table set on a portrait page, or a page that
    was fed in the wrong way round."""
    turns = Counter(_turn(c["matrix"]) for c in page.chars)
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if turn == 0 or count * 2 <= len(page.chars):
        return page
    inner = page.page_obj
    inner.rotate = (inner.rotate + turn) % 360
    inner.attrs["Rotate"] = inner.rotate
    return type(page)(page.pdf, inner, page_number=page.page_number, initial_doctop=page.initial_doctop)


def _turn(matrix: tuple[float, ...]) -> int:
    """The degrees by which a character has to be turned to stand upright."""
    a, b = matrix[0], matrix[1]
    return (0 if a > 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)


def _parts(
    page: Any, found: list[Char], grids: Iterable[tuple[list[Box], bool]], columns: set[float], rules: Rules | None = None
) -> Iterator[Page]:
    """The lines and ruled tables of a page, in reading order (see `leaves` for `columns`)."""
    tables: list[Ruled] = []
    for boxes, guessed in grids:
        one, found = ruled(page.page_number, boxes, found, rules.across if rules else ())
        if any(words for _, words in one.cells):
            if guessed:
                split(one)
            tables.append(one)
    return leaves(Page(page.page_number, float(page.width), float(page.height), leaf=page.page_number), tables, found, columns)


def _grids(page: Any, rules: Rules) -> Iterator[tuple[list[Box], bool]]:
    """The boxes of the cells of each ruled table, and whether its lines down were only assumed."""
    if not rules.across and not rules.down:
        return
    given, guessed = settings(page, rules)
    finder = page.debug_tablefinder(given)
    taken: set[Box] = set()
    for grid in finder.tables:
        taken.update(grid.cells)
        boxes = [b for b in grid.cells if b[2] - b[0] > 1 and b[3] - b[1] > 1]
        if boxes:
            yield boxes, any(abs(min(b[1] for b in boxes) - top) <= NEAR for top in guessed)
    # pdfplumber takes no single cell for a table, but a heading row may be all that a page holds of one.
    for x0, top, x1, bottom in finder.cells:
        low = bottom - top < _ROW_HEIGHT * page.height
        if (x0, top, x1, bottom) not in taken and low and x1 - x0 > _ROW_WIDTH * page.width:
            yield [(x0, top, x1, bottom)], False


def _join(pages: list[Page]) -> None:
    """Gives tables that follow each other over pages the same columns, there and back, so that each page has all of them."""
    tables: list[tuple[Ruled, Ruled]] = []
    last: Ruled | None = None
    for page in pages:
        first = page.items[0] if page.items else None
        if last is not None and isinstance(first, Ruled):
            tables.append((last, first))
        end = page.items[-1] if page.items else None
        last = end if isinstance(end, Ruled) else None
    for before, after in [*tables, *reversed(tables)]:
        share_columns(before, after)


def _deliver(pages: list[Page], source: Source) -> None:
    """Puts lines and tables into the source, in order."""
    count = tables = cells = 0
    by_indent = indents(pages)
    before: tuple[Paragraph, Line, Margins] | None = None
    for page in pages:
        margins = Margins.of(page)
        above: float | None = None
        for item in page.items:
            if isinstance(item, Line) or len(item.columns) < 3:
                # A frame of one column is only a border around lines.
                for line in [item] if isinstance(item, Line) else [words for _, cell in item.cells for words in cell]:
                    count += 1
                    where, gap = Where(page=page.number, line=count), margins.has_gap(above, line)
                    made = Paragraph(line.text, where, gap, None, margins.is_centred(line), line.box, (line.ink,))
                    if before is not None:
                        begins = by_indent and margins.is_indented(line)
                        before[0].wraps = not begins and before[2].wraps(before[1], line)
                    source.blocks.append(made)
                    above, before = line.middle, (made, line, margins)
                continue
            tables += 1
            grid = table(item, tables)
            cells += len(grid.cells)
            limits.check_table(source.file, cells, *grid.size)
            source.blocks.append(grid)
            above = before = None
