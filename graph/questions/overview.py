"""What is here in numbers: documents, tasks, units, what falls due soon, what nobody leads, what was read uncertainly.

Each number is the length of a list that another question or page gives: `due` from that day on, `unowned`, `uncertain`.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded
from graph.questions.leads import STANDING
from graph.questions.scope import scope
from graph.questions.scope_cypher import DUTIES, cypher_scope


class OverviewParameters(Parameters):
    """From which day on, and how far."""

    as_of: date = Field(default_factory=date.today, description="从哪天起算，默认今天 · from this day on; today if not given")
    days: int = Field(30, ge=0, le=3660, description="几天以内到期 · due within so many days")


class OverviewRow(Row):
    """A number."""

    measure: str = coded(
        "项目 · what",
        documents="已读入的文件 · documents read",
        named="只被引用的文件 · documents only cited",
        tasks="任务 · tasks",
        units="单位 · units",
        due="近期到期的任务 · tasks due soon",
        unled="没有牵头单位的任务 · tasks that nobody leads",
        uncertain="有待核对之处的文件 · documents with something to check",
    )
    count: int = Field(title="数量 · count")


_MEASURES = ("documents", "named", "tasks", "units", "due", "unled", "uncertain")
_LED = "y.role = 1 AND y.unit NOT IN (SELECT id FROM unit WHERE collective = 1)"
_UNOWNED = 10 * STANDING["explicit"]
"""Of the findings that the store keeps: what `unowned` gives."""
_ALL = {
    "documents": "SELECT count(*) FROM document WHERE full = 1",
    "named": "SELECT count(*) FROM document WHERE full = 0",
    "tasks": "SELECT count(*) FROM task",
    "units": "SELECT count(*) FROM unit",
    "due": "SELECT count(*) FROM task WHERE due BETWEEN :since AND :until",
    "unled": f"SELECT count(*) FROM finding WHERE kind BETWEEN {_UNOWNED} AND {_UNOWNED + 2}",
    "uncertain": "SELECT count(*) FROM document WHERE checks > 0",
}
_SOME = {
    "documents": "SELECT count(*) FROM chosen_document",
    "named": "SELECT 0",
    "tasks": "SELECT count(*) FROM chosen_task",
    "units": "SELECT count(DISTINCT y.unit) FROM chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id",
    "due": "SELECT count(*) FROM chosen_task AS c JOIN task AS t ON t.id = c.id WHERE t.due BETWEEN :since AND :until",
    "unled": f"SELECT count(*) FROM chosen_task AS c WHERE NOT EXISTS (SELECT 1 FROM duty AS y WHERE y.task = c.id AND {_LED})",
    "uncertain": "SELECT count(*) FROM chosen_document AS c CROSS JOIN document AS d ON d.id = c.id WHERE d.checks > 0",
}


def _days(p: OverviewParameters) -> dict[str, Any]:
    days = min(p.days, (date.max - p.as_of).days)  # no calendar goes on after the year 9999
    return {"since": p.as_of.isoformat(), "until": (p.as_of + timedelta(days=days)).isoformat()}


def _sql(p: OverviewParameters) -> Statement:
    some = scope(p)
    counts = _SOME if some.narrow else _ALL
    rows = " UNION ALL ".join(f"SELECT {n} AS place, '{m}' AS measure, ({counts[m]}) AS count" for n, m in enumerate(_MEASURES))
    head = f"WITH RECURSIVE\n  {some.text}\n" if some.narrow else ""
    text = f"{head}SELECT measure, count FROM ({rows}) ORDER BY place LIMIT :limit + 1 OFFSET :offset"
    return Statement(text, {**some.values, **_days(p), "limit": p.limit, "offset": p.offset})


def _cypher(p: OverviewParameters) -> Statement:
    some = cypher_scope(p)
    led = "EXISTS { (t)<-[:LEADS]-(u:Unit) WHERE u.kind <> 'collective' }"
    of_tasks = some.tasks if some.narrow else "MATCH (t:Task)"
    units = f"{some.tasks} MATCH (t)<-[:{DUTIES}]-(u:Unit) RETURN count(DISTINCT u) AS count" if some.narrow else ""
    counts = {
        "documents": f"{some.documents} RETURN count(d) AS count",
        "named": "RETURN 0 AS count" if some.narrow else "MATCH (d:Document) WHERE d.full = 0 RETURN count(d) AS count",
        "tasks": f"{of_tasks} RETURN count(t) AS count",
        "units": units or "MATCH (u:Unit) RETURN count(u) AS count",
        "due": f"{of_tasks} WITH t WHERE $since <= t.due <= $until RETURN count(t) AS count",
        "unled": f"{of_tasks} WITH t WHERE NOT {led} RETURN count(t) AS count",
        "uncertain": f"{some.documents} WITH d WHERE d.checks > 0 RETURN count(d) AS count",
    }
    rows = " UNION ALL ".join(
        f"CALL {{ {counts[m]} }} RETURN {n} AS place, '{m}' AS measure, count" for n, m in enumerate(_MEASURES)
    )
    text = f"CALL {{ {rows} }} RETURN measure, count ORDER BY place SKIP $offset LIMIT $limit + 1"
    return Statement(text, {**some.values, **_days(p), "limit": p.limit, "offset": p.offset})


QUESTION: Question[OverviewParameters, OverviewRow] = Question(
    name="overview",
    zh="库里有什么：文件、任务、单位，近期到期、无人牵头、读得不确定的各有多少",
    en="What is here in numbers, what falls due soon, what nobody leads, what was read uncertainly",
    parameters=OverviewParameters,
    row=OverviewRow,
    sql=_sql,
    cypher=_cypher,
)
