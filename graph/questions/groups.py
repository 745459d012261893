"""Which units work together: communities of the net in which two units are tied by the tasks that they share.

Louvain's method with the number of shared tasks as weight (Blondel et al., 2008, as networkx does it), from a fixed seed and a
fixed order, so that the same graph gives the same groups. Units that share no task with another are in no group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pydantic import Field

from graph.questions.base import Parameters, Question, Reader, Row, Statement
from graph.questions.reform import follow_reform
from graph.questions.together import duties, duties_cypher, teams
from graph.schema import Node

SHOWN = 8
"""Units that the row of a group names."""
LARGEST = 60
"""A task with more units than this (a list of all bodies) ties nobody to anybody in particular."""


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
    together = {team: count for team, count in teams(reader.rows()).items() if 1 < len(team) <= LARGEST}
    groups = _communities(together, p.fineness)
    number = {unit: index for index, group in enumerate(groups) for unit in group}
    inside, outside = _counts(together, number)
    order = sorted(range(len(groups)), key=lambda g: (-inside[g], -len(groups[g]), groups[g][0]))
    for place, g in enumerate(order, 1):
        if p.group is not None and p.group != place:
            continue
        of = reader.nodes(groups[g])
        ranked = sorted(groups[g], key=lambda unit: (-inside[unit], of[unit].properties["full_name"], unit))
        if p.group is None:
            units, where = _names(ranked, of), _place(ranked, of)
            yield GroupsRow(
                group=place, units=units, size=len(ranked), place=where, tasks=inside[g], outside=outside[g], unit_id=None
            )
            continue
        for unit in ranked:
            shown = of[unit].properties
            yield GroupsRow(
                group=place, units=shown["name"], size=len(ranked), place=shown["jurisdiction"], tasks=inside[unit],
                outside=outside[unit], unit_id=unit,
            )  # fmt: skip


def _counts(together: Teams, number: Mapping[str, int]) -> tuple[Counter[str | int], Counter[str | int]]:
    """Of each group and each unit: the tasks shared within the group, and those shared with units of other groups."""
    inside, outside = Counter[str | int](), Counter[str | int]()
    for team, count in together.items():
        members = Counter(number[unit] for unit in team)
        of: list[tuple[str | int, int]] = [*((group, group) for group in members), *((unit, number[unit]) for unit in team)]
        for one, group in of:
            inside[one] += count if members[group] > 1 else 0
            outside[one] += count if len(members) > 1 else 0
    return inside, outside


def _names(units: Sequence[str], of: Mapping[str, Node]) -> str:
    names = "、".join(str(of[unit].properties["name"]) for unit in units[:SHOWN])
    return f"{names} 等{len(units)}家" if len(units) > SHOWN else names


def _place(units: Sequence[str], of: Mapping[str, Node]) -> str | None:
    places = Counter(of[unit].properties["jurisdiction"] for unit in units)
    first: str | None = min(places, key=lambda place: (-places[place], place or ""))
    return first


def _communities(together: Teams, fineness: float) -> list[list[str]]:
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
    found = nx.community.louvain_communities(net, weight="weight", resolution=fineness, seed=0) if units else []
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
