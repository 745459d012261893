"""What stands before every request: known hosts only, short bodies only, and the security headers on each answer."""

from __future__ import annotations

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BodyTooLarge, HostUnknown, NotFromPage, ReadOnly, problem
from api.headers import SECURITY_HEADERS
from api.language import choose
from api.settings import Settings
from ingest.errors import ZhengtuError

INTAKE: Final = "/api/v1/intake"
"""Where documents come in: the one address that takes a long body."""
FROM_PAGE: Final = "x-zhengtu"
"""The header that the page sends with each request that changes something."""
SAFE: Final = ("GET", "HEAD", "OPTIONS")
_HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\[\]:@/]*))(?::\d{0,5})?")
"""An address in brackets or a name, and a port."""
READS: Final = "/api/v1/export/"
"""A POST to here asks for what an address has no room for, and changes nothing."""


class Guards:
    """Middleware around the whole service, error pages included."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.limit = settings.max_body_kb * 1024
        self.hosts = {"localhost", settings.host.lower(), *settings.allowed_hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if not self._known(headers.get("host", "")):
            await self._refuse(HostUnknown(), scope, receive, send_guarded)
            return
        if error := self._not_from_page(scope["method"], scope["path"], headers):
            await self._refuse(error, scope, receive, send_guarded)
            return
        if scope["method"] == "POST" and scope["path"] == INTAKE:  # counted as it comes in (api.intake.receive)
            await self.app(scope, receive, send_guarded)
            return
        # other requests have no body to speak of: it is read before the service sees the request
        body = await self._body(headers, receive)
        if body is None:
            await self._refuse(BodyTooLarge(limit_kb=self.settings.max_body_kb), scope, receive, send_guarded)
            return
        await self.app(scope, _replayed(body, receive), send_guarded)

    def _known(self, host: str) -> bool:
        found = _HOST.fullmatch(host.lower())
        if found is None:
            return False
        name = found[1] or found[2]
        if name.rstrip(".") in self.hosts:
            return True
        try:
            # rebinding needs a name: an address in numbers is where the browser really went
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _not_from_page(self, method: str, path: str, headers: Headers) -> ZhengtuError | None:
        """Why a request that changes something is refused. Another site's page cannot send our header without asking first,
        which is refused, and a browser says where a request comes from."""
        if method in SAFE or (method == "POST" and path.startswith(READS)):
            return None
        if self.settings.read_only:
            return ReadOnly()
        origin = headers.get("origin")
        ours = origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
        if not ours or FROM_PAGE not in headers or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return NotFromPage()
        return None

    async def _body(self, headers: Headers, receive: Receive) -> list[Message] | None:
        """The messages of the body, None when it is too long (told by its length, or found while it comes in)."""
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.limit:
            return None
        if length == "0" and "transfer-encoding" not in headers:
            return []
        messages: list[Message] = []
        size, more = 0, True
        while more:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self.limit:
                return None
            more = message.get("more_body", False)
        return messages

    async def _refuse(self, error: ZhengtuError, scope: Scope, receive: Receive, send: Send) -> None:
        query = QueryParams(scope.get("query_string", b"").decode("latin-1"))
        response = problem(error, choose(query, Headers(scope=scope), self.settings.lang))
        await response(scope, receive, send)


def _replayed(messages: list[Message], receive: Receive) -> Receive:
    """A receive that gives the messages already read first."""
    waiting = iter(messages)

    async def replay() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return replay
