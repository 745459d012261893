"""Libraries that only some formats need: loaded when such a file comes, with a word on how to install them."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

from ingest.errors import ExtraMissing

Extra = Literal["legacy", "ocr"]


def needed(module: str, extra: Extra, *, file: str, form: str) -> Any:
    """The module of an extra. Raises ExtraMissing, which says what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ExtraMissing(file=file, format=form, extra=extra) from error
