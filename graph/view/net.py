"""What a drawing reads of a store: edges without their evidence, and nodes, narrowed by the filters. Any store can answer it,
because it is asked as a question that Python computes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Any, Final

from pydantic import Field

from graph.questions.base import Answer, Filters, Link, Parameters, Question, Reader, Row
from graph.schema import EDGES, ROLE_EDGE, EdgeType, Node
from graph.store.base import Store
from graph.view.relations import DUTIES, Hop, Relation
from graph.view.steps import Wanted
from ingest.errors import ParameterWrong

MOST: Final = 20_000
"""Nodes that one relation may lead to: more is no drawing, and would only take its time."""
_SOURCE: Final = {kind.type: kind.source for kind in EDGES}
_DOCUMENTS_OF_A_PLACE: Final = 1000


class TooMany(ParameterWrong):
    """A relation leads to more than a drawing can hold, or a group could tell of."""

    def __init__(self, label: str, count: int) -> None:
        zh = f"“{label[:30]}”连着 {count} 项，请先用地区、年份等筛选"
        en = f"“{label[:30]}” leads to {count}: filter by place, year or another first"
        super().__init__(name="show", reason_zh=zh, reason_en=en)


class _Asked(Parameters):
    ids: tuple[str, ...] = Field(())
    types: tuple[EdgeType, ...] = Field(())


class _Found(Row):
    links: Any
    nodes: Any


def _read(p: _Asked, reader: Reader) -> Iterator[_Found]:
    links = reader.links(p.ids, p.types) if p.types else []
    yield _Found.model_construct(links=links, nodes={} if p.types else reader.nodes(p.ids))


_READ: Question[_Asked, _Found] = Question("view", "画面", "view", _Asked, _Found, sql=None, compute=_read)


class Net:
    """The reader of one drawing."""

    def __init__(self, store: Store, wanted: Wanted) -> None:
        self._store, self._wanted = store, wanted
        self._nodes: dict[str, Node] = {}

    @cached_property
    def _filters(self) -> dict[str, Any]:
        given = self._wanted.filters
        found = {name: getattr(given, name) for name in Filters.model_fields if getattr(given, name) is not None}
        for name, type in (("place", "Jurisdiction"), ("document", "Document"), ("topic", "Topic")):
            if name in found:  # looked up once, and not with each reading
                found[name] = self._meant(name, type, found[name])
        return found

    def _meant(self, name: str, type: Any, given: str) -> str:
        try:
            return self._store.meant(type, given).id
        except ParameterWrong as error:
            raise ParameterWrong(name=name, reason_zh=error.facts["reason_zh"], reason_en=error.facts["reason_en"]) from error

    def duties(self, types: Collection[EdgeType]) -> list[EdgeType]:
        """Of these types those that the filter of a role leaves."""
        role = self._wanted.filters.role
        return [type for type in types if role is None or type not in DUTIES or type == ROLE_EDGE[role]]

    def links(self, ids: Collection[str], types: Collection[EdgeType]) -> list[Link]:
        """The edges of these types at these nodes, sorted; none at a task that the filters do not leave."""
        kept = tuple(self.duties(types))
        if not ids or not kept:
            return []
        found: list[Link] = self._ask(ids=tuple(ids), types=kept, **self._filters).links
        return found

    def _ask(self, **given: Any) -> _Found:
        answer: Answer[_Found] = self._store.ask(_READ, _Asked.model_construct(**given))
        return answer.rows[0]

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes with these ids, those that are there."""
        wanted = list(dict.fromkeys(ids))
        if missing := [id for id in wanted if id not in self._nodes]:
            self._nodes.update(self._ask(ids=tuple(missing)).nodes)
        return {id: self._nodes[id] for id in wanted if id in self._nodes}

    def seed(self, id: str) -> Node | None:
        """A node that someone named by its id; a unit that was merged into another is that one."""
        return self.nodes([id]).get(id) or self._store.node(id)

    def members(self, node: Node, relation: Relation) -> Counter[str]:
        """What the relation leads to, and over how many tasks (1 where it is an edge of its own)."""
        if not relation.hops:
            return Counter(dict.fromkeys(self._documents_of(node.id), 1))
        reached = Counter(dict.fromkeys(self._with_inner(node.id, relation.inner), 1))
        for hop in relation.hops:
            reached = self._hop(reached, hop)
            if len(reached) > MOST:
                raise TooMany(node.label, len(reached))
        if len(relation.hops) > 1:
            del reached[node.id]
        return self._in_time(reached, relation)

    def _hop(self, near: Counter[str], hop: Hop) -> Counter[str]:
        pairs = set[tuple[str, str]]()
        for source, _, target in self.links(sorted(near), hop.types):
            if hop.side != "in" and source in near:
                pairs.add((source, target))
            if hop.side != "out" and target in near:
                pairs.add((target, source))
        far: Counter[str] = Counter()
        for _, id in sorted(pairs):
            far[id] += 1
        return far

    def _with_inner(self, id: str, hop: Hop | None) -> set[str]:
        found = ring = {id}
        while hop and ring:
            ring = set(self._hop(Counter(dict.fromkeys(ring, 1)), hop)) - found
            found = found | ring
        return found

    def _documents_of(self, place: str) -> list[str]:
        kept = {**self._filters, "place": place}
        page = self._store.nodes("Document", filters=Filters(**kept), limit=_DOCUMENTS_OF_A_PLACE)
        self._nodes.update({node.id: node for node in page.nodes})
        return [node.id for node in page.nodes]

    def _in_time(self, found: Counter[str], relation: Relation) -> Counter[str]:
        first, last, year = self._wanted.due_from, self._wanted.due_to, self._wanted.filters.year
        if relation.to == "Task" and (first or last):
            nodes = self.nodes(found)
            kept = {id for id, node in nodes.items() if (first or "") <= (node.properties["due"] or "") <= (last or "9999")}
            return Counter({id: n for id, n in found.items() if id in kept and nodes[id].properties["due"]})
        if relation.to == "Document" and year:
            nodes = self.nodes(found)
            return Counter({id: n for id, n in found.items() if nodes[id].properties.get("year") in (None, year)})
        return found

    def among(self, nodes: Iterable[Node]) -> list[Link]:
        """All edges with both ends among these nodes, asked from the end that has few."""
        by_type: dict[str, list[str]] = {}
        for node in nodes:
            by_type.setdefault(node.type, []).append(node.id)
        here = {id for ids in by_type.values() for id in ids}
        found = set[Link]()
        for type, ids in by_type.items():
            leaving: list[EdgeType] = [kind for kind, source in _SOURCE.items() if source == type and kind not in DUTIES]
            found.update(self.links(ids, [*leaving, *DUTIES] if type == "Task" else leaving))
        return sorted(link for link in found if link[0] in here and link[2] in here)

    def outermost(self, themes: Iterable[str]) -> dict[str, str]:
        """For each heading the outermost one above it, itself where there is none."""
        top = {id: id for id in themes}
        ring = set(top)
        while ring:
            above = {low: high for low, _, high in self.links(sorted(ring), ["PART_OF"]) if low in ring}
            top = {id: above.get(at, at) for id, at in top.items()}
            ring = set(above.values())
        return top
