"""The filters that all questions share, as SQL. Fixed fragments only: values go by name.

`place`, `document` and `topic` hold node ids here (a store looks names up before it asks). Which tasks a filter leaves is
decided by the document that lists them: its place (with all below), its level, its year; by the headings over the task, its
classes, and its units.
"""

from __future__ import annotations

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
    asked = [name for name in _TASK_FILTERS if name in values and not (name == "role" and "function" in values)]
    tasks = " AND ".join(_TASK_FILTERS[name].format(roles=roles) for name in asked)
    parts = [
        *([BELOW] if "place" in values else []),
        _DOCUMENTS.format(filters=documents),
        *([_THEMES] if "theme" in values else []),
        _TASKS.format(filters=f" WHERE {tasks}" if tasks else ""),
    ]
    return Scope(",\n  ".join(parts), values, narrow)
