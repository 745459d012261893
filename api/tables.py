"""Rows as a table for people, as JSON for programs, as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from api.session import Session, plain
from graph.export.ledger import Ledger, write_ledger
from graph.export.values import no_formula
from ingest.errors import ParameterWrong, ZhengtuError

FORMATS = ("table", "json", "csv", "xlsx")
Columns = Sequence[tuple[str, str]]
"""The columns of a table: the name of the field, and the header."""


class OutputUnusable(ZhengtuError):
    zh, en = "无法写入 {path}（{reason}）", "cannot write {path} ({reason})"
    do_zh, do_en = (
        "请检查文件夹是否存在、文件是否被其他软件打开",
        "Check that its folder is there and that no program holds it",
    )


def chosen(format: str | None, output: str | None, known: Sequence[str] = FORMATS) -> str:
    """The format that was asked for, else the one that the file's name tells, else the first. Raises ParameterWrong."""
    told = Path(output).suffix.removeprefix(".").lower() if output else ""
    if format is None and told not in ("", "txt", *known):
        files = [".txt", *(f".{name}" for name in known if name != "table")]
        raise ParameterWrong(
            name="--output",
            reason_zh=f"不认识扩展名“.{told}”；可用 {'、'.join(files)}，或用 --format 写明格式",
            reason_en=f"unknown ending “.{told}”: use {', '.join(files)}, or say --format",
        )
    name = format or (told if told in known else known[0])
    if name not in known:
        raise ParameterWrong(
            name="--format", reason_zh=f"只能是 {'、'.join(known)}", reason_en=f"should be one of {', '.join(known)}"
        )
    return name


def give(
    session: Session,
    columns: Columns,
    rows: Sequence[Mapping[str, Any]],
    *,
    format: str | None = None,
    output: str | None = None,
    whole: Any = None,
    workbook: Ledger | None = None,
) -> None:
    """Print the rows, or write them to a file. `whole` is what JSON gives in place of the bare rows, `workbook` what Excel gets
    besides them."""
    name = chosen(format, output)
    if name == "xlsx":
        give_workbook(session, workbook or Ledger("政图", columns, rows), output)
        return
    if name == "json":
        text = as_json(list(rows) if whole is None else whole)
    elif name == "csv":
        text = as_csv(columns, rows)
    else:
        text = as_table(columns, rows, terminal=output is None and sys.stdout.isatty()) if rows else ""
    if not rows and name == "table":
        session.say("empty")
    if output is not None:
        # the mark at the start is how Excel knows that a CSV is UTF-8
        write_file(output, text.encode("utf-8-sig" if name == "csv" else "utf-8", errors="replace"))
        session.say("written", path=output)
    else:
        sys.stdout.write(text)


def give_workbook(session: Session, workbook: Ledger, output: str | None) -> None:
    """Write the rows as a workbook, to a file or to the output."""
    stream = io.BytesIO()
    write_ledger(workbook, stream)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(stream.getvalue())
    else:
        write_file(output, stream.getvalue())
        session.say("written", path=output)


def as_json(value: Any) -> str:
    """JSON with Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Columns, rows: Sequence[Mapping[str, Any]]) -> str:
    """CSV for spreadsheets: no cell can become a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([header for _, header in columns])
    writer.writerows([[_cell(row.get(name)) for name, _ in columns] for row in rows])
    return stream.getvalue()


def _cell(value: Any) -> Any:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return no_formula(plain(_text(value)))


def as_table(columns: Columns, rows: Sequence[Mapping[str, Any]], *, terminal: bool) -> str:
    """A table that knows how wide Chinese is. Outside a terminal no cell is cut or wrapped."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, header in columns:
        number = all(isinstance(row.get(name), int | float | None) for row in rows)
        table.add_column(Text(header), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(_text(row.get(name)))) for name, _ in columns))
    stream = io.StringIO()
    console = Console(file=stream, width=None if terminal else 100_000, color_system=None, legacy_windows=False)
    console.print(table)
    lines = (line.rstrip() for line in stream.getvalue().splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def write_file(output: str, content: bytes) -> None:
    """Write a file of results. Raises OutputUnusable."""
    with open_file(output) as stream:
        stream.write(content)


@contextmanager
def open_file(output: str) -> Iterator[BinaryIO]:
    """A file of results to write to; what was there stays until all is written. Raises OutputUnusable."""
    try:
        path = Path(output).resolve()
        if path.exists() and not path.is_file():  # a device or a pipe is written to as it is
            with path.open("wb") as stream:
                yield stream
            return
        beside = path.with_name(f".zhengtu-{os.getpid()}.part")
        try:
            with beside.open("wb") as stream:
                yield stream
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputUnusable(path=output, reason=error.strerror or str(error)) from error
