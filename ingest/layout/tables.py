"""Tables with their grid kept (docx, xlsx, html, pdf, the text of a Word table): header, merges, theme rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.fields.headings import split_marker
from ingest.fields.roles import first_named_rule, mark_rule
from ingest.fields.titles import annex_sign, is_list_title
from ingest.layout.columns import UNIT_KINDS
from ingest.layout.headers import Grid, Header, find_header, guess_columns, repeats
from ingest.layout.mapping import Mapping, used_mapping
from ingest.layout.rows import Layout, Leftover, ListRow, Slot, compact
from ingest.layout.text_columns import mapped_columns, own_cell, text_columns
from ingest.record import Role
from ingest.source import Cell, Paragraph, Table

_NOTE = re.compile(r"^[\s（(]*(?:注|备注|说明|附注|填表说明)[一二三\d]?[：:.、]")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|汇总)")
_NUMBER_ONLY = re.compile(r"[\d一二三四五六七八九十百（）().、．\s]+")


@dataclass(slots=True)
class _State:
    """What goes on from row to row, and from a table to its continuation."""

    header: Header
    main: int
    theme_columns: list[int]
    headings: list[tuple[str, Slot]] = field(default_factory=list)
    """Theme rows that are in force: the style of their number and their words, outermost first."""
    last: dict[int, Slot] = field(default_factory=dict)
    """The words last seen in each column that may be merged."""
    numbers_themes: bool = False
    """True when the number column counts merged themes and not tasks."""


def read_tables(blocks: list[tuple[int, Paragraph | Table]], *, wrapped: bool, columns: Mapping | None = None) -> list[Layout]:
    """The lists in the tables of a document, given its blocks with their index.

    A table with the columns of the one before, or with as many and no header, continues it. A heading between two tables
    is a theme over the second; the title of a list or the sign of an annex between them begins a list of its own.
    `columns` is a mapping by hand: then only the tables that it means are read, and as it says.
    """
    layouts: list[Layout] = []
    state: _State | None = None
    above: list[Slot] = []
    """Headings directly above the next table."""
    for index, block in blocks:
        if isinstance(block, Paragraph):
            state = _between(block, state, layouts)
            above = [*above, Slot.of(block)] if _is_heading(block) else []
            continue
        grid = block.grid()
        if not grid or not grid[0] or (columns and not columns.holds_for(block.where)):
            continue
        header = columns.as_header(grid) if columns else find_header(grid)
        if state is not None and header is not None and _titled(grid, header, state, layouts):
            state = None
        same = state is not None and len(grid[0]) == len(state.header.kinds)
        if state is not None and same and (header is None or header.kinds == state.header.kinds):
            if header:
                state.header = header
            layouts[-1].used.add(index)
            _read_rows(grid, header.last + 1 if header else 0, state, layouts[-1], block)
            continue
        header = header or guess_columns(grid)
        layout = Layout(wrapped=wrapped, used={index})
        main, themes = mapped_columns(header) if columns and header else text_columns(grid, header) if header else (None, [])
        if header is None or main is None:
            continue
        layout.titles = [Slot.of(c) for row in grid[: header.first] for c in _distinct(row) if c.text.strip()]
        layout.columns = used_mapping(grid, header, main, themes, block.where)
        state = _State(header, main, themes, numbers_themes=_numbers_themes(grid, header, main))
        for heading in [*above, *_headings_in(grid, header)]:
            push_heading(state.headings, heading)
        _report_columns(grid, header, [main, *themes], layout)
        _read_rows(grid, header.last + 1, state, layout, block)
        layouts.append(layout)
    return [layout for layout in layouts if layout.rows]


def _between(block: Paragraph, state: _State | None, layouts: list[Layout]) -> _State | None:
    words = compact(block.text)
    if state is None or not words:
        return state
    if _NOTE.match(words) or first_named_rule(words) or mark_rule(words):
        layouts[-1].notes.append(Slot.of(block))
    elif (annex_sign(words) or is_list_title(words)) and not any(words == t.words for t in layouts[-1].titles):
        return None
    elif _is_heading(block):
        push_heading(state.headings, Slot.of(block))
        state.last.clear()
    return state


def _headings_in(grid: Grid, header: Header) -> list[Slot]:
    """Numbered headings directly above the header inside the table (a sheet cut into sections)."""
    found: list[Slot] = []
    for row in reversed(grid[: header.first]):
        cells = [c for c in _distinct(row) if c.text.strip()]
        if len(cells) != 1 or not _is_heading(Paragraph(cells[0].text, cells[0].where)):
            break
        found.insert(0, Slot.of(cells[0]))
    return found


def _is_heading(block: Paragraph) -> bool:
    """True for a short numbered line, or one that the format marks as a heading."""
    words = compact(block.text)
    marked = split_marker(words)[0] is not None or (block.heading is not None and not is_list_title(words))
    return marked and not annex_sign(words) and len(words) <= 60 and not words.endswith(("。", "；", "：", ":"))


def _titled(grid: Grid, header: Header, state: _State, layouts: list[Layout]) -> bool:
    """True when a table has a title of its own above its header (another sheet, another annex)."""
    titles = [compact(c.text) for row in grid[: header.first] for c in _distinct(row)]
    known = [t.words for t in layouts[-1].titles]
    return any(is_list_title(t) and t not in known for t in titles)


def _distinct(row: list[Cell | None]) -> list[Cell]:
    return list({id(c): c for c in row if c}.values())


def _report_columns(grid: Grid, header: Header, used: list[int], layout: Layout) -> None:
    if header.guessed:
        layout.left.append(
            Leftover("guess", "表格没有表头，按内容判断各列", "the table has no header; columns were told by what they hold")
        )
    for column, (kind, name) in enumerate(zip(header.kinds, header.names, strict=True)):
        if column in used or kind in UNIT_KINDS or kind in ("seq", "deadline") or (column and name == header.names[column - 1]):
            continue
        cell = grid[header.last][column] if header.last >= 0 else None
        slot = Slot.of(cell) if cell else None
        layout.left.append(
            Leftover("column not used", f"没有使用“{name or column + 1}”列", f"column “{name or column + 1}” is not used", slot)
        )


def _numbers_themes(grid: Grid, header: Header, main: int) -> bool:
    """True when some number is merged over several tasks: then the numbers count the themes."""
    if "seq" not in header.kinds:
        return False
    column = header.kinds.index("seq")
    for r in range(header.last + 1, len(grid)):
        cell = own_cell(grid, r, column)
        if cell and cell.text.strip() and cell.row_span > 1:
            tasks = [
                t for k in range(r, min(r + cell.row_span, len(grid))) if (t := own_cell(grid, k, main)) and t.text.strip()
            ]
            if len(tasks) > 1:
                return True
    return False


def _read_rows(grid: Grid, begin: int, state: _State, layout: Layout, table: Table) -> None:
    width = len(grid[0])
    for r in range(begin, len(grid)):
        row = grid[r]
        filled = [c for c in _distinct(row) if c.text.strip()]
        own = [c for c in filled if c.row == r]
        if not own or repeats(row, state.header):
            continue
        if len(filled) == 1 and _is_band(own[0], row, state, width):
            _read_band(own[0], state, layout)
            continue
        if _TOTAL.match(compact(own[0].text)):
            continue
        _read_row(grid, r, state, layout, table)


def _is_band(cell: Cell, row: list[Cell | None], state: _State, width: int) -> bool:
    """True for a row that holds nothing but one heading, note or title: merged over the table, or alone in its row."""
    words = compact(cell.text)
    if cell.column_span >= max(2, width - 1) or _NOTE.match(words) or first_named_rule(words) or mark_rule(words):
        return True
    kind = state.header.kinds[cell.column]
    if cell.row_span > 1 or kind in UNIT_KINDS or kind == "deadline" or cell.column == state.main:
        return False
    marker, _ = split_marker(cell.text.strip())
    alone = all(c is None or c is cell or (c.row == cell.row and not c.text.strip()) for c in row)
    return alone and cell.column <= 1 and (marker is not None or cell.column_span > 1) and len(compact(cell.text)) <= 60


def _read_band(cell: Cell, state: _State, layout: Layout) -> None:
    slot = Slot.of(cell)
    words = slot.words
    if _NOTE.match(words) or first_named_rule(words) or mark_rule(words):
        layout.notes.append(slot)
    elif _TOTAL.match(words) or any(words == t.words for t in layout.titles):
        return
    elif len(words) > 80 or re.search(r"责任单位[:：].*联系", words):
        layout.notes.append(slot)
    elif not any(words == s.words for _, s in state.headings):
        push_heading(state.headings, slot)
        state.last.clear()


def push_heading(headings: list[tuple[str, Slot]], slot: Slot) -> None:
    """Put a heading in force: it ends those of its own style of number, and all that stand below them."""
    marker, _ = split_marker(slot.words)
    style = marker.style if marker else ""
    for i, (known, _slot) in enumerate(headings):
        if known == style:
            del headings[i:]
            break
    headings.append((style, slot))


def _read_row(grid: Grid, r: int, state: _State, layout: Layout, table: Table) -> None:
    kinds = state.header.kinds
    themes = [s for _, s in state.headings] + _themes(grid, r, state)
    text_cell = grid[r][state.main]
    blank_is_merge = not table.merges_known
    unit_columns = [c for c, kind in enumerate(kinds) if kind in UNIT_KINDS]
    own_units = [c for c in unit_columns if grid[r][c] and grid[r][c].text.strip()]  # type: ignore[union-attr]
    units: list[tuple[Role, Slot]] = []
    for column in unit_columns:
        slot = _slot(grid, r, column, state, carry=blank_is_merge and not own_units)
        if slot:
            units.append((UNIT_KINDS[kinds[column]], slot))  # type: ignore[index]
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
        seen = [s.where for _, s in layout.rows[-1].units]
        layout.rows[-1].units += [(role, slot) for role, slot in units if slot.where not in seen]
        return
    row = ListRow(Slot.of(text_cell), themes=tuple(themes), units=units)
    if "seq" in kinds and not state.numbers_themes and (cell := own_cell(grid, r, kinds.index("seq"))) and cell.text.strip():
        row.number = Slot.of(cell)
    if "deadline" in kinds:
        row.deadline = _slot(grid, r, kinds.index("deadline"), state, carry=blank_is_merge)
    layout.rows.append(row)


def _slot(grid: Grid, r: int, column: int, state: _State, *, carry: bool) -> Slot | None:
    """The words that hold for a row in a column: its own, those of a merged cell, or (when blanks are merges) those above."""
    cell = grid[r][column]
    if cell and cell.text.strip():
        slot = Slot.of(cell, inherited=cell.row < r)
        state.last[column] = slot
        return slot
    return state.last[column].carried() if carry and column in state.last else None


def _themes(grid: Grid, r: int, state: _State) -> list[Slot]:
    """The theme columns of a row, outermost first. A blank cell goes on with the theme above, within the outer theme."""
    themes: list[Slot] = []
    for i, column in enumerate(state.theme_columns):
        cell = grid[r][column]
        if cell and cell.text.strip():
            if themes and cell.text == themes[-1].text and cell.where == themes[-1].where:
                continue
            slot = Slot.of(cell, inherited=cell.row < r)
            before = state.last.get(column)
            if cell.row == r and (before is None or before.words != slot.words):
                for inner in state.theme_columns[i + 1 :]:
                    state.last.pop(inner, None)
            state.last[column] = slot
        elif column in state.last:
            slot = state.last[column].carried()
        else:
            continue
        if not _NUMBER_ONLY.fullmatch(slot.words):
            themes.append(slot)
    return themes
