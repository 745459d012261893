"""The language of an answer: ?lang=, else Accept-Language, else the setting."""

from __future__ import annotations

from starlette.datastructures import Headers, QueryParams
from starlette.requests import HTTPConnection

from ingest.errors import Language


def language_of(request: HTTPConnection) -> Language:
    """The language that a request asks for."""
    default: Language = getattr(getattr(request.app.state, "settings", None), "lang", "zh")
    return choose(request.query_params, request.headers, default)


def choose(query: QueryParams, headers: Headers, default: Language) -> Language:
    """The same, from the parts of a request."""
    asked = query.get("lang")
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    return _accepted(headers.get("accept-language", "")) or default


def _accepted(header: str) -> Language | None:
    """The one of our languages that the header likes best; None when it names neither."""
    best: tuple[float, Language] | None = None
    for part in header[:500].split(","):
        tag, _, weight = part.strip().partition(";")
        name = tag.strip().lower().split("-")[0]
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if name in ("zh", "en") and quality > 0 and (best is None or quality > best[0]):
            best = quality, "zh" if name == "zh" else "en"
    return best[1] if best else None
