"""`zhengtu why`: the grounds of a unit, a relationship or a pair, on one screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.session import FormatOption, LangOption, OutputOption, StoreOption, begin
from api.tables import give
from ingest.errors import ParameterWrong


def why(
    asked: Annotated[list[str], typer.Argument(metavar="UNIT|EDGE|A B", show_default=False)],
    format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Say why a unit is who it is, why a relationship is there, or what two nodes have to do with each other."""
    from graph.why import why as explain

    if len(asked) > 2:
        raise ParameterWrong(name="UNIT|EDGE|A B", reason_zh="最多两个", reason_en="two at most")
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        found = explain(opened, asked)
    zh = session.language == "zh"
    rows = [{"about": line.about, "why": line.zh if zh else line.en} for line in found.lines]
    give(
        session,
        [(c, session.words(f"column.{c}")) for c in ("about", "why")],
        rows,
        format=format,
        output=output,
        whole=asdict(found),
    )
