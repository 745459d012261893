"""A mapping by hand as a file: read with the line of each mistake, and written to be edited."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import FormatBroken, MappingWrong
from ingest.layout.columns import Kind, column_kind
from ingest.layout.mapping import NAMES, UNUSED, Mapping, Mappings
from ingest.readers.decode import decode

MAX_BYTES = 100_000
MAX_COLUMN = 16_384
_KINDS: dict[str, Kind] = {name: kind for kind, name in NAMES.items()} | {kind: kind for kind in NAMES} | {"task": "measure"}
_ONCE: tuple[Kind, ...] = ("measure", "seq", "deadline")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_KNOWN = {"sheet", "table", "header", "columns"}
SAMPLE = 24
"""Characters of a header in a comment."""


def read_mapping(path: Path) -> Mappings:
    """The mapping in a file. Raises MappingWrong, which says what is wrong in which line, and what to write."""
    file = str(path)
    if not path.is_file():
        raise MappingWrong(file=file, reason_zh="没有这个文件", reason_en="there is no such file")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise MappingWrong(file=file, reason_zh="文件太大", reason_en="the file is too large")
        text = decode(path.read_bytes(), file=file, form="toml")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = (place[1], place[2]) if place else ("?", "?")
        raise MappingWrong(
            file=file,
            reason_zh=f'第 {line} 行第 {column} 个字写法不对：文字要写在英文引号里，如 2 = "任务"',
            reason_en=f'line {line}, column {column}: {str(error).split(" (")[0]}; words stand in quotes: 2 = "任务"',
        ) from error
    except FormatBroken as error:
        raise MappingWrong(file=file, reason_zh="里面不是文字", reason_en="it holds no text") from error
    except OSError as error:
        raise MappingWrong(
            file=file, reason_zh=f"读不了（{error.strerror}）", reason_en=f"it cannot be read ({error})"
        ) from error
    return Mappings(tuple(_Parts(text, file).read(data)), file)


class _Parts:
    """Reads the parts of a file, and finds the lines of what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self.lines, self.file = text.split("\n"), file

    def read(self, data: dict[str, Any]) -> Iterator[Mapping]:
        """The parts: the whole file is one, or each [[tables]]."""
        parts = data.get("tables")
        if parts is None:
            yield self._part(data, 1)
            return
        if unknown := set(data) - {"tables"}:
            raise self._wrong(
                min(unknown), 1, f"“{min(unknown)}”应写在 [[tables]] 下面", f"“{min(unknown)}” belongs below [[tables]]"
            )
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts) or not parts:
            raise self._wrong("tables", 1, "tables 应写成 [[tables]]", "tables is written [[tables]]")
        begin = 1
        for part in parts:
            begin = self._line(r"\[\[\s*tables\s*\]\]", begin)
            yield self._part(part, begin)
            begin += 1

    def _part(self, data: dict[str, Any], begin: int) -> Mapping:
        if unknown := set(data) - _KNOWN:
            known = "、".join(sorted(_KNOWN))
            raise self._wrong(
                min(unknown), begin, f"不认识“{min(unknown)}”，可以写：{known}", f"“{min(unknown)}” is not one of {known}"
            )
        rows = data.get("header")
        if rows is not None and not (isinstance(rows, list) and all(_is_number(row) for row in rows)):
            raise self._wrong(
                "header", begin, "header 应是行号，如 [1, 2]，没有表头写 []", "header is row numbers such as [1, 2], or []"
            )
        sheets, tables = _several(data.get("sheet")), _several(data.get("table"))
        if not all(isinstance(name, str) for name in sheets):
            raise self._wrong("sheet", begin, 'sheet 应是工作表的名称，如 "任务清单"', 'sheet is a name such as "任务清单"')
        if not all(_is_number(number) for number in tables):
            raise self._wrong(
                "table", begin, "table 应是从 1 起的数，如 2 或 [2, 3]", "table is a number from 1, such as 2 or [2, 3]"
            )
        columns = self._columns(data.get("columns"), begin)
        header = None if rows is None else tuple(sorted(rows))
        lines = {n: self._line(_key(key), begin) for key in data["columns"] if (n := _column(key))}
        return Mapping(columns, header, tuple(sheets), tuple(tables), line=begin, lines=lines)

    def _columns(self, given: object, begin: int) -> dict[int, Kind]:
        if not isinstance(given, dict) or not given:
            raise self._wrong(None, begin, "缺少 [columns]，或下面没有列", "[columns] is missing or empty")
        columns: dict[int, Kind] = {}
        for key, name in given.items():
            number = _column(key)
            if number is None:
                raise self._wrong(key, begin, f"“{key}”不是列号，应是 1、2 或 A、B", f"“{key}” is no column: 1, 2 or A, B")
            kind = _kind(name)
            if kind is None and name not in (UNUSED, "unused", ""):
                known = "、".join([*NAMES.values(), UNUSED])
                raise self._wrong(key, begin, f"“{name}”不认识，可以写：{known}", f"“{name}” is not known; one of {known}")
            if kind is not None and kind in _ONCE and kind in columns.values():
                raise self._wrong(key, begin, f"“{NAMES[kind]}”只能有一列", f"only one column can be {NAMES[kind]}")
            if kind is not None:
                columns[number] = kind
        kinds = set(columns.values())
        if "measure" not in kinds:
            raise self._wrong("columns", begin, "没有写哪一列是“任务”", "no column is 任务 (the task)")
        if not kinds & {"lead", "support", "responsible"}:
            raise self._wrong(
                "columns", begin, "没有写哪一列是“责任单位”或“牵头单位”", "no column is 责任单位 or 牵头单位 (units)"
            )
        return columns

    def _wrong(self, key: str | None, begin: int, zh: str, en: str) -> MappingWrong:
        """The error, at the line where a key stands behind the beginning of its part."""
        line = begin if key is None else self._line(_key(key), begin)
        return MappingWrong(file=self.file, reason_zh=f"第 {line} 行：{zh}", reason_en=f"line {line}: {en}")

    def _line(self, pattern: str, begin: int) -> int:
        found = re.compile(rf"\s*{pattern}|.*[{{,]\s*{pattern}")
        return next((n for n, line in enumerate(self.lines[begin - 1 :], begin) if found.match(line)), begin)


