"""The lines of a table that lost its columns: the header, what repeats on each page, and the pieces that a line falls into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.fields.deadlines import deadline_likeness
from ingest.fields.headings import split_marker
from ingest.fields.roles import trailing_role
from ingest.fields.titles import annex_sign, is_list_title
from ingest.fields.units import read_units
from ingest.layout.columns import TEXT_KINDS, UNIT_KINDS, Kind, column_kind
from ingest.layout.paragraphs import PAGE_NUMBER
from ingest.layout.rows import compact
from ingest.record import Where
from ingest.source import Paragraph, Source

_LONG = 200
"""Characters; what is longer stands on no line of a page."""
MAX_HEADER_LINES = 10
MIN_COLUMNS = 3
"""Fewer headers are one only where they share a line."""
_ASCII = re.compile(r"[0-9A-Za-z%+.,，。、；：（）()“”‘’《》〔〕\-—]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that lies in one cell."""

    text: str
    index: int
    """The line: its index among the source's blocks."""
    where: Where
    start: int
    blank_before: bool
    """True when it begins a line and an empty line stands before that."""
    first: bool
    """True when it begins its line."""
    last: bool
    """True when it ends its line."""


@dataclass(slots=True)
class Region:
    """The part of a text that is a table: its columns in order, the one with the task, those with themes, and the pieces."""

    first: int
    end: int
    """The blocks of the source from `first` up to, not including, `end`."""
    kinds: list[Kind]
    main: int
    themes: list[int]
    pieces: list[Piece]


def find_regions(source: Source) -> list[Region]:
    """The table regions of a text, one a list; empty when no header is found. Two headers on a line are one only where the
    text has no wider one."""
    lines = [(i, b) for i, b in enumerate(source.blocks) if isinstance(b, Paragraph)]
    return _regions(lines, MIN_COLUMNS) or _regions(lines, 2)


def _regions(lines: list[tuple[int, Paragraph]], least: int) -> list[Region]:
    regions: list[Region] = []
    at = 0
    while at < len(lines):
        found = _header_at(lines, at)
        if found is None or len(found[1]) < least:
            at += 1
            continue
        end = _end_of_list(lines, at, found[0])
        if region := _region(lines[:end], at, *found):
            regions.append(region)
        at = end
    return regions


def _end_of_list(lines: list[tuple[int, Paragraph]], at: int, height: int) -> int:
    """Where the list under a header ends: above the title of the next list, or at a header of other columns."""
    texts = [compact(p.text) for _, p in lines]
    header, titles = texts[at : at + height], "".join(texts[max(0, at - 4) : at])  # which may be over several lines
    for line in range(at + height, len(lines)):
        if _header_at(lines, line) is None or _header_at(lines, line - 1) is not None:
            continue
        above = [k for k in range(max(at + height, line - 3), line) if _is_title(texts[k])]
        if any(texts[k] not in titles for k in above):
            return above[0]
        if texts[line : line + height] != header:
            return line
    return len(lines)


def _is_title(text: str) -> bool:
    """True for the title of a list or the sign of an annex; 县A局等按职责分工 is the end of a cell."""
    return annex_sign(text) > 0 or (is_list_title(text) and trailing_role(text)[1] is None and "职责" not in text)


def _region(lines: list[tuple[int, Paragraph]], at: int, height: int, kinds: list[Kind]) -> Region | None:
    header = [compact(p.text) for _, p in lines[at : at + height]]
    mains = [kinds.index(k) for k in TEXT_KINDS if k in kinds]
    if not mains:
        return None
    main = max(i for i, k in enumerate(kinds) if k == kinds[mains[0]])
    themes = [i for i, k in enumerate(kinds) if k in ("task", "theme", "measure") and i < main]
    kept = [*_headings_above(lines, at), *_without_furniture(lines, at, height, header)]
    pieces = [piece for i, p in kept for piece in _pieces(i, p)]
    first = min(lines[at][0], kept[0][0] if kept else lines[at][0])
    return Region(first, lines[-1][0] + 1, kinds, main, themes, pieces)


