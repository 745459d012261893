"""The desk where documents come in: a queue, and one thread that has each read in another process and stores it."""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

from api.commands.files import find
from api.errors import ServerFault
from api.intake.jobs import Columns, Item, Job, Stored, TooManyWaiting
from api.intake.reader import Reader, Stopped
from api.originals import Originals, plain_name, sum_of
from graph.store.base import Store
from ingest.errors import DocumentError, ZhengtuError
from ingest.layout.mapping import SUFFIX, beside
from ingest.readers.archive import is_archive
from ingest.record import TO_CHECK

log = logging.getLogger("zhengtu.intake")
MOST_WAITING: Final = 2_000
MOST_KEPT: Final = 500
"""Jobs that are over and still told of."""
REST_AFTER: Final = 60.0
"""Seconds without work after which the reading process ends."""


class Desk:
    """Takes files and tells what becomes of them. Any thread may call it."""

    def __init__(self, store: Store, originals: Originals, max_bytes: int) -> None:
        self._store, self._originals, self._max_bytes = store, originals, max_bytes
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.Queue[Job | None] = queue.Queue()
        self._guard = threading.Lock()
        self._reader = Reader()
        self._current: Job | None = None
        self._thread: threading.Thread | None = None

    def take(self, job: Job) -> Job:
        """Put a job into the queue. Raises TooManyWaiting."""
        with self._guard:
            waiting = sum(one.state != "done" for one in self._jobs.values())
            if waiting >= MOST_WAITING:
                raise TooManyWaiting(count=waiting)
            over = [id for id, one in self._jobs.items() if one.state == "done"]
            for id in over[: max(0, len(over) - MOST_KEPT)]:
                del self._jobs[id]
            self._jobs[job.id] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="zhengtu-intake", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def again(self, sha256: str, columns: Columns | Path = "kept") -> Job:
        """Read a file again that was read before. Raises OriginalMissing and TooManyWaiting."""
        path = self._originals.find(sha256)
        return self.take(Job(path.name, path, sha256, path.stat().st_size, again=True, columns=columns))

    def jobs(self) -> list[Job]:
        """Those under way and the last ones that are over, oldest first."""
        with self._guard:
            return list(self._jobs.values())

    def job(self, id: str) -> Job | None:
        """The job with this id; None when this service does not know it (any more)."""
        with self._guard:
            return self._jobs.get(id)

    def stop(self, job: Job) -> None:
        """Stop a job; one that is over is told of no more. What is stored already stays."""
        with self._guard:
            job.stopped = True
            if job.state == "done":
                self._jobs.pop(job.id, None)
            if self._current is job:
                self._reader.stop()

    def close(self) -> None:
        """Stop what is under way. Waits for what is being stored."""
        for job in self.jobs():
            self.stop(job)
        self._queue.put(None)
        if self._thread:
            self._thread.join()
        self._reader.rest()

    def _work(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=REST_AFTER)
            except queue.Empty:
                self._reader.rest()
                continue
            if job is None:
                return
            with self._guard:
                self._current = job
            try:
                self._do(job)
            except ZhengtuError as error:
                job.items.append(Item(job.name, state="failed", error=error))
            except Exception as error:
                log.error("%s", job.name, exc_info=error)
                job.items.append(Item(job.name, state="failed", error=ServerFault()))
            finally:
                with self._guard:
                    self._current = None
                    job.end()
                if not job.again:
                    job.path.unlink(missing_ok=True)
                if isinstance(job.columns, Path):
                    job.columns.unlink(missing_ok=True)

    def _do(self, job: Job) -> None:
        job.state = "reading"
        with TemporaryDirectory(prefix="job-", dir=self._originals.incoming()) as folder:
            if is_archive(job.path):
                self._unpack(job, Path(folder))
            else:
                job.items = [Item(job.name, job.path, sha256=job.sha256)]
            self._each(job, Path(folder))

    def _unpack(self, job: Job, folder: Path) -> None:
        """The documents in an archive as the items of its job."""
        found = find([job.path], folder)
        job.skipped = found.skipped
        job.items = [Item(str(found.names[file].relative_to(job.path)), file) for file in found.files]
        for error in found.errors:
            name = (error.file or "").removeprefix(str(job.path)).lstrip("/\\") or job.name
            error.file = None
            job.items.append(Item(name, state="failed", error=error))

    def _each(self, job: Job, folder: Path) -> None:
        for item in job.items:
            if job.stopped:
                return
            try:
                if item.path is not None:
                    self._one(job, item, item.path, folder)
            except Stopped:
                item.state = "stopped"
            except ZhengtuError as error:
                item.fail(error)
            except Exception as error:
                log.error("%s", item.name, exc_info=error)
                item.fail(ServerFault())

    def _one(self, job: Job, item: Item, path: Path, folder: Path) -> None:
        sha256 = item.sha256 = item.sha256 or sum_of(path)
        item.state = "reading"

        def progress(step: str, done: int, total: int | None) -> None:
            item.step, item.done, item.total = step, done, total

        given = job.columns if isinstance(job.columns, Path) else None
        if given is None and job.columns == "kept":
            given = beside(path) or self._originals.columns(sha256)
        text = given.read_text(encoding="utf-8", errors="replace") if given else None
        if not job.again:  # before it is read: one that is not understood can be corrected
            name = Path(item.name).name
            path = self._originals.keep(path, name=name) or _named(path, name, folder)
        if given and text is not None:  # under the name that a report tells
            given = Path(mkdtemp(dir=folder)) / f"{path.name}{SUFFIX}"
            given.write_text(text, encoding="utf-8")
        lists = self._reader.read(
            path, max_bytes=self._max_bytes, columns=given, progress=progress, wanted=lambda: not job.stopped
        )
        if job.stopped:
            raise Stopped
        item.state = "storing"
        loaded = self._store.load(lists, sha256=sha256)
        self._originals.keep(path, [one.document for one in loaded])
        if given or job.columns == "forget":
            self._originals.put_columns(sha256, text)
        for one, told in zip(lists, loaded, strict=True):
            checks = sum(note.kind in TO_CHECK for note in one.notes)
            title = one.doc.title or one.doc.file
            item.stored.append(Stored(told.document, title, told.result, told.tasks, checks, told.was))
        item.state = "done"


def _named(path: Path, name: str, folder: Path) -> Path:
    """The file under its own name, by which a document is known, where no originals are kept."""
    return path.replace(Path(mkdtemp(dir=folder)) / plain_name(name))


class JobUnknown(DocumentError):
    status = 404
    zh, en = "没有这次读入的记录", "there is no record of this reading"
    do_zh = "服务可能重新启动过，请再次读入这份文件；重复读入不会产生重复内容"
    do_en = "The service may have been restarted: read the file again, which changes nothing that is there"
