"""How long a read may go on: not when whoever asked has left, and not for ever.

Whoever answers a request gives a `Patience` to all that is read for it; the stores look at it while they read, and what Python
works out does between two steps. Without one a read goes on to its end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from ingest.errors import StoreError


class TookTooLong(StoreError):
    status = 504
    zh, en = "回答这个问题超过了时间上限", "the answer took longer than the time limit"
    do_zh = "请用地区、年份、文件、主题等条件缩小范围；上限见 ZHENGTU_MAX_SECONDS"
    do_en = "Narrow it by place, year, document, topic …; ZHENGTU_MAX_SECONDS is the limit"


class AskerLeft(StoreError):
    status = 408
    zh, en = "已停止：没有人在等这个回答了", "stopped: nobody waits for this answer any more"


class Patience:
    """The patience of one asker. Any thread may call it."""

    def __init__(self, seconds: float | None = None) -> None:
        """`seconds`: from now on; without them there is no limit."""
        self._until = float("inf") if seconds is None else time.monotonic() + seconds
        self._left = False
        self._guard = Lock()
        self._endings: list[Callable[[], None]] = []

    @property
    def over(self) -> bool:
        """Whether nothing more should be read."""
        return self._left or time.monotonic() >= self._until

    @property
    def seconds(self) -> float:
        """How many are left; `inf` without a limit."""
        return max(self._until - time.monotonic(), 0.0)

    def check(self) -> None:
        """Raises AskerLeft or TookTooLong when it is over."""
        if self._left:
            raise AskerLeft
        if self.over:
            raise TookTooLong

    def leave(self) -> None:
        """The asker has left: end what is being read."""
        with self._guard:
            self._left = True
            endings = list(self._endings)
        for end in endings:
            end()

    @contextmanager
    def ending(self, end: Callable[[], None]) -> Iterator[None]:
        """Call this when the asker leaves while the block runs: for a store that cannot look by itself."""
        with self._guard:
            self._endings.append(end)
        try:
            self.check()
            yield
        finally:
            with self._guard:
                self._endings.remove(end)

    @contextmanager
    def given(self) -> Iterator[None]:
        """Whatever is read within, in threads that take over this context too, is read for this asker."""
        token = _NOW.set(self)
        try:
            yield
        finally:
            _NOW.reset(token)


_NOW: ContextVar[Patience | None] = ContextVar("patience", default=None)


def patience() -> Patience | None:
    """The patience of whoever is read for here; None when nobody gave one."""
    return _NOW.get()


def check() -> None:
    """Raises AskerLeft or TookTooLong when nothing more should be read here."""
    if now := patience():
        now.check()
