"""The form of a question: what it asks, its parameters, its rows, its SQL. CLI, API, page and docs are derived from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["lead", "support", "responsible"]


class Filters(BaseModel):
    """What every question can be narrowed to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: str | None = Field(None, max_length=100, description="地区（含下级）名称或编号 · place with all below it")
    year: int | None = Field(None, ge=1949, le=2100, description="年份 · year of the document")
    document: str | None = Field(None, max_length=200, description="文件：编号、文号或标题 · document: id, 文号 or title")
    theme: str | None = Field(None, max_length=200, description="主题标题中的词 · words in a theme heading above the task")


class Parameters(Filters):
    """Base of a question's parameters. A field's description is the help text of CLI, API and page: `中文 · English`."""

    limit: int = Field(20, ge=1, le=1000, description="最多几行 · at most so many rows")
    offset: int = Field(0, ge=0, le=1_000_000, description="从第几行之后开始 · skip so many rows")


class Row(BaseModel):
    """Base of a question's rows. A field's title is its column header: `中文 · English`."""

    model_config = ConfigDict(frozen=True)


P = TypeVar("P", bound=Parameters)
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with named parameters (`:name` in SQL, `$name` in Cypher). Values never stand in the text."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question(Generic[P, R]):
    """One question of the catalogue."""

    name: str
    zh: str
    en: str
    parameters: type[P]
    row: type[R]
    sql: Callable[[P], Statement]
    """The statement, ordered, that gives the rows with the row type's field names as columns; it asks for one row more
    than the limit, so that the store can tell whether more follow. `place` and `document` hold node ids here: the store looks
    up the names that people give (`graph.questions.scope` turns the filters into SQL)."""
    chart: tuple[str, str] | None = None
    """Fields that a page draws as bars: (label, value)."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """The rows of an answer, in order."""

    question: str
    parameters: dict[str, Any]
    rows: tuple[R, ...]
    truncated: bool
    """True when more rows follow."""
