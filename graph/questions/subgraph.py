"""A part of the graph: what lies around a node, or what the filters leave, nearest first. What `zhengtu export` writes.

Around a node lies whatever its relationships lead to, step by step, in both directions; a task that the filters do not leave is
not gone through. Without a node the tasks that the filters leave are chosen, and with them comes what they name: their
documents with the documents above, their units, headings, subject classes, cited documents and places, with all places above.
Without a filter either, everything is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from pydantic import Field

from graph.questions.base import Link, Parameters, Question, Reader, Row, Statement, coded, names_node
from graph.questions.scope import scope
from graph.questions.scope_cypher import cypher_scope
from graph.schema import EDGES, NODES, EdgeType
from graph.subgraph import importance

MOST: Final = 100_000
"""Nodes of an answer. Three steps from a large office are most of a graph, and have to be in memory; an export of what filters
leave has no such limit."""
_TOGETHER: Final = 1000
"""Nodes whose relationships are read together."""
_ALL: Final = tuple(kind.type for kind in EDGES)


class SubgraphParameters(Parameters):
    """Around what."""

    around: str | None = names_node(
        "Unit", "Document", "Jurisdiction", "Topic", "Task", "Theme",
        zh="只要这个节点周围的部分：单位、文件、地区、分类或任务",
        en="only what lies around this unit, document, place, topic or task",
    )  # fmt: skip
    hops: int = Field(1, ge=1, le=3, description="周围几步以内 · within so many steps of it")


class SubgraphRow(Row):
    """A node, and why it is in."""

    label: str = Field(title="名称 · name")
    type: str = coded("类型 · type", **{kind.type: f"{kind.zh} · {kind.en}" for kind in NODES})
    step: int = Field(title="第几步 · step")
    """0: chosen itself; n: a neighbour at step n."""
    relation: str | None = coded("联系 · through", **{kind.type: f"{kind.zh} · {kind.en}" for kind in EDGES})
    """The weightiest relationship with a node of the step before; None for what is chosen, and for the place of a list."""
    links: int = Field(title="联系数 · links")
    """How many relationships it has with nodes of the step before."""
    id: str = Field(title="编号 · id")


Found = tuple[str, EdgeType | None, int]
"""A node of a step: its id, the weightiest relationship with the step before, and how many there are."""


def _sql(p: SubgraphParameters) -> Statement:
    """The nodes that the filters choose, and the place of the list of each."""
    some = scope(p)
    if p.around:
        return Statement("SELECT key, NULL FROM node WHERE key = :around", {"around": p.around})
    if not some.narrow:
        return Statement("SELECT key, NULL FROM node ORDER BY type, key LIMIT :most", {"most": MOST + 1})
    rows = """
SELECT n.key, o.key FROM chosen_task AS c CROSS JOIN node AS n ON n.id = c.id CROSS JOIN task AS t ON t.id = c.id
  JOIN document AS d ON d.id = t.document LEFT JOIN node AS o ON o.id = d.place
ORDER BY n.key LIMIT :most"""
    return Statement(f"WITH RECURSIVE {some.text}{rows}", {**some.values, "most": MOST + 1})


def _cypher(p: SubgraphParameters) -> Statement:
    some = cypher_scope(p)
    if p.around:
        return Statement("RETURN $around, null", {"around": p.around})
    if not some.narrow:
        each = " UNION ALL ".join(f"MATCH (n:{kind.type}) RETURN {i} AS sort, n.id AS id" for i, kind in enumerate(NODES))
        return Statement(f"CALL () {{ {each} }} RETURN id, null ORDER BY sort, id LIMIT $most", {"most": MOST + 1})
    rows = "OPTIONAL MATCH (d)-[:OF_PLACE]->(o:Jurisdiction) RETURN t.id, o.id ORDER BY t.id LIMIT $most"
    return Statement(f"{some.tasks} {rows}", {**some.values, "most": MOST + 1})


def _compute(p: SubgraphParameters, reader: Reader) -> Iterator[SubgraphRow]:
    steps = _around(p, reader) if p.around else _named(reader, all=not scope(p).narrow)
    for step, found in steps:
        waiting = iter(found)
        while some := list(islice(waiting, min(_TOGETHER, p.limit + 1))):
            shown = reader.nodes([id for id, _, _ in some])
            for id, relation, links in some:
                node = shown[id]
                yield SubgraphRow(label=node.label, type=node.type, step=step, relation=relation, links=links, id=id)


class _Steps:
    """What has been reached, up to `MOST` nodes."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.kept = set[str]()

    def first(self, ids: Iterable[str]) -> Iterator[Found]:
        """What is chosen itself."""
        for id in ids:
            if len(self.kept) == MOST:
                self.reader.cut(1)
                return
            self.kept.add(id)
            yield id, None, 0

    def next(self, ways: Iterable[tuple[str, EdgeType]], besides: Iterable[str] = ()) -> list[Found]:
        """The nodes that these ways lead to and that no step had: those with more and with weightier links first."""
        links: dict[str, int] = {id: 0 for id in besides if id not in self.kept}
        through: dict[str, EdgeType] = {}
        for far, type in ways:
            if far not in self.kept:
                links[far] = links.get(far, 0) + 1
                through[far] = min(through.get(far, type), type, key=importance)
        found: list[Found] = [(id, through.get(id), count) for id, count in links.items()]
        found.sort(key=lambda one: (-one[2], importance(one[1]) if one[1] else 0, one[0]))
        room = MOST - len(self.kept)
        if len(found) > room:
            self.reader.cut(len(found) - room)
            del found[room:]
        self.kept.update(id for id, _, _ in found)
        return found


