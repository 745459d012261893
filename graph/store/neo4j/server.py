"""Transactions on a server: reads to any member of a cluster, writes to its leader, each after what this program wrote before.

Neo4j shows a reader what others commit between two of its statements. Every transaction that writes raises `Store.turn`; a read
that finds it raised begins again, so that what it tells is one state of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import Any, Final, TypeVar, cast
from uuid import uuid4

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import DriverError, Neo4jError
from pydantic import SecretStr

from graph.patience import check, patience
from graph.store.neo4j.connection import driver_for, naming_errors, plain_address
from graph.store.neo4j.rows import MARK
from ingest.errors import StoreError, StoreUnusable

T = TypeVar("T")
READ_SECONDS: Final = 120.0
"""So long one read may take on the server."""
WRITE_SECONDS: Final = 1800.0
"""The same of a write: a judgement can concern many documents."""
READ_RETRY_SECONDS: Final = 3.0
"""So long a read is tried again after a passing fault: somebody waits for it, and can ask again."""
WRITE_RETRY_SECONDS: Final = 30.0
_AGAIN: Final = 10
"""Times that a read begins again because others write."""
_MARKED: Final = f"SHOW TRANSACTIONS YIELD transactionId AS id, metaData WHERE metaData.{MARK} = $mark RETURN id"
_TURN: Final = f"MATCH (s:{MARK}:Store) RETURN s.turn AS turn"
_NEXT: Final = f"MATCH (s:{MARK}:Store) SET s.turn = s.turn + 1 RETURN s.turn AS turn"


class GraphChanging(StoreError):
    zh, en = "读取时图一直在变化", "the graph kept changing while it was read"
    do_zh, do_en = "请等正在进行的导入结束后再试", "Try again when what is being loaded now is done"


class Server:
    """One database on a server. Any number of threads may call it."""

    def __init__(self, address: str, *, user: str, password: SecretStr | None) -> None:
        self.address, self._user = plain_address(address), user
        self._driver = driver_for(self.address, user=user, password=password)
        self._bookmarks = GraphDatabase.bookmark_manager()

    @property
    def driver(self) -> Driver:
        """The driver itself, for what is no transaction of a store."""
        return self._driver

    def read(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What the work finds, all in one state of the graph. It may be called more than once. Raises StoreError."""

        def steadily(tx: ManagedTransaction) -> tuple[bool, T]:
            before = turn(tx)
            found = work(tx)
            return turn(tx) == before, found

        with self._patiently() as bounded, self._session(READ_ACCESS, READ_RETRY_SECONDS) as session:
            for _ in range(_AGAIN):
                steady, found = session.execute_read(bounded(steadily))
                if steady:
                    return cast("T", found)
        raise GraphChanging

    def at(self, expected: int | None, work: Callable[[ManagedTransaction], T]) -> T:
        """What the work finds while the graph is in the state with this turn. Raises GraphChanging when it no longer is."""

        def then_turn(tx: ManagedTransaction) -> tuple[T, int | None]:
            return work(tx), turn(tx)

        with self._patiently() as bounded, self._session(READ_ACCESS, READ_RETRY_SECONDS) as session:
            found, now = session.execute_read(bounded(then_turn))
        if now != expected:
            raise GraphChanging
        return cast("T", found)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What the work does, all of it or nothing, after all other writers: they wait for each other at `Store.turn`. It may
        be called more than once: a passing fault undoes it and begins again. Raises StoreError."""

        @unit_of_work(timeout=WRITE_SECONDS)
        def in_turn(tx: ManagedTransaction) -> T:
            if tx.run(_NEXT).single() is None:
                raise StoreUnusable(path=self.address, reason="里面的内容被清空了 · it was emptied by somebody")
            return work(tx)

        with self.naming_errors(), self._session(WRITE_ACCESS, WRITE_RETRY_SECONDS) as session:
            return session.execute_write(in_turn)

    def naming_errors(self) -> Any:
        """Whatever the driver raises inside comes out as a StoreError."""
        return naming_errors(self.address, self._user)

    @contextmanager
    def _patiently(self) -> Iterator[Callable[..., Any]]:
        """Bounds the work of a read: its time, and that it ends when its asker leaves. Whatever the driver raises inside comes
        out as a StoreError."""
        now, mark = patience(), uuid4().hex
        with now.ending(partial(self._end, mark)) if now else nullcontext():
            seconds = min(READ_SECONDS, now.seconds) if now else READ_SECONDS
            try:
                with self.naming_errors():
                    yield unit_of_work(metadata={MARK: mark}, timeout=max(seconds, 0.001))  # 0 would mean no bound
            except StoreError:
                check()
                raise

    def _end(self, mark: str) -> None:
        """End the transaction that bears this mark. If that fails, its time ends it."""
        with suppress(Neo4jError, DriverError), self._session(READ_ACCESS, 0.0) as session:
            found = [row["id"] for row in session.run(_MARKED, mark=mark)]
            session.run("TERMINATE TRANSACTIONS $ids", ids=found).consume()

    def close(self) -> None:
        """Give all connections back."""
        self._driver.close()

    def _session(self, access: str, retry: float) -> Session:
        return self._driver.session(
            default_access_mode=access, bookmark_manager=self._bookmarks, max_transaction_retry_time=retry
        )


def turn(tx: ManagedTransaction) -> int | None:
    """How often the graph was written to; None when there is no store."""
    record = tx.run(_TURN).single()
    return int(record["turn"]) if record else None
