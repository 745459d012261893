"""The picture of a note of the report: the row or lines of the document that it speaks of, with its words marked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import Language
from ingest.locate import Found, Places, PlaceUnknown, Spot, located, piece_at, places_of
from ingest.record import Note, Stretch, Where
from ingest.source import Source, own_words, word_boxes
from viz.picture.marks import Mark
from viz.picture.page import draw_page
from viz.picture.row import row_of
from viz.picture.table import draw_row

_MOST = 3
"""Places of a note that are drawn."""


def draw_note(path: Path, source: Source, note: Note, language: Language = "zh") -> bytes:
    """The picture as PNG, as `viz.picture.draw` makes that of a task. Raises PlaceUnknown when the note speaks of no place or
    of one that the document has not, WordsMoved when other words stand there, FontMissing without a Chinese font."""
    places = places_of(source)
    marks = [Mark("note", found) for found in _found(places, note)][:_MOST]
    if not marks:
        raise PlaceUnknown(where=note.covers[0].first if note.covers else None)
    if source.format == "pdf":
        picture = draw_page(path, source, places, marks, language)
    else:
        picture = draw_row(row_of(source, marks, language), source.file, {mark.kind for mark in marks}, language)
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _found(places: Places, note: Note) -> Iterator[Found]:
    """The words that it quotes, else the first cells or lines of each place that it covers."""
    if note.evidence and note.evidence.quote.strip():
        yield located(places, note.evidence)
        return
    first = [note.evidence.where] if note.evidence else []
    for where in [*first, *(w for stretch in note.covers for w in _inside(places, stretch))]:
        if spot := _whole(places, where):
            yield Found((spot,))


def _inside(places: Places, stretch: Stretch) -> Iterator[Where]:
    """The places of a stretch that the document has, in its order."""
    first, last = stretch.first, stretch.last
    for where in places:
        if (where.sheet, where.table) != (first.sheet, first.table) and first.line is None:
            continue
        at = (where.line,) if first.line is not None else (where.row, where.column)
        ends = ((first.line,), (last.line,)) if first.line is not None else ((first.row, first.column), (last.row, last.column))
        if all(a is not None and b is not None and c is not None and b <= a <= c for a, b, c in zip(at, *ends, strict=True)):
            yield where


def _whole(places: Places, where: Where) -> Spot | None:
    """All of a cell or line; None where nothing is written."""
    piece = piece_at(places, where)
    own = own_words(piece) if piece else ""
    if piece is None or not own.strip():
        return None
    boxes = tuple(word_boxes(piece, 0, len(own))) if piece.ink else ()
    return Spot(piece.where, own, 0, len(own), piece.box, None, boxes)
