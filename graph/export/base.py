"""The form of an export format, and the walk over what is exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol, runtime_checkable

from graph.schema import EDGES, NODES, Edge, EdgeType, Node, NodeType, Selection


class Writer(Protocol):
    """Writes a selection. The same selection gives the same bytes."""

    def __call__(self, selection: Selection, stream: BinaryIO, *, title: str) -> None: ...


class Parts(Protocol):
    """The files that a selection becomes, one after the other: name and content, in pieces."""

    def __call__(self, selection: Selection) -> Iterator[tuple[str, Iterator[bytes]]]: ...


class Inside(Protocol):
    """What stands in a store beside the graph that the world sees, as a store on Neo4j holds it
    (`graph.store.neo4j.model`)."""

    def besides(self, type: NodeType, nodes: list[Node]) -> list[dict[str, Any]]:
        """The store's own properties of these nodes of one type, node by node."""

    def duties(self, type: EdgeType) -> Iterator[tuple[Edge, dict[str, Any]]]:
        """The edges of a role in order, each with the store's own properties."""

    def own_nodes(self, label: str) -> Iterator[dict[str, Any]]:
        """The nodes of a label that is the store's own."""

    def own_edges(self, type: str) -> Iterator[tuple[Any, Any, dict[str, Any]]]:
        """The relationships of a type that is the store's own: the ids of both ends (of a Mark its value), properties."""


@runtime_checkable
class Whole(Selection, Protocol):
    """A selection that is all of a store."""

    @property
    def inside(self) -> Inside:
        """What stands in the store besides."""


@dataclass(frozen=True, slots=True)
class Export:
    """One format."""

    name: str
    zh: str
    en: str
    suffix: str
    media_type: str
    write: Writer
    parts: Parts | None = None
    """For a format of several files: those that `write` puts into an archive, and that can stand in a folder as well."""


def nodes(selection: Selection) -> Iterator[Node]:
    """All nodes, in the order of the schema's types, then of the ids."""
    for kind in NODES:
        yield from selection.nodes_of(kind.type)


def edges(selection: Selection) -> Iterator[Edge]:
    """All edges, in the order of the schema's types, then of their ends."""
    for kind in EDGES:
        yield from selection.edges_of(kind.type)
