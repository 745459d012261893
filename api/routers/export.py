"""The graph, or a part of it, as a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import IO, Annotated, BinaryIO, Final, cast

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from pydantic import Field

from api import exports
from api.models import NodeLink
from api.requests import LANG, FiltersAsked, SettingsOf, StoreOf
from api.settings import Settings
from graph.export.base import nodes
from graph.export.select import selection
from graph.schema import Selection
from ingest.errors import Language, RequestError

router = APIRouter(prefix="/api/v1", tags=["图 · graph"])

_IN_MEMORY: Final = 8 * 1024 * 1024
_PIECE: Final = 1 << 16
Format = Annotated[
    str,
    Path(description="格式 · format", json_schema_extra={"enum": list(exports.formats())}),
]
_CONTENT: Final = {
    one.media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
    for one in exports.formats().values()
    if one.media_type != "application/json"
}


class ExportAsked(FiltersAsked):
    """What to export."""

    around: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="只要这个节点周围的部分：编号，或单位、文件、地区的名称 · "
        "only what lies around this node: its id, or the name of a unit, document or place",
    )
    hops: int = Field(1, ge=1, le=3, description="周围几步以内 · within so many steps of it")
    lang: Language | None = LANG


class PageTooLarge(RequestError):
    zh = "选出的部分有 {count} 个以上的节点，一个网页最多画 {limit} 个"
    en = "the selection has more than {count} nodes, and a page draws {limit} at most"
    do_zh, do_en = "请用筛选条件缩小范围，或换一种格式", "Narrow it down by the filters, or take another format"


@router.get(
    "/export/{format}",
    summary="导出 · Export",
    response_class=StreamingResponse,
    responses={200: {"model": NodeLink, "content": _CONTENT, "description": "文件 · the file"}},
)
def export(format: Format, asked: Annotated[ExportAsked, Query()], store: StoreOf, settings: SettingsOf) -> StreamingResponse:
    """整个图谱，或按筛选条件、某个节点的周围选出的部分，作为文件下载；CSV 为压缩包。· The whole graph, or the part that the
    filters leave or that lies around a node, as a file to keep; CSV comes as an archive."""
    one = exports.chosen(format, None, named="format")
    title = exports.title(asked.filters, asked.around)
    # written whole before the answer begins: an error in the middle is told as one, and a slow reader holds no snapshot
    held = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed after the answer
    try:
        with selection(store, asked.filters, around=asked.around, hops=asked.hops) as found:
            if one is exports.HTML:
                _bounded(found, settings)
            one.write(found, cast("BinaryIO", held), title=title)
        size = held.seek(0, os.SEEK_END)
    except BaseException:
        held.close()
        raise
    headers = {
        "Content-Disposition": exports.disposition(exports.file_name(title, one)),
        "Content-Length": str(size),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(held), media_type=one.media_type, headers=headers)


def _bounded(found: Selection, settings: Settings) -> None:
    for count, _ in enumerate(nodes(found)):
        if count >= settings.max_nodes:
            raise PageTooLarge(count=count, limit=settings.max_nodes)


def _pieces(held: IO[bytes]) -> Iterator[bytes]:
    with held:
        held.seek(0)
        while piece := held.read(_PIECE):
            yield piece
