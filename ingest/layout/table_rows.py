"""The rows of a table read under its header: theme rows, tasks with their unit cells and time limits, notes and totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.fields.citations import find_citations
from ingest.fields.headings import split_marker
from ingest.fields.titles import is_continued
from ingest.layout.bands import is_heading, is_note, is_total, push_heading, units_above
from ingest.layout.closing_brackets import unit_spans
from ingest.layout.columns import TEXT_KINDS, UNIT_KINDS
from ingest.layout.headers import Grid, Header, repeats
from ingest.layout.prose import bracket_rows
from ingest.layout.rows import Layout, Leftover, ListRow, Slot, compact, joined
from ingest.layout.text_columns import own_cell
from ingest.record import Role, Where
from ingest.source import Cell, Paragraph, Table

_NUMBER_ONLY = re.compile(r"[\d一二三四五六七八九十百（）().、．\s]+")
_WORDS_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_SOURCES = re.compile(r"依据|来源|出处|文号")
_NO_SOURCES = re.compile(r"考核|评分|评价|计分|资金|经费|验收")
"""资金来源 and 考核依据 name no document that a task goes back to."""
_SUM = re.compile(r"[\d.,，%]+")
_STOPS = "。；！？;.!?"


@dataclass(slots=True)
class State:
    """What goes on from row to row, and from a table to its continuation."""

    header: Header
    main: int
    theme_columns: list[int]
    deadline: int | None = None
    """The column of the time limits."""
    headings: list[tuple[str, Slot]] = field(default_factory=list)
    """Theme rows that are in force: the style of their number and their words, outermost first."""
    last: dict[int, Slot] = field(default_factory=dict)
    """The words last seen in each column that may be merged."""
    numbers_themes: bool = False
    """True when the number column counts merged themes and not tasks."""
    said: list[Slot] = field(default_factory=list)
    """Units named above the table for all its rows, where no column names them."""
    before: list[Cell | None] = field(default_factory=list)
    """The row before, to know it when a page prints it again."""
    merged: ListRow | None = None
    """The task whose text is merged over several rows, and the places of its units so far."""
    units: set[Where] = field(default_factory=set)
    broken: bool = False
    """True directly below a header that was printed again, and at the start of a table that goes on."""

    @property
    def seq(self) -> int | None:
        """The number column."""
        return self.header.seq


def distinct(row: list[Cell | None]) -> list[Cell]:
    """The cells of a row, a merged one once."""
    return list({id(c): c for c in row if c}.values())


def read_rows(grid: Grid, begin: int, state: State, layout: Layout, table: Table) -> None:
    """Read the rows of a table from `begin` on into a layout."""
    width = len(grid[0])
    for r in range(begin, len(grid)):
        row = grid[r]
        filled = [c for c in distinct(row) if c.text and not c.text.isspace()]
        own = [c for c in filled if c.row == r]
        if not own:
            continue
        if repeats(row, state.header):
            state.broken = True
            continue
        if _printed_again(row, state):
            zh, en = "换页后重复印出的一行，没有重复收录", "a row that the page break prints again; it is taken once"
            layout.left.append(Leftover("guess", zh, en, Slot.of(own[0])))
        elif len(filled) == 1 and _is_band(own[0], row, state, width):
            _read_band(own[0], state, layout)
        elif heading := _numbered_heading(grid, r, state):
            push_heading(state.headings, *heading)
            state.last.clear()
        elif is_total(compact(own[0].text)):
            continue
        elif not _read_rest(grid, r, state, layout):
            _read_row(grid, r, state, layout, table)
        state.before, state.broken = row, False


def _printed_again(row: list[Cell | None], state: State) -> bool:
    """True for the row before printed again: with its number, or directly below a header printed again."""
    if len(row) != len(state.before):
        return False
    number = _words(row[state.seq]) if state.seq is not None else ""
    if not state.broken and (not number or state.numbers_themes):
        return False
    if state.seq is not None and number != _words(state.before[state.seq]):  # mostly
        return False
    return all(_words(cell) == _words(before) for cell, before in zip(row, state.before, strict=True))


def _words(cell: Cell | None) -> str:
    return compact(cell.text) if cell else ""


def _is_band(cell: Cell, row: list[Cell | None], state: State, width: int) -> bool:
    """True for a row that holds nothing but one heading, note or title: merged over the table, or alone in its row."""
    words = compact(cell.text)
    if cell.column_span >= max(2, width - 1) or is_note(words):
        return True
    if not any(kind in UNIT_KINDS for kind in state.header.kinds) and units_above(Slot.of(cell)):
        return True
    kind = state.header.kinds[cell.column]
    if cell.row_span > 1 or kind in UNIT_KINDS or kind == "deadline":
        return False
    marker, _ = split_marker(cell.text.strip())
    if cell.column == state.main and (state.seq is None or marker is None or not marker.style.startswith("words")):
        return False
    alone = all(c is None or c is cell or (c.row == cell.row and not c.text.strip()) for c in row)
    return alone and cell.column <= 1 and (marker is not None or cell.column_span > 1) and len(words) <= 60


def _numbered_heading(grid: Grid, r: int, state: State) -> tuple[Slot, str] | None:
    """A theme row whose number stands in the number column (一 | 优化审批流程 | | ), where tasks are counted in figures."""
    if state.seq is None or state.numbers_themes:
        return None
    number = own_cell(grid, r, state.seq)
    if number is None or not _WORDS_NUMBER.fullmatch(number.text.strip()):
        return None
    others = [c for c in distinct(grid[r]) if c is not number and c.text.strip() and not _SUM.fullmatch(c.text.strip())]
    if len(others) != 1 or others[0].row < r:
        return None
    cell = others[0]
    figures = any((c := own_cell(grid, k, state.seq)) and c.text.strip().isdigit() for k in range(r + 1, len(grid)))
    if not figures or len(compact(cell.text)) > 60 or state.header.kinds[cell.column] not in TEXT_KINDS:
        return None
    marker, _ = split_marker(compact(number.text).rstrip("、.．") + "、x")
    return Slot.of(cell), marker.style if marker else "words"


def _read_band(cell: Cell, state: State, layout: Layout) -> None:
    slot = Slot.of(cell)
    layout.below.append(slot)
    words = slot.words
    if is_note(words):
        layout.notes.append(slot)
    elif is_total(words) or is_continued(words) or any(words == t.words for t in layout.titles):
        return
    elif said := units_above(slot):
        state.said = said
        if is_heading(Paragraph(slot.text, slot.where)):
            push_heading(state.headings, slot)
            state.last.clear()
    elif len(words) > 80 or re.search(r"责任单位[:：].*联系", words):
        layout.notes.append(slot)
    elif not any(words == s.words for _, s in state.headings):
        push_heading(state.headings, slot)
        state.last.clear()


def _read_rest(grid: Grid, r: int, state: State, layout: Layout) -> bool:
    """Read the first row of a page as the rest of the one above, when it is: it has no number of its own where the rows
    have one, and its text goes on in the middle of a sentence or no unit stands beside it."""
    text = own_cell(grid, r, state.main)
    if layout.wrapped or not (state.broken and layout.rows and layout.rows[-1].number) or state.seq is None:
        return False  # the pages of a PDF were put together before
    if text is None or not text.text.strip():
        return False
    number, last = own_cell(grid, r, state.seq), layout.rows[-1]
    beside = [*state.header.units, *([] if state.deadline is None else [state.deadline])]
    filled = [c for c in beside if (cell := own_cell(grid, r, c)) and cell.text.strip()]
    if number is None or number.text.strip() or (filled and not _open_ended(grid, r, state, layout)):
        return False
    last.text, state.merged = joined([last.text, Slot.of(text)]), None
    for column in state.header.units:
        cell = own_cell(grid, r, column)
        if cell and cell.text.strip():
            role = UNIT_KINDS[state.header.kinds[column]]  # type: ignore[index]
            known = [i for i, (_, slot) in enumerate(last.units) if state.last.get(column, slot).where == slot.where]
            if known:
                last.units[known[-1]] = (role, joined([last.units[known[-1]][1], Slot.of(cell)], "\n"))
            else:
                last.units.append((role, Slot.of(cell)))
    if state.deadline is not None and (cell := own_cell(grid, r, state.deadline)) and cell.text.strip():
        last.deadline = joined([last.deadline, Slot.of(cell)]) if last.deadline else Slot.of(cell)
    return True


def _open_ended(grid: Grid, r: int, state: State, layout: Layout) -> bool:
    """True when the last row read ends without a stop and most others around it end with one."""
    last = layout.rows[-1].text
    below = [c for k in range(r, min(r + 20, len(grid))) if (c := own_cell(grid, k, state.main)) and c.text.strip()]
    others = [row.text.words for row in layout.rows[-20:-1]] + [compact(c.text) for c in below]
    ended = sum(words[-1:] in _STOPS for words in others)
    return last.words[-1:] not in _STOPS and ended > 0.6 * len(others)


def _read_row(grid: Grid, r: int, state: State, layout: Layout, table: Table) -> None:
    layout.below.clear()
    kinds = state.header.kinds
    themes = [s for _, s in state.headings] + _themes(grid, r, state)
    text_cell = grid[r][state.main]
    blank_is_merge = not table.merges_known
    own_units = [c for c in state.header.units if grid[r][c] and grid[r][c].text.strip()]  # type: ignore[union-attr]
    units: list[tuple[Role, Slot]] = []
    for column in state.header.units:
        slot = _slot(grid, r, column, state, carry=blank_is_merge and not own_units)
        if slot:
            units.append((UNIT_KINDS[kinds[column]], slot))  # type: ignore[index]
    if not state.header.units:
        units = [("responsible", slot) for slot in state.said]
    if text_cell is None or not text_cell.text.strip():
        own_themes = [c for c in state.theme_columns if (cell := own_cell(grid, r, c)) and cell.text.strip()]
        if not own_themes:
            first = next(c for c in grid[r] if c and c.text.strip())
            if not _NUMBER_ONLY.fullmatch(first.text.strip()):
                zh, en = "这一行没有任务内容", "this row holds no task"
                layout.left.append(Leftover("row without task", zh, en, Slot.of(first)))
            return
        text_cell = grid[r][own_themes[-1]]
        themes = themes[:-1]
    assert text_cell is not None  # noqa: S101 (told above)
    if text_cell.row < r and layout.rows and layout.rows[-1].text.where == text_cell.where:
        if state.merged is not layout.rows[-1]:
            state.merged, state.units = layout.rows[-1], {s.where for _, s in layout.rows[-1].units}
        state.merged.units += [(role, slot) for role, slot in units if slot.where not in state.units]
        state.units.update(slot.where for _, slot in units)
        return
    over = tuple(themes)
    if layout.rows and over == layout.rows[-1].themes:
        over = layout.rows[-1].themes  # one value for a long run of rows
    row = ListRow(Slot.of(text_cell), themes=over, units=units)
    if state.seq is not None and not state.numbers_themes and (cell := own_cell(grid, r, state.seq)) and cell.text.strip():
        row.number = Slot.of(cell)
    if state.deadline is not None:
        row.deadline = _slot(grid, r, state.deadline, state, carry=blank_is_merge)
    row.cited = tuple(_cited(grid, r, state))
    spans = [] if units or state.header.units else list(unit_spans(row.text.text))
    if not spans:
        layout.rows.append(row)
        return
    for part in bracket_rows(row.text, spans, row.themes):
        part.number, part.deadline, part.cited = row.number or part.number, row.deadline, row.cited
        layout.rows.append(part)


def _cited(grid: Grid, r: int, state: State) -> Iterator[Slot]:
    """The documents named in a row's columns of sources."""
    for column, kind in enumerate(state.header.kinds):
        heads = state.header.words[column] if kind == "remark" else ()
        if any(_SOURCES.search(words) and not _NO_SOURCES.search(words) for words in heads) and (cell := grid[r][column]):
            slot = Slot.of(cell, inherited=cell.row < r)
            yield from (slot.cut(found.start, found.end) for found in find_citations(slot.text))


