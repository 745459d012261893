"""The printed number of a paragraph, and its words without it."""

from __future__ import annotations

from ingest.fields.headings import split_marker
from ingest.layout.rows import Slot


def number_of(slot: Slot) -> Slot | None:
    """The number that a paragraph begins with; None without one."""
    marker, _ = split_marker(slot.text.strip())
    return Slot(marker.printed, slot.where, start=slot.start) if marker else None


def unnumbered(slot: Slot) -> Slot:
    """A paragraph without its number."""
    begin = behind_number(slot.text)
    return slot.cut(begin, len(slot.text.rstrip())) if begin else slot


def behind_number(text: str) -> int:
    """Where the words begin behind the printed number; 0 when there is none."""
    marker, rest = split_marker(text.strip())
    return text.rfind(rest) if marker else 0
