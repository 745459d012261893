"""A way to a server that can be shut and opened again: what a stopped server, a restart or a cut cable looks like from here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Proxy:
    """Refuses connections until it is opened; then passes them on. While it is shut its port stays its own."""

    def __init__(self, target: str) -> None:
        """`target`: a server's address, such as bolt://127.0.0.1:7687."""
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 7687)
        self._door = self._bound(0)
        self._port = int(self._door.getsockname()[1])
        self._ways: list[socket.socket] = []
        self._guard = threading.Lock()
        self._turning = threading.Lock()
        """Held while the door is shut or opened: `cut_after` shuts it in a thread of its own."""
        self._left: int | None = None
        self._then_shut = False
        self.sent = 0
        """Bytes that went to the server since the last `cut_after`."""

    @property
    def address(self) -> str:
        """Where it listens. `bolt`: a server that routes tells its own address, and the proxy would be left out."""
        return f"bolt://127.0.0.1:{self._port}"

    def open(self) -> None:
        """Let connections through."""
        with self._turning:
            self._door.listen()
            threading.Thread(target=self._accept, args=(self._door,), daemon=True).start()

    def shut(self) -> None:
        """Cut all connections, and refuse new ones."""
        with self._turning:
            with suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
            self._cut()
            self._door = self._bound(self._port)

    def _cut(self) -> None:
        with self._guard:
            ways, self._ways = self._ways, []
        for way in ways:
            with suppress(OSError):
                way.shutdown(socket.SHUT_RDWR)
            way.close()

    def cut_after(self, bytes: int | None, *, shut: bool = False) -> None:
        """Cut all connections, once, when so many more bytes have gone to the server, and be `shut` then; None: do not."""
        with self._guard:
            self._left, self._then_shut, self.sent = bytes, shut, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shut()
        self._door.close()

    @staticmethod
    def _bound(port: int) -> socket.socket:
        """A socket that has the port and refuses: it does not listen."""
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        return door

    def _accept(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self._target)
                with self._guard:
                    self._ways += [near, far]
                threading.Thread(target=self._pass_on, args=(near, far, self._share), daemon=True).start()
                threading.Thread(target=self._pass_on, args=(far, near, bytes), daemon=True).start()

    def _share(self, data: bytes) -> bytes:
        """What of it the server gets: the piece in which `cut_after` runs out is lost."""
        with self._guard:
            self.sent += len(data)
            if self._left is None or len(data) <= self._left:
                self._left = None if self._left is None else self._left - len(data)
                return data
            self._left = None
        if self._then_shut:
            self.shut()
        else:
            self._cut()
        return b""

    @staticmethod
    def _pass_on(source: socket.socket, sink: socket.socket, share: Callable[[bytes], bytes]) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(share(data))
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
