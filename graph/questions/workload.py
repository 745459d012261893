"""How much each unit, function line or place has to do: what it leads, supports and is responsible for, side by side.

A task counts once in each role that a unit has in it; by function and place, once in each role for each of these, however many
of its units share it. By quarters it counts in the quarter of the last day that its limit names.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement
from graph.questions.counted import highest, plain
from graph.questions.reform import FOLLOWS, NOW_CYPHER, follow_reform
from graph.questions.scope import scope
from graph.questions.scope_cypher import COUNTED, cypher_scope


class WorkloadParameters(Parameters):
    """What is counted by what."""

    by: Literal["unit", "function", "place"] = Field(
        "unit", description="按单位、条线或地区统计 · count by unit, function line or place"
    )
    quarters: bool = Field(False, description="再按时限所在的季度分开 · apart for each quarter of the deadline")
    follow_reform: bool = follow_reform()
    collectives: bool = Field(False, description="也算各镇街之类的统称 · count collective wordings such as 各镇街 too")


class WorkloadRow(Row):
    """The load of one unit, line or place, in one quarter when quarters are asked for."""

    unit: str = Field(title="单位 · unit")
    place: str | None = Field(title="地区 · place")
    quarter: str | None = Field(title="季度 · quarter")
    lead: int = Field(title="牵头 · lead")
    support: int = Field(title="配合 · support")
    responsible: int = Field(title="责任 · responsible")
    total: int = Field(title="合计 · in all")
    full_name: str | None = Field(title="全称 · full name")
    unit_id: str | None = Field(title="编号 · id")


_QUARTER = """CASE WHEN t.due IS NULL THEN '无时限'
      ELSE substr(t.due, 1, 4) || 'Q' || ((CAST(substr(t.due, 6, 2) AS INTEGER) + 2) / 3) END"""
# Each role by itself: the index of duties is read in the order of role and unit, and only counts are sorted.
_COUNTS = """counted(who, quarter, role, count) AS (
    SELECT {who}, {quarter}, y.role, {count}
    FROM {duties}
    WHERE y.unit NOT IN (SELECT id FROM unit WHERE collective > :collectives)
    GROUP BY y.role, 1{by_quarter})"""
# What is kept of the whole graph: by function and place in each role; of units, those with most in all roles.
_KEPT_COUNTS = {
    "unit": """counted(who, quarter, role, count) AS (
    SELECT h.unit, NULL, l.role, l.tasks
    FROM highest AS h CROSS JOIN load AS l ON l.unit = h.unit AND l.role IN (1, 2, 3))""",
    "function": """counted(who, quarter, role, count) AS (
    SELECT nullif(who, ''), NULL, role, tasks FROM line WHERE axis = 1 AND kind = 0 AND role > 0)""",
    "place": """counted(who, quarter, role, count) AS (
    SELECT nullif(who, 0), NULL, role, tasks FROM line WHERE axis = 2 AND kind = 0 AND role > 0)""",
}
_SUMS = """
  tally(who, quarter, lead, support, responsible, count) AS (
    SELECT who, quarter, sum(count) FILTER (WHERE role = 1), sum(count) FILTER (WHERE role = 2),
      sum(count) FILTER (WHERE role = 3), sum(count)
    FROM counted GROUP BY who, quarter),
  whole(who, quarter, lead, support, responsible, count, leads, load) AS (
    SELECT *, sum(coalesce(lead, 0)) OVER of_who, sum(count) OVER of_who FROM tally WINDOW of_who AS (PARTITION BY who))"""
_NUMBERS = """w.quarter, coalesce(w.lead, 0) AS lead, coalesce(w.support, 0) AS support,
  coalesce(w.responsible, 0) AS responsible, w.count AS total"""
_ROWS = {
    "unit": f"""
SELECT u.name AS unit, p.name AS place, {_NUMBERS}, u.full_name, n.key AS unit_id
FROM whole AS w JOIN unit AS u ON u.id = w.who JOIN node AS n ON n.id = u.id LEFT JOIN place AS p ON p.id = u.place
ORDER BY w.load DESC, w.leads DESC, u.full_name, p.name, n.key, w.quarter
LIMIT :limit + 1 OFFSET :offset""",
    "function": f"""
SELECT coalesce(w.who, '未归类') AS unit, NULL AS place, {_NUMBERS}, NULL AS full_name, NULL AS unit_id
FROM whole AS w
ORDER BY w.load DESC, w.leads DESC, 1, w.quarter
LIMIT :limit + 1 OFFSET :offset""",
    "place": f"""
