"""Judgements in the file, and the documents that follow them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.judgements import Judgement, Judgements, JudgementUnknown, apart, from_json
from graph.store.sqlite.added import places
from graph.store.sqlite.writer import Writer


def held(db: sqlite3.Connection) -> Judgements:
    """All judgements that the file holds."""
    return Judgements(_judgement(value) for (value,) in db.execute("SELECT value FROM judgement ORDER BY key"))


def add(db: sqlite3.Connection, judgements: Sequence[Judgement]) -> int:
    """Put judgements in, and build the documents again that they concern; tells how many changed."""
    now, near = held(db), set[str]()
    for new in judgements:
        if any(old.id == new.id and old.undone is None for old in now.all):
            continue
        if new.undone is None:
            now.check(new)
            near |= _near(now, new)
        db.execute(
            "INSERT INTO judgement (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (new.id, json.dumps(new.to_json(), ensure_ascii=False)),
        )
        now = held(db)
        near |= _near(now, new)
    return _follow(db, now, near)


def undo(db: sqlite3.Connection, id: str, by: str) -> Judgement:
    """Mark a judgement as undone, and build the documents again that it concerned. Raises JudgementUnknown."""
    before = held(db)
    old = next((j for j in before.all if j.id == id and j.undone is None), None)
    if old is None:
        raise JudgementUnknown(id=id)
    new = replace(old, undone=by)
    db.execute("UPDATE judgement SET value = ? WHERE key = ?", (json.dumps(new.to_json(), ensure_ascii=False), id))
    now = held(db)
    _follow(db, now, _near(before, old) | _near(now, old))
    return new


def _near(judgements: Judgements, one: Judgement) -> set[str]:
    """The units whose documents a judgement can change."""
    ids = {one.unit, one.other or one.unit}
    if one.kind == "split" and one.printed:
        ids.add(apart(one.unit, one.printed))
    return {other for id in ids for other in judgements.merged(judgements.moved(id)) | {id}}


def _follow(db: sqlite3.Connection, judgements: Judgements, units: Iterable[str]) -> int:
    documents = [
        id
        for (id,) in db.execute(
            """SELECT DISTINCT t.document FROM json_each(?) AS given CROSS JOIN node AS n ON n.key = given.value
                 CROSS JOIN duty AS y ON y.role IN (1, 2, 3) AND y.unit = n.id JOIN task AS t ON t.id = y.task
               ORDER BY t.document""",
            (json.dumps(sorted(units)),),
        )
    ]
    writer = Writer(db, judgements)
    writer.touch(units)
    changed = writer.again(documents, places(db))
    writer.settle()
    return changed


def _judgement(value: str) -> Judgement:
    return from_json(json.loads(value))
