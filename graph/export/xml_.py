"""What the XML formats share: elements as text, and the type of each attribute, which stands before the values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from graph.export.values import Flat, written

Kind = Literal["boolean", "long", "double", "string"]
_KIND: Final[dict[type, Kind]] = {bool: "boolean", int: "long", float: "double", str: "string"}
_SIGNS: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SIGN: Final = re.compile(f"[{''.join(_SIGNS)}]")


def kinds(elements: Iterable[dict[str, Flat]], skip: frozenset[str]) -> dict[str, Kind]:
    """The names of all values and what they are, in the order in which they come. A name with values of several kinds is text,
    whole and broken numbers are broken ones."""
    found: dict[str, Kind] = {}
    for element in elements:
        for name, value in element.items():
            if name not in skip:
                kind = _KIND[type(value)]
                found[name] = kind if found.get(name, kind) == kind else _wider(found[name], kind)
    return found


def _wider(one: Kind, other: Kind) -> Kind:
    return "double" if {one, other} == {"long", "double"} else "string"


def tag(name: str, attributes: dict[str, str], content: str | None = None) -> str:
    """An element; `content` is markup already. Without content it is closed at once."""
    head = f"<{name}" + "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"{head}/>" if content is None else f"{head}>{content}</{name}>"


def content(value: Flat) -> str:
    """The value as XML writes it."""
    return escaped(value) if isinstance(value, str) else written(value)


def escaped(text: str) -> str:
    """The text as a value or as content: no reader changes its white space."""
    if _SIGN.search(text):
        for sign, name in _SIGNS.items():
            text = text.replace(sign, name)
    return text
