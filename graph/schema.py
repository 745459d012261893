"""The graph's node and relationship types, in one place. Stores, exports, API and pages take them from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol

NodeType = Literal["Document", "Task", "Unit", "Theme", "Topic", "Jurisdiction"]
EdgeType = Literal[
    "LEADS", "SUPPORTS", "RESPONSIBLE_FOR", "LISTED_IN", "UNDER", "PART_OF", "IMPLEMENTS", "CITES", "BELONGS_TO", "WITHIN",
    "ABOUT", "BRANCH_OF", "MEMBER_OF", "SUCCEEDED_BY", "CARRIES_OUT", "PARALLELS",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A node type: its names for people, and its properties in the order in which they are shown and exported."""

    type: NodeType
    zh: str
    en: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A relationship type: which nodes it joins, its names for people, and whether a document states it (has evidence)."""

    type: EdgeType
    source: NodeType
    target: NodeType
    zh: str
    en: str
    stated: bool
    properties: tuple[str, ...] = ()


NODES: tuple[NodeKind, ...] = (
    NodeKind(
        "Document",
        "文件",
        "document",
        ("title", "number", "issuer", "jurisdiction", "year", "issued", "known", "file", "checks"),
    ),
    NodeKind(
        "Task", "任务", "task", ("seq", "marker", "part", "text", "units", "deadline", "due", "ongoing", "relative", "note")
    ),
    NodeKind("Unit", "单位", "unit", ("name", "full_name", "kind", "function", "jurisdiction", "aliases")),
    NodeKind("Theme", "主题", "theme", ("title", "level")),
    NodeKind("Topic", "主题分类", "topic", ("title", "group")),
    NodeKind("Jurisdiction", "地区", "place", ("name", "level", "code")),
)
DUTY = ("order", "role_word", "printed", "inherited")
"""Properties of the three unit–task relationships: order in the list from 1, the role as printed, the name as printed."""
LINK = ("score", "grade", "why_zh", "why_en")
"""Properties of the links between tasks: 0 to 1, same or part, and the reason in words."""
EDGES: tuple[EdgeKind, ...] = (
    EdgeKind("LEADS", "Unit", "Task", "牵头", "leads", True, DUTY),
    EdgeKind("SUPPORTS", "Unit", "Task", "配合", "supports", True, DUTY),
    EdgeKind("RESPONSIBLE_FOR", "Unit", "Task", "责任", "responsible for", True, DUTY),
    EdgeKind("LISTED_IN", "Task", "Document", "出自", "listed in", True),
    EdgeKind("UNDER", "Task", "Theme", "属于主题", "under", True),
    EdgeKind("PART_OF", "Theme", "Theme", "上级主题", "part of", False),
    EdgeKind("IMPLEMENTS", "Document", "Document", "落实", "implements", True),
    EdgeKind("CITES", "Task", "Document", "引用", "cites", True),
    EdgeKind("BELONGS_TO", "Unit", "Jurisdiction", "所属地区", "belongs to", False),
    EdgeKind("WITHIN", "Jurisdiction", "Jurisdiction", "上级地区", "within", False),
    EdgeKind("ABOUT", "Task", "Topic", "属于分类", "about", False, ("weight", "words", "functions")),
    EdgeKind("BRANCH_OF", "Unit", "Unit", "派出于", "branch of", False),
    EdgeKind("MEMBER_OF", "Unit", "Unit", "属于统称", "member of", False, ("why_zh", "why_en")),
    EdgeKind("SUCCEEDED_BY", "Unit", "Unit", "改革后为", "succeeded by", False, ("since", "whole", "why_zh", "why_en")),
    EdgeKind("CARRIES_OUT", "Task", "Task", "落实", "carries out", False, LINK),
    EdgeKind("PARALLELS", "Task", "Task", "对应", "parallels", False, LINK),
)
_LABEL = 40
"""Characters of a task that its label shows."""
ROLE_EDGE: dict[str, EdgeType] = {"lead": "LEADS", "support": "SUPPORTS", "responsible": "RESPONSIBLE_FOR"}


@dataclass(frozen=True, slots=True)
class Node:
    """A node. `id` is made from content and is the same on any machine; `label` is what a page writes on it."""

    id: str
    type: NodeType
    label: str
    properties: dict[str, Any]
    evidence: dict[str, dict[str, Any]] | None = None
    """Where a document states its properties, by their names: of a Task `text` and `deadline`, of a Document what its head
    says. Each as `Edge.evidence`. None for what several documents may state."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship. `evidence` is the record's evidence as JSON values with the document's id and file beside it:
    {"document", "file", "page", "sheet", "table", "row", "column", "line", "start", "end", "quote", "inherited"}, and where
    there is such: "also" (the places and spans where the quote goes on), "boxes" (on the pages of a PDF) and "printed" (the
    words in the characters in which they are printed). None only for the types that no document states."""

    id: str
    type: EdgeType
    source: str
    target: str
    properties: dict[str, Any]
    evidence: dict[str, Any] | None = None


def task_label(text: str) -> str:
    """What a page writes on a task: the beginning of its text."""
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def document_label(id: str, title: str | None, number: str | None, file: str | None) -> str:
    """What a page writes on a document: the best of its names that there is."""
    return title or number or file or id


def passages(evidence: dict[str, Any]) -> list[dict[str, Any]]:
    """The places of the words that an evidence quotes, in order: the first one, and those where the quote goes on."""
    return [evidence, *evidence.get("also", ())]


EVIDENCE = (
    "document", "file", "page", "sheet", "table", "row", "column", "line", "start", "end", "quote", "inherited", "also",
    "boxes", "printed",
)  # fmt: skip
"""The names in an edge's evidence, in the order in which they are exported."""


class Selection(Protocol):
    """A part of the graph that can be walked again and again, and need not be in memory. Every edge has both its ends among
    the nodes."""

    @property
    def truncated(self) -> int:
        """How many neighbours were left out."""

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and the edges among them, each sorted by id. `truncated` says how many neighbours were left out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: int = 0

    def nodes_of(self, type: NodeType) -> Iterator[Node]:
        """The nodes of this type, sorted by id."""
        return (node for node in self.nodes if node.type == type)

    def edges_of(self, type: EdgeType) -> Iterator[Edge]:
        """The edges of this type, sorted by their source, then by their target."""
        return iter(sorted((e for e in self.edges if e.type == type), key=lambda edge: (edge.source, edge.target)))
