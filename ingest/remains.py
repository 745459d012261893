"""What of a document is in no fact, said in the report: nothing is dropped in silence.

Not each rule that passes something over has to say so: here the words that became facts are taken out of the document, and
what remains is told, grouped by where it stands. Headers, numbers, role words and printed rules are understood and not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.coverage import Piece, Taken, rest
from ingest.fields.headings import split_marker
from ingest.fields.roles import first_named_rule, mark_rule
from ingest.fields.unit_rest import Span
from ingest.layout.columns import column_kind
from ingest.layout.headers import Grid, Header, find_header, repeats
from ingest.layout.mapping import Mappings
from ingest.layout.paragraphs import PAGE_NUMBER
from ingest.layout.rows import Layout, Leftover, Slot, compact
from ingest.record import DocumentHead, Note
from ingest.remains_told import Group, Rest, stretches, told
from ingest.source import Cell, Paragraph, Source, Table

_LONGEST_NUMBER = 8
"""Characters of a number with its signs, at most."""
_NUMBER = re.compile(r"[\d一二三四五六七八九十百零〇第（）()、.．\s①-⑳-]+")


def remains_of(
    source: Source, lists: Sequence[tuple[Layout, DocumentHead]], columns: Mappings | None
) -> list[tuple[Note, ...]]:
    """For each list the notes on all words that are in no row of it: before its tasks, between them, behind them.

    What a note of the reading speaks of (`Layout.left`) gets the places beside it.
    """
    found = [_Found(_rows(layout)) for layout, _ in lists]
    holders = _holders(found)
    understood = _understood(lists)
    left: list[Rest] = []
    number = -1
    for index, block in enumerate(source.blocks):
        for text in block.cells if isinstance(block, Table) else (block,):
            words = text.text
            if not words or words.isspace():
                continue
            number += 1
            place = id(text.where) if not text.parts else 0
            mine = holders(text)
            for one in mine:
                held = one.places.get(place)
                if isinstance(held, int) and held >= len(words):  # by far the most
                    one.add(number, index)
                    break
            else:
                piece, spans = Piece(number, index, text), list[Span]()
                for one in mine:
                    if taken := list(one.rows.spans(piece)):
                        one.add(number, index)
                        spans += taken
                spans += understood.spans(piece)
                if remains := _without_numbers(piece, spans):
                    left.append(Rest(piece, remains, whole=not spans))
    owned: list[list[Rest]] = [[] for _ in lists]
    for rests in left:
        owned[_owner(rests.piece, found)].append(rests)
    return [
        tuple(_Teller(source, where, layout, head, columns).tell(rests)) if rests else ()
        for (layout, head), where, rests in zip(lists, found, owned, strict=True)
    ]


def _holders(found: Sequence[_Found]) -> Callable[[Cell | Paragraph], Sequence[_Found]]:
    """The lists with words of a cell or paragraph in their rows: of many lists, few have any."""
    if len(found) < 3:
        return lambda text: found
    by_place: dict[int, list[_Found]] = {}
    for one in found:
        for place in one.places:
            by_place.setdefault(place, []).append(one)

    def holders(text: Cell | Paragraph) -> Sequence[_Found]:
        if not text.parts:
            return by_place.get(id(text.where), ())
        return list({id(one): one for part in text.parts for one in by_place.get(id(part.where), ())}.values())

    return holders


def _owner(piece: Piece, found: Sequence[_Found]) -> int:
    """The list that a piece is told with: the one in whose tables it stands, else the next one that is not over."""
    following = next((k for k, one in enumerate(found) if piece.number <= one.last), len(found) - 1)
    return following - 1 if following and piece.block in found[following - 1].tables else following


class _Found:
    """Where the rows of a list stand in the document."""

    def __init__(self, rows: Taken) -> None:
        self.rows, self.places = rows, rows.places
        self.first, self.last = 0, -1
        """The first and the last piece with words of a row."""
        self.tables: set[int] = set()
        """The blocks with words of a row."""
        self._block = -1

    def add(self, number: int, block: int) -> None:
        """Some words of a piece are in a row."""
        if self.last < 0:
            self.first = number
        self.last = number
        if block != self._block:
            self._block = block
            self.tables.add(block)

    def cells(self, source: Source) -> Iterator[tuple[int, Cell]]:
        """The cells with words of a row, with their block."""
        for index in sorted(self.tables):
            block = source.blocks[index]
            for cell in block.cells if isinstance(block, Table) else ():
                if any(True for _ in self.rows.spans(Piece(0, index, cell))):
                    yield index, cell


def _rows(layout: Layout) -> Taken:
    """The words of the rows of a list."""
    taken = Taken()
    themes: tuple[Slot, ...] = ()
    for row in layout.rows:
        taken.take(row.text)
        taken.take(row.number)
        taken.take(row.deadline)
        for slot in (*row.cited, *(slot for _, slot in row.units)):
            taken.take(slot)
        if row.themes is not themes:
            themes = row.themes
            for slot in themes:
                taken.take(slot)
    return taken


def _understood(lists: Sequence[tuple[Layout, DocumentHead]]) -> Taken:
    """What is in no row and was understood: the head, printed rules, what a note of the reading speaks of."""
    taken = Taken()
    for layout, head in lists:
        given = head.evidence
        for evidence in (given.title, given.number, given.issuer, given.issued, *(c.evidence for c in head.basis)):
            taken.take(evidence)
        for left in layout.left:
            taken.take(left.slot)
        for slot in layout.notes:
            for start, end in _rule_sentences(slot.text):
                taken.take(slot.cut(start, end))
    return taken


def _without_numbers(piece: Piece, spans: Sequence[Span]) -> list[Span]:
    """What remains without the numbers directly before what was taken up: （一） before the text of a task."""
    found = rest(piece, spans)
    if not found or not spans:
        return found
    starts = sorted(start for start, _ in spans)
    return [span for span in found if not _is_number(piece.text.text, *span, starts)]


def _is_number(text: str, start: int, end: int, starts: Sequence[int]) -> bool:
    following = next((at for at in starts if at >= end), 0)
    if end - start > _LONGEST_NUMBER or not end <= following <= end + _LONGEST_NUMBER:
        return False
    begin = start - 1 if text[start - 1 : start] in ("（", "(") else start
    return split_marker(compact(text[begin:following]) + "甲")[1] == "甲"


def _rule_sentences(text: str) -> Iterator[Span]:
    """The sentences of a note that print a rule of roles."""
    for match in re.finditer(r"[^。；;\n]+", text):
        if first_named_rule(compact(match.group())) or mark_rule(match.group()):
            yield match.span()


class _Teller:
    """Tells what remains of the part of a document that belongs to one list."""

    def __init__(self, source: Source, found: _Found, layout: Layout, head: DocumentHead, columns: Mappings | None) -> None:
        self.source, self.found, self.columns = source, found, columns
        self.noted = {left.slot.where: left for left in layout.left if left.slot}
        """The notes that there are, by their place."""
        themes = {theme.words for row in layout.rows for theme in row.themes} | {head.title or ""}
        self.printed = sorted(themes - {""}, key=len, reverse=True)
        """Words that a document may print again."""
        markers = [split_marker(row.number.words + "x")[0] for row in layout.rows if row.number and not self._in_tables()]
        self.styles = {marker.style for marker in markers if marker}
        """Of the numbers of tasks in paragraphs: a paragraph with such a number and without units may be one."""
        self.headers: dict[int, tuple[Grid, Header | None]] = {}
        self.used: tuple[set[tuple[int, int]], set[int]] | None = None
        self.run, self.before = Group("background", -1), -1
        """The run of paragraphs that are told together, and the last one of it so far."""
        self.above: set[str] = set()
        self.again = -2
        """The last paragraph that was printed again."""

    def _in_tables(self) -> bool:
        return any(isinstance(self.source.blocks[index], Table) for index in self.found.tables)

    def tell(self, left: Sequence[Rest]) -> Iterator[Note]:
        """The notes on what remains."""
        groups: dict[Group, list[Rest]] = {}
        self.above = {compact(one.piece.text.text) for one in left if one.piece.number < self.found.first}
        for one in left:
            before = one.piece.number < self.found.first
            group = Group("before") if before and isinstance(one.piece.text, Paragraph) else self._group(one)
            if group:
                groups.setdefault(Group("before") if before else group, []).append(one)
        for group, rests in groups.items():
            if group.kind in ("background", "numbered") and not self._unprinted("".join(one.words for one in rests)):
                continue
            name = self._column_name(rests[0]) if group.kind == "column" else ""
            yield told(group, rests, name, wrapped=self.source.wrapped)

    def _group(self, one: Rest) -> Group | None:
        """What a piece is told with; None when it is understood, or when a note that there is tells of it."""
        text, block = one.piece.text, one.piece.block
        printed_again = one.whole and self._is_printed_again(one)
        if isinstance(text, Paragraph):
            if PAGE_NUMBER.match(text.text):
                group = Group("page numbers")
            elif printed_again:
                group = None
            else:
                return self._run(one)
            if one.piece.number == self.before + 1:  # it parts no run
                self.before = one.piece.number
            return group
        if block not in self.found.tables:
            return Group("table", block)
        grid, header = self._header(block)
        if printed_again or (one.whole and self._understood(text, grid, header)):
            return None
        if (note := self._note_on(text, grid)) is not None:
            note.covers = (*note.covers, *stretches([one]))
            return None
        rows, used = self._used()
        if header and text.column not in used:
            return Group("column", text.column)
        return Group("cell", one.piece.number) if (block, text.row) in rows else Group("row", block, text.row)

    def _used(self) -> tuple[set[tuple[int, int]], set[int]]:
        """The rows of tables and the columns of which some cell is in a row of the list."""
        if self.used is None:
            cells = list(self.found.cells(self.source))
            self.used = {(block, cell.row) for block, cell in cells}, {cell.column for _, cell in cells}
        return self.used

    def _note_on(self, cell: Cell, grid: Grid) -> Leftover | None:
        """The note that there is on the row of a cell."""
        beside = (other.where for other in grid[cell.row] if other and other.row == cell.row) if self.noted else ()
        return next((note for where in beside if (note := self.noted.get(where))), None)

    def _is_printed_again(self, one: Rest) -> bool:
        """True for what a page prints again: a line that stands above the first task (header, title), or a theme."""
        words, number = compact(one.piece.text.text), one.piece.number
        again = number >= self.found.first and words in self.above
        again = again or not self._unprinted(words, cut=self.again == number - 1)
        self.again = number if again else self.again
        return again

    def _unprinted(self, words: str, *, cut: bool = False) -> str:
        """The words without title and themes, which a page may print again, over several lines too (`cut`: a few words)."""
        for known in self.printed:
            words = words.replace(known, "")
        return "" if (cut or len(words) > 3) and any(words in known for known in self.printed) else words

    def _run(self, one: Rest) -> Group:
        """Paragraphs one after the other are told together; behind the last task, and from each number of a task on, anew."""
        marker, _ = split_marker(one.piece.text.text.strip())
        numbered = one.whole and marker is not None and marker.style in self.styles
        if one.piece.number > self.found.last:
            self.run = Group("behind")
        elif numbered or one.piece.number != self.before + 1:
            self.run = Group("numbered" if numbered else "background", one.piece.number)
        self.before = one.piece.number
        return self.run

    def _header(self, block: int) -> tuple[Grid, Header | None]:
        """The grid of a table and its header; a table that goes on has that of the one above."""
        if block not in self.headers:
            table = self.source.blocks[block]
            grid = table.grid() if isinstance(table, Table) else []
            by_hand = self.columns.of(self.source.blocks[block].where) if self.columns and grid else None
            header = by_hand.as_header(grid) if by_hand else find_header(grid)
            above = max((b for b in self.found.tables if b < block), default=None) if header is None else None
            if above is not None and isinstance(self.source.blocks[above], Table):
                over = self._header(above)
                header = replace(over[1], first=0, last=-1) if over[1] and len(over[0][0]) == len(grid[0]) else None
            self.headers[block] = grid, header
        return self.headers[block]

    @staticmethod
    def _understood(cell: Cell, grid: Grid, header: Header | None) -> bool:
        """True for a header, printed again too, the label in a form, and the number of a row or theme."""
        if header and (header.first <= cell.row <= header.last or repeats(grid[cell.row], header)):
            return True
        seq = header is not None and header.kinds[cell.column] == "seq"
        label = header is None and column_kind(cell.text) is not None
        return label or (seq and _NUMBER.fullmatch(cell.text.strip()) is not None)

    def _column_name(self, one: Rest) -> str:
        cell = one.piece.text
        header = self._header(one.piece.block)[1]
        if isinstance(cell, Paragraph):
            return ""
        return (header.names[cell.column] if header else "") or str(cell.column + 1)
