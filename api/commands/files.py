"""Which files a command line means: named ones, and those in folders that can be read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import DocumentError, FileMissing


class FolderEmpty(DocumentError):
    zh, en = "文件夹里没有可读的文件", "the folder holds no file that can be read"
    do_zh, do_en = "支持的格式：{known}", "Formats that can be read: {known}"


class ArchiveEmpty(FolderEmpty):
    zh, en = "压缩包里没有可读的文件", "the archive holds no file that can be read"


@dataclass(slots=True)
class Found:
    """The files to read, in order, each once."""

    files: list[Path] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """How many files in folders have an ending that is not known, by ending."""
    errors: list[DocumentError] = field(default_factory=list)
    names: dict[Path, Path] = field(default_factory=dict)
    """What to call a file that was in an archive: 清单.zip/2025/分解表.docx."""


def find(paths: Sequence[Path], unpack: Path | None = None) -> Found:
    """The files that the paths mean. A named file is taken as it is; of a folder, those with a known suffix.

    With a folder to `unpack` into, a zip stands for the files in it.
    """
    from ingest.layout.mapping import is_kept
    from ingest.readers import SUFFIXES  # loads every format's library
    from ingest.readers.archive import is_archive

    found, seen = Found(), set[Path]()
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path))
            known = [file for file in inside if file.suffix.lower() in SUFFIXES or (unpack and is_archive(file))]
            found.skipped.update(file.suffix.lower() for file in inside if file not in known and not is_kept(file))
            if not known:
                found.errors.append(FolderEmpty(file=str(path), known=" ".join(sorted(SUFFIXES))))
        elif path.exists():
            known = [path]
        else:
            found.errors.append(FileMissing(file=str(path)))
            known = []
        for file in known:
            if (real := file.resolve()) in seen:
                continue
            seen.add(real)
            if unpack and is_archive(file):
                _unpacked(file, unpack, set(SUFFIXES), found)
            else:
                found.files.append(file)
    return found


def _unpacked(archive: Path, folder: Path, suffixes: set[str], found: Found) -> None:
    """Adds the files in an archive."""
    from ingest.layout.mapping import SUFFIX
    from ingest.readers.archive import members

    try:
        inside = members(archive, folder, suffixes, beside=SUFFIX)
    except DocumentError as error:
        error.file = str(archive)
        found.errors.append(error)
        return
    for name, file in inside.members:
        found.files.append(file)
        found.names[file] = archive / name
    for wrong in inside.errors:
        wrong.file = f"{archive}/{(wrong.file or '').lstrip('/')}"  # a path in it may claim to begin at the root
        found.errors.append(wrong)
    found.skipped.update(inside.skipped)
    if not inside.members and not inside.errors:
        found.errors.append(ArchiveEmpty(file=str(archive), known=" ".join(sorted(suffixes))))


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, sorted, without hidden ones and without the lock files that Office leaves beside an open document."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(here, name)
