"""`zhengtu export`: the graph, or a part of it, as a file."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from api.commands.filters import filtered
from api.session import LangOption, OutputOption, StoreOption, begin
from api.tables import chosen, write_file
from graph.questions.base import Filters


@filtered
def export(
    filters: Filters,
    format: Annotated[str | None, typer.Option("--format", metavar="FORMAT")] = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Export the graph, or the part that the filters leave."""
    from graph import export as formats

    session = begin(store=store, lang=lang)
    name = chosen(format, output, ("html", *formats.names()))
    with session.open() as opened:
        subgraph = opened.everything(filters=filters)
    if not subgraph.nodes:
        session.say("empty")
    title = " ".join(["政图", *(str(value) for value in filters.model_dump().values() if value is not None)])
    if name == "html":
        from viz.snapshot import write_html

        content = write_html(subgraph, title).encode("utf-8", errors="replace")
    else:
        stream = io.BytesIO()
        formats.get(name).write(subgraph, stream, title=title)
        content = stream.getvalue()
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        write_file(output, content)
        session.say("written", path=output)
