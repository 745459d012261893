"""How each kind of node and relationship looks: one place for the page (as `/static/style.json`) and the snapshot.

Colours are Okabe and Ito's, which colour-blind people tell apart; shape and line say the same once more without colour.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.schema import EDGES, NODES, EdgeType, Node, NodeType

Shape = Literal["dot", "square", "diamond", "triangle", "triangleDown", "hexagon"]
LABEL_LINE, LABEL_LINES = 8, 2
"""Characters in a line of a label, and lines: what fits between two neighbours in `viz.layout`."""
UNSAFE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Controls, and the marks that turn the direction of writing: a canvas would obey them."""


@dataclass(frozen=True, slots=True)
class NodeLook:
    """A node's shape, colour and size."""

    shape: Shape
    colour: str
    size: int


@dataclass(frozen=True, slots=True)
class EdgeLook:
    """A relationship's line."""

    colour: str
    width: float
    dashes: tuple[int, int] | None = None


NODE: dict[NodeType, NodeLook] = {
    "Unit": NodeLook("dot", "#0072B2", 17),
    "Task": NodeLook("square", "#E69F00", 11),
    "Document": NodeLook("hexagon", "#009E73", 18),
    "Theme": NodeLook("diamond", "#CC79A7", 13),
    "Topic": NodeLook("triangle", "#F0E442", 13),
    "Jurisdiction": NodeLook("triangleDown", "#D55E00", 15),
}
QUIET = EdgeLook("#9AA3AD", 1)
EDGE: dict[EdgeType, EdgeLook] = {
    "LEADS": EdgeLook("#0072B2", 4),
    "SUPPORTS": EdgeLook("#D55E00", 2, (7, 5)),
    "RESPONSIBLE_FOR": EdgeLook("#6B7580", 1.4),
    "IMPLEMENTS": EdgeLook("#009E73", 2.5),
    "CITES": EdgeLook("#009E73", 1.4, (2, 4)),
    "CARRIES_OUT": EdgeLook("#009E73", 2.5),
    "PARALLELS": EdgeLook("#CC79A7", 1.8, (2, 4)),
}


def edge_look(type: EdgeType) -> EdgeLook:
    """The line of a relationship type; a quiet one for those that only give order."""
    return EDGE.get(type, QUIET)


def short_label(text: str) -> str:
    """A label that fits its place in the drawing: at most two short lines, without control characters."""
    clean = UNSAFE.sub("", text).strip()
    if len(clean) > LABEL_LINE * LABEL_LINES:
        clean = clean[: LABEL_LINE * LABEL_LINES - 1] + "…"
    return "\n".join(clean[i : i + LABEL_LINE] for i in range(0, len(clean), LABEL_LINE))


def hollow(node: Node) -> bool:
    """Drawn as an outline: a collective (各镇街), and a document that is only named and not here."""
    return node.properties.get("kind") == "collective" or node.properties.get("known") == "named"


def as_json() -> dict[str, Any]:
    """All of this as JSON values, with the types' names for people, in the schema's order."""
    return {
        "nodes": {k.type: {**asdict(NODE[k.type]), "zh": k.zh, "en": k.en, "properties": k.properties} for k in NODES},
        "edges": {k.type: {**asdict(edge_look(k.type)), "zh": k.zh, "en": k.en, "stated": k.stated} for k in EDGES},
        "label": {"line": LABEL_LINE, "lines": LABEL_LINES},
    }
