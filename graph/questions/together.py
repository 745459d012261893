"""Which units stand in which tasks, for the questions that Python answers over the whole net of them.

The net is held as numbers, a few bytes a duty, and looked at part by part: units that no chain of shared tasks joins have
nothing to do with each other. So such a question takes the memory of these numbers and of the largest part.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol

from graph.questions.base import Filters, Statement
from graph.questions.reform import FOLLOWS, NOW_CYPHER, followed
from graph.questions.scope import scope
from graph.questions.scope_cypher import COUNTED, DUTIES, cypher_scope
from ingest.errors import RequestError

MOST_DUTIES: Final = 6_000_000
"""No more are read: if they all hang together, these take 20 seconds and 800 MB."""


class NetTooLarge(RequestError):
    zh, en = "这个问题要看的范围太大：{zh}", "this question would look at too much: {en}"
    do_zh, do_en = "请用地区、年份、文件、主题等条件缩小范围", "Narrow it by place, year, document, topic …"


class _Asked(Protocol):
    @property
    def collectives(self) -> bool: ...
    @property
    def follow_reform(self) -> bool: ...


def duties(filters: Filters, asked: _Asked) -> Statement:
    """A row for each task in which units stand: their ids with a space between. One may be there twice."""
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
SELECT group_concat(n.key, ' ') FROM duties AS y CROSS JOIN node AS n ON n.id = y.unit
WHERE y.unit NOT IN (SELECT id FROM unit WHERE collective > :collectives) GROUP BY y.task"""


def duties_cypher(filters: Filters, asked: _Asked) -> Statement:
    """The same for Neo4j."""
    some = cypher_scope(filters)
    tasks = some.tasks if some.narrow else "MATCH (t:Task)"
    follow = f"{NOW_CYPHER} WITH now AS u" if asked.follow_reform else "WITH u"
    text = f"""{tasks} CALL (t) {{ MATCH (u:Unit)-[:{DUTIES}]->(t) {follow} WHERE {COUNTED} RETURN collect(u.id) AS ids }}
  WITH ids WHERE ids <> [] RETURN reduce(units = head(ids), id IN tail(ids) | units + ' ' + id) AS units"""
    return Statement(text, {**some.values, "collectives": asked.collectives})


class Net:
    """Which units stand in which tasks. Units are numbers here."""

    def __init__(self, rows: Iterable[tuple[Any, ...]], *, least: int = 1, most: int = MOST_DUTIES) -> None:
        """`rows`: as the statements above give them. Tasks with fewer units than `least` or more than `most` are left out.
        Raises NetTooLarge."""
        import networkx as nx  # here, as it takes its time and few questions need it

        number: dict[str, int] = {}
        joined: Any = nx.utils.UnionFind()
        self.members, self.ends = array("i"), array("i", [0])
        for (units,) in rows:
            team = sorted({number.setdefault(unit, len(number)) for unit in units.split(" ")})
            if least <= len(team) <= most:
                joined.union(*team)
                self.members.extend(team)
                self.ends.append(len(self.members))
                if len(self.members) > MOST_DUTIES:
                    raise NetTooLarge(zh=f"多于 {MOST_DUTIES:,} 条分工", en=f"more than {MOST_DUTIES:,} duties")
        self.ids = list(number)
        """The id of each unit."""
        self._of_part: dict[int, array[int]] = {}
        for task, start in enumerate(self.ends[:-1]):
            self._of_part.setdefault(joined[self.members[start]], array("i")).append(task)
        self._first: dict[int, str] = {}
        for unit in list(joined):
            part, id = joined[unit], self.ids[unit]
            self._first[part] = min(self._first.get(part, id), id)

    def parts(self) -> list[Part]:
        """What hangs together, the parts with most tasks first, of those with as many in the order of their units' ids."""
        order = sorted(self._of_part, key=lambda part: (-len(self._of_part[part]), self._first[part]))
        return [Part(self, self._of_part[part]) for part in order]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the net: tasks, each as the units that stand in it together, in the order of their numbers."""

    net: Net
    tasks: array[int]

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        members, ends = self.net.members, self.net.ends
        return (tuple(members[ends[task] : ends[task + 1]]) for task in self.tasks)

    def __len__(self) -> int:
        return len(self.tasks)
