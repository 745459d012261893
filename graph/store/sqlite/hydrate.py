"""Nodes from the integers of the file: all properties, in the order of the schema."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from graph.schema import Node, document_label, task_label
from graph.store.sqlite.codes import EVIDENCE, TYPE_NAME, evidence_value, stated_value

_DOCUMENT = ("title", "number", "issuer", "jurisdiction", "year", "issued", "known", "file", "checks")
_TASK = ("seq", "marker", "part", "text", "units", "deadline", "due", "ongoing", "relative", "note")
_OF = "WHERE n.id IN (SELECT value FROM json_each(:ids))"
_SELECT: Final[dict[str, str]] = {
    "Document": f"""SELECT n.id, n.key, d.title, d.number, d.issuer, d.jurisdiction, d.year, d.issued, d.full, d.file, d.checks,
        d.stated
        FROM node AS n JOIN document AS d ON d.id = n.id {_OF}""",
    "Task": f"""SELECT n.id, n.key, t.seq, t.marker, t.part, t.text, t.units, t.deadline, t.due, t.ongoing, t.relative, t.note,
        dn.key, d.file, t.stated, {", ".join(f"t.{column}" for column in EVIDENCE)} FROM node AS n JOIN task AS t ON t.id = n.id
        JOIN document AS d ON d.id = t.document JOIN node AS dn ON dn.id = d.id {_OF}""",
    "Unit": f"""SELECT n.id, n.key, u.name, u.full_name, u.collective, u.function, p.name
        FROM node AS n JOIN unit AS u ON u.id = n.id LEFT JOIN place AS p ON p.id = u.place {_OF}""",
    "Theme": f"SELECT n.id, n.key, h.title, h.level FROM node AS n JOIN theme AS h ON h.id = n.id {_OF}",
    "Topic": f'SELECT n.id, n.key, o.title, o."group" FROM node AS n JOIN topic AS o ON o.id = n.id {_OF}',
    "Jurisdiction": f"SELECT n.id, n.key, p.name, p.level, p.code FROM node AS n JOIN place AS p ON p.id = n.id {_OF}",
}


def hydrate(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Node]:
    """The nodes with these numbers."""
    by_type: dict[int, list[int]] = defaultdict(list)
    rows = db.execute("SELECT id, type FROM node WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
    for id, type in rows:
        by_type[type].append(id)
    return {id: node for type, some in by_type.items() for id, node in _of_type(db, TYPE_NAME[type], some)}


def _of_type(db: sqlite3.Connection, type: str, ids: list[int]) -> Iterator[tuple[int, Node]]:
    given = {"ids": json.dumps(ids)}
    aliases: dict[int, list[str]] = defaultdict(list)
    if type == "Unit":
        forms = """SELECT DISTINCT unit, printed FROM form WHERE uses > 0 AND unit IN (SELECT value FROM json_each(:ids))
            ORDER BY printed"""
        for unit, printed in db.execute(forms, given):
            aliases[unit].append(printed)
    for id, key, *values in db.execute(_SELECT[type], given):
        if type == "Document":
            yield id, _document(key, *values)
        elif type == "Task":
            yield id, _task(key, *values)
        elif type == "Unit":
            yield id, _unit(key, aliases[id], *values)
        elif type == "Theme":
            yield id, Node(key, "Theme", values[0], dict(zip(("title", "level"), values, strict=True)))
        elif type == "Topic":
            yield id, Node(key, "Topic", values[0], dict(zip(("title", "group"), values, strict=True)))
        else:
            yield id, Node(key, "Jurisdiction", values[0], dict(zip(("name", "level", "code"), values, strict=True)))


def _document(key: str, *values: Any) -> Node:
    properties = dict(zip(_DOCUMENT, values, strict=False))
    properties["known"] = "full" if properties["known"] else "named"
    label = document_label(key, properties["title"], properties["number"], properties["file"])
    return Node(key, "Document", label, properties, stated_value(key, properties["file"], values[-1]) or None)


def _task(key: str, *values: Any) -> Node:
    properties = dict(zip(_TASK, values, strict=False))
    properties["ongoing"] = bool(properties["ongoing"])
    document, file, stated, *place = values[len(_TASK) :]
    evidence = {"text": evidence_value(document, file, place), **stated_value(document, file, stated)}
    return Node(key, "Task", task_label(properties["text"]), properties, evidence)


def _unit(key: str, aliases: list[str], name: str, full_name: str, collective: int, function: Any, place: Any) -> Node:
    properties = {
        "name": name,
        "full_name": full_name,
        "kind": "collective" if collective else "unit",
        "function": function,
        "jurisdiction": place,
        "aliases": aliases,
    }
    return Node(key, "Unit", name, properties)
