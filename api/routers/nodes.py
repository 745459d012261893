"""Units, tasks and documents: lists, and each with its relationships."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.models import DocumentDetail, Edge, EdgeToOther, Evidence, Node, NodeDetail, NodePage, Note
from api.requests import EdgesAsked, NodeId, NodesAsked, SettingsOf, StoreOf, bounded
from api.settings import Settings
from graph import schema
from graph.schema import ROLE_EDGE, NodeType
from graph.store.base import Store
from ingest.errors import NodeUnknown

router = APIRouter(prefix="/api/v1", tags=["节点 · nodes"])


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


@router.get("/units/{id}", summary="单位 · One unit")
def unit(id: NodeId, asked: Annotated[UnitEdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodeDetail:
    """一个单位及其任务（关系带依据）。· One unit and its tasks; each relationship carries its evidence."""
    return _detail("Unit", id, asked, store, settings, role=asked.role)


@router.get("/tasks/{id}", summary="任务 · One task")
def task(id: NodeId, asked: Annotated[UnitEdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> NodeDetail:
    """一项任务及其单位、主题、文件。· One task with its units, theme and document."""
    return _detail("Task", id, asked, store, settings, role=asked.role)


@router.get("/documents/{id}", summary="文件 · One document")
def document(id: NodeId, asked: Annotated[EdgesAsked, Query()], store: StoreOf, settings: SettingsOf) -> DocumentDetail:
    """一份文件及其任务、上级文件和读取提示。· One document with its tasks, its upstream documents and the notes of its
    reading."""
    detail = _detail("Document", id, asked, store, settings)
    notes = (store.record(id) or {}).get("notes") or []
    return DocumentDetail(**dict(detail), report=[Note(**note) for note in notes])


def _page(type: NodeType, asked: NodesAsked, store: Store, settings: Settings) -> NodePage:
    limit = bounded(asked.limit, settings.max_page)
    page = store.nodes(type, filters=asked.filters, text=asked.q, offset=asked.offset, limit=limit)
    return NodePage(total=page.total, offset=asked.offset, limit=limit, items=[Node.of(node) for node in page.nodes])


def _detail(
    type: NodeType, id: str, asked: EdgesAsked, store: Store, settings: Settings, *, role: str | None = None
) -> NodeDetail:
    node = store.node(id)
    if node is None or node.type != type:
        raise NodeUnknown(id=id)
    types: Sequence[str] = (ROLE_EDGE[role],) if role else ()
    edges, total = store.edges(id, types=types, offset=asked.offset, limit=bounded(asked.limit, settings.max_page))
    evidence = {name: Evidence(**value) for name, value in (node.evidence or {}).items()}
    others = [_to_other(edge, node, store) for edge in edges]
    return NodeDetail(**dict(Node.of(node)), evidence=evidence, edges=others, total_edges=total)


def _to_other(edge: schema.Edge, node: schema.Node, store: Store) -> EdgeToOther:
    other = store.node(edge.target if edge.source == node.id else edge.source)
    if other is None:  # it went with its document between two reads
        other = node
    return EdgeToOther(**dict(Edge.of(edge)), other=Node.of(other))
