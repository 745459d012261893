"""Marks on words: which colour a kind of fact has, how a marked box is drawn, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageChops, ImageColor, ImageDraw

from ingest.errors import Language
from ingest.facts import FactKind
from ingest.locate import Found
from viz.picture.fonts import font
from viz.style import EDGE, NODE

MarkKind = FactKind | Literal["note"]
"""What words may be marked as: a fact of a task, or what a note of the report speaks of."""
HOME: tuple[MarkKind, ...] = ("task", "note")
"""The marks whose row is the row of the picture."""
COLOUR: dict[MarkKind, str] = {
    "note": "#E69F00",
    "task": NODE["Task"].colour,
    "theme": NODE["Theme"].colour,
    "lead": EDGE["LEADS"].colour,
    "support": EDGE["SUPPORTS"].colour,
    "responsible": EDGE["RESPONSIBLE_FOR"].colour,
    "deadline": "#56B4E9",
    "cites": EDGE["CITES"].colour,
}
"""As on the page, and one more of Okabe and Ito's for the deadline. In drawing order: what comes later lies on top."""
NAMES: dict[MarkKind, tuple[str, str]] = {
    "note": ("请看这里", "look here"),
    "task": ("任务", "task"),
    "theme": ("主题", "theme"),
    "lead": ("牵头", "lead"),
    "support": ("配合", "support"),
    "responsible": ("责任", "responsible"),
    "deadline": ("时限", "deadline"),
    "cites": ("引用", "cites"),
}
LINE = {"note": 4, "lead": 5, "support": 3, "responsible": 2, "deadline": 3, "cites": 2, "theme": 2, "task": 0}
"""Thickness of the line under the words: colour is never alone."""
FILL = 0.22
INK, QUIET, RULE, PAPER = "#1F2933", "#6B7580", "#C5CCD3", "#FFFFFF"
PADDING = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark: of which kind, and where they stand."""

    kind: MarkKind
    found: Found


def tint(kind: MarkKind) -> tuple[int, int, int]:
    """The colour behind marked words on white paper."""
    red, green, blue = (round(255 - (255 - channel) * FILL) for channel in ImageColor.getrgb(COLOUR[kind])[:3])
    return red, green, blue


def paint(picture: Image.Image, boxes: Iterable[tuple[MarkKind, tuple[int, int, int, int]]]) -> None:
    """Mark boxes (in pixels) on a picture, as a highlighter does: what is printed stays dark."""
    order = list(COLOUR)
    ordered = sorted(set(boxes), key=lambda entry: order.index(entry[0]))
    for kind, (x0, top, x1, bottom) in ordered:
        area = (max(0, x0), max(0, top), min(picture.width, x1), min(picture.height, bottom))
        if area[0] < area[2] and area[1] < area[3]:
            words = picture.crop(area)
            picture.paste(ImageChops.multiply(words, Image.new("RGB", words.size, tint(kind))), area)
    pen = ImageDraw.Draw(picture)
    for kind, (x0, _, x1, bottom) in ordered:
        if thick := LINE[kind]:
            _underline(pen, kind, x0, x1, bottom, thick)


def _underline(pen: ImageDraw.ImageDraw, kind: MarkKind, x0: int, x1: int, y: int, thick: int) -> None:
    """Full for a lead, dashed for a support, dotted for a cited document."""
    on, off = {"support": (10, 6), "cites": (3, 4)}.get(kind, (x1 - x0 + 1, 1))
    for x in range(x0, x1, on + off):
        pen.rectangle((x, y, min(x + on, x1) - 1, y + thick - 1), fill=COLOUR[kind])


LEGEND = 44
"""Height of the legend in pixels."""


def legend(picture: Image.Image, top: int, kinds: Collection[MarkKind], language: Language) -> None:
    """What the marks mean, in a line that begins at `top`."""
    pen, letters, x = ImageDraw.Draw(picture), font(20), PADDING
    for kind in (k for k in NAMES if k in kinds):
        pen.rectangle((x, top + 10, x + 33, top + 31), fill=tint(kind))
        if thick := LINE[kind]:
            _underline(pen, kind, x, x + 34, top + 32, thick)
        name = NAMES[kind][0 if language == "zh" else 1]
        pen.text((x + 42, top + 21), name, font=letters, fill=INK, anchor="lm")
        x += 42 + round(letters.getlength(name)) + 28
