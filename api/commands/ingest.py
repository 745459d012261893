"""`zhengtu ingest`: files and folders into the graph, one file after the other; a broken one stops no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.bars import bars
from api.commands.files import find
from api.commands.reading import read_lists
from api.originals import Originals, sum_of
from api.session import LangOption, Session, StoreOption, begin
from api.tables import give
from ingest.errors import DocumentError, MappingWrong
from ingest.layout.mapping import beside
from ingest.progress import Progress
from ingest.record import TO_CHECK

if TYPE_CHECKING:
    from graph.store.base import Store

LISTED = 50
"""Up to so many files the summary lists each; above, only those that failed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    result: str
    """added, replaced, unchanged or failed."""
    tasks: int = 0
    was: str | None = None
    """The title of another document of the same 文号 that it took the place of."""
    checks: int = 0
    """How many notes of its report a reader should look at."""
    replaced: tuple[str, ...] = ()
    """The documents of which an older version went."""


def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", show_default=False)],
    max_file_mb: Annotated[float | None, typer.Option("--max-file-mb", metavar="MB")] = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Read files and folders into the graph. Exit code 1 when one of them failed."""
    session = begin(store=store, lang=lang, max_file_mb=max_file_mb)
    with TemporaryDirectory(prefix="zhengtu-") as unpacked:
        found = find([Path(path) for path in paths], Path(unpacked))
        for error in found.errors:
            session.fail(error)
        with session.open() as opened:
            outcomes = [Outcome(Path(e.file or ""), "failed") for e in found.errors]
            outcomes += read_all(session, opened, found.files, found.names)
    if found.skipped:
        kinds = "、".join(f"{suffix or '?'} {count}" for suffix, count in sorted(found.skipped.items()))
        session.say("ingest.skipped", count=found.skipped.total(), kinds=kinds)
    summarise(session, outcomes)
    if any(outcome.result == "failed" for outcome in outcomes):
        raise typer.Exit(1)


def read_all(
    session: Session, store: Store, files: Sequence[Path], names: Mapping[Path, Path] = MappingProxyType({})
) -> list[Outcome]:
    """Read the files into the store and tell of those that fail. `names`: what to call those that were in an archive."""
    from ingest.layout.mapping import SUFFIX

    outcomes, originals = list[Outcome](), Originals(session.settings.originals_folder)
    with bars(session) as shown:
        for path in shown.files(files):
            try:
                read = _read(path, store, session.settings.max_bytes, shown.file(names.get(path, path)), originals)
                outcomes.append(replace(read, path=names.get(path, path)))
                if read.was:
                    session.say("ingest.was", file=names.get(path, path), title=read.was)
            except DocumentError as error:  # any other one is the store's, and would come with each file
                if path in names:
                    error.file = f"{names[path]}{SUFFIX if isinstance(error, MappingWrong) else ''}"
                session.fail(error)
                outcomes.append(Outcome(names.get(path, path), "failed"))
    if replaced := {id for outcome in outcomes for id in outcome.replaced}:
        originals.prune(store, replaced)
    return outcomes


def _read(path: Path, store: Store, max_bytes: int, progress: Progress | None, originals: Originals) -> Outcome:
    # what a person said of its columns in the page holds here too; a mapping beside the file comes first, and is kept for there
    own = beside(path)
    read = read_lists(path, max_bytes, own or _said(originals, path), progress=progress)
    loaded = store.load(read.lists, sha256=read.sha256)
    originals.keep(path, (one.document for one in loaded))
    if own:
        with suppress(OSError):
            originals.put_columns(read.sha256, own.read_text(encoding="utf-8", errors="replace"))
    results = {one.result for one in loaded}
    result = next(name for name in ("replaced", "added", "unchanged") if name in results or name == "unchanged")
    was = next((one.was for one in loaded if one.was), None)
    checks = sum(note.kind in TO_CHECK for one in read.lists for note in one.notes)
    replaced = tuple(one.document for one in loaded if one.result == "replaced")
    return Outcome(path, result, sum(one.tasks for one in loaded), was, checks, replaced)


def _said(originals: Originals, path: Path) -> Path | None:
    try:
        return originals.columns(sum_of(path)) if originals.folder and originals.folder.is_dir() else None
    except OSError:  # reading it tells why
        return None


def summarise(session: Session, outcomes: Sequence[Outcome], *, kept: bool = True) -> None:
    """Print what became of the files. `kept`: the store is there afterwards, so that a report can be asked for."""
    shown = outcomes if len(outcomes) <= LISTED else [o for o in outcomes if o.result == "failed"]
    columns = [(name, session.words(f"column.{name}")) for name in ("file", "result", "tasks", "checks")]
    rows = [
        {
            "file": str(o.path),
            "result": session.words(f"result.{o.result}"),
            "tasks": None if o.result == "failed" else o.tasks,
            "checks": o.checks or None,
        }
        for o in shown
    ]
    if rows:
        give(session, columns, rows)
    counts = {name: sum(o.result == name for o in outcomes) for name in ("added", "replaced", "unchanged", "failed")}
    if kept and any(o.checks for o in outcomes):
        print(session.words("ingest.checks"))
    print(session.words("ingest.summary", files=len(outcomes), tasks=sum(o.tasks for o in outcomes), **counts))
