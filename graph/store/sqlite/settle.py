"""Brings what documents share into line with what the loaded documents say now.

Each step works from the set of stored rows alone, so that the order in which documents came and went leaves no trace:
where a cited title leads, what a named document is called, which of its names a unit shows, and which places, units and
named documents nobody speaks of any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph import names
from graph.judgements import Judgements
from graph.store.sqlite.lineage import succeed
from graph.store.sqlite.links import relink
from graph.store.sqlite.members import gather
from graph.store.sqlite.shelf import Shelf


@dataclass(slots=True)
class Touched:
    """What a transaction came near. `None` stands in the sets for what was not given, and means nothing."""

    units: set[int] = field(default_factory=set)
    documents: set[int | None] = field(default_factory=set)
    references: set[int] = field(default_factory=set)
    titles: set[str | None] = field(default_factory=set)
    places: set[int | None] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    """Documents whose text came, went or was replaced."""
    moved: set[int] = field(default_factory=set)
    """References that lead to another document now."""


def settle(db: sqlite3.Connection, shelf: Shelf, touched: Touched, judgements: Judgements) -> None:
    """All steps, in the order in which they depend on each other."""
    _drop_references(db, touched)
    _lead_titles(db, shelf, touched)
    _name_documents(db, touched)
    _name_units(db, touched)
    succeed(db, touched.units, judgements)
    gather(db, touched.units, (p for p in touched.places if p), judgements)
    _drop_places(db, touched)
    _drop_topics(db, touched)
    relink(db, touched.changed, touched.moved)


def _drop_references(db: sqlite3.Connection, touched: Touched) -> None:
    """Citations that no document prints any more; what the others name may be called by another of its names now."""
    rows = db.execute(
        "SELECT id, target, title_key, uses FROM reference WHERE id IN (SELECT value FROM json_each(?))",
        (_json(touched.references),),
    ).fetchall()
    for id, target, title, uses in rows:
        touched.documents.add(target)
        if uses <= 0:
            touched.titles.add(title)
            db.execute("DELETE FROM reference WHERE id = ?", (id,))


def _lead_titles(db: sqlite3.Connection, shelf: Shelf, touched: Touched) -> None:
    """A citation by title alone leads to the one document that is known by this title; to a named one when none or several
    are."""
    for title in sorted(t for t in touched.titles if t):
        bare = db.execute("SELECT id, target FROM reference WHERE title_key = ? AND number_key = ''", (title,)).fetchall()
        if not bare:
            continue
        known = db.execute(
            """SELECT target FROM reference WHERE title_key = :title AND number_key <> ''
               UNION SELECT id FROM document WHERE title_key = :title AND full = 1""",
            {"title": title},
        ).fetchall()
        if len(known) == 1:
            target = known[0][0]
        else:
            key = names.titled_id(title)
            target = shelf.documents([key])[key]
        for id, old in bare:
            if old != target:
                touched.documents.update((old, target))
                touched.moved.add(id)
                db.execute("UPDATE reference SET target = ? WHERE id = ?", (target, id))


def _name_documents(db: sqlite3.Connection, touched: Touched) -> None:
    """Named documents show the words that most citations print; uncited ones go. The full-text index follows."""
    for id in sorted(d for d in touched.documents if d is not None):
        row = db.execute("SELECT full, title, number, issuer, words FROM document WHERE id = ?", (id,)).fetchone()
        if row is None:
            continue
        full, title, number, issuer, old = row
        if not full:
            cited = db.execute("SELECT number, title, uses, issuer FROM reference WHERE target = ?", (id,)).fetchall()
            if not cited:
                _reindex(db, id, old, "")
                db.execute("DELETE FROM node WHERE id = ?", (id,))
                continue
            number, title = _most((c[0], c[2]) for c in cited), _most((c[1], c[2]) for c in cited)
            issuer = _most((c[3], c[2]) for c in cited)
            db.execute(
                "UPDATE document SET title = ?, number = ?, title_key = ?, number_key = ?, issuer = ?, year = ? WHERE id = ?",
                (title, number, names.title_key(title), names.number_key(number), issuer, names.numbered_year(number), id),
            )
        words = "\n".join(w for w in (title, number, issuer) if w)
        if words != old:
            _reindex(db, id, old, words)
            db.execute("UPDATE document SET words = ? WHERE id = ?", (words, id))


def _name_units(db: sqlite3.Connection, touched: Touched) -> None:
    """A unit shows its most frequent printed form; one that nobody prints any more goes."""
    given = (_json(touched.units),)
    old: dict[int, tuple[Any, ...]] = {
        row[0]: row[1:]
        for row in db.execute(
            """SELECT id, name, full_name, collective, function, place, words FROM unit
               WHERE id IN (SELECT value FROM json_each(?))""",
            given,
        )
    }
    forms: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for unit, *form in db.execute(
        """SELECT unit, printed, full_name, collective, function, place, uses, id, own, told FROM form
           WHERE unit IN (SELECT value FROM json_each(?))""",
        given,
    ).fetchall():
        if form[5] > 0 or form[8] > 0:
            forms[unit].append(tuple(form))
        else:
            touched.places.add(form[4])
            db.execute("DELETE FROM form WHERE id = ?", (form[6],))
    keys = _place_keys(db, {form[4] for of_one in forms.values() for form in of_one})
    for unit, was in old.items():
        if unit not in forms:
            _reindex(db, unit, was[5], "")
            db.execute("DELETE FROM node WHERE id = ?", (unit,))
            continue
        # a unit that others were merged into keeps its own name, however often theirs are printed
        own = [form for form in forms[unit] if form[7]] or forms[unit]
        printed = [form for form in own if form[5]] or own  # what names a branch tells comes after what is printed
        name = _most((form[0], form[5] or form[8]) for form in printed)
        _, full_name, collective, function, place, *_ = min(
            (form for form in printed if form[0] == name),
            key=lambda form: (-form[5], form[1], form[2], form[3], keys.get(form[4], "")),
        )
        words = "\n".join(sorted({word for form in forms[unit] for word in form[:2]}))
        now = (name, full_name, collective, function or None, place or None, words)
        if now != was:
            _reindex(db, unit, was[5], words)
            db.execute(
                "UPDATE unit SET name = ?, full_name = ?, collective = ?, function = ?, place = ?, words = ? WHERE id = ?",
                (*now, unit),
            )


def _drop_places(db: sqlite3.Connection, touched: Touched) -> None:
    """Places of no document, no unit and no other place, from the inside out."""
    open_ones = sorted(p for p in touched.places if p)
    while open_ones:
        id = open_ones.pop()
        row = db.execute(
            """SELECT name, parent FROM place WHERE id = :id
               AND NOT EXISTS (SELECT 1 FROM document WHERE place = :id) AND NOT EXISTS (SELECT 1 FROM unit WHERE place = :id)
               AND NOT EXISTS (SELECT 1 FROM form WHERE place = :id) AND NOT EXISTS (SELECT 1 FROM place WHERE parent = :id)""",
            {"id": id},
        ).fetchone()
        if row:
            _reindex(db, id, row[0], "")
            db.execute("DELETE FROM node WHERE id = ?", (id,))
            if row[1]:
                open_ones.append(row[1])


def _drop_topics(db: sqlite3.Connection, touched: Touched) -> None:
    """Classes of no task."""
    rows = db.execute(
        """SELECT id, title FROM topic WHERE id IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM about WHERE about.topic = topic.id)""",
        (_json(touched.topics),),
    ).fetchall()
    for id, title in rows:
        _reindex(db, id, title, "")
        db.execute("DELETE FROM node WHERE id = ?", (id,))


def _reindex(db: sqlite3.Connection, id: int, old: str, new: str) -> None:
    """The index keeps no text, so that the old words must be given to take them out."""
    if old:
        db.execute("INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, tokens(?))", (id, old))
    if new:
        db.execute("INSERT INTO words (rowid, tokens) VALUES (?, tokens(?))", (id, new))


def _most(words: Iterable[tuple[str, int]]) -> str | None:
    """The most used word, the first by code point of several; None when there are only empty ones."""
    uses: dict[str, int] = defaultdict(int)
    for word, count in words:
        if word:
            uses[word] += count
    return min(uses, key=lambda word: (-uses[word], word)) if uses else None


def _place_keys(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    return dict(db.execute("SELECT id, key FROM node WHERE id IN (SELECT value FROM json_each(?))", (_json(ids),)))


def _json(ids: Iterable[int]) -> str:
    return json.dumps(sorted(ids))
