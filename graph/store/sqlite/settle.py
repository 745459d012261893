"""What documents share, in the file: a part of `SqliteShelf`. `graph.store.keeping.settle` says what it is to become."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from graph.store.keeping.shelf import Called, Calling, Cited, DocumentName, FormRow, Titled, UnitName
from graph.store.sqlite.numbers import OfFile, listed, reindex

_CITING: Final = """
  SELECT title_key, id, target FROM reference
  WHERE title_key IN (SELECT value FROM json_each(:titles)) AND number_key = '' AND uses > 0"""
_KNOWN: Final = """
  WITH given(title) AS (SELECT value FROM json_each(:titles))
  SELECT title_key, target FROM reference WHERE title_key IN given AND number_key <> '' AND uses > 0
  UNION SELECT title_key, id FROM document WHERE title_key IN given AND full = 1"""


class Shared(OfFile):
    """References, names of documents and units, places and classes."""

    def cited(self, references: Collection[int], titles: Collection[str]) -> tuple[list[Cited], list[Titled]]:
        """These references; and those by title alone that have one of the titles, or that of an unused reference."""
        rows = self._db.execute(
            "SELECT id, target, title_key, uses FROM reference WHERE id IN (SELECT value FROM json_each(?))",
            (listed(references),),
        )
        cited = [Cited(*row) for row in rows.fetchall()]
        given = {"titles": json.dumps(sorted({*titles, *(one.title_key for one in cited if one.title_key and one.uses <= 0)}))}
        bare = self._db.execute(_CITING, given).fetchall()
        known: dict[str, list[int]] = {title: [] for title, *_ in bare}
        if bare:
            for title, document in self._db.execute(_KNOWN, {"titles": json.dumps(sorted(known))}).fetchall():
                known[title].append(document)
        return cited, [Titled(title, id, target, known[title]) for title, id, target in bare]

    def drop_references(self, ids: Collection[int]) -> None:
        """Take them out."""
        self._db.execute("DELETE FROM reference WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),))

    def named(self, keys: Collection[str]) -> dict[str, int]:
        """The documents with these keys; missing ones are made as named ones."""
        return self._numbers.named(keys)

    def lead(self, targets: Mapping[int, int]) -> None:
        """Let references lead to documents."""
        self._tally.leave_references(targets)
        self._db.executemany("UPDATE reference SET target = ? WHERE id = ?", [(to, id) for id, to in targets.items()])

    def called(self, documents: Collection[int]) -> list[Called]:
        """What these documents are called, those of them that are here."""
        rows = self._db.execute(
            "SELECT id, full, title, number, issuer FROM document WHERE id IN (SELECT value FROM json_each(?))",
            (listed(documents),),
        ).fetchall()
        cited: dict[int, list[Calling]] = {id: [] for id, full, *_ in rows if not full}
        for target, *said in self._db.execute(
            "SELECT target, number, title, issuer, uses FROM reference WHERE target IN (SELECT value FROM json_each(?))",
            (listed(cited),),
        ):
            cited[target].append(Calling(*said))
        return [Called(id, bool(full), title, number, issuer, cited.get(id, [])) for id, full, title, number, issuer in rows]

    def call(self, names: Sequence[DocumentName]) -> None:
        """Give documents their names; the full-text index follows."""
        old = dict(
            self._db.execute(
                "SELECT id, words FROM document WHERE id IN (SELECT value FROM json_each(?))",
                (listed(one.id for one in names),),
            ).fetchall()
        )
        self._db.executemany(
            "UPDATE document SET title = ?, number = ?, issuer = ?, title_key = ?, number_key = ?, year = ? WHERE id = ?",
            [(*one[2:8], one.id) for one in names if not one.full],
        )
        changed = [(one.id, old[one.id], one.words) for one in names if one.words != old[one.id]]
        reindex(self._db, changed)
        self._db.executemany("UPDATE document SET words = ? WHERE id = ?", [(new, id) for id, _, new in changed])

    def drop_documents(self, ids: Collection[int]) -> None:
        """Take documents out that nobody names."""
        self._drop("document", "words", ids)

    def forms(self, units: Collection[int]) -> list[FormRow]:
        """All printed names of these units."""
        rows = self._db.execute(
            """SELECT f.id, f.unit, n.key, f.printed, f.full_name, f.collective, f.function, f.place, coalesce(pn.key, ''),
                 p.level, f.uses, f.told, f.own, f.identity
               FROM form AS f JOIN node AS n ON n.id = f.unit LEFT JOIN place AS p ON p.id = f.place
                 LEFT JOIN node AS pn ON pn.id = p.id
               WHERE f.unit IN (SELECT value FROM json_each(?))""",
            (listed(units),),
        )
        return [FormRow(*row) for row in rows.fetchall()]

    def drop_forms(self, ids: Collection[int]) -> None:
        """Take printed names out."""
        self._db.execute("DELETE FROM form WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),))

    def drop_units(self, ids: Collection[int]) -> None:
        """Take units out, those of them that are here."""
        self._db.execute("DELETE FROM member WHERE collective IN (SELECT value FROM json_each(?))", (listed(ids),))
        self._drop("unit", "words", ids)

    def show(self, names: Sequence[UnitName]) -> None:
        """Give units their names; the full-text index follows."""
        old = {
            id: tuple(row)
            for id, *row in self._db.execute(
                """SELECT id, name, full_name, collective, function, place, words FROM unit
                   WHERE id IN (SELECT value FROM json_each(?))""",
                (listed(one.id for one in names),),
            ).fetchall()
        }
        self._tally.leave_units([one.id for one in names if one[3:6] != old[one.id][2:5]])  # by these it is counted
        # the aliases are read from the forms
        called = [(*one[1:6], one.id) for one in names if one[1:6] != old[one.id][:5]]
        self._db.executemany(
            "UPDATE unit SET name = ?, full_name = ?, collective = ?, function = ?, place = ? WHERE id = ?", called
        )
        found = [(one.id, old[one.id][5], one.words) for one in names if one.words != old[one.id][5]]
        reindex(self._db, found)
        self._db.executemany("UPDATE unit SET words = ? WHERE id = ?", [(new, id) for id, _, new in found])

    def drop_places(self, ids: Collection[int]) -> list[int]:
        """Take those places out that no document, unit, printed name and place needs; tells which lay around them."""
        rows = self._db.execute(
            """SELECT id, parent FROM place AS p WHERE id IN (SELECT value FROM json_each(?))
               AND NOT EXISTS (SELECT 1 FROM document WHERE place = p.id)
               AND NOT EXISTS (SELECT 1 FROM unit WHERE place = p.id)
               AND NOT EXISTS (SELECT 1 FROM form WHERE place = p.id)
               AND NOT EXISTS (SELECT 1 FROM place WHERE parent = p.id)""",
            (listed(ids),),
        ).fetchall()
        self._drop("place", "name", [id for id, _ in rows])
        return [parent for _, parent in rows if parent]

    def drop_topics(self, ids: Collection[int]) -> None:
        """Take those classes out that no task has."""
        rows = self._db.execute(
            """SELECT id FROM topic WHERE id IN (SELECT value FROM json_each(?))
               AND NOT EXISTS (SELECT 1 FROM about WHERE about.topic = topic.id)""",
            (listed(ids),),
        ).fetchall()
        self._drop("topic", "title", [id for (id,) in rows])

    def _drop(self, table: str, words: str, ids: Collection[int]) -> None:
        """Nodes, with what the full-text index has of them."""
        given = (listed(ids),)
        rows = self._db.execute(
            f"SELECT id, {words} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 -- names are ours
            given,
        ).fetchall()
        reindex(self._db, [(id, old, "") for id, old in rows])
        self._db.execute("DELETE FROM node WHERE id IN (SELECT value FROM json_each(?))", given)
