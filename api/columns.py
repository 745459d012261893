"""The columns of a file's tables, for a person to correct: what each was taken for, with the first rows to know them by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingest.errors import MappingWrong, NoTable
from ingest.layout.mapping import NAMES, UNUSED, Mappings, numbers_of
from ingest.layout.mapping_file import as_toml, read_mapping
from ingest.layout.proposal import proposals
from ingest.layout.tabbed import with_tables
from ingest.source import Source, Table

CHOICES: Final = (*NAMES.values(), UNUSED)
_ROWS: Final = 6
"""Rows below the header that are shown."""
_TEXT: Final = 60
"""Characters of a cell that are shown."""
_MOST: Final = 30
"""Tables and columns that are shown: a document with more kinds of tables is corrected by a file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: which tables are of it, what its columns are, and its first rows."""

    mapping: dict[str, Any]
    """As in a report: sheets, tables, header, columns, words."""
    rows: list[tuple[int, list[str]]]
    """The number of each row, and the text in each column of the mapping ("" where a merged cell goes on)."""


def kinds(source: Source, used: list[dict[str, Any]]) -> list[Kind]:
    """The kinds of tables of a document: as they were used, else proposals. Raises NoTable."""
    source = with_tables(source)
    given = used or [one.to_json() for one in proposals(source)]
    tables = [block for block in source.blocks if isinstance(block, Table)]
    found = [_kind(one, table) for one in given[:_MOST] if (table := _table(one, tables))]
    if not found:
        raise NoTable(file=source.file)
    return found


def _table(mapping: dict[str, Any], tables: list[Table]) -> Table | None:
    """The first table that a mapping is for."""
    sheets, numbers = mapping["sheets"], mapping["tables"]
    for table in tables:
        where = table.where
        if (not sheets or where.sheet in sheets) and (not numbers or where.table in numbers) and table.cells:
            return table
    return None


def _kind(mapping: dict[str, Any], table: Table) -> Kind:
    grid = table.grid()
    numbers = [n for n in numbers_of(grid) if n][:_MOST]
    at = {n: i for i, n in enumerate(numbers_of(grid)) if n}
    last = max(mapping["header"], default=0)
    rows: list[tuple[int, list[str]]] = []
    for r, row in enumerate(grid):
        own = [cell for cell in row if cell and cell.row == r]
        number = next((cell.where.row for cell in own if cell.where.row), None)
        if number is None:
            continue
        if sum(n > last for n, _ in rows) >= _ROWS:
            break
        texts = [cell.text if (cell := row[at[n]]) and cell.row == r and cell.column == at[n] else "" for n in numbers]
        rows.append((number, [_short(text) for text in texts]))
    columns = {str(n): mapping["columns"].get(str(n), UNUSED) for n in numbers}
    return Kind({**mapping, "columns": columns}, rows)


def _short(text: str) -> str:
    words = "".join(text.split())
    return words if len(words) <= _TEXT else words[: _TEXT - 1] + "…"


def written(given: list[dict[str, Any]], source: Source, path: Path, file: str) -> Mappings:
    """Write a mapping to a file, and check that it fits the document. Raises MappingWrong, and then no file is left."""
    path.write_text(as_toml(given, file), encoding="utf-8")
    try:
        mappings = read_mapping(path)
        mappings.check(with_tables(source))
    except MappingWrong as error:
        path.unlink(missing_ok=True)
        error.file = None
        raise
    return mappings
