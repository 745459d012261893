"""The text of a Word table (tabs before or between the cells, empty cells for merged ones) made a table again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

from ingest.fields.deadlines import deadline_likeness
from ingest.fields.headings import split_marker
from ingest.fields.numerals import parse_number
from ingest.fields.units import read_units
from ingest.layout.bands import is_heading
from ingest.layout.columns import UNIT_KINDS, Kind, column_kind
from ingest.layout.rows import Slot, joined
from ingest.record import Where
from ingest.source import Cell, Paragraph, Source, Table

_CELL = re.compile(r"(?:^|(?<=\t))[^\t]*")
_Row = list[tuple[Slot, ...]]
"""The cells of a row, each with its lines."""


def with_tables(source: Source) -> Source:
    """The source with its tab-led lines made tables; the same source when it has none."""
    if not any(isinstance(b, Paragraph) and "\t" in b.text for b in source.blocks):
        return source
    blocks: list[Paragraph | Table] = []
    rows: list[_Row] = []
    tables = 0
    beside = False
    """Whether the last row stood on one line: then a heading goes on no cell of it."""

    def close() -> None:
        nonlocal tables
        if len(rows) > 1:
            tables += 1
            blocks.append(_table(rows, tables))
        else:
            blocks.extend(_paragraph(row) for row in rows if row)
        rows.clear()

    for block in source.blocks:
        if isinstance(block, Table):
            close()
            blocks.append(block)
        elif "\t" in block.text.strip():  # cells side by side on one line
            line, beside = Slot.of(block), True
            rows.append([(_stripped(line.cut(m.start(), m.end())),) for m in _CELL.finditer(block.text, block.text[0] == "\t")])
        elif block.text.startswith("\t"):  # one line a cell
            beside = False
            if not rows or block.blank_before:
                rows.append([])
            rows[-1].append((_stripped(Slot.of(block)),))
        elif rows and beside and len(rows[0]) > 2 and _is_band(block):
            rows.append([(_stripped(Slot.of(block)),)])
        elif rows and not block.blank_before and rows[-1]:
            rows[-1][-1] += (_stripped(Slot.of(block)),)  # a further line of the cell above
        else:
            close()
            blocks.append(block)
    close()
    return replace(source, blocks=blocks)


def _is_band(block: Paragraph) -> bool:
    """Whether a line without cells is a heading over the rows below, and no further line of the cell above."""
    marker, _ = split_marker(block.text.strip())
    return marker is not None and marker.style in ("part", "words", "words-brackets") and is_heading(block)


def _stripped(slot: Slot) -> Slot:
    """Without the white space around it."""
    left = len(slot.text) - len(slot.text.lstrip())
    return slot.cut(left, left + len(slot.text.strip()))


def _paragraph(row: _Row) -> Paragraph:
    """Cells that make no table are one paragraph."""
    words = _stripped(joined([joined(cell, "\n") for cell in row]))
    return Paragraph(words.text, row[0][0].where, parts=words.parts)


def _table(rows: list[_Row], number: int) -> Table:
    width = max(len(row) for row in rows)
    body = [row for row in rows if len(row) == width]
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        spans = _spans(row, width, body, _parted(rows[r + 1], width) if r + 1 < len(rows) else [])
        column = 0
        for lines, span in zip(row, spans, strict=True):
            places = [replace(line.where, table=number, row=r + 1, column=column + 1) for line in lines]
            words = joined([replace(line, where=place) for line, place in zip(lines, places, strict=True)], "\n")
            cells.append(Cell(words.text, places[0], r, column, 1, span, parts=words.parts))
            column += span
    return Table(cells, Where(table=number), merges_known=False)


def _words(cell: Sequence[Slot]) -> str:
    return "\n".join(line.text for line in cell)


def _parted(row: _Row, width: int) -> list[int]:
    """The columns of a second header row (牵头|配合 under 责任分工): all of its words are headers of units or persons."""
    named = [c for c, cell in enumerate(row) if _words(cell)]
    kinds = [column_kind(_words(row[c])) for c in named]
    whole = len(row) == width and 1 < len(named) < width and all(kinds) and any(k in UNIT_KINDS for k in kinds)
    return named if whole and named == list(range(named[0], named[-1] + 1)) else []


def _spans(row: _Row, width: int, body: list[_Row], parted: list[int]) -> list[int]:
    """How many columns each cell of a row takes. A header with fewer cells than the rows below has one that is wider: the
    one that brings the other headers over the columns that hold what they say."""
    missing = width - len(row)
    plain = [1] * len(row)
    if missing <= 0:
        return plain
    if len(row) == 1:
        return [width]
    kinds = [column_kind(_words(cell)) for cell in row]
    if sum(k is not None for k in kinds) < 2:
        return [*plain[:-1], 1 + missing]
    if parted and len(parted) == missing + 1:
        return [1 + missing if c == parted[0] else 1 for c in range(len(row))]
    best, best_score = [*plain[:-1], 1 + missing], -1.0
    for extra in combinations_with_replacement(range(len(row)), missing) if missing <= 3 else []:
        spans = [1 + extra.count(i) for i in range(len(row))]
        score = _fit(spans, kinds, body)
        if score > best_score:
            best, best_score = spans, score
    return best


def _fit(spans: list[int], kinds: Sequence[Kind | None], body: list[_Row]) -> float:
    score, column = 0.0, 0
    for span, kind in zip(spans, kinds, strict=True):
        texts = [words for row in body[:40] if (words := _words(row[column]))]
        if texts and kind in UNIT_KINDS:
            score += sum(read_units(t).certain for t in texts) / len(texts) - (span - 1)
        elif texts and kind == "deadline":
            score += sum(deadline_likeness(t) > 0.5 for t in texts) / len(texts) - (span - 1)
        elif texts and kind == "seq":
            score += sum(parse_number(t) is not None for t in texts) / len(texts) - (span - 1)
        column += span
    return score
