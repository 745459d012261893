"""Who the printed names of the file mean by the rules alone, as the questions who may be one with whom want it."""

from __future__ import annotations

import sqlite3
from functools import cache

from graph.store.sqlite.added import places
from graph.store.sqlite.paths import path
from ingest.resolve import UnitIdentity, resolve_unit

_FORMS = """
  SELECT n.key, f.printed, f.full_name, f.function, f.body, f.identity, f.place, d.place, d.issuer, d.year
  FROM form AS f JOIN node AS n ON n.id = f.unit
    JOIN document AS d ON d.id = (SELECT t.document FROM duty AS y JOIN task AS t ON t.id = y.task
      WHERE y.role IN (1, 2, 3) AND y.unit = f.unit AND y.form = f.id ORDER BY t.id LIMIT 1)
  WHERE f.collective = 0 AND f.uses > 0
  ORDER BY n.key, f.printed, f.identity"""


def identities(db: sqlite3.Connection) -> list[tuple[str, UnitIdentity]]:
    """Each printed name's unit and identity."""
    added = places(db)
    chain = cache(lambda place: path(db, place) if place else ())
    found = []
    for unit, printed, full_name, function, body, key, place, home, issuer, year in db.execute(_FORMS).fetchall():
        who = resolve_unit(printed, "unit", None, chain(home), issuer, year, added)
        if who.key != key:  # the list shared a prefix or head noun, which only its record knows
            who = UnitIdentity(key, full_name, chain(place), function or None, body or None)
        found.append((unit, who))
    return found
