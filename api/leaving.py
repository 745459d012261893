"""A request that nobody waits for any more is not worked on any more: the page was left, or somebody pressed stop."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from graph.patience import Patience

_API: Final = "/api/"
_UNBOUNDED: Final = "/export/"
"""A whole graph takes its time to be written, and comes piece by piece."""


class Leaving:
    """Middleware: what is read for a GET request ends when its client leaves, and after so many seconds."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self.app, self.seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # GET only: it has no body, so that nobody else needs what is received here
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_API):
            await self.app(scope, receive, send)
            return
        patience = Patience(None if _UNBOUNDED in scope["path"] else self.seconds)
        watching = asyncio.create_task(_watch(receive, patience))
        try:
            with patience.given():
                await self.app(scope, receive, send)
        finally:
            watching.cancel()


async def _watch(receive: Receive, patience: Patience) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    await asyncio.to_thread(patience.leave)  # a store may have to tell its server
