"""Files as their readers deliver them, for pictures of their rows: the last few, as a page asks for many pictures of one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

from api.originals import Originals
from ingest.source import Source

_KEPT: Final = 3


class Sources:
    """The last files that were asked for. Any thread may call it; a file is read once however many ask at a time."""

    def __init__(self, originals: Originals, max_bytes: int) -> None:
        self._originals, self._max_bytes = originals, max_bytes
        self._held: OrderedDict[str, tuple[Path, Source]] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, sha256: str) -> tuple[Path, Source]:
        """Where the file lies, and what it holds. Raises OriginalMissing and what reading raises."""
        with self._turn:
            if sha256 not in self._held:
                from ingest.readers import read

                path = self._originals.find(sha256)
                self._held[sha256] = path, read(path, max_bytes=self._max_bytes)
                if len(self._held) > _KEPT:
                    self._held.popitem(last=False)
            self._held.move_to_end(sha256)
            return self._held[sha256]
