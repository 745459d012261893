"""Where a fact stands: the row of its document with the words marked, and the original file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pydantic import Field

from api.exports import disposition
from api.language import choose
from api.models import Evidence, EvidenceRow, Ground, Grounds, RowCell
from api.originals import OriginalMissing, Originals
from api.passages import proof
from api.requests import Asked, NodeId, SettingsOf, StoreOf
from ingest.errors import NodeUnknown
from viz.picture.row import Words

router = APIRouter(prefix="/api/v1", tags=["依据 · evidence"])


class EvidenceAsked(Asked):
    """Which fact."""

    of: str = Field(
        min_length=1,
        max_length=700,
        description="关系的编号，或节点的编号（并写 fact） · id of a relationship, or of a node (with fact)",
    )
    fact: str | None = Field(
        None, max_length=40, description="节点的哪个属性，如 text、deadline、title · which property of the node"
    )


@router.get("/evidence", summary="依据所在的行 · The row of a fact")
def evidence(request: Request, asked: Annotated[EvidenceAsked, Query()], store: StoreOf, settings: SettingsOf) -> EvidenceRow:
    """一个事实写在文件的哪一行：整行的各格，标出原文。保存了原文件的取自原文件，否则取自读入的内容。· The row of the document
    in which a fact stands, cell by cell, with the words marked: out of the original where it is kept, else as it was read."""
    language = choose(request.query_params, request.headers, settings.lang)
    found = proof(store, Originals(settings.originals_folder), asked.of, asked.fact, language, settings.max_bytes)
    document = str(found.evidence["document"])
    return EvidenceRow(
        evidence=Evidence(**found.evidence),
        place=found.row.place,
        above=[_cell(words) if words else None for words in found.row.above],
        cells=[_cell(words) for words in found.row.cells],
        below=[_cell(words) if words else None for words in found.row.below],
        original=f"/api/v1/documents/{document}/original" if found.original else None,
    )


def _cell(words: Words) -> RowCell:
    return RowCell(label=words.label, text=words.text, marks=[mark[:2] for mark in words.marks], faint=words.faint)


class WhyAsked(Asked):
    """About what."""

    of: str = Field(
        min_length=1, max_length=700, description="单位、任务、文件、地区或关系的编号 · id of a node or relationship"
    )
    other: str | None = Field(
        None, min_length=1, max_length=300, description="另一个节点：两者有什么关系 · another node: what the two have to do"
    )


@router.get("/why", summary="为什么 · Why")
def why(asked: Annotated[WhyAsked, Query()], store: StoreOf) -> Grounds:
    """一个单位为什么是它、一条关系从哪来、两个节点有什么关系。· Why a unit is who it is, where a relationship comes from, what
    two nodes have to do with each other."""
    from graph.why import why as explain

    found = explain(store, [asked.of, asked.other] if asked.other else [asked.of])
    return Grounds(title=found.title, lines=[Ground(about=one.about, zh=one.zh, en=one.en) for one in found.lines])


@router.get(
    "/documents/{id}/original",
    summary="原文件 · The original file",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "文件 · the file"}},
)
def original(id: NodeId, asked: Annotated[Asked, Query()], store: StoreOf, settings: SettingsOf) -> FileResponse:
    """读入的原文件，下载后用本机的软件打开。· The file as it was read, to keep and to open with a program of this machine."""
    node = store.node(id)
    if node is None or node.type != "Document":
        raise NodeUnknown(id=id)
    path = Originals(settings.originals_folder).of(id, store)
    if path is None:
        raise OriginalMissing(file=node.properties.get("file"))
    # never shown by the browser itself: a document may be a web page with a script, and this is our own origin
    headers = {"Content-Disposition": disposition(str(node.properties["file"])), "Cache-Control": "no-store"}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)
