"""Values for formats that have fewer types than the graph: single words and numbers, for spreadsheets and for XML."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, Final

from graph.schema import Edge, Node

Flat = str | int | float | bool
BETWEEN: Final = "；"
"""Stands between the words of a list where a format has no lists."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def of_node(node: Node) -> dict[str, Flat]:
    """Its id, type and label, what it has, and where that is stated (as JSON)."""
    head = {"id": node.id, "type": node.type, "label": printable(node.label)}
    return {**head, **_apart(flat(node.properties)), **flat({"evidence": node.evidence})}


def of_edge(edge: Edge) -> dict[str, Flat]:
    """Its id, type and ends, what it has, and its evidence under names that begin with `evidence_`."""
    head = {"id": edge.id, "type": edge.type, "source": edge.source, "target": edge.target}
    return {**head, **_apart(flat(edge.properties)), **flat({f"evidence_{k}": v for k, v in (edge.evidence or {}).items()})}


def apart(name: str) -> str:
    """The name of a property beside an element's own names: a property `type` is called `type_`."""
    return f"{name}_" if name in ("id", "type", "label", "source", "target") else name


def flat(properties: Mapping[str, Any]) -> dict[str, Flat]:
    """Without Nones and without numbers that are none; lists of words are joined, what is nested becomes JSON; no character
    that XML forbids."""
    out: dict[str, Flat] = {}
    for name, value in properties.items():
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            continue
        if isinstance(value, bool | int | float):
            out[name] = value
        elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            out[name] = printable(BETWEEN.join(value))
        else:
            out[name] = printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return out


def printable(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _CONTROLS.sub("", text)


def written(value: Flat) -> str:
    """The value as text: a truth as `true` or `false`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def no_formula(text: str) -> str:
    """The text as a spreadsheet can take it from a file without types: no program reads it as a formula. White space and
    full-width signs count, as some programs strip the one and fold the other before they look."""
    return "'" + text if _FORMULA.match(text) else text


def _apart(properties: dict[str, Flat]) -> dict[str, Flat]:
    return {apart(name): value for name, value in properties.items()}
