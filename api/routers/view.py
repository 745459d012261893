"""Drawings: what someone put on the canvas and opened from there, grouped and placed; and one edge with its evidence."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import Field

from api import exports
from api.drawings import FormatName, Formats, Opening, Openings, ViewModel
from api.models import Edge, Node
from api.passages import edge_of
from api.requests import LANG, Asked, FiltersAsked, NodeId, SettingsOf, StoreOf, bounded
from graph import schema
from graph.store.base import Store
from graph.view import View, Wanted, draw, steps
from graph.view.net import MOST, Net, TooMany
from graph.view.relations import RELATIONS, Relation
from ingest.errors import Language, NodeUnknown

router = APIRouter(prefix="/api/v1", tags=["图 · graph"])
_DATE = r"^\d{4}-\d\d-\d\d$"


class NarrowedAsked(FiltersAsked):
    """What a drawing is narrowed to."""

    due_from: str | None = Field(None, pattern=_DATE, description="期限不早于 · tasks due on this day or later")
    due_to: str | None = Field(None, pattern=_DATE, description="期限不晚于 · tasks due on this day or earlier")
    lang: Language | None = LANG

    def wanted(self, show: str, limit: int) -> Wanted:
        """The drawing that is asked for."""
        return Wanted(steps(show), self.filters, self.due_from, self.due_to, limit)


class ViewAsked(NarrowedAsked):
    """Which drawing."""

    show: str = Field("", max_length=40_000, description="各步，空格分开 · the steps, with a space between them")
    layout: Literal["free", "level", "theme"] = Field("free", description="排列 · free, by level, or by unit and theme")
    limit: int | None = Field(
        None, ge=1, le=10_000, description="最多画几个节点（不写即 ZHENGTU_MAX_NODES）· at most so many nodes"
    )


class EdgeAsked(Asked):
    """Which edge."""

    id: str = Field(min_length=3, max_length=500, description="关系的编号 · id of the relationship")


@router.get("/graph/view", summary="画面 · A drawing", response_model=ViewModel)
def view(asked: Annotated[ViewAsked, Query()], store: StoreOf, settings: SettingsOf) -> Response:
    """按步骤画出的一幅图：`节点` 放上画面，`节点_关系` 展开，`节点_to_节点` 找两点之间的路；多的合成一组，坐标每次相同。·
    The drawing that some steps made: `NODE` puts a node on it, `NODE_RELATION` opens it, `NODE_to_NODE` shows the ways between
    two. Many members become few groups, each with the step that opens it; the same steps give the same places."""
    found = draw(store, asked.wanted(asked.show, bounded(asked.limit or settings.max_nodes, settings.max_nodes)))
    points, marks, levels = _placed(found, asked.layout, store)
    value = {
        "nodes": [
            {"id": id, "type": node.type, "label": node.label, "properties": node.properties, "level": levels.get(id)}
            | {"x": points[id][0], "y": points[id][1]}
            for id, node in found.nodes.items()
        ],
        "groups": _groups(found, points),
        "lines": [
            {"id": line.id, "type": line.type, "source": line.source, "target": line.target, "count": line.count}
            for line in found.lines
        ],
        "marks": marks,
        "ways": found.ways,
        "left_out": [{"step": step, "count": count} for step, count in found.left_out.items()],
        "missing": found.missing,
    }
    # written as it is: to build thousands of models of it takes longer than to draw it (the tests hold it against the model)
    return Response(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), media_type="application/json")


def _placed(
    found: View, layout: str, store: Store
) -> tuple[dict[str, tuple[float, float]], list[dict[str, Any]], dict[str, str | None]]:
    from graph.view.standing import standings
    from viz.bands import by_level, by_theme  # the drawing's own modules: the service starts without them
    from viz.grown import grown

    if layout == "free":
        return grown(found.batches), [], {}
    standing = standings(found, store)
    points, marks = (by_level if layout == "level" else by_theme)(found, standing)
    titles = found.net.nodes(mark.node for mark in marks if mark.node)
    shown = [
        {"x": m.x, "y": m.y, "level": m.level, "label": titles[m.node].label if m.node and m.node in titles else None}
        for m in marks
    ]
    return points, shown, {id: one.level for id, one in standing.items()}


def _groups(found: View, points: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    titles = found.net.nodes(group.key for group in found.groups.values() if ":" in group.key)
    first = found.net.nodes(group.members[0] for group in found.groups.values())
    return [
        {
            "id": id,
            "type": first[group.members[0]].type,
            "label": titles[group.key].label if group.key in titles else None,
            "key": group.key,
            "owner": group.opens.node,
            "opens": str(group.opens),
            "count": len(group.members),
            "members": group.members,
            "x": points[id][0],
            "y": points[id][1],
        }
        for id, group in found.groups.items()
    ]


@router.get("/graph/{id}/openings", summary="可以怎样展开 · What a node opens to")
def openings(id: NodeId, asked: Annotated[NarrowedAsked, Query()], store: StoreOf) -> Openings:
    """一个节点可以按哪些关系展开，各有多少。· The relations that a node can be opened by, and how many nodes each leads to."""
    net = Net(store, asked.wanted("", 1))
    node = net.seed(id)
    if node is None:
        raise NodeUnknown(id=id)
    counted = ((one, _count(net, node, one)) for one in RELATIONS[node.type])
    found = [Opening(relation=r.name, to=r.to, count=min(n, MOST), more=n > MOST) for r, n in counted if n]
    return Openings(node=Node.of(node), openings=found)


def _count(net: Net, node: schema.Node, relation: Relation) -> int:
    try:
        return len(net.members(node, relation))
    except TooMany:
        return MOST + 1


@router.get("/graph/edge", summary="一条关系 · One relationship")
def edge(asked: Annotated[EdgeAsked, Query()], store: StoreOf) -> Edge:
    """一条关系及其依据。· One relationship with its evidence."""
    found = edge_of(store, asked.id)
    if found is None:
        raise NodeUnknown(id=asked.id)
    return Edge.of(found)


@router.get("/graph/formats", summary="导出格式 · Formats")
def formats(asked: Annotated[Asked, Query()]) -> Formats:
    """可以导出的格式。· What `/api/v1/export/{format}` can write."""
    return Formats(
        formats=[FormatName(name=one.name, zh=one.zh, en=one.en, suffix=one.suffix) for one in exports.formats().values()]
    )
