"""Who works with whom: units that the same tasks name, by the pair of their roles.

Each pair of units stands once for each pair of roles, the lead before the support before the responsible; with a `unit`, or a
`role` of the first one, that one stands first. A unit is no partner of itself.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Any

from pydantic import Field

from graph.questions.base import Parameters, Question, Role, Row, Statement, coded, names_node
from graph.questions.counted import plain
from graph.questions.reform import DEEPEST, FOLLOWS, NOW_CYPHER, follow_reform
from graph.questions.scope import ROLE_CODE, among, scope
from graph.questions.scope_cypher import COUNTED, DUTIES, cypher_scope
from graph.schema import ROLE_EDGE

_WORDS = {"lead": "牵头 · lead", "support": "配合 · support", "responsible": "责任 · responsible"}


class PartnersParameters(Parameters):
    """Whose partners."""

    unit: str | None = names_node("Unit", zh="谁的合作单位：名称、全称或编号", en="whose partners: name, full name or id")
    role: Role | None = Field(None, description="前一单位的角色：牵头、配合、责任 · role of the first unit")
    partner_role: Role | None = Field(None, description="合作单位的角色：牵头、配合、责任 · role of the partner")
    follow_reform: bool = follow_reform()
    collectives: bool = Field(False, description="也算各镇街之类的统称 · count collective wordings such as 各镇街 too")


class PartnersRow(Row):
    """Two units and how many tasks they share in these roles."""

    unit: str = Field(title="单位 · unit")
    role: str = coded("角色 · role", **_WORDS)
    partner: str = Field(title="合作单位 · partner")
    partner_role: str = coded("合作单位的角色 · partner's role", **_WORDS)
    count: int = Field(title="任务数 · tasks")
    place: str | None = Field(title="地区 · place")
    partner_place: str | None = Field(title="合作单位的地区 · partner's place")
    unit_id: str = Field(title="编号 · id")
    partner_id: str = Field(title="合作单位的编号 · partner's id")


_WHO = "who(id) AS (SELECT id FROM node WHERE key = :unit{predecessors})"
_OF_WHO = """of_who(id) AS (
    SELECT DISTINCT a.task FROM who AS w CROSS JOIN duty AS a ON a.role {role} AND a.unit = w.id)"""
_PREDECESSORS = " UNION SELECT f.unit FROM follows AS f WHERE f.now = (SELECT id FROM node WHERE key = :unit)"
_SINGLE = "{0}.unit NOT IN (SELECT id FROM unit WHERE collective > :collectives)"
_PAIRS = """shared(unit, role, partner, partner_role, task) AS (
    SELECT {first}, a.role, {second}, b.role, a.task
    FROM {duties} JOIN duty AS b ON b.task = a.task AND b.role {partner_role}{joined}
    WHERE {where}),
  tally(unit, role, partner, partner_role, count) AS (
    SELECT unit, role, partner, partner_role, count({distinct}) FROM shared WHERE {both}
    GROUP BY unit, role, partner, partner_role)"""
# Pairs are kept with the lower role first. Only those that can be among the first are read.
_ONE = "SELECT tasks FROM together WHERE role = {low} AND partner_role = {high} ORDER BY tasks DESC LIMIT :offset + :limit + 1"
_KEPT = """least(tasks) AS MATERIALIZED (SELECT coalesce((SELECT tasks FROM ({first_ones})
    ORDER BY tasks DESC LIMIT 1 OFFSET :offset + :limit), 1)),
  tally(unit, role, partner, partner_role, count) AS ({rows})"""
_KEPT_ROWS = """
    SELECT {columns}, tasks FROM together WHERE role = {low} AND partner_role = {high} AND tasks >= (SELECT tasks FROM least)"""
_RANKED = """
  ranked(unit, role, partner, partner_role, count, rank) AS (SELECT *, rank() OVER (ORDER BY count DESC) FROM tally),
  -- two of one role: the id in the world decides which stands first, not the number in this file
  pair(unit, role, partner, partner_role, count, turned) AS (
    SELECT r.unit, r.role, r.partner, r.partner_role, r.count, {turned}
    FROM ranked AS r JOIN node AS n ON n.id = r.unit JOIN node AS m ON m.id = r.partner
    WHERE r.rank <= :offset + :limit + 1)"""
_ROLE = "CASE {} WHEN 1 THEN 'lead' WHEN 2 THEN 'support' ELSE 'responsible' END"
_ROWS = f"""
SELECT u.name AS unit, {_ROLE.format("r.role")} AS role, v.name AS partner, {_ROLE.format("r.partner_role")} AS partner_role,
  r.count, p.name AS place, q.name AS partner_place, n.key AS unit_id, m.key AS partner_id
