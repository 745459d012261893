"""The store's interface: what every store promises. Choose one with `graph.store.open_store`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from graph.judgements import Judgement
from graph.questions.base import Answer, Filters, Question
from graph.schema import Edge, Node, NodeType, Selection, Subgraph
from graph.store.keeping.shelf import Kept
from ingest.record import TaskList
from ingest.resolve import UnitIdentity

LoadResult = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading one list did. `document` is its id; `replaced` an older version of it went."""

    document: str
    result: LoadResult
    tasks: int
    duties: int
    was: str | None = None
    """The title of the document that went, when it is another one: two files print one 文号."""


@dataclass(frozen=True, slots=True)
class NodePage:
    """One page of nodes, in a stable order, and how many there are in all."""

    nodes: tuple[Node, ...]
    total: int


class Store(Protocol):
    """A graph store. Every method that writes is one transaction: all of it or nothing."""

    def load(self, lists: Sequence[TaskList], *, sha256: str) -> list[Loaded]:
        """Store all lists of one file. The same content again changes nothing; a changed version replaces the old one."""

    def remove(self, document: str) -> bool:
        """Take a document out, with everything that only it said. False when it was not there.
        What other documents say stays; a document that others cite stays as `named`."""

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Add judgements (see `graph.judgements`), and bring the documents that they concern into line.
        Returns how many documents changed. A judgement that is there already changes nothing; raises JudgementWrong when one
        contradicts another, and then none is added."""

    def undo(self, id: str, *, who: str, when: str) -> Judgement:
        """Take a judgement back: the graph is as if it had never been made; that it was made and undone stays on record.
        Raises JudgementUnknown."""

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those that were undone as well, in the order in which they were made."""

    def put_places(self, text: str) -> int:
        """Keep the user's own places (the text of a places.toml, see `ingest.divisions`) in place of earlier ones, and build
        the documents again; tells how many changed. An empty text takes them out. Raises PlacesWrong."""

    def identities(self) -> list[tuple[str, UnitIdentity]]:
        """Each printed name of a unit: the id of the unit that it means (after judgements), and its identity by the rules
        alone. Sorted by id and name."""

    def places(self) -> str:
        """The user's own places as they were given; empty when there are none."""

    def counts(self) -> dict[str, int]:
        """How many nodes of each type and edges of each type: {"Document": 3, "LEADS": 12, …}."""

    def state(self) -> tuple[float, ...]:
        """A value that changes when the graph may have changed, told without a look at the graph."""

    def node(self, id: str) -> Node | None:
        """The node with this id."""

    def several(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids, read together; an id that nothing has is left out."""

    def meant(self, type: NodeType, given: str) -> Node:
        """The node of this type that a person names by id, name or 文号. Raises ParameterWrong for a name that nothing or
        that several things bear, and lists the candidates."""

    def nodes(self, type: NodeType, *, filters: Filters, text: str = "", offset: int = 0, limit: int = 50) -> NodePage:
        """Nodes of one type that match the filters and, where given, the search text (Chinese words, names, 文号)."""

    def search(self, text: str, *, limit: int = 20) -> tuple[Node, ...]:
        """Nodes of all types that fit the words best: exact names first, then full text."""

    def neighbours(self, id: str, *, hops: int = 1, limit: int = 300) -> Subgraph:
        """The node, what lies within so many hops, and the edges among them. Raises NodeUnknown."""

    def edges(self, id: str, *, types: Sequence[str] = (), offset: int = 0, limit: int = 200) -> tuple[list[Edge], int]:
        """The edges at a node with their evidence, in a stable order, and how many there are in all."""

    def everything(self, *, filters: Filters) -> Subgraph:
        """All nodes and edges of the documents that match (for exports). Sorted by id."""

    def walk(self, *, filters: Filters) -> AbstractContextManager[Selection]:
        """The same as `everything`, one node or edge at a time, of one state of the graph as long as the context is open. A
        store that has no better way gives `everything` itself."""

    def among(self, ids: Collection[str]) -> AbstractContextManager[Selection]:
        """The nodes with these ids, and the edges among them, as `walk` gives them; an id that nothing has is left out."""

    def kept(self, document: str) -> Kept | None:
        """What a stored document is built again from: all that is kept of it for good."""

    def restore(self, kept: Kept) -> Loaded:
        """Store one document from what another store kept of it, under the same id."""

    def record(self, document: str) -> dict[str, Any] | None:
        """The extraction record of a stored document with its notes, as it was loaded."""

    def sha256(self, document: str) -> str | None:
        """The sum over the file that a stored document was read from."""

    def ask(self, question: Question[Any, Any], parameters: Any) -> Answer[Any]:
        """The answer of one question of the catalogue."""

    def close(self) -> None:
        """Give the store back."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