def _around(p: SubgraphParameters, reader: Reader) -> Iterator[tuple[int, list[Found]]]:
    """What lies so many steps from the node, step by step."""
    steps = _Steps(reader)
    ring = list(steps.first(id for id, _ in reader.rows()))
    yield 0, ring
    for step in range(1, p.hops + 1):
        near = {id for id, _, _ in ring}
        ring = steps.next(_ends(_links(reader, [id for id, _, _ in ring], _ALL), near))
        yield step, ring


def _ends(links: Iterable[Link], near: set[str]) -> Iterator[tuple[str, EdgeType]]:
    for source, type, target in links:
        if source in near:
            yield target, type
        if target in near:
            yield source, type


_ONWARD: Final[Mapping[str, Mapping[EdgeType, str]]] = {
    "task": {
        "LEADS": "unit", "SUPPORTS": "unit", "RESPONSIBLE_FOR": "unit", "LISTED_IN": "list", "UNDER": "heading",
        "CITES": "cited", "ABOUT": "class",
    },
    "list": {"IMPLEMENTS": "cited"},
    "unit": {"BELONGS_TO": "place"},
    "heading": {"PART_OF": "heading"},
    "place": {"WITHIN": "place"},
}  # fmt: skip
"""What is named by what: from a node in this part, over relationships of these types, to a node in that part."""
_BACK: Final = frozenset({"LEADS", "SUPPORTS", "RESPONSIBLE_FOR"})
"""These lead from what is named to the task."""


def _named(reader: Reader, *, all: bool) -> Iterator[tuple[int, Iterable[Found]]]:
    """The chosen nodes, then what they name, step by step."""
    steps, places = _Steps(reader), dict[str, None]()

    def chosen() -> Iterator[str]:
        for id, place in reader.rows():
            if place:
                places[place] = None
            yield id

    yield 0, steps.first(chosen())
    if all:
        return
    seen: dict[str, set[str]] = {"task": set(steps.kept)}
    rings: dict[str, set[str]] = {"task": set(steps.kept)}
    step = 0
    while rings:
        step += 1
        ways, onward = list[tuple[str, EdgeType]](), dict[str, set[str]]()
        for part, ring in rings.items():
            for source, type, target in _links(reader, sorted(ring), tuple(_ONWARD.get(part, ()))):
                near, far = (target, source) if type in _BACK else (source, target)
                if near in ring:
                    ways.append((far, type))
                    onward.setdefault(_ONWARD[part][type], set()).add(far)
        besides: Sequence[str] = list(places) if step == 2 else ()
        onward.setdefault("place", set()).update(besides)
        yield step, steps.next(ways, besides)
        rings = {part: left for part, ring in onward.items() if (left := ring - seen.setdefault(part, set()))}
        for part, ring in rings.items():
            seen[part] |= ring


def _links(reader: Reader, ids: Sequence[str], types: Sequence[EdgeType]) -> Iterator[Link]:
    """The relationships of these nodes, each once for every batch of nodes that it touches."""
    if types:
        for start in range(0, len(ids), _TOGETHER):
            yield from reader.links(ids[start : start + _TOGETHER], types)


QUESTION: Question[SubgraphParameters, SubgraphRow] = Question(
    name="subgraph",
    zh="图谱的一部分有哪些节点，为什么在其中",
    en="Which nodes a part of the graph holds, and why",
    parameters=SubgraphParameters,
    row=SubgraphRow,
    sql=_sql,
    cypher=_cypher,
    compute=_compute,
)
