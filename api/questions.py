"""What CLI and API derive from a question: its columns, its checked parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from api.validation import as_printed, parameter_wrong
from api.words import part
from graph.questions.base import Parameters, Question
from ingest.errors import Language


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


def shown(question: Question[Any, Any], rows: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """The rows as a table for people shows them: words in place of codes."""
    words: dict[str, Mapping[str, str]] = {}
    for name, info in question.row.model_fields.items():
        if isinstance(info.json_schema_extra, dict) and isinstance(codes := info.json_schema_extra.get("words"), dict):
            words[name] = {code: part(str(text), language) for code, text in codes.items()}
    return [{name: words.get(name, {}).get(value, value) for name, value in row.items()} for row in rows]