def _key(key: str) -> str:
    """The pattern of a key, or of the head of its table."""
    return rf"\[?(?:tables\.)?[\"']?{re.escape(key)}[\"']?\s*[=\]]"


def _is_number(value: object) -> bool:
    return type(value) is int and 0 < value < 10_000_000


def _several(value: object) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _column(key: str) -> int | None:
    """The number of a column that is given by number or, as in a sheet, by letters."""
    if key.isascii() and key.isdecimal():
        number = int(key)
    elif re.fullmatch(r"[A-Za-z]{1,3}", key):
        number = 0
        for letter in key.upper():
            number = number * 26 + ord(letter) - 64
    else:
        return None
    return number if 0 < number <= MAX_COLUMN else None


def letters(number: int) -> str:
    """The letters by which a sheet calls a column: 28 -> AB."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def _kind(name: object) -> Kind | None:
    if not isinstance(name, str):
        return None
    kind = _KINDS.get(name) or column_kind(name)
    kind = "measure" if kind in ("task", "goal") else kind
    return kind if kind in NAMES else None


_HEAD = """\
# 改好后存成“{file}.columns.toml”放在原文件旁边，或用 --columns 指出。
# 每一列写一种：序号、主题、任务、牵头单位、配合单位、责任单位、完成时限、不用。
# header 是表头所在的行号；没有表头写 []。
# Keep it beside the document under the name above, or give it with --columns.
"""


def as_toml(mappings: Sequence[dict[str, Any]], file: str) -> str:
    """The file that `read_mapping` reads, from the mappings of a report, with the headers as comments."""
    several = len(mappings) > 1
    parts = [_HEAD.format(file="".join(c for c in file if c.isprintable()))]
    for mapping in mappings:
        lines = ["[[tables]]"] if several else []
        for key, values in (("sheet", mapping["sheets"]), ("table", mapping["tables"])):
            if values:
                lines.append(f"{key} = {json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False)}")
        lines += [f"header = {mapping['header']}", "", "[tables.columns]" if several else "[columns]"]
        for column, name in mapping["columns"].items():
            key = letters(int(column)) if mapping["sheets"] else column
            words = _plain(mapping.get("words", {}).get(column, ""))
            lines.append(f'{key} = "{name}"' + (f"  # {words}" if words else ""))
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _plain(words: str) -> str:
    """Words for a comment: on one line, without controls."""
    shown = "".join(" " if c.isspace() else c for c in words if c.isprintable() or c.isspace())
    return shown if len(shown) <= SAMPLE else shown[: SAMPLE - 1] + "…"
