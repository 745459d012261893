"""What the start page shows, in one call."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from api.board import Board
from api.models import Model
from api.requests import LANG, FiltersAsked
from graph.questions.calendar import CalendarRow
from graph.questions.leads import LeadsRow
from graph.questions.matrix import MatrixRow
from ingest.errors import Language

router = APIRouter(prefix="/api/v1", tags=["图 · graph"])
PATIENCE = 0.5
"""Seconds that a call waits for all parts: a page shows the first ones then, and asks again for the others."""


class OverviewAsked(FiltersAsked):
    """Of what."""

    as_of: date | None = Field(None, description="从哪天起算 30 天，默认今天 · 30 days from this day on; today if not given")
    lang: Language | None = LANG


class Overview(Model):
    """总览 · What is here in numbers. A part that is not worked out yet is null."""

    as_of: date
    numbers: dict[str, int] | None = Field(description="各项数量，见问题 overview · numbers, as in the question overview")
    months: list[CalendarRow] | None = Field(description="各月到期任务 · tasks due by month")
    leads: list[LeadsRow] | None = Field(description="牵头最多的单位 · the units that lead most")
    matrix: list[MatrixRow] | None = Field(description="条线与主题分类 · function lines against subject classes")
    complete: bool = Field(description="为否时稍后再问 · when false, ask again in a while")


@router.get("/overview", summary="总览 · Overview")
def overview(request: Request, asked: Annotated[OverviewAsked, Query()]) -> Overview:
    """总览页的各项数字和图表：有多少文件和任务，近期到期、无人牵头的有多少，牵头排名、各月到期、条线与主题。· The numbers and
    charts of the start page. With a great graph the first answer may lack some parts."""
    board: Board = request.app.state.board
    today = asked.as_of or date.today()
    parts, complete = board.parts(asked.filters, today, PATIENCE)
    numbers = {row["measure"]: row["count"] for row in parts["numbers"]} if "numbers" in parts else None
    return Overview(
        as_of=today,
        numbers=numbers,
        months=[CalendarRow(**row) for row in parts["months"]] if "months" in parts else None,
        leads=[LeadsRow(**row) for row in parts["leads"]] if "leads" in parts else None,
        matrix=[MatrixRow(**row) for row in parts["matrix"]] if "matrix" in parts else None,
        complete=complete,
    )
