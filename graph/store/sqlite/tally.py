"""Counts that questions about the whole graph start from, kept up in the transaction in which a document comes or goes.

What a document adds to them hangs on its own tasks and on the function, place and kind of their units. So it is taken out again
by the same statements before any of these change, and put in when all of them stand. Counts of units hold collective wordings
as well; those by function, by place and by pair, and what `finding` holds, tell single units only. Questions that ask for more
than is kept here count the duties themselves.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Final

LEAD_OR_FIRST: Final = 4
LEAD_OR_SOLE: Final = 5
ALL_ROLES: Final = 6

_COUNTS: Final = {"load": "tasks", "line": "tasks", "together": "tasks", "cited": "documents"}
TABLES: Final = (
    # role: 0 any (each task once), 1 to 3 as in duty, 4 lead or first-named, 5 lead or sole, 6 the sum over 1 to 3.
    # subjects: its tasks, each once for each class; headed: those that stand under a heading
    """CREATE TABLE load (unit INTEGER NOT NULL, role INTEGER NOT NULL, tasks INTEGER NOT NULL, subjects INTEGER NOT NULL,
  headed INTEGER NOT NULL, PRIMARY KEY (unit, role)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX load_tasks ON load (role, tasks)",
    "CREATE INDEX load_subjects ON load (role, subjects)",
    "CREATE INDEX load_headed ON load (role, headed)",
    # axis 1 by function, 2 by place; kind 0 in all, 1 by class, 2 by the title of the outermost heading (by function only)
    """CREATE TABLE line (axis INTEGER NOT NULL, kind INTEGER NOT NULL, role INTEGER NOT NULL, who ANY NOT NULL,
  heading ANY NOT NULL, tasks INTEGER NOT NULL, PRIMARY KEY (axis, kind, role, who, heading)) STRICT, WITHOUT ROWID""",
    # two units that tasks name together, the lower role first; of one role the lower number
    """CREATE TABLE together (unit INTEGER NOT NULL, role INTEGER NOT NULL, partner INTEGER NOT NULL,
  partner_role INTEGER NOT NULL, tasks INTEGER NOT NULL, PRIMARY KEY (unit, role, partner, partner_role))
  STRICT, WITHOUT ROWID""",
    "CREATE INDEX together_tasks ON together (role, partner_role, tasks)",
    # tasks in the order of their ids: kind 10 * k + l for what they lack (see unowned), by what counts as a lead; 100 joint
    """CREATE TABLE finding (kind INTEGER NOT NULL, key TEXT NOT NULL, task INTEGER NOT NULL, PRIMARY KEY (kind, key))
  STRICT, WITHOUT ROWID""",
    """CREATE TABLE due (day TEXT NOT NULL, key TEXT NOT NULL, task INTEGER NOT NULL, PRIMARY KEY (day, key))
  STRICT, WITHOUT ROWID""",
    # by how many documents and tasks a document is cited
    "CREATE TABLE cited (target INTEGER PRIMARY KEY, documents INTEGER NOT NULL, tasks INTEGER NOT NULL) STRICT",
    "CREATE INDEX cited_documents ON cited (documents, tasks)",
    # what came down to nothing
    *(f"CREATE INDEX {table}_gone ON {table} ({count}) WHERE {count} = 0" for table, count in _COUNTS.items()),
)

_LISTED = """WITH RECURSIVE listed(task, theme, due) AS MATERIALIZED (
    SELECT t.id, t.theme, t.due FROM json_each(:documents) AS g CROSS JOIN task AS t ON t.document = g.value)"""
