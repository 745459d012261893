"""The filters of a command line: an option for each, on every command that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from pydantic import ValidationError

from api.options import option_of
from api.validation import as_option, parameter_wrong
from api.words import part
from graph.questions.base import Filters
from ingest.errors import Language

KEYWORD = inspect.Parameter.KEYWORD_ONLY


def explained(name: str, language: Language) -> str | None:
    """The help text of the option of a filter; None when no filter has the name."""
    field = Filters.model_fields.get(name)
    return part(field.description or name, language) if field else None


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each filter; it takes them, checked, as `filters`. Raises ParameterWrong."""
    signature = inspect.signature(command, eval_str=True)
    names = tuple(Filters.model_fields)

    @wraps(command)
    def run(**given: Any) -> None:
        asked = {name: value for name in names if (value := given.pop(name)) is not None}
        try:
            filters = Filters.model_validate(asked)
        except ValidationError as error:
            raise parameter_wrong(error.errors(), as_option) from error
        command(filters=filters, **given)

    options = [
        inspect.Parameter(name, KEYWORD, default=None, annotation=option_of(name, field, None))
        for name, field in Filters.model_fields.items()
    ]
    own = [p.replace(kind=KEYWORD) if p.kind is not KEYWORD else p for n, p in signature.parameters.items() if n != "filters"]
    arguments = [p for p in own if p.default is inspect.Parameter.empty]
    rest = [p for p in own if p.default is not inspect.Parameter.empty]
    # typer reads a command's options from its signature
    run.__signature__ = signature.replace(parameters=[*arguments, *options, *rest])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*arguments, *options, *rest)}
    return run
