"""Web pages (html), and the pages that are saved as .doc or .xls: the document in them, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ingest.errors import FormatBroken, NoText, TooComplex
from ingest.progress import Progress
from ingest.readers.decode import decode
from ingest.readers.docx_numbering import printed as printed_number
from ingest.readers.generated import counted, told_apart
from ingest.readers.html_content import content, title
from ingest.readers.html_table import is_layout, places, rows, text_of
from ingest.readers.limits import MAX_DEPTH, Clock, check_table
from ingest.record import Where
from ingest.source import Cell, Paragraph, Source, Table

_BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "center", "form", "fieldset", "blockquote", "pre", "address", "hr"),
    *("ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "tbody", "thead", "tfoot"),
    *("caption", "figure", "figcaption", "details", "summary", "body", "legend"),
}
_LEVELS = {f"h{n}": n for n in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r"[\s\u200b]")
_WIDE = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f])\n(?=\S)|(?<=\S)\n(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef])"
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_LIST_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _Look:
    """What surrounds the words at a place."""

    heading: int | None = None
    centred: bool = False
    pre: bool = False


@dataclass(slots=True)
class _Flow:
    """Collects words into lines: a block or <br> ends a line, everything else runs on."""

    line: Callable[[str, _Look], None]
    table: Callable[[etree._Element], None]
    parts: list[str] = field(default_factory=list)
    items: dict[etree._Element, int] = field(default_factory=dict)
    """The number of the last item in each <ol>."""

    def end(self, look: _Look, *, forced: bool = False) -> None:
        """Ends the line; one without words is told only when it was forced (<br>, an empty <p>)."""
        words = _tidy("".join(self.parts))
        self.parts.clear()
        if words or forced:
            self.line(words, look)

    def words(self, text: str | None, look: _Look) -> None:
        """Adds running text."""
        if not text:
            return
        if not look.pre:
            self.parts.append(text)
            return
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end(look, forced=True)
            self.parts.append(piece)

    def walk(self, element: etree._Element, look: _Look) -> None:
        """Adds what an element holds."""
        self.words(element.text, look)
        for child in element:
            tag = child.tag
            if tag == "br":
                self.end(look, forced=True)
            elif tag == "table":
                self.end(look)
                self.table(child)
            elif tag in _BLOCKS:
                self.end(look)
                inner = _inner(child, look)
                if tag == "li":
                    self.parts.append(self._item_number(element, child))
                self.walk(child, inner)
                self.end(inner, forced=tag == "p" and not text_of(child).strip())
            else:
                self.walk(child, _inner(child, look) if child.get("style") else look)
            self.words(child.tail, look)

    def _item_number(self, above: etree._Element, item: etree._Element) -> str:
        """The number that a page prints before an item of <ol>."""
        if above.tag != "ol" or "none" in (above.get("style") or ""):
            return ""
        last = self.items[above] if above in self.items else _number(above.get("start"), 1) - 1
        self.items[above] = number = _number(item.get("value"), last + 1)
        return counted(printed_number(number, _LIST_FORMS.get(above.get("type") or "1", "decimal")) + ". ", "")


def _inner(element: etree._Element, look: _Look) -> _Look:
    tag, style = str(element.tag), element.get("style")
    align = (element.get("align") or "").lower()
    centred = look.centred
    if tag == "center" or align == "center" or (style and _CENTRED.search(style)):
        centred = True
    elif align or (style and "text-align" in style):
        centred = False
    return _Look(_LEVELS.get(tag, look.heading), centred, look.pre or tag == "pre")


def _tidy(text: str) -> str:
    """White space as a page shows it; a line end of the file between Chinese characters is none."""
    if not _SPACES.search(text):
        return text
    text = _SPACE.sub(lambda m: "\n" if "\n" in m[0] else " ", text).replace("\xa0", " ").replace("\u200b", "")
    return _WIDE.sub("", text).replace("\n", " ").strip()


def _number(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


def read_html(path: Path, progress: Progress | None = None) -> Source:
    """Paragraphs (counted in `where.line`) and tables of the page's main part; `title` is the page's own.

    Raises FormatBroken when the bytes are no text, TooComplex or NoText.
    """
    text = _DECLARATION.sub("", decode(path.read_bytes(), file=path.name, form="html", html=True)).replace("\0", "")
    if not text.strip():
        raise NoText(file=path.name)
    try:
        # lxml's own one, not that of lxml.html: each look at one of its elements goes through Python
        parser = etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatBroken(file=path.name, format="html", reason=str(error)[:120]) from error
    if root is None:
        raise NoText(file=path.name)
    _check_depth(root, path.name)
    clock = Clock(path.name, progress=progress)
    reader = _Reader(path.name, clock)
    reader.source.title = title(root)
    main, around = content(root)
    if progress is not None:
        clock.total = sum(1 for _ in main.iter("tr"))
    reader.flow.walk(main, _Look())
    reader.flow.end(_Look())
    clock.finish()
    if reader.source.empty:
        raise NoText(file=path.name)
    if around.site:
        reader.source.leave("site", around.site)
    if around.hidden:
        reader.source.leave("hidden words", len(around.hidden), None, around.hidden[0])
    if pictures := sum(1 for _ in main.iter("img")):
        reader.source.leave("pictures", pictures)
    return reader.source


def _check_depth(root: etree._Element, file: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise TooComplex(file=file, what=f"HTML depth > {MAX_DEPTH}")


class _Reader:
    """Puts lines and tables into the source."""

    def __init__(self, file: str, clock: Clock) -> None:
        self.source = Source(file=file, format="html")
        self.flow = _Flow(self.paragraph, self.table)
        self.clock = clock
        self.lines = self.tables = self.cells = 0
        self.blank = False

    def paragraph(self, words: str, look: _Look) -> None:
        """Delivers a line, or remembers an empty one."""
        if words:
            self.lines += 1
            words, generated = told_apart(words)
            made = Paragraph(words, Where(line=self.lines), self.blank, look.heading, look.centred, generated=generated)
            self.source.blocks.append(made)
        self.blank = not words

    def table(self, element: etree._Element) -> None:
        """Delivers a table, or what a layout table holds, in order."""
        if is_layout(element):
            for child in element:
                if child.tag == "caption":
                    self.flow.walk(child, _inner(child, _Look()))
                    self.flow.end(_Look(centred=True))
            for row in rows(element):
                for cell in row:
                    look = _inner(cell, _Look())
                    self.flow.walk(cell, look)
                    self.flow.end(look)
            return
        for child in element:
            if child.tag == "caption":
                self.flow.walk(child, _Look(centred=True))
                self.flow.end(_Look(centred=True))
        self.tables += 1
        table = Table([], Where(table=self.tables))
        last = -1
        for place in places(element):
            if place.row > last:
                last = place.row
                self.clock.row()
            self.cells += 1
            check_table(self.source.file, self.cells, 1, place.column + place.column_span)
            where = Where(table=self.tables, row=place.row + 1, column=place.column + 1)
            text, generated = told_apart(_cell_text(place.element))
            span = place.row_span, place.column_span
            table.cells.append(Cell(text, where, place.row, place.column, *span, generated=generated))
        self.blank = False
        if any(cell.text for cell in table.cells):
            check_table(self.source.file, self.cells, *table.size)
            self.source.blocks.append(table)


def _cell_text(element: etree._Element) -> str:
    if not len(element):
        return _tidy(element.text or "")
    lines: list[str] = []

    def inner(table: etree._Element) -> None:
        for row in rows(table):
            cells = (_cell_text(c) for c in row if c.tag in {"td", "th"})
            lines.extend("\t".join(cells).split("\n"))

    flow = _Flow(lambda words, _: lines.append(words), inner)
    look = _Look()
    flow.walk(element, look)
    flow.end(look)
    return "\n".join(line.strip() for line in lines if line.strip())
