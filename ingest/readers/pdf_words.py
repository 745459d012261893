"""Where words stand on the page of a PDF, character by character: the page is opened again, so that a list keeps no glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber

from ingest.locate import Found, Spot
from ingest.readers.pdf import _UNKNOWN, _upright
from ingest.readers.pdf_lines import Char, box, chars, lines, upright
from ingest.source import Box

_EDGE = 0.5
"""Points by which a character may lie outside the box of its line."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Words of one printed line."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole page (its MediaBox: what a viewer cuts off is read too), and the turn in degrees that it was read with."""

    page: int
    box: Box
    turn: int


def word_boxes(path: Path, found: Sequence[Found]) -> tuple[dict[int, Sheet], list[tuple[Rectangle, ...]]]:
    """For each quote the rectangles of its words, one a printed line, and the pages on which they stand.

    Where a page does not hold the characters that were read (a scan), the box of the line or cell stands for its words.
    """
    wanted = sorted({spot.where.page for one in found for spot in one.spots if spot.where.page})
    sheets: dict[int, Sheet] = {}
    printed: dict[int, list[Char]] = {}
    with path.open("rb") as file, pdfplumber.open(file) as document:
        for number in wanted:
            before = document.pages[number - 1]
            rotation = before.page_obj.rotate
            page = _upright(before)
            sheets[number] = Sheet(number, tuple(page.bbox), (page.page_obj.rotate - rotation) % 360)
            printed[number] = [c for c in chars(page.chars) if c.text != " " and not c.text.startswith(_UNKNOWN)]
            page.close()
    return sheets, [tuple(r for spot in one.spots for r in _rectangles(spot, printed)) for one in found]


def _rectangles(spot: Spot, printed: dict[int, list[Char]]) -> Iterator[Rectangle]:
    page = spot.where.page
    if page is None or spot.box is None:
        return
    rows = [line.chars for line in _ordered(spot.box, printed[page])]
    glyphs = [(number, char) for number, row in enumerate(rows) for char in row]
    if len("".join(c.text for _, c in glyphs)) != len("".join(spot.text.split())):
        yield Rectangle(page, spot.box)
        return
    # a character of the font may be several of the text (ﬁ)
    owners = [entry for entry in glyphs for _ in entry[1].text]
    first = len("".join(spot.text[: spot.start].split()))
    words = owners[first : first + len("".join(spot.words.split()))]
    for _, row in groupby(words, key=lambda entry: entry[0]):
        yield Rectangle(page, _turned_back(list(row)))


def _ordered(around: Box, found: Iterable[Char]) -> Any:
    """The lines inside a box, in the order in which the reader delivered them."""
    x0, top, x1, bottom = around
    inside = [c for c in found if x0 - _EDGE <= c.centre <= x1 + _EDGE and top - _EDGE <= c.middle <= bottom + _EDGE]
    return lines(upright(inside))


def _turned_back(row: list[tuple[int, Char]]) -> Box:
    """The box around characters as they stand on the page (see `pdf_lines.upright`)."""
    x0, top, x1, bottom = box([char for _, char in row])
    turned = row[0][1].turned
    if turned == 1:
        return top, -x1, bottom, -x0
    return (-bottom, x0, -top, x1) if turned == -1 else (x0, top, x1, bottom)
