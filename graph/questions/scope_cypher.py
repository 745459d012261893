"""The filters that all questions share, as Cypher: what `scope.py` is for SQL. Fixed fragments only: values go by name.

Written for the names `d` (a Document) and `t` (a Task that it lists).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph.questions.base import Filters
from graph.schema import ROLE_EDGE

DUTIES = "LEADS|SUPPORTS|RESPONSIBLE_FOR"
"""The relationships of a unit with its tasks."""
ROLE_CODE = "CASE type(y) WHEN 'LEADS' THEN 1 WHEN 'SUPPORTS' THEN 2 ELSE 3 END"
"""The number of the role of a relationship `y`, by which rows are sorted."""
ROLE_NAME = "CASE type(y) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END"
"""Its role as rows name it."""

COUNTED = "($collectives OR u.kind = 'unit')"
"""Of a unit `u`: it is no collective wording, or these are asked for as well."""

_PLACE = "EXISTS { (d)-[:OF_PLACE]->(:Jurisdiction)-[:WITHIN*0..12]->(:Jurisdiction {id: $place}) }"
_DOCUMENT_FILTERS = {
    "year": "d.year = $year",
    "document": "d.id = $document",
    "level": "EXISTS { (d)-[:OF_PLACE]->(at:Jurisdiction) WHERE at.level = $level }",
    "national": "NOT EXISTS { (d)-[:OF_PLACE]->(:Jurisdiction) }",
}
_AT = {False: "d.place IN $at", True: "(d.place IS NULL OR d.place IN $at)"}
_TASK_FILTERS = {
    "theme": "EXISTS { (t)-[:UNDER]->(:Theme)-[:PART_OF*0..12]->(h:Theme) WHERE h.title CONTAINS $theme }",
    "topic": "EXISTS { (t)-[:ABOUT]->(:Topic {id: $topic}) }",
    "function": "EXISTS { (t)<-[:{roles}]-(u:Unit) WHERE u.function = $function }",
    "role": "EXISTS { (t)<-[:{roles}]-(:Unit) }",
}


@dataclass(frozen=True, slots=True)
class CypherScope:
    """The filters as predicates, and their values."""

    document: str
    """Of a Document `d`; holds `full = 1` always."""
    task: str
    """Of a Task `t`; `true` without a filter on tasks."""
    place: str
    """Of a Document `d`: its place; `true` without this filter. It stands in `document` as well."""
    values: dict[str, Any]
    narrow: bool
    """False when no filter is set."""

    @property
    def documents(self) -> str:
        """`MATCH` that gives each chosen document `d` once."""
        if "place" in self.values:  # from the place down: few documents of many
            below = "MATCH (:Jurisdiction {id: $place})<-[:WITHIN*0..12]-(:Jurisdiction)<-[:OF_PLACE]-(d:Document)"
            return f"{below} WHERE {self.document}"
        return f"MATCH (d:Document) WHERE {self.document}"

    @property
    def tasks(self) -> str:
        """`MATCH` that gives each chosen task `t` with its document `d` once."""
        return f"{self.documents} MATCH (t:Task)-[:LISTED_IN]->(d) WHERE {self.task}"

    def duties(self, roles: str = DUTIES) -> str:
        """`MATCH` that gives each relationship `y` of these kinds of a unit `u` with a chosen task `t` once. A `WHERE` may
        follow."""
        if self.narrow:
            return f"{self.tasks} MATCH (u:Unit)-[y:{roles}]->(t)"
        return f"MATCH (u:Unit)-[y:{roles}]->(t:Task)"

    @property
    def of_task(self) -> str:
        """`MATCH` for a task `t` that is known already: gives its document `d`, or drops the row."""
        return f"MATCH (t)-[:LISTED_IN]->(d:Document) WHERE {self.document} AND {self.task}"


def cypher_scope(filters: Filters) -> CypherScope:
    """The filters as Cypher."""
    names = ("place", "level", "year", "document", "theme", "topic", "function", "role")
    values = {name: getattr(filters, name) for name in names if getattr(filters, name) is not None}
    narrow, role = bool(values), values.pop("role", None)
    asked = ["national" if name == "level" and values[name] == "national" else name for name in values]
    if values.get("level") == "national":
        del values["level"]
    documents = [_DOCUMENT_FILTERS[name] for name in asked if name in _DOCUMENT_FILTERS]
    place = _PLACE if "place" in values else "true"
    documents = ["d.full = 1", *([place] if "place" in values else []), *documents]
    if (only := filters.only_at) is not None:
        documents.append(_AT[None in only])
        values["at"], narrow = [at for at in only if at is not None], True
    roles = ROLE_EDGE[role] if role else DUTIES
    of_tasks = [*(name for name in _TASK_FILTERS if name in values), *(["role"] if role and "function" not in values else [])]
    tasks = [_TASK_FILTERS[name].replace("{roles}", roles) for name in of_tasks]
    return CypherScope(" AND ".join(documents), " AND ".join(tasks) or "true", place, values, narrow)
