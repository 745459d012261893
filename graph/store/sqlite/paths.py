"""The names of a place and of those around it."""

from __future__ import annotations

import sqlite3


def path(db: sqlite3.Connection, place: int) -> tuple[str, ...]:
    """From the outermost down: (岚江省, 云汀市, 汀南区)."""
    rows = db.execute(
        """WITH RECURSIVE up(id, step) AS (SELECT ?, 0 UNION ALL SELECT p.parent, up.step + 1 FROM up
             JOIN place AS p ON p.id = up.id WHERE p.parent NOT NULL)
           SELECT p.name FROM up JOIN place AS p ON p.id = up.id ORDER BY up.step DESC""",
        (place,),
    )
    return tuple(name for (name,) in rows)
