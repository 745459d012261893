"""Bodies in the file, what became of them and to which wordings they belong: a part of `SqliteShelf`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from graph.store.keeping.shelf import Member, Succession, Wording
from graph.store.sqlite.numbers import OfFile, listed
from graph.store.sqlite.paths import path
from ingest.resolve import UnitIdentity

_WORDINGS: Final = """
  WITH given(id) AS (SELECT value FROM json_each(?)),
    with_outer(id) AS (SELECT id FROM given UNION SELECT p.parent FROM given JOIN place AS p ON p.id = given.id),
    near(id) AS (SELECT id FROM place WHERE id IN with_outer OR parent IN with_outer)
  SELECT n.id, n.key, f.printed, f.place FROM near CROSS JOIN form AS f ON f.place = near.id JOIN node AS n ON n.id = f.unit
  WHERE f.collective = 1 AND f.own = 1 AND f.uses > 0"""
# towns and counties are bodies of the places below; of a place below nothing else belongs to a wording of this one. What is
# led from above (税务局) is no department of the place.
_BODIES: Final = """
  SELECT DISTINCT f.unit, f.identity, f.full_name, f.function, f.body, f.place
  FROM form AS f LEFT JOIN place AS p ON p.id = f.place
  WHERE f.collective = 0 AND f.own = 1 AND NOT EXISTS (SELECT 1 FROM branch AS b WHERE b.unit = f.unit)
    AND (f.place = :place OR (p.parent = :place AND f.function = '政府'))
  ORDER BY f.identity"""


class Bodies(OfFile):
    """Successions and members."""

    def succeed(self, units: Collection[int], rows: Sequence[Succession]) -> None:
        """Let these be all successions of the units."""
        self._db.execute("DELETE FROM lineage WHERE unit IN (SELECT value FROM json_each(?))", (listed(units),))
        self._db.executemany("INSERT INTO lineage (unit, later, since, whole, why_zh, why_en) VALUES (?, ?, ?, ?, ?, ?)", rows)

    def wordings(self, places: Collection[int]) -> list[Wording]:
        """The printed collective wordings of these places, of those around them and of those next below any of both."""
        chain = cache(lambda place: path(self._db, place))
        rows = self._db.execute(_WORDINGS, (listed(places),)).fetchall()
        return [Wording(id, key, printed, chain(place)) for id, key, printed, place in rows]

    def bodies(self, places: Collection[str]) -> dict[str, list[tuple[int, UnitIdentity]]]:
        """The bodies of places, given by their keys: their own, and the governments of the places next below."""
        chain = cache(lambda place: path(self._db, place))
        found: dict[str, list[tuple[int, UnitIdentity]]] = defaultdict(list)
        for at, id in self._numbers.find(places).items():
            for unit, key, full_name, function, body, place in self._db.execute(_BODIES, {"place": id}).fetchall():
                found[at].append((unit, UnitIdentity(key, full_name, chain(place), function or None, body or None)))
        return found

    def ended(self, units: Collection[int]) -> dict[int, str]:
        """The day on which a body that another took over as a whole came to its end, by unit."""
        return dict(
            self._db.execute(
                """SELECT unit, min(since) FROM lineage
                   WHERE unit IN (SELECT value FROM json_each(?)) AND whole = 1 AND since IS NOT NULL GROUP BY unit""",
                (listed(units),),
            ).fetchall()
        )

    def first_years(self, collectives: Collection[int]) -> dict[int, int]:
        """The year of the first list that gives a wording a task."""
        return dict(
            self._db.execute(
                """SELECT y.unit, min(d.year) FROM duty AS y CROSS JOIN task AS t ON t.id = y.task
                     JOIN document AS d ON d.id = t.document
                   WHERE y.role IN (1, 2, 3) AND y.unit IN (SELECT value FROM json_each(?)) AND d.year IS NOT NULL
                   GROUP BY y.unit""",
                (listed(collectives),),
            ).fetchall()
        )

    def gather(self, collectives: Collection[int], rows: Sequence[Member]) -> None:
        """Let these be all members of the wordings."""
        self._db.execute("DELETE FROM member WHERE collective IN (SELECT value FROM json_each(?))", (listed(collectives),))
        self._db.executemany("INSERT INTO member (unit, collective, why_zh, why_en) VALUES (?, ?, ?, ?)", rows)
