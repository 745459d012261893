"""Characters on a page to lines of words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from ingest.readers.letters import letters
from ingest.source import Box, Ink

_SHADOW = 0.25
"""A character this near to the same one before, in characters, is the second print of a fake bold."""

_INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
"""A place where a word may be broken, and signs of no width."""
_HYPHENS = "\u2010\u00ad"
"""What a program prints where it broke a word at such a place. Chinese has no hyphen."""
_LEAST_SPACE = 0.2
"""Width of the narrowest space of any font, in characters."""
_WHITE = 0.8
"""White without a printed space that parts Chinese words, in characters."""

# Quotes hold on to both sides (Unicode line breaking, class QU).
_OPENING = "（《〈“‘”’〔【「『([<"
_CLOSING = "）》〉“‘”’〕】」』)]>，。、；：！？,.;:!?…—%％"
_SLACK = 0.15
"""Characters of white that justified setting leaves at the end of a full line."""
_SEEN_SLACK = 0.8
"""The same where the places were only seen in a picture."""


@dataclass(frozen=True, slots=True)
class Char:
    """A printed character, upright, in points from the top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turned: int = 0
    """1 when printed upwards (read from below), -1 when printed downwards, 0 when upright."""
    seen: bool = False
    """True when it was recognised in a picture: its place is good to half a character."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words."""

    text: str
    box: Box
    size: float
    chars: tuple[Char, ...] = ()
    """Its characters from left to right, without spaces."""

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def ink(self) -> Ink:
        """Where its characters stand. A character of the font may be several of the text (ﬁ)."""
        edges = array("f", (edge for char in self.chars for _ in char.text for edge in (char.x0, char.x1)))
        return Ink(self.box[1], self.box[3], edges, self.chars[0].turned if self.chars else 0)


def chars(found: Iterable[dict[str, Any]]) -> list[Char]:
    """The characters that pdfplumber found, without slanted ones (watermarks)."""
    kept: list[Char] = []
    for c in found:
        a, b = c["matrix"][0], c["matrix"][1]
        if min(abs(a), abs(b)) > 0.1 * max(abs(a), abs(b)):
            continue
        turned = 0 if c["upright"] else 1 if b > 0 else -1
        if c["text"] in _INVISIBLE:
            continue
        text = letters(c["text"]) if c["text"].strip() else " "
        kept.append(Char(text, c["x0"], c["top"], c["x1"], c["bottom"], max(c["size"], 1.0), turned))
    return kept


def upright(found: list[Char]) -> list[Char]:
    """The characters of a cell, turned upright when most of them are not; the places are then only good for their order."""
    turns = [c.turned for c in found]
    for way in (1, -1):
        if turns.count(way) * 2 > len(turns):
            if way == 1:
                return [replace(c, x0=-c.bottom, x1=-c.top, top=c.x0, bottom=c.x1) for c in found]
            return [replace(c, x0=c.top, x1=c.bottom, top=-c.x1, bottom=-c.x0) for c in found]
    return found


def lines(found: Iterable[Char]) -> list[Line]:
    """The characters as lines from top to bottom, each read from left to right."""
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(found, key=lambda c: (c.middle, c.x0)):
        if rows and char.middle - middle <= 0.5 * min(char.size, rows[-1][-1].size):
            rows[-1].append(char)
            # Spaces and small print do not move the line.
            if char.text != " " and char.size >= rows[-1][0].size:
                middle = char.middle
        else:
            rows.append([char])
            middle = char.middle
    return [line for row in rows if (line := line_of(sorted(row, key=lambda c: c.x0))) is not None]


def line_of(row: Sequence[Char]) -> Line | None:
    """The line of these characters from left to right; None when there are only spaces."""
    kept: list[Char] = []
    spaced: list[bool] = []
    """For each character, whether a space is printed before it."""
    space = False
    for char in row:
        if char.text == " ":
            space = True
            continue
        if kept and char.text == kept[-1].text and char.x0 - kept[-1].x0 < _SHADOW * char.size:
            continue
        kept.append(char)
        spaced.append(space)
        space = False
    if len(kept) > 1 and kept[-1].text in _HYPHENS and not kept[-2].text.isascii():
        kept.pop()
    if not kept:
        return None
    return Line(_text(kept, spaced), box(kept), max(c.size for c in kept), tuple(kept))


def spaced(line: Line) -> Iterator[Char]:
    """The characters of a line with its spaces, as they were before the line was made."""
    glyphs = iter(line.chars)
    before, left = None, ""
    for sign in line.text:
        if sign == " " and before is not None:
            yield replace(before, text=" ", x0=before.x1, x1=before.x1)
            continue
        if not left:
            before = next(glyphs)
            left = before.text
            yield before
        left = left[1:]


def _text(kept: Sequence[Char], spaced: Sequence[bool]) -> str:
    """The words of a line, with a space where there is one between words."""
    spacing: float | None = None
    words = [kept[0].text]
    for left, right, space in zip(kept, kept[1:], spaced[1:], strict=False):
        gap, size = right.x0 - left.x1, max(left.size, right.size)
        if space or gap > _LEAST_SPACE * size:
            if spacing is None:
                spacing = max(0.0, median(b.x0 - a.x1 for a, b in pairwise(kept)))
            if _apart(left, right, gap / size, spacing / size, space=space):
                words.append(" ")
        words.append(right.text)
    return "".join(words)


def wraps(line: Line, following: Line, room: float, slack: float = _SLACK) -> bool:
    """True when the first word of the following line had no place in the room that this line leaves, in points; `slack` is how
    far that is known, in characters.

    A word is one Chinese character, or Latin letters and figures together; signs that may not begin or end a line stay with
    their neighbour, and so make a line end early.
    """
    width, opened = 0.0, True
    for number, char in enumerate(following.chars):
        if number and not opened and char.text not in _CLOSING and not (_latin(char) and _latin(following.chars[number - 1])):
            break
        opened = char.text in _OPENING
        width += char.x1 - char.x0
    return room < width + (_SEEN_SLACK if line.chars[-1:] and line.chars[-1].seen else slack) * line.size


def _latin(char: Char) -> bool:
    return char.text.isascii() and not char.text.isspace()


def _apart(left: Char, right: Char, gap: float, spacing: float, *, space: bool) -> bool:
    """True when a space belongs between two characters. `gap` is theirs, `spacing` the line's usual one, in characters.

    Chinese is often set with gaps that mean nothing (justified, 责 任 单 位): only one that is wider than the others counts.
    """
    latin = left.text[-1:].isascii(), right.text[:1].isascii()
    if all(latin):
        return space or gap > _LEAST_SPACE
    return gap - spacing > (_WHITE if not space else _WHITE / 2 if any(latin) else _LEAST_SPACE / 2)


def box(found: list[Char]) -> Box:
    """The box around characters."""
    return (
        round(min(c.x0 for c in found), 2),
        round(min(c.top for c in found), 2),
        round(max(c.x1 for c in found), 2),
        round(max(c.bottom for c in found), 2),
    )
