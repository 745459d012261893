"""What happens when a unit is abolished, or merged into another. The store stays as it is.

Abolished: each of its tasks, worst first: nobody is left, only a collective wording (各镇街) is left, no lead is left, or
others go on; then the units with which it works, each with the tasks that they share. Merged into another unit: each of its
tasks, where the other one has a different role (the merged body would hold two), where it has the same one (it would meet
itself), or where the other one takes its place; then the units with which only the abolished one works.
A lead is one that the document prints; a task that has none loses none.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Final

from pydantic import Field

from graph.questions.base import Parameters, Question, Role, Row, Statement, coded, names_node
from graph.questions.reform import LINE, LINE_CYPHER, follow_reform
from graph.questions.scope import ROLE_CODE as ROLE_CODES
from graph.questions.scope import among
from graph.questions.scope_cypher import DUTIES, ROLE_CODE, cypher_scope
from graph.questions.told import DOCUMENT, UNIT_PLACE_CYPHER, unit_names_cypher
from graph.schema import ROLE_EDGE
from ingest.errors import ParameterWrong


class ImpactUnitParameters(Parameters):
    """Which unit, and what becomes of it."""

    unit: str = names_node("Unit", zh="被撤并的单位：名称、全称或编号", en="the unit: name, full name or id", required=True)
    into: str | None = names_node(
        "Unit", zh="并入哪个单位（不写就是撤销）", en="the unit that it is merged into (none: it is abolished)"
    )
    role: Role | None = Field(
        None,
        description="只看它担任这一角色的任务 · only tasks in which it has this role: lead, support, responsible",
    )
    collectives: bool = Field(
        False, description="各镇街之类的统称也算单位 · count collective wordings such as 各镇街 as units too"
    )
    follow_reform: bool = follow_reform()


class ImpactUnitRow(Row):
    """A task or a partner, and what becomes of it."""

    effect: str = coded(
        "影响 · effect",
        nobody="无单位承担 · nobody is left",
        only_collectives="只剩统称 · only collective wordings are left",
        no_lead="失去牵头单位 · no lead is left",
        fewer="仍有其他单位 · others go on",
        two_roles="合并后一身两任 · would hold two roles",
        meets_itself="合并后重复 · would meet itself",
        moves="转由并入单位承担 · goes to the other unit",
        partner="失去的协作单位 · partner lost",
        new_partner="并入单位新增的协作单位 · partner that the other unit gets",
    )
    role: str | None = coded(
        "原角色 · its role", lead="牵头 · lead", support="配合 · support", responsible="责任 · responsible"
    )
    into_role: str | None = coded(
        "并入单位角色 · role of the other", lead="牵头 · lead", support="配合 · support", responsible="责任 · responsible"
    )
    text: str = Field(title="任务或单位 · task or unit")
    others: str | None = Field(title="其余单位 · other units")
    """Of a task: all others that it names, in its order; of a partner: its place."""
    deadline: str | None = Field(title="时限 · deadline")
    document: str | None = Field(title="文件 · document")
    year: int | None = Field(title="年份 · year")
    tasks: int | None = Field(title="共同任务 · tasks shared")
    """Of a partner."""
    id: str = Field(title="编号 · id")


_ROLES = "CASE {} WHEN 1 THEN 'lead' WHEN 2 THEN 'support' WHEN 3 THEN 'responsible' END"
_COUNTED = "(SELECT collective FROM unit WHERE id = y.unit) <= :collectives"
_OTHER = "SELECT 1 FROM duty AS y WHERE y.task = o.id AND y.unit NOT IN (SELECT id FROM gone)"
_ABOLISHED = f"""CASE
    WHEN NOT EXISTS ({_OTHER}) THEN 1
    WHEN NOT EXISTS ({_OTHER} AND {_COUNTED}) THEN 2
    WHEN o.role = 1 AND NOT EXISTS ({_OTHER} AND y.role = 1 AND {_COUNTED}) THEN 3
    ELSE 4 END"""
_MERGED = """CASE
    WHEN o.heir IS NULL THEN 7
    WHEN (SELECT count(DISTINCT y.role) FROM duty AS y WHERE y.task = o.id
        AND (y.unit IN (SELECT id FROM gone) OR y.unit = (SELECT id FROM heir))) > 1 THEN 5
    ELSE 6 END"""
_EFFECT_NAMES: Final = ("nobody", "only_collectives", "no_lead", "fewer", "two_roles", "meets_itself", "moves")
_EFFECTS = "CASE e.effect " + " ".join(f"WHEN {code} THEN '{name}'" for code, name in enumerate(_EFFECT_NAMES, 1))
_LOST = """SELECT y.unit, count(DISTINCT y.task) AS tasks FROM own AS o CROSS JOIN duty AS y ON y.task = o.id
    WHERE y.unit NOT IN (SELECT id FROM gone) AND {counted} GROUP BY y.unit"""
_GOT = """SELECT y.unit, count(DISTINCT y.task) AS tasks FROM own AS o CROSS JOIN duty AS y ON y.task = o.id
    WHERE y.unit NOT IN (SELECT id FROM gone) AND y.unit <> (SELECT id FROM heir) AND {counted}
      AND NOT EXISTS (SELECT 1 FROM heir AS h CROSS JOIN duty AS a ON a.role IN (1, 2, 3) AND a.unit = h.id
        CROSS JOIN duty AS b ON b.task = a.task AND b.unit = y.unit)
    GROUP BY y.unit"""
_ROWS = f"""
  own(id, role, heir) AS MATERIALIZED (
    SELECT c.id, c.role, (SELECT min(y.role) FROM duty AS y WHERE y.task = c.id AND y.unit = (SELECT id FROM heir))
    FROM candidate AS c{{chosen}}),
  effects(id, role, heir, effect) AS (SELECT o.id, o.role, o.heir, {{effect}} FROM own AS o),
  partner(unit, tasks) AS ({{partners}}),
  found(sort, part, effect, role, into_role, text, others, deadline, due, document, year, tasks, full_name, id) AS (
    SELECT e.effect, e.role, {_EFFECTS} END, {_ROLES.format("e.role")}, {_ROLES.format("e.heir")}, t.text,
      (SELECT group_concat(name, '、') FROM (SELECT u.name FROM duty AS y JOIN unit AS u ON u.id = y.unit
        WHERE y.task = t.id AND y.unit NOT IN (SELECT id FROM gone)
        GROUP BY u.id ORDER BY min(y.pos), u.full_name, u.name)),
      t.deadline, t.due, coalesce(d.title, d.number, d.file), d.year, NULL, NULL, n.key
    FROM effects AS e CROSS JOIN task AS t ON t.id = e.id JOIN document AS d ON d.id = t.document JOIN node AS n ON n.id = t.id
    UNION ALL
    SELECT 8, 0, '{{partner}}', NULL, NULL, u.name, p.name, NULL, NULL, NULL, NULL, partner.tasks, u.full_name, n.key
    FROM partner CROSS JOIN unit AS u ON u.id = partner.unit JOIN node AS n ON n.id = u.id
      LEFT JOIN place AS p ON p.id = u.place)
