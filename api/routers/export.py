"""The graph, or a part of it, as a file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Annotated, Any, BinaryIO, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import Field

from api import exports
from api.downloads import download
from api.ledgers import ledger
from api.models import Model, NodeLink
from api.questions import checked
from api.requests import LANG, Asked, FiltersAsked, SettingsOf, StoreOf
from api.settings import Settings
from graph.export.base import nodes
from graph.export.select import between, named, selection, whole
from graph.questions import catalogue, get
from graph.schema import Selection
from ingest.errors import Language, ParameterWrong, RequestError

router = APIRouter(prefix="/api/v1", tags=["图 · graph"])

MOST_NODES: Final = 10_000
Format = Annotated[
    str,
    Path(description="格式 · format", json_schema_extra={"enum": list(exports.formats())}),
]
Name = Annotated[str, Path(description="问题的名称 · name of the question", json_schema_extra={"enum": list(catalogue())})]
Id = Annotated[str, Field(min_length=1, max_length=300)]
_CONTENT: Final = {
    one.media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
    for one in exports.formats().values()
    if one.media_type != "application/json"
}
_FILE: Final[dict[str, Any]] = {
    "response_class": StreamingResponse,
    "responses": {200: {"model": NodeLink, "content": _CONTENT, "description": "文件 · the file"}},
}


class ExportAsked(FiltersAsked):
    """What to export."""

    around: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="只要这个节点周围的部分：编号，或单位、文件、地区、分类、任务的名称 · "
        "only what lies around this node: its id, or the name of a unit, document, place, class or task",
    )
    hops: int = Field(1, ge=1, le=3, description="周围几步以内 · within so many steps of it")
    between: list[Id] | None = Field(
        None,
        min_length=2,
        max_length=2,
        description="两个节点之间最短的几条路（写两次 between）· the shortest ways between two nodes (given twice)",
    )
    lang: Language | None = LANG


class NodesChosen(Model):
    """选出的节点 · The nodes to export, such as those that a page shows."""

    nodes: list[Id] = Field(min_length=1, max_length=MOST_NODES, description="节点编号 · ids of nodes")
    title: str = Field("", max_length=100, description="文件的名称 · what the file is called")


class PageTooLarge(RequestError):
    zh = "选出的部分有 {count} 个以上的节点，一个网页最多画 {limit} 个"
    en = "the selection has more than {count} nodes, and a page draws {limit} at most"
    do_zh, do_en = "请用筛选条件缩小范围，或换一种格式", "Narrow it down by the filters, or take another format"


@router.get("/export/{format}", summary="导出 · Export", **_FILE)
def export(format: Format, asked: Annotated[ExportAsked, Query()], store: StoreOf, settings: SettingsOf) -> StreamingResponse:
    """整个图谱，或按筛选条件、某个节点的周围、两个节点之间的路选出的部分，作为文件下载；CSV 为压缩包。· The whole graph, or the
    part that the filters leave, that lies around a node or between two, as a file to keep; CSV comes as an archive."""
    if asked.between and asked.around:
        raise ParameterWrong(name="between", reason_zh="不能与 around 同时使用", reason_en="does not go with around")
    if asked.between:
        start, end = asked.between
        return _file(format, between(store, asked.filters, (start, end)), settings, exports.title(asked.filters, start, end))
    found = selection(store, asked.filters, around=asked.around, hops=asked.hops)
    return _file(format, found, settings, exports.title(asked.filters, asked.around))


@router.post("/export/{format}", summary="导出选出的节点 · Export chosen nodes", **_FILE)
def export_nodes(
    format: Format, chosen: NodesChosen, asked: Annotated[Asked, Query()], store: StoreOf, settings: SettingsOf
) -> StreamingResponse:
    """这些节点和它们之间的关系，作为文件下载；图中没有的编号略去。· These nodes and the relationships among them, as a file to
    keep; ids that the graph does not have are left out."""
    return _file(format, store.among(chosen.nodes), settings, " ".join(["政图", chosen.title]).strip())


@router.get("/questions/{name}/export/{format}", summary="导出答案所在的部分 · Export what an answer names", **_FILE)
def export_answer(name: Name, format: Format, request: Request, store: StoreOf, settings: SettingsOf) -> StreamingResponse:
    """一个问题的答案中所有的节点和它们之间的关系，作为文件下载；参数与问题的相同，不写 limit 时包括所有行。
    要答案本身的表格，在问题的地址后加 format=xlsx 或 csv。· The nodes that an answer's rows name, and the relationships
    among them, as a file to keep. The parameters are the question's; without a limit all rows count. For the rows themselves
    add format=xlsx or csv to the address of the question."""
    question = get(name)
    given: dict[str, Any] = dict(request.query_params)
    lang = given.pop("lang", None)
    answer = whole(store, question, checked(question, given))
    title = ledger(store, question, answer, "en" if lang == "en" else settings.lang).title
    return _file(format, named(store, answer), settings, title)


def _file(format: str, chosen: AbstractContextManager[Selection], settings: Settings, title: str) -> StreamingResponse:
    one = exports.chosen(format, None, named="format")

    def write(stream: BinaryIO) -> None:
        with chosen as found:
            if one is exports.HTML:
                _bounded(found, settings)
            one.write(found, stream, title=title)

    return download(write, exports.file_name(title, one), one.media_type)


def _bounded(found: Selection, settings: Settings) -> None:
    for count, _ in enumerate(nodes(found)):
        if count >= settings.max_nodes:
            raise PageTooLarge(count=count, limit=settings.max_nodes)
