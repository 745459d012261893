"""What a row says of a task: whom the document names for it, in its order and its words. Fixed SQL fragments only."""

# ruff: noqa: S608 -- put together from fixed fragments only
from __future__ import annotations

from graph.questions.scope_cypher import DUTIES, ROLE_CODE


def units_of(task: str, where: str = "1") -> str:
    """The units of a task (an expression for its number) as printed, joined by 、; NULL when there are none. `where` may
    ask for some of the duties `y`."""
    return f"""(SELECT group_concat(printed, '、') FROM (SELECT f.printed FROM duty AS y JOIN form AS f ON f.id = y.form
      WHERE y.task = {task} AND {where} ORDER BY y.pos, y.role))"""


def units_in_roles(task: str) -> str:
    """Columns leads, responsible and supports."""
    roles = (("leads", 1), ("responsible", 3), ("supports", 2))
    return ",\n  ".join(f"{units_of(task, f'y.role = {code}')} AS {name}" for name, code in roles)


def units_of_cypher(task: str, roles: str = DUTIES, where: str = "true") -> str:
    """The same as `units_of` for a task node, of these relationships; `where` may ask for some of them `y` and their units
    `u`."""
    names = f"""COLLECT {{ MATCH ({task})<-[y:{roles}]-(u:Unit) WHERE {where}
      RETURN y.printed ORDER BY y.order, {ROLE_CODE} }}"""
    return joined(names)


def unit_names_cypher(task: str, roles: str = DUTIES, where: str = "true") -> str:
    """The units of a task node by their own names, each once, where it stands first; `where` may ask for some units `u`."""
    # no aggregation: the server would take it for one of the clause around the list
    names = f"""COLLECT {{ MATCH ({task})<-[y:{roles}]-(u:Unit)
      WHERE {where} AND NOT EXISTS {{ MATCH ({task})<-[before:{roles}]-(u) WHERE before.order < y.order }}
      RETURN u.name ORDER BY y.order, u.full_name, u.name }}"""
    return joined(names)


def joined(names: str) -> str:
    """The words of a list in Cypher, joined by 、; null when there are none."""
    return f"reduce(all = null, one IN {names} | CASE WHEN all IS NULL THEN one ELSE all + '、' + one END)"


def units_in_roles_cypher(task: str) -> str:
    """The same as `units_in_roles`."""
    roles = (("leads", "LEADS"), ("responsible", "RESPONSIBLE_FOR"), ("supports", "SUPPORTS"))
    return ",\n  ".join(f"{units_of_cypher(task, type)} AS {name}" for name, type in roles)


UNIT_PLACE_CYPHER = "head([(u)-[:BELONGS_TO]->(at:Jurisdiction) | at.name])"
"""The name of the place of a unit `u`, in Cypher."""
PLACE_CYPHER = "head([(d)-[:OF_PLACE]->(at:Jurisdiction) | at.name])"
"""The name of the place of a document `d`, in Cypher."""
DOCUMENT = "coalesce(d.title, d.number, d.file)"
"""What a document `d` is called, in SQL and in Cypher."""
