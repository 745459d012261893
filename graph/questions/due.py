"""Which tasks fall due, by month or between two dates, and whose limit has passed on a day.

The day of a task is the last one that its limit names (6月底前和12月底前: 31 December). The lists do not say whether a task was
done: `as_of` gives those whose limit has passed by then, with the days since.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from graph.questions.base import Parameters, Question, Row, Statement
from graph.questions.scope import scope
from graph.questions.scope_cypher import cypher_scope
from graph.questions.told import DOCUMENT, PLACE_CYPHER, units_in_roles, units_in_roles_cypher


def _month(given: str) -> str:
    """2025-06 for 2025-6, 2025/06 and 2025年6月."""
    found = re.fullmatch(r"\s*((?:19|20)[0-9]{2})[-/.年](0?[1-9]|1[0-2])月?\s*", given)
    if not found:
        raise PydanticCustomError("month_parsing", "should be a month, such as 2025-06")
    return f"{found[1]}-{int(found[2]):02}"


class DueParameters(Parameters):
    """When."""

    month: Annotated[str, AfterValidator(_month)] | None = Field(
        None, max_length=20, description="哪个月到期，如 2025-06 · due in this month, such as 2025-06"
    )
    since: date | None = Field(None, description="从哪天起到期，如 2025-06-01 · due on this day or later, such as 2025-06-01")
    until: date | None = Field(None, description="到哪天为止到期 · due on this day or earlier")
    as_of: date | None = Field(None, description="到这一天时限已过的任务 · tasks whose limit has passed on this day")


class DueRow(Row):
    """A task with its limit."""

    due: str = Field(title="最迟 · due")
    days: int | None = Field(title="已过天数 · days over")
    """From the limit to `as_of`; None when that is not given."""
    deadline: str | None = Field(title="时限原文 · deadline")
    task: str = Field(title="任务 · task")
    leads: str | None = Field(title="牵头单位 · lead")
    responsible: str | None = Field(title="责任单位 · responsible")
    supports: str | None = Field(title="配合单位 · support")
    place: str | None = Field(title="地区 · place")
    document: str | None = Field(title="文件 · document")
    task_id: str = Field(title="编号 · id")


_PICKED = """picked(id, due, key) AS (
    SELECT t.task, t.day, t.key FROM {tasks}
    WHERE {when}
    ORDER BY t.day, t.key LIMIT :limit + 1 OFFSET :offset)"""
_SOME = """dated(day, key, task) AS (SELECT t.due, n.key, n.id
    FROM chosen_task AS c CROSS JOIN task AS t ON t.id = c.id AND t.due IS NOT NULL JOIN node AS n ON n.id = t.id)"""
_ROWS = f"""
SELECT p.due, CAST(julianday(:as_of) - julianday(p.due) AS INTEGER) AS days, t.deadline, t.text AS task,
  {units_in_roles("p.id")},
  l.name AS place, {DOCUMENT} AS document, p.key AS task_id
FROM picked AS p CROSS JOIN task AS t ON t.id = p.id JOIN document AS d ON d.id = t.document
  LEFT JOIN place AS l ON l.id = d.place
ORDER BY p.due, p.key"""


def _sql(p: DueParameters) -> Statement:
    some = scope(p)
    when = ["1"]
    values: dict[str, Any] = {**some.values, "limit": p.limit, "offset": p.offset}
    values["as_of"] = p.as_of.isoformat() if p.as_of else None
    if p.as_of:
        when.append("t.day < :as_of")
    for name, condition, value in (
        ("month", "t.day >= :month || '-01' AND t.day <= :month || '-31'", p.month),
        ("since", "t.day >= :since", p.since and p.since.isoformat()),
        ("until", "t.day <= :until", p.until and p.until.isoformat()),
    ):
        if value:
            when.append(condition)
            values[name] = value
    # the days of all tasks are kept in their order, with the ids
    parts = [some.text, _SOME] if some.narrow else []
    parts.append(_PICKED.format(tasks="dated AS t" if some.narrow else "due AS t", when=" AND ".join(when)))
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS, values)


_ROWS_CYPHER = f"""
WITH t ORDER BY t.due, t.id SKIP $offset LIMIT $limit + 1
MATCH (t)-[:LISTED_IN]->(d:Document)
RETURN t.due AS due, duration.inDays(date(t.due), date($as_of)).days AS days, t.deadline AS deadline, t.text AS task,
  {units_in_roles_cypher("t")},
  {PLACE_CYPHER} AS place, {DOCUMENT} AS document, t.id AS task_id
ORDER BY due, task_id"""


def _cypher(p: DueParameters) -> Statement:
    some = cypher_scope(p)
    values: dict[str, Any] = {**some.values, "limit": p.limit, "offset": p.offset}
    values["as_of"] = p.as_of.isoformat() if p.as_of else None
    limits = {
        "first": p.month and f"{p.month}-01",
        "last": p.month and f"{p.month}-31",
        "since": p.since and p.since.isoformat(),
        "until": p.until and p.until.isoformat(),
    }
    values |= {name: value for name, value in limits.items() if value}
    tests = {"first": "t.due >= $first", "last": "t.due <= $last", "since": "t.due >= $since", "until": "t.due <= $until"}
    when = ["t.due IS NOT NULL", *(["t.due < $as_of"] if p.as_of else []), *(tests[name] for name in tests if limits[name])]
    tasks = f"{some.tasks} AND" if some.narrow else "MATCH (t:Task) WHERE"
    return Statement(f"{tasks} {' AND '.join(when)}{_ROWS_CYPHER}", values)


QUESTION: Question[DueParameters, DueRow] = Question(
    name="due",
    zh="哪些任务到期，由谁牵头",
    en="Which tasks fall due, and who leads them",
    parameters=DueParameters,
    row=DueRow,
    sql=_sql,
    cypher=_cypher,
)
