"""What a row says of a task: whom the document names for it, in its order and its words. Fixed SQL fragments only."""

# ruff: noqa: S608 -- put together from fixed fragments only
from __future__ import annotations


def units_of(task: str, where: str = "1") -> str:
    """The units of a task (an expression for its number) as printed, joined by 、; NULL when there are none. `where` may
    ask for some of the duties `y`."""
    return f"""(SELECT group_concat(printed, '、') FROM (SELECT f.printed FROM duty AS y JOIN form AS f ON f.id = y.form
      WHERE y.task = {task} AND {where} ORDER BY y.pos, y.role))"""


def units_in_roles(task: str) -> str:
    """Columns leads, responsible and supports."""
    roles = (("leads", 1), ("responsible", 3), ("supports", 2))
    return ",\n  ".join(f"{units_of(task, f'y.role = {code}')} AS {name}" for name, code in roles)


DOCUMENT = "coalesce(d.title, d.number, d.file)"
"""What a document `d` is called."""
