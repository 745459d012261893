"""An answer as a table to take away: the words of its columns and cells, and what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.questions import headings, shown
from api.words import part
from api.words import words as say
from graph.export.ledger import Ledger
from graph.questions.base import Answer, Question, node_fields
from graph.store.base import Store
from ingest.errors import Language

_NOT_ASKED = ("limit", "offset", "order")


def ledger(store: Store, question: Question[Any, Any], answer: Answer[Any], language: Language) -> Ledger:
    """The answer as a workbook shows it."""
    asked = list(_asked(store, question, answer, language))
    title = part(f"{question.zh} · {question.en}", language)
    about = [(say("ledger.question", language), title), *((name, value) for name, value, _ in asked)]
    about.append((say("ledger.rows", language), str(len(answer.rows))))
    if answer.truncated:
        about.append((say("ledger.note", language), say("ledger.truncated", language)))
    return Ledger(
        title=" ".join([title, *(value for _, value, names_it in asked if names_it)]),
        columns=[(one.name, one.zh if language == "zh" else one.en) for one in headings(question)],
        rows=shown(question, [row.model_dump(mode="json") for row in answer.rows], language),
        about=about,
        words=(say("yes", language), say("no", language), say("ledger.about", language)),
    )


def _asked(
    store: Store, question: Question[Any, Any], answer: Answer[Any], language: Language
) -> Iterator[tuple[str, str, bool]]:
    """Each parameter that was given: its name for people, its value, and whether the title tells it."""
    nodes = node_fields(question.parameters)
    known = {one.name: {code: said[language] for code, said in one.codes.items()} for one in headings(question)}
    for name, info in question.parameters.model_fields.items():
        value = answer.parameters.get(name)
        if name in _NOT_ASKED or value is None or value == info.default:
            continue
        title = part(info.description or name, language).split("：")[0].split(":")[0].split("（")[0]
        if isinstance(value, bool):
            yield title, say("yes" if value else "no", language), False
            continue
        node = store.node(str(value)) if name in nodes else None
        yield title, node.label if node else known.get(name, {}).get(str(value), str(value)), True
