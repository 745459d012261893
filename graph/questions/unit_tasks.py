"""What a unit has to do, by its own name and as one of a collective wording (各镇街), with the words that say so."""

from __future__ import annotations

from pydantic import Field

from graph.questions.base import Parameters, Question, Role, Row, Statement, coded, names_node
from graph.questions.reform import LINE, LINE_CYPHER, follow_reform
from graph.questions.scope import ROLE_CODE, scope
from graph.questions.scope_cypher import DUTIES, cypher_scope
from graph.schema import ROLE_EDGE


class UnitTasksParameters(Parameters):
    """Whose tasks."""

    unit: str = names_node("Unit", zh="单位：名称、全称或编号", en="unit: name, full name or id", required=True)
    role: Role | None = Field(None, description="只看一种角色：牵头、配合、责任 · only one role: lead, support, responsible")
    collectives: bool = Field(
        True, description="也列出它作为各镇街、各部门之一的任务 · also what it must do as one of a collective wording"
    )
    follow_reform: bool = follow_reform()


class UnitTasksRow(Row):
    """A task and the unit's part in it."""

    role: str = coded("角色 · role", lead="牵头 · lead", support="配合 · support", responsible="责任 · responsible")
    text: str = Field(title="任务 · task")
    deadline: str | None = Field(title="时限 · deadline")
    due: str | None = Field(title="最迟 · due")
    document: str | None = Field(title="文件 · document")
    year: int | None = Field(title="年份 · year")
    theme: str | None = Field(title="主题 · theme")
    named: str = Field(title="原文单位 · as printed")
    through: str | None = Field(title="统称 · through")
    """The collective wording that means it; None when the document names the unit."""
    task_id: str = Field(title="编号 · id")


_ALONE = "who(unit, through) AS (SELECT id, NULL FROM node WHERE key = :unit)"
_OF_LINE = "who(unit, through) AS (SELECT id, NULL FROM line)"
_WITH_COLLECTIVES = """meant(unit, through) AS (SELECT unit, through FROM who
    UNION SELECT m.collective, m.collective FROM who JOIN member AS m ON m.unit = who.unit)"""
_ROWS = """
SELECT CASE y.role WHEN 1 THEN 'lead' WHEN 2 THEN 'support' ELSE 'responsible' END AS role, t.text, t.deadline, t.due,
  coalesce(d.title, d.number, d.file) AS document, d.year, h.title AS theme, f.printed AS named, c.name AS through,
  n.key AS task_id
FROM {who} AS w CROSS JOIN duty AS y ON y.role {roles} AND y.unit = w.unit
  JOIN task AS t ON t.id = y.task JOIN document AS d ON d.id = t.document JOIN form AS f ON f.id = y.form
  JOIN node AS n ON n.id = t.id LEFT JOIN theme AS h ON h.id = t.theme LEFT JOIN unit AS c ON c.id = w.through
{chosen}
ORDER BY y.role, w.through NOTNULL, t.due IS NULL, t.due, n.key, f.printed
LIMIT :limit + 1 OFFSET :offset"""


def _sql(p: UnitTasksParameters) -> Statement:
    some = scope(p.of_tasks)
    parts = [some.text] if some.narrow else []
    parts += [LINE, _OF_LINE] if p.follow_reform else [_ALONE]
    parts += [_WITH_COLLECTIVES] if p.collectives else []
    rows = _ROWS.format(
        who="meant" if p.collectives else "who",
        roles="= :role" if p.role else "IN (1, 2, 3)",
        chosen="WHERE y.task IN (SELECT id FROM chosen_task)" if some.narrow else "",
    )
    values = {**some.values, "unit": p.unit, "limit": p.limit, "offset": p.offset}
    return Statement(
        "WITH RECURSIVE\n  " + ",\n  ".join(parts) + rows, values | ({"role": ROLE_CODE[p.role]} if p.role else {})
    )


_MEANT_CYPHER = """CALL (member) {
    RETURN member AS w, null AS through
    UNION MATCH (member)-[:MEMBER_OF]->(c:Unit) RETURN c AS w, c AS through }
WITH DISTINCT w, through"""
_ROWS_CYPHER = """
OPTIONAL MATCH (t)-[:UNDER]->(h:Theme)
RETURN CASE type(y) WHEN 'LEADS' THEN 'lead' WHEN 'SUPPORTS' THEN 'support' ELSE 'responsible' END AS role, t.text AS text,
  t.deadline AS deadline, t.due AS due, coalesce(d.title, d.number, d.file) AS document, d.year AS year, h.title AS theme,
  y.printed AS named, through.name AS through, t.id AS task_id
ORDER BY CASE type(y) WHEN 'LEADS' THEN 1 WHEN 'SUPPORTS' THEN 2 ELSE 3 END, through IS NOT NULL, due IS NULL, due, task_id,
  named
SKIP $offset LIMIT $limit + 1"""


def _cypher(p: UnitTasksParameters) -> Statement:
    some = cypher_scope(p.of_tasks)
    parts = [
        LINE_CYPHER if p.follow_reform else "MATCH (member:Unit {id: $unit}) WITH member",
        _MEANT_CYPHER if p.collectives else "WITH member AS w, null AS through",
        f"MATCH (w)-[y:{ROLE_EDGE[p.role] if p.role else DUTIES}]->(t:Task)",
        some.of_task,
    ]
    values = {**some.values, "unit": p.unit, "limit": p.limit, "offset": p.offset}
    return Statement("\n".join(parts) + _ROWS_CYPHER, values)


QUESTION: Question[UnitTasksParameters, UnitTasksRow] = Question(
    name="unit-tasks",
    zh="一个单位要做哪些任务",
    en="What a unit has to do",
    parameters=UnitTasksParameters,
    row=UnitTasksRow,
    sql=_sql,
    cypher=_cypher,
)
