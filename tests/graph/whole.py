"""The whole graph as nodes and edges in plain Python: what the oracles of the questions read. No SQL in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from graph.judgements import Judgement
from graph.questions.base import Filters
from graph.schema import ROLE_EDGE, Edge, Node
from graph.store.base import Store
from ingest.errors import ParameterWrong
from ingest.record import TaskList
from tests.graph.lists import fake_chain

ROLE = {edge: role for role, edge in ROLE_EDGE.items()}
RANK = {"lead": 1, "support": 2, "responsible": 3}

WHERE = st.fixed_dictionaries(
    {},
    optional={
        "place": st.sampled_from(["甲省", "乙市", "丙县"]),
        "year": st.sampled_from([2023, 2024]),
        "level": st.sampled_from(["province", "city", "county"]),
        "theme": st.sampled_from(["招商", "公开"]),
        "function": st.sampled_from(["商务", "教育"]),
        "role": st.sampled_from(["lead", "support", "responsible"]),
    },
)
"""Filters that a question may be asked with."""
ANY_ROLE = WHERE.map(lambda where: {name: value for name, value in where.items() if name != "role"})
"""The same without the role, where a question has roles of its own."""


@dataclass
class Whole:
    """Nodes by id, edges by type and end."""

    nodes: dict[str, Node]
    edges: list[Edge]
    out: dict[tuple[str, str], list[Edge]] = field(default_factory=lambda: defaultdict(list))
    """Edges by type and source."""
    into: dict[tuple[str, str], list[Edge]] = field(default_factory=lambda: defaultdict(list))
    """Edges by type and target."""

    def of(self, type: str) -> list[Node]:
        """The nodes of a type."""
        return [node for node in self.nodes.values() if node.type == type]

    def document(self, task: str) -> Node:
        """The document that lists a task."""
        (listed,) = self.out["LISTED_IN", task]
        return self.nodes[listed.target]

    def place(self, document: Node) -> str | None:
        """The innermost place of a document."""
        chain = fake_chain(document.properties["jurisdiction"])
        return chain[-1] if chain else None

    def duties(self, task: str, *roles: str) -> list[Edge]:
        """What units have to do in a task, in these roles, in the document's order."""
        found = [e for role in roles or ROLE_EDGE for e in self.into[ROLE_EDGE[role], task]]
        return sorted(found, key=lambda e: (e.properties["order"], RANK[ROLE[e.type]]))

    def printed(self, task: str, *roles: str) -> str | None:
        """The units of a task as a row tells them."""
        return "、".join(e.properties["printed"] for e in self.duties(task, *roles)) or None

    def single(self, unit: str) -> bool:
        """Whether it is one unit, and no collective wording."""
        return bool(self.nodes[unit].properties["kind"] == "unit")

    def follows(self, unit: str) -> str | None:
        """The body that alone took over the whole work of a unit."""
        later = [e.target for e in self.out["SUCCEEDED_BY", unit] if e.properties["whole"]]
        return later[0] if len(later) == 1 else None

    def now(self, unit: str) -> str:
        """The last body that a unit became."""
        for _ in self.nodes:
            unit = self.follows(unit) or unit
        return unit

    def unit_place(self, unit: str) -> str | None:
        """The place that a unit belongs to."""
        return next((self.nodes[e.target].label for e in self.out["BELONGS_TO", unit]), None)

    def headings(self, task: str) -> list[Node]:
        """The headings over a task, the innermost first."""
        found: list[Node] = []
        edges = self.out["UNDER", task]
        while edges:
            found.append(self.nodes[edges[0].target])
            edges = self.out["PART_OF", found[-1].id]
        return found

    def documents_left(self, asked: dict[str, Any]) -> set[str]:
        """The documents that the filters on documents leave."""
        levels = {n.label: n.properties["level"] for n in self.of("Jurisdiction")}
        left = set()
        for document in self.of("Document"):
            place, chain = self.place(document), fake_chain(document.properties["jurisdiction"])
            fits = (
                document.properties["known"] == "full"
                and asked.get("year") in (None, document.properties["year"])
                and (asked.get("place") is None or asked["place"] in chain)
                and (asked.get("level") is None or (place is not None and levels[place] == asked["level"]))
            )
            left |= {document.id} if fits else set()
        return left

    def tasks_left(self, asked: dict[str, Any]) -> list[str]:
        """The tasks that the filters leave, sorted by id."""
        documents, left = self.documents_left(asked), []
        for task in self.of("Task"):
            duties = self.duties(task.id, *([asked["role"]] if asked.get("role") else []))
            lines = {self.nodes[e.source].properties["function"] for e in duties}
            fits = (
                self.document(task.id).id in documents
                and (asked.get("theme") is None or any(asked["theme"] in h.label for h in self.headings(task.id)))
                and (asked.get("function") is None or asked["function"] in lines)
                and (asked.get("role") is None or bool(duties))
            )
            left += [task.id] if fits else []
        return sorted(left)


def whole(store: Store) -> Whole:
    """All that a store holds."""
    held = store.everything(filters=Filters())
    found = Whole({node.id: node for node in held.nodes}, list(held.edges))
    for edge in held.edges:
        found.out[edge.type, edge.source].append(edge)
        found.into[edge.type, edge.target].append(edge)
    return found


def filled(fresh: Callable[[], Store], lists: list[TaskList]) -> Store:
    """A store with these lists."""
    store = fresh()
    for one in lists:
        store.load([one], sha256="0")
    return store


def reformed(store: Store) -> None:
    """Decide that the first unit of the graph became the second one."""
    units = store.nodes("Unit", filters=Filters(), limit=1000).nodes
    if len(units) > 1:
        first, second = sorted(unit.id for unit in units)[:2]
        store.judge([Judgement("successor", first, second, who="王", when="2025-03-01T09:00:00", why="机构改革")])


def meant(store: Store, asked: dict[str, Any]) -> bool:
    """Whether the place that is asked for is in the graph: a name that is not is an error, which `test_leads` tells of."""
    try:
        store.nodes("Task", filters=Filters.model_validate(asked), limit=1)
    except ParameterWrong:
        return False
    return True
