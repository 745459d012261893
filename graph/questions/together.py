"""Which units stand in which tasks, for the questions that Python answers over the whole net of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from graph.questions.base import Filters, Statement
from graph.questions.reform import FOLLOWS, NOW_CYPHER, followed
from graph.questions.scope import scope
from graph.questions.scope_cypher import COUNTED, cypher_scope


class _Asked(Protocol):
    @property
    def collectives(self) -> bool: ...
    @property
    def follow_reform(self) -> bool: ...


def duties(filters: Filters, asked: _Asked) -> Statement:
    """Rows (task, id of the unit), task by task; each pair once. What stands for the task says nothing outside the answer."""
    some = scope(filters)
    rows = "SELECT y.unit, y.task FROM chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id" if some.narrow else _ALL
    rows = followed(rows) if asked.follow_reform else rows
    parts = [
        *([some.text] if some.narrow else []),
        *([FOLLOWS] if asked.follow_reform else []),
        f"duties(unit, task) AS ({rows})",
    ]
    text = "WITH RECURSIVE\n  " + ",\n  ".join(parts) + _ROWS
    return Statement(text, {**some.values, "collectives": int(asked.collectives)})


_ALL = "SELECT unit, task FROM duty"
_ROWS = """
SELECT DISTINCT y.task, n.key FROM duties AS y CROSS JOIN unit AS u ON u.id = y.unit AND u.collective <= :collectives
  CROSS JOIN node AS n ON n.id = u.id
ORDER BY y.task, n.key"""


def duties_cypher(filters: Filters, asked: _Asked) -> Statement:
    """The same for Neo4j."""
    some = cypher_scope(filters)
    follow = f"{NOW_CYPHER} WITH now AS u, t" if asked.follow_reform else "WITH u, t"
    text = f"{some.duties()} {follow} WHERE {COUNTED} WITH DISTINCT t.id AS task, u.id AS unit RETURN task, unit"
    return Statement(f"{text} ORDER BY task, unit", {**some.values, "collectives": asked.collectives})


def teams(rows: Iterable[tuple[Any, ...]]) -> Counter[tuple[str, ...]]:
    """The units that stand in a task together -> how many tasks they share, in the order of the units."""
    found: Counter[tuple[str, ...]] = Counter()
    for _, of_task in groupby(rows, key=itemgetter(0)):
        found[tuple(unit for _, unit in of_task)] += 1
    return Counter(dict(sorted(found.items())))
