"""Paragraphs from the lines of a page: wrapped lines are put together again, page numbers go."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from ingest.fields.headings import split_marker
from ingest.fields.roles import label_at
from ingest.layout.rows import compact
from ingest.source import Paragraph, Part, Source, Table

PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－_]+\s*\d{1,4}\s*[-—–－_]+|第\s*\d+\s*页(?:\s*[,，/共]*\s*\d+\s*页?)?|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
_STOPS = "。！？；：:;!?…"
_NUMBER_LINE = re.compile(r"^\S{1,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d+\s*号$")
_DATE_LINE = re.compile(r"^[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,4}月.{1,4}日[）)]?$")


def paragraphs(source: Source, without: Container[int] = ()) -> list[tuple[int, Paragraph | Table]]:
    """The blocks of a source with their index, page numbers left out; of a wrapped source, its lines joined to paragraphs.
    Blocks whose index is in `without` are left out.

    A line that fills the page's width goes on in the next one, unless that one begins with a number or a label.
    """
    blocks = [(i, b) for i, b in enumerate(source.blocks) if isinstance(b, Table) or not PAGE_NUMBER.match(b.text)]
    if not source.wrapped:
        return [(i, b) for i, b in blocks if i not in without and (isinstance(b, Table) or b.text.strip())]
    lines = [b for i, b in blocks if isinstance(b, Paragraph) and i not in without and b.text.strip()]
    full = _page_width([b.text for b in lines])
    indents = sum(_indented(b) for b in lines) > 0.05 * len(lines)
    page = _Page(full, indents, sum(full - 3 <= len(b.text.strip()) <= full + 3 for b in lines) >= 0.2 * len(lines))
    joined: list[tuple[int, Paragraph | Table]] = []
    above: Paragraph | None = None
    """The line before."""
    for i, block in blocks:
        if i in without or isinstance(block, Table) or not block.text.strip():
            if isinstance(block, Table) and i not in without:
                joined.append((i, block))
            above = None
            continue
        line = block.text.strip()
        part = Part(0, block.where, block.text.find(line))
        last = joined[-1][1] if joined else None
        if above is not None and isinstance(last, Paragraph) and _goes_on(last.text, above, block, page):
            last.parts += (replace(part, at=len(last.text)),)
            last.text += line
        else:
            made = Paragraph(line, block.where, block.blank_before, block.heading, block.centred, parts=(part,))
            joined.append((i, made))
        above = block
    return joined


@dataclass(frozen=True, slots=True)
class _Page:
    """How the lines of a document are set: the width of a full one in characters, whether paragraphs are indented."""

    full: int
    indents: bool
    cut: bool
    """Whether many lines are as long as that: the page cut them. Else each line is a paragraph."""


def _indented(block: Paragraph) -> bool:
    return block.text.startswith(("\u3000", "  ", "\t"))


def _page_width(lines: list[str]) -> int:
    """The width of a full line, in characters: what the longest tenth of the lines reach."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 10)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(so_far: str, above: Paragraph, block: Paragraph, page: _Page) -> bool:
    """Whether a line goes on the paragraph `so_far`, whose last line is `above`."""
    line, following = above.text.strip(), block.text.strip()
    if _alone(line) or _alone(following):
        return False
    tail = so_far[-300:]
    if any(tail.count(a) > tail.count(b) for a, b in ("《》", "（）", "()", "〔〕", "【】", "[]", "［］")) and len(line) > 8:
        return True
    if page.indents and above.wraps is None and (_indented(block) or len(line) >= page.full - 4):
        return not _indented(block)
    if label_at(following) or following.startswith(("附件", "抄送", "《") if line[-1] in _STOPS else ("附件：", "抄送：")):
        return False
    marker, _ = split_marker(following)
    if marker and (label_at(line) or line[-1] in _STOPS + "）)】〕］]"):
        return False
    if above.wraps is not None:  # the reader saw whether the line had room for more
        return above.wraps
    if not page.cut:
        return False
    if marker and marker.style != "figures" and len(line) < page.full - 2:
        return False
    if line[-1] in "。！？":
        return len(line) >= page.full - 1 and marker is None and page.full > 24
    return len(line) >= page.full - 3 and page.full > 12


def _alone(line: str) -> bool:
    """Lines that are a paragraph of their own: a 文号, a date."""
    words = compact(line)
    return bool(_NUMBER_LINE.match(words) or _DATE_LINE.match(words))
