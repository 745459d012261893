"""The formats of the command line and the service: those of `graph.export`, and the page of `viz`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final
from urllib.parse import quote

from graph.export import catalogue
from graph.export.base import Export
from graph.export.select import gathered
from graph.questions.base import Filters
from graph.schema import Selection
from ingest.errors import ParameterWrong

_NO_NAME: Final = re.compile(r"""[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2066-\u2069/\\:*?"<>|%]+""")
"""What a file's name must not hold on one system or another, and what could turn its letters round."""
_LONGEST: Final = 60


def _write_page(selection: Selection, stream: BinaryIO, *, title: str) -> None:
    from viz.snapshot import write_html

    stream.write(write_html(gathered(selection), title).encode("utf-8", errors="replace"))


HTML: Final = Export("html", "离线网页", "offline page", ".html", "text/html; charset=utf-8", _write_page)


@cache
def formats() -> MappingProxyType[str, Export]:
    """All formats by name; the first is the one that nobody has to ask for."""
    return MappingProxyType({HTML.name: HTML, **catalogue()})


def chosen(format: str | None, output: str | None, named: str = "--format") -> Export:
    """The format that was asked for, else the one that the file's name tells, else the first. Raises ParameterWrong."""
    known = formats()
    suffix = Path(output).suffix.lower() if output else ""
    found = next((one.name for one in known.values() if suffix in (one.suffix, f".{one.name}")), None)
    if format is None and found is None and suffix not in ("", ".htm"):
        endings = sorted({one.suffix for one in known.values()})
        raise ParameterWrong(
            name="--output",
            reason_zh=f"不认识扩展名“{suffix}”；可用 {'、'.join(endings)}，或用 {named} 写明格式",
            reason_en=f"unknown ending “{suffix}”: use {', '.join(endings)}, or say the format with {named}",
        )
    name = format or found or HTML.name
    if name not in known:
        raise ParameterWrong(
            name=named, reason_zh=f"只能是 {'、'.join(known)}", reason_en=f"should be one of {', '.join(known)}"
        )
    return known[name]


def title(filters: Filters, *named: str | None) -> str:
    """What the file is called for people: 政图 and what it was narrowed to."""
    values = (str(value) for value in (*named, *filters.model_dump().values()) if value is not None)
    return " ".join(["政图", *values])


def file_name(title: str, export: Export) -> str:
    """A name for the file that any system takes, and that leads to no folder."""
    return plain_name(title, f".{export.name}{export.suffix}" if export.parts else export.suffix)


def plain_name(title: str, suffix: str) -> str:
    """The same for a file with this suffix."""
    plain = re.sub(r"[\s.]+", "-", _NO_NAME.sub(" ", title)).strip("-")[:_LONGEST].rstrip("-")
    return f"{plain or '政图'}{suffix}"


def disposition(name: str) -> str:
    """The header that offers a file under this name: in ASCII, and in full for programs that know RFC 6266."""
    suffix = re.sub(r"[^\w.]", "", "".join(Path(name).suffixes[-2:]), flags=re.ASCII)
    return f"attachment; filename=\"zhengtu{suffix}\"; filename*=UTF-8''{quote(_NO_NAME.sub('_', name), safe='')}"
