"""What a page prints around its text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

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
_HEAD, _FOOT = 0.12, 0.88
"""Where running heads stand."""
_REPEATS, _SHARE = 3, 0.6
"""A running head is on at least this many pages, and on this share of them."""
_STEP = 4.0


@dataclass(slots=True)
class Page:
    """A page: lines and ruled tables in reading order."""

    number: int
    width: float
    height: float
    items: list[Line | Ruled] = field(default_factory=list)


def strip(pages: Sequence[Page], source: Source) -> None:
    """Takes page numbers and running heads out. A head at the top stays where it is printed first: it may be the title."""
    offsets = Counter(int(line.text) - page.number for page in pages for line in _ends(page) if _bare(line, page))
    steady = offsets.most_common(1)[0][0] if offsets else 0
    for page in pages:
        gone = {
            id(line)
            for line in _ends(page)
            if _MARKED.fullmatch(line.text.strip())
            or (_bare(line, page) and int(line.text) - page.number == steady)
            or (_outer(line, page) and _BROWSER.fullmatch(line.text.strip()))
        }
        for line in (item for item in page.items if isinstance(item, Line) and id(item) in gone):
            source.leave("page numbers", 1, Where(page=page.number), line.text)
        page.items = [item for item in page.items if id(item) not in gone]
    places: dict[tuple[str, int], list[tuple[Page, Line]]] = defaultdict(list)
    for page in pages:
        for item in page.items:
            if isinstance(item, Line) and not _HEAD * page.height < item.middle < _FOOT * page.height:
                places[re.sub(r"[0-9０-９]+", "#", item.text), round(item.box[1] / _STEP)].append((page, item))
    for found in places.values():
        if len(found) < max(_REPEATS, _SHARE * len(pages)):
            continue
        at_top = found[0][1].middle < found[0][0].height / 2
        for page, line in found[1:] if at_top else found:
            page.items = [item for item in page.items if item is not line]
            source.leave("page numbers", 1, Where(page=page.number), line.text)


def _ends(page: Page) -> list[Line]:
    """The first and the last line of a page, where no table stands before or after it."""
    found = [page.items[0], page.items[-1]] if page.items else []
    return [item for item in found if isinstance(item, Line)]


def _bare(line: Line, page: Page) -> bool:
    return bool(_BARE.fullmatch(line.text)) and _outer(line, page)


def _outer(line: Line, page: Page) -> bool:
    return not _TOP * page.height < line.middle < _BOTTOM * page.height
