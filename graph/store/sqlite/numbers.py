"""Content ids to the integers of the file: finds nodes and makes the missing ones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph import names
from graph.build import Form, Place
from graph.store.sqlite.codes import TYPE
from graph.store.sqlite.tally import Tally


class Numbers:
    """The nodes of the file, while one transaction holds it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        (self._next,) = db.execute("SELECT coalesce(max(id), 0) + 1 FROM node").fetchone()

    def find(self, keys: Collection[str]) -> dict[str, int]:
        """The nodes that are here with these keys."""
        given = json.dumps(list(keys))
        return dict(self._db.execute("SELECT key, id FROM node WHERE key IN (SELECT value FROM json_each(?))", (given,)))

    def add(self, type: str, keys: Sequence[str]) -> dict[str, int]:
        """New nodes of a type. Raises sqlite3.IntegrityError when one is there already."""
        ids = dict(zip(keys, range(self._next, self._next + len(keys)), strict=True))
        self._next += len(keys)
        code = TYPE[type]
        self._db.executemany("INSERT INTO node (id, key, type) VALUES (?, ?, ?)", [(id, key, code) for key, id in ids.items()])
        return ids

    def places(self, places: Sequence[Place]) -> dict[str, int]:
        """The places, outer ones before inner ones."""
        ids = self.find([p.id for p in places])
        # the user's own places may have changed since
        known = [(p.level, p.code, ids[p.id]) for p in places if p.id in ids]
        self._db.executemany("UPDATE place SET level = ?, code = ? WHERE id = ?", known)
        for place in places:
            if place.id not in ids:
                ids.update(self.add("Jurisdiction", [place.id]))
                values = (ids[place.id], place.name, place.level, place.code, ids[place.within] if place.within else None)
                self._db.execute("INSERT INTO place (id, name, level, code, parent) VALUES (?, ?, ?, ?, ?)", values)
                self._db.execute("INSERT INTO words (rowid, tokens) VALUES (?, tokens(?))", values[:2])
        return ids

    def topics(self, topics: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """The classes, given as group and title."""
        keys = {names.topic_id(*topic): topic for topic in sorted(topics)}
        ids = self.find(list(keys))
        new = self.add("Topic", [key for key in keys if key not in ids])
        rows = [(id, keys[key][1], keys[key][0]) for key, id in new.items()]
        self._db.executemany('INSERT INTO topic (id, title, "group") VALUES (?, ?, ?)', rows)
        self._db.executemany("INSERT INTO words (rowid, tokens) VALUES (?, tokens(?))", [row[:2] for row in rows])
        return {keys[key]: id for key, id in (ids | new).items()}

    def named(self, keys: Collection[str]) -> dict[str, int]:
        """The documents with these keys; missing ones are made as named ones."""
        ids = self.find(keys)
        new = self.add("Document", [k for k in dict.fromkeys(keys) if k not in ids])
        self._db.executemany("INSERT INTO document (id, full) VALUES (?, 0)", [(id,) for id in new.values()])
        return ids | new

    def units(self, forms: Sequence[Form], places: Mapping[str, int]) -> dict[str, int]:
        """The units of these forms. A new one is named as its first form until `settle` names it: most have only one, and what
        stands in the indexes need not move then."""
        first = {form.unit: form for form in reversed(forms)}
        keys = list(dict.fromkeys(form.unit for form in forms))
        ids = self.find(keys)
        new = self.add("Unit", [key for key in keys if key not in ids])
        named = ((id, first[key]) for key, id in new.items())
        self._db.executemany(
            "INSERT INTO unit (id, name, full_name, collective, function, place) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    id,
                    f.printed,
                    f.full_name,
                    int(f.kind == "collective"),
                    f.function or None,
                    places[f.place] if f.place else None,
                )
                for id, f in named
            ],
        )
        return ids | new


class OfFile:
    """What the parts of `SqliteShelf` work on."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers = Numbers(db)
        self._tally = Tally(db)


def listed(ids: Iterable[int]) -> str:
    """Numbers as one parameter, for `json_each`."""
    return json.dumps(sorted(ids))


def reindex(db: sqlite3.Connection, changed: Sequence[tuple[int, str, str]]) -> None:
    """Nodes with the words that the index has of them and those that it is to have. It keeps no text, so that the old words
    must be given to take them out."""
    gone = [(id, old) for id, old, _ in changed if old]
    db.executemany("INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, tokens(?))", gone)
    db.executemany("INSERT INTO words (rowid, tokens) VALUES (?, tokens(?))", [(id, new) for id, _, new in changed if new])
