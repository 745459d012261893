"""What changed from one year's list of a place to the next: new tasks, dropped ones, other words, other deadlines, other leads.

Two lists belong together when they are of one place and of the two years, and links join tasks of theirs (PARALLELS). A task of
the one without a link into the other is new or dropped. Of two linked tasks each difference is a row. A deadline moved when it
is neither the same day nor the same day of the other year. The leads changed when other units lead; reforms are followed unless
asked otherwise, so that a body that took over the whole work of another is the same. Where a task prints no lead, its
responsible units count.
"""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.questions.base import ByPlace, Parameters, Question, Row, Statement, coded
from graph.questions.reform import DEEPEST, NOW_CYPHER, follow_reform
from graph.questions.scope import among, scope
from graph.questions.scope_cypher import cypher_scope
from graph.questions.told import DOCUMENT, unit_names_cypher

Change = Literal["new", "dropped", "reworded", "deadline", "lead"]


class ChangesParameters(Parameters):
    """Which years, and which changes."""

    before: int | None = Field(
        None, ge=1949, le=2100, description="与哪一年比（默认上一年） · the earlier year (the one before, when left out)"
    )
    change: Change | None = Field(
        None,
        description="只看一种变化：新增、取消、改写、时限、牵头 · only one kind: new, dropped, reworded, deadline, lead",
    )
    follow_reform: bool = follow_reform(default=True)


class ChangesRow(Row):
    """A change."""

    change: str = coded(
        "变化 · change",
        new="新增 · new",
        dropped="取消 · dropped",
        reworded="表述改动 · reworded",
        deadline="时限变动 · deadline moved",
        lead="牵头变动 · other lead",
    )
    match: str | None = coded("对应 · match", same="同一任务 · same task", part="部分对应 · in part")
    """How far the two tasks correspond; of a part other words are no wonder."""
    place: str | None = Field(title="地区 · place")
    year: int = Field(title="年份 · year")
    text: str = Field(title="任务 · task")
    before: str | None = Field(title="原来 · before")
    now: str | None = Field(title="现在 · now")
    document: str | None = Field(title="文件 · document")
    before_id: str | None = Field(title="原任务编号 · earlier id")
    id: str = Field(title="编号 · id")


# The lists of one place are few, those of one year many (hence the +, which leaves the index of years aside).
# Of the other year's lists those that links join, in either direction: which of two lists a link starts from says nothing.
_LINKED = """
  lists(now, before, place, year, older) AS MATERIALIZED (
    SELECT n.id, o.id, n.place, n.year, o.year
    FROM listed_document AS c CROSS JOIN document AS n ON n.id = c.id AND n.year NOT NULL
      CROSS JOIN document AS o ON o.place = n.place AND o.full = 1 AND +o.year = coalesce(:before, n.year - 1)
        AND o.id <> n.id),
  linked(now, before, year, shift, match) AS MATERIALIZED (
    SELECT n.id, o.id, l.year, l.year - l.older, k.grade FROM lists AS l CROSS JOIN task AS n ON n.document = l.now
      CROSS JOIN link AS k ON k.task = n.id AND k.kind = 2 CROSS JOIN task AS o ON o.id = k.other AND o.document = l.before
    UNION SELECT n.id, o.id, l.year, l.year - l.older, k.grade FROM lists AS l CROSS JOIN task AS n ON n.document = l.now
      CROSS JOIN link AS k ON k.other = n.id AND k.kind = 2 CROSS JOIN task AS o ON o.id = k.task AND o.document = l.before),
  related(now, before, place, year) AS MATERIALIZED (
    SELECT DISTINCT n.document, o.document, (SELECT place FROM document WHERE id = n.document), l.year
    FROM linked AS l CROSS JOIN task AS n ON n.id = l.now CROSS JOIN task AS o ON o.id = l.before),
  candidate(id) AS MATERIALIZED (
    SELECT t.id FROM related AS r CROSS JOIN task AS t ON t.document = r.now
    UNION SELECT t.id FROM related AS r CROSS JOIN task AS t ON t.document = r.before)"""
