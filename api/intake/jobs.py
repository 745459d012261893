"""A file on its way into the graph, as the page follows it: one job a file, one item a document in it (a zip holds several)."""

from __future__ import annotations

import secrets
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.errors import DocumentError, ZhengtuError

ItemState = Literal["waiting", "reading", "storing", "done", "failed", "stopped"]
JobState = Literal["waiting", "reading", "done"]
Columns = Literal["kept", "forget"]
"""Read by what is kept of its columns; or without, and forget it. A path in place of these is a mapping to try and keep."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A list of a file in the graph."""

    document: str
    title: str
    result: str
    """added, replaced or unchanged."""
    tasks: int
    checks: int
    """Notes of its report to look at."""
    was: str | None
    """The title of another document of the same 文号 that it took the place of."""


@dataclass(slots=True)
class Item:
    """One document of a job."""

    name: str
    path: Path | None = None
    state: ItemState = "waiting"
    sha256: str | None = None
    step: str | None = None
    done: int = 0
    total: int | None = None
    stored: list[Stored] = field(default_factory=list)
    error: ZhengtuError | None = None

    def fail(self, error: ZhengtuError) -> None:
        """It ends with this error."""
        self.state, self.error = "failed", error


@dataclass(slots=True)
class Job:
    """A file that came through the page, or one that is read again."""

    name: str
    path: Path
    sha256: str
    size: int
    again: bool = False
    """True when the file is kept here already, and stays where it is."""
    columns: Columns | Path = "kept"
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    state: JobState = "waiting"
    stopped: bool = False
    items: list[Item] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """Files of an archive with an ending that is not known, by ending."""
    over: threading.Event = field(default_factory=threading.Event)
    """Set when nothing more comes of it."""

    def end(self) -> None:
        """Nothing more comes of it; what was not done is stopped."""
        for item in self.items:
            if item.state in ("waiting", "reading", "storing"):
                item.state = "stopped"
        self.state = "done"
        self.over.set()


class TooManyWaiting(DocumentError):
    status = 429
    zh, en = "排队的文件太多（{count} 个）", "too many files are waiting ({count})"
    do_zh, do_en = "请等前面的读完再继续", "Wait until some of them are read"
