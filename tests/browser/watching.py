"""What the browser tests share: the service in a thread, and a watch over what a page does."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from fastapi import FastAPI

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves the machine, whatever a page asks for
]
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
BREACH = "document.addEventListener('securitypolicyviolation', (e) => console.error('policy breached: ' + e.violatedDirective))"


@dataclass
class Watch:
    """What a page did that it should not."""

    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    allowed: str = "$^"

    def allow(self, pattern: str) -> None:
        """Console errors of this kind are what the test is about."""
        self.allowed = pattern

    def fault(self, text: str) -> None:
        self.faults.append(text)

    def check(self) -> None:
        assert [f for f in self.faults if not re.search(self.allowed, f)] == []


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The application on a port of its own. The socket listens before the thread starts, so nothing has to be waited for."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=5))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(6)
            server.force_exit = True  # a connection that the browser never closes must not keep the run from ending
            thread.join(3)
