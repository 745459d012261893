"""What a document or a task goes back to, step by step, up to the top.

A document goes back to those that its covering words say it carries out (IMPLEMENTS), whether their text is here or they are
only named. A task goes back to the task of the upstream document that it carries out, and with its document to that one's
upstream documents. Filters leave out rows, not ways: those on tasks leave out tasks, those on documents both, and any of them
what is only named.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded, names_node
from graph.questions.scope import among
from graph.questions.scope_cypher import cypher_scope

DEEPEST = 10
"""Steps; the longest real chain, from a village to the State Council, has five."""


class UpstreamParameters(Parameters):
    """Whose upstream."""

    of: str = names_node(
        "Document", "Task", zh="文件或任务：编号、文号或标题", en="document or task: id, 文号 or title", required=True
    )


class UpstreamRow(Row):
    """A document or task of the chain."""

    step: int = Field(title="级 · step")
    """0 for what was asked about; over several ways the longest counts, so that what is higher stands lower in the list."""
    type: str = coded("类型 · type", document="文件 · document", task="任务 · task")
    label: str | None = Field(title="名称 · name")
    number: str | None = Field(title="文号 · number")
    issuer: str | None = Field(title="发文机关 · issuer")
    year: int | None = Field(title="年份 · year")
    known: str = coded("原文 · text", full="已读入 · read", named="仅被引用 · cited only")
    why: str | None = Field(title="依据 · why")
    """The words that say so, or for tasks the reason of the link."""
    below: str | None = Field(title="由谁追溯 · from")
    id: str = Field(title="编号 · id")


_WAYS = """
  task_up(step, id, below, why) AS (
    SELECT 0, n.id, NULL, NULL FROM node AS n JOIN task AS t ON t.id = n.id WHERE n.key = :of
    UNION SELECT u.step + 1, k.other, u.id, k.why_zh FROM task_up AS u JOIN link AS k ON k.task = u.id AND k.kind = 1
      WHERE u.step < :deepest),
  document_up(step, id, below, why) AS (
    SELECT 0, d.id, NULL, NULL FROM node AS n LEFT JOIN task AS t ON t.id = n.id
      JOIN document AS d ON d.id = coalesce(t.document, n.id) WHERE n.key = :of
    UNION SELECT u.step + 1, r.target, u.id, b.quote
      FROM document_up AS u JOIN basis AS b ON b.document = u.id JOIN reference AS r ON r.id = b.reference
      WHERE u.step < :deepest AND r.target <> u.id)"""
_ROWS = """
  found(step, sort, type, label, number, issuer, year, known, why, below, id) AS (
    SELECT u.step, 1, 'task', t.text, d.number, d.issuer, d.year, 'full', u.why, below.key, n.key
    FROM task_up AS u JOIN task AS t ON t.id = u.id JOIN document AS d ON d.id = t.document JOIN node AS n ON n.id = u.id
      LEFT JOIN node AS below ON below.id = u.below{tasks}
    UNION ALL
    SELECT u.step, 0, 'document', coalesce(d.title, d.number, d.file), d.number, d.issuer, d.year,
      CASE d.full WHEN 1 THEN 'full' ELSE 'named' END, u.why, below.key, n.key
    FROM document_up AS u JOIN document AS d ON d.id = u.id JOIN node AS n ON n.id = u.id
      LEFT JOIN node AS below ON below.id = u.below{documents})
SELECT max(step) AS step, type, label, number, issuer, year, known, min(why) AS why, below, id FROM found
GROUP BY sort, id, below
ORDER BY 1, sort, label, id, below
LIMIT :limit + 1 OFFSET :offset"""

# Step by step like the SQL, each document once a step: ways that meet again and again are not walked one by one.
_CYPHER = """
OPTIONAL MATCH (of:Document {id: $of})
OPTIONAL MATCH (task:Task {id: $of})
WITH task, coalesce(of, head([(task)-[:LISTED_IN]->(d:Document) | d])) AS document
CALL (task, document) {
  WITH task WHERE task IS NOT NULL
  UNWIND reduce(found = [[0, task, null, null]], step IN range(1, $deepest) | found + COLLECT {
    UNWIND found AS one WITH DISTINCT one[1] AS low, one[0] AS at WHERE at = step - 1
    MATCH (low)-[k:CARRIES_OUT]->(high:Task)
    RETURN [step, high, low.id, k.why_zh] }) AS row
  WITH row[0] AS step, row[1] AS t, row[2] AS below, row[3] AS why
  {of_task}
  RETURN max(step) AS step, 1 AS sort, 'task' AS type, t.text AS label, d, 1 AS full, min(why) AS why, below, t.id AS id
  UNION ALL
  WITH document WHERE document IS NOT NULL
  UNWIND reduce(found = [[0, document, null, null]], step IN range(1, $deepest) | found + COLLECT {
    UNWIND found AS one WITH DISTINCT one[1] AS low, one[0] AS at WHERE at = step - 1
    MATCH (low)-[b:BASIS]->(:Reference)-[:MEANS]->(high:Document) WHERE high <> low
    RETURN DISTINCT [step, high, low.id, b.evidence_quote] }) AS row
  WITH row[0] AS step, row[1] AS d, row[2] AS below, row[3] AS why{of_document}
  RETURN max(step) AS step, 0 AS sort, 'document' AS type, coalesce(d.title, d.number, d.file) AS label, d, d.full AS full,
    min(why) AS why, below, d.id AS id
}
RETURN step, type, label, d.number AS number, d.issuer AS issuer, d.year AS year,
  CASE full WHEN 1 THEN 'full' ELSE 'named' END AS known, why, below, id
ORDER BY step, sort, label IS NOT NULL, label, id, below IS NOT NULL, below
SKIP $offset LIMIT $limit + 1"""


def _values(p: UpstreamParameters) -> dict[str, Any]:
    return {"of": p.of, "deepest": DEEPEST, "limit": p.limit, "offset": p.offset}


def _sql(p: UpstreamParameters) -> Statement:
    some = among(p, "task_up", "document_up")
    chosen = {"tasks": "", "documents": ""}
    if some.narrow:
        chosen["tasks"] = "\n    WHERE u.id IN (SELECT id FROM chosen_task)"
        chosen["documents"] = "\n    WHERE u.id IN (SELECT id FROM chosen_document)"
    parts = [_WAYS, *([some.text] if some.narrow else []), _ROWS.format(**chosen)]
    return Statement("WITH RECURSIVE" + ",\n  ".join(parts), {**some.values, **_values(p)})


def _cypher(p: UpstreamParameters) -> Statement:
    some = cypher_scope(p)
    text = _CYPHER.replace("{of_task}", some.of_task)
    text = text.replace("{of_document}", f" WHERE {some.document}" if some.narrow else "")
    return Statement(text, {**some.values, **_values(p)})


QUESTION: Question[UpstreamParameters, UpstreamRow] = Question(
    name="upstream",
    zh="一份文件或一项任务追溯到哪些上级文件",
    en="What a document or a task goes back to",
    parameters=UpstreamParameters,
    row=UpstreamRow,
    sql=_sql,
    cypher=_cypher,
)
