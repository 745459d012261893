"""A row drawn as a table: the names of its columns, its cells with the words marked, and the lines that stand apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from ingest.errors import Language
from viz.picture.fonts import font
from viz.picture.marks import INK, LEGEND, PADDING, PAPER, QUIET, RULE, MarkKind, legend, paint
from viz.picture.row import Row, Words
from viz.picture.wrap import LEFT_OUT, Line, wrapped

WIDTH = 1400
"""Of the drawn table, in pixels."""
SIZE, SMALL, LINE = 24, 20, 38
INSIDE = 14
LABEL = 200
"""Width of the column that says where a line stands."""
NARROW = 92
"""Least width of a column."""
MOST_HEIGHT = 10_000
CAPTION = 48
HEADER = "#EEF1F4"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell laid out: its place in the picture and its lines."""

    words: Words
    lines: list[Line]
    x: int
    width: int
    size: int = SIZE
    colour: str = INK
    ground: str = PAPER

    @property
    def height(self) -> int:
        """What its lines need."""
        return max(1, len(self.lines)) * LINE + 2 * INSIDE - (LINE - SIZE) // 2


def draw_row(row: Row, name: str, kinds: Collection[MarkKind], language: Language) -> Image.Image:
    """The picture: caption, lines above, header and row, lines below, legend."""
    bands = [_band(words) for words in row.above]
    if row.cells:
        widths = _widths(row.cells)
        if any(cell.label for cell in row.cells):
            names = [Words(cell.label) for cell in row.cells]
            bands.append(_boxes(names, widths, size=SMALL, colour=QUIET, ground=HEADER))
        bands.append(_boxes(row.cells, widths))
    bands += [_band(words) for words in row.below]
    heights = [max(box.height for box in band) for band in bands]
    while sum(heights) > MOST_HEIGHT and len(heights) > 1:
        bands.pop()
        heights.pop()
    size = (WIDTH + 2 * PADDING, CAPTION + sum(heights) + LEGEND + PADDING)
    picture = Image.new("RGB", size, PAPER)
    caption = f"{name}  {row.place}".strip()
    ImageDraw.Draw(picture).text((PADDING, CAPTION // 2), caption[:100], font=font(SMALL), fill=QUIET, anchor="lm")
    top, marked = CAPTION, list[tuple[MarkKind, tuple[int, int, int, int]]]()
    for band, height in zip(bands, heights, strict=True):
        for box in band:
            marked += _draw(picture, box, top, height)
        top += height
    paint(picture, marked)
    legend(picture, top + PADDING // 2, kinds, language)
    return picture


def _band(words: Words | None) -> list[Box]:
    """A line over the whole width, its place beside it."""
    if words is None:
        return [Box(Words(LEFT_OUT), [[(LEFT_OUT, -1)]], PADDING, WIDTH, SMALL, QUIET)]
    label = _box(Words(words.label), PADDING, LABEL, SMALL, QUIET, HEADER)
    return [label, _box(words, PADDING + LABEL, WIDTH - LABEL, colour=QUIET if words.faint else INK)]


def _boxes(
    cells: Sequence[Words], widths: Sequence[int], *, size: int = SIZE, colour: str = INK, ground: str = PAPER
) -> list[Box]:
    starts = [PADDING + sum(widths[:n]) for n in range(len(widths))]
    return [_box(cell, x, width, size, colour, ground) for cell, x, width in zip(cells, starts, widths, strict=True)]


def _box(words: Words, x: int, width: int, size: int = SIZE, colour: str = INK, ground: str = PAPER) -> Box:
    lines = wrapped(words.text, width - 2 * INSIDE, lambda c: _length(c, size), [(a, b) for a, b, _ in words.marks])
    return Box(words, lines, x, width, size, colour, ground)


def _widths(cells: Sequence[Words]) -> list[int]:
    """Wide columns for long words; those with marks are never the narrowest."""
    needs = [max(len(cell.label), min(len(cell.text), 400), 6 if cell.marks else 2) ** 0.62 for cell in cells]
    free = WIDTH - NARROW * len(cells)
    widths = [NARROW + int(free * need / sum(needs)) for need in needs]
    widths[-1] += WIDTH - sum(widths)
    return widths


@lru_cache(maxsize=20_000)
def _length(char: str, size: int) -> float:
    return font(size).getlength(char)


def _draw(picture: Image.Image, box: Box, top: int, height: int) -> list[tuple[MarkKind, tuple[int, int, int, int]]]:
    """Draw a cell. Gives the marked boxes, in pixels."""
    pen, marked = ImageDraw.Draw(picture), list[tuple[MarkKind, tuple[int, int, int, int]]]()
    pen.rectangle((box.x, top, box.x + box.width, top + height), fill=box.ground, outline=RULE)
    for number, line in enumerate(box.lines):
        x, y = float(box.x + INSIDE), top + INSIDE + number * LINE
        open_marks: dict[MarkKind, float] = {}
        for char, at in line:
            here = {kind for a, b, kind in box.words.marks if a <= at < b}
            for kind in [kind for kind in open_marks if kind not in here]:
                marked.append((kind, _area(open_marks.pop(kind), x, y)))
            for kind in here:
                open_marks.setdefault(kind, x)
            pen.text((x, y + SIZE // 2 + 1), char, font=font(box.size), fill=box.colour, anchor="lm")
            x += _length(char, box.size)
        marked += [(kind, _area(begin, x, y)) for kind, begin in open_marks.items()]
    return marked


def _area(x0: float, x1: float, y: int) -> tuple[int, int, int, int]:
    return round(x0), y - 4, round(x1), y + SIZE + 4
