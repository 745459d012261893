"""The text of a Word table (tabs before or between the cells, empty cells for merged ones) made a table again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

from ingest.fields.deadlines import deadline_likeness
from ingest.fields.numerals import parse_number
from ingest.fields.units import read_units
from ingest.layout.columns import UNIT_KINDS, Kind, column_kind
from ingest.record import Where
from ingest.source import Cell, Paragraph, Source, Table

_Row = list[tuple[str, Where]]


def with_tables(source: Source) -> Source:
    """The source with its tab-led lines made tables; the same source when it has none."""
    if not any(isinstance(b, Paragraph) and "\t" in b.text for b in source.blocks):
        return source
    blocks: list[Paragraph | Table] = []
    rows: list[_Row] = []
    tables = 0

    def close() -> None:
        nonlocal tables
        if len(rows) > 1:
            tables += 1
            blocks.append(_table(rows, tables))
        else:
            blocks.extend(Paragraph("".join(text for text, _ in row).strip(), row[0][1]) for row in rows if row)
        rows.clear()

    for block in source.blocks:
        if isinstance(block, Table):
            close()
            blocks.append(block)
        elif "\t" in block.text.strip():  # cells side by side on one line
            rows.append([(cell.strip(), block.where) for cell in block.text.removeprefix("\t").split("\t")])
        elif block.text.startswith("\t"):  # one line a cell
            if not rows or block.blank_before:
                rows.append([])
            rows[-1].append((block.text.strip(), block.where))
        elif rows and not block.blank_before and rows[-1]:
            text, where = rows[-1][-1]  # a further line of the cell above
            rows[-1][-1] = (f"{text}\n{block.text.strip()}", where)
        else:
            close()
            blocks.append(block)
    close()
    return replace(source, blocks=blocks)


def _table(rows: list[_Row], number: int) -> Table:
    width = max(len(row) for row in rows)
    body = [row for row in rows if len(row) == width]
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        spans = _spans(row, width, body)
        column = 0
        for (text, where), span in zip(row, spans, strict=True):
            place = replace(where, table=number, row=r + 1, column=column + 1)
            cells.append(Cell(text, place, r, column, 1, span))
            column += span
    return Table(cells, Where(table=number), merges_known=False)


def _spans(row: _Row, width: int, body: list[_Row]) -> list[int]:
    """How many columns each cell of a row takes. A header with fewer cells than the rows below has one that is wider: the
    one that brings the other headers over the columns that hold what they say."""
    missing = width - len(row)
    plain = [1] * len(row)
    if missing <= 0:
        return plain
    if len(row) == 1:
        return [width]
    kinds = [column_kind(text) for text, _ in row]
    if sum(k is not None for k in kinds) < 2:
        return [*plain[:-1], 1 + missing]
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
        texts = [row[column][0] for row in body[:40] if row[column][0]]
        if texts and kind in UNIT_KINDS:
            score += sum(read_units(t).certain for t in texts) / len(texts) - (span - 1)
        elif texts and kind == "deadline":
            score += sum(deadline_likeness(t) > 0.5 for t in texts) / len(texts) - (span - 1)
        elif texts and kind == "seq":
            score += sum(parse_number(t) is not None for t in texts) / len(texts) - (span - 1)
        column += span
    return score
