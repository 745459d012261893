"""What a reader delivers: the paragraphs and table cells of a file, in order, each with its place. No meaning yet."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Literal

from ingest.record import Where

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left corner of the page, as the page is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """Where a stretch of a text that was put together comes from."""

    at: int
    """Its first character in the whole text. It reaches to the next part."""
    where: Where
    start: int
    """Its first character in the text that the reader delivered there."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How one line of a text is printed on a page of a PDF."""

    top: float
    bottom: float
    edges: array[float]
    """The left and right edge of each of its characters, white space left out."""
    turned: int = 0
    """1 when it is printed upwards (read from below), -1 when downwards: then the edges are heights on the page."""

    def box(self, first: int, last: int) -> Box:
        """The box around the characters from `first` up to, not including, `last`."""
        x0, top, x1, bottom = self.edges[2 * first], self.top, self.edges[2 * last - 1], self.bottom
        if self.turned == 1:
            x0, top, x1, bottom = top, -x1, bottom, -x0
        elif self.turned == -1:
            x0, top, x1, bottom = -bottom, x0, -top, x1
        return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF as it was read: its whole area (what a viewer cuts off is read too), and by how many degrees it was
    turned clockwise from how it is shown."""

    box: Box
    turn: int = 0

    def shown(self, box: Box) -> Box:
        """A box of the page as it was read on the page as it is shown."""
        x0, top, x1, bottom = box
        _, _, width, height = self.box
        if self.turn == 90:
            return round(top, 2), round(width - x1, 2), round(bottom, 2), round(width - x0, 2)
        if self.turn == 270:
            return round(height - bottom, 2), round(x0, 2), round(height - top, 2), round(x1, 2)
        return box


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or one line of a text whose paragraphs are not marked (`Source.wrapped`)."""

    text: str
    where: Where
    blank_before: bool = False
    """True when an empty line stood before it."""
    heading: int | None = None
    """Outline level from 1, where the format marks headings (docx styles, h1–h6)."""
    centred: bool = False
    box: Box | None = None
    """Where it is printed, in PDF only."""
    ink: tuple[Ink, ...] = ()
    """Its printed line, in PDF only."""
    wraps: bool | None = None
    """PDF only: True when the line had no room for the first word of the next one, so that the sentence may go on there; False
    when it ends short of the margin, so that the paragraph ends. None for the last line and in other formats."""
    parts: tuple[Part, ...] = ()
    """The lines that `layout` put together, in order; none for a text as the reader delivers it."""
    printed: str | None = None
    """The printed words, character for character, where `text` was converted from them (`Source.folded`)."""
    generated: tuple[tuple[int, int], ...] = ()
    """The characters of `text` that a program counted and that stand nowhere in the file: automatic numbers."""


@dataclass(slots=True)
class Cell:
    """A table cell at its first (top left) grid position. Line breaks inside the text are kept as `\\n`."""

    text: str
    where: Where
    row: int
    """Grid row from 0."""
    column: int
    """Grid column from 0."""
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    """The ruled cell (not its words), in PDF only."""
    ink: tuple[Ink, ...] = ()
    """Its printed lines, in PDF only."""
    wraps: tuple[bool, ...] | None = None
    """PDF only: for each `\\n` in the text, True when the line had no room for what follows (a wrapped line), False when the
    break is meant. None in other formats: every break is meant."""
    foot: Literal["open", "full"] | None = None
    """PDF only, for a cell in the last row of a page: `open` when no line closes it, so that it goes on over the page; `full`
    when its words fill it from the first line to the last character, so that they may go on there."""
    room: float | None = None
    """PDF only, for a cell in the last row of a page: characters that its last line still holds, infinite when its words end
    well above its foot. None where this is not known."""
    parts: tuple[Part, ...] = ()
    """The cells or lines that `layout` put together, in order; none for a cell as the reader delivers it."""
    printed: str | None = None
    """The printed words, character for character, where `text` was converted from them (`Source.folded`)."""
    generated: tuple[tuple[int, int], ...] = ()
    """The characters of `text` that a program counted and that stand nowhere in the file: automatic numbers."""


