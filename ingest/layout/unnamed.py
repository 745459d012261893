"""Numbered paragraphs that name no units among those that do: the missing numbers of a run are tasks all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.fields.headings import Marker, split_marker
from ingest.layout.numbered import number_of, unnumbered
from ingest.layout.rows import ListRow, Slot

LEAST = 4
"""Fewer tasks with units make no run."""


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A numbered sentence without units."""

    before: int
    """So many tasks stand before it."""
    index: int
    """Of its block."""
    slot: Slot
    marker: Marker
    themes: tuple[Slot, ...]


def with_unnamed(rows: list[ListRow], found: Sequence[Unnamed]) -> tuple[list[ListRow], list[int]]:
    """The tasks of a list with those whose numbers would be missing from its run (1. 2. _ 4.), and their blocks.

    Only where one run of numbers goes through the whole list: what begins or ends it without units is a preface or a close.
    """
    markers = [split_marker(row.number.text + "x")[0] for row in rows if row.number]
    known = [m for m in markers if m]
    if len(rows) < LEAST or len(known) != len(rows) or len({m.key for m in known}) > 1:
        return rows, []
    if known[0].value != 1 or not all(a.value <= b.value for a, b in pairwise(known)):
        return rows, []
    missing = [
        one
        for one in found
        if 0 < one.before < len(rows)
        and one.marker.key == known[0].key
        and known[one.before - 1].value < one.marker.value < known[one.before].value
    ]
    values = [one.marker.value for one in missing]
    if len(set(values)) < len(values) or 2 * len(missing) > len(rows):
        return rows, []
    whole = list(rows)
    for one in reversed(missing):
        whole.insert(one.before, ListRow(unnumbered(one.slot), number_of(one.slot), one.themes))
    return whole, [one.index for one in missing]
