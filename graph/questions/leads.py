"""Which units carry the most lead responsibilities.

A lead is one that the document prints (牵头, a 牵头单位 column, a rule for the whole list). Without one the order of a list
means nothing, so that counting a sole or first-named unit as lead is the asker's choice. Such a unit must stand first, in a
task without any lead, and without another role word (one that is only marked 配合 does not lead). Each task counts once for
each unit; by function and by place it counts once for each of these, however many of its units share the lead.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Role, Row, Statement
from graph.questions.counted import highest
from graph.questions.reform import FOLLOWS, NOW_CYPHER, follow_reform, followed
from graph.questions.scope import ROLE_CODE, scope
from graph.questions.scope_cypher import COUNTED, cypher_scope
from graph.schema import ROLE_EDGE


class LeadsParameters(Parameters):
    """What is counted, and by what."""

    role: Role = Field("lead", description="角色：牵头、配合、责任 · role: lead, support, responsible")
    count: Literal["explicit", "sole", "first"] = Field(
        "explicit",
        description="牵头的算法：只算明示的；无牵头时唯一单位也算；无牵头时首列单位也算（只用于牵头） · "
        "what counts as a lead: only printed ones; also the only unit of a task without lead; also its first-named unit "
        "(for role lead only)",
    )
    by: Literal["unit", "function", "place"] = Field(
        "unit", description="按单位、条线或地区统计 · count by unit, function line or place"
    )
    follow_reform: bool = follow_reform()
    collectives: bool = Field(False, description="也算各镇街之类的统称 · count collective wordings such as 各镇街 too")


class LeadsRow(Row):
    """A place in the ranking."""

    rank: int = Field(title="名次 · rank")
    unit: str = Field(title="单位 · unit")
    place: str | None = Field(title="地区 · place")
    full_name: str | None = Field(title="全称 · full name")
    unit_id: str | None = Field(title="编号 · id")
    count: int = Field(title="任务数 · tasks")


STANDING = {"explicit": 3, "first": 1, "sole": 2}  # at least so much counts as a lead; nothing stands as high as 3

# The duties that count, as (unit, task). Whole graph: both indexes are read in the order of units, and nothing else is.
_ALL_PRINTED = "SELECT unit, task FROM duty WHERE role = :role"
_ALL_STANDING = "SELECT unit, task FROM duty WHERE standing > 0 AND standing >= :standing"
# Some tasks: the join order is fixed (CROSS JOIN), because the planner does not know how few tasks a filter leaves.
_SOME_PRINTED = "SELECT y.unit, y.task FROM chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id AND y.role = :role"
_SOME_STANDING = "SELECT y.unit, y.task FROM chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id AND y.standing >= :standing"

_OUT = "unit NOT IN (SELECT id FROM unit WHERE collective > :collectives)"
_KEPT_ROLE = {"explicit": ":role", "first": "4", "sole": "5"}
_KEPT_UNIT = "{highest},\n  tally(unit, count) AS (SELECT unit, count FROM highest),"
_KEPT_GROUP = """tally(who, count) AS (SELECT who, tasks FROM line WHERE axis = {axis} AND kind = 0 AND role = :role)"""
# Units are ranked by number and only the rows that can be shown get their names: all ties of the last one are among them.
_COUNTED = f"tally(unit, count) AS (SELECT unit, sum(count) FROM ({{counts}}) WHERE {_OUT} GROUP BY unit),"
_UNIT = """
  {tally}
  ranked(rank, unit, count) AS (SELECT rank() OVER (ORDER BY count DESC), unit, count FROM tally)
SELECT r.rank, u.name AS unit, p.name AS place, u.full_name, n.key AS unit_id, r.count
FROM ranked AS r CROSS JOIN unit AS u ON u.id = r.unit
  JOIN node AS n ON n.id = u.id LEFT JOIN place AS p ON p.id = u.place
WHERE r.rank <= :offset + :limit + 1
ORDER BY r.count DESC, u.full_name, p.name, n.key
LIMIT :limit + 1 OFFSET :offset"""
_GROUPED = f"""duties(unit, task) AS ({{duties}}),
  tally(who, count) AS (
    SELECT u.{{by}}, count(DISTINCT duties.task)
    FROM duties CROSS JOIN unit AS u ON u.id = duties.unit
    WHERE {_OUT}
    GROUP BY u.{{by}})"""
_FUNCTION = """
  {tally}
SELECT rank() OVER (ORDER BY count DESC) AS rank, coalesce(nullif(who, ''), '未归类') AS unit,
  NULL AS place, NULL AS full_name, NULL AS unit_id, count
FROM tally
ORDER BY count DESC, 2
LIMIT :limit + 1 OFFSET :offset"""
_PLACE = """
  {tally}
