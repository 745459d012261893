"""Tables whose labels stand at the left of what they name and not above it: a form for each task (任务名称 | … | 责任单位 | …),
or a list turned on its side, one column a task. Both are turned to rows under a header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.layout.columns import TEXT_KINDS, UNIT_KINDS, column_kind, header_key
from ingest.layout.headers import Grid
from ingest.layout.rows import compact
from ingest.source import Cell, Paragraph, Table

LOOK = 400
"""So many cells tell whether a table holds forms."""
MAX_LABEL = 8
"""A label that no rule knows has at most so many characters."""
_COUNTED = re.compile(r"(?:第?[\d一二三四五六七八九十]+|(?:任务|事项|项目|问题|表)[\d一二三四五六七八九十]+)[项号条件]?[：:]?")
"""A line over a form that only counts it (任务一)."""

_Key = tuple[str, int]
"""A label's words, and how many of the same words stand before it in its form."""


@dataclass(slots=True)
class _Form:
    """One form: the rows over it, and its labels with what stands beside each."""

    bands: list[Cell] = field(default_factory=list)
    pairs: dict[_Key, tuple[Cell, list[Cell]]] = field(default_factory=dict)


def unfolded(blocks: list[tuple[int, Paragraph | Table]]) -> list[tuple[int, Paragraph | Table]]:
    """The blocks with each table of forms, and each list on its side, turned to rows under a header.

    All forms of a document get the same columns, so that they go on as one list.
    """
    read: dict[int, list[_Form]] = {}
    for index, block in blocks:
        if isinstance(block, Table) and _begins_as_forms(block) and (forms := _forms(block.grid())):
            read[index] = forms
    if not read:
        return blocks
    labels: dict[_Key, Cell] = {}
    for forms in read.values():
        for form in forms:
            for key, (label, _) in form.pairs.items():
                labels.setdefault(key, label)
    return [(i, _as_rows(b, read[i], labels) if isinstance(b, Table) and i in read else b) for i, b in blocks]


def _begins_as_forms(table: Table) -> bool:
    """Whether the first rows of a table are forms: a long list need not be looked through to know that it holds none."""
    first = table.cells[:LOOK]
    last = max((c.row for c in first), default=0) if len(first) == LOOK else None
    return bool(_forms(Table([c for c in first if c.row != last], table.where).grid()))


def _forms(grid: Grid) -> list[_Form]:
    """The forms that a table holds, empty when it is no table of forms."""
    forms = [_Form()]
    labels: list[Cell] = []
    for r in range(len(grid)):
        cells = [c for i, c in enumerate(grid[r]) if c and c.row == r and c.column == i]
        filled = [c for c in cells if c.text.strip()]
        if not filled:
            continue
        if len(filled) == 1 and (len(cells) == 1 or not _is_label(filled[0])):
            if forms[-1].pairs:
                forms.append(_Form())
            forms[-1].bands.append(filled[0])
            continue
        pairs = _pairs(cells)
        if pairs is None:
            return []
        seen = Counter(key for key, _ in forms[-1].pairs)
        if pairs and any(_first_label(forms[-1]) == header_key(label.text) for label, _ in pairs):
            forms.append(_Form())
            seen = Counter()
        for label, values in pairs:
            labels.append(label)
            words = header_key(label.text)
            forms[-1].pairs[words, seen[words]] = (label, values)
            seen[words] += 1
    kinds = [column_kind(label.text) for label in labels]
    known = sum(k is not None for k in kinds) >= 0.6 * len(labels)
    whole = len(labels) > 2 and bool({*kinds} & {*UNIT_KINDS}) and bool({*kinds} & {*TEXT_KINDS})
    return forms if known and whole and _one_shape(forms) else []


def _one_shape(forms: list[_Form]) -> bool:
    """True when each label has one cell beside it (further ones are blank: they go), or each as many (a list on its side)."""
    beside = [values for form in forms for _, values in form.pairs.values()]
    if all(not c.text.strip() for values in beside for c in values[1:]):
        for values in beside:
            del values[1:]
        return True
    return len({sum(c.column_span for c in values) for values in beside}) == 1


def _first_label(form: _Form) -> str | None:
    return next((words for words, _ in form.pairs), None)


def _is_label(cell: Cell) -> bool:
    return column_kind(cell.text) is not None


def _pairs(cells: Sequence[Cell]) -> list[tuple[Cell, list[Cell]]] | None:
    """The labels of a row, each with the cells beside it; None when the row does not begin with a label."""
    pairs: list[tuple[Cell, list[Cell]]] = []
    i = 0
    while i < len(cells):
        label = cells[i]
        if not _is_label(label) and (i or not _may_be_label(label)):
            return None
        beside = cells[i + 1] if i + 1 < len(cells) else None
        if beside is None:  # nothing stands beside the last label (备注)
            return pairs or None
        if _is_label(beside) and (label.row_span > 1 or (len(cells) - i) % 2):
            i += 1  # 责任分工 | 牵头单位 | …: a label over labels
            continue
        end = i + 2
        while end < len(cells) and not _is_label(cells[end]):
            end += 1
        pairs.append((label, list(cells[i + 1 : end])))
        i = end
    return pairs


def _may_be_label(cell: Cell) -> bool:
    words = compact(cell.text)
    return 1 < len(words) <= MAX_LABEL and not re.search(r"[\d，。、；：《“（]|^[一二三四五六七八九十]", words)


def _as_rows(table: Table, forms: list[_Form], labels: dict[_Key, Cell]) -> Table:
    """A header of all labels, and under it the forms, one row for each cell beside a label."""
    own = {key: label for form in reversed(forms) for key, (label, _) in form.pairs.items()}
    cells: list[Cell] = []
    row = 0
    for which, form in enumerate(forms):
        for band in form.bands:
            if not _COUNTED.fullmatch(compact(band.text)):
                cells.append(replace(_at(band, row, 0), column_span=len(labels)))
                row += 1
        if which == 0:
            cells += [_at(own.get(key, label), row, column) for column, (key, label) in enumerate(labels.items())]
            row += 1
        tall = 0
        for column, key in enumerate(labels):
            _, values = form.pairs.get(key, (None, []))
            at = row
            for value in values:
                span = value.column_span if len(values) > 1 else 1
                cells.append(replace(_at(value, at, column), row_span=span))
                at += span
            tall = max(tall, at - row)
        row += tall
    return replace(table, cells=cells)


def _at(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, row=row, column=column, row_span=1, column_span=1)
