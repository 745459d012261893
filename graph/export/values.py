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
_OWN: Final = frozenset({"id", "type", "label", "source", "target"})
_EVIDENCE: Final = "evidence_"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def of_node(node: Node, *, shape: bool = False) -> dict[str, Flat]:
    """Its id, type and label, what it has, and where that is stated (as JSON). With `shape` all texts are left empty, for
    those who only want to know what there is."""
    head: dict[str, Flat] = {"id": node.id, "type": node.type, "label": "" if shape else printable(node.label)}
    _add(head, node.properties, shape)
    if node.evidence is not None:
        head["evidence"] = "" if shape else printable(json.dumps(node.evidence, ensure_ascii=False))
    return head


def of_edge(edge: Edge, *, shape: bool = False) -> dict[str, Flat]:
    """Its id, type and ends, what it has, and its evidence under names that begin with `evidence_`. `shape` as above."""
    head: dict[str, Flat] = {"id": edge.id, "type": edge.type, "source": edge.source, "target": edge.target}
    _add(head, edge.properties, shape)
    if edge.evidence:
        _add(head, edge.evidence, shape, _EVIDENCE)
    return head


def apart(name: str) -> str:
    """The name of a property beside an element's own names: a property `type` is called `type_`."""
    return f"{name}_" if name in _OWN else name


def _add(out: dict[str, Flat], properties: Mapping[str, Any], shape: bool, prefix: str = "") -> None:
    """Add values without Nones and without numbers that are none; lists of words are joined, what is nested becomes JSON; no
    character that XML forbids."""
    for given, value in properties.items():
        if value is None:
            continue
        name = prefix + given if prefix else apart(given)
        kind = type(value)
        if kind is str:
            out[name] = "" if shape else printable(value)
        elif kind is float:
            if math.isfinite(value):
                out[name] = value
        elif kind is int or kind is bool:
            out[name] = value
        elif shape:
            out[name] = ""
        elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            out[name] = printable(BETWEEN.join(value))
        else:
            out[name] = printable(json.dumps(value, ensure_ascii=False))


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
