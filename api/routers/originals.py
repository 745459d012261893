"""What the page shows of original files: pictures of their rows, and what their columns are, to be corrected."""

from __future__ import annotations

import os
from pathlib import Path as FilePath
from tempfile import mkstemp
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api import columns
from api.commands.evidence import TaskNeeded, stated
from api.intake.models import JobModel
from api.language import language_of
from api.models import Model
from api.originals import OriginalMissing
from api.requests import Asked, DeskOf, NodeId, OriginalsOf, Sha256, SourcesOf, StoreOf
from graph.store.base import Store
from ingest.errors import NodeUnknown
from ingest.record import from_json

router = APIRouter(prefix="/api/v1", tags=["原文件 · originals"])
NoteNumber = Annotated[int, Path(ge=0, le=1_000_000, description="第几条提示，从 0 起 · which note, from 0")]
PNG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": {}}, "description": "PNG"}}


class OfDocument(Asked):
    """Whose columns."""

    document: list[str] = Field([], max_length=50, description="从它读出的文件编号 · ids of the documents read from it")


class TableColumns(BaseModel):
    """一类表格的列 · The columns of one kind of table."""

    model_config = ConfigDict(extra="forbid")

    sheets: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=200, description="工作表 · sheets")
    tables: list[int] = Field([], max_length=1000, description="第几个表 · numbers of tables")
    header: list[int] = Field([], max_length=50, description="表头的行号 · rows of the header")
    columns: dict[str, str] = Field(max_length=1000, description="列号和它是什么 · column and what it is")


class ShownTable(TableColumns):
    """一类表格的列和前几行 · The columns of one kind of table and its first rows."""

    words: dict[str, str] = Field(description="列上的表头 · the header over each column")
    rows: list[tuple[int, list[str]]] = Field(description="行号和各列的文字 · number of the row, and the text in each column")


class ColumnsModel(Model):
    """各列是什么 · What the columns are."""

    file: str
    kept: bool = Field(description="由人指定 · said by a person")
    choices: list[str]
    tables: list[ShownTable]


class ColumnsGiven(BaseModel):
    """人指定的列 · What a person says of the columns."""

    model_config = ConfigDict(extra="forbid")

    tables: list[TableColumns] = Field(min_length=1, max_length=100)


@router.get("/files/{sha256}/columns", summary="各列是什么 · Columns")
def columns_of(
    sha256: Sha256, asked: Annotated[OfDocument, Query()], store: StoreOf, originals: OriginalsOf, sources: SourcesOf
) -> ColumnsModel:
    """表格的各列被当作什么，以及前几行。· What the columns of the tables were taken for, and their first rows."""
    _, source = sources.of(sha256)
    records = [record for id in asked.document if store.sha256(id) == sha256 and (record := store.record(id))]
    used = [record["columns"] for record in records if record.get("columns")]
    return ColumnsModel(
        file=source.file,
        kept=originals.columns(sha256) is not None,
        choices=list(columns.CHOICES),
        tables=[
            ShownTable(
                **{name: one.mapping[name] for name in ("sheets", "tables", "header", "columns", "words")}, rows=one.rows
            )
            for one in columns.kinds(source, used)
        ],
    )


@router.put("/files/{sha256}/columns", status_code=202, summary="改正各列 · Correct the columns")
def correct(
    sha256: Sha256,
    asked: Annotated[Asked, Query()],
    given: ColumnsGiven,
    originals: OriginalsOf,
    sources: SourcesOf,
    desk: DeskOf,
) -> JobModel:
    """照人指定的列重新读入；读成了就一直保留。· Read the file again by these columns; they are kept when that succeeds."""
    path, source = sources.of(sha256)
    number, file = mkstemp(suffix=".columns.toml", dir=originals.incoming())
    os.close(number)
    made = FilePath(file)
    columns.written([one.model_dump() for one in given.tables], source, made, path.name)
    return JobModel.of(desk.again(sha256, made))


@router.delete("/files/{sha256}/columns", status_code=202, summary="不用指定的列 · Forget the columns")
def forget(sha256: Sha256, asked: Annotated[Asked, Query()], desk: DeskOf) -> JobModel:
    """去掉人指定的列，按程序自己的判断重新读入。· Forget what a person said, and read the file again without."""
    return JobModel.of(desk.again(sha256, "forget"))


@router.get("/tasks/{id}/picture", summary="任务的原文图 · Picture of a task", response_class=Response, responses=PNG)
def task_picture(
    request: Request, id: NodeId, asked: Annotated[Asked, Query()], store: StoreOf, originals: OriginalsOf, sources: SourcesOf
) -> Response:
    """任务在原文件里的那一行，依据的字作了标记。· The row of the document, with the words marked."""
    from viz.picture import draw

    one = stated(store, id, originals)
    if one.task is None:
        raise TaskNeeded(id=id)
    path, source = sources.of(_sum(one.sha256))
    return _png(draw(path, source, one.task, asked.lang or language_of(request)))


@router.get(
    "/documents/{id}/notes/{number}/picture",
    summary="提示的原文图 · Picture of a note",
    response_class=Response,
    responses=PNG,
)
def note_picture(
    request: Request, id: NodeId, number: NoteNumber, asked: Annotated[Asked, Query()], store: StoreOf, sources: SourcesOf
) -> Response:
    """读取报告中一条提示所说的那一行。· The row of which a note of the report speaks."""
    from viz.picture.note import draw_note

    notes = from_json(_record(store, id)).notes
    if number >= len(notes):
        raise NodeUnknown(id=f"{id} {number}")
    path, source = sources.of(_sum(store.sha256(id)))
    return _png(draw_note(path, source, notes[number], asked.lang or language_of(request)))


def _record(store: Store, id: str) -> dict[str, Any]:
    record = store.record(id)
    if record is None:
        raise NodeUnknown(id=id)
    return record


def _sum(sha256: str | None) -> str:
    if sha256 is None:
        raise OriginalMissing
    return sha256


def _png(picture: bytes) -> Response:
    # the same until the document is read again, and then its page asks for it anew
    return Response(picture, media_type="image/png", headers={"Cache-Control": "private, max-age=60"})
