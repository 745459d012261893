"""A mapping by hand (列对应): which column of a table is what, which rows are its header, which sheet. A small TOML file.

    sheet = "任务清单"     # only this sheet (or: table = 2; several: table = [2, 3])
    header = [2, 3]        # the header's rows, as the sheet or table counts them from 1; [] for none

    [columns]              # by number, or by the letters of the sheet
    A = "序号"
    B = "主题"
    C = "任务"
    D = "牵头单位"
    E = "完成时限"
    F = "不用"

A document whose tables differ has one part for each, `[[tables]]` before it and `[tables.columns]` in it. `zhengtu extract
--columns FILE` reads a document with it; a file named like the document with `.columns.toml` behind is taken by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ingest.errors import MappingWrong
from ingest.layout.columns import Kind, header_key
from ingest.layout.headers import Grid, Header, find_header
from ingest.record import Where
from ingest.source import Source, Table

SUFFIX = ".columns.toml"
UNUSED = "不用"
NAMES: dict[Kind, str] = {
    "seq": "序号", "theme": "主题", "measure": "任务", "lead": "牵头单位", "support": "配合单位", "responsible": "责任单位",
    "deadline": "完成时限",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of some tables are. Columns and header rows are those of the sheet or table, from 1."""

    columns: dict[int, Kind] = field(default_factory=dict)
    header: tuple[int, ...] | None = None
    """Empty when there is no header, None when it is to be found."""
    sheets: tuple[str, ...] = ()
    tables: tuple[int, ...] = ()
    """Which tables are meant; all when none are named."""
    words: dict[int, str] = field(default_factory=dict, compare=False)
    """The header over each column, those not used too."""
    line: int = 1
    """Where it begins in its file."""
    lines: dict[int, int] = field(default_factory=dict, compare=False)
    """Where each column stands in it."""

    def holds_for(self, where: Where) -> bool:
        """Whether a table is meant: its sheet, its number."""
        return (not self.sheets or where.sheet in self.sheets) and (not self.tables or where.table in self.tables)

    def as_header(self, grid: Grid) -> Header:
        """The mapping as the header of a table."""
        kinds = [self.columns.get(number or 0) for number in numbers_of(grid)]
        if self.header is None:
            found = find_header(grid)
            first, last = (found.first, found.last) if found else (0, -1)
        else:
            rows = [r for r, row in enumerate(grid) if any(c and c.row == r and c.where.row in self.header for c in row)]
            first, last = min(rows, default=0), max(rows, default=-1)
        words = [{header_key(c.text) for r in range(first, last + 1) if (c := grid[r][i])} for i in range(len(kinds))]
        names = [NAMES[k] if k else "/".join(sorted(w - {""})) for k, w in zip(kinds, words, strict=True)]
        return Header(first, last, kinds, names, words=words)

    def also(self, where: Where) -> Mapping:
        """The same for a further table."""
        if where.sheet is not None:
            return self if where.sheet in self.sheets else replace(self, sheets=(*self.sheets, where.sheet))
        return self if where.table is None or where.table in self.tables else replace(self, tables=(*self.tables, where.table))

    def to_json(self) -> dict[str, Any]:
        """The mapping as the report holds it: {"sheets", "tables", "header", "columns": {"1": "序号", …}, "words"}."""
        numbers = sorted({*self.columns, *self.words})
        return {
            "sheets": list(self.sheets),
            "tables": list(self.tables),
            "header": list(self.header or ()),
            "columns": {str(n): NAMES[self.columns[n]] if n in self.columns else UNUSED for n in numbers},
            "words": {str(n): self.words[n] for n in numbers if n in self.words},
        }


