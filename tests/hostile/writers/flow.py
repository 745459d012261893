"""The text of a PDF that lost its columns: cells wrapped at the width of their column, short cells of a row on one line,
title and header again on each page. Two styles: blank lines between cells, and blank lines between the lines of a cell."""

from __future__ import annotations

import string
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.hostile.model import Box, Drawn, Grid

from .unprintable import NotPrintable

WHOLE = frozenset(string.ascii_letters + string.digits + ".%")
CLOSERS = "，。、；：）》”！？"


def write(drawn: Drawn, path: Path) -> None:
    """Build the file."""
    rng = Random(f"flow {drawn.seed}")  # noqa: S311
    style = rng.choice(["cells", "lines"])
    page, numbered, titled = rng.randint(6, 12), rng.random() < 0.4, rng.random() < 0.7
    prose_gap = "\n" if style == "cells" else "\n\n"
    pages: list[str] = []
    loose: list[str] = []
    for block in drawn.blocks:
        if isinstance(block, Grid):
            if not _readable(block, style):
                raise NotPrintable
            first, *rest = _pages(block, style, page, rng)
            pages.append("\n\n".join([*loose, ""]) + first if loose else first)
            pages += [(f" {block.title}\n" if titled else " ") + text for text in rest]
            loose = []
        else:
            if block.page_break and loose:
                pages.append("\n\n".join(loose))
                loose = []
            loose.append(prose_gap.join(wrapped(block.text, 30)))
    if loose:
        pages[-1] += "\n\n" + "\n\n".join(loose)
    printed = [text + (f"\n\n— {n} —" if numbered else "") for n, text in enumerate(pages, 1)]
    path.write_text("\n".join(printed) + "\n", encoding="utf-8")


def _readable(grid: Grid, style: str) -> bool:
    """True when a reader of the text can still tell the cells: tasks are numbered, no cell but the text needs its column."""
    kinds = {b.kind for b in grid.boxes}
    bodies = [b for b in grid.boxes if not b.head]
    numbered = any(b.kind == "no" for b in bodies) and all(b.rows == 1 for b in bodies if b.kind == "no")
    in_text = any(b.words.startswith("（一）") and b.kind == "text" for b in bodies)
    units_plain = not any(" " in b.words or b.words.startswith(("1", "（1")) for b in bodies if b.kind == "units")
    themes, units = ({b.column for b in bodies if b.kind == kind} for kind in ("theme", "units"))
    if len(units) > 1 and (style == "lines" or any("\n" in b.words for b in bodies if b.kind == "units")):
        return False
    if grid.header_rows > 1 or kinds & {"person", "phone", "remark", "spread"} or not (numbered or in_text) or not units_plain:
        return False
    return style == "cells" or len(themes) < 2


def wrapped(text: str, width: int) -> list[str]:
    """Lines of that width; line breaks in the text stay; a closing sign hangs over."""
    lines: list[str] = []
    for part in text.split("\n"):
        at = 0
        while at < len(part):
            end = at + width
            if end < len(part) and part[end] in CLOSERS:
                end += 1
            end -= _in_number(part, at, end)
            lines.append(part[at:end])
            at = end
    return lines or [""]


def _in_number(text: str, start: int, end: int) -> int:
    """How many characters of a number or a Latin word stand before a line end in its midst: those go to the next line."""
    if end >= len(text) or text[end] not in WHOLE:
        return 0
    back = 0
    while back < end - start - 1 and text[end - 1 - back] in WHOLE:
        back += 1
    return back if back < end - start - 1 else 0


def _pages(grid: Grid, style: str, size: int, rng: Random) -> list[str]:
    """The table, cut into pages of so many rows; a merged theme cell is printed again at the top of a page."""
    header = " ".join("".join(b.words.split("\n")) for b in grid.row(0))
    heads = {b.row for b in grid.boxes if b.head}
    pages: list[str] = []
    rows, count = [header], 0
    for row in range(grid.header_rows, grid.size):
        if row in heads:
            continue
        top = len(rows) == 1
        boxes = grid.row(row)
        if top and pages:
            merged = [b for b in grid.boxes if b.kind in ("theme", "no") and b.row < row < b.row + b.rows]
            boxes = sorted([*boxes, *merged], key=lambda b: b.column)
        rows.append(_row(grid, boxes, style))
        count += 1
        if count >= size and row < grid.size - 1 and boxes[0].kind != "band":
            pages.append(_joined(rows))
            rows, count = [header], 0
    pages.append(_joined(rows))
    return pages


def _joined(rows: list[str]) -> str:
    return rows[0] + "\n\n" + "\n\n".join(rows[1:])


def _row(grid: Grid, boxes: list[Box], style: str) -> str:
    if boxes and boxes[0].kind == "band":
        return boxes[0].words
    cells = [(b, wrapped(b.words or b.sign, grid.widths[b.column])) for b in boxes if b.words or b.sign]
    inner = "\n" if style == "cells" else "\n\n"
    out = inner.join(cells[0][1]) if cells else ""
    for (before, above), (box, lines) in pairwise(cells):
        apart = before.kind == "theme" or box.kind == "theme" or before.rows > 1 or box.rows > 1
        out += ("\n\n" if apart else _between(len(above), len(lines), style)) + inner.join(lines)
    return out


def _between(above: int, below: int, style: str) -> str:
    if above == below == 1:
        return " "
    near = (above == 1 and below in ((2, 3) if style == "cells" else (2,))) or (below == 1 and above == 2)
    return "\n" if near else "\n\n"
