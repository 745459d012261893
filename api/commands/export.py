"""`zhengtu export`: the graph, or a part of it, as a file."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from api.commands.filters import filtered
from api.session import LangOption, OutputOption, StoreOption, begin
from api.tables import OutputUnusable, open_file
from graph.questions.base import Filters
from ingest.errors import Language, ParameterWrong

if TYPE_CHECKING:
    from graph.export.base import Export
    from graph.questions.base import Answer
    from graph.schema import Selection
    from graph.store.base import Store

FORMATS = "html|csv|cypher|gexf|graphml|json|neo4j-admin|xlsx"
"""For the help, which should not load them."""
_IN_MEMORY = 16 * 1024 * 1024


@filtered
def export(
    filters: Filters,
    format: Annotated[str | None, typer.Option("--format", metavar=FORMATS)] = None,
    around: Annotated[str | None, typer.Option("--around", metavar="NODE")] = None,
    hops: Annotated[int, typer.Option("--hops", min=1, max=3)] = 1,
    between: Annotated[tuple[str, str] | None, typer.Option("--between", metavar="NODE NODE")] = None,
    question: Annotated[str | None, typer.Option("--question", metavar="NAME")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE")] = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Export the graph, or a part of it."""
    from api.exports import chosen, title
    from graph.export.base import nodes
    from graph.export.select import between as ways
    from graph.export.select import named, selection

    session = begin(store=store, lang=lang)
    one = chosen(format, output)
    if sum(given is not None for given in (around, between, question)) > 1 or (param and question is None):
        raise ParameterWrong(
            name="--param" if param and question is None else "--around",
            reason_zh="--around、--between、--question 只能用一个；--param 与 --question 一起用",
            reason_en="give one of --around, --between, --question; --param goes with --question",
        )
    with session.open() as opened, ExitStack() as stack:
        if question is not None:
            answer, name = _answered(opened, question, filters, param or [], session.language)
            found = stack.enter_context(named(opened, answer))
        elif between is not None:
            found, name = stack.enter_context(ways(opened, filters, between)), title(filters, *between)
        else:
            found = stack.enter_context(selection(opened, filters, around=around, hops=hops))
            name = title(filters, around)
        if next(nodes(found), None) is None:
            session.say("empty")
        if found.truncated:
            session.say("left_out", count=found.truncated)
        _write(one, found, output, name)
    if output is not None:
        session.say("written", path=output)


def _answered(store: Store, question: str, filters: Filters, given: list[str], language: Language) -> tuple[Answer[Any], str]:
    """The whole answer of a question, and what it is called. Raises QuestionUnknown or ParameterWrong."""
    from api.ledgers import ledger
    from api.questions import checked
    from graph.export.select import whole
    from graph.questions import get

    asked: dict[str, Any] = filters.model_dump(exclude_none=True)
    for one in given:
        name, mark, value = one.partition("=")
        if not mark or not name.strip():
            raise ParameterWrong(
                name="--param",
                reason_zh=f"“{one}”应写成 名称=值，如 unit=市商务局",
                reason_en=f"“{one}” should be NAME=VALUE, such as unit=市商务局",
            )
        asked[name.strip().removeprefix("--").replace("-", "_")] = value
    of = get(question)
    answer = whole(store, of, checked(of, asked, lambda name: f"--param {name}"))
    return answer, ledger(store, of, answer, language).title


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