_LOAD = f"""{_LISTED},
  done(unit, role, task, standing, subjects, headed) AS MATERIALIZED (
    SELECT y.unit, y.role, y.task, y.standing, (SELECT count(*) FROM about AS a WHERE a.task = y.task), l.theme IS NOT NULL
    FROM listed AS l CROSS JOIN duty AS y ON y.task = l.task)
INSERT INTO load (unit, role, tasks, subjects, headed)
SELECT unit, role, :sign * count(*), :sign * sum(subjects), :sign * sum(headed) FROM (
  SELECT DISTINCT unit, 0 AS role, task, subjects, headed FROM done
  UNION ALL SELECT unit, role, task, subjects, headed FROM done
  UNION ALL SELECT unit, {LEAD_OR_FIRST}, task, 0, 0 FROM done WHERE role = 1 OR standing >= 1
  UNION ALL SELECT unit, {LEAD_OR_SOLE}, task, 0, 0 FROM done WHERE role = 1 OR standing >= 2
  UNION ALL SELECT unit, {ALL_ROLES}, task, 0, 0 FROM done)
WHERE 1 GROUP BY unit, role
ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks, subjects = subjects + excluded.subjects,
  headed = headed + excluded.headed"""
_LINE = f"""{_LISTED},
  top(theme, title) AS (
    SELECT h.id, h.title FROM json_each(:documents) AS g CROSS JOIN theme AS h ON h.document = g.value WHERE h.parent IS NULL
    UNION ALL SELECT h.id, top.title FROM top CROSS JOIN theme AS h ON h.parent = top.theme),
  titled(theme, title) AS MATERIALIZED (SELECT theme, title FROM top),
  single(task, theme, role, function, place) AS MATERIALIZED (
    SELECT l.task, l.theme, y.role, coalesce(u.function, ''), coalesce(u.place, 0)
    FROM listed AS l CROSS JOIN duty AS y ON y.task = l.task CROSS JOIN unit AS u ON u.id = y.unit WHERE u.collective = 0),
  done(axis, who, role, task, theme) AS MATERIALIZED (
    SELECT 1, function, role, task, theme FROM single UNION SELECT 1, function, 0, task, theme FROM single
    UNION SELECT 2, place, role, task, theme FROM single)
INSERT INTO line (axis, kind, role, who, heading, tasks)
SELECT axis, kind, role, who, heading, :sign * count(*) FROM (
  SELECT axis, 0 AS kind, role, who, '' AS heading FROM done
  UNION ALL SELECT 1, 1, d.role, d.who, a.topic FROM done AS d CROSS JOIN about AS a ON a.task = d.task WHERE d.axis = 1
  UNION ALL SELECT 1, 2, d.role, d.who, h.title FROM done AS d CROSS JOIN titled AS h ON h.theme = d.theme WHERE d.axis = 1)
WHERE 1 GROUP BY axis, kind, role, who, heading
ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks"""
_TOGETHER = f"""{_LISTED},
  done(task, unit, role) AS MATERIALIZED (
    SELECT y.task, y.unit, y.role
    FROM listed AS l CROSS JOIN duty AS y ON y.task = l.task CROSS JOIN unit AS u ON u.id = y.unit WHERE u.collective = 0)
INSERT INTO together (unit, role, partner, partner_role, tasks)
SELECT a.unit, a.role, b.unit, b.role, :sign * count(*)
FROM done AS a JOIN done AS b ON b.task = a.task AND b.role >= a.role AND b.unit <> a.unit
WHERE a.role < b.role OR a.unit < b.unit GROUP BY a.unit, a.role, b.unit, b.role
ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks"""
_CITED = f"""{_LISTED},
  citing(target, document, task) AS (
    SELECT r.target, g.value, NULL FROM json_each(:documents) AS g CROSS JOIN basis AS b ON b.document = g.value
      JOIN reference AS r ON r.id = b.reference WHERE r.target <> g.value
    UNION SELECT r.target, t.document, c.task FROM listed AS l CROSS JOIN citation AS c ON c.task = l.task
      JOIN reference AS r ON r.id = c.reference JOIN task AS t ON t.id = c.task)
INSERT INTO cited (target, documents, tasks)
SELECT target, :sign * count(DISTINCT document), :sign * count(task) FROM citing WHERE target NOT NULL GROUP BY target
ON CONFLICT DO UPDATE SET documents = documents + excluded.documents, tasks = tasks + excluded.tasks"""
# What counts as a lead, as in `leads.STANDING`: explicit 3, sole 2, first 1. A task that lacks nothing has no row.
_FOUND = f"""{_LISTED},
  done(task, role, standing, single) AS MATERIALIZED (
    SELECT l.task, y.role, y.standing, u.collective = 0
    FROM listed AS l LEFT JOIN duty AS y ON y.task = l.task LEFT JOIN unit AS u ON u.id = y.unit),
  asked(standing) AS (VALUES (1), (2), (3)),
  lacking(task, kind) AS (
    SELECT d.task, 10 * a.standing + CASE
        WHEN count(d.role) = 0 THEN 0
        WHEN max(d.single AND (d.role = 1 OR d.standing >= a.standing)) THEN NULL
        WHEN max(d.role = 1 OR d.standing >= a.standing) THEN 1
        WHEN max(d.single) THEN 2
        ELSE 1 END
    FROM asked AS a CROSS JOIN done AS d GROUP BY a.standing, d.task),
  found(kind, task) AS (
    SELECT kind, task FROM lacking WHERE kind NOT NULL
    UNION ALL SELECT 100, task FROM done WHERE role = 1 AND single GROUP BY task HAVING count(*) > 1)
"""
_PUT_FOUND = (
    _FOUND + "INSERT INTO finding (kind, key, task) SELECT f.kind, n.key, n.id FROM found AS f JOIN node AS n ON n.id = f.task"
)
_TAKE_FOUND = (
    _FOUND + "DELETE FROM finding WHERE (kind, key) IN (SELECT f.kind, n.key FROM found AS f JOIN node AS n ON n.id = f.task)"
)
_DUE = f"""{_LISTED},
  dated(day, key, task) AS (
    SELECT l.due, n.key, n.id FROM listed AS l JOIN node AS n ON n.id = l.task WHERE l.due NOT NULL)"""
