"""The form of an export format, and the values that formats without types of their own can hold."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from graph.schema import Subgraph

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Writer(Protocol):
    """Writes a subgraph. The same subgraph gives the same bytes."""

    def __call__(self, subgraph: Subgraph, stream: BinaryIO, *, title: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Export:
    """One format."""

    name: str
    zh: str
    en: str
    suffix: str
    media_type: str
    write: Writer


def flat(properties: dict[str, Any]) -> dict[str, str | int | float | bool]:
    """Properties for formats whose values are single words or numbers: without Nones, lists joined by `；`, what is nested
    as JSON, and no character that XML forbids."""
    out: dict[str, str | int | float | bool] = {}
    for name, value in properties.items():
        if value is None:
            continue
        if isinstance(value, bool | int | float):
            out[name] = value
        elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            out[name] = printable("；".join(value))
        else:
            out[name] = printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return out


def printable(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _CONTROLS.sub("", text)
