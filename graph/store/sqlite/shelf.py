"""The file as the logic in `graph.store.keeping` sees it, while one transaction holds it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from graph.store.keeping.shelf import PrintedName
from graph.store.sqlite.links import Lists
from graph.store.sqlite.members import Bodies
from graph.store.sqlite.paths import path
from graph.store.sqlite.settle import Shared
from graph.store.sqlite.writer import Documents

_PRINTED: Final = """
  SELECT n.key, f.printed, f.full_name, f.function, f.body, f.identity, f.place, d.place, d.issuer, d.year
  FROM form AS f JOIN node AS n ON n.id = f.unit
    JOIN document AS d ON d.id = (SELECT t.document FROM duty AS y JOIN task AS t ON t.id = y.task
        JOIN node AS dn ON dn.id = t.document
      WHERE y.role IN (1, 2, 3) AND y.unit = f.unit AND y.form = f.id ORDER BY dn.key LIMIT 1)
  WHERE f.collective = 0 AND f.uses > 0
  ORDER BY n.key, f.printed, f.identity"""


class SqliteShelf(Documents, Shared, Bodies, Lists):
    """`graph.store.keeping.shelf.Shelf` over one connection."""

    def done(self) -> None:
        """All stands: the counts follow."""
        self._tally.done()

    def judgements(self) -> list[str]:
        """All judgements as they were kept."""
        return [value for (value,) in self._db.execute("SELECT value FROM judgement ORDER BY key")]

    def keep_judgement(self, id: str, value: str) -> None:
        """Keep a judgement in place of what stands under its id."""
        self._db.execute(
            "INSERT INTO judgement (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (id, value),
        )

    def places(self) -> str:
        """The user's own places as they were given."""
        row = self._db.execute("SELECT value FROM added_places").fetchone()
        return str(row[0]) if row else ""

    def keep_places(self, text: str) -> None:
        """Keep the user's own places in place of the earlier ones; empty for none."""
        self._db.execute("DELETE FROM added_places")
        if text:
            self._db.execute("INSERT INTO added_places (value) VALUES (?)", (text,))

    def printed_names(self) -> Iterator[PrintedName]:
        """The printed names of bodies, sorted by unit, name and identity."""
        chain = cache(lambda place: path(self._db, place) if place else ())
        for *name, place, home, issuer, year in self._db.execute(_PRINTED).fetchall():
            yield PrintedName._make((*name, chain(place), chain(home), issuer, year))
