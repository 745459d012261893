"""What a task hangs on, and what hangs on it.

The tasks that it carries out, step by step up to the top; the units that it needs; the tasks below that carry it out; and those
that correspond to it in lists beside it (PARALLELS). A task is done when those below it are done, so these must come first and
it must come before those above it: `timing` says so where both have a date, and where the dates stand the other way round.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded, names_node
from graph.questions.scope import among
from graph.questions.scope_cypher import DUTIES, ROLE_CODE, ROLE_NAME, cypher_scope
from graph.questions.told import DOCUMENT, PLACE_CYPHER, UNIT_PLACE_CYPHER, unit_names_cypher
from graph.questions.upstream import DEEPEST


class DependenciesParameters(Parameters):
    """Of which task, and what to list."""

    task: str = names_node("Task", zh="任务：编号或正文中的词", en="task: id or words of its text", required=True)
    only: Literal["up", "unit", "first", "down", "parallel"] | None = Field(
        None,
        description="只列上级任务、所需单位、时限须在前的任务、下级任务或对应任务 · "
        "only tasks above, units, tasks whose deadline must come first, tasks below, or parallel tasks",
    )
    collectives: bool = Field(True, description="也列出各镇街之类的统称 · list collective wordings such as 各镇街 too")


class DependenciesRow(Row):
    """A task or unit that the task hangs together with."""

    relation: str = coded(
        "关系 · relation",
        up="上级任务 · task above",
        unit="所需单位 · unit",
        down="下级任务 · task below",
        parallel="对应任务 · parallel task",
    )
    step: int = Field(title="级 · step")
    """How many links away."""
    label: str = Field(title="任务或单位 · task or unit")
    role: str | None = coded("角色 · role", lead="牵头 · lead", support="配合 · support", responsible="责任 · responsible")
    timing: str | None = coded(
        "先后 · timing",
        first="须在本任务之前 · must come first",
        late="须在本任务之前，但时限更晚 · must come first, but is due later",
        after="在本任务之后 · comes after",
        early="在本任务之后，但时限更早 · comes after, but is due earlier",
    )
    deadline: str | None = Field(title="时限 · deadline")
    due: str | None = Field(title="最迟 · due")
    leads: str | None = Field(title="牵头单位 · leads")
    place: str | None = Field(title="地区 · place")
    year: int | None = Field(title="年份 · year")
    document: str | None = Field(title="文件 · document")
    id: str = Field(title="编号 · id")


_FOUND = """
  origin(id, due) AS (SELECT t.id, t.due FROM node AS n CROSS JOIN task AS t ON t.id = n.id WHERE n.key = :task),
  up_way(id, step) AS (
    SELECT id, 0 FROM origin
    UNION SELECT k.other, w.step + 1 FROM up_way AS w CROSS JOIN link AS k ON k.task = w.id AND k.kind = 1
      WHERE w.step < :deepest),
  down_way(id, step) AS (
    SELECT id, 0 FROM origin
    UNION SELECT k.task, w.step + 1 FROM down_way AS w CROSS JOIN link AS k ON k.other = w.id AND k.kind = 1
      WHERE w.step < :deepest),
  beside(id, step) AS (
    SELECT k.other, 1 FROM origin AS o CROSS JOIN link AS k ON k.task = o.id AND k.kind = 2
    UNION SELECT k.task, 1 FROM origin AS o CROSS JOIN link AS k ON k.other = o.id AND k.kind = 2),
  found(sort, id, step) AS MATERIALIZED (
    SELECT 1, id, min(step) FROM up_way GROUP BY id HAVING min(step) > 0
    UNION ALL SELECT 3, id, min(step) FROM down_way GROUP BY id HAVING min(step) > 0
    UNION ALL SELECT 4, id, step FROM beside)"""
_LEADS = """(SELECT group_concat(name, '、') FROM (SELECT u.name FROM duty AS y JOIN unit AS u ON u.id = y.unit
        WHERE y.task = t.id AND y.role = 1 GROUP BY u.id ORDER BY min(y.pos), u.full_name, u.name))"""
_ROWS = f"""
  rows(sort, relation, step, label, part, role, timing, deadline, due, leads, place, year, document, id) AS (
    SELECT f.sort, CASE f.sort WHEN 1 THEN 'up' WHEN 3 THEN 'down' ELSE 'parallel' END, f.step, t.text, 0, NULL,
      CASE WHEN t.due IS NULL OR o.due IS NULL OR f.sort = 4 THEN NULL
        WHEN f.sort = 3 THEN iif(t.due <= o.due, 'first', 'late') ELSE iif(t.due >= o.due, 'after', 'early') END,
      t.deadline, t.due, {_LEADS}, coalesce(p.name, d.jurisdiction), d.year, coalesce(d.title, d.number, d.file), n.key
    FROM found AS f CROSS JOIN task AS t ON t.id = f.id CROSS JOIN origin AS o JOIN document AS d ON d.id = t.document
      JOIN node AS n ON n.id = t.id LEFT JOIN place AS p ON p.id = d.place{{chosen}}
    UNION ALL
    SELECT 2, 'unit', 1, u.name, y.role, CASE y.role WHEN 1 THEN 'lead' WHEN 2 THEN 'support' ELSE 'responsible' END,
      NULL, NULL, NULL, NULL, p.name, NULL, NULL, n.key
    FROM origin AS o CROSS JOIN duty AS y ON y.task = o.id JOIN unit AS u ON u.id = y.unit AND u.collective <= :collectives
      JOIN node AS n ON n.id = u.id LEFT JOIN place AS p ON p.id = u.place
    GROUP BY y.unit, y.role)
