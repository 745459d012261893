"""Which units work together: communities of the net in which two units are tied by the tasks that they share.

Louvain's method with the number of shared tasks as weight (Blondel et al., 2008, as networkx does it), from a fixed seed and a
fixed order, so that the same graph gives the same groups. Units that share no task with another are in no group. Units that no
chain of shared tasks joins are divided apart: what counts as close then hangs on their own net, not on how much else is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations
from math import comb
from typing import Final

from pydantic import Field

from graph.patience import check
from graph.questions.base import Parameters, Question, Reader, Row, Statement
from graph.questions.reform import follow_reform
from graph.questions.together import Net, NetTooLarge, Part, duties, duties_cypher
from graph.schema import Node

SHOWN = 8
"""Units that the row of a group names."""
LARGEST = 60
"""A task with more units than this (a list of all bodies) ties nobody to anybody in particular."""
MOST_TIES: Final = 500_000
"""Pairs of units, once for each task that they share: no more are divided into groups."""


class GroupsParameters(Parameters):
    """What counts as a unit, and of which group to list the units."""

    group: int | None = Field(None, ge=1, description="列出第几组的全部单位 · list the units of this group")
    collectives: bool = Field(False, description="各镇街之类的统称也算单位 · count collective wordings such as 各镇街 as units")
    fineness: float = Field(
        1.0, ge=0.1, le=10.0, description="细分程度：越大，组越小越多 · the larger, the more and the smaller the groups"
    )
    follow_reform: bool = follow_reform()


class GroupsRow(Row):
    """A group, or a unit of the group that was asked for."""

    group: int = Field(title="组 · group")
    units: str = Field(title="单位 · units")
    """Those with most tasks inside the group first."""
    size: int = Field(title="单位数 · number of units")
    place: str | None = Field(title="地区 · place")
    """The place of most of its units."""
    tasks: int = Field(title="组内合作任务 · tasks shared inside")
    outside: int = Field(title="与组外合作任务 · tasks shared outside")
    unit_id: str | None = Field(title="编号 · id")
    """Of a unit; None for a group."""


Teams = Mapping[tuple[str, ...], int]


def _sql(p: GroupsParameters) -> Statement:
    return duties(p, p)


def _cypher(p: GroupsParameters) -> Statement:
    return duties_cypher(p, p)


def _compute(p: GroupsParameters, reader: Reader) -> Iterator[GroupsRow]:
    net = Net(reader.rows(), least=2, most=LARGEST)
    for place, group in enumerate(_groups(net, p.fineness, reader), 1):
        if p.group is not None and p.group != place:
            continue
        of = reader.nodes(group.units)
        ranked = sorted(group.units, key=lambda unit: (-group.inside[unit], of[unit].properties["full_name"], unit))
        if p.group is None:
            yield GroupsRow(
                group=place, units=_names(ranked, of), size=len(ranked), place=_place(ranked, of), tasks=group.tasks,
                outside=group.tasks_outside, unit_id=None,
            )  # fmt: skip
            continue
        for unit in ranked:
            shown = of[unit].properties
            yield GroupsRow(
                group=place, units=shown["name"], size=len(ranked), place=shown["jurisdiction"], tasks=group.inside[unit],
                outside=group.outside[unit], unit_id=unit,
            )  # fmt: skip
        return


@dataclass(frozen=True, slots=True)
class _Group:
    """Units; of all of them and of each: the tasks shared within the group, and those shared with units of other groups."""

    units: list[str]
    tasks: int
    tasks_outside: int
    inside: Mapping[str, int]
    outside: Mapping[str, int]

    def __lt__(self, other: _Group) -> bool:
        return (-self.tasks, -len(self.units), self.units[0]) < (-other.tasks, -len(other.units), other.units[0])


def _groups(net: Net, fineness: float, reader: Reader) -> Iterator[_Group]:
    """The groups in order. What hangs together is divided by itself, and only when the next group may come from it."""
    parts, waiting, ties = net.parts(), list[_Group](), 0
    for number, part in enumerate(parts):
        while waiting and waiting[0].tasks > len(part):
            yield heappop(waiting)
        ties += sum(comb(len(team), 2) for team in part)
        if ties > MOST_TIES and not number:
            raise NetTooLarge(
                zh=f"一片单位之间合作多于 {MOST_TIES:,} 次", en=f"units that are tied more than {MOST_TIES:,} times"
            )
        if ties > MOST_TIES:
            reader.cut(len(parts) - number)
            break
        check()
        for group in _divided(part, fineness):
            heappush(waiting, group)
    while waiting:
        yield heappop(waiting)


def _divided(part: Part, fineness: float) -> list[_Group]:
    together = Counter(tuple(sorted(part.net.ids[unit] for unit in team)) for team in part)
    groups = _communities(together, fineness)
    number = {unit: index for index, group in enumerate(groups) for unit in group}
    inside, outside = Counter[str | int](), Counter[str | int]()
    for team, count in together.items():
        members = Counter(number[unit] for unit in team)
        of: list[tuple[str | int, int]] = [*((group, group) for group in members), *((unit, number[unit]) for unit in team)]
        for one, group in of:
            inside[one] += count if members[group] > 1 else 0
            outside[one] += count if len(members) > 1 else 0
    return [
        _Group(units, inside[g], outside[g], {u: inside[u] for u in units}, {u: outside[u] for u in units})
        for g, units in enumerate(groups)
    ]


def _names(units: Sequence[str], of: Mapping[str, Node]) -> str:
    names = "、".join(str(of[unit].properties["name"]) for unit in units[:SHOWN])
    return f"{names} 等{len(units)}家" if len(units) > SHOWN else names


def _place(units: Sequence[str], of: Mapping[str, Node]) -> str | None:
    places = Counter(of[unit].properties["jurisdiction"] for unit in units)
    first: str | None = min(places, key=lambda place: (-places[place], place or ""))
    return first


def _communities(together: Mapping[tuple[str, ...], int], fineness: float) -> list[list[str]]:
    import networkx as nx  # here, as it takes its time and few questions need it

    ties: Counter[tuple[str, str]] = Counter()
    for team, count in together.items():
        for both in combinations(team, 2):
            ties[both] += count
    # numbers, not names: the order of a set of strings is another in each run
    units = sorted({unit for both in ties for unit in both})
    number = {unit: index for index, unit in enumerate(units)}
    net: nx.Graph[int] = nx.Graph()
    net.add_nodes_from(range(len(units)))
    net.add_weighted_edges_from((number[a], number[b], count) for (a, b), count in sorted(ties.items()))
    found = nx.community.louvain_communities(net, weight="weight", resolution=fineness, seed=0)
    return [sorted(units[index] for index in group) for group in found]


QUESTION: Question[GroupsParameters, GroupsRow] = Question(
    name="groups",
    zh="哪些单位常在一起工作",
    en="Which units work together",
    parameters=GroupsParameters,
    row=GroupsRow,
    sql=_sql,
    cypher=_cypher,
    compute=_compute,
)