@dataclass(frozen=True, slots=True)
class Mappings:
    """A mapping file."""

    parts: tuple[Mapping, ...]
    file: str

    def of(self, where: Where) -> Mapping | None:
        """What holds for a table, None when it is not meant."""
        return next((part for part in self.parts if part.holds_for(where)), None)

    def check(self, source: Source) -> None:
        """Raises MappingWrong when it means sheets, tables, rows or columns that the document has not."""
        tables = [block for block in source.blocks if isinstance(block, Table)]
        for part in self.parts:
            meant = [table for table in tables if self.of(table.where) is part]
            if not meant:
                raise self._wrong(part, *_no_such_table(part, tables))
            numbers = {n for table in meant for n in numbers_of(table.grid()) if n}
            if missing := sorted(set(part.columns) - numbers):
                zh, en = "、".join(map(str, sorted(numbers))), ", ".join(map(str, sorted(numbers)))
                zh, en = f"没有第 {missing[0]} 列，表里有第 {zh} 列", f"there is no column {missing[0]}, but {en}"
                raise self._wrong(part, zh, en, part.lines.get(missing[0]))
            rows = {cell.where.row for table in meant for cell in table.cells}
            if missing := sorted(set(part.header or ()) - {row for row in rows if row}):
                raise self._wrong(part, f"表头第 {missing[0]} 行没有文字", f"row {missing[0]} of the header has no words")

    def without_tasks(self, source: Source) -> MappingWrong:
        """The error when a document read by it gives no task: what the first row has in its columns."""
        for table in (block for block in source.blocks if isinstance(block, Table)):
            if (part := self.of(table.where)) is None or not (grid := table.grid()):
                continue
            header, numbers = part.as_header(grid), numbers_of(grid)
            below = grid[header.last + 1] if header.last + 1 < len(grid) else grid[-1]
            held = [(n, kind, cell.text) for n, kind, cell in zip(numbers, header.kinds, below, strict=True) if kind and cell]
            zh = "；".join(f"第 {n} 列（{NAMES[kind]}）下是“{text[:12]}”" for n, kind, text in held)
            en = "; ".join(f"below column {n} ({NAMES[kind]}) stands “{text[:12]}”" for n, kind, text in held)
            return self._wrong(part, f"照它没有读出带责任单位的任务。{zh}", f"it gives no task with a unit: {en}")
        return self._wrong(self.parts[0], *_no_such_table(self.parts[0], []))

    def _wrong(self, part: Mapping, zh: str, en: str, line: int | None = None) -> MappingWrong:
        """The error, at a line or at the part that begins there."""
        at, on = (f"第 {line} 行", f"line {line}") if line else (f"第 {part.line} 行起", f"from line {part.line} on")
        return MappingWrong(file=self.file, reason_zh=f"{at}：{zh}", reason_en=f"{on}: {en}")


def numbers_of(grid: Grid) -> list[int | None]:
    """The number of each column of a grid, as its sheet or table counts: a sheet's hidden and blank columns are not in it."""
    numbers: list[int | None] = [None] * len(grid[0])
    for row in grid:
        for cell in row:
            if cell and numbers[cell.column] is None and cell.where.column is not None:
                numbers[cell.column] = cell.where.column
    return [n if n or not i else (numbers[i - 1] or 0) + 1 for i, n in enumerate(numbers)]


def used_mapping(grid: Grid, header: Header, main: int, themes: list[int], deadline: int | None, where: Where) -> Mapping:
    """The mapping that recognition used, to be edited."""
    rows = [c.where.row for r in range(header.first, header.last + 1) for c in grid[r] if c and c.row == r and c.where.row]
    columns: dict[int, Kind] = {}
    for i, (number, kind) in enumerate(zip(numbers_of(grid), header.kinds, strict=True)):
        if number is None:
            continue
        if i == main:
            columns[number] = "measure"
        elif i in themes:
            columns[number] = "theme"
        elif kind in NAMES and kind not in ("measure", "theme") and (kind != "deadline" or i == deadline):
            columns[number] = kind
    words = header_words(grid, header.first, header.last)
    return Mapping(columns, tuple(sorted(set(rows))), words=words).also(where)


def header_words(grid: Grid, first: int, last: int) -> dict[int, str]:
    """What stands over each column, "" for nothing."""
    words: dict[int, str] = {}
    for i, number in enumerate(numbers_of(grid)):
        cells = [c.text for r in range(first, last + 1) if (c := grid[r][i])]
        if number is not None:
            words[number] = "/".join(dict.fromkeys("".join(text.split()) for text in cells if text.strip()))
    return words


def is_kept(path: Path) -> bool:
    """True for a mapping whose document stands beside it."""
    return path.name.endswith(SUFFIX) and path.with_name(path.name.removesuffix(SUFFIX)).is_file()


def beside(path: Path) -> Path | None:
    """The mapping kept beside a document (清单.xlsx.columns.toml), None when there is none."""
    kept = path.with_name(path.name + SUFFIX)
    return kept if kept.is_file() else None


def _no_such_table(part: Mapping, tables: Sequence[Table]) -> tuple[str, str]:
    named = list(_named(part))
    have = list(dict.fromkeys(name for table in tables for name in _called(table)))
    zh, en = "、".join(zh for zh, _ in named) or "表格", ", ".join(en for _, en in named) or "table"
    if not have:
        return "文件里没有表格", "the document has no table"
    return (
        f"文件里没有{zh}，有：{'、'.join(zh for zh, _ in have)}",
        f"there is no {en}; there is {', '.join(en for _, en in have)}",
    )


def _named(part: Mapping) -> Iterator[tuple[str, str]]:
    yield from ((f"工作表“{name}”", f"sheet “{name}”") for name in part.sheets)
    yield from ((f"表 {number}", f"table {number}") for number in part.tables)


def _called(table: Table) -> Iterator[tuple[str, str]]:
    if table.where.sheet is not None:
        yield f"工作表“{table.where.sheet}”", f"sheet “{table.where.sheet}”"
    elif table.where.table is not None:
        yield f"表 {table.where.table}", f"table {table.where.table}"
