"""Places side by side: who leads, and by when, on a topic or on what carries out one task from above.

With `of` the task itself stands first and all that carry it out follow, step by step; else the tasks that the filters leave,
of which a topic, a theme or a function line makes a comparison.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

from graph.questions.base import ByPlace, Parameters, Question, Row, Statement, coded, names_node
from graph.questions.scope import among, scope
from graph.questions.scope_cypher import cypher_scope
from graph.questions.told import DOCUMENT, unit_names_cypher
from graph.questions.upstream import DEEPEST


class CompareParameters(Parameters):
    """What the places are compared on."""

    of: str | None = names_node(
        "Task", zh="上级任务（各地如何落实）：编号或正文中的词", en="a task from above, by id or words: how places carry it out"
    )


class CompareRow(Row):
    """A task of a place."""

    place: str | None = Field(title="地区 · place")
    level: str | None = coded(
        "层级 · level",
        national="国家 · national",
        province="省 · province",
        city="市 · city",
        county="县 · county",
        town="镇街 · town",
        zone="开发区 · zone",
    )
    leads: str | None = Field(title="牵头单位 · leads")
    others: str | None = Field(title="其他单位 · other units")
    deadline: str | None = Field(title="时限 · deadline")
    due: str | None = Field(title="最迟 · due")
    text: str = Field(title="任务 · task")
    match: str | None = coded("落实程度 · match", same="整项 · the same", part="部分 · in part")
    """How far it is the task above it; None without `of`."""
    year: int | None = Field(title="年份 · year")
    document: str | None = Field(title="文件 · document")
    id: str = Field(title="编号 · id")


LEVELS: Final = ("national", "province", "city", "county", "zone", "town")
_BELOW = """
  found(id, step) AS MATERIALIZED (SELECT id, min(step) FROM way GROUP BY id)"""
_WAY = """
  way(id, step) AS (
    SELECT t.id, 0 FROM node AS n CROSS JOIN task AS t ON t.id = n.id WHERE n.key = :of
    UNION SELECT k.task, w.step + 1 FROM way AS w CROSS JOIN link AS k ON k.other = w.id AND k.kind = 1
      WHERE w.step < :deepest)"""
_UNITS = """(SELECT group_concat(name, '、') FROM (SELECT u.name FROM duty AS y JOIN unit AS u ON u.id = y.unit
      WHERE y.task = t.id AND y.role {role} GROUP BY u.id ORDER BY min(y.pos), u.full_name, u.name))"""
_ROWS = """
SELECT coalesce(p.name, d.jurisdiction) AS place, coalesce(p.level, 'national') AS level,
  {leads} AS leads, {others} AS others, t.deadline, t.due, t.text, {match} AS match, d.year,
  coalesce(d.title, d.number, d.file) AS document, n.key AS id
FROM {tasks} AS f CROSS JOIN task AS t ON t.id = f.id JOIN document AS d ON d.id = t.document JOIN node AS n ON n.id = t.id
  LEFT JOIN place AS p ON p.id = d.place LEFT JOIN node AS at ON at.id = d.place{chosen}
ORDER BY {step}{level}, coalesce(p.name, d.jurisdiction), at.key, t.due IS NULL, t.due, d.year, n.key
LIMIT :limit + 1 OFFSET :offset"""
_MATCH = """(SELECT min(k.grade) FROM link AS k CROSS JOIN found AS above ON above.id = k.other
      WHERE k.task = t.id AND k.kind = 1 AND above.step = f.step - 1)"""
_LEVEL = "CASE coalesce(p.level, 'national') " + " ".join(f"WHEN '{level}' THEN {n}" for n, level in enumerate(LEVELS)) + " END"


def _sql(p: CompareParameters) -> Statement:
    shared = {"leads": _UNITS.format(role="= 1"), "others": _UNITS.format(role="IN (2, 3)"), "level": _LEVEL}
    values = {"limit": p.limit, "offset": p.offset}
    if p.of is None:
        some = scope(p)
        rows = _ROWS.format(tasks="chosen_task", match="NULL", step="", chosen="", **shared)
        return Statement(f"WITH RECURSIVE\n  {some.text}{rows}", {**some.values, **values})
    some = among(p, "found")
    chosen = "\nWHERE t.id IN (SELECT id FROM chosen_task)" if some.narrow else ""
    parts = [_WAY, _BELOW, *([some.text] if some.narrow else [])]
    rows = _ROWS.format(tasks="found", match=_MATCH, step="f.step, ", chosen=chosen, **shared)
    text = "WITH RECURSIVE" + ",\n  ".join(parts) + rows
    return Statement(text, {**some.values, **values, "of": p.of, "deepest": DEEPEST})


_CYPHER_FROM = f"""MATCH (of:Task {{id: $of}})
MATCH way = ANY SHORTEST (of)<-[:CARRIES_OUT]-{{0,{DEEPEST}}}(t)
WITH of, t, length(way) AS step"""
# among several tasks above, one that a shortest way leads over
_CYPHER_MATCH = f"""head(COLLECT {{ MATCH (t)-[k:CARRIES_OUT]->(above:Task)
    WHERE EXISTS {{ MATCH up = ANY SHORTEST (of)<-[:CARRIES_OUT]-{{0,{DEEPEST}}}(above) WHERE length(up) = step - 1 }}
    RETURN k.grade ORDER BY k.grade }})"""
_CYPHER = f"""
{{tasks}}
OPTIONAL MATCH (d)-[:OF_PLACE]->(p:Jurisdiction)
RETURN coalesce(p.name, d.jurisdiction) AS place, coalesce(p.level, 'national') AS level,
  {unit_names_cypher("t", "LEADS")} AS leads, {unit_names_cypher("t", "SUPPORTS|RESPONSIBLE_FOR")} AS others,
  t.deadline AS deadline, t.due AS due, t.text AS text, {{match}} AS match, d.year AS year, {DOCUMENT} AS document, t.id AS id
ORDER BY {{step}}{_LEVEL}, place IS NOT NULL, place, p.id IS NOT NULL, p.id, due IS NULL, due, year IS NOT NULL, year, id
SKIP $offset LIMIT $limit + 1"""


def _cypher(p: CompareParameters) -> Statement:
    some = cypher_scope(p)
    values: dict[str, Any] = {"limit": p.limit, "offset": p.offset}
    tasks, match, step = some.tasks, "null", ""
    if p.of:
        tasks, match, step = f"{_CYPHER_FROM}\n{some.of_task}", _CYPHER_MATCH, "step, "
        values["of"] = p.of
    text = _CYPHER.replace("{tasks}", tasks).replace("{match}", match).replace("{step}", step)
    return Statement(text, {**some.values, **values})


QUESTION: Question[CompareParameters, CompareRow] = Question(
    name="compare",
    zh="同一件事各地由谁牵头、何时完成",
    en="Places side by side: who leads, and by when",
    parameters=CompareParameters,
    row=CompareRow,
    sql=_sql,
    by_place=ByPlace(parts=lambda p: [] if p.of else [p], level_first=True),
    cypher=_cypher,
)
