"""The picture of a task: the row of its document with the words marked that its facts were read from."""

from __future__ import annotations

import io
from pathlib import Path

from ingest.errors import Language
from ingest.facts import facts_of
from ingest.locate import located, places_of
from ingest.record import Task
from ingest.source import Source
from viz.picture.marks import Mark
from viz.picture.page import draw_page
from viz.picture.row import row_of
from viz.picture.table import draw_row


def draw(path: Path, source: Source, task: Task, language: Language = "zh") -> bytes:
    """The picture as PNG: for a PDF its page cropped around the row, for other formats the row drawn with its header.

    `source` is what the reader delivered of the file at `path`. Raises PlaceUnknown or WordsMoved when the words do not stand
    where the evidence says, FontMissing when the machine has no Chinese font.
    """
    places = places_of(source)
    marks = [Mark(fact.kind, located(places, fact.evidence)) for fact in facts_of(task) if fact.evidence]
    if source.format == "pdf":
        picture = draw_page(path, source, places, marks, language)
    else:
        picture = draw_row(row_of(source, marks, language), source.file, {mark.kind for mark in marks}, language)
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
