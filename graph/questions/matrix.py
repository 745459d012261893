"""Who works on what: units or function lines against subject classes or theme headings, with the number of tasks in each cell.

Answered as a list of the cells that are not empty, the rows with most first. Theme headings are the outermost ones of their
documents; headings of the same words are one column. A task counts once in a cell, and in each class that it belongs to.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Role, Row, Statement
from graph.questions.counted import highest, plain
from graph.questions.reform import FOLLOWS, NOW_CYPHER, follow_reform
from graph.questions.scope import ROLE_CODE, scope
from graph.questions.scope_cypher import COUNTED, DUTIES, cypher_scope
from graph.schema import ROLE_EDGE


class MatrixParameters(Parameters):
    """What stands against what."""

    by: Literal["unit", "function"] = Field("function", description="行：单位或条线 · rows: units or function lines")
    against: Literal["topic", "theme"] = Field(
        "topic", description="列：主题分类，或文件里的一级主题标题 · columns: subject classes, or outermost theme headings"
    )
    role: Role | None = Field(
        None, description="只算一种角色：牵头、配合、责任 · count only one role: lead, support, responsible"
    )
    follow_reform: bool = follow_reform()
    collectives: bool = Field(False, description="也算各镇街之类的统称 · count collective wordings such as 各镇街 too")


class MatrixRow(Row):
    """A cell."""

    unit: str = Field(title="单位或条线 · unit or line")
    place: str | None = Field(title="地区 · place")
    heading: str = Field(title="主题 · subject")
    count: int = Field(title="任务数 · tasks")
    total: int = Field(title="本行合计 · in the row")
    full_name: str | None = Field(title="全称 · full name")
    unit_id: str | None = Field(title="编号 · id")


_OUTERMOST = """outermost(id, top) AS (
    SELECT h.id, h.id FROM {documents} AS c CROSS JOIN theme AS h ON h.document = c.id WHERE h.parent IS NULL
    UNION ALL SELECT h.id, o.top FROM outermost AS o CROSS JOIN theme AS h ON h.parent = o.id)"""
_LISTING = """listing(id) AS (SELECT DISTINCT t.document FROM highest AS b
    CROSS JOIN duty AS y ON y.role IN (1, 2, 3) AND y.unit = b.unit CROSS JOIN task AS t ON t.id = y.task)"""
_HEADINGS = {
    "topic": ("CROSS JOIN about AS a ON a.task = y.task", "a.topic"),
    "theme": (
        """CROSS JOIN task AS t ON t.id = y.task CROSS JOIN outermost AS o ON o.id = t.theme
      CROSS JOIN theme AS h ON h.id = o.top""",
        "h.title",
    ),
}
_CELLS = """cell(who, heading, count) AS (
    SELECT {who}, {heading}, count({distinct})
    FROM {duties}
    WHERE y.unit NOT IN (SELECT id FROM unit WHERE collective > :collectives) AND y.role {role}
    GROUP BY 1, 2)"""
_KEPT_CELLS = """cell(who, heading, count) AS (
    SELECT nullif(who, ''), heading, tasks FROM line WHERE axis = 1 AND kind = {kind} AND role = {role})"""
_SUMS = """
  summed(who, heading, count, total) AS (SELECT *, sum(count) OVER (PARTITION BY who) FROM cell),
  named(who, heading, count, total) AS (SELECT s.who, {title}, s.count, s.total FROM summed AS s{titled})"""
_ROWS = {
    "unit": """
SELECT u.name AS unit, p.name AS place, c.heading, c.count, c.total, u.full_name, n.key AS unit_id
FROM named AS c JOIN unit AS u ON u.id = c.who JOIN node AS n ON n.id = u.id LEFT JOIN place AS p ON p.id = u.place
ORDER BY c.total DESC, u.full_name, p.name, n.key, c.count DESC, c.heading
LIMIT :limit + 1 OFFSET :offset""",
    "function": """
