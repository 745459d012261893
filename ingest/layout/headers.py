"""Finding the header of a table: one row or two levels, below title rows, or none at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.fields.bracket_roles import Roles, opening_of, roles_in_header
from ingest.fields.deadlines import deadline_likeness
from ingest.fields.numerals import parse_number
from ingest.fields.unit_names import is_collective, says_no_unit
from ingest.fields.units import read_units
from ingest.layout.columns import TEXT_KINDS, UNIT_KINDS, Kind, column_kind, header_key
from ingest.layout.projects import with_plans
from ingest.layout.rows import compact
from ingest.lexicon import lexicon
from ingest.source import Cell

Grid = list[list[Cell | None]]
_PEOPLE = re.compile(r"责任人|负责人|联系人|领导|联络员|责任同志")
_LEVEL = re.compile(r"([一二三四])级")
DEPTH = 25
"""A header begins within so many rows."""
_WIDEST = 200
"""Columns of a table that is guessed at: no list is so wide, and reading 10,000 columns for units takes minutes."""


@dataclass(slots=True)
class Header:
    """Rows `first` to `last` (last < first when there is none) and what each column holds."""

    first: int
    last: int
    kinds: list[Kind | None]
    names: list[str]
    guessed: bool = False
    words: list[set[str]] = field(default_factory=list)
    """All header words over each column, of every level."""
    starts: list[set[str]] = field(init=False)
    """The first signs of these words."""
    units: list[int] = field(init=False)
    """The columns of units."""
    seq: int | None = field(init=False)
    """The number column."""

    def __post_init__(self) -> None:
        self.starts = [{word[:1] for word in words} for words in self.words]
        self.seq = self.kinds.index("seq") if "seq" in self.kinds else None
        self.units = [column for column, kind in enumerate(self.kinds) if kind in UNIT_KINDS]


def find_header(grid: Grid, *, units: bool = True) -> Header | None:
    """The header of a table, None when no row is one. `units` says that it has a column of units."""
    for r in range(min(len(grid), DEPTH)):
        kinds = [column_kind(c.text) if c else None for c in grid[r]]
        last = r
        if not _is_header(grid[r], kinds, units=units):
            if r + 1 == len(grid) or not _is_second_level(grid, r, kinds):
                continue
            last = r + 1  # only the second level names the units
            kinds = [_deeper(grid, last, c, kind) for c, kind in enumerate(kinds)]
            if not _is_header(grid[r], kinds, units=units):
                continue
        while last + 1 < len(grid) and _is_second_level(grid, last, kinds):
            last += 1
            kinds = [_deeper(grid, last, c, kind) for c, kind in enumerate(kinds)]
        kinds = _without_measures(grid, r, last, _by_level(grid, r, kinds))
        kinds = _with_classes(grid, r, last, _without_shares(grid, r, last, kinds))
        kinds = with_plans(grid, r, last, kinds)
        if units and not any(k in UNIT_KINDS for k in kinds):
            continue
        names = [header_key(c.text) if (c := grid[last][i] or grid[r][i]) else "" for i in range(len(kinds))]
        words = [{header_key(c.text) for k in range(r, last + 1) if (c := grid[k][i])} for i in range(len(kinds))]
        return Header(r, last, kinds, names, words=words)
    return None


def _by_level(grid: Grid, r: int, kinds: list[Kind | None]) -> list[Kind | None]:
    """The kinds with 一级任务 | 二级任务 | 三级任务 told apart: the deepest level is the task, the others are themes."""
    levels = {i: "一二三四".index(m[1]) for i, c in enumerate(grid[r]) if c and (m := _LEVEL.match(header_key(c.text)))}
    levels = {i: level for i, level in levels.items() if kinds[i] in TEXT_KINDS}
    if len(set(levels.values())) < 2:
        return kinds
    deepest = max(levels.values())
    return [("task" if levels[i] == deepest else "theme") if i in levels else kind for i, kind in enumerate(kinds)]


def _without_measures(grid: Grid, r: int, last: int, kinds: list[Kind | None]) -> list[Kind | None]:
    """The kinds without a column 单位 that says what is counted (万元, %), and no body."""
    words = lexicon("columns")["measures"]
    for i, kind in enumerate(kinds):
        cell = grid[r][i]
        if kind not in UNIT_KINDS or cell is None or header_key(cell.text) not in words["header"]:
            continue
        texts = [t for row in grid[last + 1 : last + 60] if (c := row[i]) and (t := "".join(c.text.split()))]
        if sum(t in words["words"] for t in texts) > 0.5 * len(texts):
            kinds[i] = "remark"
    return kinds


def _without_shares(grid: Grid, r: int, last: int, kinds: list[Kind | None]) -> list[Kind | None]:
    """The kinds without a column 任务分工 that names parts of the work, beside one that names bodies."""
    certain = {i: _certain(grid, last, i) for i, kind in enumerate(kinds) if kind in UNIT_KINDS}
    for i, share in certain.items():
        cell = grid[last][i] or grid[r][i]
        name = header_key(cell.text) if cell else ""
        named = any(noun in name for noun in ("单位", "部门", "主体", "科室", "处室"))
        if kinds[i] == "responsible" and not named and share < 0.2 and any(other > 0.6 for other in certain.values()):
            kinds[i] = "theme"
    return kinds


def _certain(grid: Grid, last: int, column: int) -> float:
    """The share of the cells of a column that read as bodies without doubt."""
    texts = [c.text for row in grid[last + 1 : last + 60] if (c := row[column]) and c.text.strip()]
    return sum(says_no_unit(t) or read_units(t).certain for t in texts) / len(texts) if texts else 1.0


def _with_classes(grid: Grid, r: int, last: int, kinds: list[Kind | None]) -> list[Kind | None]:
    """The kinds with a column of units that only says of which class they are (县（市、区）, 医疗机构), beside another one."""
    for i in range(1, len(kinds)):
        cell = grid[last][i] or grid[r][i]
        if kinds[i] is not None or kinds[i - 1] not in UNIT_KINDS or cell is None:
            continue
        if is_collective(compact(cell.text)) or is_collective(header_key(cell.text)):
            kinds[i] = "responsible" if _certain(grid, last, i) > 0.6 else None
    return kinds


def _is_header(row: list[Cell | None], kinds: list[Kind | None], *, units: bool) -> bool:
    cells = {id(c): c for c in row if c and c.text.strip()}
    if len(cells) < 2 or len({id(c) for c in row if c}) < 2:
        return False
    known = {id(c): k for c, k in zip(row, kinds, strict=True) if c and k}
    has_units = any(k in UNIT_KINDS for k in known.values())
    others = {k for k in known.values() if k not in UNIT_KINDS}
    if not units:
        return not has_units and bool(others & {*TEXT_KINDS}) and len(others) > 1 and len(known) == len(cells)
    return has_units and bool(others & {"seq", "deadline", *TEXT_KINDS}) and len(known) * 2 > len(cells)


def _is_second_level(grid: Grid, r: int, kinds: list[Kind | None]) -> bool:
    """True when the next row parts a header cell that spans several columns (责任分工 over 牵头|配合)."""
    fresh = [(c, i) for i, c in enumerate(grid[r + 1]) if c and c.row == r + 1]
    under = [c for c, i in fresh if _parted(grid[r], i)]
    if not under:
        return False
    words = [c for c, _ in fresh if c.text.strip()]
    short = all(len(header_key(c.text)) <= 10 for c in words)
    if short and all(column_kind(c.text) for c in words):
        return any(c.text.strip() for c in under)
    # 一季度 | 二季度 are headers too when the header's other cells all reach down to them
    reached = all(c is None or c.row <= r or _parted(grid[r], i) for i, c in enumerate(grid[r + 1]))
    return short and reached and len(fresh) < len(grid[r]) and not any(read_units(c.text).certain for c in words)


def _parted(row: list[Cell | None], column: int) -> bool:
    """True for a header cell over several columns, or one printed again over the next (分工 | 分工)."""
    cell = row[column]
    if cell is None or not cell.text.strip():
        return False
    beside = [row[k] for k in (column - 1, column + 1) if 0 <= k < len(row)]
    return cell.column_span > 1 or any(c is not None and c is not cell and c.text == cell.text for c in beside)


def _deeper(grid: Grid, r: int, column: int, above: Kind | None) -> Kind | None:
    cell = grid[r][column]
    return above if cell is None or cell.row != r or not cell.text.strip() else column_kind(cell.text) or above


def repeats(row: list[Cell | None], header: Header) -> bool:
    """True when a row is a row of the header printed again (at the top of a page)."""
    before: Cell | None = None
    seen = same = 0
    for column, cell in enumerate(row):
        if cell is None or cell is before or not cell.text.strip():
            continue
        before = cell
        seen += 1
        first = cell.text[0]
        if first in header.starts[column] or not first.isalnum():  # else the words begin otherwise
            same += header_key(cell.text) in header.words[column]
    return same >= 2 and same * 2 > seen


def rows_above(grid: Grid) -> bool:
    """True when these rows above a header (printed again further down the page) are a list's, and not only a title: one has
    several words, or words in a column of their own."""
    for row in grid:
        filled = list({id(c): c for c in row if c and c.text.strip()}.values())
        if len(filled) > 1 or any(c.column > 0 and c.column_span == 1 for c in filled):
            return True
    return False


def with_people(grid: Grid, header: Header) -> frozenset[int | None]:
    """The printed columns of units whose header promises persons too: 牵头单位及责任人, 责任单位（联系人）."""
    cells = [
        cell
        for r in range(header.first, header.last + 1)
        for i, cell in enumerate(grid[r])
        if cell and header.kinds[i] in UNIT_KINDS and _PEOPLE.search(compact(cell.text))
    ]
    return frozenset(cell.where.column for cell in cells)


def with_brackets(grid: Grid, header: Header) -> dict[int | None, Roles]:
    """The printed columns whose header parts the roles by brackets (牵头单位（责任单位）), with these roles. Only where most
    cells are written so: a cell with role words says it itself."""
    found: dict[int | None, Roles] = {}
    for column in header.units:
        cell = grid[header.last][column] or grid[header.first][column]
        roles = roles_in_header(cell.text) if cell else None
        texts = [compact(c.text) for row in grid[header.last + 1 :] if (c := row[column]) and c.text.strip()]
        written = sum(any(opening_of(t, b, len(t)) for b in _names_at(t)) for t in texts)
        if cell and roles and written * 2 > len(texts):
            found[cell.where.column] = roles
    return found


def _names_at(text: str) -> list[int]:
    """Where the last name before the last bracket of a cell may begin."""
    return [0, *(m.end() for m in re.finditer("[、，,；;]", text[:200]))]


def guess_columns(grid: Grid) -> Header | None:
    """Columns told by what they hold, for a table without a header: units by their grammar, the longest text as the task."""
    if grid and len(grid[0]) > _WIDEST:
        return None
    r = _label_row(grid)
    kinds, lengths = _told(grid, 0 if r is None else r + 1)
    if r is not None and not ("seq" in kinds and (number := grid[r][kinds.index("seq")]) and parse_number(number.text) is None):
        r = None
        kinds, lengths = _told(grid, 0)
    free = [c for c, kind in enumerate(kinds) if kind is None and lengths[c] > 6]
    if "responsible" not in kinds or not free:
        return None
    main = max(free, key=lengths.__getitem__)
    kinds[main] = "measure"
    for column in free:
        if column < main:
            kinds[column] = "theme"
    if r is None:
        return Header(0, -1, kinds, [""] * len(kinds), guessed=True, words=[set() for _ in kinds])
    names = [header_key(c.text) if c else "" for c in grid[r]]
    for column, cell in enumerate(grid[r]):
        told = column_kind(cell.text) if cell else None
        if kinds[column] == "responsible" and told in UNIT_KINDS:
            kinds[column] = told
    return Header(r, r, kinds, names, guessed=True, words=[{name} for name in names])


def _told(grid: Grid, begin: int) -> tuple[list[Kind | None], list[float]]:
    """What the columns hold, told by the cells from a row on, and the mean length of their words."""
    width = len(grid[0]) if grid else 0
    kinds: list[Kind | None] = [None] * width
    lengths = [0.0] * width
    for column in range(width):
        texts = [
            c.text
            for r, row in enumerate(grid[begin : begin + 60], begin)
            if (c := row[column]) and c.row == r and c.column == column and c.text.strip()
        ]
        if not texts:
            continue
        lengths[column] = sum(map(len, texts)) / len(texts)
        if sum(parse_number(t.strip()) is not None for t in texts) > 0.7 * len(texts):
            kinds[column] = "seq"
        elif sum(read_units(t).certain for t in texts) > 0.6 * len(texts) and lengths[column] < 60:
            kinds[column] = "responsible"
        elif sum(deadline_likeness(t) > 0.6 for t in texts) > 0.6 * len(texts):
            kinds[column] = "deadline"
    return kinds, lengths


def _label_row(grid: Grid) -> int | None:
    """The first row with several cells, when all hold short words: a header in words that no rule knows, where numbers
    stand below."""
    for r, row in enumerate(grid[:DEPTH]):
        cells = {id(c): c for c in row if c and c.text.strip()}.values()
        if len(cells) > 1:
            return r if all(len(header_key(c.text)) <= 10 for c in cells) else None
    return None
