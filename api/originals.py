"""The original files of the documents in the store, kept beside it: a fact leads to the words in the file that was read, and a
file can be read again.

A folder of the settings with a folder for each file, named by the sum over its content: the file under its own name, the ids of
the documents that were read from it, and what a person said of its columns. The database knows nothing of them: without them
all else works, and the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from graph.store.base import Store
from ingest.errors import DocumentError
from ingest.layout.mapping import SUFFIX

_NO_NAME: Final = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069/\\:*?"<>|]+')
_SUM: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 80
"""Characters of a name on disk: 240 bytes of Chinese, of 255."""
_FILE, _COLUMNS, _DOCUMENTS, _INCOMING = "file", "columns", "documents.txt", ".incoming"


class OriginalMissing(DocumentError):
    status = 404
    zh, en = "没有保存这份文件的原文件", "the original file of this document was not kept"
    do_zh, do_en = "请再读一次这份文件", "Read the file again"


def sum_of(path: Path) -> str:
    """The SHA-256 of a file's content. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def plain_name(given: str) -> str:
    """A name that every file system takes and that leads to no folder, with its ending."""
    stem, dot, suffix = _NO_NAME.sub("_", given).strip(" .").rpartition(".")
    if not dot:
        return suffix[:_LONGEST] or "_"
    return f"{stem[: max(1, _LONGEST - len(suffix))] or '_'}.{suffix[:20]}"


class Originals:
    """The folder with the originals; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def incoming(self) -> Path:
        """The folder for files on their way; made when it is not there. Raises OSError."""
        made = (self.folder or Path(tempfile.gettempdir()) / f"zhengtu-{os.getpid()}") / _INCOMING
        made.mkdir(parents=True, exist_ok=True)
        return made

    def keep(self, path: Path, documents: Iterable[str] = (), *, name: str | None = None) -> Path | None:
        """Keep the file, as the original of the documents that were read from it where there are such; gives where it is kept.
        A file that cannot be kept is no error: the documents are in the store, and only their originals are not at hand."""
        if self.folder is None:
            return None
        try:
            held = self.folder / sum_of(path)
            made = held / _FILE / plain_name(name or path.name)
            self._put(path, made)
            if known := sorted({*self._documents(held), *documents}):
                (held / _DOCUMENTS).write_text("\n".join(known), encoding="utf-8")
        except OSError:
            return None
        return made

    def _put(self, path: Path, target: Path) -> None:
        if path == target:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=self.incoming())
        try:
            with os.fdopen(handle, "wb") as stream, path.open("rb") as source:
                shutil.copyfileobj(source, stream)
            for other in target.parent.iterdir():  # the same content under another name: the newer one holds
                other.unlink()
            os.replace(made, target)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise

    def forget(self, document: str) -> None:
        """Delete the original of a document that is no longer in the store, unless another document was read from it."""
        for held in self._all():
            known = self._documents(held)
            if document in known:
                self._told(held, [id for id in known if id != document])

    def prune(self, store: Store, replaced: Collection[str]) -> None:
        """Delete the originals of older versions of these documents, unless another document was read from them. All others
        stay: they may be another store's, which is told the same folder."""
        for held in self._all():
            known = self._documents(held)
            if not set(known).isdisjoint(replaced):
                left = [id for id in known if store.sha256(id) == held.name]
                if left != known:
                    self._told(held, left)

    def _told(self, held: Path, documents: list[str]) -> None:
        with suppress(OSError):
            if documents:
                (held / _DOCUMENTS).write_text("\n".join(documents), encoding="utf-8")
            else:
                shutil.rmtree(held)

    def copy_to(self, other: Originals) -> int:
        """Keep all of them there as well, and tell how many were not there yet. Raises OSError."""
        if self.folder is None or other.folder is None or self.folder == other.folder:
            return 0
        copied = 0
        for held in self._all():
            there = other.folder / held.name
            if self._documents(held) and not there.exists():
                made = Path(tempfile.mkdtemp(dir=other.incoming()))
                shutil.copytree(held, made, dirs_exist_ok=True)
                os.replace(made, there)
                copied += 1
        return copied

    def of(self, document: str, store: Store) -> Path | None:
        """The original of a document, when it is here and is the one that was read."""
        wanted = store.sha256(document)
        path = self._held(wanted) if wanted else None
        return path if path and sum_of(path) == wanted else None

    def find(self, sha256: str) -> Path:
        """The file with this content. Raises OriginalMissing."""
        path = self._held(sha256)
        if path is None:
            raise OriginalMissing
        return path

    def has(self, sha256: str | None) -> bool:
        """Whether it is here."""
        return sha256 is not None and self._held(sha256) is not None

    def columns(self, sha256: str) -> Path | None:
        """What a person said of the columns of this file; None when nobody did."""
        folder = self.folder / sha256 / _COLUMNS if self.folder and _SUM.fullmatch(sha256) else None
        return next(iter(sorted(folder.iterdir())), None) if folder and folder.is_dir() else None

    def put_columns(self, sha256: str, text: str | None) -> None:
        """Keep it, under the name that it would have beside the file, or forget it. Raises OSError."""
        path = self._held(sha256)
        if path is None:
            return
        folder = path.parent.with_name(_COLUMNS)
        shutil.rmtree(folder, ignore_errors=True)
        if text is not None:
            folder.mkdir()
            (folder / f"{path.name}{SUFFIX}").write_text(text, encoding="utf-8")

    def release(self, document: str, sha256: str) -> None:
        """A document was removed in the page: its original stays for an undo, until the service starts again."""
        if self.folder is not None and _SUM.fullmatch(sha256):
            held = self.folder / sha256
            left = [id for id in self._documents(held) if id != document]
            with suppress(OSError):
                (held / _DOCUMENTS).write_text("\n".join(left), encoding="utf-8")

    def clear(self) -> None:
        """Delete what an ended service left: files on their way, and those of which no document is in the store."""
        if self.folder is not None:
            shutil.rmtree(self.folder / _INCOMING, ignore_errors=True)
        for held in self._all():
            if not self._documents(held):
                shutil.rmtree(held, ignore_errors=True)

    def _all(self) -> Iterator[Path]:
        found = sorted(self.folder.iterdir()) if self.folder and self.folder.is_dir() else []
        return (held for held in found if _SUM.fullmatch(held.name))

    def _held(self, sha256: str) -> Path | None:
        folder = self.folder / sha256 / _FILE if self.folder and _SUM.fullmatch(sha256) else None
        return next(iter(sorted(folder.iterdir())), None) if folder and folder.is_dir() else None

    def _documents(self, held: Path) -> list[str]:
        path = held / _DOCUMENTS
        return path.read_text(encoding="utf-8").split() if path.is_file() else []
