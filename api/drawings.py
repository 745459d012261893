"""What the API answers with about a drawing."""

from __future__ import annotations

from pydantic import Field

from api.models import Model, Node, PlacedNode
from graph.schema import EdgeType, NodeType


class ViewNode(PlacedNode):
    """画面中的节点 · A node of a drawing."""

    level: str | None = Field(None, description="按层级排列时的层级 · its level, when the layout is by level")


class ViewGroup(Model):
    """合在一起的一组 · Nodes that are drawn as one."""

    id: str
    type: NodeType = Field(description="成员的类型 · type of its members")
    label: str | None = Field(
        description="成员共有的文件、标题或分类；空为其余 · what its members share; null for what is left over"
    )
    key: str = Field(description="该文件、标题或分类的编号，或 rest、none · id of what they share, or rest, none")
    owner: str = Field(description="由哪个节点展开 · the node that was opened")
    opens: str = Field(description="把它打开的一步 · the step that opens it")
    count: int
    members: list[str]
    x: float
    y: float


class ViewLine(Model):
    """画面中的线 · A line of a drawing."""

    id: str
    type: EdgeType | None = Field(description="关系类型；空为几种 · the relationship; null where it sums up several")
    source: str
    target: str
    count: int = Field(description="代表几条关系；0 为一条关系本身 · how many relationships it stands for; 0 for one itself")


class ViewMark(Model):
    """画面中的标题 · A title of a band or block."""

    x: float
    y: float
    level: str | None
    label: str | None


class LeftOut(Model):
    """没有画出的 · What found no room."""

    step: str
    count: int


class ViewModel(Model):
    """一幅画面 · A drawing, with the place of everything in it."""

    nodes: list[ViewNode]
    groups: list[ViewGroup]
    lines: list[ViewLine]
    marks: list[ViewMark]
    ways: list[list[str]] = Field(description="两点之间的路 · the ways between two nodes, node by node")
    left_out: list[LeftOut] = Field(description="画不下的节点数 · nodes for which there was no room")
    missing: list[str] = Field(description="图中已没有的编号 · ids that nothing in the graph has")


class Opening(Model):
    """可以展开的一种关系 · A relation that a node can be opened by."""

    relation: str
    to: NodeType
    count: int = Field(description="展开后有多少节点 · how many nodes it leads to")
    more: bool = Field(description="实际更多，要先筛选才能展开 · there are more: it opens only when filters leave fewer")


class Openings(Model):
    """一个节点可以怎样展开 · By what a node can be opened."""

    node: Node
    openings: list[Opening]


class FormatName(Model):
    """导出格式 · A format of an export."""

    name: str
    zh: str
    en: str
    suffix: str


class Formats(Model):
    """导出格式目录 · The formats of `/api/v1/export/{format}`."""

    formats: list[FormatName]
