"""What got lost on the way down: tasks of an upstream document that nobody of a lower place carries out, and tasks of a lower
document that go back to no task above.

A document is below another one that is here when its covering words say so (IMPLEMENTS). A lower place carries a task out when
any task of any document of that place does (CARRIES_OUT). The filters choose the lower documents; those on tasks (theme, topic,
function, role) choose the tasks that are listed, above and below alike. Links are found by the wording: what is listed here is
where to look, not what was left undone, and a task without a source may well be the place's own.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graph.questions.base import ByPlace, Parameters, Question, Row, Statement, coded, names_node
from graph.questions.scope import among, scope
from graph.questions.scope_cypher import cypher_scope
from graph.questions.told import DOCUMENT, PLACE_CYPHER, joined, units_of, units_of_cypher


class CoverageParameters(Parameters):
    """Which side."""

    kind: Literal["not_carried", "no_source"] | None = Field(
        None,
        description="只看一类：上级任务无人落实；下级任务没有上级来源 · "
        "only one kind: upstream tasks that nobody carries out; tasks without a source",
    )
    upstream: str | None = names_node(
        "Document", zh="上级文件：编号、文号或标题", en="only below this upstream document: id, 文号 or title"
    )


class CoverageRow(Row):
    """A task, and the lower place."""

    kind: str = coded("类型 · kind", not_carried="上级任务未见落实 · not carried out", no_source="没有上级来源 · no source")
    lower_place: str | None = Field(title="下级地区 · lower place")
    task: str = Field(title="任务 · task")
    units: str | None = Field(title="所列单位 · units")
    deadline: str | None = Field(title="时限 · deadline")
    document: str | None = Field(title="文件 · document")
    place: str | None = Field(title="文件的地区 · its place")
    upstream: str | None = Field(title="上级文件 · upstream")
    """The documents above in which no source was found; None for an upstream task itself."""
    task_id: str = Field(title="编号 · id")


_KINDS = ("not_carried", "no_source")
_LEVELS = """level(lower, upper) AS (
    SELECT DISTINCT c.id, r.target FROM chosen_document AS c CROSS JOIN basis AS b ON b.document = c.id
      JOIN reference AS r ON r.id = b.reference JOIN document AS u ON u.id = r.target AND u.full = 1
    WHERE r.target <> c.id{upstream})"""
_ABOVE = """listed_above(id) AS (
    SELECT t.id FROM (SELECT DISTINCT upper FROM level) AS v CROSS JOIN task AS t ON t.document = v.upper)"""
_NOT_CARRIED = """SELECT DISTINCT 0, d.place, t.id
    FROM level AS v CROSS JOIN document AS d ON d.id = v.lower CROSS JOIN task AS t ON t.document = v.upper
    WHERE t.id IN (SELECT id FROM upper_task) AND NOT EXISTS (
      SELECT 1 FROM link AS k CROSS JOIN task AS s ON s.id = k.task CROSS JOIN document AS e ON e.id = s.document
      WHERE k.other = t.id AND k.kind = 1 AND e.place IS d.place)"""
_NO_SOURCE = """SELECT 1, d.place, t.id
    FROM chosen_task AS c CROSS JOIN task AS t ON t.id = c.id CROSS JOIN document AS d ON d.id = t.document
    WHERE d.id IN (SELECT lower FROM level) AND NOT EXISTS (SELECT 1 FROM link AS k WHERE k.task = t.id AND k.kind = 1)"""
_ROWS = f"""
SELECT CASE p.kind WHEN 0 THEN 'not_carried' ELSE 'no_source' END AS kind, p.name AS lower_place, t.text AS task,
  {units_of("p.task")} AS units, t.deadline, {DOCUMENT} AS document, l.name AS place,
  CASE p.kind WHEN 1 THEN (SELECT group_concat(title, '、') FROM (SELECT coalesce(e.title, e.number, e.file) AS title
    FROM level AS v JOIN document AS e ON e.id = v.upper WHERE v.lower = d.id ORDER BY title, e.file)) END AS upstream,
  p.key AS task_id
FROM picked AS p CROSS JOIN task AS t ON t.id = p.task JOIN document AS d ON d.id = t.document
  LEFT JOIN place AS l ON l.id = d.place
