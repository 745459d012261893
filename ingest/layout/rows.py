"""What every layout comes down to: rows of a list, each slot with the words and their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ingest.record import Evidence, Role, Where

if TYPE_CHECKING:
    from ingest.layout.mapping import Mapping


def compact(text: str) -> str:
    """The text without white space, as the record has it."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of a row with their place. `start` is where the text begins in its cell or paragraph."""

    text: str
    where: Where
    inherited: bool = False
    start: int = 0

    @property
    def words(self) -> str:
        """The text without white space."""
        return compact(self.text)

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The evidence for a part of these words (all of them when not said), with the white space around it left out."""
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        return Evidence(self.where, self.text[left:right], self.start + left, self.start + right, self.inherited)


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


@dataclass(slots=True)
class Leftover:
    """Something of the document that became no row, for the report."""

    kind: Literal["row without task", "column not used", "guess"]
    zh: str
    en: str
    slot: Slot | None = None


@dataclass(slots=True)
class Layout:
    """What a layout found: the rows, the words above them that may be the title, the notes that hold for all rows."""

    rows: list[ListRow] = field(default_factory=list)
    titles: list[Slot] = field(default_factory=list)
    notes: list[Slot] = field(default_factory=list)
    left: list[Leftover] = field(default_factory=list)
    wrapped: bool = False
    """True when line breaks inside slots are those of a page."""
    columns: Mapping | None = None
    """What each column was taken for, where the list is a table."""
    used: set[int] = field(default_factory=set)
    """Indices of the source's blocks that the list was read from."""
