"""The questions: one route each, derived from the catalogue, so that a new question is one new file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field, create_model

from api.downloads import download
from api.exports import plain_name
from api.ledgers import ledger
from api.models import AnswerModel, Column, QuestionCard, QuestionList
from api.questions import headings
from api.requests import LANG, Asked, bounded, the_settings, the_store
from api.tables import as_csv
from graph.export.ledger import MEDIA_TYPE, Ledger, write_ledger
from graph.export.select import whole
from graph.questions import catalogue
from graph.questions.base import Parameters, Question
from ingest.errors import Language, QuestionUnknown

Form = Literal["json", "csv", "xlsx"]
FORM = Field(
    "json",
    description="json，或作为文件下载：csv、xlsx（不写 limit 时包括所有的行，最多十万）· json, or a file to keep: csv, xlsx "
    "(all rows unless there is a limit, 100,000 at most)",
)
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("text/csv", MEDIA_TYPE)}}
}
PREFIX = "/api/v1/questions"
TAG = "问题 · questions"


def questions_router() -> APIRouter:
    """The routes of all questions, and the catalogue."""
    router = APIRouter(prefix=PREFIX, tags=[TAG])
    router.add_api_route("", _catalogue, summary="问题目录 · The catalogue of questions", response_model=QuestionList)
    for question in catalogue().values():
        router.add_api_route(
            f"/{question.name}",
            _endpoint(question),
            name=question.name,
            summary=f"{question.zh} · {question.en}",
            description=f"{question.zh} · {question.en}",
            response_model=_answer_type(question),
            responses=_FILES,
        )
    # last, so that it takes only the names that no question has
    router.add_api_route("/{name}", _unknown, include_in_schema=False)
    return router


def _catalogue(asked: Annotated[Asked, Query()]) -> QuestionList:
    """每个问题问什么、要哪些参数、给出哪些列。· What each question asks, takes and answers with."""
    return QuestionList(questions=[_card(question) for question in catalogue().values()])


def _card(question: Question[Any, Any]) -> QuestionCard:
    return QuestionCard(
        name=question.name,
        zh=question.zh,
        en=question.en,
        parameters=question.parameters.model_json_schema(),
        columns=_columns(question),
        chart=question.chart,
        url=f"{PREFIX}/{question.name}",
    )


def _columns(question: Question[Any, Any]) -> list[Column]:
    return [Column(**asdict(heading)) for heading in headings(question)]


def _unknown(name: str) -> None:
    raise QuestionUnknown(name=name, known=", ".join(catalogue()))


def _answer_type(question: Question[Any, Any]) -> type[AnswerModel[Any]]:
    made: type[AnswerModel[Any]] = AnswerModel[question.row]  # type: ignore[name-defined]
    return made


def _table(found: Ledger, form: str) -> StreamingResponse:
    """The rows as a file to keep."""
    if form == "xlsx":
        return download(partial(write_ledger, found), plain_name(found.title, ".xlsx"), MEDIA_TYPE)
    text = as_csv(found.columns, found.rows).encode("utf-8-sig", errors="replace")
    return download(lambda stream: stream.write(text), plain_name(found.title, ".csv"), "text/csv; charset=utf-8")


def _endpoint(question: Question[Any, Any]) -> Callable[..., AnswerModel[Any] | StreamingResponse]:
    """The function that answers one question. Its signature holds the question's own parameter type, which FastAPI reads."""
    answer_type = _answer_type(question)
    name = f"{question.parameters.__name__}Asked"
    asked_type = create_model(name, __base__=question.parameters, format=(Form, FORM), lang=(Language | None, LANG))

    def endpoint(request: Request, asked: Parameters) -> AnswerModel[Any] | StreamingResponse:
        settings, store = the_settings(request), the_store(request)
        bounded(asked.limit, settings.max_page)
        extra = asked.model_dump(include={"format", "lang"})
        parameters = question.parameters(**asked.model_dump(exclude={"format", "lang"}, exclude_unset=True))
        if extra["format"] != "json":
            found = ledger(store, question, whole(store, question, parameters), extra["lang"] or settings.lang)
            return _table(found, extra["format"])
        answer = store.ask(question, parameters)
        return answer_type(
            question=question.name,
            parameters=parameters.model_dump(),
            columns=_columns(question),
            rows=list(answer.rows),
            truncated=answer.truncated,
            left_out=answer.left_out,
        )

    keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
    endpoint.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter("request", keyword, annotation=Request),
            inspect.Parameter("asked", keyword, annotation=Annotated[asked_type, Query()]),
        ]
    )
    return endpoint
