"""Units whose absence takes the net of tasks and units apart.

Units and the tasks that name them hang together. Without a unit its part of the net may fall into pieces: the largest piece
that still has a unit is what is left, and the tasks of all others are cut off from it, those that then have nobody among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from pydantic import Field

from graph.patience import check
from graph.questions.base import Parameters, Question, Reader, Row, Statement
from graph.questions.reform import follow_reform
from graph.questions.together import Net, Part, duties, duties_cypher


class BottlenecksParameters(Parameters):
    """What counts as a unit."""

    collectives: bool = Field(False, description="各镇街之类的统称也算单位 · count collective wordings such as 各镇街 as units")
    follow_reform: bool = follow_reform()


class BottlenecksRow(Row):
    """A unit, and what its absence does."""

    rank: int = Field(title="名次 · rank")
    unit: str = Field(title="单位 · unit")
    place: str | None = Field(title="地区 · place")
    cut_off: int = Field(title="断开的任务 · tasks cut off")
    alone: int = Field(title="其中无单位承担 · with nobody left")
    pieces: int = Field(title="分成几块 · pieces")
    """Pieces that have a unit; 1 when only tasks of its own are cut off."""
    tasks: int = Field(title="参与任务 · tasks")
    unit_id: str = Field(title="编号 · id")


Piece = tuple[int, bool]
"""Tasks of a piece, and whether it has a unit."""
_Node = int | frozenset[int]
"""A unit, or units that share tasks."""


def _sql(p: BottlenecksParameters) -> Statement:
    return duties(p, p)


def _cypher(p: BottlenecksParameters) -> Statement:
    return duties_cypher(p, p)


def _compute(p: BottlenecksParameters, reader: Reader) -> Iterator[BottlenecksRow]:
    net, found = Net(reader.rows()), []
    for part in net.parts():
        check()
        for unit, (tasks, pieces) in _without(part).items():
            staying = [count for count, staffed in pieces if staffed]
            cut = sum(count for count, _ in pieces) - max(staying, default=0)
            alone = sum(count for count, staffed in pieces if not staffed)
            found.append((cut, alone, len(staying), tasks, net.ids[unit]))
    found.sort(key=lambda row: (-row[0], -row[1], -row[3], row[4]))
    shown = reader.nodes([row[-1] for row in found[: p.offset + p.limit + 1]])
    rank = 0
    for place, (cut, alone, pieces_left, tasks, id) in enumerate(found):
        rank = rank if place and found[place - 1][0] == cut else place + 1
        if id in shown:
            of = shown[id].properties
            yield BottlenecksRow(
                rank=rank, unit=of["name"], place=of["jurisdiction"], cut_off=cut, alone=alone, pieces=pieces_left,
                tasks=tasks, unit_id=id,
            )  # fmt: skip


def _without(part: Part) -> dict[int, tuple[int, list[Piece]]]:
    """The units without which tasks of this part are cut off: with its tasks, and the pieces into which the part then falls."""
    import networkx as nx  # here, as it takes its time and few questions need it

    tasks = Counter(chain.from_iterable(part))
    net: nx.Graph[int] = nx.Graph()
    for team in part:  # a ring is enough: without one of them the others still hang together
        net.add_edges_from(zip(team, team[1:] + team[:1], strict=True))
    gates = set(nx.articulation_points(net))
    alone = Counter(team[0] for team in part if len(team) == 1)
    found = {
        unit: (tasks[unit], [(count, False), (len(part) - count, len(tasks) > 1)])
        for unit, count in alone.items()
        if unit not in gates
    }
    if gates:
        found.update((unit, (tasks[unit], pieces)) for unit, pieces in _branches(gates, part).items())
    return found


def _branches(gates: Collection[int], part: Part) -> dict[int, list[Piece]]:
    """The pieces into which the part falls without each of these units.

    Units that hang together when all of these are away stand as one. The net of those and these, and of the sets of them that
    share tasks, has blocks (biconnected components). The blocks and the nodes in which they meet are a tree: without a node,
    the pieces are the branches of the tree at this node."""
    import networkx as nx

    together: Any = nx.utils.UnionFind()
    for team in part:
        together.union(*(unit for unit in team if unit not in gates))
    weight = Counter(frozenset(unit if unit in gates else together[unit] for unit in team) for team in part)
    net: nx.Graph[_Node] = nx.Graph()
    net.add_edges_from((unit, team) for team in weight for unit in team)
    found: Any = nx.biconnected_components(net)  # sets of nodes; its type stubs say otherwise
    blocks: list[Collection[_Node]] = list(found)
    of_node: dict[_Node, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        for node in block:
            of_node[node].append(index)
    below = _below(blocks, of_node, weight)
    return {unit: [below[unit, block] for block in of_node[unit]] for unit in gates}


def _below(
    blocks: Sequence[Collection[_Node]], of_node: Mapping[_Node, Sequence[int]], weight: Mapping[frozenset[int], int]
) -> dict[tuple[int, int], Piece]:
    """For each unit and block that it is in: what hangs on the unit by this block, without the unit. All hang together."""
    # the tree of the blocks, each after the one (and the node) by which it was come to
    order: list[tuple[int, _Node | None]] = [(0, None)]
    seen = {0}
    for block, gate in order:
        for node in blocks[block]:
            for other in of_node[node] if node != gate else ():
                if other not in seen:
                    seen.add(other)
                    order.append((other, node))
    branch: dict[int, tuple[int, int]] = {}
    hanging: dict[_Node, list[int]] = defaultdict(list)
    for block, gate in reversed(order):  # tasks and units of a block with all behind it, without the node before it
        count = units = 0
        for node in blocks[block]:
            if node != gate:
                if isinstance(node, int):
                    units += 1
                else:
                    count += weight[node]
                for behind in hanging[node]:
                    count, units = count + branch[behind][0], units + branch[behind][1]
        branch[block] = count, units
        if gate is not None:
            hanging[gate].append(block)
    found: dict[tuple[int, int], Piece] = {}
    count, units = branch[0]
    for block, gate in order:
        for node in blocks[block]:
            if isinstance(node, int) and node != gate:  # towards this block lies all but the unit and what hangs behind it
                behind_it = [branch[other] for other in hanging[node]]
                rest = count - sum(b[0] for b in behind_it), units - 1 - sum(b[1] for b in behind_it)
                found[node, block] = rest[0], rest[1] > 0
        if isinstance(gate, int):
            found[gate, block] = branch[block][0], branch[block][1] > 0
    return found


QUESTION: Question[BottlenecksParameters, BottlenecksRow] = Question(
    name="bottlenecks",
    zh="哪些单位缺位会使最多任务断开",
    en="Units whose absence disconnects most tasks",
    parameters=BottlenecksParameters,
    row=BottlenecksRow,
    sql=_sql,
    cypher=_cypher,
    compute=_compute,
    chart=("unit", "cut_off"),
)