_HOLDERS = """
  holder(task, unit, pos) AS MATERIALIZED (
    SELECT y.task, y.unit, min(y.pos)
    FROM (SELECT now AS id FROM linked UNION SELECT before FROM linked) AS t CROSS JOIN duty AS y ON y.task = t.id
    WHERE y.role = 1 OR y.role = 3 AND NOT EXISTS (SELECT 1 FROM duty AS l WHERE l.task = t.id AND l.role = 1)
    GROUP BY y.task, y.unit),"""
# Kept in step with reform.FOLLOWS, from the units that are needed here instead of from all.
_AHEAD = f"""
  ahead(unit, now, step) AS (
    SELECT DISTINCT unit, unit, 0 FROM holder
    UNION SELECT a.unit, n.id, a.step + 1
    FROM ahead AS a CROSS JOIN lineage AS l ON l.unit = a.now AND l.whole = 1 CROSS JOIN node AS n ON n.key = l.later
    WHERE a.step < {DEEPEST} AND 1 = (SELECT count(*) FROM lineage AS s JOIN node AS m ON m.key = s.later
      WHERE s.unit = a.now AND s.whole = 1)),
  last(unit, now) AS (SELECT unit, now FROM (SELECT unit, now, max(step) FROM ahead GROUP BY unit)),"""
_NOT_AHEAD = """
  last(unit, now) AS (SELECT DISTINCT unit, unit FROM holder),"""
_SAME_DAY = """n.ongoing = o.ongoing AND n.relative IS o.relative AND (n.due IS o.due OR
      (substr(n.due, 1, 4) - l.shift) || replace(substr(n.due, 5), '-02-29', '-02-28')
      = substr(o.due, 1, 4) || replace(substr(o.due, 5), '-02-29', '-02-28'))"""
_SAME_WORDS = "trim(n.text, '。；;. ') = trim(o.text, '。；;. ')"
_PAIRS = "linked AS l CROSS JOIN task AS n ON n.id = l.now CROSS JOIN task AS o ON o.id = l.before"
_KINDS = {
    "new": """
    SELECT DISTINCT 1, 'new', NULL, r.year, t.text, NULL, NULL, t.seq, t.part, NULL, t.id
    FROM related AS r CROSS JOIN task AS t ON t.document = r.now WHERE t.id NOT IN (SELECT now FROM linked)""",
    "dropped": """
    SELECT DISTINCT 2, 'dropped', NULL, r.year, t.text, NULL, NULL, t.seq, t.part, NULL, t.id
    FROM related AS r CROSS JOIN task AS t ON t.document = r.before
    WHERE (t.id, r.year) NOT IN (SELECT before, year FROM linked)""",
    "lead": f"""
    SELECT 3, 'lead', l.match, l.year, n.text, b.names, a.names, n.seq, n.part, o.id, n.id
    FROM {_PAIRS} LEFT JOIN who AS a ON a.task = n.id LEFT JOIN who AS b ON b.task = o.id WHERE a.key IS NOT b.key""",
    "deadline": f"""
    SELECT 4, 'deadline', l.match, l.year, n.text, o.deadline, n.deadline, n.seq, n.part, o.id, n.id
    FROM {_PAIRS} WHERE ({_SAME_DAY}) IS NOT 1""",
    "reworded": f"""
    SELECT 5, 'reworded', l.match, l.year, n.text, o.text, n.text, n.seq, n.part, o.id, n.id
    FROM {_PAIRS} WHERE NOT ({_SAME_WORDS})""",
}
_ROWS = """
  changed(task, key) AS (
    SELECT task, group_concat(unit) FROM (SELECT DISTINCT h.task, x.now AS unit
      FROM holder AS h JOIN last AS x ON x.unit = h.unit ORDER BY 1, 2) GROUP BY task),
  named(task, names) AS (
    SELECT task, group_concat(name, '、') FROM (SELECT h.task, u.name FROM holder AS h CROSS JOIN unit AS u ON u.id = h.unit
      ORDER BY h.task, h.pos, u.full_name, u.name) GROUP BY task),
  who(task, key, names) AS MATERIALIZED (SELECT c.task, c.key, m.names FROM changed AS c JOIN named AS m ON m.task = c.task),
  rows(sort, change, match, year, text, before, now, seq, part, before_id, id) AS ({kinds})
SELECT r.change, r.match, coalesce(p.name, d.jurisdiction) AS place, r.year, r.text, r.before, r.now,
  coalesce(d.title, d.number, d.file) AS document, b.key AS before_id, n.key AS id
FROM rows AS r CROSS JOIN task AS t ON t.id = r.id CROSS JOIN document AS d ON d.id = t.document
  JOIN node AS n ON n.id = r.id LEFT JOIN node AS b ON b.id = r.before_id LEFT JOIN place AS p ON p.id = d.place
  LEFT JOIN node AS at ON at.id = d.place{chosen}
ORDER BY coalesce(p.name, d.jurisdiction), at.key, r.year, r.sort, r.seq, r.part, n.key, b.key, r.match
LIMIT :limit + 1 OFFSET :offset"""