SELECT effect, role, into_role, text, others, deadline, document, year, tasks, id FROM found
ORDER BY sort, part, due IS NULL, due, tasks DESC, full_name, id
LIMIT :limit + 1 OFFSET :offset"""


def _checked(p: ImpactUnitParameters) -> None:
    if p.into == p.unit:
        zh, en = "不能并入它自己", "a unit cannot be merged into itself"
        raise ParameterWrong(name="into", reason_zh=zh, reason_en=en)


def _sql(p: ImpactUnitParameters) -> Statement:
    _checked(p)
    some = among(p.of_tasks, "candidate")
    parts = [
        *([LINE] if p.follow_reform else []),
        f"heir(id) AS (SELECT id FROM node WHERE key = {':into' if p.into else 'NULL'})",
        f"gone(id) AS (SELECT id FROM {'line' if p.follow_reform else 'node WHERE key = :unit'} EXCEPT SELECT id FROM heir)",
        f"""candidate(id, role) AS MATERIALIZED (SELECT y.task, min(y.role)
    FROM gone AS g CROSS JOIN duty AS y ON y.role {"= :own_role" if p.role else "IN (1, 2, 3)"} AND y.unit = g.id
    GROUP BY y.task)""",
        *([some.text] if some.narrow else []),
        _ROWS.format(
            chosen=" WHERE c.id IN (SELECT id FROM chosen_task)" if some.narrow else "",
            effect=_MERGED if p.into else _ABOLISHED,
            partner="new_partner" if p.into else "partner",
            partners=(_GOT if p.into else _LOST).format(counted=_COUNTED),
        ),
    ]
    values = {**some.values, "unit": p.unit, "collectives": int(p.collectives), "limit": p.limit, "offset": p.offset}
    values |= {"into": p.into} if p.into else {}
    values |= {"own_role": ROLE_CODES[p.role]} if p.role else {}
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts), values)


_COUNTED_CYPHER = "(u.kind = 'unit' OR $collectives)"
_OTHER_CYPHER = f"MATCH (t)<-[:{DUTIES}]-(u:Unit) WHERE NOT u IN gone"
_ABOLISHED_CYPHER = f"""null AS its, CASE
    WHEN NOT EXISTS {{ {_OTHER_CYPHER} }} THEN 1
    WHEN NOT EXISTS {{ {_OTHER_CYPHER} AND {_COUNTED_CYPHER} }} THEN 2
    WHEN own = 1 AND NOT EXISTS {{ MATCH (t)<-[:LEADS]-(u:Unit) WHERE NOT u IN gone AND {_COUNTED_CYPHER} }} THEN 3
    ELSE 4 END AS sort"""
_MERGED_CYPHER = f"""head(COLLECT {{ MATCH (t)<-[y:{DUTIES}]-(heir) RETURN {ROLE_CODE} AS code ORDER BY code }}) AS its, CASE
    WHEN NOT EXISTS {{ (t)<-[:{DUTIES}]-(heir) }} THEN 7
    WHEN size(COLLECT {{ MATCH (t)<-[y:{DUTIES}]-(u:Unit) WHERE u IN gone OR u = heir RETURN DISTINCT type(y) }}) > 1 THEN 5
    ELSE 6 END AS sort"""
_GOT_CYPHER = f" AND u <> heir AND NOT EXISTS {{ (heir)-[:{DUTIES}]->(:Task)<-[:{DUTIES}]-(u) }}"
_NAMES_CYPHER = f"{[*_EFFECT_NAMES]}[sort - 1]"
_ROLES_CYPHER = "['lead', 'support', 'responsible'][{} - 1]"
_CYPHER = f"""
{{gone}}
WITH collect(member) AS gone
OPTIONAL MATCH (heir:Unit {{id: $into}})
CALL (gone) {{
  CALL (gone) {{ UNWIND gone AS g MATCH (g)-[y:{{roles}}]->(t:Task) RETURN t, min({ROLE_CODE}) AS own }}
  {{of_task}}
  RETURN collect([t, d, own]) AS tasks
}}
CALL (gone, heir, tasks) {{
  UNWIND tasks AS one WITH gone, heir, one[0] AS t, one[1] AS d, one[2] AS own
  WITH gone, t, d, own, {{effect}}
  RETURN sort, own AS part, {_NAMES_CYPHER} AS effect, {_ROLES_CYPHER.format("own")} AS role,
    {_ROLES_CYPHER.format("its")} AS into_role, t, t.text AS text, null AS at, t.deadline AS deadline, t.due AS due,
    {DOCUMENT} AS document, d.year AS year, null AS shared, null AS full_name, t.id AS id
  UNION ALL
  UNWIND tasks AS one WITH gone, heir, one[0] AS t
  MATCH (t)<-[:{DUTIES}]-(u:Unit) WHERE NOT u IN gone AND {_COUNTED_CYPHER}
  WITH gone, heir, u, count(DISTINCT t) AS shared WHERE true{{partners}}
  RETURN 8 AS sort, 0 AS part, '{{partner}}' AS effect, null AS role, null AS into_role, null AS t, u.name AS text,
    {UNIT_PLACE_CYPHER} AS at, null AS deadline, null AS due, null AS document, null AS year, shared,
    u.full_name AS full_name, u.id AS id
}}
RETURN effect, role, into_role, text, coalesce(at, {unit_names_cypher("t", where="NOT u IN gone")}) AS others, deadline,
  document, year, shared AS tasks, id
