"""Connections to one SQLite file: as many readers as ask at once, one writer at a time, each in a transaction of its own."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph import words
from graph.patience import patience
from graph.store.sqlite.rebuild import bring_up
from graph.store.sqlite.tables import APPLICATION_ID, VERSION
from ingest.errors import StoreBusy, StoreDamaged, StoreFull, StoreNewer, StoreUnusable

MEMORY: Final = ":memory:"
_BUSY_SECONDS: Final = 30.0
_STEPS: Final = 20_000
"""Steps of SQLite's machine between two looks at the asker's patience: about a millisecond."""
_NAMED: Final = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_IOERR_WRITE: StoreFull,
}
"""What SQLite's codes mean to the user; the extended code before the first byte of it, which says the kind."""


class Pool:
    """Hands out connections. In WAL mode readers see the last commit and never wait for the writer; a store in memory has
    one connection, which all threads take in turn: a read inside a read (as of a walk) is one more look by the same one."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._turn = threading.RLock()
        """Held by the writer, and in memory by readers as well."""
        self._reading: sqlite3.Connection | None = None
        """In memory: the connection by which the thread whose turn it is reads already."""
        self._closed = False
        if path != MEMORY:
            with self._named_errors():
                Path(path).parent.mkdir(parents=True, exist_ok=True)
        with self._named_errors():
            db = self._connect()
            try:
                version = self._recognise(db)
                if path != MEMORY:
                    db.execute("PRAGMA journal_mode = WAL")
                if version < VERSION:
                    bring_up(db)
            except BaseException:
                db.close()
                raise
        self._idle.append(db)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the graph until it is given back. What it reads ends with the asker's patience:
        raises AskerLeft or TookTooLong."""
        if self.path == MEMORY:
            with self._turn, self._read_in_memory() as db:
                yield db
        else:
            with self._transaction("BEGIN") as db, _patiently(db):
                yield db

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection whose work is kept when the block ends well, and leaves nothing when it does not."""
        with self._turn:
            if self._reading:  # what is read there is one state of the graph until it is given back
                raise StoreUnusable(path=self.path, reason="读取还没有结束 · it is still being read")
            with self._transaction("BEGIN IMMEDIATE") as db:
                yield db

    def state(self) -> tuple[float, ...]:
        """A value that changes when the file may have changed: when it was written to last, and its size. In memory it is
        another one each time."""
        found: list[float] = []
        for path in (Path(self.path), Path(f"{self.path}-wal")) if self.path != MEMORY else ():
            try:
                held = path.stat()
            except OSError:
                continue
            if held.st_size:  # an empty log is made by whoever only looks
                found += [held.st_mtime_ns, held.st_size]
        return tuple(found) or (time.monotonic(),)

    def close(self) -> None:
        """Close all connections; one in use is closed when it comes back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._named_errors():
            db = self._take()
            try:
                db.execute(begin)
                try:
                    yield db
                    db.execute("COMMIT")
                except BaseException:
                    if db.in_transaction:  # a full disk has rolled back by itself
                        db.execute("ROLLBACK")
                    raise
            finally:
                self._give_back(db)

    @contextmanager
    def _read_in_memory(self) -> Iterator[sqlite3.Connection]:
        if self._reading:
            with self._named_errors():
                yield self._reading
            return
        with self._transaction("BEGIN") as db, _patiently(db):
            self._reading = db
            try:
                yield db
            finally:
                self._reading = None

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise StoreUnusable(path=self.path, reason="已关闭 · closed")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, db: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed and not db.in_transaction:
                self._idle.append(db)
                return
        db.close()

    def _connect(self) -> sqlite3.Connection:
        # connections pass from thread to thread, but only one has a connection at a time
        db = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -65536")
        db.execute("PRAGMA temp_store = MEMORY")
        db.create_function("tokens", 1, words.tokens, deterministic=True)
        return db

    def _recognise(self, db: sqlite3.Connection) -> int:
        """The version of its schema. Refuses a database that is not ours before anything is written to it."""
        (owner,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if owner != APPLICATION_ID and (owner or version or tables):
            raise StoreUnusable(path=self.path, reason="是其他程序的数据库 · the database of another program")
        if version > VERSION:
            raise StoreNewer(path=self.path, found=version, known=VERSION)
        return int(version)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreUnusable(path=self.path, reason=error.strerror or str(error)) from error
        except sqlite3.DatabaseError as error:
            ours = isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.DataError)
            if ours or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
                raise  # a statement of ours is wrong, not the file
            code = getattr(error, "sqlite_errorcode", 0)
            kind = _NAMED.get(code) or _NAMED.get(code & 0xFF) or StoreUnusable
            raise kind(path=self.path, reason=str(error)) from error


@contextmanager
def _patiently(db: sqlite3.Connection) -> Iterator[None]:
    """End what this connection reads, and nothing else, when the asker's patience is over."""
    now = patience()
    if now is None:
        yield
        return
    now.check()
    db.set_progress_handler(lambda: now.over, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            now.check()
        raise
    finally:
        db.set_progress_handler(None, 0)
