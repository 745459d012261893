"""What is exported: all, what some filters leave, or what lies around a node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from graph.schema import NodeType, Selection, Subgraph
from ingest.errors import NameAmbiguous, NodeUnknown, ParameterWrong

if TYPE_CHECKING:
    from graph.questions.base import Filters
    from graph.store.base import Store

MOST_AROUND: Final = 100_000
"""Nodes of a neighbourhood: three steps from a large office are most of a graph, and have to be in memory."""
_NAMED: Final[tuple[NodeType, ...]] = ("Unit", "Document", "Jurisdiction")


@contextmanager
def selection(store: Store, filters: Filters, *, around: str | None = None, hops: int = 1) -> Iterator[Selection]:
    """All that the filters leave; with `around` (an id, or the name of a unit, document or place), of that only what lies
    within so many hops of the node. Raises NodeUnknown, and ParameterWrong for a name of several."""
    if around is None:
        with store.walk(filters=filters) as found:
            yield found
        return
    center = _meant(store, around)
    near = store.neighbours(center, hops=hops, limit=MOST_AROUND)
    if not filters.model_dump(exclude_none=True):
        yield near
        return
    kept = {node.id for node in store.everything(filters=filters).nodes} | {center}
    nodes = tuple(node for node in near.nodes if node.id in kept)
    yield Subgraph(nodes, tuple(e for e in near.edges if e.source in kept and e.target in kept), near.truncated)


def gathered(found: Selection) -> Subgraph:
    """The whole selection in memory, for what has to see all of it at once."""
    from graph.export.base import edges, nodes

    if isinstance(found, Subgraph):
        return found
    by_id = sorted(nodes(found), key=lambda node: node.id), sorted(edges(found), key=lambda edge: edge.id)
    return Subgraph(tuple(by_id[0]), tuple(by_id[1]), found.truncated)


def _meant(store: Store, given: str) -> str:
    node = store.node(given)
    if node is not None:
        return node.id
    for type in _NAMED:
        try:
            return store.meant(type, given).id
        except NameAmbiguous as error:
            raise ParameterWrong(
                name="around", reason_zh=error.facts["reason_zh"], reason_en=error.facts["reason_en"]
            ) from error
        except ParameterWrong:
            continue  # perhaps it is the name of something else
    raise NodeUnknown(id=given)
