"""Units, tasks and documents: lists, and each with its relationships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.models import (
    DocumentDetail,
    Edge,
    EdgeToOther,
    Evidence,
    Node,
    NodeDetail,
    NodePage,
    Note,
    TaskOfDocument,
    TasksOfDocument,
)
from api.requests import EdgesAsked, NodeId, NodesAsked, OriginalsOf, SettingsOf, StoreOf, bounded
from api.settings import Settings
from graph import schema
from graph.questions.base import Filters
from graph.schema import ROLE_EDGE, EdgeType, NodeType
from graph.store.base import Store
from ingest.errors import NodeUnknown

router = APIRouter(prefix="/api/v1", tags=["节点 · nodes"])
_MOST_UNITS: Final = 500
"""Units of one task that are listed: no list prints more."""


class AnyEdgesAsked(EdgesAsked):
    """Which relationships of a node to list."""

    type: EdgeType | None = Field(None, description="只列一种关系 · only relationships of one type")


class UnitEdgesAsked(EdgesAsked):
    """Which relationships of a unit or task to list."""

    role: Literal["lead", "support", "responsible"] | None = Field(
        None, description="只列一种责任关系 · only the duties of one role"
    )


@router.get("/units", summary="单位列表 · List units")
def units(asked: Annotated[NodesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodePage:
    """责任单位，可按地区、年份、文件、主题筛选，按名称搜索。· Responsible units, narrowed by place, year, document or theme,
    and searched by name."""
    return _page("Unit", asked, store, settings)


@router.get("/tasks", summary="任务列表 · List tasks")
def tasks(asked: Annotated[NodesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodePage:
    """任务，可按地区、年份、文件、主题筛选，按正文搜索。· Tasks, narrowed by place, year, document or theme, and searched by
    their text."""
    return _page("Task", asked, store, settings)


@router.get("/documents", summary="文件列表 · List documents")
def documents(asked: Annotated[NodesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodePage:
    """已读入的文件和只被引用的文件（known 为 named）。· Documents that were read, and those that are only cited (known is
    named)."""
    return _page("Document", asked, store, settings)


@router.get("/places", summary="地区列表 · List places")
def places(asked: Annotated[NodesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodePage:
    """文件和单位所在的地区。· The places of documents and units."""
    return _page("Jurisdiction", asked, store, settings)


@router.get("/topics", summary="主题分类列表 · List topics")
def topics(asked: Annotated[NodesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodePage:
    """任务的主题分类。· The subject classes of tasks."""
    return _page("Topic", asked, store, settings)


@router.get("/nodes/{id}", summary="任一节点 · Any node")
def node(id: NodeId, asked: Annotated[AnyEdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodeDetail:
    """任何类型的一个节点及其关系。· One node of any type with its relationships."""
    return _detail(None, id, asked, store, settings, types=(asked.type,) if asked.type else ())


@router.get("/units/{id}", summary="单位 · One unit")
def unit(id: NodeId, asked: Annotated[UnitEdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodeDetail:
    """一个单位及其任务（关系带依据）。· One unit and its tasks; each relationship carries its evidence."""
    return _detail("Unit", id, asked, store, settings, types=(ROLE_EDGE[asked.role],) if asked.role else ())


@router.get("/tasks/{id}", summary="任务 · One task")
def task(id: NodeId, asked: Annotated[UnitEdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodeDetail:
    """一项任务及其单位、主题、文件。· One task with its units, theme and document."""
    return _detail("Task", id, asked, store, settings, types=(ROLE_EDGE[asked.role],) if asked.role else ())


@router.get("/documents/{id}", summary="文件 · One document")
def document(
    id: NodeId, asked: Annotated[EdgesAsked, Query()], store: StoreOf, settings: SettingsOf, originals: OriginalsOf
) -> DocumentDetail:
    """一份文件及其任务、上级文件和读取提示。· One document with its tasks, its upstream documents and the notes of its
    reading."""
    detail = _detail("Document", id, asked, store, settings)
    record, sha256 = store.record(id) or {}, store.sha256(id)
    return DocumentDetail(
        **dict(detail),
        report=[Note(**note) for note in record.get("notes") or []],
        sha256=sha256,
        original=originals.has(sha256),
        columns_by_hand=bool((record.get("columns") or {}).get("file")),
    )


@router.get("/documents/{id}/tasks", summary="文件中的任务 · The tasks of a document")
def tasks_of(id: NodeId, asked: Annotated[EdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> TasksOfDocument:
    """一份文件的任务，按文件中的顺序，各带责任单位和依据。· The tasks of a document in its order, each with its units and their
    evidence."""
    if (found := store.node(id)) is None or found.type != "Document":
        raise NodeUnknown(id=id)
    limit = bounded(asked.limit, settings.max_page)
    page = store.nodes("Task", filters=Filters.model_validate({"document": id}), offset=asked.offset, limit=limit)
    edges = {t.id: store.edges(t.id, types=(*ROLE_EDGE.values(), "UNDER"), limit=_MOST_UNITS)[0] for t in page.nodes}
    near = store.several({end for some in edges.values() for edge in some for end in (edge.source, edge.target)})
    items = [_with_duties(task, edges[task.id], near) for task in page.nodes]
    return TasksOfDocument(total=page.total, offset=asked.offset, limit=limit, items=items)


def _with_duties(task: schema.Node, edges: Sequence[schema.Edge], near: Mapping[str, schema.Node]) -> TaskOfDocument:
    evidence = {name: Evidence(**value) for name, value in (task.evidence or {}).items()}
    theme = next((near.get(edge.target) for edge in edges if edge.type == "UNDER"), None)
    duties = [_to_other(edge, task, near) for edge in edges if edge.type != "UNDER"]
    return TaskOfDocument(**dict(Node.of(task)), evidence=evidence, theme=Node.of(theme) if theme else None, duties=duties)


def _page(type: NodeType, asked: NodesAsked, store: Store, settings: Settings) -> NodePage:
    limit = bounded(asked.limit, settings.max_page)
    page = store.nodes(type, filters=asked.filters, text=asked.q, offset=asked.offset, limit=limit)
    return NodePage(total=page.total, offset=asked.offset, limit=limit, items=[Node.of(node) for node in page.nodes])


def _detail(
    type: NodeType | None, id: str, asked: EdgesAsked, store: Store, settings: Settings, *, types: Sequence[EdgeType] = ()
) -> NodeDetail:
    node = store.node(id)
    if node is None or (type is not None and node.type != type):
        raise NodeUnknown(id=id)
    edges, total = store.edges(id, types=types, offset=asked.offset, limit=bounded(asked.limit, settings.max_page))
    evidence = {name: Evidence(**value) for name, value in (node.evidence or {}).items()}
    near = store.several([edge.target if edge.source == node.id else edge.source for edge in edges])
    others = [_to_other(edge, node, near) for edge in edges]
    return NodeDetail(**dict(Node.of(node)), evidence=evidence, edges=others, total_edges=total)


def _to_other(edge: schema.Edge, node: schema.Node, near: Mapping[str, schema.Node]) -> EdgeToOther:
    other = near.get(edge.target if edge.source == node.id else edge.source)
    if other is None:  # it went with its document between two reads
        other = node
    return EdgeToOther(**dict(Edge.of(edge)), other=Node.of(other))
