"""The user's own places in the file: the text that was given, kept for good like the records and the judgements."""

from __future__ import annotations

import sqlite3

from graph.judgements import Judgements
from graph.store.sqlite.writer import Writer
from ingest.divisions import Gazetteer, gazetteer_of

NAME = "places.toml"


def text(db: sqlite3.Connection) -> str:
    """The places as they were given; empty when there are none."""
    row = db.execute("SELECT value FROM added_places").fetchone()
    return str(row[0]) if row else ""


def places(db: sqlite3.Connection) -> Gazetteer | None:
    """The places that a user added, None when there are none."""
    given = text(db)
    return gazetteer_of(given, NAME) if given else None


def put(db: sqlite3.Connection, given: str, judgements: Judgements) -> int:
    """Keep these places in place of the earlier ones, and build all documents again; tells how many changed.
    Raises PlacesWrong."""
    if given.strip():
        gazetteer_of(given, NAME)
    db.execute("DELETE FROM added_places")
    if given.strip():
        db.execute("INSERT INTO added_places (value) VALUES (?)", (given,))
    documents = [id for (id,) in db.execute("SELECT id FROM document WHERE full = 1 ORDER BY id").fetchall()]
    writer = Writer(db, judgements)
    changed = writer.again(documents, places(db))
    writer.settle()
    return changed