_PUT_DUE = f"{_DUE} INSERT INTO due (day, key, task) SELECT day, key, task FROM dated"
_TAKE_DUE = f"{_DUE} DELETE FROM due WHERE (day, key) IN (SELECT day, key FROM dated)"


class Tally:
    """The counts while one transaction holds the file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._out: set[int] = set()
        """Documents that are not counted for the time being."""

    def come(self, document: int) -> None:
        """A document is here that was not counted."""
        self._out.add(document)

    def leave(self, documents: Collection[int]) -> None:
        """Count these no more, before anything of them or of their units changes."""
        counted = set(documents) - self._out
        _run(self._db, counted, -1, (_LOAD, _LINE, _TOGETHER, _CITED, _TAKE_FOUND, _TAKE_DUE))
        if counted:
            for table, count in _COUNTS.items():
                self._db.execute(f"DELETE FROM {table} WHERE {count} = 0")
        self._out |= counted

    def leave_units(self, units: Collection[int]) -> None:
        """The same for all documents that name these units."""
        rows = self._db.execute(
            """SELECT DISTINCT t.document FROM json_each(?) AS g
                 CROSS JOIN duty AS y ON y.role IN (1, 2, 3) AND y.unit = g.value CROSS JOIN task AS t ON t.id = y.task""",
            (json.dumps(sorted(units)),),
        )
        self.leave({document for (document,) in rows})

    def leave_references(self, references: Collection[int]) -> None:
        """The same for all documents that cite by these."""
        rows = self._db.execute(
            """SELECT b.document FROM json_each(:ids) AS g CROSS JOIN basis AS b ON b.reference = g.value
               UNION SELECT t.document FROM json_each(:ids) AS g CROSS JOIN citation AS c ON c.reference = g.value
                 CROSS JOIN task AS t ON t.id = c.task""",
            {"ids": json.dumps(sorted(references))},
        )
        self.leave({document for (document,) in rows})

    def done(self) -> None:
        """All stands: count what is not counted."""
        put_in(self._db, self._out)
        self._out.clear()


def put_in(db: sqlite3.Connection, documents: Collection[int]) -> None:
    """Count these documents; none of them may be counted already."""
    _run(db, documents, 1, (_LOAD, _LINE, _TOGETHER, _CITED, _PUT_FOUND, _PUT_DUE))


def _run(db: sqlite3.Connection, documents: Collection[int], sign: int, statements: Collection[str]) -> None:
    if documents:
        values = {"documents": json.dumps(sorted(documents)), "sign": sign}
        for statement in statements:
            db.execute(statement, values if ":sign" in statement else {"documents": values["documents"]})