SELECT coalesce(c.who, '未归类') AS unit, NULL AS place, c.heading, c.count, c.total, NULL AS full_name, NULL AS unit_id
FROM named AS c
ORDER BY c.total DESC, 1, c.count DESC, c.heading
LIMIT :limit + 1 OFFSET :offset""",
}


def _sql(p: MatrixParameters) -> Statement:
    some = scope(p.of_tasks)
    join, heading = _HEADINGS[p.against]
    duties = "chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id" if some.narrow else "duty AS y"
    kept = not some.narrow and not p.follow_reform
    if kept and p.by == "unit":  # the rows with most come first, and each has a cell: no others are looked at
        duties = "highest AS b CROSS JOIN duty AS y ON y.role IN (1, 2, 3) AND y.unit = b.unit"
    who = "y.unit"
    if p.follow_reform:
        duties += " LEFT JOIN follows AS f ON f.unit = y.unit"
        who = "coalesce(f.now, y.unit)"
    if p.by == "function":
        duties += f" CROSS JOIN unit AS u ON u.id = {who}"
        who = "u.function"
    parts = [*([some.text] if some.narrow else []), *([FOLLOWS] if p.follow_reform else [])]
    topics, role = p.against == "topic", ":role" if p.role else "0"
    if kept and p.by == "unit":
        parts.append(highest("subjects" if topics else "headed", role))
    if kept and p.by == "function" and plain(p):
        cells = _KEPT_CELLS.format(kind=1 if topics else 2, role=role)
    else:
        if not topics:
            listing = "chosen_document" if some.narrow else "listing" if kept and p.by == "unit" else "document"
            parts += [_LISTING] if listing == "listing" else []
            parts.append(_OUTERMOST.format(documents=listing))
        cells = _CELLS.format(
            who=who,
            heading=heading,
            distinct="*" if p.by == "unit" and p.role and not p.follow_reform else "DISTINCT y.task",
            duties=f"{duties} {join}",
            role="= :role" if p.role else "IN (1, 2, 3)",
        )
    title, titled = ("x.title", " JOIN topic AS x ON x.id = s.heading") if topics else ("s.heading", "")
    parts.append(f"{cells},{_SUMS.format(title=title, titled=titled)}")
    values: dict[str, Any] = {**some.values, "collectives": int(p.collectives), "limit": p.limit, "offset": p.offset}
    if p.role:
        values["role"] = ROLE_CODE[p.role]
    return Statement("WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS[p.by], values)


_HEADINGS_CYPHER = {
    "topic": "MATCH (t)-[:ABOUT]->(h:Topic)",
    "theme": "MATCH (t)-[:UNDER]->(:Theme)-[:PART_OF*0..12]->(h:Theme) WHERE NOT EXISTS { (h)-[:PART_OF]->(:Theme) }",
}
_CELLS_CYPHER = """WITH who, {heading} AS heading, count(DISTINCT t) AS count
WITH who, sum(count) AS total, collect({{heading: heading, count: count}}) AS cells
UNWIND cells AS cell
WITH who, total, {title} AS heading, cell.count AS count
"""
_ROWS_CYPHER = {
    "unit": """RETURN who.name AS unit, who.jurisdiction AS place, heading, count, total, who.full_name AS full_name,
  who.id AS unit_id
ORDER BY total DESC, who.full_name, place IS NOT NULL, place, unit_id, count DESC, heading""",
    "function": """RETURN who AS unit, null AS place, heading, count, total, null AS full_name, null AS unit_id
ORDER BY total DESC, unit, count DESC, heading""",
}


def _cypher(p: MatrixParameters) -> Statement:
    some = cypher_scope(p.of_tasks)
    topics = p.against == "topic"
    parts = [
        some.duties(ROLE_EDGE[p.role] if p.role else DUTIES),
        f"{NOW_CYPHER} WITH now AS u, t" if p.follow_reform else "WITH u, t",
        f"WHERE {COUNTED}",
        _HEADINGS_CYPHER[p.against],
        "WITH " + ("u AS who" if p.by == "unit" else "coalesce(u.function, '未归类') AS who") + ", t, h",
        _CELLS_CYPHER.format(heading="h" if topics else "h.title", title="cell.heading.title" if topics else "cell.heading")
        + _ROWS_CYPHER[p.by],
        "SKIP $offset LIMIT $limit + 1",
    ]
    values: dict[str, Any] = {**some.values, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement("\n".join(parts), values)


QUESTION: Question[MatrixParameters, MatrixRow] = Question(
    name="matrix",
    zh="哪些单位或条线做哪些方面的任务",
    en="Which units or function lines work on which subjects",
    parameters=MatrixParameters,
    row=MatrixRow,
    sql=_sql,
    cypher=_cypher,
)
