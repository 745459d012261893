"""What a page prints around its text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.readers.pdf_grid import Ruled
from ingest.readers.pdf_lines import Line
from ingest.record import Where
from ingest.source import Source

_MARKED = re.compile(
    r"(?:[—\-–－―─·•~]+\s*[0-9０-９]{1,4}\s*[—\-–－―─·•~]+|第\s*[0-9０-９]{1,4}\s*页(?:[，,/]?\s*共\s*[0-9]{1,4}\s*页)?"
    r"|[0-9]{1,4}\s*[/／]\s*[0-9]{1,4})"
)
_BROWSER = re.compile(
    # what browsers print around a page: its address with the page number below, date, time and title above
    r"(?:https?|\S{1,2}le)://\S+(?:\s+[0-9]{1,4}\s*/\s*[0-9]{1,4})?"
    r"|[0-9]{1,4}[/.\-年][0-9]{1,2}[/.\-月][0-9]{1,4}日?[,，]?\s*(?:[上下]午)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*[AP]M)?(?:\s.*)?"
)
_BARE = re.compile(r"[0-9０-９]{1,4}")
_TOP, _BOTTOM = 0.08, 0.91
"""Where on a page (share of its height) a bare number is the page's own and not a number in a list."""
_EDGE, _SMALLER = 0.055, 0.95
"""Share of the page that margins leave free, and how small heads in it are beside the text."""
_HEAD, _FOOT = 0.12, 0.88
"""Where running heads stand."""
_REPEATS, _SHARE, _LEAST = 3, 0.6, 2
"""A running head is on at least this many pages, and on this share of them; of a file of two pages on both, at their edge."""
_LARGER = 1.1
"""What has a title prints it larger than the heads of its pages."""
_STEP = 4.0


@dataclass(slots=True)
class Page:
    """A page: lines and ruled tables in reading order."""

    number: int
    width: float
    height: float
    items: list[Line | Ruled] = field(default_factory=list)
    x0: float = 0.0
    """Its left edge on the sheet."""
    leaf: int = 0
    """Its place among all pages, where a sheet holds two."""


def strip(pages: Sequence[Page], source: Source) -> None:
    """Takes page numbers and running heads out. A head that may be the title stays where it is printed first."""
    offsets = Counter(int(line.text) - page.leaf for page in pages for line in _ends(page) if _bare(line, page))
    steady = offsets.most_common(1)[0][0] if offsets else 0
    for page in pages:
        gone = {
            id(line)
            for line in _ends(page)
            if _MARKED.fullmatch(line.text.strip())
            or (_bare(line, page) and int(line.text) - page.leaf == steady)
            or (_outer(line, page) and _BROWSER.fullmatch(line.text.strip()))
            or _in_the_margin(line, page)
        }
        for line in (item for item in page.items if isinstance(item, Line) and id(item) in gone):
            source.leave("page numbers", 1, Where(page=page.number), line.text)
        page.items = [item for item in page.items if id(item) not in gone]
    places: dict[tuple[str, int], list[tuple[Page, Line]]] = defaultdict(list)
    few = len(pages) < _REPEATS
    for page in pages:
        head, foot = (_TOP, _BOTTOM) if few else (_HEAD, _FOOT)
        for item in page.items:
            if isinstance(item, Line) and not head * page.height < item.middle < foot * page.height:
                places[re.sub(r"[0-9０-９]+", "#", item.text), round(item.box[1] / _STEP)].append((page, item))
    for found in places.values():
        if len(found) < (max(_LEAST, len(pages)) if few else max(_REPEATS, _SHARE * len(pages))):
            continue
        for page, line in found[1:] if _may_be_title(*found[0]) else found:
            page.items = [item for item in page.items if item is not line]
            source.leave("page numbers", 1, Where(page=page.number), line.text)


def _may_be_title(page: Page, line: Line) -> bool:
    """True for a head at the top of a page that prints no larger words."""
    larger = any(isinstance(item, Line) and item.size > _LARGER * line.size for item in page.items)
    return line.middle < page.height / 2 and not larger


def _ends(page: Page) -> list[Line]:
    """The first and the last line of a page, where no table stands before or after it."""
    found = [page.items[0], page.items[-1]] if page.items else []
    return [item for item in found if isinstance(item, Line)]


def _bare(line: Line, page: Page) -> bool:
    return bool(_BARE.fullmatch(line.text)) and _outer(line, page)


def _in_the_margin(line: Line, page: Page) -> bool:
    """True for a line at the very edge of the page in smaller print than the rest: a head that only one page bears."""
    if _EDGE * page.height <= line.box[3] and line.box[1] <= (1 - _EDGE) * page.height:
        return False
    sizes = [char.size for item in page.items for other in _lines(item) for char in other.chars if other is not line]
    return bool(sizes) and line.size < _SMALLER * median(sizes)


def _lines(item: Line | Ruled) -> list[Line]:
    return [item] if isinstance(item, Line) else [line for _, words in item.cells for line in words]


def _outer(line: Line, page: Page) -> bool:
    return not _TOP * page.height < line.middle < _BOTTOM * page.height
