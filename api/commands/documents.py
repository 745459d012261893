"""`zhengtu documents` and `zhengtu remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from api.commands.filters import filtered
from api.originals import Originals
from api.session import (
    FormatOption,
    LangOption,
    LimitOption,
    OutputOption,
    StoreOption,
    begin,
)
from api.tables import give
from api.validation import parameter_wrong
from graph.questions.base import Filters
from ingest.errors import NodeUnknown

if TYPE_CHECKING:
    from graph.schema import Node
    from graph.store.base import Store

COLUMNS = ("id", "title", "number", "place", "year", "known", "file")


@filtered
def documents(
    filters: Filters,
    limit: LimitOption = 200,
    format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """List the documents in the graph."""
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        page = opened.nodes("Document", filters=filters, limit=limit)
    rows = [
        {
            "id": node.id,
            "place": node.properties.get("jurisdiction"),
            "known": session.words(f"known.{node.properties.get('known', 'full')}"),
            **{name: node.properties.get(name) for name in ("title", "number", "year", "file")},
        }
        for node in page.nodes
    ]
    give(session, [(name, session.words(f"column.{name}")) for name in COLUMNS], rows, format=format, output=output)
    if page.total > len(rows):
        session.say("more")


def remove(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", show_default=False)],
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Take a document out of the graph, by its id, 文号 or title."""
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        node = _meant(opened, document)
        if not opened.remove(node.id):
            raise NodeUnknown(id=document)
    Originals(session.settings.originals_folder).forget(node.id)
    print(session.words("removed", label=node.label))


def _meant(store: Store, name: str) -> Node:
    """The document that the name means. The store tells of a name that several bear, and lists those that there are."""
    node = store.node(name)
    if node is None or node.type != "Document":
        try:
            filters = Filters.model_validate({"document": name})
        except ValidationError as error:
            raise parameter_wrong(error.errors(), lambda _: "DOCUMENT") from error
        found = store.nodes("Document", filters=filters, limit=1).nodes
        node = found[0] if found else None
    if node is None:
        raise NodeUnknown(id=name)
    return node
