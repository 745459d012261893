"""Related lists and the links of their tasks in the file: a part of `SqliteShelf`. `graph.store.keeping.links` says which are
related."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import Final

from graph.kinship import is_law
from graph.store.keeping.shelf import Around, Compared, ListRow, Pair, TaskLink, Upstream
from graph.store.sqlite.codes import unpacked
from graph.store.sqlite.numbers import OfFile, listed
from graph.store.sqlite.paths import path
from ingest.alignment import Prepared

_NEAR: Final = """
  -- those themselves, what carries them out, the lists of their places, and what cites by titles that lead elsewhere now
  SELECT id FROM document WHERE full = 1 AND id IN (
    SELECT value FROM json_each(:changed)
    UNION SELECT b.document FROM json_each(:changed) AS t CROSS JOIN reference AS r ON r.target = t.value
      JOIN basis AS b ON b.reference = r.id
    UNION SELECT b.document FROM json_each(:moved) AS t CROSS JOIN basis AS b ON b.reference = t.value)"""
_BASIS: Final = """
  SELECT DISTINCT b.document, n.key, u.id, u.full, u.title
  FROM json_each(?) AS t CROSS JOIN basis AS b ON b.document = t.value JOIN reference AS r ON r.id = b.reference
    JOIN document AS u ON u.id = r.target JOIN node AS n ON n.id = u.id
  WHERE r.target <> b.document"""
_BELOW: Final = """
  SELECT DISTINCT r.target, b.document
  FROM json_each(?) AS t CROSS JOIN reference AS r ON r.target = t.value JOIN basis AS b ON b.reference = r.id
  WHERE b.document <> r.target"""
_AT_HOME: Final = """
  SELECT d.id, d2.id FROM json_each(?) AS t CROSS JOIN document AS d ON d.id = t.value
    CROSS JOIN document AS d2 ON d2.place = d.place WHERE d2.id <> d.id"""
# A list that names no upstream document may have copied one: then others of its level and year repeat its wording. Lists that
# name theirs are related by that.
_REPEATING: Final = """
  SELECT d.id, d2.id
  FROM json_each(:ids) AS t CROSS JOIN document AS d ON d.id = t.value LEFT JOIN place AS p ON p.id = d.place
    CROSS JOIN mark AS m ON m.document = d.id CROSS JOIN mark AS m2 ON m2.mark = m.mark AND m2.document <> d.id
    JOIN document AS d2 ON d2.id = m2.document LEFT JOIN place AS p2 ON p2.id = d2.place
  WHERE (d.bare = 1 OR d2.bare = 1) AND p.level IS p2.level AND (d.year IS NULL OR d2.year IS NULL OR d.year = d2.year)
  GROUP BY d.id, d2.id
  HAVING count(*) >= :share * min((SELECT count(*) FROM mark WHERE document = d.id),
    (SELECT count(*) FROM mark WHERE document = d2.id))"""


_PAIRS: Final = """
  SELECT kind, relation, document, other FROM pair WHERE document IN (SELECT value FROM json_each(:ids))
  UNION SELECT kind, relation, document, other FROM pair WHERE other IN (SELECT value FROM json_each(:ids))"""


class Lists(OfFile):
    """Lists as they are related."""

    def around(self, changed: Collection[int], moved: Collection[int], share: float) -> Around:
        """What lies around these documents, and those that cite by these references."""
        near = [id for (id,) in self._db.execute(_NEAR, {"changed": listed(changed), "moved": listed(moved)})]
        basis = self._basis(near)
        upper = {*near, *(one.target for one in basis if not is_law(one.title))}
        return Around(
            near,
            basis,
            self._db.execute(_BELOW, (listed(upper),)).fetchall(),
            self._db.execute(_AT_HOME, (listed(near),)).fetchall(),
            self._db.execute(_REPEATING, {"ids": listed(near), "share": share}).fetchall(),
            {Pair(*row) for row in self._db.execute(_PAIRS, {"ids": listed(near)})},
        )

    def lists(self, documents: Collection[int]) -> list[ListRow]:
        """What decides about the relations of those of these documents that are full."""
        chain = cache(lambda place: path(self._db, place) if place else ())
        rows = self._db.execute(
            """SELECT n.id, n.key, d.title, d.year, d.place FROM document AS d JOIN node AS n ON n.id = d.id
               WHERE d.id IN (SELECT value FROM json_each(?)) AND d.full = 1""",
            (listed(documents),),
        ).fetchall()
        basis: dict[int, list[Upstream]] = defaultdict(list)
        for one in self._basis([id for id, *_ in rows]):
            basis[one.document].append(one)
        return [ListRow(id, key, title, year, place, chain(place), basis[id]) for id, key, title, year, place in rows]

    def compared(self, documents: Collection[int]) -> dict[int, Compared]:
        """The lists as they are compared."""
        tasks: dict[int, list[int]] = defaultdict(list)
        for document, id in self._db.execute(
            "SELECT document, id FROM task WHERE document IN (SELECT value FROM json_each(?)) ORDER BY id",
            (listed(documents),),
        ):
            tasks[document].append(id)
        rows = self._db.execute(
            "SELECT id, prepared FROM document WHERE id IN (SELECT value FROM json_each(?)) AND full = 1", (listed(documents),)
        )
        return {id: Compared(_prepared(blob), tasks[id]) for id, blob in rows}

    def unpair(self, pairs: Collection[Pair]) -> None:
        """Take pairs out with the links of their tasks."""
        for kind, _, document, other in pairs:
            values = {"kind": kind, "document": document, "other": other}
            self._db.execute("DELETE FROM pair WHERE kind = :kind AND document = :document AND other = :other", values)
            self._db.execute(
                """DELETE FROM link WHERE kind = :kind AND task IN (SELECT id FROM task WHERE document = :document)
                   AND other IN (SELECT id FROM task WHERE document = :other)""",
                values,
            )

    def pair(self, pairs: Sequence[Pair], links: Sequence[TaskLink]) -> None:
        """Put pairs in with the links of their tasks."""
        self._db.executemany("INSERT INTO pair (kind, relation, document, other) VALUES (?, ?, ?, ?)", pairs)
        self._db.executemany(
            "INSERT INTO link (task, kind, other, score, grade, why_zh, why_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(task, kind, other, x.score, x.grade, x.zh, x.en) for kind, task, other, x in links],
        )

    def _basis(self, documents: Collection[int]) -> list[Upstream]:
        rows = self._db.execute(_BASIS, (listed(documents),))
        return [Upstream(*row) for row in rows.fetchall()]


@lru_cache(maxsize=256)
def _prepared(blob: bytes) -> Prepared:
    return Prepared.from_json(unpacked(blob)["tasks"])
