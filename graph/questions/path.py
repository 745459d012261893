"""How two nodes hang together: the shortest ways between them, with their edges.

Ways go over what documents say and what follows from it; not through places and subject classes, by which everything hangs
together with everything (`--places` allows them; as a start or end they always count). The ways are walked from both ends at
once, so that only what lies near them is read. Of equally long ones those come first whose ids come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from pydantic import Field

from graph.questions.base import Link, Parameters, Question, Reader, Row, coded, names_node
from graph.schema import EDGES, EdgeType, NodeType
from ingest.errors import ParameterWrong

MOST: Final = 50_000
"""Nodes that are looked at; a way that is not found among so many is not worth its reading."""
_HUBS: Final[tuple[EdgeType, ...]] = ("BELONGS_TO", "WITHIN", "ABOUT")
_ORDER: Final = {kind.type: number for number, kind in enumerate(EDGES)}
_ANY: Final[tuple[NodeType, ...]] = ("Unit", "Jurisdiction", "Topic", "Document", "Task", "Theme")


class PathParameters(Parameters):
    """Between which nodes, and how many ways."""

    start: str = names_node(
        *_ANY, zh="起点：单位、地区、分类、文件或任务", en="from: a unit, place, topic, document or task", required=True
    )
    end: str = names_node(
        *_ANY, zh="终点：单位、地区、分类、文件或任务", en="to: a unit, place, topic, document or task", required=True
    )
    ways: int = Field(3, ge=1, le=20, description="几条最短的路 · how many ways, the shortest first")
    hops: int = Field(6, ge=1, le=10, description="一条路最多几步 · steps of a way at most")
    places: bool = Field(False, description="也可经过地区和主题分类 · ways may go through places and subject classes")


class PathRow(Row):
    """A step of a way: an edge. Several edges between the same two nodes are several rows of one step."""

    way: int = Field(title="第几条 · way")
    step: int = Field(title="第几步 · step")
    source: str = Field(title="从 · from")
    relation: str = coded("关系 · relation", **{kind.type: f"{kind.zh} · {kind.en}" for kind in EDGES})
    direction: str = coded("方向 · direction", forward="→ · →", back="← · ←")
    """Which way the edge points: forward, the node on the left leads, lists or implements the one on the right."""
    target: str = Field(title="到 · to")
    target_type: str = coded(
        "类型 · type",
        Document="文件 · document",
        Task="任务 · task",
        Unit="单位 · unit",
        Theme="主题 · theme",
        Topic="主题分类 · topic",
        Jurisdiction="地区 · place",
    )
    source_id: str = Field(title="起点编号 · id from")
    target_id: str = Field(title="终点编号 · id to")
    id: str = Field(title="关系编号 · id of the edge")


class _Net:
    """What has been read of the graph, in growing rings around both ends."""

    def __init__(self, p: PathParameters, reader: Reader) -> None:
        self.ends = (p.start, p.end)
        self.reader = reader
        hubs = p.places or any(end.startswith(("place:", "topic:")) for end in self.ends)
        self.types = [type for type in _ORDER if hubs or type not in _HUBS]
        self.through_hubs = p.places
        self.links: dict[str, set[str]] = defaultdict(set)
        self.edges: dict[tuple[str, str], set[Link]] = defaultdict(set)
        self.seen: tuple[set[str], set[str]] = ({p.start}, {p.end})
        self.rings: list[set[str]] = [{p.start}, {p.end}]
        self.radius = 0

    def reach(self, length: int) -> bool:
        """Read on until every way of this length is among what was read. False when that would be too much."""
        while self.radius < length and all(self.rings):
            side = 0 if len(self.rings[0]) <= len(self.rings[1]) else 1
            ring = set[str]()
            for link in self.reader.links(sorted(self.rings[side]), self.types):
                source, _, target = link
                if source != target and (self.through_hubs or not self._is_hub(link)):
                    self.links[source].add(target)
                    self.links[target].add(source)
                    self.edges[source, target].add(link)
                    ring |= {source, target}
            self.rings[side] = ring - self.seen[side]
            self.seen[side].update(ring)
            self.radius += 1
            if len(self.links) > MOST:
                return False
        return True

    def _is_hub(self, link: Link) -> bool:
        source, type, target = link
        return (type in _HUBS and target not in self.ends) or (type == "WITHIN" and source not in self.ends)

    def ways(self, length: int) -> Iterator[list[str]]:
        """All ways of just this length, in the order of their ids."""
        left = _distances(self.links, self.ends[1])
        stack = [[self.ends[0]]]
        while stack:
            way = stack.pop()
            room = length - len(way) + 1
            if room == 0:
                yield way
                continue
            onward = [
                node
                for node in self.links[way[-1]]
                if left.get(node, length) < room and node not in way and (node != self.ends[1] or room == 1)
            ]
            stack.extend([*way, node] for node in sorted(onward, reverse=True))


def _distances(links: Mapping[str, set[str]], end: str) -> dict[str, int]:
    found, ring = {end: 0}, {end}
    while ring:
        ring = {far for near in ring for far in links.get(near, ())} - set(found)
        found |= dict.fromkeys(ring, max(found.values()) + 1)
    return found


def _compute(p: PathParameters, reader: Reader) -> Iterator[PathRow]:
    if p.start == p.end:
        return
    net, found = _Net(p, reader), 0
    for length in range(1, p.hops + 1):
        if not net.reach(length):
            if found:
                return
            zh, en = (
                f"{length} 步之内的内容太多，请减少步数或加筛选",
                f"too much lies within {length} steps: ask for fewer, or filter",
            )
            raise ParameterWrong(name="hops", reason_zh=zh, reason_en=en)
        for way in net.ways(length):
            found += 1
            yield from _rows(found, way, net)
            if found == p.ways:
                return


def _rows(number: int, way: list[str], net: _Net) -> Iterator[PathRow]:
    nodes = net.reader.nodes(way)
    for step, (near, far) in enumerate(pairwise(way), 1):
        both = sorted(net.edges[near, far] | net.edges[far, near], key=lambda link: (_ORDER[link[1]], link))
        for source, type, target in both:
            yield PathRow(
                way=number, step=step, source=nodes[near].label, relation=type, target=nodes[far].label,
                direction="forward" if source == near else "back", target_type=nodes[far].type,
                source_id=near, target_id=far, id=f"{type}:{source}:{target}",
            )  # fmt: skip


QUESTION: Question[PathParameters, PathRow] = Question(
    name="path",
    zh="两个节点怎样联系在一起",
    en="How two nodes hang together: the shortest ways",
    parameters=PathParameters,
    row=PathRow,
    sql=None,
    compute=_compute,
)
