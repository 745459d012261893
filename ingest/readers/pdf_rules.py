"""The ruled tables in a picture of a page: long dark strokes across and down, and the cells between them."""

from __future__ import annotations

from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from PIL import Image

from ingest.readers.extras import needed
from ingest.source import Box

_DARK = 140
"""Grey from 0 (black) to 255 below which a dot is ink."""
_LONG = 18.0
"""Points that a stroke needs to be a rule: more than a stroke of a character has."""
_NEAR = 3.0
"""Points within which two strokes are one rule."""
_GAP = 6.0
"""Points that may be missing in a rule."""
_MOST = 20_000
"""Strokes of one page; a picture that is all strokes is no table."""


def cells(picture: Any, slant: float, dot: float) -> list[list[Box]]:
    """The boxes of the cells of each table, in points; `dot` is the size of one. Needs numpy, which the extra `ocr` brings."""
    numpy = needed("numpy", "ocr", file="", form="pdf")
    grey = Image.fromarray(picture).convert("L")
    if slant:
        grey = grey.rotate(slant * 180 / 3.141592653589793, fillcolor=255)
    ink = numpy.asarray(grey) < _DARK
    least = int(_LONG / dot)
    edges = [
        *(_edge("h", x0 * dot, x1 * dot, y * dot) for y, x0, x1 in _strokes(numpy, ink, least)),
        *(_edge("v", y0 * dot, y1 * dot, x * dot) for x, y0, y1 in _strokes(numpy, ink.T, least)),
    ]
    if len(edges) > _MOST:
        return []
    edges = merge_edges(edges, _NEAR, _NEAR, _GAP, _GAP)
    found = cells_to_tables(intersections_to_cells(edges_to_intersections(edges, _NEAR, _NEAR)))
    return [[(float(x0), float(y0), float(x1), float(y1)) for x0, y0, x1, y1 in table] for table in found]


def _strokes(numpy: Any, ink: Any, least: int) -> list[tuple[int, int, int]]:
    """The long runs of ink along each row of dots, as (row, start, end). A dot above or below makes up for one missing."""
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    padded = numpy.zeros((thick.shape[0], thick.shape[1] + 2), dtype=numpy.int8)
    padded[:, 1:-1] = thick
    steps = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(steps == 1)
    _, ends = numpy.nonzero(steps == -1)
    long = ends - starts >= least
    return list(zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True))


def _edge(way: str, start: float, end: float, at: float) -> dict[str, Any]:
    """A stroke as pdfplumber has its edges."""
    x0, x1, top, bottom = (start, end, at, at) if way == "h" else (at, at, start, end)
    edge = {"object_type": "line", "orientation": way, "x0": x0, "x1": x1, "width": x1 - x0}
    return {**edge, "top": top, "bottom": bottom, "doctop": top, "height": bottom - top}