SELECT rank() OVER (ORDER BY tally.count DESC) AS rank, coalesce(p.name, '未知地区') AS unit,
  NULL AS place, NULL AS full_name, NULL AS unit_id, tally.count
FROM tally LEFT JOIN place AS p ON p.id = tally.who LEFT JOIN node AS n ON n.id = tally.who
ORDER BY tally.count DESC, 2, n.key
LIMIT :limit + 1 OFFSET :offset"""


def _sql(p: LeadsParameters) -> Statement:
    chosen = scope(p.of_tasks)
    extended = p.role == "lead" and p.count != "explicit"
    duties = [_SOME_PRINTED if chosen.narrow else _ALL_PRINTED]
    if extended:
        duties.append(_SOME_STANDING if chosen.narrow else _ALL_STANDING)
    if p.follow_reform:
        duties = [followed(d) for d in duties]
    counts = [f"SELECT unit, count(*) AS count FROM ({d}) GROUP BY unit" for d in duties]
    kept = not chosen.narrow and not p.follow_reform
    if p.by == "unit" and kept:
        tally = _KEPT_UNIT.format(highest=highest("tasks", _KEPT_ROLE[p.count] if extended else ":role"))
    elif p.by == "unit":
        tally = _COUNTED.format(counts=" UNION ALL ".join(counts))
    elif kept and not extended and not p.collectives:
        tally = _KEPT_GROUP.format(axis={"function": 1, "place": 2}[p.by])
    else:
        tally = _GROUPED.format(duties=" UNION ALL ".join(duties), by=p.by)
    body = {"unit": _UNIT, "function": _FUNCTION, "place": _PLACE}[p.by].format(tally=tally)
    parts = [*([chosen.text] if chosen.narrow else []), *([FOLLOWS] if p.follow_reform else [])]
    text = "WITH RECURSIVE\n  " + "".join(part + ",\n  " for part in parts) + body
    values = {
        **chosen.values,
        "role": ROLE_CODE[p.role],
        "collectives": int(p.collectives),
        "limit": p.limit,
        "offset": p.offset,
    }
    return Statement(text, {**values, "standing": STANDING[p.count]} if extended else values)


_TALLIES = {
    "unit": "WITH u AS who, count(*) AS count",
    "function": "WITH coalesce(u.function, '未归类') AS who, count(DISTINCT t) AS count",
    "place": """WITH u.place AS place, count(DISTINCT t) AS count
OPTIONAL MATCH (at:Jurisdiction {id: place})
WITH {name: coalesce(at.name, '未知地区'), id: place} AS who, count""",
}
_RANKED = """
WITH count, collect(who) AS equals ORDER BY count DESC
WITH collect({count: count, equals: equals}) AS steps
UNWIND range(0, size(steps) - 1) AS n
WITH steps[n] AS step, reduce(rank = 1, higher IN steps[..n] | rank + size(higher.equals)) AS rank
UNWIND step.equals AS who
WITH rank, who, step.count AS count
"""
_NAMED = {
    "unit": """RETURN rank, who.name AS unit, who.jurisdiction AS place, who.full_name AS full_name, who.id AS unit_id, count
ORDER BY count DESC, who.full_name, place IS NOT NULL, place, unit_id""",
    "function": """RETURN rank, who AS unit, null AS place, null AS full_name, null AS unit_id, count
ORDER BY count DESC, unit""",
    "place": """RETURN rank, who.name AS unit, null AS place, null AS full_name, null AS unit_id, count
ORDER BY count DESC, unit, who.id IS NOT NULL, who.id""",
}


def _cypher(p: LeadsParameters) -> Statement:
    chosen = cypher_scope(p.of_tasks)
    extended = p.role == "lead" and p.count != "explicit"
    roles, which = str(ROLE_EDGE[p.role]), ""
    if extended:
        roles, which = "LEADS|RESPONSIBLE_FOR", "WHERE type(y) = 'LEADS' OR y.standing >= $standing"
    parts = [
        chosen.duties(roles),
        which,
        f"{NOW_CYPHER} WITH now AS u, t" if p.follow_reform else "WITH u, t",
        f"WHERE {COUNTED}",
        _TALLIES[p.by] + _RANKED + _NAMED[p.by],
        "SKIP $offset LIMIT $limit + 1",
    ]
    values = {**chosen.values, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement("\n".join(parts), {**values, "standing": STANDING[p.count]} if extended else values)


QUESTION: Question[LeadsParameters, LeadsRow] = Question(
    name="leads",
    zh="哪些单位牵头任务最多",
    en="Which units carry the most lead responsibilities",
    parameters=LeadsParameters,
    row=LeadsRow,
    sql=_sql,
    cypher=_cypher,
    chart=("unit", "count"),
)
