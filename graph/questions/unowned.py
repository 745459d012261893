"""Which tasks are nobody's in particular: those without any unit, those of collective wordings only, those without a lead.

Each task stands in the first class that fits. A task that 各镇街 lead is one of collective wordings, whoever supports them. By
`count` a unit that is the only one, or the first one, of a task without lead owns it, as in the question `leads`.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded
from graph.questions.leads import STANDING
from graph.questions.scope import scope
from graph.questions.scope_cypher import DUTIES, cypher_scope
from graph.questions.told import DOCUMENT, PLACE_CYPHER, units_of, units_of_cypher

_CODES = {"nobody": 0, "collectives": 1, "no_lead": 2}


class UnownedParameters(Parameters):
    """What is missing."""

    lack: Literal["nobody", "collectives", "no_lead"] | None = Field(
        None,
        description="只看一类：没有单位、只有统称、没有牵头单位 · only one class: no unit, collective wordings only, no lead",
    )
    count: Literal["explicit", "sole", "first"] = Field(
        "explicit",
        description="什么算有牵头：只算明示的；唯一单位也算；首列单位也算 · "
        "what counts as a lead: only printed ones; also the only unit; also the first-named unit",
    )


class UnownedRow(Row):
    """A task and what it lacks."""

    lack: str = coded(
        "缺什么 · lacks",
        nobody="没有单位 · no unit",
        collectives="只有统称 · collective wordings only",
        no_lead="没有牵头 · no lead",
    )
    task: str = Field(title="任务 · task")
    units: str | None = Field(title="所列单位 · units")
    deadline: str | None = Field(title="时限 · deadline")
    place: str | None = Field(title="地区 · place")
    document: str | None = Field(title="文件 · document")
    theme: str | None = Field(title="主题 · theme")
    task_id: str = Field(title="编号 · id")


_NAMED = "EXISTS (SELECT 1 FROM duty AS y WHERE y.task = t.id AND {which})"
_SINGLE = "y.unit NOT IN (SELECT id FROM unit WHERE collective = 1)"
_LEADS = {False: "y.role = 1", True: "(y.role = 1 OR (y.standing > 0 AND y.standing >= :standing))"}
_PICKED = """lacking(id, lack) AS (
    SELECT t.id, CASE
        WHEN NOT {anybody} THEN 0
        WHEN {lead} THEN NULL
        WHEN {leads} THEN 1
        WHEN {single} THEN 2
        ELSE 1 END
    FROM chosen_task AS t),
  picked(id, lack, key) AS (
    SELECT a.id, a.lack, n.key FROM lacking AS a JOIN node AS n ON n.id = a.id
    WHERE {asked}
    ORDER BY a.lack, n.key LIMIT :limit + 1 OFFSET :offset)"""
# Of the whole graph it is kept which tasks lack what.
_KEPT = """picked(id, lack, key) AS (
    SELECT f.task, f.kind % 10, f.key FROM finding AS f WHERE {asked}
    ORDER BY f.kind, f.key LIMIT :limit + 1 OFFSET :offset)"""
_ROWS = f"""
SELECT CASE p.lack WHEN 0 THEN 'nobody' WHEN 1 THEN 'collectives' ELSE 'no_lead' END AS lack, t.text AS task,
  {units_of("p.id")} AS units, t.deadline, l.name AS place, {DOCUMENT} AS document, h.title AS theme, p.key AS task_id
FROM picked AS p CROSS JOIN task AS t ON t.id = p.id JOIN document AS d ON d.id = t.document
  LEFT JOIN place AS l ON l.id = d.place LEFT JOIN theme AS h ON h.id = t.theme
ORDER BY p.lack, p.key"""


def _sql(p: UnownedParameters) -> Statement:
    some = scope(p)
    values: dict[str, Any] = {**some.values, "limit": p.limit, "offset": p.offset}
    if p.lack:
        values["lack"] = _CODES[p.lack]
    if not some.narrow:
        values["standing"] = STANDING[p.count]
        asked = "f.kind = 10 * :standing + :lack" if p.lack else "f.kind BETWEEN 10 * :standing AND 10 * :standing + 2"
        return Statement("WITH " + _KEPT.format(asked=asked) + _ROWS, values)
    leads = _LEADS[p.count != "explicit"]
    picked = _PICKED.format(
        anybody=_NAMED.format(which="1"),
        lead=_NAMED.format(which=f"{leads} AND {_SINGLE}"),
        leads=_NAMED.format(which=leads),
        single=_NAMED.format(which=_SINGLE),
        asked="a.lack = :lack" if p.lack else "a.lack IS NOT NULL",
    )
    if p.count != "explicit":
        values["standing"] = STANDING[p.count]
    return Statement(f"WITH RECURSIVE\n  {some.text},\n  {picked}" + _ROWS, values)


_LEADS_CYPHER = {
    False: "(t)<-[y:LEADS]-(u:Unit)",
    True: "(t)<-[y:LEADS|RESPONSIBLE_FOR]-(u:Unit) WHERE (type(y) = 'LEADS' OR y.standing >= $standing)",
}
_LACKING_CYPHER = f"""
WITH t, CASE
    WHEN NOT EXISTS {{ (t)<-[:{DUTIES}]-(:Unit) }} THEN 0
    WHEN EXISTS {{ {{leads}} {{also}} u.kind = 'unit' }} THEN null
    WHEN EXISTS {{ {{leads}} }} THEN 1
    WHEN EXISTS {{ (t)<-[:{DUTIES}]-(u:Unit) WHERE u.kind = 'unit' }} THEN 2
    ELSE 1 END AS class
WHERE {{asked}}
WITH t, class ORDER BY class, t.id SKIP $offset LIMIT $limit + 1
MATCH (t)-[:LISTED_IN]->(d:Document) OPTIONAL MATCH (t)-[:UNDER]->(h:Theme)
RETURN CASE class WHEN 0 THEN 'nobody' WHEN 1 THEN 'collectives' ELSE 'no_lead' END AS lack, t.text AS task,
  {units_of_cypher("t")} AS units, t.deadline AS deadline, {PLACE_CYPHER} AS place,
  {DOCUMENT} AS document, h.title AS theme, t.id AS task_id
ORDER BY class, task_id"""


def _cypher(p: UnownedParameters) -> Statement:
    some = cypher_scope(p)
    wide = p.count != "explicit"
    values: dict[str, Any] = {**some.values, "limit": p.limit, "offset": p.offset}
    if p.lack:
        values["lack"] = _CODES[p.lack]
    if wide:
        values["standing"] = STANDING[p.count]
    # braces are Cypher's own here
    rows = _LACKING_CYPHER.replace("{leads}", _LEADS_CYPHER[wide]).replace("{also}", "AND" if wide else "WHERE")
    rows = rows.replace("{asked}", "class = $lack" if p.lack else "class IS NOT NULL")
    return Statement((some.tasks if some.narrow else "MATCH (t:Task)") + rows, values)


QUESTION: Question[UnownedParameters, UnownedRow] = Question(
    name="unowned",
    zh="哪些任务没有落实到单位",
    en="Which tasks are nobody's in particular",
    parameters=UnownedParameters,
    row=UnownedRow,
    sql=_sql,
    cypher=_cypher,
)
