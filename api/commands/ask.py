"""`zhengtu ask`: a command for each question of the catalogue, made from its parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from api.ledgers import ledger
from api.options import option_of
from api.questions import checked, headings, shown
from api.session import FormatOption, LangOption, OutputOption, StoreOption, begin
from api.tables import chosen, give
from api.validation import as_option
from graph.export.select import whole as whole_answer
from graph.questions import catalogue
from graph.questions.base import Question
from ingest.errors import Language, ParameterWrong, QuestionUnknown

GRAPHS = (".gexf", ".graphml", ".cypher", ".html", ".zip")
"""Suffixes of files that hold a graph and no rows."""
KEYWORD = inspect.Parameter.KEYWORD_ONLY
SHARED: tuple[tuple[str, Any], ...] = (
    ("format", FormatOption),
    ("output", OutputOption),
    ("store", StoreOption),
    ("lang", LangOption),
)


class Questions(TyperGroup):
    """The group of the questions: an unknown name is told in our words, with the names that there are."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            raise QuestionUnknown(name=args[0], known=", ".join(self.commands))
        return super().resolve_command(ctx, args)


def questions_app(language: Language) -> typer.Typer:
    """The commands of all questions."""
    app = typer.Typer(cls=Questions, invoke_without_command=True, add_completion=False, rich_markup_mode=None)
    app.callback()(list_questions)
    for question in catalogue().values():
        words = question.zh if language == "zh" else question.en
        app.command(question.name, help=words)(_command(question, language))
    return app


def list_questions(
    ctx: typer.Context, format: FormatOption = None, output: OutputOption = None, lang: LangOption = None
) -> None:
    """List the questions, when none is named."""
    if ctx.invoked_subcommand is not None:
        return
    session = begin(lang=lang)
    rows = [
        {"question": q.name, "title": q.zh if session.language == "zh" else q.en, "zh": q.zh, "en": q.en}
        for q in catalogue().values()
    ]
    columns = [(name, session.words(f"column.{name}")) for name in ("question", "title")]
    whole = [{"name": row["question"], "zh": row["zh"], "en": row["en"]} for row in rows]
    give(session, columns, rows, format=format, output=output, whole=whole)
    session.say("asking")


def answer(question: Question[Any, Any], given: dict[str, Any], **shared: str | None) -> None:
    """Ask the question and print the answer."""
    session = begin(store=shared["store"], lang=shared["lang"])
    parameters = checked(question, {name: value for name, value in given.items() if value is not None}, as_option)
    suffix = Path(shared["output"] or "").suffix.lower()
    if shared["format"] in (None, "table") and suffix in GRAPHS:
        raise ParameterWrong(
            name="--output",
            reason_zh=f"答案的行不能写成 {suffix}；请用 zhengtu export --question {question.name}",
            reason_en=f"rows cannot be written as {suffix}: use zhengtu export --question {question.name}",
        )
    name = chosen(shared["format"], shared["output"])
    # what is taken away is taken away whole, unless the asker says how much
    away = name in ("csv", "xlsx") or shared["output"] is not None
    with session.open() as opened:
        found = whole_answer(opened, question, parameters) if away else opened.ask(question, parameters)
        empty = not found.rows and not opened.counts().get("Document")
        workbook = ledger(opened, question, found, session.language) if name == "xlsx" else None
    columns = headings(question)
    rows = [row.model_dump(mode="json") for row in found.rows]
    whole = {
        "question": question.name,
        "parameters": parameters.model_dump(mode="json"),
        "columns": [asdict(column) for column in columns],
        "rows": rows,
        "truncated": found.truncated,
        "left_out": found.left_out,
    }
    titles = [(column.name, column.zh if session.language == "zh" else column.en) for column in columns]
    told = shown(question, rows, session.language)
    give(session, titles, told, format=shared["format"], output=shared["output"], whole=whole, workbook=workbook)
    if empty:
        session.say("empty.store")
    elif found.left_out:
        session.say("cut", count=found.left_out)
    elif found.truncated:
        session.say("more")


def _command(question: Question[Any, Any], language: Language) -> Callable[..., None]:
    fields = question.parameters.model_fields
    annotations: dict[str, Any] = {name: option_of(name, field, language) for name, field in fields.items()} | dict(SHARED)

    def command(**given: Any) -> None:
        shared = {name: given.pop(name) for name, _ in SHARED}
        answer(question, given, **shared)

    # typer reads a command's options from its signature
    command.__annotations__ = annotations
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, KEYWORD, default=None, annotation=kind) for name, kind in annotations.items()]
    )
    return command
