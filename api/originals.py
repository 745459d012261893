"""The original files of the documents in the store, kept beside it: a fact leads to the words in the file that was read.

One file a document, named by the document's id, in a folder of the settings. The database knows nothing of them: without them
all else works, and the folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.store.base import Store
from ingest.errors import DocumentError


class OriginalMissing(DocumentError):
    status = 404
    zh, en = "没有保存这份文件的原文件", "the original file of this document was not kept"
    do_zh, do_en = "请用 zhengtu ingest 再读一次这份文件", "Read the file again with zhengtu ingest"


class Originals:
    """The folder with the originals; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def keep(self, path: Path, documents: Iterable[str]) -> None:
        """Keep the file as the original of the documents that were read from it. A file that cannot be kept is no error:
        the documents are in the store, and only their originals are not at hand."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for document in documents:
                self._put(path, self.folder / f"{_stem(document)}{path.suffix.lower()}")
        except OSError:
            return

    def _put(self, path: Path, target: Path) -> None:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=target.suffix)
        try:
            with os.fdopen(handle, "wb") as stream, path.open("rb") as source:
                shutil.copyfileobj(source, stream)
            self._forget(target.stem)  # an older version may have had another ending
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def forget(self, document: str) -> None:
        """Delete the original of a document that is no longer in the store."""
        if self.folder is not None:
            self._forget(_stem(document))

    def _forget(self, stem: str) -> None:
        for path in self._named(stem):
            path.unlink(missing_ok=True)

    def prune(self, store: Store) -> None:
        """Delete the originals of documents that went without being named: those that another version took the place of."""
        for path in self.folder.glob("[0-9a-f]*.*") if self.folder and self.folder.is_dir() else ():
            if store.sha256(f"doc:{path.stem}") is None:
                path.unlink(missing_ok=True)

    def of(self, document: str, store: Store) -> Path | None:
        """The original of a document, when it is here and is the one that was read."""
        wanted = store.sha256(document)
        for path in self._named(_stem(document)) if wanted else ():
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() == wanted:
                    return path
        return None

    def _named(self, stem: str) -> list[Path]:
        return sorted(self.folder.glob(f"{stem}.*")) if self.folder and stem.isalnum() else []


def _stem(document: str) -> str:
    """The name of a document's file: the letters and digits of its id lead to no other folder."""
    return document.removeprefix("doc:")
