"""Which tasks have more than one hand on the wheel.

joint: two or more units lead one task. apart: two linked tasks of different places (the one carries the other out, or both go
back to the same) are led by different function lines: no line that is known leads in both. What is led only by bodies of no
known line is left out, as nothing can be said of it.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded
from graph.questions.leads import STANDING
from graph.questions.scope import scope
from graph.questions.scope_cypher import DUTIES, cypher_scope
from graph.questions.told import PLACE_CYPHER, units_of, units_of_cypher


class ContestedParameters(Parameters):
    """Of which kind, and what counts as a lead."""

    kind: Literal["joint", "apart"] | None = Field(
        None,
        description="只看一类：共同牵头；各地由不同条线牵头 · only one kind: joint leads; led by different lines in two places",
    )
    count: Literal["explicit", "sole", "first"] = Field(
        "explicit",
        description="什么算牵头：只算明示的；无牵头时唯一单位也算；无牵头时首列单位也算 · "
        "what counts as a lead: only printed ones; also the only unit of a task without lead; also its first-named unit",
    )
    collectives: bool = Field(False, description="也算各镇街之类的统称 · count collective wordings such as 各镇街 too")


class ContestedRow(Row):
    """A task, and for `apart` the task of the other place."""

    kind: str = coded("类型 · kind", joint="共同牵头 · joint leads", apart="各地不同条线 · lines differ")
    task: str = Field(title="任务 · task")
    leads: str = Field(title="牵头单位 · lead")
    place: str | None = Field(title="地区 · place")
    other: str | None = Field(title="对应任务 · other task")
    other_leads: str | None = Field(title="对应任务的牵头单位 · its lead")
    other_place: str | None = Field(title="对应任务的地区 · its place")
    why: str | None = Field(title="对应的依据 · why")
    task_id: str = Field(title="编号 · id")
    other_id: str | None = Field(title="对应任务的编号 · other id")


_SINGLE = "y.unit NOT IN (SELECT id FROM unit WHERE collective > :collectives)"
_LEADS = {
    False: f"y.role = 1 AND {_SINGLE}",
    True: f"(y.role = 1 OR (y.standing > 0 AND y.standing >= :standing)) AND {_SINGLE}",
}
_LINE = "SELECT u.function FROM duty AS y CROSS JOIN unit AS u ON u.id = y.unit WHERE y.task = {0} AND {1}"
_JOINT = """SELECT 0, n.id, NULL, 0, n.key, NULL
    FROM (SELECT y.task FROM {duties} WHERE y.role = 1 AND {single} GROUP BY y.task HAVING count(*) > 1) AS f
      JOIN node AS n ON n.id = f.task"""
# Of the whole graph it is kept which tasks have joint leads; links are read in the order in which they are shown.
_ALL_JOINT = "SELECT 0, f.task, NULL, 0, f.key, NULL FROM finding AS f WHERE f.kind = 100"
_APART = """SELECT 1, k.task, k.other, k.kind, n.key, m.key
    FROM {linked} CROSS JOIN node AS m ON m.id = k.other
      CROSS JOIN task AS t ON t.id = k.task CROSS JOIN task AS v ON v.id = k.other
      CROSS JOIN document AS d ON d.id = t.document CROSS JOIN document AS e ON e.id = v.document
    WHERE d.place IS NOT e.place
      AND EXISTS ({one} AND u.function IS NOT NULL) AND EXISTS ({two} AND u.function IS NOT NULL)
      AND NOT EXISTS ({one} AND u.function IN ({two}))"""
_ALL_LINKS = "node AS n CROSS JOIN link AS k ON n.type = 2 AND k.task = n.id"
_SOME_LINKS = """linked(task, other, kind) AS (
    SELECT k.task, k.other, k.kind FROM chosen_task AS c CROSS JOIN link AS k ON k.task = c.id
    UNION SELECT k.task, k.other, k.kind FROM chosen_task AS c CROSS JOIN link AS k ON k.other = c.id)"""
# each kind by itself, so that it can be read in this order and left when the page is full
_FIRST_ONES = "SELECT * FROM ({found} ORDER BY {key} LIMIT :offset + :limit + 1)"
_PICKED = """picked(kind, task, other, link, key, other_key) AS (
    {found} ORDER BY 1, 5, 6, 4 LIMIT :limit + 1 OFFSET :offset)"""
_ROWS = """
SELECT CASE p.kind WHEN 0 THEN 'joint' ELSE 'apart' END AS kind, t.text AS task, {leads} AS leads, l.name AS place,
  v.text AS other, {other_leads} AS other_leads, m.name AS other_place, k.why_zh AS why,
  p.key AS task_id, p.other_key AS other_id
FROM picked AS p CROSS JOIN task AS t ON t.id = p.task JOIN document AS d ON d.id = t.document
  LEFT JOIN place AS l ON l.id = d.place LEFT JOIN task AS v ON v.id = p.other LEFT JOIN document AS e ON e.id = v.document
  LEFT JOIN place AS m ON m.id = e.place LEFT JOIN link AS k ON k.task = p.task AND k.kind = p.link AND k.other = p.other
