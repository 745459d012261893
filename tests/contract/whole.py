"""The whole graph as nodes and edges, for oracles in plain Python: what the questions answer, from what exports show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph.questions.base import Filters
from graph.schema import ROLE_EDGE, Edge, Node
from graph.store.base import Store

ROLES = {edge: role for role, edge in ROLE_EDGE.items()}
CODES = {"LEADS": 1, "SUPPORTS": 2, "RESPONSIBLE_FOR": 3}


class Whole:
    """All nodes by id, and all edges by type."""

    def __init__(self, store: Store) -> None:
        everything = store.everything(filters=Filters())
        self.nodes: dict[str, Node] = {node.id: node for node in everything.nodes}
        self.edges: dict[str, list[Edge]] = defaultdict(list)
        for edge in everything.edges:
            self.edges[edge.type].append(edge)
        self.document = {e.source: e.target for e in self.edges["LISTED_IN"]}
        self.duties = [e for type in ROLES for e in self.edges[type]]
        self.at: dict[str, list[Edge]] = defaultdict(list)
        for duty in self.duties:
            self.at[duty.target].append(duty)

    def of(self, type: str) -> list[Node]:
        return [node for node in self.nodes.values() if node.type == type]

    def pairs(self, *types: str) -> set[tuple[str, str]]:
        return {(e.source, e.target) for type in types for e in self.edges[type]}

    def collective(self, unit: str) -> bool:
        return bool(self.nodes[unit].properties["kind"] == "collective")

    def place_of(self, document: str) -> str | None:
        """The document's place: in these tests the last name of the jurisdiction that it prints (甲省乙市 is 乙市)."""
        name = (self.nodes[document].properties["jurisdiction"] or "")[-2:]
        return next((n.id for n in self.of("Jurisdiction") if n.properties["name"] == name), None)

    def around(self, place: str | None) -> set[str]:
        """The names of a place and of those that it lies in."""
        upper = dict(self.pairs("WITHIN"))
        found = set()
        while place:
            found.add(self.nodes[place].properties["name"])
            place = upper.get(place)
        return found

    def documents(self, asked: dict[str, Any]) -> set[str]:
        """The documents that the filters leave."""
        left = set()
        for node in self.of("Document"):
            place = self.place_of(node.id)
            level = self.nodes[place].properties["level"] if place else "national"
            fits = (
                node.properties["known"] == "full"
                and asked.get("year") in (None, node.properties["year"])
                and (asked.get("place") is None or asked["place"] in self.around(place))
                and asked.get("level") in (None, level)
                and asked.get("document") in (None, node.id)
            )
            left |= {node.id} if fits else set()
        return left

    def tasks(self, asked: dict[str, Any]) -> set[str]:
        """The tasks that the filters leave."""
        documents = self.documents(asked)
        under, upper, about = dict(self.pairs("UNDER")), dict(self.pairs("PART_OF")), self.pairs("ABOUT")
        left = set()
        for task, document in self.document.items():
            titles, theme = [], under.get(task)
            while theme:
                titles.append(self.nodes[theme].properties["title"])
                theme = upper.get(theme)
            duties = [e for e in self.at[task] if asked.get("role") in (None, ROLES[e.type])]
            fits = (
                document in documents
                and (asked.get("theme") is None or any(asked["theme"] in title for title in titles))
                and (asked.get("topic") is None or (task, asked["topic"]) in about)
                and (asked.get("role") is None or bool(duties))
                and (
                    asked.get("function") is None
                    or asked["function"] in {self.nodes[e.source].properties["function"] for e in duties}
                )
            )
            left |= {task} if fits else set()
        return left

    def due(self, task: str) -> tuple[bool, str]:
        """To sort by: what has no date comes last."""
        due = self.nodes[task].properties["due"]
        return due is None, due or ""

    def label(self, document: str) -> str:
        shown = self.nodes[document].properties
        return str(shown["title"] or shown["number"] or shown["file"])

    def roles(self, task: str, units: Iterable[str]) -> list[str]:
        """The roles that these units have in a task, lead first."""
        given = set(units)
        found = {e.type for e in self.at[task] if e.source in given}
        return [ROLES[type] for type in sorted(found, key=lambda type: CODES[type])]
