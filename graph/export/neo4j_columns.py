"""Which columns the files for neo4j-admin have: of the graph that the world sees, from the schema; of what a store keeps
besides, as `graph.store.neo4j.model` says."""

from __future__ import annotations

from typing import Final

from graph.schema import EVIDENCE, ROLE_EDGE, EdgeKind, NodeKind

_PROOF: Final = tuple(f"evidence_{name}" for name in EVIDENCE)
_KEPT: Final[dict[str, tuple[str, ...]]] = {
    "Document": (
        "full", "number_key", "title_key", "place", "family", "sha256", "fingerprint", "meaning", "bare", "record", "prepared",
        "told",
    ),
    "Task": ("at",),
    "Unit": ("place", "told"),
}  # fmt: skip
OWN_NODES: Final[dict[str, tuple[str, ...]]] = {
    "Store": ("id", "schema", "places", "turn"),
    "Judgement": ("id", "value"),
    "Form": (
        "id", "printed", "full_name", "collective", "function", "place", "uses", "told", "identity", "body", "own",
    ),
    "Reference": ("id", "number", "title", "number_key", "issuer", "title_key", "uses"),
    "Mark": ("value",),
    "Later": ("id",),
}  # fmt: skip
"""Labels that are the store's own, with their properties. The ids of such nodes stand apart from all others."""
OWN_EDGES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "OF_PLACE": ("Document", "Jurisdiction", ()),
    "HEADS_IN": ("Theme", "Document", ()),
    "FORM_OF": ("Form", "Unit", ()),
    "FORM_AT": ("Form", "Jurisdiction", ()),
    "BASIS": ("Document", "Reference", ("pos", *_PROOF)),
    "CITATION": ("Task", "Reference", ("pos", *_PROOF)),
    "MEANS": ("Reference", "Document", ()),
    "TELLS": ("Document", "Unit", ("main", "form")),
    "BECAME": ("Unit", "Later", ("since", "whole", "why_zh", "why_en")),
    "PAIRED": ("Document", "Document", ("kind", "relation")),
    "MARKED": ("Document", "Mark", ()),
}
"""Relationships that are the store's own: what they join, and their properties."""


def of_nodes(kind: NodeKind, *, kept: bool) -> list[str]:
    """The properties of nodes of a type; with those that the store keeps on wish."""
    more = (*_KEPT.get(kind.type, ()), "words") if kept else ()
    return list(dict.fromkeys(["id", "label", *kind.properties, "evidence", *more]))


def of_edges(kind: EdgeKind, *, kept: bool) -> list[str]:
    """The same of edges."""
    more = ("standing", "form") if kept and kind.type in ROLE_EDGE.values() else ()
    return list(dict.fromkeys(["id", *kind.properties, *(_PROOF if kind.stated else ()), *more]))
