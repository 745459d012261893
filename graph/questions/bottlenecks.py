"""Units whose absence takes the net of tasks and units apart.

Units and the tasks that name them hang together. Without a unit its part of the net may fall into pieces: the largest piece
that still has a unit is what is left, and the tasks of all others are cut off from it, those that then have nobody among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from graph.questions.base import Parameters, Question, Reader, Row, Statement
from graph.questions.reform import follow_reform
from graph.questions.together import duties, duties_cypher, teams


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


def _sql(p: BottlenecksParameters) -> Statement:
    return duties(p, p)


def _cypher(p: BottlenecksParameters) -> Statement:
    return duties_cypher(p, p)


def _compute(p: BottlenecksParameters, reader: Reader) -> Iterator[BottlenecksRow]:
    found = []
    for unit, (tasks, pieces) in _pieces(teams(reader.rows())).items():
        staying = [count for count, staffed in pieces if staffed]
        cut = sum(count for count, _ in pieces) - max(staying, default=0)
        if cut:
            found.append((cut, sum(count for count, staffed in pieces if not staffed), len(staying), tasks, unit))
    found.sort(key=lambda row: (-row[0], -row[1], -row[3], row[4]))
    shown = reader.nodes([row[-1] for row in found[: p.offset + p.limit + 1]])
    rank = 0
    for place, (cut, alone, pieces_left, tasks, unit) in enumerate(found):
        rank = rank if place and found[place - 1][0] == cut else place + 1
        if unit in shown:
            of = shown[unit].properties
            yield BottlenecksRow(
                rank=rank, unit=of["name"], place=of["jurisdiction"], cut_off=cut, alone=alone, pieces=pieces_left,
                tasks=tasks, unit_id=unit,
            )  # fmt: skip


def _pieces(teams_of: Mapping[tuple[str, ...], int]) -> dict[str, tuple[int, list[Piece]]]:
    """Each unit with its tasks, and the pieces into which its part of the net falls without it.

    The net is a bipartite graph of units and of the sets of units that share tasks. Its blocks (biconnected components) and the
    nodes in which they meet are a tree: without a node, the pieces are the branches of the tree at this node."""
    import networkx as nx  # here, as it takes its time and few questions need it

    tasks: Counter[str] = Counter()
    net: nx.Graph[str | int] = nx.Graph()
    weight: dict[str | int, int] = {}
    for number, (team, count) in enumerate(teams_of.items()):
        weight[number] = count
        for unit in team:
            tasks[unit] += count
            net.add_edge(unit, number)
    found: Any = nx.biconnected_components(net)  # sets of nodes; its type stubs say otherwise
    blocks = [sorted(block, key=str) for block in found]
    of_node: dict[str | int, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        for node in block:
            of_node[node].append(index)
    below = _below(blocks, of_node, weight)
    return {unit: (tasks[unit], [below[unit, block] for block in of_node[unit]]) for unit in sorted(tasks)}


def _below(
    blocks: Sequence[Sequence[str | int]], of_node: Mapping[str | int, Sequence[int]], weight: Mapping[str | int, int]
) -> dict[tuple[str | int, int], Piece]:
    """For each unit and block that it is in: what hangs on the unit by this block, without the unit."""
    found: dict[tuple[str | int, int], Piece] = {}
    seen = set[int]()
    for start in range(len(blocks)):
        if start in seen:
            continue
        # the tree of this part of the net, each block after the one (and the node) by which it was come to
        order: list[tuple[int, str | int | None]] = [(start, None)]
        seen.add(start)
        for block, gate in order:
            for node in blocks[block]:
                for other in of_node[node] if node != gate else ():
                    if other not in seen:
                        seen.add(other)
                        order.append((other, node))
        branch: dict[int, tuple[int, int]] = {}
        hanging: dict[str | int, list[int]] = defaultdict(list)
        for block, gate in reversed(order):  # tasks and units of a block with all behind it, without the node before it
            count = units = 0
            for node in blocks[block]:
                if node != gate:
                    count += weight.get(node, 0)
                    units += isinstance(node, str)
                    for behind in hanging[node]:
                        count, units = count + branch[behind][0], units + branch[behind][1]
            branch[block] = count, units
            if gate is not None:
                hanging[gate].append(block)
        count, units = branch[start]
        for block, gate in order:
            for node in blocks[block]:
                if isinstance(node, str) and node != gate:  # towards this block lies all but the unit and what hangs behind it
                    behind_it = [branch[other] for other in hanging[node]]
                    rest = count - sum(b[0] for b in behind_it), units - 1 - sum(b[1] for b in behind_it)
                    found[node, block] = rest[0], rest[1] > 0
            if isinstance(gate, str):
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
