"""Where the things of a drawing belong: their level, their place, their heading. Layouts put together what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.schema import Node
from graph.store.base import Store
from graph.view.draw import View
from ingest.errors import ParameterWrong

LEVELS: Final = ("national", "province", "city", "county", "zone", "town")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a node or group belongs to; None where nothing tells. `level` is one of LEVELS."""

    level: str | None = None
    place: str | None = None
    """The id of a place."""
    theme: str | None = None
    """The id of the outermost heading."""


def standings(view: View, store: Store) -> dict[str, Standing]:
    """The standing of each node and group; a group stands where its first member does."""
    first = {id: group.members[0] for id, group in view.groups.items()}
    nodes = {**view.net.nodes(first.values()), **view.nodes}
    tasks = [id for id, node in nodes.items() if node.type == "Task"]
    document = {task: id for task, _, id in view.net.links(tasks, ["LISTED_IN"])}
    theme = {task: id for task, _, id in view.net.links(tasks, ["UNDER"])}
    theme |= {id: id for id, node in nodes.items() if node.type == "Theme"}
    top = view.net.outermost(sorted(set(theme.values())))
    of_theme = _documents_of(view, sorted(theme.values()))
    papers = view.net.nodes([*document.values(), *of_theme.values()])
    unit_place = {unit: id for unit, _, id in view.net.links(_of(nodes, "Unit"), ["BELONGS_TO"])}
    places = _Places(view, store)

    def one(node: Node) -> Standing:
        heading = top.get(theme.get(node.id, ""))
        if node.type == "Jurisdiction":
            return Standing(_level(node), node.id)
        if node.type == "Unit":
            id = unit_place.get(node.id)
            return Standing(_level(places.node(id)) if id else None, id)
        paper = node if node.type == "Document" else papers.get(document.get(node.id) or of_theme.get(node.id, ""))
        if paper is None:
            return Standing(theme=heading)
        level, id = places.of(paper)
        return Standing(level, id, heading)

    found = {id: one(node) for id, node in nodes.items()}
    return {**{id: found[id] for id in view.nodes}, **{id: found[member] for id, member in first.items() if member in found}}


def _of(nodes: dict[str, Node], type: str) -> list[str]:
    return [id for id, node in nodes.items() if node.type == type]


def _level(node: Node | None) -> str | None:
    return str(node.properties["level"]) if node and node.properties.get("level") else None


def _documents_of(view: View, themes: list[str]) -> dict[str, str]:
    task = {id: task for task, _, id in reversed(view.net.links(themes, ["UNDER"]))}
    listed = {task: id for task, _, id in view.net.links(sorted(task.values()), ["LISTED_IN"])}
    return {theme: listed[one] for theme, one in task.items() if one in listed}


class _Places:
    """Places by the names that documents give them."""

    def __init__(self, view: View, store: Store) -> None:
        self._view, self._store = view, store
        self._by_name: dict[str, Node | None] = {}

    def node(self, id: str) -> Node | None:
        return self._view.net.nodes([id]).get(id)

    def of(self, document: Node) -> tuple[str | None, str | None]:
        """Level and id. A document of no place is a national one when it is here, and of no level when it is only named."""
        name = document.properties.get("jurisdiction")
        if not name:
            return ("national" if document.properties.get("known") == "full" else None), None
        if name not in self._by_name:
            try:
                self._by_name[name] = self._store.meant("Jurisdiction", name)
            except ParameterWrong:  # a name of several places
                self._by_name[name] = None
        node = self._by_name[name]
        return _level(node), node.id if node else None
