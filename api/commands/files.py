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


@dataclass(slots=True)
class Found:
    """The files to read, in order, each once."""

    files: list[Path] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """How many files in folders have an ending that is not known, by ending."""
    errors: list[DocumentError] = field(default_factory=list)


def find(paths: Sequence[Path]) -> Found:
    """The files that the paths mean. A named file is taken as it is; of a folder, those with a known suffix."""
    from ingest.readers import SUFFIXES  # loads every format's library

    found, seen = Found(), set[Path]()
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path))
            known = [file for file in inside if file.suffix.lower() in SUFFIXES]
            found.skipped.update(file.suffix.lower() for file in inside if file.suffix.lower() not in SUFFIXES)
            if not known:
                found.errors.append(FolderEmpty(file=str(path), known=" ".join(sorted(SUFFIXES))))
        elif path.exists():
            known = [path]
        else:
            found.errors.append(FileMissing(file=str(path)))
            known = []
        for file in known:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                found.files.append(file)
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """All files below, sorted, without hidden ones and without the lock files that Office leaves beside an open document."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(here, name)
