"""What CLI and API derive from a question: its columns, its checked parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Words for people in place of each code: {"new": {"zh": "新增", "en": "new"}}; empty when the values are words."""


def headings(question: Question[Any, Any]) -> list[Heading]:
    """The columns of a question's rows, in order."""
    found = []
    for name, info in question.row.model_fields.items():
        title, extra = info.title or name, info.json_schema_extra
        words = extra.get("words") if isinstance(extra, dict) else None
        codes = {code: {"zh": part(str(text), "zh"), "en": part(str(text), "en")} for code, text in _items(words)}
        found.append(Heading(name, part(title, "zh"), part(title, "en"), codes))
    return found


def _items(words: object) -> list[tuple[str, object]]:
    return list(words.items()) if isinstance(words, dict) else []


def checked(question: Question[Any, Any], given: Mapping[str, Any], named: Callable[[str], str] = as_printed) -> Parameters:
    """The question's parameters from what was given. Raises ParameterWrong, with the names as `named` writes them."""
    try:
        parameters: Parameters = question.parameters.model_validate(dict(given))
    except ValidationError as error:
        raise parameter_wrong(error.errors(), named) from error
    return parameters


def shown(question: Question[Any, Any], rows: Sequence[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """The rows as a table for people shows them: words in place of codes."""
    words = {one.name: {code: said[language] for code, said in one.codes.items()} for one in headings(question)}
    return [{name: words.get(name, {}).get(value, value) for name, value in row.items()} for row in rows]
