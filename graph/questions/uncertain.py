"""Which documents were read uncertainly: those whose report has something that a person should look at, the most first."""

from __future__ import annotations

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement
from graph.questions.scope import scope
from graph.questions.scope_cypher import cypher_scope


class UncertainParameters(Parameters):
    """Only the filters. Those on tasks leave documents that list such a task."""


class UncertainRow(Row):
    """A document to look at."""

    document: str = Field(title="文件 · document")
    place: str | None = Field(title="地区 · place")
    tasks: int = Field(title="任务 · tasks")
    checks: int = Field(title="待核对 · to check")
    document_id: str = Field(title="编号 · id")


_OF_TASKS = "d.id IN (SELECT t.document FROM chosen_task AS c CROSS JOIN task AS t ON t.id = c.id)"
_ROWS = """picked(id, checks, key) AS (
    SELECT d.id, d.checks, n.key FROM document AS d JOIN node AS n ON n.id = d.id WHERE d.checks > 0{where}
    ORDER BY d.checks DESC, n.key LIMIT :limit + 1 OFFSET :offset)
SELECT coalesce(d.title, d.number, d.file, '') AS document, l.name AS place,
  (SELECT count(*) FROM task AS t WHERE t.document = p.id) AS tasks, p.checks, p.key AS document_id
FROM picked AS p CROSS JOIN document AS d ON d.id = p.id LEFT JOIN place AS l ON l.id = d.place
ORDER BY p.checks DESC, p.key"""


def _of_tasks(p: UncertainParameters) -> bool:
    return any((p.theme, p.topic, p.function, p.role))


def _sql(p: UncertainParameters) -> Statement:
    some = scope(p)
    where = f" AND {_OF_TASKS}" if _of_tasks(p) else " AND d.id IN (SELECT id FROM chosen_document)" if some.narrow else ""
    parts = [*([some.text] if some.narrow else []), _ROWS.format(where=where)]
    values = {**some.values, "limit": p.limit, "offset": p.offset}
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts), values)


def _cypher(p: UncertainParameters) -> Statement:
    some = cypher_scope(p)
    documents = f"{some.tasks} WITH DISTINCT d" if _of_tasks(p) else f"{some.documents} WITH d"
    text = f"""{documents} WHERE d.checks > 0
ORDER BY d.checks DESC, d.id SKIP $offset LIMIT $limit + 1
OPTIONAL MATCH (d)-[:OF_PLACE]->(l:Jurisdiction)
RETURN coalesce(d.title, d.number, d.file, '') AS document, l.name AS place,
  COUNT {{ (:Task)-[:LISTED_IN]->(d) }} AS tasks, d.checks AS checks, d.id AS document_id
ORDER BY checks DESC, document_id"""
    return Statement(text, {**some.values, "limit": p.limit, "offset": p.offset})


QUESTION: Question[UncertainParameters, UncertainRow] = Question(
    name="uncertain",
    zh="哪些文件读得不确定",
    en="Which documents were read uncertainly",
    parameters=UncertainParameters,
    row=UncertainRow,
    sql=_sql,
    cypher=_cypher,
    chart=("document", "checks"),
)
