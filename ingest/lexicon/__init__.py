"""The words of the field as data: one TOML file a subject, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The data of `ingest/lexicon/NAME.toml`."""
    return tomllib.loads((files("ingest.lexicon") / f"{name}.toml").read_text(encoding="utf-8"))
