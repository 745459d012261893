"""The ledger (台账): every task with its headings, its units by their roles and its limit, as the documents print them.

Documents of the latest year come first, then by place and by title; inside a document stand its tasks in their own order.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement
from graph.questions.scope import scope
from graph.questions.scope_cypher import cypher_scope
from graph.questions.told import DOCUMENT, PLACE_CYPHER, joined, units_in_roles, units_in_roles_cypher


class LedgerParameters(Parameters):
    """Which tasks: the filters alone say so."""


class LedgerRow(Row):
    """A task."""

    seq: int = Field(title="序号 · number")
    themes: str | None = Field(title="主题 · theme")
    """The headings over it, the outermost first."""
    task: str = Field(title="任务 · task")
    leads: str | None = Field(title="牵头单位 · lead")
    responsible: str | None = Field(title="责任单位 · responsible")
    supports: str | None = Field(title="配合单位 · support")
    deadline: str | None = Field(title="时限 · deadline")
    due: str | None = Field(title="最迟 · due")
    place: str | None = Field(title="地区 · place")
    year: int | None = Field(title="年份 · year")
    document: str = Field(title="文件 · document")
    task_id: str = Field(title="编号 · id")


# Documents are put in order and counted first, so that only the tasks of those that the page shows are looked at.
_LISTED = """listed(document, tasks) AS ({counts}),
  numbered(document, before, tasks, place) AS (
    SELECT l.document, sum(l.tasks) OVER in_order - l.tasks, l.tasks, sum(1) OVER in_order
    FROM listed AS l JOIN document AS d ON d.id = l.document JOIN node AS n ON n.id = d.id
      LEFT JOIN place AS p ON p.id = d.place
    WINDOW in_order AS (ORDER BY d.year DESC, p.name, coalesce(d.title, d.number, d.file), n.key ROWS UNBOUNDED PRECEDING)),
  shown(document, before, place) AS MATERIALIZED (
    SELECT document, before, place FROM numbered WHERE before <= :offset + :limit AND before + tasks > :offset)"""
_HEADINGS = """(WITH RECURSIVE up(title, parent, step) AS (
    SELECT h.title, h.parent, 0 FROM theme AS h WHERE h.id = t.theme
    UNION ALL SELECT h.title, h.parent, up.step + 1 FROM up JOIN theme AS h ON h.id = up.parent)
  SELECT group_concat(title, '／') FROM (SELECT title FROM up ORDER BY step DESC))"""
_ROWS = f"""
SELECT t.seq, {_HEADINGS} AS themes, t.text AS task,
  {units_in_roles("t.id")},
  t.deadline, t.due, l.name AS place, d.year, {DOCUMENT} AS document, n.key AS task_id
FROM shown AS s CROSS JOIN task AS t ON t.document = s.document{{chosen}} JOIN node AS n ON n.id = t.id
  JOIN document AS d ON d.id = t.document LEFT JOIN place AS l ON l.id = d.place
ORDER BY s.place, n.key
LIMIT :limit + 1 OFFSET :offset - coalesce((SELECT min(before) FROM shown), 0)"""


def _sql(p: LedgerParameters) -> Statement:
    some = scope(p)
    tasks = "chosen_task AS c CROSS JOIN task AS t ON t.id = c.id" if some.narrow else "task AS t"
    parts = [
        *([some.text] if some.narrow else []),
        _LISTED.format(counts=f"SELECT t.document, count(*) FROM {tasks} GROUP BY t.document"),
    ]
    rows = _ROWS.format(chosen=" AND t.id IN (SELECT id FROM chosen_task)" if some.narrow else "")
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + rows, {**some.values, "limit": p.limit, "offset": p.offset})


_HEADINGS_CYPHER = joined(
    """reverse(head(COLLECT { MATCH way = (t)-[:UNDER]->(:Theme)-[:PART_OF*0..12]->(top:Theme)
    WHERE NOT EXISTS { (top)-[:PART_OF]->(:Theme) } RETURN [h IN nodes(way)[1..] | h.title] }))"""
).replace("'、'", "'／'")
_ORDER_CYPHER = "ORDER BY d.year IS NULL, d.year DESC, place IS NOT NULL, place, document, d.id, t.id"
_ROWS_CYPHER = f"""
WITH d, {PLACE_CYPHER} AS place, {DOCUMENT} AS document, t
{_ORDER_CYPHER} SKIP $offset LIMIT $limit + 1
RETURN t.seq AS seq, {_HEADINGS_CYPHER} AS themes, t.text AS task,
  {units_in_roles_cypher("t")},
  t.deadline AS deadline, t.due AS due, place, d.year AS year, document, t.id AS task_id
{_ORDER_CYPHER}"""


def _cypher(p: LedgerParameters) -> Statement:
    some = cypher_scope(p)
    return Statement(some.tasks + _ROWS_CYPHER, {**some.values, "limit": p.limit, "offset": p.offset})


QUESTION: Question[LedgerParameters, LedgerRow] = Question(
    name="ledger",
    zh="全部任务的台账：谁牵头、何时完成",
    en="The ledger of all tasks: who leads, and by when",
    parameters=LedgerParameters,
    row=LedgerRow,
    sql=_sql,
    cypher=_cypher,
)
