"""Where the lines of a page begin and end: which are full, centred, indented, and which have white above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_furniture import Page
from ingest.readers.pdf_grid import Ruled
from ingest.readers.pdf_lines import Line, wraps

_FULL_PAGE = 10
"""A page with fewer lines outside tables tells nothing about full ones."""
_FULL_SHARE = 0.15
"""At least this share of a page's lines is full."""
_GAP = 1.6
"""A line this many times the usual distance below the one before has an empty line before it."""
_CENTRED = 2.5
"""Characters by which a centred line is shorter on the left: more than the two of an ordinary first line."""
_INDENT = (1.5, 2.5)
"""Characters by which the first line of a paragraph begins further in: two, more or less."""
_NEAR = 0.4
"""Characters by which lines may begin elsewhere that begin at the margin."""
_HANGING = "，。、；：）》”’〉】〕！？"
"""Signs with a white half, which some programs let stand over the margin."""
_STOPS = "。；！？：.;!?:）)】〕]"
_AT_STOP, _IN_SENTENCE = 0.15, 0.5
"""How far the room at the end of a line may be amiss, in characters: in the midst of a sentence a line is hardly a last one."""


@dataclass(frozen=True, slots=True)
class Margins:
    """The edges of the text on a page, in points."""

    left: float
    """Where lines begin that begin no paragraph."""
    right: float
    """Where full lines end."""
    centre: float
    pitch: float
    """The usual distance from line to line; 0 when there are too few lines to say."""

    @classmethod
    def of(cls, page: Page) -> Margins:
        """The margins of a page (or a column of one)."""
        text = [item for item in page.items if isinstance(item, Line)]
        tables = [item.box[2] for item in page.items if isinstance(item, Ruled)]
        return cls(_left(text, page.x0), _right(text, tables, page.x0 + page.width), page.x0 + page.width / 2, _pitch(text))

    def has_gap(self, above: float | None, line: Line) -> bool:
        """True when an empty line stands before one; `above` is the middle of the line before."""
        return above is not None and self.pitch > 0 and line.middle - above > _GAP * self.pitch

    def is_centred(self, line: Line) -> bool:
        """True for a line in the middle of the page that leaves more on the left than a first line does."""
        x0, _, x1, _ = line.box
        return abs((x0 + x1) / 2 - self.centre) < 1.2 * line.size and x0 > self.left + _CENTRED * line.size

    def is_indented(self, line: Line) -> bool:
        """True for a line that begins a paragraph by its place."""
        return _INDENT[0] * line.size <= line.box[0] - self.left <= _INDENT[1] * line.size and not self.is_centred(line)

    def wraps(self, line: Line, following: Line) -> bool:
        """True when a line of this page had no room for the first word of the one that follows."""
        room = (self.right - line.box[2]) * (2 if self.is_centred(line) else 1)
        return wraps(line, following, room, _AT_STOP if line.text[-1] in _STOPS else _IN_SENTENCE)


def indents(pages: Sequence[Page]) -> bool:
    """True when paragraphs of the document begin further in: most lines begin at the margin, a good part two characters in."""
    at_margin = indented = 0
    for page in pages:
        margins = Margins.of(page)
        for line in (item for item in page.items if isinstance(item, Line)):
            at_margin += abs(line.box[0] - margins.left) < _NEAR * line.size
            indented += margins.is_indented(line)
    return min(at_margin, indented) > 0.1 * (at_margin + indented) and indented > 2


def _left(text: Sequence[Line], edge: float) -> float:
    """The leftmost place where several lines begin; one alone may hang out."""
    starts = sorted((line.box[0], line.size) for line in text)
    several = (x for x, size in starts if sum(abs(other - x) < _NEAR * size for other, _ in starts) > 1)
    return next(several, starts[0][0] if starts else edge)


def _right(text: Sequence[Line], tables: Sequence[float], width: float) -> float:
    """Where full lines end: the outermost edge that several lines reach (a page number or address may stand further out).

    Beside `tables`, given by their right edge, a few lines may all be short.
    """
    few = max(2, round(_FULL_SHARE * len(text)))
    ends = sorted(((_end(line), line.size) for line in text), reverse=True)
    for end, size in ends if len(text) >= _FULL_PAGE else ():
        if sum(other >= end - 1.5 * size for other, _ in ends) >= few:
            return end
    return max([ends[0][0], *tables]) if ends else width


def _end(line: Line) -> float:
    """Where a line ends for the eye: the white half of a closing sign may stand over the margin."""
    return line.box[2] - (line.size / 2 if line.text[-1] in _HANGING else 0.0)


def _pitch(plain: Sequence[Line]) -> float:
    steps = [b.middle - a.middle for a, b in pairwise(plain) if b.middle - a.middle > 1]
    return median(steps) if len(steps) > 1 else 0.0
