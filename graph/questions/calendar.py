"""How many tasks fall due in each month. The day of a task is the last one that its limit names, as in the question `due`."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement
from graph.questions.scope import scope
from graph.questions.scope_cypher import cypher_scope


class CalendarParameters(Parameters):
    """Between which days."""

    since: date | None = Field(None, description="从哪天起到期，如 2025-01-01 · due on this day or later, such as 2025-01-01")
    until: date | None = Field(None, description="到哪天为止到期 · due on this day or earlier")


class CalendarRow(Row):
    """A month in which tasks fall due."""

    month: str = Field(title="月份 · month")
    tasks: int = Field(title="到期任务 · tasks due")


def _when(p: CalendarParameters) -> tuple[str, dict[str, Any]]:
    """The condition on `t.due`, the same in both languages but for the mark of a value."""
    days = {"since": p.since and p.since.isoformat(), "until": p.until and p.until.isoformat()}
    values = {name: value for name, value in days.items() if value}
    signs = {"since": ">=", "until": "<="}
    return " AND ".join(["t.due IS NOT NULL", *(f"t.due {signs[name]} :{name}" for name in values)]), values


def _sql(p: CalendarParameters) -> Statement:
    some = scope(p)
    when, values = _when(p)
    tasks = "chosen_task AS c CROSS JOIN task AS t ON t.id = c.id" if some.narrow else "task AS t"
    head = f"WITH RECURSIVE\n  {some.text}\n" if some.narrow else ""
    # by day first: the index is read in this order, and there are few days
    text = f"""{head}SELECT substr(day, 1, 7) AS month, sum(tasks) AS tasks
FROM (SELECT t.due AS day, count(*) AS tasks FROM {tasks} WHERE {when} GROUP BY t.due)
GROUP BY 1 ORDER BY 1 LIMIT :limit + 1 OFFSET :offset"""
    return Statement(text, {**some.values, **values, "limit": p.limit, "offset": p.offset})


def _cypher(p: CalendarParameters) -> Statement:
    some = cypher_scope(p)
    when, values = _when(p)
    tasks = f"{some.tasks} WITH t" if some.narrow else "MATCH (t:Task)"
    text = f"""{tasks} WHERE {when.replace(":", "$")}
RETURN left(t.due, 7) AS month, count(*) AS tasks ORDER BY month SKIP $offset LIMIT $limit + 1"""
    return Statement(text, {**some.values, **values, "limit": p.limit, "offset": p.offset})


QUESTION: Question[CalendarParameters, CalendarRow] = Question(
    name="calendar",
    zh="各月有多少任务到期",
    en="How many tasks fall due in each month",
    parameters=CalendarParameters,
    row=CalendarRow,
    sql=_sql,
    cypher=_cypher,
    chart=("month", "tasks"),
)