@dataclass(slots=True)
class Table:
    """A grid of cells. Cells may leave holes; merged cells are listed once."""

    cells: list[Cell]
    where: Where
    merges_known: bool = True
    """False when the format shows a merged cell as an empty one (the text of a Word table)."""
    _grid: list[list[Cell | None]] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        if self._grid is not None:
            return len(self._grid), len(self._grid[0]) if self._grid else 0
        rows = columns = 0
        for cell in self.cells:
            if (bottom := cell.row + cell.row_span) > rows:
                rows = bottom
            if (right := cell.column + cell.column_span) > columns:
                columns = right
        return rows, columns

    def grid(self) -> list[list[Cell | None]]:
        """The cell that covers each grid position (a merged cell at each position it covers), None for a hole.

        It is laid out once, until it is forgotten: from then on the table and its cells do not change.
        """
        if self._grid is None:
            self._grid = self._laid_out()
        return self._grid

    def forget_grid(self) -> None:
        """Gives the memory of the grid back."""
        self._grid = None

    def _laid_out(self) -> list[list[Cell | None]]:
        rows, columns = self.size
        grid: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
        for cell in self.cells:
            if cell.row_span == cell.column_span == 1:
                grid[cell.row][cell.column] = cell
                continue
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.column, cell.column + cell.column_span):
                    grid[r][c] = cell
        return grid


LeftOutKind = Literal[
    "pictures", "headers and footers", "page numbers", "footnotes", "comments", "deleted words", "hidden words", "hidden rows",
    "hidden columns", "hidden sheets", "merged words", "drawn words", "site", "slanted words", "unknown characters",
    "unread pages",
]  # fmt: skip


@dataclass(slots=True)
class LeftOut:
    """What a reader saw in the file and did not deliver."""

    what: LeftOutKind
    count: int
    places: list[Where] = field(default_factory=list)
    """Where the reader can say."""
    words: str = ""
    """The first of its words, as far as the reader saw any."""


@dataclass(slots=True)
class Source:
    """A file as read."""

    file: str
    """The file's name without its folders."""
    format: str
    """txt, docx, doc, xlsx, xls, html, pdf."""
    blocks: list[Paragraph | Table] = field(default_factory=list)
    wrapped: bool = False
    """True when the lines are lines of a page: a sentence goes on in the next one. In txt the table columns are lost as well;
    in pdf the tables are there, and a `\\n` inside a cell is such a line end too."""
    title: str | None = None
    """A title that the file carries outside its text (html <title>, sheet name)."""
    folded: bool = False
    """True when the document is printed in traditional characters and was converted to simplified ones."""
    recognised: bool = False
    """True when words were recognised from a picture (a scan): each of them may be wrong."""
    sheets: dict[int, Sheet] = field(default_factory=dict)
    """PDF only: the pages by number."""
    unread: tuple[int, ...] = ()
    """PDF only: pages that are pictures and were not read."""
    left_out: list[LeftOut] = field(default_factory=list)
    """What was seen and not delivered, one entry a kind."""

    def leave(self, what: LeftOutKind, count: int, where: Where | None = None, words: str = "") -> None:
        """Notes something that is left out; of each kind there is one entry, with the words met first."""
        places = [where] if where else []
        for one in self.left_out:
            if one.what == what:
                one.count += count
                one.places += [place for place in places if place not in one.places[-1:]]
                one.words = one.words or words
                return
        self.left_out.append(LeftOut(what, count, places, words))

    @property
    def numbered(self) -> bool:
        """True when some numbers were counted by a program."""
        blocks = self.blocks if self.format in ("docx", "doc", "html") else ()
        return any(piece.generated for b in blocks for piece in (b.cells if isinstance(b, Table) else (b,)))

    @property
    def empty(self) -> bool:
        """True when no block holds a word."""
        return not any(b.cells if isinstance(b, Table) else b.text.strip() for b in self.blocks)


def own_words(piece: Cell | Paragraph, words: str | None = None) -> str:
    """The words that stand in the file: without automatic numbers."""
    text = piece.text if words is None else words
    for start, end in reversed(piece.generated):
        text = text[:start] + text[end:]
    return text


def own_place(piece: Cell | Paragraph, at: int) -> int:
    """Where a character of a text stands among the words of the file."""
    return at - sum(min(at, end) - start for start, end in piece.generated if start < at)


def shown_place(piece: Cell | Paragraph, at: int) -> int:
    """Where a character of the file's own words stands in the text: the opposite of `own_place`."""
    for start, end in piece.generated:
        if start <= at:
            at += end - start
    return at


def word_boxes(piece: Cell | Paragraph, start: int, end: int) -> list[Box]:
    """Where characters `start` to `end` of a text are printed, a box a printed line; none in formats without pages."""
    first = len("".join(piece.text[:start].split()))
    last = first + len("".join(piece.text[start:end].split()))
    counts = [len(line.edges) // 2 for line in piece.ink]
    found: list[Box] = []
    for line, (before, after) in zip(piece.ink, pairwise([0, *accumulate(counts)]), strict=True):
        if first < after and last > before:
            found.append(line.box(max(first, before) - before, min(last, after) - before))
    return found
