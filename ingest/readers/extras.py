"""Libraries that only some formats need: loaded when such a file comes, with a word on how to install them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal

from ingest.errors import ExtraMissing

Extra = Literal["legacy", "ocr"]
NEEDS: Final[dict[str, str]] = {"doc": "doc2docx", "xls": "xlrd"}
"""Formats that only an extra reads, and the module that does."""


def lacking(form: str) -> bool:
    """Whether the format needs an extra that is not installed."""
    return form in NEEDS and find_spec(NEEDS[form]) is None


def needed(module: str, extra: Extra, *, file: str, form: str) -> Any:
    """The module of an extra. Raises ExtraMissing, which says what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ExtraMissing(file=file, format=form, extra=extra) from error