ORDER BY sort, part, due IS NULL, due, shared DESC, full_name, id
SKIP $offset LIMIT $limit + 1"""


def _cypher(p: ImpactUnitParameters) -> Statement:
    _checked(p)
    some = cypher_scope(p.of_tasks)
    gone = LINE_CYPHER if p.follow_reform else "MATCH (member:Unit {id: $unit}) WITH member"
    text = _CYPHER.replace("{gone}", f"{gone} WHERE member.id <> $into" if p.into else gone)
    text = text.replace("{roles}", ROLE_EDGE[p.role] if p.role else DUTIES).replace("{of_task}", some.of_task)
    text = text.replace("{effect}", _MERGED_CYPHER if p.into else _ABOLISHED_CYPHER)
    text = text.replace("{partners}", _GOT_CYPHER if p.into else "").replace(
        "{partner}", "new_partner" if p.into else "partner"
    )
    values = {"unit": p.unit, "into": p.into, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement(text, {**some.values, **values})


QUESTION: Question[ImpactUnitParameters, ImpactUnitRow] = Question(
    name="impact-unit",
    zh="一个单位撤销或并入别的单位有什么影响",
    en="What happens when a unit is abolished or merged into another",
    parameters=ImpactUnitParameters,
    row=ImpactUnitRow,
    sql=_sql,
    cypher=_cypher,
)
