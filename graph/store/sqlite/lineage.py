"""What came after which body in a reform: the table of reforms for every unit, and what people decided."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from graph import names
from graph.judgements import Judgements
from ingest.lineage import LEVELS, Level, successor_key, successors

Row = tuple[str, str | None, int, str, str]
"""The successor's id, since when, whether it took over the whole, the reason in both languages."""


def succeed(db: sqlite3.Connection, units: Iterable[int], judgements: Judgements) -> None:
    """Bring the successions of these units into line with the table of reforms and the judgements."""
    given = json.dumps(sorted(units))
    db.execute("DELETE FROM lineage WHERE unit IN (SELECT value FROM json_each(?))", (given,))
    rows = db.execute(
        """SELECT DISTINCT n.id, n.key, f.identity, f.function, p.level
           FROM json_each(?) AS t CROSS JOIN node AS n ON n.id = t.value
             JOIN form AS f ON f.unit = n.id AND f.own = 1 LEFT JOIN place AS p ON p.id = f.place
           ORDER BY n.key, f.identity""",
        (given,),
    ).fetchall()
    found: dict[tuple[int, str], Row] = {}
    for id, key, identity, function, level in rows:
        for row in (*_decided(key, judgements), *_ruled(identity, function, level, judgements)):
            if row[0] != key:
                found.setdefault((id, row[0]), row)
    db.executemany(
        "INSERT INTO lineage (unit, later, since, whole, why_zh, why_en) VALUES (?, ?, ?, ?, ?, ?)",
        [(id, *row) for (id, _), row in found.items()],
    )


def _decided(unit: str, judgements: Judgements) -> Iterator[Row]:
    for one in judgements.successors:
        if judgements.moved(one.unit) == unit:
            zh, en = f"{one.who}判断：{one.why}", f"{one.who} decided: {one.why}"
            yield judgements.moved(str(one.other)), one.since, 1, zh, en


def _ruled(identity: str, function: str, level: str | None, judgements: Judgements) -> Iterator[Row]:
    """What the table of reforms says for every place; where places differ it proposes, and nothing is linked."""
    at: Level | None = next((one for one in LEVELS if one == level), "state" if identity.startswith("国家/") else None)
    for one in successors(function or None, level=at):
        later = successor_key(identity, one)
        if later and one.everywhere and at:
            id, since = judgements.moved(names.unit_id(later)), one.since(at).isoformat()
            yield id, since, int(one.whole), one.reason("zh"), one.reason("en")
