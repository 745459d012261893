"""What a pass over packed arrays needs for the questions about the whole graph: the graph as numpy columns in memory, and each
answer from them. Reading the columns from the file is not counted, and ties are in order already: it is what a program could
do at best that keeps everything in memory.

Each pass gives the ids (and counts) of the first 20 rows, so that they can be compared with the store's.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

np: Any = importlib.import_module("numpy")
ROWS = 20
_UNIT_ORDER = """SELECT u.id, u.collective, u.function, u.place, n.key FROM unit AS u JOIN node AS n ON n.id = u.id
  LEFT JOIN place AS p ON p.id = u.place ORDER BY u.full_name, p.name, n.key"""


class Packed:
    """The columns. Units and tasks have numbers in the order in which ties are shown."""

    def __init__(self, path: Path) -> None:
        db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        rows = db.execute(_UNIT_ORDER).fetchall()
        self.unit_key = [row[4] for row in rows]
        self.units = len(rows)
        at_unit = _numbering([row[0] for row in rows])
        self.single = np.array([not row[1] for row in rows])
        self.functions = sorted({row[2] or "未归类" for row in rows})
        code = {name: n for n, name in enumerate(self.functions)}
        self.function = np.array([code[row[2] or "未归类"] for row in rows])
        places = db.execute(
            "SELECT p.id, p.name FROM place AS p JOIN node AS n ON n.id = p.id ORDER BY p.name, n.key"
        ).fetchall()
        self.place_name = [name for _, name in places]
        at_place = _numbering([id for id, _ in places])
        self.place = at_place[np.array([row[3] or 0 for row in rows])]
        tasks = db.execute(
            """SELECT t.id, n.key, t.document, coalesce(CAST(julianday(t.due) AS INTEGER), 0), t.theme
               FROM task AS t JOIN node AS n ON n.id = t.id ORDER BY n.key"""
        ).fetchall()
        self.task_key = [row[1] for row in tasks]
        self.tasks = len(tasks)
        at_task = _numbering([row[0] for row in tasks])
        self.due = np.array([row[3] for row in tasks])
        home = np.zeros(1 + db.execute("SELECT max(id) FROM document").fetchone()[0], dtype=np.int64)
        for id, place in db.execute("SELECT id, place FROM document"):
            home[id] = place or 0
        self.home = home[np.array([row[2] for row in tasks])]
        top: dict[int | None, str] = {}
        for id, parent, title in db.execute("SELECT id, parent, title FROM theme ORDER BY level"):
            top[id] = top[parent] if parent else title
        self.headings = sorted(set(top.values()))
        heading = {title: n for n, title in enumerate(self.headings)}
        self.heading = np.array([heading[top[row[4]]] if row[4] else -1 for row in tasks])
        duty = np.array(db.execute("SELECT task, unit, role, standing FROM duty").fetchall())
        duty[:, 0], duty[:, 1] = at_task[duty[:, 0]], at_unit[duty[:, 1]]
        duty = duty[np.argsort(duty[:, 0], kind="stable")]
        self.task, self.unit, self.role, self.standing = (np.ascontiguousarray(duty[:, n]) for n in range(4))
        about = np.array(db.execute("SELECT task, topic FROM about").fetchall())
        self.topic_title = dict(db.execute("SELECT id, title FROM topic"))
        self.topics, topic = np.unique(about[:, 1], return_inverse=True)
        order = np.argsort(at_task[about[:, 0]], kind="stable")
        self.about_task, self.about = at_task[about[:, 0]][order], topic[order]
        self.about_from = np.searchsorted(self.about_task, np.arange(self.tasks + 1))
        links = np.array(db.execute("SELECT task, other, kind FROM link").fetchall())
        self.link = np.stack([at_task[links[:, 0]], at_task[links[:, 1]], links[:, 2]])
        basis = db.execute("SELECT DISTINCT r.target, b.document FROM basis AS b JOIN reference AS r ON r.id = b.reference")
        self.cited = np.array([target for target, document in basis.fetchall() if target != document])
        self.document_key = dict(db.execute("SELECT d.id, n.key FROM document AS d JOIN node AS n ON n.id = d.id"))
        db.close()


def _numbering(ids: list[int]) -> Any:
    found = np.zeros(max(ids) + 1, dtype=np.int64)
    found[np.array(ids)] = np.arange(len(ids))
    return found


def _first(counts: Any, many: int = ROWS) -> list[int]:
    """The places of the highest counts, ties in their order."""
    many = min(many, len(counts))
    least = np.partition(counts, -many)[-many]
    found = np.flatnonzero(counts >= max(least, 1))
    return [int(n) for n in found[np.lexsort((found, -counts[found]))][:many]]


def leads(g: Packed) -> list[Any]:
    """Units by tasks that they lead."""
    counts = np.bincount(g.unit[g.role == 1], minlength=g.units) * g.single
    return [(g.unit_key[n], int(counts[n])) for n in _first(counts)]


def leads_by(g: Packed, of: Any, names: list[str]) -> list[Any]:
    """The same by function or place of the units."""
    keep = (g.role == 1) & g.single[g.unit]
    cells = np.unique(g.task[keep] * len(names) + of[g.unit[keep]])
    counts = np.bincount(cells % len(names), minlength=len(names))
    return [(names[n], int(counts[n])) for n in _first(counts)]


def workload(g: Packed) -> list[Any]:
    """Units by their tasks in all roles, then by those that they lead."""
    counts = np.bincount(g.unit, minlength=g.units) * g.single
    leading = np.bincount(g.unit[g.role == 1], minlength=g.units)
    return [(g.unit_key[n], int(counts[n])) for n in _first(counts * (leading.max() + 1) + leading)]


def quarters(g: Packed) -> list[Any]:
    """The same, each quarter by itself."""
    counts = np.bincount(g.unit, minlength=g.units) * g.single
    leading = np.bincount(g.unit[g.role == 1], minlength=g.units)
    rows: list[Any] = []
    quarter = _quarters(g)[g.task]
    cells = np.bincount(g.unit * 64 + quarter, minlength=g.units * 64).reshape(-1, 64)
    for n in _first(counts * (leading.max() + 1) + leading):
        rows += [(g.unit_key[n], int(count)) for count in cells[n] if count]
    return rows[:ROWS]


def _quarters(g: Packed) -> Any:
    days = np.array(g.due - 2440587, dtype="datetime64[D]")
    months = days.astype("datetime64[M]").astype(int)
    return np.where(g.due == 0, 63, np.clip(months // 3 - 53 * 4, 0, 62))


def partners(g: Packed) -> list[Any]:
    """Pairs of units by the tasks that name both."""
    keep = g.single[g.unit]
    task, unit, role = g.task[keep], g.unit[keep], g.role[keep]
    found = []
    for step in range(1, int(np.bincount(task).max())):
        same = np.flatnonzero(task[:-step] == task[step:])
        a, b = (role[same] * g.units + unit[same]), (role[same + step] * g.units + unit[same + step])
        found.append(np.minimum(a, b) * (4 * g.units) + np.maximum(a, b))
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    first = np.flatnonzero(counts >= np.partition(counts, -ROWS)[-ROWS])
    rows = []
    for pair, count in zip(pairs[first], counts[first], strict=True):
        one, other = divmod(int(pair), 4 * g.units)
        (role_a, a), (role_b, b) = divmod(one, g.units), divmod(other, g.units)
        if role_a == role_b and g.unit_key[a] > g.unit_key[b]:
            a, b = b, a
        rows.append((-int(count), role_a, role_b, a, b))
    return [(g.unit_key[a], g.unit_key[b], -count) for count, _, _, a, b in sorted(rows)[:ROWS]]


def matrix(g: Packed) -> list[Any]:
    """Function lines against subject classes."""
    keep = g.single[g.unit]
    lines, classes = len(g.functions), len(g.topics)
    cells = np.unique(g.task[keep] * lines + g.function[g.unit[keep]])
    counts = np.zeros((lines, classes), dtype=np.int64)
    task, line = cells // lines, cells % lines
    start, many = g.about_from[task], np.diff(g.about_from)[task]
    for nth in range(int(many.max(initial=0))):
        has = many > nth
        counts += np.bincount(line[has] * classes + g.about[start[has] + nth], minlength=lines * classes).reshape(
            lines, classes
        )
    return _cells(g, counts, g.functions)


def matrix_of_units(g: Packed) -> list[Any]:
    """Units against subject classes."""
    classes = len(g.topics)
    cells = np.unique(g.task * g.units + g.unit)
    task, unit = cells // g.units, cells % g.units
    start, many = g.about_from[task], np.diff(g.about_from)[task]
    counts = np.zeros((g.units, classes), dtype=np.int64)
    for nth in range(int(many.max(initial=0))):
        has = many > nth
        counts += np.bincount(unit[has] * classes + g.about[start[has] + nth], minlength=counts.size).reshape(counts.shape)
    return _cells(g, counts * g.single[:, None], g.unit_key)


def _cells(g: Packed, counts: Any, names: list[str]) -> list[Any]:
    rows: list[Any] = []
    for n in _first(counts.sum(axis=1)):
        titled = sorted((-int(count), g.topic_title[int(g.topics[c])]) for c, count in enumerate(counts[n]) if count)
        rows += [(names[n], title, -count) for count, title in titled]
    return rows[:ROWS]


def matrix_of_headings(g: Packed) -> list[Any]:
    """Function lines against outermost headings."""
    keep = g.single[g.unit] & (g.heading[g.task] >= 0)
    lines, many = len(g.functions), len(g.headings)
    cells = np.unique(g.task[keep] * lines + g.function[g.unit[keep]])
    at = (cells % lines) * many + g.heading[cells // lines]
    counts = np.bincount(at, minlength=lines * many).reshape(lines, many)
    rows: list[Any] = []
    for n in _first(counts.sum(axis=1)):
        titled = sorted((-int(count), g.headings[c]) for c, count in enumerate(counts[n]) if count)
        rows += [(g.functions[n], title, -count) for count, title in titled]
    return rows[:ROWS]


def due(g: Packed, since: int, until: int) -> list[Any]:
    """Tasks of a stretch of days (Julian day numbers), by day."""
    found = np.flatnonzero((g.due >= since) & (g.due <= until))
    days = g.due[found]
    if len(found) > ROWS:
        found = found[days <= np.partition(days, ROWS - 1)[ROWS - 1]]
    return [g.task_key[n] for n in found[np.argsort(g.due[found], kind="stable")][:ROWS]]


def unowned(g: Packed) -> list[Any]:
    """Tasks without a unit, without a single unit, and without a lead."""
    single, lead = g.single[g.unit], g.role == 1
    named = np.bincount(g.task, minlength=g.tasks) > 0
    singles = np.bincount(g.task[single], minlength=g.tasks) > 0
    led = np.bincount(g.task[lead], minlength=g.tasks) > 0
    led_single = np.bincount(g.task[lead & single], minlength=g.tasks) > 0
    lack = np.where(~named, 0, np.where(led_single, 9, np.where(led | ~singles, 1, 2)))
    first: list[Any] = []
    for kind in range(3):
        first += [g.task_key[n] for n in np.flatnonzero(lack == kind)[:ROWS]]
    return first[:ROWS]


def contested(g: Packed) -> list[Any]:
    """Tasks with joint leads, then linked tasks of two places that lines lead which differ."""
    keep = (g.role == 1) & g.single[g.unit]
    joint = np.flatnonzero(np.bincount(g.task[keep], minlength=g.tasks) > 1)[:ROWS]
    lines = np.zeros(g.tasks, dtype=np.int64)
    known = keep & (g.function[g.unit] != g.functions.index("未归类")) if "未归类" in g.functions else keep
    np.bitwise_or.at(lines, g.task[known], 1 << g.function[g.unit[known]])
    one, other, kind = g.link
    apart = np.flatnonzero(
        (g.home[one] != g.home[other]) & (lines[one] != 0) & (lines[other] != 0) & (lines[one] & lines[other] == 0)
    )
    apart = apart[np.lexsort((kind[apart], other[apart], one[apart]))][:ROWS]
    rows = [(g.task_key[n], None) for n in joint] + [(g.task_key[one[n]], g.task_key[other[n]]) for n in apart]
    return rows[:ROWS]


def cited(g: Packed) -> list[Any]:
    """Documents by those that carry them out."""
    targets, counts = np.unique(g.cited, return_counts=True)
    first = np.flatnonzero(counts >= np.partition(counts, -ROWS)[-ROWS])
    rows = sorted((-int(counts[n]), g.document_key[int(targets[n])]) for n in first)
    return [(key, -count) for count, key in rows[:ROWS]]


PASSES: dict[str, tuple[Callable[[Packed], list[Any]], tuple[str, ...]]] = {
    "leads": (leads, ("unit_id", "count")),
    "leads by function": (lambda g: leads_by(g, g.function, g.functions), ("unit", "count")),
    "leads by place": (lambda g: leads_by(g, g.place, g.place_name), ("unit", "count")),
    "workload": (workload, ("unit_id", "total")),
    "workload by quarter": (quarters, ("unit_id", "total")),
    "due in two months": (lambda g: due(g, 2460065, 2460125), ("task_id",)),
    "unowned": (unowned, ("task_id",)),
    "contested": (contested, ("task_id", "other_id")),
    "partners": (partners, ("unit_id", "partner_id", "count")),
    "matrix": (matrix, ("unit", "heading", "count")),
    "matrix of units": (matrix_of_units, ("unit_id", "heading", "count")),
    "matrix of headings": (matrix_of_headings, ("unit", "heading", "count")),
    "cited": (cited, ("cited_id", "documents")),
}
"""By the name of the case in `questions.py`: the pass, and the columns of the answer that it gives."""