def _headings_above(lines: list[tuple[int, Paragraph]], at: int) -> list[tuple[int, Paragraph]]:
    """Numbered headings directly above a header: they stand over its first rows."""
    first = at
    while first > 0 and at - first < 3:
        text = compact(lines[first - 1][1].text)
        if split_marker(text)[0] is None or len(text) > 40 or text[-1] in "。；：" or annex_sign(text):
            break
        first -= 1
    return lines[first:at]


def _header_at(lines: list[tuple[int, Paragraph]], at: int) -> tuple[int, list[Kind]] | None:
    """How many lines the header at a line has, and the kinds of its columns."""
    kinds: list[Kind] = []
    height = 0
    for _, line in lines[at : at + MAX_HEADER_LINES]:
        words = _header_words(line.text.strip())
        if words is None or (height and (_is_header(words) or (_is_header(kinds) and len(words) == 1 and height == 1))):
            break
        kinds += words
        height += 1
    if len(kinds) < MIN_COLUMNS and height > 1:
        return None  # 重点任务⏎责任分工 may be headings of a text
    return (height, kinds) if _is_header(kinds) else None


def _is_header(kinds: list[Kind]) -> bool:
    return len(kinds) >= 2 and any(k in UNIT_KINDS for k in kinds) and any(k in TEXT_KINDS for k in kinds)


def _header_words(text: str) -> list[Kind] | None:
    """The kinds of the headers on a line; None when something else stands on it."""
    parts = text.split()
    joined: list[str] = []
    single = False
    for part in parts:  # 序 号 and 具  体  要  求: single characters are one word
        if len(part) == 1 and single:
            joined[-1] += part
        else:
            joined.append(part)
        single = len(part) == 1
    kinds = [column_kind(part) for part in joined]
    known = [k for k in kinds if k]
    return known if joined and len(known) == len(kinds) else None


def _without_furniture(
    lines: list[tuple[int, Paragraph]], at: int, height: int, header: list[str]
) -> Iterator[tuple[int, Paragraph]]:
    """The lines below the header without page numbers, repeated headers and the titles repeated with them."""
    texts = [compact(p.text) for _, p in lines]
    starts = [i for i in range(at, len(lines)) if texts[i : i + height] == header]
    above = Counter(texts[i - back] for i in starts for back in (1, 2) if i - back >= 0)
    titles = {t for t, n in above.items() if n > 1 and n >= len(starts) - 1 and len(t) > 6}
    dropped = {i + k for i in starts for k in range(height)}
    dropped |= {i - back for i in starts for back in (1, 2) if i - back >= 0 and texts[i - back] in titles}
    for i in range(at + height, len(lines)):
        if i not in dropped and not PAGE_NUMBER.match(lines[i][1].text):
            yield lines[i]


def _pieces(index: int, line: Paragraph) -> Iterator[Piece]:
    """The pieces of a line between spaces. A space beside a digit or a sign parts nothing by itself (2025 年 1 月)."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", line.text)]
    joined: list[tuple[int, int]] = []
    for k, (a, b) in enumerate(spans):
        if joined and _same_cell(
            line.text[joined[-1][0] : joined[-1][1]], line.text[a:b], first=k == 1, rest=line.text[a : a + 5 * _LONG]
        ):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    for k, (a, b) in enumerate(joined):
        yield Piece(line.text[a:b], index, line.where, a, line.blank_before and k == 0, k == 0, k == len(joined) - 1)


def _same_cell(left: str, right: str, *, first: bool, rest: str) -> bool:
    if first and re.fullmatch(r"[（(]?\d{1,4}[）).．、]?", left):
        return False
    if not (_ASCII.match(left[-1]) or _ASCII.match(right[0])):
        return False
    if deadline_likeness(compact(rest)) > 0.7 and not re.search(r"\d\s*$|年$|月$", left):
        return False
    return not (left[-1] in "。；" or any(len(words) < _LONG and read_units(words).certain for words in (left, right)))
