"""The questions: one route each, derived from the catalogue, so that a new question is one new file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import create_model

from api.models import AnswerModel, Column, QuestionCard, QuestionList
from api.questions import headings
from api.requests import LANG, Asked, bounded, the_settings, the_store
from graph.questions import catalogue
from graph.questions.base import Parameters, Question
from ingest.errors import Language, QuestionUnknown

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


def _endpoint(question: Question[Any, Any]) -> Callable[..., AnswerModel[Any]]:
    """The function that answers one question. Its signature holds the question's own parameter type, which FastAPI reads."""
    answer_type = _answer_type(question)
    name = f"{question.parameters.__name__}Asked"
    asked_type = create_model(name, __base__=question.parameters, lang=(Language | None, LANG))

    def endpoint(request: Request, asked: Parameters) -> AnswerModel[Any]:
        bounded(asked.limit, the_settings(request).max_page)
        parameters = question.parameters(**asked.model_dump(exclude={"lang"}))
        answer = the_store(request).ask(question, parameters)
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
