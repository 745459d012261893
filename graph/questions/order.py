"""Another order of an answer than the question's own: by one of its columns, Chinese by code point or, if asked for, by pinyin.

`due`, `-due` (the last first), `unit:pinyin`. What is empty stands last either way; rows that are equal in the column keep the
question's order. Words that stand for codes are in the order of the codes (lead, support, responsible).

Pinyin: syllable, then tone, then code point; of several readings the one that the dictionary of pypinyin gives first, as table
programs do. Digits and Latin letters come before Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

from graph.questions.base import Answer, Parameters, Question, Row
from ingest.errors import ParameterWrong

MOST_ROWS: Final = 100_000
"""Rows that an answer may have to be put into another order: all of them are read for it."""

Read = Callable[[Any], tuple[list[Any], int]]
"""What a store finds for parameters: the rows asked for and, if there is one, the next; how many a bound left out."""


def page(question: Question[Any, Any], given: Parameters, read: Read) -> Answer[Any]:
    """The rows that were asked for, in the order that was asked for. Raises ParameterWrong for a column that there is not, and
    for more rows than can be put in order."""
    if given.order is None:
        rows, cut = read(given)
    else:
        by = _column(question, given.order)
        rows, cut = read(given.model_copy(update={"offset": 0, "limit": MOST_ROWS}))
        if len(rows) > MOST_ROWS:
            raise ParameterWrong(
                name="order",
                reason_zh=f"行数超过 {MOST_ROWS}，无法另行排序；请先用地区、年份等条件缩小范围",
                reason_en=f"more than {MOST_ROWS} rows cannot be put into another order; narrow them first, by place or year",
            )
        rows = in_order(question.row, rows, *by)[given.offset :]
    limit = given.limit
    return Answer(question.name, given.model_dump(mode="json"), tuple(rows[:limit]), len(rows) > limit or cut > 0, cut)


def _column(question: Question[Any, Any], order: str) -> tuple[str, bool, bool]:
    """The column, whether the last comes first, whether by pinyin."""
    name, _, collation = order.removeprefix("-").partition(":")
    if name not in question.row.model_fields:
        columns = ", ".join(question.row.model_fields)
        raise ParameterWrong(
            name="order",
            reason_zh=f"没有“{name}”这一列；可用：{columns}",
            reason_en=f"there is no column {name}; there are: {columns}",
        )
    return name, order.startswith("-"), collation == "pinyin"


def in_order(type: type[Row], rows: Sequence[Any], column: str, descending: bool, pinyin: bool) -> list[Any]:
    """The rows by one of their columns."""
    extra = type.model_fields[column].json_schema_extra
    codes = extra.get("words") if isinstance(extra, dict) else None
    places = {code: place for place, code in enumerate(codes)} if isinstance(codes, dict) else {}

    def key(row: Any) -> Any:
        value = getattr(row, column)
        if isinstance(value, str):
            return (places.get(value, len(places)), by_pinyin(value) if pinyin else value)
        return value

    filled = [row for row in rows if getattr(row, column) not in (None, "")]
    empty = [row for row in rows if getattr(row, column) in (None, "")]
    return sorted(filled, key=key, reverse=descending) + empty


def by_pinyin(text: str) -> tuple[tuple[bool, str, str], ...]:
    """A key that sorts Chinese text by pinyin."""
    return tuple(_sound(letter) for letter in text)


@lru_cache(maxsize=30_000)
def _sound(letter: str) -> tuple[bool, str, str]:
    from pypinyin import Style, pinyin  # half a second and 20 MB, for those who ask

    said = pinyin(letter, style=Style.TONE3, neutral_tone_with_five=True, errors="ignore")
    return (bool(said), said[0][0] if said else "", letter)
