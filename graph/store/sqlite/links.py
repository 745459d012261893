"""Which tasks go back to which: the links between the tasks of related documents, kept in line with what is stored.

Which lists are related, and how, `ingest.alignment` decides from what is known of them; here the stored ones that may be are
found. The links of two documents hang on these two alone, and which documents are related hangs on the stored set alone: so the
order in which documents come leaves no trace.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graph.kinship import is_law
from graph.store.sqlite.codes import unpacked
from graph.store.sqlite.paths import path
from ingest.alignment import Index, Kin, Prepared, Relation, align, marks_of, subject_of

CARRIES_OUT: Final = 1
PARALLELS: Final = 2
Pair = tuple[int, str, int, int]
"""Kind, relation, the document and the other one, as `align` takes them."""
_INDEXED: Final = 64
"""Of the marks of a list those that this divides are looked up: some 75 of a list of 60 tasks."""
_SHARED: Final = 0.2
"""Of its looked-up marks, what a list must share with another to be compared in full."""

_RELATIONS: Final[dict[str, Relation]] = {
    "carries_out": "carries_out",
    "continues": "continues",
    "parallels": "parallels",
}
_NEAR = """
  -- those themselves, what carries them out, the lists of their places, and what cites by titles that lead elsewhere now
  SELECT value FROM json_each(:changed)
  UNION SELECT b.document FROM json_each(:changed) AS t CROSS JOIN reference AS r ON r.target = t.value
    JOIN basis AS b ON b.reference = r.id
  UNION SELECT b.document FROM json_each(:moved) AS t CROSS JOIN basis AS b ON b.reference = t.value"""
_BASIS = """SELECT DISTINCT n.key, u.id, u.full, u.title FROM basis AS b JOIN reference AS r ON r.id = b.reference
  JOIN document AS u ON u.id = r.target JOIN node AS n ON n.id = u.id WHERE b.document = :id AND r.target <> :id"""
_BELOW = """SELECT DISTINCT b.document FROM reference AS r JOIN basis AS b ON b.reference = r.id
  WHERE r.target = :id AND b.document <> :id"""
# A list that names no upstream document may have copied one: then others of its level and year repeat its wording. Lists that
# name theirs are related by that.
_REPEATING = """SELECT m2.document
  FROM document AS d LEFT JOIN place AS p ON p.id = d.place CROSS JOIN mark AS m ON m.document = d.id
    CROSS JOIN mark AS m2 ON m2.mark = m.mark AND m2.document <> d.id
    JOIN document AS d2 ON d2.id = m2.document LEFT JOIN place AS p2 ON p2.id = d2.place
  WHERE d.id = :id AND (d.bare = 1 OR d2.bare = 1) AND p.level IS p2.level
    AND (d.year IS NULL OR d2.year IS NULL OR d.year = d2.year)
  GROUP BY m2.document
  HAVING count(*) >= :shared * min((SELECT count(*) FROM mark WHERE document = :id),
    (SELECT count(*) FROM mark WHERE document = m2.document))"""


def mark(db: sqlite3.Connection, document: int) -> None:
    """Note the marks by which a list is found that repeats this one's wording."""
    prepared = _stored(db, document)
    marks = sorted(one for one in _marks(prepared) if one % _INDEXED == 0) if prepared else []
    db.executemany("INSERT INTO mark (document, mark) VALUES (?, ?)", [(document, one) for one in marks])


def relink(db: sqlite3.Connection, changed: Iterable[int], moved: Iterable[int]) -> None:
    """Bring into line the links of documents that came, went or changed, and of what cites by these references, which lead
    elsewhere now."""
    given = {"changed": json.dumps(sorted(changed)), "moved": json.dumps(sorted(moved))}
    near = [id for (id,) in db.execute(f"SELECT id FROM document WHERE full = 1 AND id IN ({_NEAR})", given)]  # noqa: S608
    wanted: set[Pair] = set()
    for id in near:
        wanted |= _pairs(db, id)
    about = {"ids": json.dumps(near)}
    held: set[Pair] = set(
        db.execute(
            """SELECT kind, relation, document, other FROM pair WHERE document IN (SELECT value FROM json_each(:ids))
               UNION SELECT kind, relation, document, other FROM pair WHERE other IN (SELECT value FROM json_each(:ids))""",
            about,
        ).fetchall()
    )
    for pair in sorted(held - wanted):
        _drop(db, pair)
    for pair in sorted(wanted - held):
        db.execute("INSERT INTO pair (kind, relation, document, other) VALUES (?, ?, ?, ?)", pair)
        _link(db, pair)


