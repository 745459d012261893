"""Who belongs to a collective wording (各镇街): the bodies of its place that the rules know for members, and those that a
person named. 有关部门 has the members only that a person named."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph import names
from graph.judgements import Judgements
from graph.store.sqlite.paths import path
from ingest.collectives import is_member, members
from ingest.resolve import UnitIdentity

_KNOWN: Final = frozenset({"towns", "townships", "streets", "counties", "cities", "departments", "zones"})
"""Kinds whose members a name tells. 驻市各银行机构 are enterprises, but not every enterprise is one of them."""
_COLLECTIVES = """
  SELECT n.id, n.key, f.printed, f.place FROM form AS f JOIN node AS n ON n.id = f.unit
  WHERE f.collective = 1 AND f.own = 1 AND f.uses > 0 AND f.place IN (SELECT value FROM json_each(?))
  ORDER BY n.key, f.printed"""
# towns and counties are bodies of the places below; of a place below nothing else belongs to a wording of this one. What is
# led from above (税务局) is no department of the place.
_BODIES = """
  SELECT DISTINCT f.unit, f.identity, f.full_name, f.function, f.body, f.place
  FROM form AS f LEFT JOIN place AS p ON p.id = f.place
  WHERE f.collective = 0 AND f.own = 1 AND NOT EXISTS (SELECT 1 FROM branch AS b WHERE b.unit = f.unit)
    AND (f.place = :place OR (p.parent = :place AND f.function = '政府'))
  ORDER BY f.identity"""


def gather(db: sqlite3.Connection, units: Iterable[int], places: Iterable[int], judgements: Judgements) -> None:
    """Bring the members of all wordings into line that these units may belong to, or others of these places."""
    of_units = db.execute(
        "SELECT DISTINCT f.place FROM json_each(?) AS t CROSS JOIN form AS f ON f.unit = t.value WHERE f.place > 0",
        (json.dumps(sorted(units)),),
    )
    near = _around(db, {*places, *(place for (place,) in of_units)})
    paths = {id: path(db, id) for id in near}
    rows = db.execute(_COLLECTIVES, (json.dumps(sorted(near)),)).fetchall()
    db.execute(
        "DELETE FROM member WHERE collective IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({id for id, *_ in rows})),),
    )
    bodies: dict[str, list[tuple[int, UnitIdentity]]] = {}
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for id, key, printed, place in rows:
        for unit, zh, en in _named(db, key, judgements):
            found[unit, id] = (zh, en)
        meant = members(printed, paths[place])
        kinds = tuple(kind for kind in meant.kinds if kind in _KNOWN)
        if meant.scope != "all" or not kinds:
            continue
        at = names.place_id(meant.place)
        if at not in bodies:
            bodies[at] = _bodies(db, at)
        words = (f"“{printed}”指{meant.words('zh')}", f"{printed} means {meant.words('en')}")
        belong = {unit for unit, who in bodies[at] if is_member(who, replace(meant, kinds=kinds))}
        for unit in sorted(belong - _gone(db, id, belong)):
            found.setdefault((unit, id), words)
    db.executemany(
        "INSERT INTO member (unit, collective, why_zh, why_en) VALUES (?, ?, ?, ?)",
        [(*both, *why) for both, why in found.items() if both[0] != both[1]],
    )


def _gone(db: sqlite3.Connection, collective: int, units: set[int]) -> set[int]:
    """Those that a reform had ended before the year of the first list that prints the wording: 工商局 is none of 市直各部门
    in 2024."""
    ended = dict(
        db.execute(
            """SELECT unit, min(since) FROM lineage
               WHERE unit IN (SELECT value FROM json_each(?)) AND whole = 1 AND since IS NOT NULL GROUP BY unit""",
            (json.dumps(sorted(units)),),
        ).fetchall()
    )
    if not ended:
        return set()
    (first,) = db.execute(
        """SELECT min(d.year) FROM duty AS y CROSS JOIN task AS t ON t.id = y.task JOIN document AS d ON d.id = t.document
           WHERE y.role IN (1, 2, 3) AND y.unit = ?""",
        (collective,),
    ).fetchone()
    return {unit for unit, since in ended.items() if first and int(since[:4]) < first}


def _around(db: sqlite3.Connection, places: Iterable[int]) -> set[int]:
    """These, those around them (whose towns and counties they are), and those below (whose lists speak of them too)."""
    rows = db.execute(
        """WITH given(id) AS (SELECT value FROM json_each(?)),
             with_outer(id) AS (SELECT id FROM given UNION SELECT p.parent FROM given JOIN place AS p ON p.id = given.id)
           SELECT id FROM place WHERE id IN with_outer OR parent IN with_outer""",
        (json.dumps(sorted(places)),),
    )
    return {id for (id,) in rows}


def _bodies(db: sqlite3.Connection, at: str) -> list[tuple[int, UnitIdentity]]:
    row = db.execute("SELECT id FROM node WHERE key = ?", (at,)).fetchone()
    if row is None:
        return []
    found, paths = list[tuple[int, UnitIdentity]](), dict[int, tuple[str, ...]]()
    for unit, key, full_name, function, body, place in db.execute(_BODIES, {"place": row[0]}).fetchall():
        if place not in paths:
            paths[place] = path(db, place)
        found.append((unit, UnitIdentity(key, full_name, paths[place], function or None, body or None)))
    return found


def _named(db: sqlite3.Connection, collective: str, judgements: Judgements) -> list[tuple[int, str, str]]:
    """Those that people named for it."""
    found = []
    for one in judgements.members:
        if judgements.moved(one.unit) == collective:
            row = db.execute("SELECT id FROM node WHERE key = ?", (judgements.moved(str(one.other)),)).fetchone()
            if row:
                found.append((row[0], f"{one.who}判断：{one.why}", f"{one.who} decided: {one.why}"))
    return found