FROM pair AS r CROSS JOIN unit AS u ON u.id = iif(r.turned, r.partner, r.unit)
  CROSS JOIN unit AS v ON v.id = iif(r.turned, r.unit, r.partner)
  JOIN node AS n ON n.id = u.id JOIN node AS m ON m.id = v.id
  LEFT JOIN place AS p ON p.id = u.place LEFT JOIN place AS q ON q.id = v.place
ORDER BY r.count DESC, r.role, r.partner_role, u.full_name, v.full_name, n.key, m.key
LIMIT :limit + 1 OFFSET :offset"""


def _sql(p: PartnersParameters) -> Statement:
    given = bool(p.unit)
    some = among(p.of_tasks, "of_who") if given else scope(p.of_tasks)
    any_role, where = "IN (1, 2, 3)", [_SINGLE.format("b")]
    role, partner_role = "= :role" if p.role else any_role, "= :partner_role" if p.partner_role else any_role
    parts = [FOLLOWS] if p.follow_reform else []
    if given:
        parts.append(_WHO.format(predecessors=_PREDECESSORS if p.follow_reform else ""))
        duties = f"who AS w CROSS JOIN duty AS a ON a.role {role} AND a.unit = w.id CROSS"
        where.append("b.unit NOT IN (SELECT id FROM who)")
        if some.narrow:
            parts += [_OF_WHO.format(role=role), some.text]
            where.append("a.task IN (SELECT id FROM chosen_task)")
    elif some.narrow:
        parts.append(some.text)
        duties = f"chosen_task AS c CROSS JOIN duty AS a ON a.task = c.id AND a.role {role} CROSS"
    else:
        duties = "duty AS a CROSS"
    if not given:
        where += [_SINGLE.format("a"), f"a.role {role}"]
    first, second, joined = "a.unit", "b.unit", ""
    if p.follow_reform:
        first, second = "coalesce(f.now, a.unit)", "coalesce(g.now, b.unit)"
        joined = " LEFT JOIN follows AS f ON f.unit = a.unit LEFT JOIN follows AS g ON g.unit = b.unit"
    if given:
        first, both, turned = "(SELECT id FROM node WHERE key = :unit)", "unit <> partner", "0"
    else:  # each pair once
        order = "1" if p.role or p.partner_role else "role < partner_role"
        both = f"iif(role = partner_role, unit < partner, unit <> partner AND {order})"
        turned = "r.role = r.partner_role AND n.key > m.key"
    if given or some.narrow or not plain(p):
        pairs = _PAIRS.format(
            first=first,
            second=second,
            duties=duties,
            partner_role=partner_role,
            joined=joined,
            where=" AND ".join(where),
            distinct="DISTINCT task" if p.follow_reform else "*",
            both=both,
        )
    else:
        pairs = _kept(p)
    parts.append(f"{pairs},{_RANKED.format(turned=turned)}")
    values: dict[str, Any] = {**some.values, "collectives": int(p.collectives), "limit": p.limit, "offset": p.offset}
    if given:
        values["unit"] = p.unit
    for name, asked in (("role", p.role), ("partner_role", p.partner_role)):
        if asked:
            values[name] = ROLE_CODE[asked]
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS, values)


_SHARED_CYPHER = """
MATCH (t)<-[z:{partner_roles}]-(v:Unit)
WHERE ($collectives OR v.kind = 'unit') AND {where}
{follow}
WITH u, v, t, CASE type(y) WHEN 'LEADS' THEN 1 WHEN 'SUPPORTS' THEN 2 ELSE 3 END AS first,
  CASE type(z) WHEN 'LEADS' THEN 1 WHEN 'SUPPORTS' THEN 2 ELSE 3 END AS second
