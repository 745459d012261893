"""Which tasks go back to which: the links between the tasks of related documents, kept in line with what is stored.

Related are a document and the upstream documents whose text is here; sister documents, which carry out one that is only named;
and the lists of one place in two years that follow each other. The links of two documents hang on these two alone, and which
documents are related hangs on the stored set alone: so the order in which documents come leaves no trace.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graph.kinship import is_law, same_series, subject
from graph.store.sqlite.codes import unpacked
from ingest.alignment import Prepared, Relation, align

CARRIES_OUT: Final = 1
PARALLELS: Final = 2
Pair = tuple[int, int, int]
"""Kind, document, other: for CARRIES_OUT the upper one is the other, for PARALLELS the one whose id sorts first."""

_NEAR = """
  -- those themselves, what carries them out, the lists of their places, and what cites by titles that lead elsewhere now
  SELECT value FROM json_each(:changed)
  UNION SELECT b.document FROM json_each(:changed) AS t CROSS JOIN reference AS r ON r.target = t.value
    JOIN basis AS b ON b.reference = r.id
  UNION SELECT d2.id FROM json_each(:changed) AS t CROSS JOIN document AS d ON d.id = t.value
    JOIN document AS d2 ON d2.place = d.place
  UNION SELECT d.id FROM json_each(:places) AS t CROSS JOIN document AS d ON d.place = t.value
  UNION SELECT b.document FROM json_each(:moved) AS t CROSS JOIN basis AS b ON b.reference = t.value"""
_UP = """SELECT DISTINCT r.target, u.full, u.title FROM basis AS b JOIN reference AS r ON r.id = b.reference
  JOIN document AS u ON u.id = r.target WHERE b.document = :id AND r.target <> :id"""
_DOWN = """SELECT DISTINCT b.document FROM reference AS r JOIN basis AS b ON b.reference = r.id
  WHERE r.target = :id AND b.document <> :id"""
_OF_PLACE = """SELECT d.id, d.year, d.title FROM document AS d
  WHERE d.full = 1 AND d.place = :place AND d.year NOT NULL ORDER BY d.id"""


def relink(db: sqlite3.Connection, changed: Iterable[int], places: Iterable[int], moved: Iterable[int]) -> None:
    """Bring into line the links of documents that came, went or changed, of the lists of these places, and of what cites by
    these references, which lead elsewhere now."""
    given = {
        "changed": json.dumps(sorted(changed)),
        "places": json.dumps(sorted(places)),
        "moved": json.dumps(sorted(moved)),
    }
    wanted: set[Pair] = set()
    near = [id for (id,) in db.execute(f"SELECT id FROM document WHERE full = 1 AND id IN ({_NEAR})", given)]  # noqa: S608
    for id in near:
        wanted |= _pairs(db, id)
    about = {"ids": json.dumps(near)}
    held: set[Pair] = set(
        db.execute(
            """SELECT kind, document, other FROM pair WHERE document IN (SELECT value FROM json_each(:ids))
               UNION SELECT kind, document, other FROM pair WHERE other IN (SELECT value FROM json_each(:ids))""",
            about,
        ).fetchall()
    )
    for kind, document, other in sorted(held - wanted):
        _drop(db, kind, document, other)
    for kind, document, other in sorted(wanted - held):
        db.execute("INSERT INTO pair (kind, document, other) VALUES (?, ?, ?)", (kind, document, other))
        _link(db, kind, document, other)


def _pairs(db: sqlite3.Connection, id: int) -> set[Pair]:
    """All pairs of documents that this one is in."""
    found: set[Pair] = {(CARRIES_OUT, below, id) for (below,) in db.execute(_DOWN, {"id": id})}
    beside: set[int] = set()
    for upper, full, title in db.execute(_UP, {"id": id}).fetchall():
        if full:
            found.add((CARRIES_OUT, id, upper))
        elif not is_law(title):
            beside.update(sister for (sister,) in db.execute(_DOWN, {"id": upper}))
    beside |= _years(db, id)
    vertical = {other for _, *both in found for other in both}
    for other in beside - vertical - {id}:
        found.add((PARALLELS, *_in_order(db, id, other)))
    return found


def _years(db: sqlite3.Connection, id: int) -> set[int]:
    """The lists of the same place and subject in the nearest year before and after."""
    place, name, year = db.execute(
        "SELECT d.place, p.name, d.year FROM document AS d LEFT JOIN place AS p ON p.id = d.place WHERE d.id = ?", (id,)
    ).fetchone()
    if place is None or year is None:
        return set()
    rows = db.execute(_OF_PLACE, {"place": place}).fetchall()
    about = {other: subject(title, name) for other, _, title in rows}
    series = [(when, other) for other, when, _ in rows if other != id and same_series(about[id], about[other])]
    before, after = [when for when, _ in series if when < year], [when for when, _ in series if when > year]
    nearest = {max(before, default=None), min(after, default=None)}
    return {other for when, other in series if when in nearest}


def _in_order(db: sqlite3.Connection, one: int, other: int) -> tuple[int, int]:
    rows = db.execute("SELECT id FROM node WHERE id IN (?, ?) ORDER BY key", (one, other)).fetchall()
    return rows[0][0], rows[1][0]


def _drop(db: sqlite3.Connection, kind: int, document: int, other: int) -> None:
    values = {"kind": kind, "document": document, "other": other}
    db.execute("DELETE FROM pair WHERE kind = :kind AND document = :document AND other = :other", values)
    db.execute(
        """DELETE FROM link WHERE kind = :kind AND task IN (SELECT id FROM task WHERE document = :document)
           AND other IN (SELECT id FROM task WHERE document = :other)""",
        values,
    )


def _link(db: sqlite3.Connection, kind: int, document: int, other: int) -> None:
    first, second = _stored(db, document), _stored(db, other)
    if not (first and second and first.tasks and second.tasks):
        return
    relation: Relation = "carries_out" if kind == CARRIES_OUT else _beside(db, document, other)
    tasks, others = _tasks(db, document), _tasks(db, other)
    db.executemany(
        "INSERT INTO link (task, kind, other, score, grade, why_zh, why_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(tasks[x.new], kind, others[x.other], x.score, x.grade, x.zh, x.en) for x in align(first, second, relation)],
    )


def _beside(db: sqlite3.Connection, document: int, other: int) -> Relation:
    places = [place for (place,) in db.execute("SELECT place FROM document WHERE id IN (?, ?)", (document, other))]
    return "continues" if places[0] is not None and places[0] == places[1] else "parallels"


def _stored(db: sqlite3.Connection, document: int) -> Prepared | None:
    (blob,) = db.execute("SELECT prepared FROM document WHERE id = ?", (document,)).fetchone()
    return _prepared(blob) if blob else None


@lru_cache(maxsize=256)
def _prepared(blob: bytes) -> Prepared:
    return Prepared.from_json(unpacked(blob)["tasks"])


def _tasks(db: sqlite3.Connection, document: int) -> list[int]:
    """In the order in which the list prepared them."""
    return [id for (id,) in db.execute("SELECT id FROM task WHERE document = ? ORDER BY id", (document,))]
