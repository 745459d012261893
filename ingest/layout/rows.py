"""What every layout comes down to: rows of a list, each slot with the words and their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import TYPE_CHECKING, Literal

from ingest.fields.bracket_roles import Roles
from ingest.record import Evidence, Passage, Role, Stretch, Where
from ingest.source import Cell, Paragraph, Part

if TYPE_CHECKING:
    from ingest.layout.mapping import Mapping


def compact(text: str) -> str:
    """The text without white space, as the record has it."""
    return "".join(text.split())


@dataclass(slots=True)
class Slot:
    """Words of a row with their place; never changed once made. `start` is where the text begins in its cell or paragraph."""

    text: str
    where: Where
    inherited: bool = False
    start: int = 0
    parts: tuple[Part, ...] = ()
    """Where each stretch comes from when the words were put together; `where` and `start` are those of the first."""
    wraps: tuple[bool, ...] | None = None
    """For each line break, where the reader could tell: True when the page made it, False when the author did."""

    @classmethod
    def of(cls, block: Cell | Paragraph, *, inherited: bool = False) -> Slot:
        """The words of a cell or paragraph."""
        wraps = block.wraps if isinstance(block, Cell) else None
        return cls(block.text, block.where, inherited, block.parts[0].start if block.parts else 0, block.parts, wraps)

    def carried(self) -> Slot:
        """These words where they hold for a further row."""
        return self if self.inherited else replace(self, inherited=True)

    def cut(self, start: int, end: int | None = None) -> Slot:
        """A part of these words, white space around it included."""
        start, end, _ = slice(start, end).indices(len(self.text))
        if not self.parts:
            return replace(self, text=self.text[start:end], start=self.start + start, wraps=None)
        kept = [(max(a, start), part.where, part.start + max(a, start) - a) for a, b, part in self._stretches() if b > start]
        parts = tuple(Part(at - start, where, first) for at, where, first in kept if at < end)
        if not parts:
            return replace(self, text="", wraps=None)
        return Slot(self.text[start:end], parts[0].where, self.inherited, parts[0].start, parts)

    def within(self, start: int, end: int | None = None) -> Slot:
        """A part of these words, counted without white space."""
        places = [i for i, c in enumerate(self.text) if not c.isspace()]
        start, end, _ = slice(start, end).indices(len(places))
        return self.cut(places[start], places[end - 1] + 1) if start < end else self.cut(0, 0)

    def ending(self, words: str) -> Slot:
        """The end of these words that reads so without white space."""
        left = len(self.words) - len(words)
        at = next((i for i, c in enumerate(self.text) if not c.isspace() and (left := left - 1) < 0), len(self.text))
        return self.cut(at)

    def _stretches(self) -> Iterator[tuple[int, int, Part]]:
        ends = [*(part.at for part in self.parts[1:]), len(self.text)]
        return ((part.at, end, part) for part, end in zip(self.parts, ends, strict=True))

    @property
    def words(self) -> str:
        """The text without white space."""
        return compact(self.text)

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The evidence for a part of these words (all of them when not said), with the white space around it left out."""
        piece = self.text[start:end]
        quote = piece.strip()
        left = start if quote == piece else start + len(piece) - len(piece.lstrip())
        if len(quote) < len(self.text):
            quote = intern(quote)  # a name stands in many rows
        right = left + len(quote)
        if not self.parts:
            return Evidence(self.where, quote, self.start + left, self.start + right, self.inherited)
        passages = list(self._passages(left, right))
        first = passages[0] if passages else Passage(self.where, self.start, self.start)
        return Evidence(first.where, quote, first.start, first.end, self.inherited, tuple(passages[1:]))

    def _passages(self, left: int, right: int) -> Iterator[Passage]:
        for a, b, part in self._stretches():
            first, last = max(a, left), min(b, right)
            words = self.text[first:last]
            if first < last and words.strip():
                begin = part.start + first - a + len(words) - len(words.lstrip())
                yield Passage(part.where, begin, begin + len(words.strip()))


def joined(slots: Sequence[Slot], between: str = "") -> Slot:
    """Several words put together to one, which knows where each stretch comes from."""
    at, parts = 0, []
    for slot in slots:
        own = slot.parts or (Part(0, slot.where, slot.start),)
        parts += [Part(at + part.at, part.where, part.start) for part in own]
        at += len(slot.text) + len(between)
    first = slots[0]
    return Slot(between.join(s.text for s in slots), first.where, first.inherited, first.start, tuple(parts))


@dataclass(slots=True)
class ListRow:
    """One row of a list as laid out: not yet read as units, dates and citations."""

    text: Slot
    number: Slot | None = None
    """The cell of the number column."""
    themes: tuple[Slot, ...] = ()
    units: list[tuple[Role, Slot]] = field(default_factory=list)
    """Each unit cell, line or bracket with the role that its header gives."""
    deadline: Slot | None = None
    part: int | None = None
    cited: tuple[Slot, ...] = ()
    """The documents that a column of sources (依据, 来源) names for the task."""


@dataclass(slots=True)
class Leftover:
    """Something of the document that became no row, for the report."""

    kind: Literal["row without task", "guess"]
    zh: str
    en: str
    slot: Slot | None = None
    covers: tuple[Stretch, ...] = ()
    """Further places that it speaks of."""


@dataclass(slots=True)
class Layout:
    """What a layout found: the rows, the words above them that may be the title, the notes that hold for all rows."""

    rows: list[ListRow] = field(default_factory=list)
    titles: list[Slot] = field(default_factory=list)
    notes: list[Slot] = field(default_factory=list)
    below: list[Slot] = field(default_factory=list)
    """Rows of the table below the last one of the list: in a sheet, who signed it and when."""
    left: list[Leftover] = field(default_factory=list)
    prose: bool = False
    """True when the tasks are paragraphs: then no column says what has a limit and what has none."""
    wrapped: bool = False
    """True when line breaks inside slots are those of a page."""
    people: frozenset[int | None] = frozenset()
    """The printed columns of units whose header promises persons too (牵头单位及责任人)."""
    brackets: dict[int | None, Roles] = field(default_factory=dict)
    """The printed columns of units whose header parts the roles by brackets (牵头单位（责任单位）)."""
    columns: Mapping | None = None
    """What each column was taken for, where the list is a table."""
    used: set[int] = field(default_factory=set)
    """Indices of the source's blocks that the list was read from."""
    preambles: dict[int, int] = field(default_factory=dict)
    """Of such blocks that hold a preamble before their first numbered paragraph: how many characters of it."""
