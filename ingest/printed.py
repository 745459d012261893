"""Evidence completed by what the reader saw of the print: the boxes around the words on the pages of a PDF, the words in
traditional characters where the text was turned into simplified ones; without the numbers that a program counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from ingest.locate import Places, piece_at, places_of, spots
from ingest.record import Evidence, PageBox, Passage, TaskList
from ingest.source import Sheet, Source, own_place, own_words

T = TypeVar("T")


def as_printed(lists: Sequence[TaskList], source: Source) -> list[TaskList]:
    """The lists with this in each evidence; as they are when the document has neither."""
    if not (source.sheets or source.folded or source.numbered):
        return list(lists)
    places = places_of(source)
    return [_completed(one, places, source.sheets) for one in lists]


def _completed(value: T, places: Places, sheets: dict[int, Sheet]) -> T:
    """A part of a record with each evidence completed, all the way down."""
    if isinstance(value, Evidence):
        return _evidence(value, places, sheets)  # type: ignore[return-value]
    if isinstance(value, tuple):
        items = tuple(_completed(item, places, sheets) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    given = {f.name: getattr(value, f.name) for f in fields(value)}
    changed = {name: new for name, old in given.items() if (new := _completed(old, places, sheets)) is not old}
    return replace(value, **changed) if changed else value


def _own(evidence: Evidence, places: Places) -> Evidence:
    """The evidence without automatic numbers: they stand nowhere in the file, and do not count."""
    given = [Passage(evidence.where, evidence.start or 0, evidence.end or 0), *evidence.also]
    pieces = [piece_at(places, passage.where) for passage in given]
    if not any(piece and piece.generated for piece in pieces):
        return evidence
    own = [
        Passage(passage.where, own_place(piece, passage.start), own_place(piece, passage.end)) if piece else passage
        for passage, piece in zip(given, pieces, strict=True)
    ]
    quote = "".join(own_words(piece)[p.start : p.end] for p, piece in zip(own, pieces, strict=True) if piece)
    first, *further = [passage for passage in own if passage.start < passage.end] or own[:1]
    return replace(evidence, where=first.where, quote=quote, start=first.start, end=first.end, also=tuple(further))


def _evidence(evidence: Evidence, places: Places, sheets: dict[int, Sheet]) -> Evidence:
    if evidence.start is None or evidence.end is None:
        return evidence  # a place and no words
    evidence = _own(evidence, places)
    found = list(spots(places, evidence))
    pages = [(spot.where.page, box) for spot in found for box in spot.boxes]
    boxes = tuple(PageBox(page, *sheets[page].shown(box)) for page, box in pages if page is not None)
    words = [spot.printed for spot in found]
    printed = "".join(word for word in words if word is not None) if None not in words else None
    return replace(evidence, boxes=boxes, printed=printed)
