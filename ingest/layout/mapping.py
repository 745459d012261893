"""A mapping by hand (列对应): which column of a table is what, which rows are its header, which sheet. A small TOML file.

    sheet = "任务清单"     # only this sheet (or: table = 2)
    header = [2, 3]        # the header's rows, as the sheet or table counts them from 1; [] for none

    [columns]
    1 = "序号"
    2 = "主题"
    3 = "任务"
    4 = "牵头单位"
    5 = "完成时限"
    6 = "不用"

`zhengtu extract --columns FILE` reads a document with it; a file named like the document with `.columns.toml` behind is
taken by itself. The report proposes the mapping that was used.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import MappingWrong
from ingest.layout.columns import Kind, column_kind, header_key
from ingest.layout.headers import Grid, Header
from ingest.record import Where

SUFFIX = ".columns.toml"
MAX_BYTES = 100_000
UNUSED = "不用"
NAMES: dict[Kind, str] = {
    "seq": "序号", "theme": "主题", "measure": "任务", "lead": "牵头单位", "support": "配合单位", "responsible": "责任单位",
    "deadline": "完成时限",
}  # fmt: skip
_KINDS: dict[str, Kind] = {name: kind for kind, name in NAMES.items()} | {kind: kind for kind in NAMES} | {"task": "measure"}


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns and header rows count from 1, as a person does."""

    columns: dict[int, Kind] = field(default_factory=dict)
    header: tuple[int, ...] = ()
    sheet: str | None = None
    table: int | None = None

    def holds_for(self, where: Where) -> bool:
        """Whether a table is meant: its sheet, its number."""
        return (self.sheet is None or where.sheet == self.sheet) and (self.table is None or where.table == self.table)

    def as_header(self, grid: Grid) -> Header:
        """The mapping as the header of a table."""
        kinds = [self.columns.get(column) for column in range(1, len(grid[0]) + 1)]
        rows = [r for r, row in enumerate(grid) if any(c and c.row == r and c.where.row in self.header for c in row)]
        first, last = min(rows, default=0), max(rows, default=-1)
        words = [{header_key(c.text) for r in range(first, last + 1) if (c := grid[r][i])} for i in range(len(kinds))]
        return Header(first, last, kinds, [NAMES[k] if k else "" for k in kinds], words=words)

    def to_json(self) -> dict[str, Any]:
        """The mapping as the report holds it: {"sheet", "table", "header", "columns": {"1": "序号", …}}."""
        width = max(self.columns, default=0)
        names = {str(c): NAMES[self.columns[c]] if c in self.columns else UNUSED for c in range(1, width + 1)}
        return {"sheet": self.sheet, "table": self.table, "header": list(self.header), "columns": names}


def as_toml(mapping: dict[str, Any]) -> str:
    """The file that `read_mapping` reads, from a report's mapping."""
    lines = [f"sheet = {json.dumps(mapping['sheet'], ensure_ascii=False)}"] if mapping["sheet"] else []
    lines += [f"table = {mapping['table']}"] if mapping["table"] and not mapping["sheet"] else []
    lines += [f"header = {mapping['header']}", "", "[columns]"]
    lines += [f'{column} = "{name}"' for column, name in mapping["columns"].items()]
    return "\n".join(lines) + "\n"


def used_mapping(grid: Grid, header: Header, main: int, themes: list[int], where: Where) -> Mapping:
    """The mapping that recognition used, to be edited."""
    rows = [c.where.row for r in range(header.first, header.last + 1) for c in grid[r] if c and c.row == r and c.where.row]
    columns: dict[int, Kind] = {}
    for column, kind in enumerate(header.kinds):
        if column == main:
            columns[column + 1] = "measure"
        elif column in themes:
            columns[column + 1] = "theme"
        elif kind in NAMES and kind not in ("measure", "theme"):
            columns[column + 1] = kind
    return Mapping(columns, tuple(sorted(set(rows))), where.sheet, where.table)


def is_kept(path: Path) -> bool:
    """True for a mapping whose document stands beside it."""
    return path.name.endswith(SUFFIX) and path.with_name(path.name.removesuffix(SUFFIX)).is_file()


def beside(path: Path) -> Path | None:
    """The mapping kept beside a document (清单.xlsx.columns.toml), None when there is none."""
    kept = path.with_name(path.name + SUFFIX)
    return kept if kept.is_file() else None


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises MappingWrong, which says what is wrong with which line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise MappingWrong(file=str(path), reason_zh="文件太大", reason_en="the file is too large")
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MappingWrong(file=str(path), reason_zh=str(error), reason_en=str(error)) from error
    return _mapping(data, str(path))


def _mapping(data: dict[str, Any], file: str) -> Mapping:
    def wrong(zh: str, en: str) -> MappingWrong:
        return MappingWrong(file=file, reason_zh=zh, reason_en=en)

    if unknown := set(data) - {"sheet", "table", "header", "columns"}:
        raise wrong(f"不认识“{min(unknown)}”", f"“{min(unknown)}” is not known")
    rows, table, given = data.get("header", []), data.get("table"), data.get("columns")
    if not isinstance(rows, list) or not all(type(r) is int and 0 < r < 10_000 for r in rows):
        raise wrong("header 应是行号列表，如 [1, 2]", "header is a list of row numbers such as [1, 2]")
    if (table is not None and (type(table) is not int or table < 1)) or not isinstance(data.get("sheet", ""), str):
        raise wrong("table 应是从 1 起的数，sheet 应是文字", "table is a number from 1, sheet is a text")
    if not isinstance(given, dict) or not given:
        raise wrong("缺少 [columns]", "[columns] is missing")
    columns: dict[int, Kind] = {}
    for key, name in given.items():
        if not key.isdecimal() or not 0 < int(key) < 1000:
            raise wrong(f"列号“{key}”应是从 1 起的数", f"the column “{key}” is no number from 1")
        if name in (UNUSED, "unused"):
            continue
        kind = _KINDS.get(name) if isinstance(name, str) else None
        if kind is None:
            kind = column_kind(name) if isinstance(name, str) else None
            kind = "measure" if kind in ("task", "goal") else kind
        if kind is None or kind not in NAMES:
            known = "、".join([*NAMES.values(), UNUSED])
            raise wrong(f"第 {key} 列的“{name}”不认识，可用：{known}", f"column {key}: “{name}” is not known; one of {known}")
        columns[int(key)] = kind
    kinds = set(columns.values())
    if "measure" not in kinds or not kinds & {"lead", "support", "responsible"}:
        raise wrong("至少要有一列“任务”和一列单位", "a column 任务 and a column of units are needed")
    return Mapping(columns, tuple(sorted(rows)), data.get("sheet"), table)
