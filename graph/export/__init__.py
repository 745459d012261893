"""Formats that a subgraph can be written in. A module of this package that defines `EXPORT` is one of them."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from graph.export.base import Export
from ingest.errors import ParameterWrong


@cache
def catalogue() -> MappingProxyType[str, Export]:
    """All formats by name, in the order of the names."""
    found: dict[str, Export] = {}
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        export = getattr(importlib.import_module(module.name), "EXPORT", None)
        if isinstance(export, Export):
            found[export.name] = export
    return MappingProxyType(dict(sorted(found.items())))


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(catalogue())


def get(format: str) -> Export:
    """The format with this name. Raises ParameterWrong, which lists the names."""
    export = catalogue().get(format)
    if export is None:
        known = ", ".join(names())
        raise ParameterWrong(
            name="format", reason_zh=f"不支持“{format}”，可选：{known}", reason_en=f"“{format}” is not one of {known}"
        )
    return export
