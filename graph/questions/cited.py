"""Which documents are cited most, and by whom.

A document is cited by documents whose covering words say that they carry it out (IMPLEMENTS) and by tasks that name it (CITES).
The filters choose who cites: with one on tasks (theme, topic, function, role), only documents that list such a task count.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded
from graph.questions.scope import scope
from graph.questions.scope_cypher import cypher_scope
from graph.questions.told import joined


class CitedParameters(Parameters):
    """Told how."""

    by: Literal["all", "place", "document"] = Field(
        "all",
        description="每份被引文件一行，或按引用的地区、引用的文件分行 · "
        "one row for each cited document, or one for each place or each document that cites it",
    )


class CitedRow(Row):
    """A cited document."""

    cited: str = Field(title="被引文件 · cited document")
    number: str | None = Field(title="文号 · number")
    known: str = coded("原文 · text", full="已读入 · read", named="仅被引用 · cited only")
    who: str | None = Field(title="引用者 · cited by")
    """The places whose documents cite it, or the place or document of this row; None for a place that is not known."""
    documents: int = Field(title="引用的文件数 · documents")
    implementing: int = Field(title="其中作为依据 · as basis")
    tasks: int = Field(title="引用的任务数 · tasks")
    cited_id: str = Field(title="编号 · id")


# Of the whole graph it is kept how often each document is cited: only the first ones are looked at.
_ALL = """highest(target) AS MATERIALIZED (SELECT c.target FROM cited AS c JOIN node AS n ON n.id = c.target
    WHERE c.documents >= coalesce(
      (SELECT documents FROM cited WHERE documents > 0 ORDER BY documents DESC LIMIT 1 OFFSET :offset + :limit), 1)
    ORDER BY c.documents DESC, c.tasks DESC, n.key LIMIT :offset + :limit + 1),
  citing(target, document, task) AS (
    SELECT r.target, b.document, NULL FROM highest AS h CROSS JOIN reference AS r ON r.target = h.target
      CROSS JOIN basis AS b ON b.reference = r.id WHERE r.target <> b.document
    UNION SELECT r.target, t.document, c.task FROM highest AS h CROSS JOIN reference AS r ON r.target = h.target
      CROSS JOIN citation AS c ON c.reference = r.id CROSS JOIN task AS t ON t.id = c.task)"""
_SOME = """citing(target, document, task) AS (
    SELECT r.target, b.document, NULL
    FROM ({documents}) AS s CROSS JOIN basis AS b ON b.document = s.id JOIN reference AS r ON r.id = b.reference
    WHERE r.target <> b.document
    UNION SELECT r.target, t.document, c.task
      FROM chosen_task AS s CROSS JOIN citation AS c ON c.task = s.id JOIN reference AS r ON r.id = c.reference
      JOIN task AS t ON t.id = c.task)"""
_OF_TASKS = "SELECT DISTINCT t.document AS id FROM chosen_task AS c CROSS JOIN task AS t ON t.id = c.id"
_TALLY = """tally(target, who, documents, implementing, tasks) AS (
    SELECT c.target, {who}, count(DISTINCT c.document), count(DISTINCT iif(c.task IS NULL, c.document, NULL)), count(c.task)
    FROM citing AS c JOIN document AS e ON e.id = c.document
    GROUP BY c.target, 2)"""
_PLACES = """(SELECT group_concat(name, '、') FROM (
    SELECT DISTINCT p.name FROM citing AS c JOIN document AS e ON e.id = c.document JOIN place AS p ON p.id = e.place
    WHERE c.target = t.target ORDER BY p.name))"""
_ROWS = """,
  picked AS (SELECT t.*, n.key, m.key AS who_key, sum(t.documents) OVER of_it AS whole, sum(t.tasks) OVER of_it AS named
    FROM tally AS t JOIN node AS n ON n.id = t.target LEFT JOIN node AS m ON m.id = t.who
    WINDOW of_it AS (PARTITION BY t.target)
    ORDER BY whole DESC, named DESC, n.key, t.documents DESC, t.tasks DESC, m.key
    LIMIT :limit + 1 OFFSET :offset)
SELECT coalesce(d.title, d.number, d.file, '') AS cited, d.number, CASE d.full WHEN 1 THEN 'full' ELSE 'named' END AS known,
  {shown} AS who, t.documents, t.implementing, t.tasks, t.key AS cited_id
