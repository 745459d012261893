"""Gives a file today's schema: makes the tables, or builds an older file again from its records and judgements."""

from __future__ import annotations

import sqlite3

from graph.build import plan_again
from graph.store.keeping.given import held, places
from graph.store.keeping.load import Keeper
from graph.store.sqlite.codes import unpacked
from graph.store.sqlite.shelf import SqliteShelf
from graph.store.sqlite.tables import APPLICATION_ID, SCHEMA, VERSION
from ingest.record import from_json

_KEPT = """SELECT n.key, d.family, d.sha256, d.record FROM document AS d JOIN node AS n ON n.id = d.id
  WHERE d.full = 1 ORDER BY n.key"""


def bring_up(db: sqlite3.Connection) -> None:
    """Make the file what `tables.py` says, all of it or, when something fails, nothing. A file of today is left alone."""
    db.execute("PRAGMA foreign_keys = OFF")  # tables go in any order
    db.execute("BEGIN IMMEDIATE")
    try:
        # read again under the lock: another process may have been first
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version < VERSION:
            _build_again(db, version)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has rolled back by itself
            db.execute("ROLLBACK")
        raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _build_again(db: sqlite3.Connection, version: int) -> None:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL")]
    documents = db.execute(_KEPT).fetchall() if version else []
    judgements = db.execute("SELECT key, value FROM judgement").fetchall() if "judgement" in names else []
    given = db.execute("SELECT value FROM added_places").fetchall() if "added_places" in names else []
    for name in names:
        # the tables behind the full-text index go with it
        if not name.startswith(("words_", "sqlite_")):
            db.execute(f'DROP TABLE "{name}"')
    for statement in SCHEMA:
        db.execute(statement)
    db.executemany("INSERT INTO judgement (key, value) VALUES (?, ?)", judgements)
    db.executemany("INSERT INTO added_places (value) VALUES (?)", given)
    shelf = SqliteShelf(db)
    decided, added = held(shelf), places(shelf)
    keeper = Keeper(shelf, decided)
    for key, family, sha256, record in documents:
        keeper.put(plan_again(from_json(unpacked(record)), key, family, decided, added), sha256)
    keeper.settle()
