"""`zhengtu export`: the graph, or a part of it, as a file."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from api.commands.filters import filtered
from api.session import LangOption, OutputOption, StoreOption, begin
from api.tables import OutputUnusable, open_file
from graph.questions.base import Filters
from ingest.errors import ParameterWrong

if TYPE_CHECKING:
    from graph.export.base import Export
    from graph.schema import Selection

FORMATS = "html|csv|cypher|gexf|graphml|json|neo4j-admin|xlsx"
"""For the help, which should not load them."""
_IN_MEMORY = 16 * 1024 * 1024


@filtered
def export(
    filters: Filters,
    format: Annotated[str | None, typer.Option("--format", metavar=FORMATS)] = None,
    around: Annotated[str | None, typer.Option("--around", metavar="NODE")] = None,
    hops: Annotated[int, typer.Option("--hops", min=1, max=3)] = 1,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Export the graph, or the part that the filters leave."""
    from api.exports import chosen, title
    from graph.export.base import nodes
    from graph.export.select import selection

    session = begin(store=store, lang=lang)
    one = chosen(format, output)
    with session.open() as opened, selection(opened, filters, around=around, hops=hops) as found:
        if next(nodes(found), None) is None:
            session.say("empty")
        if found.truncated:
            session.say("left_out", count=found.truncated)
        _write(one, found, output, title(filters, around))
    if output is not None:
        session.say("written", path=output)


def _write(one: Export, found: Selection, output: str | None, title: str) -> None:
    """To the output, or to a file or folder. Raises OutputUnusable."""
    if output is None:
        # a pipe cannot be read back, as archives are while they are written
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held:
            one.write(found, cast("BinaryIO", held), title=title)
            held.seek(0)
            sys.stdout.flush()
            while piece := held.read(1 << 16):
                sys.stdout.buffer.write(piece)
    elif one.parts and Path(output).suffix.lower() != ".zip":
        _into_folder(one, found, Path(output))
    else:
        with open_file(output) as stream:
            one.write(found, stream, title=title)


def _into_folder(one: Export, found: Selection, folder: Path) -> None:
    from graph.export.archive import into_folder

    if folder.suffix and not folder.is_dir():
        raise ParameterWrong(
            name="--output",
            reason_zh=f"{one.name} 有几个文件，请写成 .zip 文件或文件夹（不带扩展名）",
            reason_en=f"{one.name} is several files: give a .zip file, or a folder (a name without a suffix)",
        )
    assert one.parts  # noqa: S101 - tells mypy what the caller has seen
    try:
        into_folder(one.parts, found, folder)
    except OSError as error:
        raise OutputUnusable(path=str(folder), reason=error.strerror or str(error)) from error
