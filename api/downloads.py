"""Files that the service offers to keep."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, Final, cast

from fastapi.responses import StreamingResponse

from api.exports import disposition

_IN_MEMORY: Final = 8 * 1024 * 1024
_PIECE: Final = 1 << 16


def download(write: Callable[[BinaryIO], object], name: str, media_type: str) -> StreamingResponse:
    """The file that this writes, under this name. It is written whole before the answer begins: an error in the middle is told
    as one, and a slow reader holds no state of the graph."""
    held = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed after the answer
    try:
        write(cast("BinaryIO", held))
        size = held.seek(0, os.SEEK_END)
    except BaseException:
        held.close()
        raise
    headers = {"Content-Disposition": disposition(name), "Content-Length": str(size), "Cache-Control": "no-store"}
    return StreamingResponse(_pieces(held), media_type=media_type, headers=headers)


def _pieces(held: IO[bytes]) -> Iterator[bytes]:
    with held:
        held.seek(0)
        while piece := held.read(_PIECE):
            yield piece
