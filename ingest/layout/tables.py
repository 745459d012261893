"""Tables with their grid kept (docx, xlsx, html, pdf, the text of a Word table): header, merges, theme rows."""

from __future__ import annotations

from ingest.fields.titles import annex_sign, is_continued, is_list_title
from ingest.layout.annexes import parted
from ingest.layout.bands import is_heading, is_note, push_heading, units_above
from ingest.layout.closing_brackets import unit_spans
from ingest.layout.forms import unfolded
from ingest.layout.headers import Grid, Header, find_header, guess_columns, rows_above, with_brackets, with_people
from ingest.layout.mapping import Mappings, used_mapping
from ingest.layout.marks import unmarked
from ingest.layout.rows import Layout, Leftover, Slot, compact
from ingest.layout.table_rows import State, distinct, read_rows
from ingest.layout.text_columns import deadline_column, mapped_columns, own_cell, text_columns
from ingest.source import Paragraph, Table


def read_tables(blocks: list[tuple[int, Paragraph | Table]], *, wrapped: bool, columns: Mappings | None = None) -> list[Layout]:
    """The lists in the tables of a document, given its blocks with their index.

    A table with the columns of the one before, or with as many and no header, continues it; one of other columns does too
    when nothing but headings stand between. A heading between two tables is a theme over the second; the title of a list or
    the sign of an annex between them begins a list of its own. `columns` is a mapping by hand: then only the tables that it
    means are read, and as it says.
    """
    layouts: list[Layout] = []
    state: State | None = None
    above: list[Slot] = []
    """Headings directly above the next table."""
    said: list[Slot] = []
    """Units named above the next table for all its rows."""
    parted_by = 0
    """Headings between the last table and the next, if nothing else stands there, else -1."""
    whole = blocks if columns else parted(blocks)
    rows = blocks if columns else unmarked(unfolded(whole))
    for (index, block), (_, printed) in zip(rows, whole, strict=True):
        if isinstance(block, Paragraph):
            said = units_above(Slot.of(block)) or ([] if is_heading(block) else said)
            state = _between(block, state, layouts)
            if is_heading(block) and not is_continued(compact(block.text)):
                above.append(Slot.of(block))
                parted_by += parted_by >= 0
            else:
                above.clear()
                parted_by = -1 if block.text.strip() else parted_by
            continue
        grid = block.grid()
        by_hand = columns.of(block.where) if columns else None
        if not grid or not grid[0] or (columns and not by_hand):
            continue
        header = by_hand.as_header(grid) if by_hand else find_header(grid) or _without_units(grid, said)
        if state is not None and header is not None and _titled(grid, header, state, layouts):
            state = None
        same = state is not None and len(grid[0]) == len(state.header.kinds)
        if state is not None and same and (header is None or header.kinds == state.header.kinds):
            if header:
                state.header = header
            layouts[-1].used.add(index)
            if mapping := layouts[-1].columns:
                layouts[-1].columns = mapping.also(block.where)
            state.broken, state.said = True, said
            begin = header.last + 1 if header and not rows_above(grid[: header.first]) else 0
            read_rows(grid, begin, state, layouts[-1], block)
            parted_by = 0
            continue
        header = header or guess_columns(grid)
        main, themes = mapped_columns(header) if by_hand and header else text_columns(grid, header) if header else (None, [])
        if header is None or main is None:
            continue
        limit = deadline_column(grid, header)
        goes_on = state is not None and parted_by > 0 and not header.guessed and not by_hand
        if goes_on:  # a heading alone stands between: the same list, whose next part has other columns
            layout = layouts[-1]
            layout.used.add(index)
            above = [slot for _, slot in state.headings] if state else above
        else:
            layout = Layout(wrapped=wrapped, used={index})
            layout.titles = [Slot.of(c) for row in grid[: header.first] for c in distinct(row) if c.text.strip()]
            if block is printed:
                layout.columns = used_mapping(grid, header, main, themes, limit, block.where)
        layout.people |= with_people(grid, header)
        layout.brackets |= {} if by_hand else with_brackets(grid, header)
        parted_by = 0
        numbers_themes = _numbers_themes(grid, header, main)
        state = State(header, main, themes, limit, numbers_themes=numbers_themes, said=said)
        state.said = [s for row in grid[: header.first] for c in distinct(row) for s in units_above(Slot.of(c))] or said
        for heading in [*above, *_headings_in(grid, header)]:
            push_heading(state.headings, heading)
        if header.guessed:
            zh, en = "表格没有表头，按内容判断各列", "the table has no header; columns were told by what they hold"
            layout.left.append(Leftover("guess", zh, en))
        read_rows(grid, header.last + 1, state, layout, block)
        if not goes_on:
            layouts.append(layout)
    for _, block in rows:
        if isinstance(block, Table):
            block.forget_grid()
    return [layout for layout in layouts if layout.rows]


def _between(block: Paragraph, state: State | None, layouts: list[Layout]) -> State | None:
    words = compact(block.text)
    if state is None or not words or is_continued(words):
        return state
    if is_note(words):
        layouts[-1].notes.append(Slot.of(block))
    elif (annex_sign(words) or is_list_title(words)) and not any(words == t.words for t in layouts[-1].titles):
        return None
    elif is_heading(block):
        push_heading(state.headings, Slot.of(block))
        state.last.clear()
    return state


def _without_units(grid: Grid, said: list[Slot]) -> Header | None:
    """The header of a table without a column of units: they are named above it, or in brackets in the words of the tasks."""
    header = find_header(grid, units=False)
    if header is None:
        return None
    if said or any(units_above(Slot.of(c)) for row in grid[: header.first] for c in distinct(row)):
        return header
    main, _ = text_columns(grid, header)
    texts = [c.text for r in range(header.last + 1, len(grid)) if main is not None and (c := own_cell(grid, r, main))]
    named = sum(any(unit_spans(text)) for text in texts)
    return header if named and named >= 0.6 * sum(bool(text.strip()) for text in texts) else None


def _headings_in(grid: Grid, header: Header) -> list[Slot]:
    """Numbered headings directly above the header inside the table (a sheet cut into sections)."""
    found: list[Slot] = []
    for row in reversed(grid[: header.first]):
        cells = [c for c in distinct(row) if c.text.strip()]
        if len(cells) != 1 or not is_heading(Paragraph(cells[0].text, cells[0].where)):
            break
        found.insert(0, Slot.of(cells[0]))
    return found


def _titled(grid: Grid, header: Header, state: State, layouts: list[Layout]) -> bool:
    """True when a table has a title of its own above its header (another sheet, another annex)."""
    titles = [compact(c.text) for row in grid[: header.first] for c in distinct(row)]
    known = [t.words for t in layouts[-1].titles]
    return any(is_list_title(t) and t not in known and not is_continued(t) for t in titles)


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
