"""Writes plans into the file, and takes documents out: the first part of `SqliteShelf`."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import fields
from typing import Any, Final

from graph import names
from graph.build import Form, Plan, Reference, TaskRow
from graph.kinship import is_law
from graph.store.keeping.links import looked_up
from graph.store.keeping.shelf import Kept, Stored, Touched
from graph.store.sqlite.codes import EVIDENCE, ROLE, evidence_columns, packed, stated, texts, unpacked
from graph.store.sqlite.numbers import Numbers, OfFile, listed

_MARKS = ", ".join("?" * len(EVIDENCE))
_COLUMNS = ", ".join(EVIDENCE)
_STANDING: Final = """
  SELECT n.key, d.id, d.fingerprint, d.meaning, d.file, d.title, d.title_key FROM node AS n JOIN document AS d ON d.id = n.id
  WHERE d.full = 1 AND d.id IN (
    SELECT id FROM node WHERE key IN (SELECT value FROM json_each(:keys))
    UNION SELECT f.id FROM json_each(:files) AS given CROSS JOIN document AS f
      WHERE f.family = json_extract(given.value, '$[0]') AND f.file = json_extract(given.value, '$[1]'))"""


class Documents(OfFile):
    """The rows of documents."""

    def standing(self, keys: Collection[str], files: Collection[tuple[str, str]]) -> dict[str, Stored]:
        """The full documents with these keys, and those that have a family and a file among `files`; by their keys."""
        given = {"keys": json.dumps(sorted(keys)), "files": json.dumps(sorted(files))}
        return {key: Stored(*row) for key, *row in self._db.execute(_STANDING, given)}

    def kept(self, document: int) -> Kept:
        """What a full document is built again from."""
        key, family, sha256, record = self._db.execute(
            """SELECT n.key, d.family, d.sha256, d.record FROM document d JOIN node n ON n.id = d.id
               WHERE d.id = ? AND d.full = 1""",
            (document,),
        ).fetchone()
        return Kept(key, family, sha256, unpacked(record))

    def every_document(self) -> list[int]:
        """The full documents, sorted by key."""
        rows = self._db.execute("SELECT d.id FROM document d JOIN node n ON n.id = d.id WHERE d.full = 1 ORDER BY n.key")
        return [id for (id,) in rows.fetchall()]

    def documents_of(self, units: Collection[str]) -> list[int]:
        """The full documents that have duties of these units, sorted by key."""
        rows = self._db.execute(
            """SELECT d.id FROM node AS d WHERE d.id IN (
                 SELECT t.document FROM json_each(?) AS given CROSS JOIN node AS n ON n.key = given.value
                   CROSS JOIN duty AS y ON y.role IN (1, 2, 3) AND y.unit = n.id JOIN task AS t ON t.id = y.task)
               ORDER BY d.key""",
            (json.dumps(sorted(units)),),
        )
        return [id for (id,) in rows.fetchall()]

    def units(self, keys: Collection[str]) -> dict[str, int]:
        """The units that are here with these keys."""
        return self._numbers.find(keys)

    def put(self, plan: Plan, sha256: str, touched: Touched) -> None:
        """Write all that a list says."""
        self._tally.come(_Put(self._db, self._numbers, plan, touched).all(sha256))

    def clear(self, document: int, touched: Touched, *, gone: bool) -> None:
        """Delete all that this document alone says, and count its uses of shared things down."""
        self._tally.leave([document])
        _clear(self._db, document, touched)
        if gone:
            self._db.execute(
                """UPDATE document SET full = 0, issuer = NULL, jurisdiction = NULL, place = NULL, year = NULL, issued = NULL,
                   file = NULL, sha256 = NULL, family = NULL, fingerprint = NULL, meaning = NULL, record = NULL,
                   prepared = NULL, bare = NULL, stated = NULL, checks = NULL
                   WHERE id = ?""",
                (document,),
            )


class _Put:
    """Writes one list."""

    def __init__(self, db: sqlite3.Connection, numbers: Numbers, plan: Plan, touched: Touched) -> None:
        self._db, self._numbers, self._plan, self._touched = db, numbers, plan, touched

    def all(self, sha256: str) -> int:
        """All that it says. Gives the document."""
        db, plan = self._db, self._plan
        places = self._numbers.places(plan.places)
        document = self._numbers.named([plan.id])[plan.id]
        self._document(document, plan, sha256, places.get(plan.place or ""))
        themes = self._numbers.add("Theme", [t.id for t in plan.themes])
        db.executemany(
            "INSERT INTO theme (id, document, parent, level, title) VALUES (?, ?, ?, ?, ?)",
            [(themes[t.id], document, themes.get(t.parent or ""), t.level, t.title) for t in plan.themes],
        )
        self._index([(themes[t.id], t.title) for t in plan.themes])
        tasks = self._numbers.add("Task", [t.id for t in plan.tasks])
        db.executemany(
            f"""INSERT INTO task
                (id, document, theme, seq, part, marker, text, units, deadline, due, ongoing, relative, note, stated,
                 {_COLUMNS})
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_MARKS})""",
            [(tasks[t.id], document, themes.get(t.theme or ""), *_task_columns(t)) for t in plan.tasks],
        )
        self._index([(tasks[t.id], t.task.text) for t in plan.tasks])
        db.executemany(
            f"INSERT INTO under (task, {_COLUMNS}) VALUES (?, {_MARKS})",
            [(tasks[t.id], *evidence_columns(t.theme_evidence)) for t in plan.tasks if t.theme],
        )
        self._duties(document, plan, tasks, places)
        self._citations(document, plan, tasks)
        self._topics(plan, tasks)
        db.executemany("INSERT INTO mark (document, mark) VALUES (?, ?)", [(document, one) for one in looked_up(plan.prepared)])
        return document

    def _document(self, id: int, plan: Plan, sha256: str, place: int | None) -> None:
        head = plan.head
        self._touched.documents.add(id)
        self._touched.changed.add(id)
        self._touched.titles.add(plan.title_key)
        self._db.execute(
            """UPDATE document SET full = 1, title = :title, number = :number, number_key = :number_key, title_key = :title_key,
               issuer = :issuer, jurisdiction = :jurisdiction, place = :place, year = :year, issued = :issued, file = :file,
               sha256 = :sha256, family = :family, fingerprint = :fingerprint, meaning = :meaning, record = :record,
               prepared = :prepared, bare = :bare,
               stated = :stated, checks = :checks WHERE id = :id""",
            {
                "id": id,
                "title": head.title,
                "number": head.number,
                "number_key": plan.number_key,
                "title_key": plan.title_key,
                "issuer": head.issuer,
                "jurisdiction": head.jurisdiction,
                "place": place,
                "year": head.year,
                "issued": head.issued.isoformat() if head.issued else None,
                "file": head.file,
                "sha256": sha256,
                "family": plan.family,
                "fingerprint": plan.fingerprint,
                "meaning": plan.meaning,
                "record": packed(plan.record),
                "checks": plan.checks,
                "bare": int(all(is_law(r.title) for r in plan.basis)),
                "prepared": packed({"tasks": plan.prepared}),
                "stated": stated({f.name: getattr(head.evidence, f.name) for f in fields(head.evidence)}),
            },
        )

    def _duties(self, document: int, plan: Plan, tasks: dict[str, int], places: dict[str, int]) -> None:
        uses = Counter(duty.form for task in plan.tasks for duty in task.duties)
        told = Counter(branch.main for branch in plan.branches)
        printed = list(dict.fromkeys([*uses, *told]))
        units = self._numbers.units(printed, places)
        self._touched.units.update(units.values())
        rows = {form: (units[form.unit], *_form_columns(form, places)) for form in printed}
        self._db.executemany(
            """INSERT INTO form (unit, printed, full_name, collective, function, place, identity, body, own, uses, told)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT DO UPDATE SET uses = uses + excluded.uses, told = told + excluded.told,
                 own = excluded.own, identity = excluded.identity, body = excluded.body""",
            [(*row, f.identity, f.body, int(f.own), uses[f], told[f]) for f, row in rows.items()],
        )
        made = self._db.execute(
            """SELECT unit, printed, full_name, collective, function, place, id FROM form
               WHERE unit IN (SELECT value FROM json_each(?))""",
            (listed(units.values()),),
        )
        at = {tuple(row): id for *row, id in made}
        forms = {form: at[row] for form, row in rows.items()}
        self._db.executemany(
            "INSERT INTO branch (document, unit, main, form) VALUES (?, ?, ?, ?)",
            [(document, units[b.unit], units[b.main.unit], forms[b.main]) for b in plan.branches],
        )
        self._db.executemany(
            f"""INSERT INTO duty (task, role, unit, form, standing, pos, role_word, {_COLUMNS})
                VALUES (?, ?, ?, ?, ?, ?, ?, {_MARKS})""",
            [
                (
                    *(tasks[t.id], ROLE[d.role], units[d.form.unit], forms[d.form], d.standing, d.order, d.role_word),
                    *evidence_columns(d.evidence),
                )
                for t in plan.tasks
                for d in t.duties
            ],
        )

    def _citations(self, document: int, plan: Plan, tasks: dict[str, int]) -> None:
        cites = [(tasks[t.id], position, r) for t in plan.tasks for position, r in enumerate(t.cites, 1)]
        uses = Counter(_words(r) for r in [*plan.basis, *(r for _, _, r in cites)])
        keys = {_words(r): r for r in [*plan.basis, *(r for _, _, r in cites)]}
        ids = {words: self._reference(keys[words], words, count) for words, count in uses.items()}

        def rows(given: Iterable[tuple[int, int, Reference]]) -> list[tuple[Any, ...]]:
            return [(owner, p, ids[_words(r)], *evidence_columns(r.evidence)) for owner, p, r in given]

        self._db.executemany(
            f"INSERT INTO basis (document, pos, reference, {_COLUMNS}) VALUES (?, ?, ?, {_MARKS})",
            rows((document, position, r) for position, r in enumerate(plan.basis, 1)),
        )
        self._db.executemany(f"INSERT INTO citation (task, pos, reference, {_COLUMNS}) VALUES (?, ?, ?, {_MARKS})", rows(cites))

    def _topics(self, plan: Plan, tasks: dict[str, int]) -> None:
        ids = self._numbers.topics({(a.group, a.title) for t in plan.tasks for a in t.topics})
        self._db.executemany(
            "INSERT INTO about (task, topic, weight, words, functions) VALUES (?, ?, ?, ?, ?)",
            [
                (tasks[t.id], ids[a.group, a.title], a.weight, texts(a.words), texts(a.functions))
                for t in plan.tasks
                for a in t.topics
            ],
        )

    def _reference(self, reference: Reference, words: tuple[str, ...], uses: int) -> int:
        """The row that all citations with these words share. A number leads to its document; a title is settled later."""
        id, target = self._db.execute(
            """INSERT INTO reference (number, title, number_key, issuer, title_key, uses) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (number, title, number_key, issuer) DO UPDATE SET uses = uses + excluded.uses
               RETURNING id, target""",
            (*words, reference.title_key, uses),
        ).fetchone()
        if target is None and reference.number_key:
            key = names.numbered_id(reference.number_key)
            target = self._numbers.named([key])[key]
            self._db.execute("UPDATE reference SET target = ? WHERE id = ?", (target, id))
        self._touched.references.add(id)
        self._touched.documents.add(target)
        self._touched.titles.add(reference.title_key)
        return int(id)

    def _index(self, rows: list[tuple[int, str]]) -> None:
        self._db.executemany("INSERT INTO words (rowid, tokens) VALUES (?, tokens(?))", rows)


def _clear(db: sqlite3.Connection, document: int, touched: Touched) -> None:
    """Delete all that this document alone says, and count its uses of shared things down."""
    one = {"d": document}
    title, place = db.execute("SELECT title_key, place FROM document WHERE id = :d", one).fetchone()
    touched.documents.add(document)
    touched.changed.add(document)
    touched.titles.add(title)
    touched.places.add(place)
    forms = db.execute(
        "SELECT y.form, y.unit, count(*) FROM task t JOIN duty y ON y.task = t.id WHERE t.document = :d GROUP BY y.form",
        one,
    ).fetchall()
    db.executemany("UPDATE form SET uses = uses - ? WHERE id = ?", [(n, form) for form, _, n in forms])
    touched.units.update(unit for _, unit, _ in forms)
    branches = db.execute("SELECT form, main, unit FROM branch WHERE document = :d", one).fetchall()
    db.executemany("UPDATE form SET told = told - 1 WHERE id = ?", [(form,) for form, *_ in branches])
    touched.units.update(unit for _, *both in branches for unit in both)
    db.execute("DELETE FROM branch WHERE document = :d", one)
    touched.topics.update(
        topic
        for (topic,) in db.execute(
            "SELECT DISTINCT a.topic FROM task t JOIN about a ON a.task = t.id WHERE t.document = :d", one
        )
    )
    references = db.execute(
        """SELECT reference, count(*) FROM (
             SELECT reference FROM basis WHERE document = :d
             UNION ALL SELECT c.reference FROM task t JOIN citation c ON c.task = t.id WHERE t.document = :d)
           GROUP BY reference""",
        one,
    ).fetchall()
    db.executemany("UPDATE reference SET uses = uses - ? WHERE id = ?", [(n, reference) for reference, n in references])
    touched.references.update(reference for reference, _ in references)
    for index in (
        "SELECT 'delete', id, tokens(text) FROM task WHERE document = :d",
        "SELECT 'delete', id, tokens(title) FROM theme WHERE document = :d",
    ):
        db.execute("INSERT INTO words (words, rowid, tokens) " + index, one)
    db.execute("DELETE FROM pair WHERE document = :d", one)
    db.execute("DELETE FROM pair WHERE other = :d", one)
    db.execute("DELETE FROM mark WHERE document = :d", one)
    db.execute("DELETE FROM basis WHERE document = :d", one)
    db.execute("DELETE FROM node WHERE id IN (SELECT id FROM task WHERE document = :d)", one)
    db.execute("DELETE FROM node WHERE id IN (SELECT id FROM theme WHERE document = :d)", one)


def _task_columns(row: TaskRow) -> tuple[Any, ...]:
    t, limit = row.task, row.task.deadline
    said = (t.seq, t.part, t.marker, t.text, t.unit_raw, limit.raw, row.due, int(limit.ongoing), limit.relative, t.note)
    return (*said, stated({"deadline": limit.evidence}), *evidence_columns(t.evidence))


def _form_columns(form: Form, places: dict[str, int]) -> tuple[Any, ...]:
    place = places[form.place] if form.place else 0
    return (form.printed, form.full_name, int(form.kind == "collective"), form.function or "", place)


def _words(reference: Reference) -> tuple[str, str, str, str]:
    """What citations must have in common to share a row."""
    return (reference.number or "", reference.title or "", reference.number_key or "", reference.issuer or "")