FROM picked AS t CROSS JOIN document AS d ON d.id = t.target{joined}
ORDER BY t.whole DESC, t.named DESC, t.key, t.documents DESC, t.tasks DESC, t.who_key"""
_WHO = {
    "all": ("NULL", _PLACES, ""),
    "place": ("e.place", "p.name", " LEFT JOIN place AS p ON p.id = t.who"),
    "document": ("e.id", "coalesce(w.title, w.number, w.file)", " LEFT JOIN document AS w ON w.id = t.who"),
}


def _sql(p: CitedParameters) -> Statement:
    some = scope(p)
    citing = _ALL
    if some.narrow:
        of_tasks = any((p.theme, p.topic, p.function, p.role))
        citing = _SOME.format(documents=_OF_TASKS if of_tasks else "SELECT id FROM chosen_document")
    who, shown, joined = _WHO[p.by]
    parts = [*([some.text] if some.narrow else []), citing, _TALLY.format(who=who)]
    values = {**some.values, "limit": p.limit, "offset": p.offset}
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS.format(shown=shown, joined=joined), values)


_CITING_CYPHER = """
CALL (e) {
    MATCH (e)-[:IMPLEMENTS]->(target:Document) RETURN target, null AS task
    {union}}
WITH target, e, task"""
_ALL_CITES = "UNION ALL MATCH (e)<-[:LISTED_IN]-(t:Task)-[:CITES]->(target:Document) RETURN target, t AS task"
_SOME_CITES = "UNION ALL UNWIND tasks AS t MATCH (t)-[:CITES]->(target:Document) RETURN target, t AS task"
_PLACE_OF = "head([(e)-[:OF_PLACE]->(at:Jurisdiction) | at])"
_WHO_CYPHER = {
    "all": ("null", joined("COLLECT { UNWIND places AS name WITH name ORDER BY name RETURN name }")),
    "place": (_PLACE_OF, "who.name"),
    "document": ("e", "coalesce(who.title, who.number, who.file)"),
}
_ROWS_CYPHER = """
WITH target, {who} AS who, count(DISTINCT e) AS documents,
  count(DISTINCT CASE WHEN task IS NULL THEN e END) AS implementing, count(task) AS tasks,
  collect(DISTINCT head([(e)-[:OF_PLACE]->(at:Jurisdiction) | at.name])) AS places
WITH target, sum(documents) AS whole, sum(tasks) AS named,
  collect({who: who, documents: documents, implementing: implementing, tasks: tasks, places: places}) AS rows
UNWIND rows AS row
WITH target, whole, named, row.who AS who, row.documents AS documents, row.implementing AS implementing, row.tasks AS tasks,
  row.places AS places
ORDER BY whole DESC, named DESC, target.id, documents DESC, tasks DESC, who.id IS NOT NULL, who.id
SKIP $offset LIMIT $limit + 1
RETURN coalesce(target.title, target.number, target.file, '') AS cited, target.number AS number,
  CASE target.full WHEN 1 THEN 'full' ELSE 'named' END AS known, {shown} AS who, documents, implementing, tasks,
  target.id AS cited_id"""


def _cypher(p: CitedParameters) -> Statement:
    some = cypher_scope(p)
    citing, union = "MATCH (e:Document {full: 1})", _ALL_CITES
    if any((p.theme, p.topic, p.function, p.role)):
        citing, union = f"{some.tasks} WITH d AS e, collect(t) AS tasks", _SOME_CITES
        start = _CITING_CYPHER.replace("CALL (e)", "CALL (e, tasks)")
    else:
        citing = f"{some.documents} WITH d AS e" if some.narrow else citing
        start = _CITING_CYPHER
    who, shown = _WHO_CYPHER[p.by]
    rows = _ROWS_CYPHER.replace("{who}", who).replace("{shown}", shown)
    text = citing + start.replace("{union}", union) + rows
    return Statement(text, {**some.values, "limit": p.limit, "offset": p.offset})


QUESTION: Question[CitedParameters, CitedRow] = Question(
    name="cited",
    zh="哪些文件被引用最多，被谁引用",
    en="Which documents are cited most, and by whom",
    parameters=CitedParameters,
    row=CitedRow,
    sql=_sql,
    cypher=_cypher,
    chart=("cited", "documents"),
)
