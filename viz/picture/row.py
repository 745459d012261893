"""What a picture shows of a document without pages: the row of a task under its header, and the lines that stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.errors import Language
from ingest.layout.headers import find_header
from ingest.layout.tabbed import with_tables
from ingest.locate import Spot, piece_at, places_of
from ingest.record import Where
from ingest.source import Cell, Paragraph, Part, Source, Table, shown_place
from viz.picture.marks import HOME, Mark, MarkKind

MOST_COLUMNS = 9
NEAR = 3
"""Lines between two marked ones that are drawn too; where there are more, the picture leaves them out."""

Block = list[Paragraph | Table]
_Range = tuple[int, int, MarkKind]


@dataclass(slots=True)
class Words:
    """A cell or line to draw: its text, the ranges of it that are marked, and what stands over or beside it."""

    text: str
    label: str = ""
    marks: list[_Range] = field(default_factory=list)
    faint: bool = False
    """True for what only stands in between."""


@dataclass(slots=True)
class Row:
    """Lines from top to bottom, None where some are left out; and the row with its columns between them, if it is a table."""

    place: str
    above: list[Words | None] = field(default_factory=list)
    cells: list[Words] = field(default_factory=list)
    below: list[Words | None] = field(default_factory=list)


def row_of(source: Source, marks: Sequence[Mark], language: Language) -> Row:
    """The row in which a task stands, and each other cell or line with marks."""
    blocks, shown = with_tables(source).blocks, _Printed(source)
    index = _index(blocks)
    drawn: dict[int, _Entry] = {}
    home: tuple[int, Cell | Paragraph] | None = None
    for mark in marks:
        for spot in mark.found.spots:
            order, piece, shift = _piece(index, spot)
            words = drawn.setdefault(id(piece), (order, piece, Words(shown.words(piece), _label(piece.where, language))))[2]
            start, end = shown_place(piece, spot.start), shown_place(piece, spot.end - 1) + 1
            words.marks.append((start + shift, end + shift, mark.kind))
            if mark.kind in HOME and home is None:
                home = order[0], piece
    row, at = Row(""), home[0] if home else 0
    table, task = blocks[at], home[1] if home else None
    in_row: set[int] = set()
    if isinstance(table, Table) and isinstance(task, Cell):
        row.place = replace(task.where, column=None, line=None).words(language)
        marked = {key: words for key, (_, _, words) in drawn.items()}
        row.cells = _cells(table, task, _names(blocks, at, shown), marked, shown)
        in_row = {id(cell) for cell in table.cells if cell.row <= task.row < cell.row + cell.row_span}
    rest = sorted((entry for key, entry in drawn.items() if key not in in_row), key=lambda entry: entry[0])
    turn = (at, task.row if isinstance(task, Cell) else -1, 0)
    row.above = _lines([entry for entry in rest if row.cells and entry[0] < turn], blocks, shown, language)
    row.below = _lines([entry for entry in rest if not row.cells or entry[0] >= turn], blocks, shown, language)
    return row


def _label(where: Where, language: Language) -> str:
    return (where if where.line is None else Where(line=where.line)).words(language)


_Order = tuple[int, int, int]
"""Of a cell or line in the document: its block, its row, its column."""
_Entry = tuple[_Order, Cell | Paragraph, Words]
_Index = dict[Where, list[tuple[_Order, Cell | Paragraph, Part]]]


def _index(blocks: Block) -> _Index:
    """The cells and lines by place, with their order in the document, and how the reader's text lies in theirs."""
    found: _Index = {}
    for at, block in enumerate(blocks):
        for piece in block.cells if isinstance(block, Table) else [block]:
            order = (at, piece.row, piece.column) if isinstance(piece, Cell) else (at, -1, 0)
            for part in piece.parts or (Part(0, piece.where, 0),):
                found.setdefault(_key(part.where), []).append((order, piece, part))
    return found


def _key(where: Where) -> Where:
    return where if where.line is None else Where(line=where.line)


def _piece(index: _Index, spot: Spot) -> tuple[_Order, Cell | Paragraph, int]:
    """The cell or line of a spot, and what to add to the spot's characters."""
    held = index[_key(spot.where)]
    order, piece, part = max((h for h in held if h[2].start <= spot.start), key=lambda h: h[2].start, default=held[0])
    return order, piece, part.at - part.start


class _Printed:
    """The words of cells and lines as they are printed: in traditional characters where they were turned from them."""

    def __init__(self, source: Source) -> None:
        self.places = places_of(source) if source.folded else {}

    def words(self, piece: Cell | Paragraph) -> str:
        """The printed words, character for character."""
        if piece.printed is not None or not self.places:
            return piece.printed or piece.text
        signs = list(piece.text)
        ends = [*(part.at for part in piece.parts[1:]), len(signs)]
        for part, end in zip(piece.parts, ends, strict=True):
            held = piece_at(self.places, part.where)
            stretch = (held.printed or held.text)[part.start : part.start + end - part.at] if held else ""
            signs[part.at : part.at + len(stretch)] = stretch
        return "".join(signs)


def _names(blocks: Block, at: int, shown: _Printed) -> list[str]:
    """The header over each column of a table: its own, or that of the nearest one before with as many columns, which it
    continues; none when there is no header."""
    tables = [block for block in blocks[: at + 1] if isinstance(block, Table)]
    for table in (one for one in reversed(tables) if one.size[1] == tables[-1].size[1]):
        grid = table.grid()
        if header := find_header(grid):
            cells = [grid[header.last][column] or grid[header.first][column] for column in range(len(header.names))]
            return ["".join(shown.words(cell).split()) if cell else "" for cell in cells]
    return []


def _cells(table: Table, task: Cell, names: Sequence[str], marked: dict[int, Words], shown: _Printed) -> list[Words]:
    """The cells that cover the task's row, each once, with their column's name. Of too many, those without marks go."""
    row = list({id(c): c for c in table.grid()[task.row] if c}.values())
    spare = MOST_COLUMNS - sum(id(c) in marked for c in row)
    kept: list[Words] = []
    for cell in row:
        if id(cell) not in marked:
            spare -= 1
            if spare < 0:
                continue
        words = marked.get(id(cell)) or Words(shown.words(cell))
        kept.append(replace(words, label=names[cell.column] if names else ""))
    return kept


def _lines(entries: Sequence[_Entry], blocks: Block, shown: _Printed, language: Language) -> list[Words | None]:
    """Marked cells and lines in order, with the few lines between them."""
    found: list[Words | None] = []
    last: int | None = None
    for (at, _, _), _, words in entries:
        if last is not None and at > last + 1:
            between = [b for b in blocks[last + 1 : at] if isinstance(b, Paragraph)]
            faint = [Words(shown.words(b), _label(b.where, language), faint=True) for b in between]
            found += faint if len(between) <= NEAR else [None]
        found.append(words)
        last = at
    return found
