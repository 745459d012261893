"""A table cut by page breaks put together again: repeated headers go, a row cut in the middle and a merged cell that runs on
become one cell (pdf)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.fields.headings import split_marker
from ingest.fields.unit_names import is_complete
from ingest.layout.columns import TEXT_KINDS, UNIT_KINDS, Kind
from ingest.layout.headers import Grid, Header, find_header, repeats, rows_above
from ingest.layout.rows import Slot, compact, joined
from ingest.source import Cell, Paragraph, Table

_FIRST_WORD = re.compile(r"[（《〈“‘〔【「『(\[]*(?:[!-~]+|.)[）》〉”’〕】」』)\]，。、；：！？,.;:]*")
"""What a page does not part: signs stay with their word."""
_ROOM = 1.0
"""Characters by which the room in a line is told amiss."""
_STOPS = "。；！？.;!?"


def stitched(blocks: list[tuple[int, Paragraph | Table]]) -> list[tuple[int, Paragraph | Table]]:
    """The blocks with each table that directly follows one of the same columns joined to it."""
    out: list[tuple[int, Paragraph | Table]] = []
    header: Header | None = None
    for index, block in blocks:
        last = out[-1][1] if out else None
        if isinstance(block, Table):
            grid = block.grid()
            if isinstance(last, Table) and header and _goes_on(last, block, grid, header):
                out[-1] = (out[-1][0], _joined(last, block, grid, header))
                continue
            header = find_header(grid)
            block = replace(block, cells=[replace(cell) for cell in block.cells])  # the source stays as it was read
        out.append((index, block))
    return out


def _goes_on(above: Table, below: Table, grid: Grid, header: Header) -> bool:
    if above.size[1] != below.size[1] or above.where.sheet != below.where.sheet:
        return False
    # The rest of a row at the top of a page may look like a header of its own: the known one says more.
    again = next((r for r, row in enumerate(grid) if repeats(row, header)), None)
    if again is not None:
        return again == 0 or rows_above(grid[:again])
    own = find_header(grid)
    return own is None or (own.kinds == header.kinds and own.first == 0)


def _joined(above: Table, below: Table, grid: Grid, header: Header) -> Table:
    begin = 0
    while begin < len(grid) and repeats(grid[begin], header):
        begin += 1
    if begin >= len(grid):
        return above
    over = above.grid()
    rest = _is_rest(over, grid, begin, header)
    base = len(over) - 1 if rest else len(over)
    cells = list(above.cells)
    same: dict[int, Cell] = {}
    for column, cell in enumerate(grid[begin]):
        before = over[-1][column]
        if not cell or not before or id(cell) in same or before.column_span != cell.column_span:
            continue
        if _one_cell(before, cell, column, rest, header, over):
            same[id(cell)] = before
    for cell in below.cells:
        if cell.row < begin:
            continue
        if before := same.get(id(cell)):
            _extend(before, cell, base + cell.row - begin)
        else:
            cells.append(replace(cell, row=base + cell.row - begin))
    return replace(above, cells=cells)


def _extend(before: Cell, cell: Cell, row: int) -> None:
    words = cell.text.strip()
    if words and compact(words) != compact(before.text):
        both = joined([Slot.of(c) for c in (before, cell) if c.text.strip()], "\n")
        if before.wraps is not None and cell.wraps is not None and before.text.strip():
            before.wraps = (*before.wraps, not _had_room(before, cell), *cell.wraps)
        elif not before.text.strip():
            before.wraps = cell.wraps
        before.text, before.parts, before.room = both.text, both.parts, cell.room
    before.row_span = max(before.row_span, row + cell.row_span - before.row)


def _is_rest(over: Grid, grid: Grid, begin: int, header: Header) -> bool:
    """True when the first row below the break is the rest of the last one above: it has no number of its own, or its text
    goes on in the middle of a sentence."""
    kinds = header.kinds
    texts = [c for c, kind in enumerate(kinds) if kind in TEXT_KINDS]
    body = over[header.last + 1 :]
    if not texts or not body:
        return False
    main = max(texts, key=lambda c: sum(len(cell.text) / cell.row_span for row in body if (cell := row[c])))
    below, above = grid[begin][main], over[-1][main]
    if below and above and below.column_span != above.column_span:
        return False  # a theme across the table
    number = grid[begin][kinds.index("seq")] if "seq" in kinds else None
    if not below or not above or not (below.text.strip() and above.text.strip()):
        if not below or below.text.strip() or (number and number.text.strip()):
            return False
        # Only other cells had more words than their part of the page holds.
        return _all_blank(grid[begin], kinds) or (above is not None and above.row_span == below.row_span == 1)
    if "seq" in kinds:
        last = over[-1][kinds.index("seq")]
        if number and number.text.strip():
            return False
        if number and last and number.row_span == 1 and last.row_span == 1:
            return True
    if _had_room(above, below):
        return False
    others = [c for c, kind in enumerate(kinds) if kind in UNIT_KINDS or kind == "deadline"]
    pairs = [(a, b) for c in others if (a := over[-1][c]) and (b := grid[begin][c]) and a.text.strip()]
    if above.text.strip()[-1] in _STOPS and any(_had_room(a, b) for a, b in pairs):
        return False
    cells = list({id(row[main]): row[main] for row in body if row[main]}.values())
    whole = [c for c in cells if c and c is not above]
    marked = sum(split_marker(c.text.strip())[0] is not None for c in whole if c)
    if split_marker(below.text.strip())[0] is not None and marked:
        return False
    if whole and marked > 0.6 * len(whole):
        return True
    ended = sum(c.text.strip()[-1:] in _STOPS for c in whole if c)
    if above.text.strip()[-1] in _STOPS:
        return False
    return ended > 0.6 * len(whole) or _all_blank(grid[begin], kinds)


def _had_room(above: Cell, below: Cell) -> bool:
    """True when the words below the break would have begun above it, had they been of the same cell."""
    if above.room is None or not (words := below.text.strip()):
        return False
    first = _FIRST_WORD.match(words)
    width = sum(0.55 if sign.isascii() else 1.0 for sign in (first.group() if first else words[0]))
    return above.room > width + _ROOM


def _all_blank(row: list[Cell | None], kinds: Sequence[Kind | None]) -> bool:
    """True when no unit and no deadline stands in a row."""
    cells = [c for c, kind in zip(row, kinds, strict=True) if kind in UNIT_KINDS or kind == "deadline"]
    return bool(cells) and not any(c and c.text.strip() for c in cells)


def _unfinished(above: str, below: str, kind: Kind | None) -> bool:
    """True when words that fill their cell go on in the one below the break."""
    lines = above.split()
    if kind == "deadline":
        return bool(re.search(r"[0-9年至、，和]$", lines[-1]))
    if kind in UNIT_KINDS:
        names = ("".join(lines[n:]) for n in range(max(0, len(lines) - 3), len(lines)))
        return not any(is_complete(re.split("[、，；：]", name)[-1]) for name in names)
    return kind in TEXT_KINDS and split_marker(below)[0] is None


def _one_cell(before: Cell, cell: Cell, column: int, rest: bool, header: Header, over: Grid) -> bool:
    """True when the cells above and below the break are one: the row was cut, or a merged cell runs on."""
    if rest or before.foot == "open":
        return True
    kind = header.kinds[column]
    merged = before.row_span > 1 or cell.row_span > 1
    if merged and before.foot == "full" and cell.text.strip() and _unfinished(before.text, compact(cell.text), kind):
        return True
    if kind in UNIT_KINDS or kind == "deadline":
        alone = sum(k in UNIT_KINDS for k in header.kinds) == 1 or kind == "deadline"
        return not cell.text.strip() and (merged or alone)
    if kind not in TEXT_KINDS or not merged:
        return False
    if not cell.text.strip() or compact(cell.text) == compact(before.text):
        return True
    marked = split_marker(before.text.strip())[0] is not None
    return marked and split_marker(cell.text.strip())[0] is None and len(compact(cell.text)) < 30
