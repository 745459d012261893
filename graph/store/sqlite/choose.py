"""Names that people give in filters, to node ids: a place by name or path, a document by 文号 or title."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TypeVar

from graph import names
from graph.questions.base import Filters, node_fields
from graph.schema import NodeType
from graph.store.sqlite import judged
from graph.store.sqlite.added import places
from graph.store.sqlite.codes import TYPE
from graph.words import both, phrases, storable
from ingest.divisions.readings import readings
from ingest.errors import NameAmbiguous, ParameterWrong

F = TypeVar("F", bound=Filters)
_LEVELS = ("省", "自治区", "市", "自治州", "州", "盟", "地区", "区", "县", "自治县", "旗", "镇", "乡", "街道")
_SHOWN = 8
"""Candidates that an error lists."""


class _Several(ParameterWrong):
    """Several nodes bear the name."""


def chosen(db: sqlite3.Connection, filters: F) -> F:
    """The parameters with ids in place of names. Raises ParameterWrong for a name that nothing or that several things bear."""
    nodes, found = node_fields(type(filters)), dict[str, str | None]()
    for name in type(filters).model_fields:
        value = getattr(filters, name)
        if isinstance(value, str) and name not in nodes:
            found[name] = storable(value).strip() or None
        elif isinstance(value, str):
            found[name] = _named(db, name, nodes[name], value) if value.strip() else None
    return filters.model_copy(update=found)


def _named(db: sqlite3.Connection, name: str, types: Sequence[NodeType], given: str) -> str:
    """The node that a parameter names; by id, or by a name, of the first type that has it."""
    key = given.strip()
    for type in types:
        code = TYPE[type]
        if key.isascii() and db.execute("SELECT 1 FROM node WHERE key = ? AND type = ?", (key, code)).fetchone():
            return key
    unknown: ParameterWrong | None = None
    for type in types:
        try:
            return meant(db, type, given)
        except _Several as error:
            unknown = error
            break
        except ParameterWrong as error:
            unknown = unknown or error  # what it could have been of the first type is what is told
    facts = unknown.facts if unknown else {}
    raise ParameterWrong(name=name, reason_zh=facts["reason_zh"], reason_en=facts["reason_en"]) from unknown


def meant(db: sqlite3.Connection, type: NodeType, given: str) -> str:
    """The id of the unit, document, place, task or heading that a person names. Raises ParameterWrong."""
    given = storable(given).strip()
    if type == "Unit":
        return _unit(db, given)
    if type == "Document":
        return _document(db, given)
    if type == "Jurisdiction":
        return _place(db, given)
    if type == "Task":
        return _task(db, given)
    if type == "Topic":
        return _topic(db, given)
    rows = db.execute("SELECT key FROM node WHERE key = ? AND type = ?", (given if given.isascii() else None, TYPE[type]))
    found = [(key, key) for (key,) in rows]
    if not found:
        raise _unknown("theme", given, "主题", "theme", [], all=False)
    return str(found[0][0])


def _topic(db: sqlite3.Connection, given: str) -> str:
    """By id, title, or words of a title that no other one has."""
    rows = db.execute(
        'SELECT n.key, x.title FROM topic AS x JOIN node AS n ON n.id = x.id ORDER BY x."group" DESC, x.title, n.key'
    ).fetchall()
    found = [(key, title) for key, title in rows if given in (key, title)]
    found = found or [(key, title) for key, title in rows if given and given in title]
    if not found:
        raise _unknown("topic", given, "主题分类", "topic", [title for _, title in rows])
    return _one("topic", given, found)


def _task(db: sqlite3.Connection, given: str) -> str:
    """By id, or by words of its text that no other task has."""
    if given.isascii() and db.execute("SELECT 1 FROM node WHERE key = ? AND type = ?", (given, TYPE["Task"])).fetchone():
        return given
    match = both(phrases(given))
    if not match:
        raise _unknown("task", given, "任务", "task", [], all=False)
    found = db.execute(
        """SELECT n.key, t.text FROM words CROSS JOIN node AS n ON n.id = words.rowid CROSS JOIN task AS t ON t.id = n.id
           WHERE words MATCH :match AND instr(t.text, :given) > 0 ORDER BY t.text, n.key LIMIT 100""",
        {"match": match, "given": given},
    ).fetchall()
    if not found:
        raise _unknown("task", given, "任务", "task", [], all=False)
    return _one("task", given, found)


def _unit(db: sqlite3.Connection, given: str) -> str:
    """By id, full name, or printed name, with or without the place before it (岭桥市市商务局 is said of nobody, but
    岭桥市商务局 and 市商务局 are)."""
    moved = judged.held(db).moved(given) if given.startswith("unit:") else given
    plain = "".join(given.split())
    steps = (
        ("SELECT id FROM node WHERE key = :given AND type = :unit", moved if moved.isascii() else None),
        ("SELECT id FROM unit WHERE full_name = :given", plain),
        ("SELECT unit FROM form WHERE full_name = :given", plain),
        ("SELECT unit FROM form WHERE printed = :given", plain),
        (
            """SELECT f.unit FROM form AS f JOIN place AS p ON p.id = f.place
               WHERE f.printed = substr(:given, length(p.name) + 1) AND substr(:given, 1, length(p.name)) = p.name""",
            plain,
        ),
    )
    for statement, value in steps:
        rows = db.execute(
            f"""WITH named(id) AS ({statement})
                SELECT DISTINCT n.key, u.full_name FROM named JOIN unit AS u ON u.id = named.id JOIN node AS n ON n.id = u.id
                ORDER BY u.full_name, n.key LIMIT 100""",
            {"given": value, "unit": TYPE["Unit"]},
        ).fetchall()
        if rows:
            return _one("unit", given, rows)
    near = db.execute(
        """SELECT DISTINCT u.full_name FROM form AS f JOIN unit AS u ON u.id = f.unit
           WHERE instr(f.full_name, :part) > 0 OR instr(:part, f.printed) > 0 ORDER BY u.full_name LIMIT :shown""",
        {"part": plain, "shown": _SHOWN},
    )
    raise _unknown("unit", given, "单位", "unit", [name for (name,) in near], all=False)


def _place(db: sqlite3.Connection, given: str) -> str:
    """By id, name, the end of the path of names (云汀市汀南区), any printed form (山东邹城, 恩施州), or without its level
    (岭桥)."""
    given = "".join(given.split())
    rows = db.execute(
        """WITH RECURSIVE path(id, parent, name) AS (
             SELECT id, parent, name FROM place WHERE substr(:given, -length(name)) = name
               OR id = (SELECT id FROM node WHERE key = :given)
             UNION ALL SELECT path.id, p.parent, p.name || path.name FROM path JOIN place AS p ON p.id = path.parent)
           SELECT n.key, path.name FROM path JOIN node AS n ON n.id = path.id WHERE path.parent IS NULL ORDER BY path.name""",
        {"given": given},
    ).fetchall()
    found = [(key, path) for key, path in rows if key == given or path.endswith(given)]
    if not found:
        keys = json.dumps(sorted({names.place_id(division.chain) for division, _ in readings(given, places(db))}))
        found = db.execute(
            """SELECT n.key, p.name FROM node AS n JOIN place AS p ON p.id = n.id
               WHERE n.key IN (SELECT value FROM json_each(:keys)) ORDER BY p.name, n.key""",
            {"keys": keys},
        ).fetchall()
    if not found:  # 岭桥 for 岭桥市: the level may be left out
        short = json.dumps([given + level for level in _LEVELS])
        found = db.execute(
            """SELECT n.key, p.name FROM place AS p JOIN node AS n ON n.id = p.id
               WHERE p.name IN (SELECT value FROM json_each(:short)) ORDER BY p.name, n.key""",
            {"short": short},
        ).fetchall()
    if not found:
        near = [n for (n,) in db.execute("SELECT DISTINCT name FROM place ORDER BY name") if n[:2] == given[:2] or n in given]
        known = near or [n for (n,) in db.execute("SELECT DISTINCT name FROM place ORDER BY name LIMIT ?", (_SHOWN,))]
        raise _unknown("place", given, "地区", "place", known)
    if len(found) > 1 and (exact := [f for f in found if f[1] == given]):
        found = exact
    return _one("place", given, found)


def _document(db: sqlite3.Connection, given: str) -> str:
    """By id, 文号 or title; by a part of the title when only one has it."""
    given = given.strip()
    steps = (
        ("n.key = :given", given),
        ("d.number_key = :given", names.number_key(given)),
        ("d.title_key = :given", names.title_key(given)),
        ("d.full = 1 AND instr(d.title_key, :given) > 0", names.title_key(given)),
    )
    for condition, value in steps:
        rows = db.execute(
            "SELECT n.key, coalesce(d.title, d.number, d.file), d.full FROM document AS d JOIN node AS n ON n.id = d.id WHERE "
            + condition
            + " ORDER BY d.full DESC, d.title, n.key LIMIT 100",
            {"given": value},
        ).fetchall()
        if rows:
            full = [(key, title) for key, title, is_full in rows if is_full]
            return _one("document", given, full or [(key, title) for key, title, _ in rows])
    known = db.execute(
        "SELECT coalesce(title, number, file) FROM document WHERE full = 1 ORDER BY year DESC, title LIMIT ?", (_SHOWN,)
    )
    raise _unknown("document", given, "文件", "document", [title for (title,) in known])


def _one(name: str, given: str, found: list[tuple[str, str]]) -> str:
    if len(found) == 1:
        return found[0][0]
    listed = [f"{label}（{key}）" for key, label in found[:_SHOWN]]
    raise NameAmbiguous(
        name=name,
        reason_zh=f"“{given}”有 {len(found)} 个，请改用编号或更完整的名称：{'、'.join(listed)}",
        reason_en=f"“{given}” is the name of {len(found)}; use an id or a fuller name: {', '.join(listed)}",
    )


def _unknown(name: str, given: str, zh: str, en: str, known: list[str], *, all: bool = True) -> ParameterWrong:
    """`known`: names to choose from, all that there are or (`all` false) those that are near."""
    some, none = known[:_SHOWN], ("；图是空的", "; it is empty") if all else ("", "")
    return ParameterWrong(
        name=name,
        reason_zh=f"图中没有{zh}“{given}”" + (f"；有：{'、'.join(some)}" if some else none[0]),
        reason_en=f"no {en} “{given}” in the graph" + (f"; there are: {', '.join(some)}" if some else none[1]),
    )
