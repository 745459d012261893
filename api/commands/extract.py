"""`zhengtu extract` and `zhengtu schema`: the extraction record."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.bars import bars
from api.commands.reading import read_lists
from api.commands.report import report_lines
from api.session import LangOption, Session, begin, tell
from api.tables import as_json
from ingest.errors import NoTable, NoTasks


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False)],
    report: Annotated[bool, typer.Option("--report")] = False,
    columns: Annotated[str | None, typer.Option("--columns", metavar="MAPPING.toml")] = None,
    propose_columns: Annotated[bool, typer.Option("--propose-columns")] = False,
    places: Annotated[str | None, typer.Option("--places", metavar="PLACES.toml")] = None,
    max_file_mb: Annotated[float | None, typer.Option("--max-file-mb", metavar="MB")] = None,
    lang: LangOption = None,
) -> None:
    """Print the record of a file: one object, or {"documents": […]} when it holds several lists. With --report also, on the
    error stream, what to look at; on a terminal only that."""
    session = begin(lang=lang, max_file_mb=max_file_mb)
    mapping, added = Path(columns) if columns else None, Path(places) if places else None
    try:
        with bars(session) as shown:
            # a mapping that is only being written stands beside the file already: --propose-columns > FILE.columns.toml
            limit, told = session.settings.max_bytes, shown.file(Path(file))
            lists = read_lists(Path(file), limit, mapping, added, told, kept=not propose_columns).lists
    except NoTasks:
        if not propose_columns:
            raise
        lists = []
    if propose_columns:
        _propose(session, Path(file), [one.columns for one in lists if one.columns is not None])
        return
    if not (report and sys.stdout.isatty()):  # on a terminal the report is what was asked for
        records: list[dict[str, Any]] = [one.to_json(notes=report) for one in lists]
        sys.stdout.write(as_json(records[0] if len(records) == 1 else {"documents": records}))
    if report:
        for one in lists:
            for line in report_lines(session, one):
                tell(line)


def _propose(session: Session, path: Path, used: list[dict[str, Any]]) -> None:
    """Print the mapping that was used, or one to begin with. Raises NoTable."""
    from ingest.layout.mapping_file import as_toml
    from ingest.pipeline import proposed

    found = used or [one.to_json() for one in proposed(path, max_bytes=session.settings.max_bytes)]
    if not found:
        raise NoTable(file=str(path))
    if not used:
        session.say("columns.begin")
    sys.stdout.write(as_toml(found, path.name))


def schema(lang: LangOption = None) -> None:
    """Print the record's JSON Schema."""
    begin(lang=lang)
    sys.stdout.write(files("ingest").joinpath("record.schema.json").read_text(encoding="utf-8"))
