"""The page and its files: `/`, `/static/*`, and vis-network out of the pyvis package. Nothing comes from anywhere else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException
from fastapi.responses import Response

from viz import style
from viz.library import vis_network

MEDIA = {  # said here, because a Windows registry may call .js text/plain and then no browser runs it
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}
CHECK_EACH_TIME, KEEP = "no-cache", "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the page needs, in memory."""

    body: bytes
    media: str
    cache: str
    etag: str


def _asset(name: str, body: bytes, cache: str = CHECK_EACH_TIME) -> Asset:
    return Asset(body, MEDIA[name.rpartition(".")[2]], cache, f'"{hashlib.sha256(body).hexdigest()[:24]}"')


def assets() -> dict[str, Asset]:
    """Every file under /static/ by its path. Only what is in here can be asked for, whatever the address says."""
    library = vis_network()
    address = f"vendor/vis-network-{library.version}.min.js"
    looks = {"version": version("zhengtu"), **style.as_json(), "library": f"/static/{address}"}
    found = {address: _asset(address, library.script.encode(), KEEP)}
    found["style.json"] = _asset("style.json", json.dumps(looks, ensure_ascii=False).encode())
    _collect(files("viz") / "explorer", "", found)
    return found


def _collect(folder: Traversable, prefix: str, found: dict[str, Asset]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            _collect(entry, f"{prefix}{entry.name}/", found)
        elif entry.name.rpartition(".")[2] in MEDIA:
            found[prefix + entry.name] = _asset(entry.name, entry.read_bytes())


def mount(app: FastAPI, *, read_only: bool = False) -> None:
    """Add the page at `/` and its files at `/static/` to the application. `read_only`: the page offers nothing that changes."""
    known = assets()
    if read_only:
        marked = known["index.html"].body.replace(b"<body>", b"<body data-read-only>")
        known["index.html"] = _asset("index.html", marked)

    @app.get("/", include_in_schema=False)
    def page(if_none_match: Annotated[str | None, Header()] = None) -> Response:
        return _answer(known["index.html"], if_none_match)

    @app.get("/static/{path:path}", include_in_schema=False)
    def static(path: str, if_none_match: Annotated[str | None, Header()] = None) -> Response:
        if path not in known:
            raise HTTPException(404)
        return _answer(known[path], if_none_match)


def _answer(asset: Asset, if_none_match: str | None) -> Response:
    headers = {"Cache-Control": asset.cache, "ETag": asset.etag}
    seen = {tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")}
    if asset.etag in seen or "*" in seen:
        return Response(status_code=304, headers=headers)
    return Response(asset.body, media_type=asset.media, headers=headers)
