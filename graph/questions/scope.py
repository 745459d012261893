"""The filters that all questions share, as SQL. Fixed fragments only: values go by name.

`place`, `document` and `topic` hold node ids here (a store looks names up before it asks). Which tasks a filter leaves is
decided by the document that lists them: its place (with all below), its level, its year; by the headings over the task, its
classes, and its units. `scope` starts from the documents, `among` from tasks that a question has found: a question about one
node then reads what hangs on this node, however large the graph is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graph.questions.base import Filters

BELOW = """below(id) AS (
    SELECT id FROM node WHERE key = :place
    UNION SELECT inner_place.id FROM below CROSS JOIN place AS inner_place ON inner_place.parent = below.id)"""
_DOCUMENTS = "chosen_document(id) AS (SELECT d.id FROM document AS d WHERE d.full = 1{filters})"
_DOCUMENT_FILTERS = {
    "place": " AND d.place IN (SELECT id FROM below)",
    "year": " AND d.year = :year",
    "document": " AND d.id = (SELECT id FROM node WHERE key = :document)",
    "level": " AND (SELECT p.level FROM place AS p WHERE p.id = d.place) = :level",
    "national": " AND d.place IS NULL",
}
_AT = {
    False: " AND d.place IN (SELECT value FROM json_each(:at))",
    True: " AND (d.place IS NULL OR d.place IN (SELECT value FROM json_each(:at)))",
}
_THEMES = """chosen_theme(id) AS (
    SELECT h.id FROM chosen_document AS c CROSS JOIN theme AS h ON h.document = c.id WHERE instr(h.title, :theme) > 0
    UNION SELECT h.id FROM chosen_theme AS c CROSS JOIN theme AS h ON h.parent = c.id)"""
_TASKS = "chosen_task(id) AS (SELECT t.id FROM chosen_document AS c CROSS JOIN task AS t ON t.document = c.id{filters})"
_TASK_FILTERS = {
    "theme": "t.theme IN (SELECT id FROM chosen_theme)",
    "topic": "t.id IN (SELECT a.task FROM about AS a WHERE a.topic = (SELECT id FROM node WHERE key = :topic))",
    "function": """t.id IN (SELECT y.task FROM unit AS u CROSS JOIN duty AS y ON y.role {roles} AND y.unit = u.id
      WHERE u.function = :function)""",
    "role": "EXISTS (SELECT 1 FROM duty AS y WHERE y.task = t.id AND y.role = :role)",
}
_AMONG_DOCUMENTS = """chosen_document(id) AS (
    SELECT d.id FROM (SELECT DISTINCT t.document AS id FROM {tasks} AS c CROSS JOIN task AS t ON t.id = c.id{documents}) AS c
      CROSS JOIN document AS d ON d.id = c.id WHERE d.full = 1{filters})"""
_AMONG_TASKS = """chosen_task(id) AS (SELECT t.id FROM {tasks} AS c CROSS JOIN task AS t ON t.id = c.id
    WHERE t.document IN (SELECT id FROM chosen_document){filters})"""
_AMONG_TASK_FILTERS = {
    "theme": _TASK_FILTERS["theme"],
    "topic": "EXISTS (SELECT 1 FROM about AS a WHERE a.task = t.id AND a.topic = (SELECT id FROM node WHERE key = :topic))",
    "function": """EXISTS (SELECT 1 FROM duty AS y CROSS JOIN unit AS u ON u.id = y.unit
      WHERE y.task = t.id AND y.role {roles} AND u.function = :function)""",
    "role": _TASK_FILTERS["role"],
}
ROLE_CODE = {"lead": 1, "support": 2, "responsible": 3}


@dataclass(frozen=True, slots=True)
class Scope:
    """Common table expressions `chosen_document(id)` and `chosen_task(id)`, with `below(id)` for a place and
    `chosen_theme(id)` for a theme, to stand after `WITH RECURSIVE`, and their values."""

    text: str
    values: dict[str, Any]
    narrow: bool
    """False when no filter is set: the expressions hold everything, and a question does better without them."""


def scope(filters: Filters) -> Scope:
    """The filters as common table expressions."""
    only = filters.only_at
    if only is None:
        return _scope(filters, _DOCUMENTS, _TASKS, " WHERE ", _TASK_FILTERS)
    some = _scope(filters, _DOCUMENTS.replace("{filters}", _AT[None in only] + "{filters}"), _TASKS, " WHERE ", _TASK_FILTERS)
    return Scope(some.text, {**some.values, "at": json.dumps([place for place in only if place is not None])}, narrow=True)


def among(filters: Filters, tasks: str, documents: str = "") -> Scope:
    """The same for tasks that the expression `tasks(id)` holds and, where given, documents that `documents(id)` holds besides
    theirs. The text holds no `WITH RECURSIVE`, and stands after these expressions."""
    more = f" UNION SELECT id FROM {documents}" if documents else ""  # noqa: S608
    of_documents = _AMONG_DOCUMENTS.replace("{tasks}", tasks).replace("{documents}", more)
    return _scope(filters, of_documents, _AMONG_TASKS.replace("{tasks}", tasks), " AND ", _AMONG_TASK_FILTERS)


def _scope(filters: Filters, of_documents: str, of_tasks: str, joint: str, task_filters: dict[str, str]) -> Scope:
    names = ("place", "level", "year", "document", "theme", "topic", "function", "role")
    values = {name: getattr(filters, name) for name in names if getattr(filters, name) is not None}
    narrow = bool(values)
    documents = "".join(text for name, text in _DOCUMENT_FILTERS.items() if name in values and values[name] != "national")
    if values.get("level") == "national":
        documents += _DOCUMENT_FILTERS["national"]
        del values["level"]
    roles = "IN (1, 2, 3)"
    if "role" in values:
        values["role"], roles = ROLE_CODE[values["role"]], "= :role"
    asked = [name for name in task_filters if name in values and not (name == "role" and "function" in values)]
    tasks = " AND ".join(task_filters[name].format(roles=roles) for name in asked)
    parts = [
        *([BELOW] if "place" in values else []),
        of_documents.format(filters=documents),
        *([_THEMES] if "theme" in values else []),
        of_tasks.format(filters=f"{joint}{tasks}" if tasks else ""),
    ]
    return Scope(",\n  ".join(parts), values, narrow)
