"""`zhengtu search` and `zhengtu show`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.session import FormatOption, LangOption, LimitOption, OutputOption, Session, StoreOption, begin
from api.tables import chosen, give
from ingest.errors import NodeUnknown

if TYPE_CHECKING:
    from graph.schema import Edge


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", show_default=False)],
    limit: LimitOption = 20,
    format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Search all nodes, best first."""
    from graph.schema import NODES

    session = begin(store=store, lang=lang)
    with session.open() as opened:
        nodes = opened.search(" ".join(words), limit=limit)
    names = {kind.type: kind.zh if session.language == "zh" else kind.en for kind in NODES}
    rows = [
        {"type": names[node.type], "label": node.label, "place": node.properties.get("jurisdiction"), "id": node.id}
        for node in nodes
    ]
    columns = [(name, session.words(f"column.{name}")) for name in ("type", "label", "place", "id")]
    give(session, columns, rows, format=format, output=output, whole=[asdict(node) for node in nodes])


def show(
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    evidence: Annotated[bool, typer.Option("--evidence")] = False,
    report: Annotated[bool, typer.Option("--report")] = False,
    picture: Annotated[str | None, typer.Option("--picture", metavar="FILE.png")] = None,
    original: Annotated[str | None, typer.Option("--file", metavar="PATH")] = None,
    limit: LimitOption = 50,
    format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Show a node with its relationships; of a task or document, where its facts stand or the report; of a task, a picture."""
    from graph.export.select import meant

    session = begin(store=store, lang=lang)
    if evidence or picture or report:
        from api.commands.evidence import print_evidence, print_report, stated, write_picture
        from api.originals import Originals

        with session.open() as opened:
            one = stated(opened, meant(opened, id, "ID"), Originals(session.settings.originals_folder))
        if report:
            print_report(session, one)
        if evidence:
            print_evidence(session, one, format=format, output=output)
        if picture:
            write_picture(session, one, picture, original)
        return
    with session.open() as opened:
        node = opened.node(meant(opened, id, "ID"))
        if node is None:
            raise NodeUnknown(id=id)
        edges, total = opened.edges(node.id, limit=limit)
        ends = [edge.target if edge.source == node.id else edge.source for edge in edges]
        near = opened.several(ends)
        others = [near.get(end) for end in ends]
    whole = asdict(node) | {
        "edges": [
            asdict(edge) | {"other": asdict(other) if other else None} for edge, other in zip(edges, others, strict=True)
        ],
        "total_edges": total,
    }
    columns = [(name, session.words(f"column.{name}")) for name in ("relationship", "other", "evidence", "id")]
    rows = [
        {"other": other.label if other else "", "id": other.id if other else "", **_stated(session, edge)}
        for edge, other in zip(edges, others, strict=True)
    ]
    if chosen(format, output) == "table" and output is None:
        facts = {"id": node.id, "label": node.label} | node.properties
        given = [{"property": name, "value": value} for name, value in facts.items() if value not in (None, "", [])]
        give(session, [(name, session.words(f"column.{name}")) for name in ("property", "value")], given)
    give(session, columns, rows, format=format, output=output, whole=whole)
    if total > len(edges):
        session.say("more.edges", total=total, shown=len(edges))


def _stated(session: Session, edge: Edge) -> dict[str, Any]:
    from graph.schema import EDGES, passages
    from ingest.record import Where

    zh = session.language == "zh"
    name = next((kind.zh if zh else kind.en for kind in EDGES if kind.type == edge.type), edge.type)
    said = edge.evidence or {}
    places = ({key: one.get(key) for key in ("page", "sheet", "table", "row", "column", "line")} for one in passages(said))
    where = session.words("fact.goes_on").join(dict.fromkeys(Where(**place).words(session.language) for place in places))
    words = said.get("printed") or said.get("quote")
    parts = (said.get("file"), where, words and f"“{words}”")
    return {"relationship": name, "evidence": " ".join(str(part) for part in parts if part)}
