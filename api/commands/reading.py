"""Reading one file so that nothing but a DocumentError can come of it."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import DocumentError, MappingWrong, ZhengtuError
from ingest.progress import Progress
from ingest.record import TaskList

log = logging.getLogger("zhengtu.ingest")


class FileUnreadable(DocumentError):
    zh, en = "无法读取（{reason}）", "cannot be read ({reason})"
    do_zh, do_en = "请检查文件权限，或它是否被其他软件占用", "Check its permissions and whether another program holds it"


class ReadFault(DocumentError):
    zh, en = "读取时程序出错（{reason}）", "the program failed while reading it ({reason})"
    do_zh, do_en = "这是程序的问题，请附上文件报告", "This is a fault of the program: please report it with the file"


@dataclass(frozen=True, slots=True)
class Read:
    """The lists of a file, and the sum over its content."""

    lists: list[TaskList]
    sha256: str


def read_lists(
    path: Path,
    max_bytes: int,
    columns: Path | None = None,
    places: Path | None = None,
    progress: Progress | None = None,
    *,
    kept: bool = True,
) -> Read:
    """The task lists of a file, with a mapping of its columns by hand and places of the user's own, or none; `kept`: with the
    mapping beside the file. Raises a DocumentError that names it, MappingWrong or PlacesWrong."""
    from ingest import pipeline
    from ingest.divisions import read_gazetteer

    added = read_gazetteer(places) if places else None
    try:
        lists = pipeline.extract(path, max_bytes=max_bytes, columns=columns, kept=kept, added=added, progress=progress)
        with path.open("rb") as stream:
            return Read([_named(one) for one in lists], hashlib.file_digest(stream, "sha256").hexdigest())
    except ZhengtuError as error:
        if isinstance(error, MappingWrong):
            raise
        error.file = str(path)  # a name alone does not find it in a folder of folders
        raise
    except OSError as error:
        raise FileUnreadable(file=str(path), reason=error.strerror or str(error)) from error
    except Exception as error:
        # a hostile or broken file may surprise a reader in any way; the other files are still to be read
        log.debug("%s", path, exc_info=error)
        raise ReadFault(file=str(path), reason=f"{type(error).__name__}: {error}"[:200]) from error


def _named(one: TaskList) -> TaskList:
    """The list under a file name that is text: on POSIX a name is bytes, and no store or JSON takes those that are not."""
    name = one.doc.file.encode("utf-8", errors="replace").decode("utf-8")
    return one if name == one.doc.file else replace(one, doc=replace(one.doc, file=name))