def _slot(grid: Grid, r: int, column: int, state: State, *, carry: bool) -> Slot | None:
    """The words that hold for a row in a column: its own, those of a merged cell, or (when blanks are merges) those above."""
    cell = grid[r][column]
    if cell and cell.text.strip():
        state.last[column] = _of(cell, r, state.last.get(column))
    elif not carry or column not in state.last:
        return None
    else:
        state.last[column] = state.last[column].carried()
    return state.last[column]


def _of(cell: Cell, r: int, last: Slot | None) -> Slot:
    """The words of a cell in a row, `last` being those of the row above: the rows of a merged cell share them."""
    if cell.row < r and last is not None and last.where is cell.where:
        return last.carried()
    return Slot.of(cell, inherited=cell.row < r)


def _themes(grid: Grid, r: int, state: State) -> list[Slot]:
    """The theme columns of a row, outermost first. A blank cell goes on with the theme above, within the outer theme."""
    themes: list[Slot] = []
    for i, column in enumerate(state.theme_columns):
        cell = grid[r][column]
        if cell and cell.text.strip():
            if themes and cell.text == themes[-1].text and cell.where == themes[-1].where:
                continue
            before = state.last.get(column)
            slot = _of(cell, r, before)
            if cell.row == r and (before is None or before.words != slot.words):
                for inner in state.theme_columns[i + 1 :]:
                    state.last.pop(inner, None)
            state.last[column] = slot
        elif column in state.last:
            slot = state.last[column] = state.last[column].carried()
        else:
            continue
        if not _NUMBER_ONLY.fullmatch(slot.words):
            themes.append(slot)
    return themes