WHERE {pair}
WITH u, v, first, second, count(DISTINCT t) AS count
RETURN u.name AS unit, {role} AS role, v.name AS partner, {partner_role} AS partner_role, count, u.jurisdiction AS place,
  v.jurisdiction AS partner_place, u.id AS unit_id, v.id AS partner_id
ORDER BY count DESC, first, second, u.full_name, v.full_name, unit_id, partner_id
SKIP $offset LIMIT $limit + 1"""
_ROLE_CYPHER = "CASE {} WHEN 1 THEN 'lead' WHEN 2 THEN 'support' ELSE 'responsible' END"
# the body that is asked about, with those that became it
_LINE_CYPHER = f"""MATCH (asked:Unit {{id: $unit}})
CALL (asked) {{
    RETURN asked AS own
    UNION MATCH (asked)<-[:SUCCEEDED_BY*1..{DEEPEST}]-(u:Unit) WITH DISTINCT asked, u
    {NOW_CYPHER} WITH u, now, asked WHERE now = asked RETURN u AS own }}
WITH asked, collect(own) AS line UNWIND line AS own"""
_FOLLOW_CYPHER = f"""WITH u, v, t, y, z
{NOW_CYPHER} WITH now AS u, v, t, y, z
CALL (v) {{ WITH v AS u {NOW_CYPHER} RETURN now AS w }}
WITH u, w AS v, t, y, z"""


def _cypher(p: PartnersParameters) -> Statement:
    some = cypher_scope(p.of_tasks)
    roles = str(ROLE_EDGE[p.role]) if p.role else DUTIES
    where, pair = ["z <> y"], "u <> v"
    follow = _FOLLOW_CYPHER if p.follow_reform else ""
    if p.unit:
        line = _LINE_CYPHER if p.follow_reform else "MATCH (own:Unit {id: $unit}) WITH own AS asked, [own] AS line, own"
        start = f"{line} MATCH (own)-[y:{roles}]->(t:Task) {some.of_task if some.narrow else ''}"
        start += " WITH asked AS u, line, t, y"
        where.append("NOT v IN line")
        if follow:
            follow = "CALL (v) { WITH v AS u " + NOW_CYPHER + " RETURN now AS w } WITH u, w AS v, t, y, z"
    else:
        start = f"{some.duties(roles)} WHERE {COUNTED} WITH u, t, y"
        # each pair once
        order = "true" if p.role or p.partner_role else "first < second"
        pair = f"CASE WHEN first = second THEN u.id < v.id ELSE u <> v AND {order} END"
    rows = _SHARED_CYPHER
    for name, text in (
        ("partner_roles", str(ROLE_EDGE[p.partner_role]) if p.partner_role else DUTIES),
        ("where", " AND ".join(where)),
        ("follow", follow),
        ("pair", pair),
        ("role", _ROLE_CYPHER.format("first")),
        ("partner_role", _ROLE_CYPHER.format("second")),
    ):
        rows = rows.replace(f"{{{name}}}", text)
    values: dict[str, Any] = {**some.values, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement(start + rows, {**values, "unit": p.unit} if p.unit else values)


def _kept(p: PartnersParameters) -> str:
    roles, partner_roles = ([ROLE_CODE[role]] if role else [1, 2, 3] for role in (p.role, p.partner_role))
    asked = [(a, b) for a in roles for b in partner_roles if p.role or p.partner_role or a <= b]
    ways = [
        (*sorted(both), "unit, role, partner, partner_role" if both[0] <= both[1] else "partner, partner_role, unit, role")
        for both in asked
    ]
    first_ones = " UNION ALL ".join(f"SELECT tasks FROM ({_ONE.format(low=low, high=high)})" for low, high, _ in ways)
    rows = " UNION ALL".join(_KEPT_ROWS.format(low=low, high=high, columns=columns) for low, high, columns in ways)
    return _KEPT.format(first_ones=first_ones, rows=rows)


QUESTION: Question[PartnersParameters, PartnersRow] = Question(
    name="partners",
    zh="哪些单位在同一任务中合作",
    en="Which units work together, and in which roles",
    parameters=PartnersParameters,
    row=PartnersRow,
    sql=_sql,
    cypher=_cypher,
)
