"""Receives a file: from the network to the disk in pieces, counted and summed on the way."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import mkstemp
from typing import Final

from api.intake.jobs import Job
from api.originals import Originals, plain_name
from ingest.errors import DocumentError, FileEmpty, MappingWrong, RequestError

_MB: Final = 1024 * 1024


class UploadTooLarge(RequestError):
    status = 413
    zh, en = "文件超过上限 {limit_mb:g} MB", "the file is over the limit of {limit_mb:g} MB"
    do_zh, do_en = "请拆分文件，或请管理员调高 ZHENGTU_MAX_UPLOAD_MB", "Split it, or have ZHENGTU_MAX_UPLOAD_MB raised"


class NoRoom(DocumentError):
    status = 507
    zh, en = "服务所在的机器存不下这个文件（{reason}）", "the service's machine cannot keep the file ({reason})"
    do_zh, do_en = (
        "请清理磁盘，或用 ZHENGTU_ORIGINALS 换一个文件夹",
        "Make room, or choose another folder with ZHENGTU_ORIGINALS",
    )


async def received(stream: AsyncIterator[bytes], originals: Originals, name: str, length: str | None, limit: int) -> Job:
    """The job of a file that comes in under this name. Raises UploadTooLarge, NoRoom or FileEmpty, and then nothing of it
    is left. `length` is what the sender says of its size."""
    if length is not None and (not length.isdecimal() or int(length) > limit):
        raise UploadTooLarge(limit_mb=limit / _MB)
    try:
        # with the ending of its name: a zip is known by it
        number, file = mkstemp(suffix=Path(plain_name(name)).suffix, dir=originals.incoming())
    except OSError as error:
        raise NoRoom(reason=error.strerror or str(error)) from error
    path, size, sum = Path(file), 0, hashlib.sha256()
    try:
        with os.fdopen(number, "wb") as kept:
            async for piece in stream:
                size += len(piece)
                if size > limit:
                    raise UploadTooLarge(limit_mb=limit / _MB)
                sum.update(piece)
                kept.write(piece)
        if not size:
            raise FileEmpty
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NoRoom(reason=error.strerror or str(error)) from error
    except BaseException:  # the sender went away, too
        path.unlink(missing_ok=True)
        raise
    return Job(name, path, sum.hexdigest(), size)


def columns_with(given: str, originals: Originals) -> Path:
    """A mapping that came with a file, as a file. Raises MappingWrong when it is no base64."""
    try:
        text = base64.b64decode(given, validate=True)
    except ValueError as error:
        raise MappingWrong(
            reason_zh="请求头 X-Zhengtu-Columns 不是 base64", reason_en="X-Zhengtu-Columns is no base64"
        ) from error
    number, file = mkstemp(suffix=".columns.toml", dir=originals.incoming())
    with os.fdopen(number, "wb") as kept:
        kept.write(text)
    return Path(file)
