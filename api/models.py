"""What the API answers with: one model a kind of answer. The OpenAPI document is made from these."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph import schema
from graph.questions.base import Row
from graph.schema import EdgeType, NodeType
from ingest.errors import Language

R = TypeVar("R", bound=Row)


class Model(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True)


class Problem(Model):
    """An error (RFC 9457)."""

    type: str = Field("about:blank", description="总是 about:blank · always about:blank")
    title: str = Field(description="状态码的名称 · the name of the status")
    status: int = Field(description="HTTP 状态码 · HTTP status")
    code: str = Field(description="供程序判断的固定名称 · stable name of the error, for programs")
    detail: str = Field(description="哪里不对、怎么办 · what is wrong and what to do, in the asked language")
    detail_zh: str = Field(description="同上，中文 · the same in Chinese")
    where: dict[str, Any] | None = Field(None, description="参数名，或文件及位置 · the parameter, or file and place")


class Node(Model):
    """节点 · A node."""

    id: str = Field(description="编号，由内容生成，各处相同 · made from content, the same on any machine")
    type: NodeType
    label: str = Field(description="显示用的名称 · what a page writes on it")
    properties: dict[str, Any] = Field(description="见 /api/v1/graph/types · listed in /api/v1/graph/types")

    @classmethod
    def of(cls, node: schema.Node) -> Node:
        return cls(id=node.id, type=node.type, label=node.label, properties=node.properties)


class PlacedNode(Node):
    """带坐标的节点 · A node with its place in the drawing."""

    x: float
    y: float


class Place(Model):
    """文件中的位置，从 1 起 · A place in a document, counted from 1; null where the format has no such thing."""

    page: int | None
    sheet: str | None
    table: int | None
    row: int | None
    column: int | None
    line: int | None


class Passage(Place):
    """一段原文：单元格或段落中的第几个字到第几个字 · Characters start to end (from 0) of the cell or paragraph there."""

    start: int
    end: int


class PageBox(Model):
    """PDF 页面上的方框（点，从页面左上角起） · An area of a page of a PDF, in points from its top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Evidence(Place):
    """依据：文件、位置、原文 · File, place and quoted words."""

    document: str
    file: str | None
    start: int | None
    end: int | None
    quote: str | None
    inherited: bool = Field(description="写在上方的合并单元格里 · stated in a merged cell that began above")
    also: list[Passage] = Field([], description="原文接着写在哪里 · where the quote goes on (the next page)")
    boxes: list[PageBox] = Field([], description="PDF 中每一行字的方框 · in a PDF, a box a printed line")
    printed: str | None = Field(None, description="繁体原文 · the words as printed, in traditional characters")


class RowCell(Model):
    """一格或一段 · A cell or a line of a document."""

    label: str = Field(description="列名，或位置 · the column's header, or the place")
    text: str
    marks: list[tuple[int, int]] = Field(description="标出的字：第几个到第几个（从 0 起）· marked characters, from 0")
    faint: bool = Field(False, description="只是夹在中间的内容 · only stands in between")


class EvidenceRow(Model):
    """依据所在的行 · The row of a document in which a fact stands. A null line: some are left out there."""

    evidence: Evidence
    place: str
    above: list[RowCell | None]
    cells: list[RowCell]
    below: list[RowCell | None]
    original: str | None = Field(
        description="原文件的地址，没有保存时为空 · address of the original, null when it was not kept"
    )


class Edge(Model):
    """关系 · A relationship."""

    id: str
    type: EdgeType
    source: str
    target: str
    properties: dict[str, Any]
    evidence: Evidence | None = Field(
        None, description="依据：文件、位置、原文 · file, place and quoted words; null where no document states the edge"
    )

    @classmethod
    def of(cls, edge: schema.Edge) -> Edge:
        return cls(
            id=edge.id,
            type=edge.type,
            source=edge.source,
            target=edge.target,
            properties=edge.properties,
            evidence=Evidence(**edge.evidence) if edge.evidence else None,
        )


class LinkedNode(Node):
    """导出的节点 · A node of an export."""

    evidence: dict[str, Evidence] | None = Field(description="各属性的依据 · where each property is stated")


class LinkedEdge(Model):
    """导出的关系 · A relationship of an export."""

    source: str
    target: str
    key: str = Field(description="关系的编号 · id of the relationship")
    type: EdgeType
    properties: dict[str, Any]
    evidence: Evidence | None


class NodeLink(Model):
    """节点连边 JSON（format 为 json 时）· Node-link JSON (with format json), as `networkx.node_link_graph` reads it."""

    directed: bool
    multigraph: bool
    graph: dict[str, Any] = Field(description="标题，未写入的节点数 · title, and how many nodes were left out")
    nodes: list[LinkedNode]
    edges: list[LinkedEdge]


