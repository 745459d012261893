"""Tables whose columns were lost when a page became text: the header names the columns, the cells follow line by line.

Which line belongs to which column is decided for the whole list at once (`flow_model`), by what the columns hold, by the
numbering, and by how wide each column proves to be. See `flow_pieces` for the lines.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from ingest.layout.bands import push_heading
from ingest.layout.columns import UNIT_KINDS
from ingest.layout.flow_model import HEADING, Step, assign
from ingest.layout.flow_pieces import Piece, Region, find_regions
from ingest.layout.rows import Layout, Leftover, ListRow, Slot
from ingest.source import Part, Source

_END = re.compile(r"^(?:抄送|主送|抄报)[:：]")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计)")
_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)[一二三\d]?[：:]")


def read_flow(source: Source) -> list[Layout]:
    """The lists in a text without columns; empty when no line is a header."""
    if not source.wrapped:
        return []
    return [layout for region in find_regions(source) if (layout := _read_region(region)).rows]


def _read_region(region: Region) -> Layout:
    layout = Layout(wrapped=True, used=set(range(region.first, region.end)))
    pieces: list[Piece] = []
    for piece in region.pieces:
        if _END.match(piece.text):
            layout.used -= set(range(piece.index, region.end))
            break
        if _NOTE.match(piece.text):
            layout.notes.append(_slot([piece]))
        elif not (piece.first and _TOTAL.match(piece.text)):
            pieces.append(piece)
    if pieces:
        _read_rows(region, assign(region, pieces), layout)
    zh, en = "文件丢失了表格的列线，各列按内容重建", "the columns of the table were lost; they were rebuilt from what they hold"
    layout.left.append(Leftover("guess", zh, en))
    return layout


def _read_rows(region: Region, steps: list[Step], layout: Layout) -> None:
    cells: dict[int, list[Piece]] = {}
    headings: list[tuple[str, Slot]] = []
    band: list[Piece] = []
    themes: dict[int, Slot] = {}
    fresh = True
    """True until the first row under a theme: a merged unit cell does not reach over a theme."""

    def close_row() -> None:
        nonlocal fresh
        if region.main in cells:
            for column in region.themes:
                if column in cells:
                    slot = _slot(cells[column])
                    if themes.get(column) is None or themes[column].words != slot.words:
                        fresh = True
                        for inner in region.themes:
                            if inner > column:
                                themes.pop(inner, None)
                    themes[column] = slot if fresh else themes[column]
            over = [s for _, s in headings] + [themes[c] for c in region.themes if c in themes]
            layout.rows.append(_row(region, cells, over, layout.rows[-1] if layout.rows and not fresh else None))
            fresh = False
        elif cells:
            first = next(iter(cells.values()))
            zh, en = "这些文字没有归入任何任务", "these words belong to no task"
            layout.left.append(Leftover("row without task", zh, en, _slot(first)))
        cells.clear()

    def close_band() -> None:
        nonlocal fresh
        if band:
            slot = _slot(band)
            if not headings or all(s.words != slot.words for _, s in headings):
                push_heading(headings, slot)
                themes.clear()
                fresh = True
            band.clear()

    for step in steps:
        if step.new_row or step.column == HEADING:
            close_row()
        if step.column == HEADING:
            if step.new_cell:
                close_band()
            band.append(step.piece)
            continue
        close_band()
        cells.setdefault(step.column, []).append(step.piece)
    close_row()


def _slot(pieces: list[Piece]) -> Slot:
    text, parts = pieces[0].text, [Part(0, pieces[0].where, pieces[0].start)]
    for before, piece in itertools.pairwise(pieces):
        text += " " if piece.index == before.index else "\n"
        parts.append(Part(len(text), piece.where, piece.start))
        text += piece.text
    return Slot(text, pieces[0].where, start=pieces[0].start, parts=tuple(parts))


def _row(region: Region, cells: dict[int, list[Piece]], themes: list[Slot], above: ListRow | None) -> ListRow:
    row = ListRow(_slot(cells[region.main]), themes=tuple(themes))
    for column, kind in enumerate(region.kinds):
        if column in cells:
            if kind in UNIT_KINDS:
                row.units.append((UNIT_KINDS[kind], _slot(cells[column])))
            elif kind == "deadline":
                row.deadline = _slot(cells[column])
            elif kind == "seq":
                row.number = _slot(cells[column])
    if above and not row.units:
        row.units = [(role, replace(slot, inherited=True)) for role, slot in above.units]
    if above and row.deadline is None and "deadline" in region.kinds and above.deadline:
        row.deadline = replace(above.deadline, inherited=True)
    return row