ORDER BY p.kind, p.key, p.other_key, p.link"""


def _sql(p: ContestedParameters) -> Statement:
    some = scope(p)
    leads = _LEADS[p.count != "explicit"]
    parts, found = [some.text, _SOME_LINKS] if some.narrow else [], []
    if p.kind != "apart" and not some.narrow and not p.collectives:
        found.append(_FIRST_ONES.format(found=_ALL_JOINT, key="f.key"))
    elif p.kind != "apart":
        duties = "chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id" if some.narrow else "duty AS y"
        found.append(_FIRST_ONES.format(found=_JOINT.format(duties=duties, single=_SINGLE), key="n.key"))
    if p.kind != "joint":
        linked = "linked AS k JOIN node AS n ON n.id = k.task" if some.narrow else _ALL_LINKS
        apart = _APART.format(one=_LINE.format("k.task", leads), two=_LINE.format("k.other", leads), linked=linked)
        found.append(_FIRST_ONES.format(found=apart, key="n.key, m.key, k.kind"))
    parts.append(_PICKED.format(found="\n    UNION ALL ".join(found)))
    values: dict[str, Any] = {**some.values, "collectives": int(p.collectives), "limit": p.limit, "offset": p.offset}
    if p.count != "explicit":
        values["standing"] = STANDING[p.count]
    rows = _ROWS.format(leads=units_of("p.task", leads), other_leads=units_of("p.other", leads))
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + rows, values)


_JOINT_CYPHER = """{tasks}
  WITH t WHERE COUNT { (t)<-[y:LEADS]-(u:Unit) WHERE {single} } > 1
  RETURN 0 AS sort, t, null AS v, null AS k, 0 AS link"""
_APART_CYPHER = """{links}
  WITH startNode(k) AS t, endNode(k) AS v, k
  MATCH (t)-[:LISTED_IN]->(d:Document) MATCH (v)-[:LISTED_IN]->(e:Document) WHERE coalesce(d.place, '') <> coalesce(e.place, '')
  WITH t, v, k, {lines_t} AS one, {lines_v} AS two
  WHERE size(one) > 0 AND size(two) > 0 AND none(line IN one WHERE line IN two)
  RETURN 1 AS sort, t, v, k, CASE type(k) WHEN 'CARRIES_OUT' THEN 1 ELSE 2 END AS link"""
_CYPHER = """CALL {
  {found}
}
WITH sort, t, v, k, link ORDER BY sort, t.id, v.id IS NOT NULL, v.id, link SKIP $offset LIMIT $limit + 1
MATCH (t)-[:LISTED_IN]->(d:Document)
OPTIONAL MATCH (v)-[:LISTED_IN]->(e:Document)-[:OF_PLACE]->(other:Jurisdiction)
RETURN CASE sort WHEN 0 THEN 'joint' ELSE 'apart' END AS kind, t.text AS task, {leads_t} AS leads, {place} AS place,
  v.text AS other, {leads_v} AS other_leads, other.name AS other_place, k.why_zh AS why, t.id AS task_id, v.id AS other_id
ORDER BY sort, task_id, other_id IS NOT NULL, other_id, link"""


def _cypher(p: ContestedParameters) -> Statement:
    some, single, found = cypher_scope(p), "(u.kind = 'unit' OR $collectives)", []
    values: dict[str, Any] = {**some.values, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    roles, leads = "LEADS", single
    if p.count != "explicit":
        roles, leads = DUTIES, f"(type(y) = 'LEADS' OR y.standing > 0 AND y.standing >= $standing) AND {single}"
        values["standing"] = STANDING[p.count]
    if p.kind != "apart":
        tasks = some.tasks if some.narrow else "MATCH (t:Task)"
        found.append(_JOINT_CYPHER.replace("{tasks}", tasks).replace("{single}", single))
    if p.kind != "joint":
        links = "MATCH (:Task)-[k:CARRIES_OUT|PARALLELS]->(:Task)"
        if some.narrow:
            links = f"{some.tasks} MATCH (t)-[k:CARRIES_OUT|PARALLELS]-(:Task) WITH DISTINCT k"
        text = _APART_CYPHER.replace("{links}", links)
        for end in ("t", "v"):
            lines = (
                f"COLLECT {{ MATCH ({end})<-[y:{roles}]-(u:Unit) WHERE u.function IS NOT NULL AND {leads} RETURN u.function }}"
            )
            text = text.replace(f"{{lines_{end}}}", lines)
        found.append(text)
    text = _CYPHER.replace("{found}", "\n  UNION ALL\n  ".join(found)).replace("{place}", PLACE_CYPHER)
    for end in ("t", "v"):
        text = text.replace(f"{{leads_{end}}}", units_of_cypher(end, roles, leads))
    return Statement(text, values)


QUESTION: Question[ContestedParameters, ContestedRow] = Question(
    name="contested",
    zh="哪些任务由多家共同牵头，或在各地由不同条线牵头",
    en="Which tasks have joint leads, or are led by different lines in different places",
    parameters=ContestedParameters,
    row=ContestedRow,
    sql=_sql,
    cypher=_cypher,
)
