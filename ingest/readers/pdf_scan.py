"""Scanned pages: their words recognised from the picture, by a library that ships its model (the extra `ocr`, RapidOCR).

What comes of it are characters with places, as from a page with text, so that all that follows is the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from math import atan2, cos, sin
from pathlib import Path
from statistics import median
from threading import Lock
from typing import Any

from ingest.errors import ExtraMissing
from ingest.readers.extras import needed
from ingest.readers.pdf_lines import Char
from ingest.readers.pdf_rules import cells
from ingest.source import Box

_DOTS = 200
"""Dots an inch at which a page is looked at."""
_SURE = 0.5
"""How sure the library must be of a line, from 0 to 1."""
_SLANT = 0.002
"""Slant of a page that is set right, in radians: the rules of a table cross a row of dots every 500."""
_CURVES = 50
"""Curves on a page without characters that may be words drawn as shapes."""
_WIDE = dict(zip(map(ord, ",:;()"), "，：；（）", strict=True))
_CLOSES = {")": "（）", "]": "〔〕"}
_LOCK = Lock()


def is_picture(page: Any) -> bool:
    """True when a page without characters shows something that may be words."""
    return bool(page.images) or len(page.curves) > _CURVES


@lru_cache(maxsize=1)
def _engine() -> Any:
    rapidocr = needed("rapidocr", "ocr", file="", form="pdf")
    needed("onnxruntime", "ocr", file="", form="pdf")
    return rapidocr.RapidOCR(params={"Global.log_level": "critical", "Global.text_score": _SURE})


def available() -> bool:
    """True when scans can be read."""
    try:
        _engine()
    except ExtraMissing:
        return False
    return True


def recognise(path: Path, page: Any) -> tuple[list[Char], list[list[Box]]]:
    """The characters of a page, and the boxes of the cells of each ruled table on it, in points."""
    with _LOCK:
        picture = _picture(path, page)
        found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if not found.word_results:
        return [], []
    slant = _slant(found.boxes)
    middle = (picture.shape[1] / 2, picture.shape[0] / 2)
    chars: list[Char] = []
    for line in found.word_results:
        chars += _chars(line, slant, middle)
    return chars, cells(picture, slant, 72 / _DOTS)


def _picture(path: Path, page: Any) -> Any:
    """The page as dots, upright as pdfplumber shows it."""
    with import_module("pypdfium2").PdfDocument(path) as document:
        sheet = document[page.page_number - 1]
        sheet.set_rotation(page.page_obj.rotate)
        return sheet.render(scale=_DOTS / 72).to_numpy()


def _slant(boxes: Any) -> float:
    """The slant of the lines, 0 when they are level."""
    wide = [box for box in boxes if box[1][0] - box[0][0] > 4 * abs(box[3][1] - box[0][1])]
    slant = median(atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]) for box in wide) if wide else 0.0
    return slant if abs(slant) > _SLANT else 0.0


def _chars(line: Any, slant: float, middle: tuple[float, float]) -> list[Char]:
    """The characters of a line at their places in points, with the page turned level."""
    words = _widened("".join(str(word) for word, _, _ in line))
    turn_x, turn_y, dot = cos(slant), sin(slant), 72 / _DOTS
    places = []
    for _, _, corners in line:
        moved = [(x - middle[0], y - middle[1]) for x, y in corners]
        xs = [(x * turn_x + y * turn_y + middle[0]) * dot for x, y in moved]
        ys = [(y * turn_x - x * turn_y + middle[1]) * dot for x, y in moved]
        places.append((min(xs), min(ys), max(xs), max(ys)))
    if not places:
        return []
    # One height for the whole line: its characters are boxed as high as the line is.
    top, bottom = median(p[1] for p in places), median(p[3] for p in places)
    found: list[Char] = []
    before = ""
    for (word, _, _), (x0, _, x1, _) in zip(line, places, strict=True):
        text, words = words[: len(word)], words[len(word) :]
        if found and before != word and before.translate(_WIDE) == text and text in _WIDE.values():
            found[-1] = replace(found[-1], x1=x1)  # one sign seen as both of its forms
        elif text.strip("|丨 "):  # a rule at the side of a cell is no sign
            found.append(Char(text, x0, top, x1, bottom, max(bottom - top, 1.0), seen=True))
        before = word
    return found


def _widened(words: str) -> str:
    """The words with the signs beside Chinese characters as Chinese ones: in a picture , and ， are the same."""
    made = list(words)
    for at, sign in enumerate(words):
        opening = _CLOSES.get(sign)
        if opening and made[:at].count(opening[0]) > made[:at].count(opening[1]):
            made[at] = opening[1]
        elif ord(sign) in _WIDE and any(_chinese(c) for c in (*made[max(at - 1, 0) : at], *words[at + 1 : at + 2])):
            made[at] = _WIDE[ord(sign)]
    return "".join(made)


def _chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or sign in _WIDE.values()
