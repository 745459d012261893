"""Following a body through reforms of institutions (机构改革): its tasks under older names count for what it became.

Only where one body took over the whole work of another (SUCCEEDED_BY, whole), and only one did; work that was split among
several stays with the body that had it.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

DEEPEST: Final = 10
"""Reforms in a row."""

FOLLOWS: Final = f"""single_successor(unit, later) AS (
    SELECT l.unit, min(n.id) FROM lineage AS l JOIN node AS n ON n.key = l.later WHERE l.whole = 1
    GROUP BY l.unit HAVING count(*) = 1),
  after(unit, now, step) AS (
    SELECT unit, later, 1 FROM single_successor
    UNION ALL SELECT a.unit, s.later, a.step + 1 FROM after AS a JOIN single_successor AS s ON s.unit = a.now
      WHERE a.step < {DEEPEST}),
  follows(unit, now) AS (SELECT unit, now FROM (SELECT unit, now, max(step) FROM after GROUP BY unit))"""  # noqa: S608
"""Common table expressions; `follows` gives the last body that each one became."""

LINE: Final = """line(id) AS (SELECT id FROM node WHERE key = :unit
    UNION SELECT l.unit FROM line JOIN node AS n ON n.id = line.id JOIN lineage AS l ON l.later = n.key AND l.whole = 1
    WHERE 1 = (SELECT count(*) FROM lineage AS s JOIN node AS m ON m.key = s.later WHERE s.unit = l.unit AND s.whole = 1))"""
"""The body `:unit` with all those whose whole work it, and no other, took over."""


NOW_CYPHER: Final = f"""CALL (u) {{
    RETURN last(reduce(way = [u], step IN range(1, {DEEPEST}) | CASE WHEN size(way) < step THEN way ELSE way + COLLECT {{
      WITH last(way) AS now MATCH (now)-[one:SUCCEEDED_BY]->(later:Unit)
      WHERE one.whole AND COUNT {{ (now)-[any:SUCCEEDED_BY]->(:Unit) WHERE any.whole }} = 1 RETURN later }} END)) AS now }}"""
"""The last body that a unit `u` became, as `now`; step by step as in SQL, as judgements may lead in a circle."""

LINE_CYPHER: Final = """MATCH way = (:Unit {id: $unit})<-[:SUCCEEDED_BY*0..20]-(member:Unit)
  WHERE all(s IN relationships(way) WHERE s.whole)
    AND all(one IN nodes(way)[1..] WHERE COUNT { (one)-[any:SUCCEEDED_BY]->(:Unit) WHERE any.whole } = 1)
  WITH DISTINCT member"""
"""The same as `LINE`, as `member`."""


def followed(duties: str) -> str:
    """Rows (unit, task) with each unit's last successor in its place."""
    return f"SELECT coalesce(f.now, y.unit) AS unit, y.task FROM ({duties}) AS y LEFT JOIN follows AS f ON f.unit = y.unit"  # noqa: S608


def follow_reform(*, default: bool = False) -> Any:
    """The parameter."""
    zh, en = "机构改革前的任务算到改革后的机构", "count tasks from before a reform for what the body became"
    return Field(default, description=f"{zh} · {en}")
