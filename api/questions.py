"""What CLI and API derive from a question: its columns, its checked parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from api.validation import as_printed, parameter_wrong
from api.words import part
from graph.questions.base import Parameters, Question


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of an answer and its names for people."""

    name: str
    zh: str
    en: str


def headings(question: Question[Any, Any]) -> list[Heading]:
    """The columns of a question's rows, in order."""
    titles = {name: field.title or name for name, field in question.row.model_fields.items()}
    return [Heading(name, part(title, "zh"), part(title, "en")) for name, title in titles.items()]


def checked(question: Question[Any, Any], given: Mapping[str, Any], named: Callable[[str], str] = as_printed) -> Parameters:
    """The question's parameters from what was given. Raises ParameterWrong, with the names as `named` writes them."""
    try:
        parameters: Parameters = question.parameters.model_validate(dict(given))
    except ValidationError as error:
        raise parameter_wrong(error.errors(), named) from error
    return parameters
