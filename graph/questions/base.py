"""The form of a question: what it asks, its parameters, its rows, its SQL. CLI, API, page and docs are derived from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from graph.schema import EdgeType, Node, NodeType

Role = Literal["lead", "support", "responsible"]


def names_node(*types: NodeType, zh: str, en: str, required: bool = False) -> Any:
    """A parameter that holds a node: people give a name, an id or a 文号, and the store puts the node's id in its place."""
    extra: dict[str, Any] = {"node": list(types)}
    default: Any = ... if required else None
    return Field(default, min_length=1, max_length=200, description=f"{zh} · {en}", json_schema_extra=extra)


class Filters(BaseModel):
    """What every question can be narrowed to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: str | None = names_node("Jurisdiction", zh="地区（含下级）名称或编号", en="place with all below it")
    level: Literal["national", "province", "city", "county", "town", "zone"] | None = Field(
        None, description="文件的层级：国家、省、市、县、镇街、开发区 · level of the document"
    )
    year: int | None = Field(None, ge=1949, le=2100, description="年份 · year of the document")
    document: str | None = names_node("Document", zh="文件：编号、文号或标题", en="document: id, 文号 or title")
    theme: str | None = Field(None, max_length=200, description="主题标题中的词 · words in a theme heading above the task")
    topic: str | None = names_node("Topic", zh="主题分类", en="subject class of the task")
    function: str | None = Field(
        None, max_length=100, description="条线（如商务）：有这条线单位的任务 · function line: tasks with a unit of this line"
    )
    role: Role | None = Field(
        None, description="角色：有单位担任这一角色的任务 · tasks with a unit in this role (with function: of that line)"
    )

    _at: tuple[int | str | None, ...] | None = PrivateAttr(None)

    def at(self, places: Collection[int | str | None]) -> Self:
        """The same filters for the lists of just these places (as a store numbers them; None for lists of no
        place). No user asks so: a store may, that answers place by place."""
        narrowed = self.model_copy()
        narrowed._at = tuple(places)
        return narrowed

    @property
    def only_at(self) -> tuple[int | str | None, ...] | None:
        """These places; None for all."""
        return self._at

    @property
    def of_tasks(self) -> Self:
        """The same filters without the role, for a question in which the role is what is counted or listed."""
        return self.model_copy(update={"role": None})


class Parameters(Filters):
    """Base of a question's parameters. A field's description is the help text of CLI, API and page: `中文 · English`."""

    limit: int = Field(20, ge=1, le=1000, description="最多几行 · at most so many rows")
    offset: int = Field(0, ge=0, le=1_000_000, description="从第几行之后开始 · skip so many rows")
    order: str | None = Field(
        None,
        max_length=60,
        pattern=r"^-?[a-z_]+(:pinyin)?$",
        description="按哪一列排序：列名，倒序在前面加 -，汉字按拼音在后面加 :pinyin · sort by the column of this name; "
        "-NAME: the last first; NAME:pinyin: Chinese by pinyin",
    )


def coded(title: str, **words: str) -> Any:
    """A column whose values are codes, with what a table for people shows in their place (`中文 · English`)."""
    extra: dict[str, Any] = {"words": dict(words)}
    return Field(title=title, json_schema_extra=extra)


class Row(BaseModel):
    """Base of a question's rows. A field's title is its column header: `中文 · English`."""

    model_config = ConfigDict(frozen=True)


def node_fields(parameters: type[BaseModel]) -> dict[str, tuple[NodeType, ...]]:
    """The parameters that hold nodes, and the types that each may name."""
    found: dict[str, tuple[NodeType, ...]] = {}
    for name, info in parameters.model_fields.items():
        if isinstance(info.json_schema_extra, dict) and isinstance(types := info.json_schema_extra.get("node"), list):
            found[name] = tuple(cast("NodeType", type) for type in types)
    return found


P = TypeVar("P", bound=Parameters)
R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with named parameters (`:name` in SQL, `$name` in Cypher). Values never stand in the text."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)


Link = tuple[str, EdgeType, str]
"""An edge: source, type, target."""


class Reader(Protocol):
    """What a question that Python answers reads of a store, all in one state of the graph."""

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the question's statement."""

    def links(self, ids: Collection[str], types: Collection[EdgeType]) -> list[Link]:
        """The edges of these types at these nodes, sorted. Tasks that the question's filters do not leave have none."""

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""

    def cut(self, count: int) -> None:
        """Note that a bound of the question's own leaves out at least so many rows: the answer is then marked as truncated."""


@dataclass(frozen=True, slots=True)
class ByPlace(Generic[P]):
    """That the rows stand place by place, so that a store can answer for some places after others until the page is full."""

    parts: Callable[[P], Sequence[P]]
    """What is asked in turn, in the order of the rows; none when this order does not hold."""
    level_first: bool = False
    """Whether the places stand by their levels (the highest first), or by name alone. Those of no level stand first."""


@dataclass(frozen=True, slots=True)
class Question(Generic[P, R]):
    """One question of the catalogue."""

    name: str
    zh: str
    en: str
    parameters: type[P]
    row: type[R]
    sql: Callable[[P], Statement] | None
    """The statement, ordered, that gives the rows with the row type's field names as columns; it asks for one row more
    than the limit, so that the store can tell whether more follow. Parameters that name nodes hold their ids here: the store
    looks up the names that people give (`graph.questions.scope` turns the filters into SQL)."""
    cypher: Callable[[P], Statement] | None = None
    """The same for Neo4j (`graph.questions.scope_cypher`; `graph.store.neo4j.model` says what stands there): the same rows in
    the same order. In SQL what is not there comes first, in Cypher last; both sort text by code point."""
    compute: Callable[[P, Reader], Iterable[R]] | None = None
    """For what a statement cannot say: the rows, ordered, from the first on (the store skips to the offset). The statement, if
    there is one, then gives what `Reader.rows` reads, in any columns and without a limit."""
    by_place: ByPlace[P] | None = None
    """For a statement that would else read the whole graph for the first page."""
    chart: tuple[str, str] | None = None
    """Fields that a page draws as bars: (label, value)."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """The rows of an answer, in order."""

    question: str
    parameters: dict[str, Any]
    rows: tuple[R, ...]
    truncated: bool
    """True when more rows follow, or a bound of the question's own left some out."""
    left_out: int = 0
    """How many such a bound left out, at least: no offset reaches them."""
