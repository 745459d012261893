"""What is touched when a document or a task is withdrawn or changed: what goes back to it, over any number of levels.

Documents that carry it out (IMPLEMENTS), and those that carry these out; tasks that carry out a touched task (CARRIES_OUT),
that cite a touched document (CITES), or that a touched document lists; and the units that have to do with these tasks. Of a
task only the tasks that carry it out, step by step, and their units. Each stands once, by its shortest way; of several equally
short ones the most direct counts.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.questions.base import Parameters, Question, Row, Statement, coded, names_node
from graph.questions.scope import among
from graph.questions.scope_cypher import DUTIES, cypher_scope
from graph.questions.told import DOCUMENT, PLACE_CYPHER, UNIT_PLACE_CYPHER
from graph.questions.upstream import DEEPEST


class ImpactDocumentParameters(Parameters):
    """What is withdrawn, and what to list."""

    of: str = names_node(
        "Document",
        "Task",
        zh="被废止或修改的文件或任务：编号、文号或标题",
        en="document or task: id, 文号 or title",
        required=True,
    )
    only: Literal["document", "task", "unit"] | None = Field(
        None, description="只列文件、任务或单位 · only documents, tasks or units"
    )
    listed: bool = Field(
        True,
        description="落实它的文件所列的全部任务都算，不只有直接依据的 · "
        "all tasks of the documents that carry it out, not only those with a direct link",
    )
    collectives: bool = Field(False, description="也列出各镇街之类的统称 · list collective wordings such as 各镇街 too")


class ImpactDocumentRow(Row):
    """What is touched."""

    step: int = Field(title="级 · step")
    """0 for what goes with it (its own tasks, their units), 1 for what goes back to it directly, and so on."""
    type: str = coded("类型 · type", document="文件 · document", task="任务 · task", unit="单位 · unit")
    label: str = Field(title="名称 · name")
    through: str | None = coded(
        "关系 · through",
        implements="落实该文件 · implements",
        carries_out="落实该任务 · carries out",
        cites="引用该文件 · cites",
        listed="文件所列 · listed in it",
    )
    """Of a document or task, what ties it to what lies one step above."""
    place: str | None = Field(title="地区 · place")
    year: int | None = Field(title="年份 · year")
    deadline: str | None = Field(title="时限 · deadline")
    document: str | None = Field(title="文件 · document")
    tasks: int = Field(title="涉及任务 · tasks")
    """Touched tasks of the document or unit; of a task itself 1."""
    id: str = Field(title="编号 · id")


_DOCUMENTS = """
  document_way(step, id) AS (
    SELECT 0, d.id FROM node AS n CROSS JOIN document AS d ON d.id = n.id WHERE n.key = :of
    UNION SELECT w.step + 1, b.document FROM document_way AS w CROSS JOIN reference AS r ON r.target = w.id
      CROSS JOIN basis AS b ON b.reference = r.id WHERE w.step < :deepest AND b.document <> w.id),
  documents(id, step) AS MATERIALIZED (SELECT id, min(step) FROM document_way GROUP BY id)"""
# how: 1 carries out, 2 cites, 3 listed
_TASKS = """
  task_way(step, id, how) AS (
    SELECT 0, t.id, 0 FROM node AS n CROSS JOIN task AS t ON t.id = n.id WHERE n.key = :of
    UNION SELECT d.step, t.id, 3 FROM documents AS d CROSS JOIN task AS t ON t.document = d.id WHERE d.step = 0 OR :listed
    UNION SELECT d.step + 1, c.task, 2 FROM documents AS d CROSS JOIN reference AS r ON r.target = d.id
      CROSS JOIN citation AS c ON c.reference = r.id
    UNION SELECT w.step + 1, k.task, 1 FROM task_way AS w CROSS JOIN link AS k ON k.other = w.id AND k.kind = 1
      WHERE w.step < :deepest),
  every_task(id, step, how) AS MATERIALIZED (
    SELECT id, way / 4, way % 4 FROM (SELECT id, min(step * 4 + how) AS way FROM task_way GROUP BY id) WHERE way > 0)"""
_FOUND = """
  tasks(id, step, how) AS MATERIALIZED (SELECT id, step, how FROM every_task{of_tasks})"""
_PARTS = {
    "document": """
    SELECT f.step, 1, 0, 'document', coalesce(d.title, d.number, d.file), 'implements',
      coalesce(p.name, d.jurisdiction), d.year, NULL, NULL, d.number,
      (SELECT count(*) FROM task AS t WHERE t.document = d.id AND t.id IN (SELECT id FROM tasks)), n.key
    FROM documents AS f CROSS JOIN document AS d ON d.id = f.id JOIN node AS n ON n.id = d.id
      LEFT JOIN place AS p ON p.id = d.place
    WHERE f.step > 0{of_documents}""",
    "task": """
    SELECT f.step, 2, f.how, 'task', t.text, CASE f.how WHEN 1 THEN 'carries_out' WHEN 2 THEN 'cites' ELSE 'listed' END,
      coalesce(p.name, d.jurisdiction), d.year, t.deadline, t.due, coalesce(d.title, d.number, d.file), 1, n.key
    FROM tasks AS f CROSS JOIN task AS t ON t.id = f.id JOIN document AS d ON d.id = t.document JOIN node AS n ON n.id = t.id
      LEFT JOIN place AS p ON p.id = d.place""",
    "unit": """
    SELECT f.step, 3, 0, 'unit', u.name, NULL, p.name, NULL, NULL, NULL, NULL, f.tasks, n.key
    FROM (SELECT y.unit, min(t.step) AS step, count(DISTINCT t.id) AS tasks
        FROM tasks AS t CROSS JOIN duty AS y ON y.task = t.id GROUP BY y.unit) AS f
      CROSS JOIN unit AS u ON u.id = f.unit AND u.collective <= :collectives JOIN node AS n ON n.id = u.id
      LEFT JOIN place AS p ON p.id = u.place""",
}
_ORDER = """
SELECT step, type, label, through, place, year, deadline, document, tasks, id FROM found
ORDER BY sort, step, how, CASE WHEN sort = 2 THEN 0 ELSE -tasks END, due IS NULL, due, place, id
LIMIT :limit + 1 OFFSET :offset"""


def _sql(p: ImpactDocumentParameters) -> Statement:
    some = among(p, "every_task", "documents")
    wanted = [p.only] if p.only else list(_PARTS)
    union = "\n    UNION ALL".join(_PARTS[name] for name in wanted)
    found = f"""
  found(step, sort, how, type, label, through, place, year, deadline, due, document, tasks, id) AS ({union})"""
    narrowed = {"of_tasks": "", "of_documents": ""}
    if some.narrow:
        narrowed = {
            "of_tasks": " WHERE id IN (SELECT id FROM chosen_task)",
            "of_documents": " AND f.id IN (SELECT id FROM chosen_document)",
        }
    parts = [_DOCUMENTS, _TASKS, *([some.text] if some.narrow else []), (_FOUND + "," + found).format(**narrowed)]
    values = {"of": p.of, "deepest": DEEPEST, "listed": int(p.listed), "limit": p.limit, "offset": p.offset}
    if "unit" in wanted:
        values["collectives"] = int(p.collectives)
    return Statement("WITH RECURSIVE" + ",\n  ".join(parts) + _ORDER, {**some.values, **values})


_CYPHER_WAYS = f"""
OPTIONAL MATCH (document:Document {{id: $of}})
OPTIONAL MATCH (task:Task {{id: $of}})
CALL (document) {{
  WITH document WHERE document IS NOT NULL
  MATCH way = ANY SHORTEST (document)<-[:IMPLEMENTS]-{{0,{DEEPEST}}}(d)
  RETURN collect([d, length(way)]) AS documents
}}
CALL (task, documents) {{
  CALL (task, documents) {{
    WITH task WHERE task IS NOT NULL
    RETURN task AS start, 0 AS way
    UNION ALL
    UNWIND documents AS one WITH one[0] AS d, one[1] AS step WHERE step = 0 OR $listed
    MATCH (d)<-[:LISTED_IN]-(start:Task)
    RETURN start, step * 4 + 3 AS way
    UNION ALL
    UNWIND documents AS one WITH one[0] AS d, one[1] AS step
    MATCH (d)<-[:CITES]-(start:Task)
    RETURN start, (step + 1) * 4 + 2 AS way
  }}
  WITH start, min(way) AS way
  CALL (start, way) {{
    RETURN start AS t, way AS found
    UNION ALL
    MATCH path = ANY SHORTEST (start)<-[:CARRIES_OUT]-{{1,{DEEPEST}}}(t)
    WITH t, way / 4 + length(path) AS step WHERE step <= {DEEPEST}
    RETURN t, step * 4 + 1 AS found
  }}
  WITH t, min(found) AS way WHERE way > 0
  {{of_task}}
  RETURN collect([t, d, way / 4, way % 4]) AS tasks
}}"""
_CYPHER_PARTS = {
    "document": f"""
  CALL (documents, tasks) {{
    UNWIND documents AS one WITH one[0] AS d, one[1] AS step WHERE step > 0{{of_document}}
    RETURN d, step, 0 AS counted
    UNION ALL
    UNWIND tasks AS one
    RETURN one[1] AS d, null AS step, count(*) AS counted
  }}
  WITH d, max(step) AS step, sum(counted) AS touched WHERE step IS NOT NULL
  RETURN step, 1 AS sort, 0 AS how, 'document' AS type, {DOCUMENT} AS label, 'implements' AS through,
    coalesce({PLACE_CYPHER}, d.jurisdiction) AS place, d.year AS year, null AS deadline, null AS due, d.number AS document,
    touched, d.id AS id""",
    "task": f"""
  UNWIND tasks AS one WITH one[0] AS t, one[1] AS d, one[2] AS step, one[3] AS how
  RETURN step, 2 AS sort, how, 'task' AS type, t.text AS label,
    CASE how WHEN 1 THEN 'carries_out' WHEN 2 THEN 'cites' ELSE 'listed' END AS through,
    coalesce({PLACE_CYPHER}, d.jurisdiction) AS place, d.year AS year, t.deadline AS deadline, t.due AS due,
    {DOCUMENT} AS document, 1 AS touched, t.id AS id""",
    "unit": f"""
  UNWIND tasks AS one WITH one[0] AS t, one[2] AS step
  MATCH (t)<-[:{DUTIES}]-(u:Unit) WHERE u.kind = 'unit' OR $collectives
  WITH u, min(step) AS step, count(DISTINCT t) AS touched
  RETURN step, 3 AS sort, 0 AS how, 'unit' AS type, u.name AS label, null AS through, {UNIT_PLACE_CYPHER} AS place,
    null AS year, null AS deadline, null AS due, null AS document, touched, u.id AS id""",
}
_CYPHER_ORDER = """
RETURN step, type, label, through, place, year, deadline, document, touched AS tasks, id
ORDER BY sort, step, how, CASE WHEN sort = 2 THEN 0 ELSE -touched END, due IS NULL, due, place IS NOT NULL, place, id
SKIP $offset LIMIT $limit + 1"""


def _cypher(p: ImpactDocumentParameters) -> Statement:
    some = cypher_scope(p)
    parts = "\n  UNION ALL".join(text for name, text in _CYPHER_PARTS.items() if p.only in (None, name))
    text = f"{_CYPHER_WAYS}\nWITH documents, tasks\nCALL (documents, tasks) {{{parts}\n}}{_CYPHER_ORDER}"
    text = text.replace("{of_task}", some.of_task)
    text = text.replace("{of_document}", f" AND {some.document}" if some.narrow else "")
    values = {"of": p.of, "listed": p.listed, "collectives": p.collectives, "limit": p.limit, "offset": p.offset}
    return Statement(text, {**some.values, **values})


QUESTION: Question[ImpactDocumentParameters, ImpactDocumentRow] = Question(
    name="impact-document",
    zh="一份文件或一项任务废止、修改会牵动什么",
    en="What is touched when a document or a task is withdrawn or changed",
    parameters=ImpactDocumentParameters,
    row=ImpactDocumentRow,
    sql=_sql,
    cypher=_cypher,
)
