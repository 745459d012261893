"""The page of a PDF, cropped around a row. What stands far apart, or on the next page, comes in strips one under the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from ingest.errors import Language
from ingest.locate import Places
from ingest.record import Where
from ingest.source import Box, Sheet, Source
from viz.picture.fonts import font
from viz.picture.marks import HOME, LEGEND, PADDING, PAPER, QUIET, RULE, Mark, MarkKind, legend, paint

SCALE = 2.0
"""Pixels a point: 144 to the inch."""
MOST_PIXELS = 4000
"""A page is never drawn wider or higher than this."""
MARGIN, APART = 4.0, 40.0
"""Points around a strip; white between marks from which on they are strips of their own."""
FAINT = 0.8
MOST_STRIPS = 12
CAPTION = 40


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page, in points."""

    page: int
    box: Box
    clear: tuple[Box, ...] = ()
    """What is shown in full: the rest, which belongs to other rows, is faint. All of it when there are none."""


def draw_page(path: Path, source: Source, places: Places, marks: Sequence[Mark], language: Language) -> Image.Image:
    """The strips of the pages on which the marks stand."""
    spots = [(mark.kind, spot) for mark in marks for spot in mark.found.spots]
    marked = [(kind, spot.where.page, box) for kind, spot in spots if spot.where.page for box in spot.boxes]
    strips = list(_strips(places, marks, marked, source.sheets))[:MOST_STRIPS]
    images: list[Image.Image] = []
    with closing(import_module("pypdfium2").PdfDocument(path)) as document:
        for number in sorted({strip.page for strip in strips}):
            image, scale = _rendered(document, number, source.sheets[number])
            x0, top = source.sheets[number].box[:2]
            here = [(kind, _pixels(box, x0, top, scale)) for kind, page, box in marked if page == number]
            paint(image, here)
            images += [_cropped(image, strip, x0, top, scale) for strip in strips if strip.page == number]
    return _stacked(images, [strip.page for strip in strips], path.name, {kind for kind, _, _ in marked}, language)


def _strips(
    places: Places, marks: Sequence[Mark], marked: Iterable[tuple[MarkKind, int, Box]], sheets: dict[int, Sheet]
) -> Iterable[Strip]:
    spans: dict[int, list[tuple[float, float]]] = {}
    for _, page, box in marked:
        spans.setdefault(page, []).append((box[1], box[3]))
    spots = [(mark.kind, spot, spot.box) for mark in marks for spot in mark.found.spots if spot.box and spot.where.page]
    for _, spot, box in (entry for entry in spots if entry[0] in HOME):
        spans.setdefault(spot.where.page or 0, []).append((box[1], box[3]))  # all of its row, what is not marked too
    for page, found in sorted(spans.items()):
        left, right = _sides(places, page, sheets[page])
        _, first, _, last = sheets[page].box
        here = [(kind, box) for kind, spot, box in spots if spot.where.page == page]
        joined: list[tuple[float, float]] = []
        for top, bottom in sorted(found):
            if joined and top - joined[-1][1] < APART:
                joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
            else:
                joined.append((top, bottom))
        for top, bottom in joined:
            within = [(kind, box) for kind, box in here if box[1] < bottom and box[3] > top]
            rows = [(left, box[1] - 1, right, box[3] + 1) for kind, box in within if kind in HOME]
            clear = tuple(box for _, box in within) + tuple(rows)
            yield Strip(page, (left, max(first, top - MARGIN), right, min(last, bottom + MARGIN)), clear)


def _sides(places: Places, page: int, sheet: Sheet) -> tuple[float, float]:
    """From where to where the page is printed."""
    boxes = [piece.box for piece in places.values() if piece.box and piece.where.page == page]
    x0, _, x1, _ = sheet.box
    return max(x0, min(b[0] for b in boxes) - MARGIN), min(x1, max(b[2] for b in boxes) + MARGIN)


def _rendered(document: Any, number: int, sheet: Sheet) -> tuple[Image.Image, float]:
    x0, top, x1, bottom = sheet.box
    scale = min(SCALE, MOST_PIXELS / max(1.0, x1 - x0, bottom - top))
    with closing(document[number - 1]) as page:
        page.set_cropbox(*page.get_mediabox())  # counts when the page is opened again
    with closing(document[number - 1]) as page:
        image: Image.Image = page.render(scale=scale, rotation=sheet.turn).to_pil().convert("RGB")
    return image, image.width / max(1.0, x1 - x0)


def _cropped(image: Image.Image, strip: Strip, x0: float, top: float, scale: float) -> Image.Image:
    whole = _pixels(strip.box, x0, top, scale)
    part = image.crop(whole)
    if not strip.clear:
        return part
    faint = Image.blend(part, Image.new("RGB", part.size, PAPER), FAINT)
    for area in (_pixels(box, x0, top, scale) for box in strip.clear):
        inner = max(area[0], whole[0]), max(area[1], whole[1]), min(area[2], whole[2]), min(area[3], whole[3])
        if inner[0] < inner[2] and inner[1] < inner[3]:
            faint.paste(image.crop(inner), (inner[0] - whole[0], inner[1] - whole[1]))
    return faint


def _pixels(box: tuple[float, float, float, float], x0: float, top: float, scale: float) -> tuple[int, int, int, int]:
    left, upper, right, lower = ((v - o) * scale for v, o in zip(box, (x0, top, x0, top), strict=True))
    return round(left), round(upper), round(right), round(lower)


def _stacked(images: list[Image.Image], pages: list[int], name: str, kinds: set[MarkKind], language: Language) -> Image.Image:
    """The strips under each other, each page with its number."""
    width = max([640, *(image.width for image in images)]) + 2 * PADDING
    changes = [n == 0 or pages[n] != pages[n - 1] for n in range(len(pages))]
    heights = [image.height + (CAPTION if new else PADDING) for image, new in zip(images, changes, strict=True)]
    picture = Image.new("RGB", (width, sum(heights) + LEGEND + PADDING), PAPER)
    pen, top = ImageDraw.Draw(picture), 0
    for image, page, new, height in zip(images, pages, changes, heights, strict=True):
        if new:
            words = Where(page=page).words(language)
            said = f"{name}  {words}" if top == 0 else words
            pen.text((PADDING, top + CAPTION // 2), said[:80], font=font(20), fill=QUIET, anchor="lm")
        else:
            pen.text((width // 2, top + PADDING // 2), "⋯", font=font(20), fill=QUIET, anchor="mm")
        at = top + height - image.height
        picture.paste(image, (PADDING, at))
        pen.rectangle((PADDING - 1, at - 1, PADDING + image.width, at + image.height), outline=RULE)
        top += height
    legend(picture, top + PADDING // 2, kinds, language)
    return picture
