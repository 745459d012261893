"""Headings that name the units of all items under them: 一、稳定增长（牵头单位：市A局）, below it 1.…, 2.…"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.fields.headings import Marker, split_marker
from ingest.layout.numbered import number_of, unnumbered
from ingest.layout.rows import ListRow, Slot

_OUTER = ("part", "chapter", "words")
"""Styles of numbers that only headings have where other numbers stand below them."""
_STOPS = tuple("。；;！，,：:")


@dataclass(slots=True)
class Group:
    """A task whose text reads as a heading, and the numbered paragraphs without units of their own under it."""

    row: ListRow
    heading: Slot
    """With its number, without its bracket."""
    marker: Marker
    items: list[tuple[int, Slot]] = field(default_factory=list)
    """With the block of each."""
    ended: bool = False
    """Whether a further heading came."""

    def take(self, index: int, slot: Slot, marker: Marker) -> None:
        """A numbered paragraph without units behind it: an item, or the heading that ends the group."""
        self.ended = self.ended or marker.level <= self.marker.level
        if not self.ended:
            self.items.append((index, slot))

    @classmethod
    def of(cls, row: ListRow, slot: Slot, longest: int) -> Group | None:
        """The group that a task of this paragraph may open; None when its text is a sentence or has no number."""
        marker, _ = split_marker(slot.text.strip())
        words = row.text.words
        if marker is None or row.part or not words or len(words) > longest or "。" in words or words.endswith(_STOPS):
            return None
        at = slot.text.find(row.text.text)
        return cls(row, slot.cut(slot.text.find(marker.printed[0]), at + len(row.text.text)), marker) if at >= 0 else None


def items_of(rows: list[ListRow], groups: Sequence[Group]) -> list[ListRow] | None:
    """The tasks of a list each of whose rows is a heading over numbered items: the items, with the units of the heading.

    None when some row stands for itself, or when the items count only the steps of each: they are tasks where their numbers
    run on through the list, or where the headings stand as far out as headings do.
    """
    if len(rows) < 2 or len(groups) != len(rows) or not all(g.items for g in groups):
        return None
    found = [[m for _, slot in g.items if (m := split_marker(slot.text.strip())[0])] for g in groups]
    flat = [marker for markers in found for marker in markers]
    through = all(b.follows(a) for a, b in pairwise(flat))
    outer = all(g.marker.style in _OUTER and len(g.items) > 1 for g in groups) and len({m.style for m in flat}) == 1
    if not (through or outer):
        return None
    inside = {id(slot) for g in groups for _, slot in g.items}
    where = {slot.where for g in groups for _, slot in g.items}
    made: list[ListRow] = []
    for g in groups:
        themes = (*(t for t in g.row.themes if id(t) not in inside and t.where not in where), g.heading)
        for _, slot in g.items:
            units = [(role, names.carried()) for role, names in g.row.units]
            limit = g.row.deadline.carried() if g.row.deadline else None
            made.append(ListRow(unnumbered(slot), number_of(slot), themes, units, limit))
    return made