ORDER BY p.kind, p.name, p.place_key, p.key"""
_PICKED = """picked(kind, task, name, place_key, key) AS (
    SELECT f.kind, f.task, l.name, m.key, n.key
    FROM found AS f JOIN node AS n ON n.id = f.task LEFT JOIN place AS l ON l.id = f.place LEFT JOIN node AS m ON m.id = f.place
    ORDER BY f.kind, l.name, m.key, n.key LIMIT :limit + 1 OFFSET :offset)"""


def _sql(p: CoverageParameters) -> Statement:
    some = scope(p)
    of_tasks = p.model_copy(update={"place": None, "level": None, "year": None, "document": None})
    upper = among(of_tasks, "listed_above")
    upstream = " AND r.target = (SELECT id FROM node WHERE key = :upstream)" if p.upstream else ""
    found = {"not_carried": _NOT_CARRIED, "no_source": _NO_SOURCE}
    asked = " UNION ALL ".join(text for kind, text in found.items() if p.kind in (None, kind))
    levels = _LEVELS.format(upstream=upstream)
    parts = [
        some.text,
        levels,
        _ABOVE,
        upper.text.replace("chosen_", "upper_"),
        f"found(kind, place, task) AS ({asked})",
        _PICKED,
    ]
    values: dict[str, Any] = {**upper.values, **some.values, "limit": p.limit, "offset": p.offset}
    if p.upstream:
        values["upstream"] = p.upstream
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS, values)


_ABOVE_CYPHER = "MATCH (d)-[:IMPLEMENTS]->(upper:Document) WHERE upper.full = 1{upstream}"
# Of each upstream task the places below it, less those that carry it out: by grouping, as a list would be searched each time.
_NOT_CARRIED_CYPHER = """{documents} {above}
  WITH DISTINCT upper, coalesce(d.place, '') AS place
  WITH upper, collect(place) AS below
  MATCH (upper)<-[:LISTED_IN]-(t:Task) WHERE {task}
  CALL (t, below) {
    CALL (t, below) {
      UNWIND below AS place
      RETURN place, 0 AS carried
      UNION ALL
      MATCH (t)<-[:CARRIES_OUT]-(:Task)-[:LISTED_IN]->(lower:Document)
      RETURN coalesce(lower.place, '') AS place, 1 AS carried
    }
    WITH place, max(carried) AS carried WHERE carried = 0
    RETURN place
  }
  RETURN 0 AS sort, t, place"""
_NO_SOURCE_CYPHER = """{documents} AND EXISTS { {above} }
  MATCH (d)<-[:LISTED_IN]-(t:Task) WHERE {task} AND NOT EXISTS { (t)-[:CARRIES_OUT]->(:Task) }
  RETURN 1 AS sort, t, coalesce(d.place, '') AS place"""
_TITLES_CYPHER = """COLLECT { {above}
    RETURN coalesce(upper.title, upper.number, upper.file) AS title ORDER BY title, upper.file }"""
_CYPHER = f"""CALL {{
  {{found}}
}}
OPTIONAL MATCH (below:Jurisdiction {{id: place}})
WITH sort, t, below ORDER BY sort, below.name IS NOT NULL, below.name, below.id IS NOT NULL, below.id, t.id
SKIP $offset LIMIT $limit + 1
MATCH (t)-[:LISTED_IN]->(d:Document)
RETURN CASE sort WHEN 0 THEN 'not_carried' ELSE 'no_source' END AS kind, below.name AS lower_place, t.text AS task,
  {units_of_cypher("t")} AS units, t.deadline AS deadline, {DOCUMENT} AS document, {PLACE_CYPHER} AS place,
  CASE sort WHEN 1 THEN {joined(_TITLES_CYPHER)} END AS upstream, t.id AS task_id
ORDER BY sort, below.name IS NOT NULL, below.name, below.id IS NOT NULL, below.id, t.id"""


def _cypher(p: CoverageParameters) -> Statement:
    some = cypher_scope(p)
    kinds = {"not_carried": _NOT_CARRIED_CYPHER, "no_source": _NO_SOURCE_CYPHER}
    found = "\n  UNION ALL\n  ".join(text for kind, text in kinds.items() if p.kind in (None, kind))
    text = _CYPHER.replace("{found}", found).replace("{documents}", some.documents).replace("{task}", some.task)
    text = text.replace("{above}", _ABOVE_CYPHER).replace("{upstream}", " AND upper.id = $upstream" if p.upstream else "")
    values: dict[str, Any] = {**some.values, "limit": p.limit, "offset": p.offset}
    return Statement(text, values | ({"upstream": p.upstream} if p.upstream else {}))


QUESTION: Question[CoverageParameters, CoverageRow] = Question(
    name="coverage",
    zh="哪些上级任务未见下级落实，哪些任务没有上级来源",
    en="Which upstream tasks are not carried out below, and which tasks have no source",
    parameters=CoverageParameters,
    row=CoverageRow,
    sql=_sql,
    by_place=ByPlace(parts=lambda p: [p] if p.kind else [p.model_copy(update={"kind": kind}) for kind in _KINDS]),
    cypher=_cypher,
)