SELECT relation, step, label, role, timing, deadline, due, leads, place, year, document, id FROM rows
WHERE {{only}}
ORDER BY sort, step, part, due IS NULL, due, place, year, label, id
LIMIT :limit + 1 OFFSET :offset"""  # noqa: S608 -- put together from fixed fragments only; values go by name
_ONLY = {
    None: "1",
    "up": "sort = 1",
    "unit": "sort = 2",
    "first": "timing IN ('first', 'late')",
    "down": "sort = 3",
    "parallel": "sort = 4",
}
_ONLY_CYPHER = {**_ONLY, None: "true", "first": "timing IN ['first', 'late']"}

_CYPHER = f"""
MATCH (o:Task {{id: $task}})
CALL (o) {{
  CALL (o) {{
    MATCH way = ANY SHORTEST (o)-[:CARRIES_OUT]->{{1,{DEEPEST}}}(t)
    RETURN 1 AS sort, 'up' AS relation, length(way) AS step, t
    UNION ALL
    MATCH way = ANY SHORTEST (o)<-[:CARRIES_OUT]-{{1,{DEEPEST}}}(t)
    RETURN 3 AS sort, 'down' AS relation, length(way) AS step, t
    UNION ALL
    MATCH (o)-[:PARALLELS]-(t:Task)
    RETURN DISTINCT 4 AS sort, 'parallel' AS relation, 1 AS step, t
  }}
  WITH o, sort, relation, step, t WHERE t <> o
  {{of_task}}
  RETURN sort, relation, step, t.text AS label, 0 AS part, null AS role,
    CASE WHEN t.due IS NULL OR o.due IS NULL OR sort = 4 THEN null
      WHEN sort = 3 THEN CASE WHEN t.due <= o.due THEN 'first' ELSE 'late' END
      ELSE CASE WHEN t.due >= o.due THEN 'after' ELSE 'early' END END AS timing,
    t, t.deadline AS deadline, t.due AS due, coalesce({PLACE_CYPHER}, d.jurisdiction) AS place, d.year AS year,
    {DOCUMENT} AS document, t.id AS id
  UNION ALL
  MATCH (o)<-[y:{DUTIES}]-(u:Unit) WHERE u.kind = 'unit' OR $collectives
  RETURN 2 AS sort, 'unit' AS relation, 1 AS step, u.name AS label, {ROLE_CODE} AS part, {ROLE_NAME} AS role,
    null AS timing, null AS t, null AS deadline, null AS due, {UNIT_PLACE_CYPHER} AS place, null AS year,
    null AS document, u.id AS id
}}
WITH * WHERE {{only}}
RETURN relation, step, label, role, timing, deadline, due, {unit_names_cypher("t", "LEADS")} AS leads, place, year, document, id
ORDER BY sort, step, part, due IS NULL, due, place IS NOT NULL, place, year IS NOT NULL, year, label, id
SKIP $offset LIMIT $limit + 1"""


def _sql(p: DependenciesParameters) -> Statement:
    some = among(p, "found")
    chosen = "\n    WHERE t.id IN (SELECT id FROM chosen_task)" if some.narrow else ""
    parts = [_FOUND, *([some.text] if some.narrow else []), _ROWS.format(chosen=chosen, only=_ONLY[p.only])]
    values = {"task": p.task, "deepest": DEEPEST, "collectives": int(p.collectives), "limit": p.limit, "offset": p.offset}
    return Statement("WITH RECURSIVE" + ",\n  ".join(parts), {**some.values, **values})


def _cypher(p: DependenciesParameters) -> Statement:
    some = cypher_scope(p)
    text = _CYPHER.replace("{of_task}", some.of_task).replace("{only}", _ONLY_CYPHER[p.only])
    values = {"task": p.task, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement(text, {**some.values, **values})


QUESTION: Question[DependenciesParameters, DependenciesRow] = Question(
    name="dependencies",
    zh="一项任务依靠什么、什么依靠它",
    en="What a task hangs on, and what hangs on it",
    parameters=DependenciesParameters,
    row=DependenciesRow,
    sql=_sql,
    cypher=_cypher,
)
