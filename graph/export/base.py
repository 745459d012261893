"""The form of an export format, and the walk over what is exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from graph.schema import EDGES, NODES, Edge, Node, Selection


class Writer(Protocol):
    """Writes a selection. The same selection gives the same bytes."""

    def __call__(self, selection: Selection, stream: BinaryIO, *, title: str) -> None: ...


class Parts(Protocol):
    """The files that a selection becomes, one after the other: name and content, in pieces."""

    def __call__(self, selection: Selection) -> Iterator[tuple[str, Iterator[bytes]]]: ...


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
