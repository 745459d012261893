"""Documents come in and go: what the page does when a file is dropped on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from api.intake.desk import JobUnknown
from api.intake.jobs import Job
from api.intake.models import IntakeModel, JobModel, RemovedModel
from api.intake.receive import columns_with, received
from api.requests import Asked, DeskOf, NodeId, OriginalsOf, SettingsOf, Sha256, StoreOf
from ingest.errors import NodeUnknown

router = APIRouter(prefix="/api/v1", tags=["读入 · intake"])
JobId = Annotated[str, Path(alias="id", max_length=40, description="读入编号 · id of the reading")]


class FileAsked(Asked):
    """A file that is sent."""

    name: str = Field(min_length=1, max_length=1000, description="文件名 · the file's name")


@router.get("/intake", summary="读入情况 · What is being read")
def intake(asked: Annotated[Asked, Query()], desk: DeskOf, settings: SettingsOf) -> IntakeModel:
    """能读哪些格式，正在读和刚读完的文件。· What can be read, and the files under way and just done."""
    from ingest.readers import SUFFIXES  # loads every format's library
    from ingest.readers.extras import lacking

    return IntakeModel(
        accepts=[*sorted(SUFFIXES), ".zip"],
        lacking=sorted(suffix for suffix, form in SUFFIXES.items() if lacking(form)),
        max_mb=settings.max_upload_mb,
        read_only=settings.read_only,
        jobs=[JobModel.of(job) for job in desk.jobs()],
    )


BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("/intake", status_code=202, summary="读入文件 · Read a file", response_model=JobModel, openapi_extra=BODY)
async def take(
    request: Request, asked: Annotated[FileAsked, Query()], desk: DeskOf, originals: OriginalsOf, settings: SettingsOf
) -> JobModel | Response:
    """请求正文就是文件内容（或压缩包）；须带请求头 X-Zhengtu。文件旁的列对应可用请求头 X-Zhengtu-Columns 一并发来（base64）。·
    The body is the file (or a zip of files); needs the header X-Zhengtu. The mapping of its columns that lies beside it may be
    in the header X-Zhengtu-Columns (base64)."""
    limit, length = settings.max_upload_bytes, request.headers.get("content-length")
    given = request.headers.get("x-zhengtu-columns")
    columns = columns_with(given, originals) if given else None
    job: Job | None = None
    try:
        job = await received(request.stream(), originals, asked.name, length, limit)
        job.columns = columns or "kept"
        return JobModel.of(desk.take(job))
    except ClientDisconnect:
        if columns:
            columns.unlink(missing_ok=True)
        return Response(status_code=400)  # nobody reads it
    except BaseException:
        for path in (columns, job.path if job else None):
            if path:
                path.unlink(missing_ok=True)
        raise


@router.get("/intake/{id}", summary="读到哪里 · How far it is")
def progress(id: JobId, asked: Annotated[Asked, Query()], desk: DeskOf) -> JobModel:
    """一次读入的进度和结果。· How far a reading is, and what came of it."""
    return JobModel.of(_job(desk, id))


@router.delete("/intake/{id}", summary="停止读入 · Stop")
def stop(id: JobId, asked: Annotated[Asked, Query()], desk: DeskOf) -> JobModel:
    """停止一次读入，已经存好的保留；读完的从列表中去掉。· Stop a reading, what is stored already stays; one that is over leaves
    the list."""
    job = _job(desk, id)
    desk.stop(job)
    return JobModel.of(job)


@router.post("/files/{sha256}/read", status_code=202, summary="重新读入 · Read again")
def again(sha256: Sha256, asked: Annotated[Asked, Query()], desk: DeskOf) -> JobModel:
    """用保存的原文件重新读入。· Read the original again."""
    return JobModel.of(desk.again(sha256))


@router.delete("/documents/{id}", summary="移除文件 · Remove a document")
def remove(id: NodeId, asked: Annotated[Asked, Query()], store: StoreOf, originals: OriginalsOf) -> RemovedModel:
    """从图谱中移除一份文件；原文件保留，可以重新读入。· Take a document out; its original stays, and can be read again."""
    node = store.node(id)
    if node is None or node.type != "Document":
        raise NodeUnknown(id=id)
    sha256 = store.sha256(node.id)
    if not store.remove(node.id):
        raise NodeUnknown(id=id)
    if sha256:
        originals.release(node.id, sha256)
    return RemovedModel(document=node.id, sha256=sha256, original=originals.has(sha256))


def _job(desk: DeskOf, id: str) -> Job:
    job = desk.job(id)
    if job is None:
        raise JobUnknown
    return job
