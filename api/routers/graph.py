"""The graph as a whole: neighbourhoods, types, search, status."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from api.models import Edge, EdgeKindModel, Neighbourhood, Node, NodeKindModel, PlacedNode, SearchResult, Status, Types
from api.requests import Asked, NodeId, SettingsOf, StoreOf, bounded
from graph.schema import EDGES, NODES
from graph.store import kind

router = APIRouter(prefix="/api/v1", tags=["图 · graph"])


class NeighboursAsked(Asked):
    """How far a neighbourhood reaches."""

    hops: int = Field(1, ge=1, le=3, description="几步以内 · within so many steps")
    limit: int = Field(200, ge=1, le=10_000, description="最多几个节点（上限见 ZHENGTU_MAX_NODES）· at most so many nodes")


class SearchAsked(Asked):
    """What to search for."""

    q: str = Field(min_length=1, max_length=200, description="名称、文号或正文中的词 · words in name, 文号 or text")
    limit: int = Field(20, ge=1, le=1000, description="最多几个（上限见 ZHENGTU_MAX_PAGE）· at most so many")


@router.get("/graph/{id}/neighbours", summary="邻域子图 · Neighbourhood")
def neighbours(id: NodeId, asked: Annotated[NeighboursAsked, Query()], store: StoreOf, settings: SettingsOf) -> Neighbourhood:
    """一个节点周围的子图，坐标由服务计算，每次相同。· The graph around a node; the coordinates come from the service and are
    the same on each call."""
    from viz.layout import positions  # networkx takes its time: the service starts without it

    found = store.neighbours(id, hops=asked.hops, limit=bounded(asked.limit, settings.max_nodes))
    places = positions(found, centre=id)
    return Neighbourhood(
        nodes=[PlacedNode(**dict(Node.of(n)), x=places[n.id][0], y=places[n.id][1]) for n in found.nodes],
        edges=[Edge.of(edge) for edge in found.edges],
        truncated=found.truncated,
    )


@router.get("/graph/types", summary="节点和关系类型 · Types")
def types(asked: Annotated[Asked, Query()]) -> Types:
    """图里有哪些节点和关系，各有哪些属性。· The node and relationship types of the graph, and their properties."""
    return Types(nodes=[NodeKindModel(**asdict(n)) for n in NODES], edges=[EdgeKindModel(**asdict(e)) for e in EDGES])


@router.get("/search", summary="搜索 · Search")
def search(asked: Annotated[SearchAsked, Query()], store: StoreOf, settings: SettingsOf) -> SearchResult:
    """在所有节点中搜索，最符合的在前。· Search all nodes, best first."""
    found = store.search(asked.q, limit=bounded(asked.limit, settings.max_page))
    return SearchResult(items=[Node.of(node) for node in found])


@router.get("/status", summary="状态 · Status")
def status(asked: Annotated[Asked, Query()], store: StoreOf, settings: SettingsOf) -> Status:
    """版本、数据库的种类，以及图中各类节点和关系的数量；数据库不可用时为 503。· The version, the kind of store, and how many
    nodes and relationships the graph holds; 503 while the store cannot be used."""
    return Status(version=version("zhengtu"), store=kind(settings.store), counts=store.counts())
