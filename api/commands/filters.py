"""The filters of a command line, checked."""

from __future__ import annotations

from pydantic import ValidationError

from api.validation import as_option, parameter_wrong
from graph.questions.base import Filters


def filters_of(**given: str | None) -> Filters:
    """The filters that were given. Raises ParameterWrong."""
    try:
        return Filters.model_validate(given)
    except ValidationError as error:
        raise parameter_wrong(error.errors(), as_option) from error
