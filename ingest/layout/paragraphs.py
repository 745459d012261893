"""Paragraphs from the lines of a page: wrapped lines are put together again, page numbers go."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from ingest.fields.headings import split_marker
from ingest.fields.roles import label_at
from ingest.layout.rows import compact
from ingest.source import Paragraph, Part, Source, Table

PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－_]+\s*\d{1,4}\s*[-—–－_]+|第\s*\d+\s*页(?:\s*[,，/共]*\s*\d+\s*页?)?|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
_STOPS = "。！？；：:;!?…"
_NUMBER_LINE = re.compile(r"^\S{1,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d+\s*号$")
_DATE_LINE = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,4}月.{1,4}日$")


def paragraphs(source: Source, without: Container[int] = ()) -> list[tuple[int, Paragraph | Table]]:
    """The blocks of a source with their index, page numbers left out; of a wrapped source, its lines joined to paragraphs.
    Blocks whose index is in `without` are left out.

    A line that fills the page's width goes on in the next one, unless that one begins with a number or a label.
    """
    kept = [(i, b) for i, b in enumerate(source.blocks) if i not in without]
    blocks = [(i, b) for i, b in kept if isinstance(b, Table) or not PAGE_NUMBER.match(b.text)]
    if not source.wrapped:
        return [(i, b) for i, b in blocks if isinstance(b, Table) or b.text.strip()]
    full = _page_width([b.text for _, b in blocks if isinstance(b, Paragraph)])
    joined: list[tuple[int, Paragraph | Table]] = []
    open_line = ""
    for i, block in blocks:
        if isinstance(block, Table):
            joined.append((i, block))
            open_line = ""
            continue
        line = block.text.strip()
        part = Part(0, block.where, block.text.find(line))
        if not line:
            open_line = ""
            continue
        last = joined[-1][1] if joined else None
        if isinstance(last, Paragraph) and _goes_on(open_line, line, full):
            last.parts += (replace(part, at=len(last.text)),)
            last.text += line
        else:
            made = Paragraph(line, block.where, block.blank_before, block.heading, block.centred, parts=(part,))
            joined.append((i, made))
        open_line = line
    return joined


def _page_width(lines: list[str]) -> int:
    """The width of a full line, in characters: what the longest tenth of the lines reach."""
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 10)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(line: str, following: str, full: int) -> bool:
    if not line or _alone(line) or _alone(following):
        return False
    if label_at(following) or following.startswith(("附件", "抄送", "《") if line[-1] in _STOPS else ("附件：", "抄送：")):
        return False
    marker, _ = split_marker(following)
    if marker and label_at(line):
        return False
    if marker and line[-1] in _STOPS + "）)】〕］]":
        return False
    if line.count("《") > line.count("》") or line.count("（") > line.count("）"):
        return True
    if marker and marker.style != "figures" and len(line) < full - 2:
        return False
    return (
        len(line) >= full - 3 and full > 12
        if line[-1] not in "。！？"
        else len(line) >= full - 1 and marker is None and full > 24
    )


def _alone(line: str) -> bool:
    """Lines that are a paragraph of their own: a 文号, a date."""
    words = compact(line)
    return bool(_NUMBER_LINE.match(words) or _DATE_LINE.match(words))
