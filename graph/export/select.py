"""What is exported: all, what some filters leave, what lies around a node or between two, what the rows of a question name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.schema import Edge, EdgeType, Node, NodeType, Selection, Subgraph
from ingest.errors import NameAmbiguous, NodeUnknown, ParameterWrong

if TYPE_CHECKING:
    from pydantic import BaseModel

    from graph.questions.base import Answer, Filters, Parameters, Question
    from graph.store.base import Store

MOST_ROWS: Final = 100_000
"""Rows of an answer that is taken away whole."""
_NAMED: Final[tuple[NodeType, ...]] = ("Unit", "Document", "Jurisdiction", "Topic", "Task")


@contextmanager
def selection(store: Store, filters: Filters, *, around: str | None = None, hops: int = 1) -> Iterator[Selection]:
    """All that the filters leave; with `around` (an id, or the name of a unit, document, place, class or task) what lies within
    so many hops of the node, as the question `subgraph` has it. Raises NodeUnknown; ParameterWrong for a name of several."""
    if around is None:
        with store.walk(filters=filters) as found:
            yield found
        return
    from graph.questions import get

    asked = {**filters.model_dump(exclude_none=True), "around": meant(store, around, "around"), "hops": hops}
    with named(store, whole(store, get("subgraph"), asked)) as found:
        yield found


@contextmanager
def between(store: Store, filters: Filters, ends: tuple[str, str]) -> Iterator[Selection]:
    """The shortest ways between two nodes, as the question `path` has them. Raises as `selection`."""
    from graph.questions import get

    start, end = (meant(store, one, "between") for one in ends)
    asked = {**filters.model_dump(exclude_none=True), "start": start, "end": end}
    with named(store, whole(store, get("path"), asked)) as found:
        yield found


@contextmanager
def named(store: Store, answer: Answer[Any]) -> Iterator[Selection]:
    """The nodes that the rows of an answer name, and the edges among them."""
    ids = {value for row in answer.rows for value in _ids(row)}
    with store.among(ids) as found:
        yield _Cut(found, answer.left_out) if answer.left_out else found


def whole(store: Store, question: Question[Any, Any], parameters: Parameters | dict[str, Any]) -> Answer[Any]:
    """The answer with all its rows, `MOST_ROWS` at most, unless the parameters say how many."""
    given = question.parameters.model_validate(parameters) if isinstance(parameters, dict) else parameters
    if "limit" not in given.model_fields_set:
        given = given.model_copy(update={"limit": MOST_ROWS})
    return store.ask(question, given)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A selection of which something was left out."""

    found: Selection
    truncated: int

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""
        return self.found.nodes_of(type)

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""
        return self.found.edges_of(type)


def gathered(found: Selection) -> Subgraph:
    """The whole selection in memory, for what has to see all of it at once."""
    from graph.export.base import edges, nodes

    if isinstance(found, Subgraph):
        return found
    by_id = sorted(nodes(found), key=lambda node: node.id), sorted(edges(found), key=lambda edge: edge.id)
    return Subgraph(tuple(by_id[0]), tuple(by_id[1]), found.truncated)


def _ids(row: BaseModel) -> Iterator[str]:
    """The ids that a row holds."""
    for name, value in row:
        if (name == "id" or name.endswith("_id")) and isinstance(value, str):
            yield value


def meant(store: Store, given: str, parameter: str) -> str:
    """The id of the node that a person names, by id or by what it is called. Raises NodeUnknown, and ParameterWrong, naming
    the parameter, for a name that several things bear."""
    node = store.node(given)
    if node is not None:
        return node.id
    for type in _NAMED:
        try:
            return store.meant(type, given).id
        except NameAmbiguous as error:
            raise ParameterWrong(
                name=parameter, reason_zh=error.facts["reason_zh"], reason_en=error.facts["reason_en"]
            ) from error
        except ParameterWrong:
            continue  # perhaps it is the name of something else
    raise NodeUnknown(id=given)