def _sql(p: ChangesParameters) -> Statement:
    # place, level, year and document choose the newer lists; the other filters the tasks that changed
    lists = scope(p.model_copy(update=dict.fromkeys(("theme", "topic", "function", "role"))))
    some = among(p.model_copy(update=dict.fromkeys(("place", "level", "year", "document"))), "candidate")
    kinds = "\n    UNION ALL".join([_KINDS[p.change]] if p.change else _KINDS.values())
    parts = [
        lists.text.replace("chosen_", "listed_"),
        _LINKED,
        *([some.text] if some.narrow else []),
        _HOLDERS
        + (_AHEAD if p.follow_reform else _NOT_AHEAD)
        + _ROWS.format(kinds=kinds, chosen="\nWHERE r.id IN (SELECT id FROM chosen_task)" if some.narrow else ""),
    ]
    values = {"before": p.before, "limit": p.limit, "offset": p.offset}
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts), {**lists.values, **some.values, **values})


_PAIRED_CYPHER = "(n)<-[:LISTED_IN]-(t:Task)-[k:PARALLELS]-(b:Task)-[:LISTED_IN]->(o)"
_RELATED_CYPHER = f"""
CALL {{
  {{lists}} AND d.year IS NOT NULL
  MATCH (d)-[:PAIRED {{kind: 2}}]-(o:Document)
  WHERE o <> d AND o.full = 1 AND o.place = d.place AND o.year = coalesce($before, d.year - 1)
  WITH DISTINCT d AS n, o
  WHERE EXISTS {{ {_PAIRED_CYPHER} }}
  RETURN n, o
}}"""
_HOLDS_CYPHER = "(type(y) = 'LEADS' OR NOT EXISTS {{ ({0})<-[:LEADS]-(:Unit) }})"
_KEY_CYPHER = """COLLECT { MATCH ({task})<-[y:LEADS|RESPONSIBLE_FOR]-(u:Unit) WHERE {holds}{now}
      RETURN DISTINCT {unit}.id AS id ORDER BY id }"""
_DAY_CYPHER = "toString(toInteger(left({0}.due, 4)) - {1}) + replace(substring({0}.due, 4), '-02-29', '-02-28')"
_SAME_DAY_CYPHER = f"""coalesce(t.ongoing = b.ongoing AND (t.relative = b.relative OR t.relative IS NULL AND b.relative IS NULL)
      AND (t.due = b.due OR t.due IS NULL AND b.due IS NULL
        OR {_DAY_CYPHER.format("t", "(n.year - o.year)")} = {_DAY_CYPHER.format("b", "0")}), false)"""
