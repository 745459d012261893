"""Looks up what people name, for `graph.store.choosing`."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph.schema import NodeType
from graph.store.choosing import MOST, SHOWN, DocumentStep, Named, UnitStep
from graph.store.keeping.given import held, places
from graph.store.searching import Match
from graph.store.sqlite.codes import TYPE
from graph.store.sqlite.match import fts5
from graph.store.sqlite.shelf import SqliteShelf
from ingest.divisions import Gazetteer

_UNITS: Final[dict[UnitStep, str]] = {
    "full_name": "SELECT id FROM unit WHERE full_name = :given",
    "form_full_name": "SELECT unit FROM form WHERE full_name = :given",
    "printed": "SELECT unit FROM form WHERE printed = :given",
    "printed_after_place": """SELECT f.unit FROM form AS f JOIN place AS p ON p.id = f.place
        WHERE f.printed = substr(:given, length(p.name) + 1) AND substr(:given, 1, length(p.name)) = p.name""",
}
_DOCUMENTS: Final[dict[DocumentStep, str]] = {
    "id": "n.key = :given",
    "number_key": "d.number_key = :given",
    "title_key": "d.title_key = :given",
    "part": "d.full = 1 AND instr(d.title_key, :given) > 0",
}


@dataclass(frozen=True, slots=True)
class SqliteNames:
    """`graph.store.choosing.Names` over one connection."""

    db: sqlite3.Connection

    def has(self, type: NodeType, id: str) -> bool:
        """Whether a node of this type has this id."""
        return self.db.execute("SELECT 1 FROM node WHERE key = ? AND type = ?", (id, TYPE[type])).fetchone() is not None

    def moved(self, unit: str) -> str:
        """Where a unit's id leads since people judged."""
        return held(SqliteShelf(self.db)).moved(unit)

    def topics(self) -> Named:
        """All topics with their titles."""
        return self.db.execute(
            'SELECT n.key, x.title FROM topic AS x JOIN node AS n ON n.id = x.id ORDER BY x."group" DESC, x.title, n.key'
        ).fetchall()

    def tasks(self, words: Match, part: str) -> Named:
        """Tasks with these words whose text holds `part`, with their texts."""
        return self.db.execute(
            f"""SELECT n.key, t.text FROM words CROSS JOIN node AS n ON n.id = words.rowid CROSS JOIN task AS t ON t.id = n.id
                WHERE words MATCH :match AND instr(t.text, :part) > 0 ORDER BY t.text, n.key LIMIT {MOST}""",
            {"match": fts5(words), "part": part},
        ).fetchall()

    def units(self, by: UnitStep, name: str) -> Named:
        """Units with their full names."""
        return self.db.execute(
            f"""WITH named(id) AS ({_UNITS[by]})
                SELECT DISTINCT n.key, u.full_name FROM named JOIN unit AS u ON u.id = named.id JOIN node AS n ON n.id = u.id
                ORDER BY u.full_name, n.key LIMIT {MOST}""",
            {"given": name},
        ).fetchall()

    def units_like(self, part: str) -> list[str]:
        """Full names of units of which a form's full name holds `part`, or is printed inside it."""
        rows = self.db.execute(
            f"""SELECT DISTINCT u.full_name FROM form AS f JOIN unit AS u ON u.id = f.unit
                WHERE instr(f.full_name, :part) > 0 OR instr(:part, f.printed) > 0 ORDER BY u.full_name LIMIT {SHOWN}""",
            {"part": part},
        )
        return [name for (name,) in rows]

    def places_at_end(self, name: str) -> Named:
        """Places whose own name ends the given one, or that have it as id, with the path of names."""
        return self.db.execute(
            """WITH RECURSIVE path(id, parent, name) AS (
                 SELECT id, parent, name FROM place WHERE substr(:given, -length(name)) = name
                   OR id = (SELECT id FROM node WHERE key = :given)
                 UNION ALL SELECT path.id, p.parent, p.name || path.name FROM path JOIN place AS p ON p.id = path.parent)
               SELECT n.key, path.name FROM path JOIN node AS n ON n.id = path.id
               WHERE path.parent IS NULL ORDER BY path.name, n.key""",
            {"given": name},
        ).fetchall()

    def places(self, *, ids: Collection[str] = (), called: Collection[str] = ()) -> Named:
        """Places with one of these ids or names, with their names."""
        return self.db.execute(
            """SELECT n.key, p.name FROM node AS n JOIN place AS p ON p.id = n.id
               WHERE n.key IN (SELECT value FROM json_each(:ids)) OR p.name IN (SELECT value FROM json_each(:called))
               ORDER BY p.name, n.key""",
            {"ids": json.dumps(list(ids)), "called": json.dumps(list(called))},
        ).fetchall()

    def place_names(self) -> list[str]:
        """The names of all places, each once."""
        return [name for (name,) in self.db.execute("SELECT DISTINCT name FROM place ORDER BY name")]

    def added(self) -> Gazetteer | None:
        """The user's own places."""
        return places(SqliteShelf(self.db))

    def documents(self, by: DocumentStep, value: str) -> list[tuple[str, str, bool]]:
        """Documents with what they are called, and whether they are here in full."""
        rows = self.db.execute(
            f"""SELECT n.key, coalesce(d.title, d.number, d.file), d.full FROM document AS d JOIN node AS n ON n.id = d.id
                WHERE {_DOCUMENTS[by]} ORDER BY d.full DESC, d.title, n.key LIMIT {MOST}""",
            {"given": value},
        )
        return [(id, shown, bool(full)) for id, shown, full in rows]

    def newest(self) -> list[str]:
        """What documents in full are called: the newest first."""
        rows = self.db.execute(
            f"""SELECT coalesce(d.title, d.number, d.file) FROM document AS d JOIN node AS n ON n.id = d.id
                WHERE d.full = 1 ORDER BY d.year DESC, d.title, n.key LIMIT {SHOWN}"""
        )
        return [title for (title,) in rows]
