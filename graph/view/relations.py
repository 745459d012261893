"""By what a node can be opened: for each type the relations that lead on, and through which edges.

Most lead over one edge. Some lead over a task (who leads in this document?): then there is no edge to draw, and the drawing
sums up those that it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from graph.schema import EdgeType, NodeType

Side = Literal["out", "in", "both"]
DUTIES: Final[tuple[EdgeType, ...]] = ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR")


@dataclass(frozen=True, slots=True)
class Hop:
    """A move over edges of these types, along them (out), against them (in) or both ways."""

    types: tuple[EdgeType, ...]
    side: Side


@dataclass(frozen=True, slots=True)
class Relation:
    """What a node is opened by. `to`: the type of what it leads to."""

    name: str
    to: NodeType
    hops: tuple[Hop, ...] = ()
    """None at all: the documents of a place, for which the graph has no edge (the store knows them)."""
    inner: Hop | None = None
    """Taken from the node as often as it leads on, before `hops`: a heading stands for those under it."""


def _out(*types: EdgeType) -> Hop:
    return Hop(types, "out")


def _in(*types: EdgeType) -> Hop:
    return Hop(types, "in")


def _units(*before: Hop, inner: Hop | None = None) -> tuple[Relation, ...]:
    names = ("lead", "support", "responsible")
    return tuple(Relation(name, "Unit", (*before, _in(duty)), inner) for name, duty in zip(names, DUTIES, strict=True))


_BELOW: Final = _in("PART_OF")
RELATIONS: Final[dict[NodeType, tuple[Relation, ...]]] = {
    "Unit": (
        Relation("lead", "Task", (_out("LEADS"),)),
        Relation("support", "Task", (_out("SUPPORTS"),)),
        Relation("responsible", "Task", (_out("RESPONSIBLE_FOR"),)),
        Relation("task", "Task", (_out(*DUTIES),)),
        Relation("document", "Document", (_out(*DUTIES), _out("LISTED_IN"))),
        Relation("theme", "Theme", (_out(*DUTIES), _out("UNDER"))),
        Relation("partner", "Unit", (_out(*DUTIES), _in(*DUTIES))),
        Relation("kin", "Unit", (Hop(("BRANCH_OF", "MEMBER_OF", "SUCCEEDED_BY"), "both"),)),
        Relation("place", "Jurisdiction", (_out("BELONGS_TO"),)),
    ),
    "Task": (
        *_units(),
        Relation("theme", "Theme", (_out("UNDER"),)),
        Relation("document", "Document", (_out("LISTED_IN"),)),
        Relation("topic", "Topic", (_out("ABOUT"),)),
        Relation("upstream", "Task", (_out("CARRIES_OUT"),)),
        Relation("cited", "Document", (_out("CITES"),)),
        Relation("downstream", "Task", (_in("CARRIES_OUT"),)),
        Relation("parallel", "Task", (Hop(("PARALLELS",), "both"),)),
    ),
    "Document": (
        Relation("task", "Task", (_in("LISTED_IN"),)),
        *_units(_in("LISTED_IN")),
        Relation("theme", "Theme", (_in("LISTED_IN"), _out("UNDER"))),
        Relation("upstream", "Document", (_out("IMPLEMENTS"),)),
        Relation("downstream", "Document", (_in("IMPLEMENTS"),)),
        Relation("citing", "Task", (_in("CITES"),)),
    ),
    "Theme": (
        Relation("task", "Task", (_in("UNDER"),), _BELOW),
        *_units(_in("UNDER"), inner=_BELOW),
        Relation("document", "Document", (_in("UNDER"), _out("LISTED_IN")), _BELOW),
        Relation("upper", "Theme", (_out("PART_OF"),)),
        Relation("lower", "Theme", (_in("PART_OF"),)),
    ),
    "Topic": (
        Relation("task", "Task", (_in("ABOUT"),)),
        *_units(_in("ABOUT")),
        Relation("document", "Document", (_in("ABOUT"), _out("LISTED_IN"))),
    ),
    "Jurisdiction": (
        Relation("document", "Document"),
        Relation("unit", "Unit", (_in("BELONGS_TO"),)),
        Relation("upper", "Jurisdiction", (_out("WITHIN"),)),
        Relation("lower", "Jurisdiction", (_in("WITHIN"),)),
    ),
}


def relation(type: NodeType, name: str) -> Relation | None:
    """The relation of this name that a node of this type can be opened by."""
    return next((one for one in RELATIONS[type] if one.name == name), None)
