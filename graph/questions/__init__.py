"""The catalogue of questions. A module of this package that defines `QUESTION` is in it; nothing else needs to be told."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType
from typing import Any

from graph.questions.base import Question
from ingest.errors import QuestionUnknown


@cache
def catalogue() -> MappingProxyType[str, Question[Any, Any]]:
    """All questions by name, in the order of the names."""
    found: dict[str, Question[Any, Any]] = {}
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        question = getattr(importlib.import_module(module.name), "QUESTION", None)
        if isinstance(question, Question):
            found[question.name] = question
    return MappingProxyType(dict(sorted(found.items())))


def get(name: str) -> Question[Any, Any]:
    """The question with this name. Raises QuestionUnknown, which lists the names."""
    question = catalogue().get(name)
    if question is None:
        raise QuestionUnknown(name=name, known="、".join(catalogue()))
    return question