def _pairs(db: sqlite3.Connection, id: int) -> set[Pair]:
    """All pairs of documents that this one is in."""
    beside: set[int] = {below for (below,) in db.execute(_BELOW, {"id": id})}
    for _, upper, full, title in db.execute(_BASIS, {"id": id}).fetchall():
        if full:
            beside.add(upper)
        if not is_law(title):
            beside.update(sister for (sister,) in db.execute(_BELOW, {"id": upper}))
    beside.update(
        other
        for (other,) in db.execute(
            "SELECT d2.id FROM document AS d JOIN document AS d2 ON d2.place = d.place WHERE d.id = ?", (id,)
        )
    )
    repeating = {other for (other,) in db.execute(_REPEATING, {"id": id, "shared": _SHARED})}
    numbers: dict[str, int] = {}
    kin = {other: _kin(db, other, numbers, marked=other in repeating) for other in (beside | repeating) - {id}}
    own = _kin(db, id, numbers, marked=bool(repeating))
    found: set[Pair] = set()
    for one in Index(k for k in kin.values() if k).related(own) if own else ():
        both = (id, numbers[one.id]) if one.forward else (numbers[one.id], id)
        found.add((CARRIES_OUT if one.relation == "carries_out" else PARALLELS, one.relation, *both))
    return found


def _kin(db: sqlite3.Connection, id: int, numbers: dict[str, int], *, marked: bool) -> Kin | None:
    """What of a stored list decides about its relations; None for one that is only named."""
    key, place, title, year, full = db.execute(
        "SELECT n.key, d.place, d.title, d.year, d.full FROM document AS d JOIN node AS n ON n.id = d.id WHERE d.id = ?", (id,)
    ).fetchone()
    if not full:
        return None
    numbers[key] = id
    basis = frozenset(upper for upper, _, here, named in db.execute(_BASIS, {"id": id}) if here or not is_law(named))
    prepared = _stored(db, id) if marked else None
    names = path(db, place) if place else ()
    at = str(place) if place else None
    return Kin(key, basis, at, subject_of(title, names), year, _marks(prepared) if prepared else frozenset())


def _drop(db: sqlite3.Connection, pair: Pair) -> None:
    kind, _, document, other = pair
    values = {"kind": kind, "document": document, "other": other}
    db.execute("DELETE FROM pair WHERE kind = :kind AND document = :document AND other = :other", values)
    db.execute(
        """DELETE FROM link WHERE kind = :kind AND task IN (SELECT id FROM task WHERE document = :document)
           AND other IN (SELECT id FROM task WHERE document = :other)""",
        values,
    )


def _link(db: sqlite3.Connection, pair: Pair) -> None:
    kind, relation, document, other = pair
    first, second = _stored(db, document), _stored(db, other)
    if not (first and second and first.tasks and second.tasks):
        return
    tasks, others = _tasks(db, document), _tasks(db, other)
    found = align(first, second, _RELATIONS[relation])
    db.executemany(
        "INSERT INTO link (task, kind, other, score, grade, why_zh, why_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(tasks[x.new], kind, others[x.other], x.score, x.grade, x.zh, x.en) for x in found],
    )


def _stored(db: sqlite3.Connection, document: int) -> Prepared | None:
    (blob,) = db.execute("SELECT prepared FROM document WHERE id = ?", (document,)).fetchone()
    return _prepared(blob) if blob else None


@lru_cache(maxsize=256)
def _prepared(blob: bytes) -> Prepared:
    return Prepared.from_json(unpacked(blob)["tasks"])


@lru_cache(maxsize=256)
def _marks(prepared: Prepared) -> frozenset[int]:
    return marks_of(prepared)


def _tasks(db: sqlite3.Connection, document: int) -> list[int]:
    """In the order in which the list prepared them."""
    return [id for (id,) in db.execute("SELECT id FROM task WHERE document = ? ORDER BY id", (document,))]
