"""A mapping to begin with, for a document whose tables were not understood: each table with its columns and their headers."""

from __future__ import annotations

from ingest.fields.deadlines import deadline_likeness
from ingest.fields.numerals import parse_number
from ingest.layout.columns import Kind
from ingest.layout.headers import DEPTH, Grid, find_header
from ingest.layout.mapping import NAMES, Mapping, header_words, numbers_of
from ingest.source import Source, Table

MAX_HEADER = 15
"""Characters of a cell that may be a header."""
_MOST = 0.6
"""Share of the cells of a column that must look like a number or a time limit."""
_SENTENCE = 20
"""Characters that a full stop is worth in telling the column of the tasks."""
_ONCE: tuple[Kind, ...] = ("seq", "measure", "deadline")


def proposals(source: Source) -> list[Mapping]:
    """One mapping for each kind of table, with what could be told of its columns; those of the same header are one."""
    found: list[Mapping] = []
    for block in source.blocks:
        grid = block.grid() if isinstance(block, Table) else []
        if len(grid) < 2 or len(grid[0]) < 2:
            continue
        made = _proposal(grid)
        same = next((i for i, one in enumerate(found) if one.words == made.words and one.header == made.header), None)
        if same is None:
            found.append(made.also(block.where))
        else:
            found[same] = found[same].also(block.where)
    return found


def _proposal(grid: Grid) -> Mapping:
    header = find_header(grid, units=False)
    first, last = (header.first, header.last) if header else _rows(grid)
    told = [_named(kind) for kind in (header.kinds if header else [None] * len(grid[0]))]
    body = [_texts(grid, last + 1, column) for column in range(len(told))]
    for column, texts in enumerate(body):
        if told[column] is None and (kind := _by_content(texts)) and kind not in told:
            told[column] = kind
    free = [column for column, kind in enumerate(told) if kind is None and body[column]]
    if "measure" not in told and free:
        told[max(free, key=lambda column: _length(body[column]))] = "measure"
    columns: dict[int, Kind] = {}
    numbers = numbers_of(grid)
    for number, kind in zip(numbers, told, strict=True):
        if number and kind and not (kind in _ONCE and kind in columns.values()):
            columns[number] = kind
    rows = {c.where.row for r in range(first, last + 1) for c in grid[r] if c and c.row == r and c.where.row}
    words = header_words(grid, first, last)
    for number, texts in zip(numbers, body, strict=True):  # with the first words below, to know the column by
        if number:
            words[number] = "：".join(part for part in (words.get(number, ""), *texts[:1]) if part)
    return Mapping(columns, tuple(sorted(rows)), words=words)


def _texts(grid: Grid, begin: int, column: int) -> list[str]:
    cells = [c for r, row in enumerate(grid[begin:], begin) if (c := row[column]) and c.row == r and c.column == column]
    return [words for c in cells if (words := "".join(c.text.split()))]


def _length(texts: list[str]) -> float:
    """How long the words of a column are; a sentence counts more."""
    return sum(len(text) + (_SENTENCE if text.endswith("。") else 0) for text in texts) / len(texts)


def _named(kind: Kind | None) -> Kind | None:
    kind = "measure" if kind in ("task", "goal") else kind
    return kind if kind in NAMES else None


def _by_content(texts: list[str]) -> Kind | None:
    """Numbers and time limits are known by what they are."""
    if texts and sum(parse_number(text) is not None for text in texts) > _MOST * len(texts):
        return "seq"
    return "deadline" if texts and sum(deadline_likeness(text) > _MOST for text in texts) > _MOST * len(texts) else None


def _rows(grid: Grid) -> tuple[int, int]:
    """The first row of several short cells that are no sentences, as the header; none when there is no such row."""
    for r in range(min(DEPTH, len(grid))):
        cells = ["".join(c.text.split()) for c in {id(c): c for c in grid[r] if c and c.text.strip()}.values()]
        if len(cells) > 1:
            short = all(len(words) <= MAX_HEADER and words[-1] not in "。；，" for words in cells)
            return (r, r) if short and _by_content(cells) is None else (0, -1)
    return 0, -1