class EdgeToOther(Edge):
    """关系及另一端的节点 · A relationship with the node at its other end."""

    other: Node


class NodeDetail(Node):
    """节点及其关系 · A node with its relationships."""

    evidence: dict[str, Evidence] = Field(
        {}, description="各属性的依据：文件的标题、文号等，任务的正文和时限 · where its properties are stated, by their names"
    )
    edges: list[EdgeToOther]
    total_edges: int = Field(description="关系总数 · how many there are in all")


class TaskOfDocument(Node):
    """文件中的任务及其单位 · A task of a document with its units."""

    evidence: dict[str, Evidence] = Field({}, description="正文和时限的依据 · where its text and deadline are stated")
    theme: Node | None = Field(description="所属的主题标题 · the heading that it stands under")
    duties: list[EdgeToOther]


class TasksOfDocument(Model):
    """一页任务，按文件中的顺序 · One page of a document's tasks, in its order."""

    total: int
    offset: int
    limit: int
    items: list[TaskOfDocument]


class Ground(Model):
    """一条理由 · One ground."""

    about: str
    zh: str
    en: str


class Grounds(Model):
    """为什么 · The grounds of what the graph says."""

    title: str
    lines: list[Ground]


class Stretch(Model):
    """相连的段落或表格的一块，首尾都在内 · Lines one after the other, or an area of a table, both ends included."""

    first: Place
    last: Place


class Note(Model):
    """读取时的提示 · Something that the reader of a document should look at."""

    kind: str
    zh: str
    en: str
    evidence: dict[str, Any] | None = None
    covers: list[Stretch] = Field([], description="说的是哪些地方 · all places that it speaks of, where they are more than one")


class DocumentDetail(NodeDetail):
    """文件及其关系和读取提示 · A document with its relationships and the notes of its reading."""

    report: list[Note]
    sha256: str | None = Field(None, description="读自哪个文件 · the file that it was read from")
    original: bool = Field(False, description="原文件还在 · the file is still here")
    columns_by_hand: bool = Field(False, description="各列由人指定 · a person said what its columns are")


class NodePage(Model):
    """一页节点 · One page of nodes."""

    total: int
    offset: int
    limit: int
    items: list[Node]


class SearchResult(Model):
    """搜索结果 · What fits the words best, best first."""

    items: list[Node]


class Neighbourhood(Model):
    """邻域子图 · A node's neighbourhood, with fixed coordinates."""

    nodes: list[PlacedNode]
    edges: list[Edge]
    truncated: int = Field(description="未列出的邻居数 · how many neighbours were left out")


class Status(Model):
    """状态 · The service and what its store holds."""

    version: str
    store: str = Field(description="sqlite, neo4j")
    counts: dict[str, int] = Field(description="各类节点和关系的数量 · how many of each node and relationship type")


class NodeKindModel(Model):
    """节点类型 · A node type."""

    type: NodeType
    zh: str
    en: str
    properties: list[str]


class EdgeKindModel(Model):
    """关系类型 · A relationship type."""

    type: EdgeType
    source: NodeType
    target: NodeType
    zh: str
    en: str
    stated: bool = Field(description="是否由文件写明（有依据）· whether a document states it (with evidence)")
    properties: list[str]


class Types(Model):
    """节点和关系类型 · The node and relationship types."""

    nodes: list[NodeKindModel]
    edges: list[EdgeKindModel]


class Column(Model):
    """列 · A column of an answer."""

    name: str
    zh: str
    en: str
    codes: dict[str, dict[Language, str]] = Field(
        {}, description="值是代码时，代码与文字的对照 · words for people, by code, where the values are codes"
    )


class QuestionCard(Model):
    """问题 · A question of the catalogue."""

    name: str
    zh: str
    en: str
    parameters: dict[str, Any] = Field(description="参数的 JSON Schema · JSON Schema of the parameters")
    columns: list[Column]
    chart: tuple[str, str] | None = Field(None, description="可画成条形的列：名称、数值 · bars: label, value")
    url: str


class QuestionList(Model):
    """问题目录 · The catalogue of questions."""

    questions: list[QuestionCard]


class AnswerModel(Model, Generic[R]):
    """答案 · The answer of a question."""

    question: str
    parameters: dict[str, Any]
    columns: list[Column]
    rows: list[R]
    truncated: bool = Field(description="后面还有 · more rows follow")
    left_out: int = Field(
        0, description="因问题自身的上限而没有列出的（至少）· at least so many left out by the question's own bound"
    )