_KINDS_CYPHER = {
    "new": """
  MATCH (n)<-[:LISTED_IN]-(t:Task)
  WHERE NOT EXISTS { MATCH (t)-[:PARALLELS]-(:Task)-[:LISTED_IN]->(x:Document)
    WHERE x <> n AND x.full = 1 AND x.place = n.place AND x.year = coalesce($before, n.year - 1) }
  RETURN 1 AS sort, n AS d, t, null AS b, null AS match""",
    "dropped": """
  MATCH (o)<-[:LISTED_IN]-(t:Task)
  WHERE NOT EXISTS { MATCH (t)-[:PARALLELS]-(:Task)-[:LISTED_IN]->(d:Document)
    WHERE {list} AND d <> o AND d.place = n.place AND d.year = n.year }
  RETURN 2 AS sort, o AS d, t, null AS b, null AS match""",
    "lead": f"""
  MATCH {_PAIRED_CYPHER}
  WITH DISTINCT n, t, b, k.grade AS match
  {{leads}}
  RETURN 3 AS sort, n AS d, t, b, match""",
    "deadline": f"""
  MATCH {_PAIRED_CYPHER} WHERE NOT {_SAME_DAY_CYPHER}
  RETURN 4 AS sort, n AS d, t, b, k.grade AS match""",
    "reworded": f"""
  MATCH {_PAIRED_CYPHER} WHERE btrim(t.text, '。；;. ') <> btrim(b.text, '。；;. ')
  RETURN 5 AS sort, n AS d, t, b, k.grade AS match""",
}
_CYPHER_ROWS = f"""
WITH DISTINCT sort, n.year AS year, d, t, b, match WHERE {{task}}
OPTIONAL MATCH (d)-[:OF_PLACE]->(at:Jurisdiction)
WITH *, coalesce(at.name, d.jurisdiction) AS place
RETURN {[*_KINDS]}[sort - 1] AS change, match, place, year, t.text AS text,
  CASE sort WHEN 3 THEN {{names_b}} WHEN 4 THEN b.deadline WHEN 5 THEN b.text END AS before,
  CASE sort WHEN 3 THEN {{names_t}} WHEN 4 THEN t.deadline WHEN 5 THEN t.text END AS now,
  {DOCUMENT} AS document, b.id AS before_id, t.id AS id
ORDER BY place IS NOT NULL, place, at.id IS NOT NULL, at.id, year, sort, t.seq, t.part IS NOT NULL, t.part, id, before_id, match
SKIP $offset LIMIT $limit + 1"""


def _leads_cypher(*, follow: bool) -> str:
    """Other units hold `t` than the earlier task `b`. Reforms are followed only where this is so."""
    first, second = (_KEY_CYPHER.replace("{task}", task).replace("{holds}", _HOLDS_CYPHER.format(task)) for task in ("t", "b"))
    kept = "WITH n, t, b, match, {0} AS first, {1} AS second WHERE first <> second"
    steps = [("", "u"), (f"\n      {NOW_CYPHER}", "now")] if follow else [("", "u")]
    return "\n  ".join(
        kept.format(*(key.replace("{now}", now).replace("{unit}", unit) for key in (first, second))) for now, unit in steps
    )


def _cypher(p: ChangesParameters) -> Statement:
    lists = cypher_scope(p.model_copy(update=dict.fromkeys(("theme", "topic", "function", "role"))))
    some = cypher_scope(p.model_copy(update=dict.fromkeys(("place", "level", "year", "document"))))
    kinds = "\n  UNION ALL".join(text for kind, text in _KINDS_CYPHER.items() if p.change in (None, kind))
    text = f"{_RELATED_CYPHER}\nCALL (n, o) {{{kinds}\n}}{_CYPHER_ROWS}"
    text = text.replace("{lists}", lists.documents).replace("{list}", lists.document).replace("{task}", some.task)
    text = text.replace("{leads}", _leads_cypher(follow=p.follow_reform))
    for task in ("t", "b"):
        names = ", ".join(unit_names_cypher(task, role) for role in ("LEADS", "RESPONSIBLE_FOR"))
        text = text.replace(f"{{names_{task}}}", f"coalesce({names})")
    return Statement(text, {**lists.values, **some.values, "before": p.before, "limit": p.limit, "offset": p.offset})


QUESTION: Question[ChangesParameters, ChangesRow] = Question(
    name="changes",
    zh="一个地方的清单比上一年有哪些变化",
    en="What changed from one year's list of a place to the next",
    parameters=ChangesParameters,
    row=ChangesRow,
    sql=_sql,
    by_place=ByPlace(parts=lambda p: [p]),
    cypher=_cypher,
)
