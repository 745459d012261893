"""Command line options made from the fields of parameter models, so that a filter or parameter is told of in one place."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import typer
from pydantic.fields import FieldInfo

from api.validation import as_option
from api.words import part
from ingest.errors import Language


def option_of(name: str, field: FieldInfo, language: Language | None) -> Any:
    """The option of one parameter. Its value goes to the question's own check as it was typed, which tells what is wrong.
    Without a language it has no help yet."""
    help = part(field.description or name, language) if language else None
    if help and field.default not in (None, "", False) and not field.is_required():
        help += f"（默认 {field.default}）" if language == "zh" else f" (default {field.default})"
    flag = as_option(name)
    if field.annotation is bool:
        return Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=help)]
    return Annotated[str | None, typer.Option(flag, metavar=_metavar(field.annotation), help=help)]


def _metavar(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return "|".join(str(value) for value in get_args(annotation))
    if get_origin(annotation) in (Union, UnionType):
        kinds: Sequence[Any] = [kind for kind in get_args(annotation) if kind is not type(None)]
        return _metavar(kinds[0])
    return "N" if annotation is int else "TEXT"