SELECT coalesce(p.name, '未知地区') AS unit, NULL AS place, {_NUMBERS}, NULL AS full_name, NULL AS unit_id
FROM whole AS w LEFT JOIN place AS p ON p.id = w.who LEFT JOIN node AS n ON n.id = w.who
ORDER BY w.load DESC, w.leads DESC, 1, n.key, w.quarter
LIMIT :limit + 1 OFFSET :offset""",
}


def _sql(p: WorkloadParameters) -> Statement:
    some = scope(p)
    of_most = p.by == "unit" and not some.narrow and not p.follow_reform
    duties = "chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id" if some.narrow else "duty AS y"
    if of_most:
        duties = "highest AS h CROSS JOIN duty AS y ON y.role IN (1, 2, 3) AND y.unit = h.unit"
    who = "y.unit"
    if p.follow_reform:
        duties += " LEFT JOIN follows AS f ON f.unit = y.unit"
        who = "coalesce(f.now, y.unit)"
    if p.by != "unit":
        duties += f" CROSS JOIN unit AS u ON u.id = {who}"
        who = f"u.{p.by}"
    if p.quarters:
        duties += " CROSS JOIN task AS t ON t.id = y.task"
    once = p.by == "unit" and not p.follow_reform  # then a task has one duty of a role
    counts = _COUNTS.format(
        who=who,
        quarter=_QUARTER if p.quarters else "NULL",
        by_quarter=", 2" if p.quarters else "",
        count="count(*)" if once else "count(DISTINCT y.task)",
        duties=duties,
    )
    if of_most and not p.quarters:
        counts = _KEPT_COUNTS["unit"]
    elif not some.narrow and plain(p) and not p.quarters:
        counts = _KEPT_COUNTS[p.by]
    parts = [*([some.text] if some.narrow else []), *([FOLLOWS] if p.follow_reform else [])]
    parts += [highest("tasks", "6")] if of_most else []
    parts.append(f"{counts},{_SUMS}")
    values = {**some.values, "collectives": int(p.collectives), "limit": p.limit, "offset": p.offset}
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS[p.by], values)


_WHO_CYPHER = {
    "unit": "u",
    "function": "{name: coalesce(u.function, '未归类')}",
    "place": "{name: coalesce(head([(u)-[:BELONGS_TO]->(at:Jurisdiction) | at.name]), '未知地区'), id: u.place}",
}
_QUARTER_CYPHER = """CASE WHEN t.due IS NULL THEN '无时限'
  ELSE substring(t.due, 0, 4) + 'Q' + toString((toInteger(substring(t.due, 5, 2)) + 2) / 3) END"""
_LOAD_CYPHER = """
WITH who, quarter, type(y) AS role, count(DISTINCT t) AS count
WITH who, quarter, sum(CASE role WHEN 'LEADS' THEN count ELSE 0 END) AS lead,
  sum(CASE role WHEN 'SUPPORTS' THEN count ELSE 0 END) AS support,
  sum(CASE role WHEN 'RESPONSIBLE_FOR' THEN count ELSE 0 END) AS responsible, sum(count) AS total
WITH who, sum(total) AS load, sum(lead) AS leads,
  collect({quarter: quarter, lead: lead, support: support, responsible: responsible, total: total}) AS quarters
UNWIND quarters AS q
WITH who, load, leads, q.quarter AS quarter, q.lead AS lead, q.support AS support, q.responsible AS responsible,
  q.total AS total
"""
_LOADED_CYPHER = {
    "unit": """RETURN who.name AS unit, who.jurisdiction AS place, quarter, lead, support, responsible, total,
  who.full_name AS full_name, who.id AS unit_id
ORDER BY load DESC, leads DESC, who.full_name, place IS NOT NULL, place, unit_id, quarter""",
    "function": """RETURN who.name AS unit, null AS place, quarter, lead, support, responsible, total,
  null AS full_name, null AS unit_id
ORDER BY load DESC, leads DESC, unit, quarter""",
    "place": """RETURN who.name AS unit, null AS place, quarter, lead, support, responsible, total,
  null AS full_name, null AS unit_id
ORDER BY load DESC, leads DESC, unit, who.id IS NOT NULL, who.id, quarter""",
}


def _cypher(p: WorkloadParameters) -> Statement:
    some = cypher_scope(p)
    parts = [
        some.duties(),
        f"{NOW_CYPHER} WITH now AS u, y, t" if p.follow_reform else "WITH u, y, t",
        f"WHERE {COUNTED}",
        f"WITH {_WHO_CYPHER[p.by]} AS who, {_QUARTER_CYPHER if p.quarters else 'null'} AS quarter, y, t",
        _LOAD_CYPHER + _LOADED_CYPHER[p.by],
        "SKIP $offset LIMIT $limit + 1",
    ]
    values = {**some.values, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement("\n".join(parts), values)


QUESTION: Question[WorkloadParameters, WorkloadRow] = Question(
    name="workload",
    zh="各单位牵头、配合、负责多少任务",
    en="How much each unit leads, supports and is responsible for",
    parameters=WorkloadParameters,
    row=WorkloadRow,
    sql=_sql,
    cypher=_cypher,
    chart=("unit", "total"),
)
