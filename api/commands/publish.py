"""`zhengtu publish`: the graph, or a part of it, into a Neo4j database."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from api.commands.bars import counted
from api.commands.filters import filtered
from api.session import LangOption, StoreOption, begin
from graph.questions.base import Filters
from ingest.errors import RequestError


class SelectionEmpty(RequestError):
    """Filters that match nothing are a slip of the pen far more often than the wish to empty the database."""

    exit_code = 1
    zh, en = "筛选条件下没有内容，数据库没有改动", "the filters leave nothing; the database was left as it is"
    do_zh, do_en = "请检查筛选条件", "Check the filters"


@filtered
def publish(
    filters: Filters,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", show_default=False)],
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Make a Neo4j database hold the graph, or the part that the filters leave, and nothing else."""
    from graph.publish import neo4j
    from graph.store.neo4j.connection import connect, plain_address

    session = begin(store=store, lang=lang)
    address = plain_address(address)
    with session.open() as opened:
        subgraph = opened.everything(filters=filters)
    if not subgraph.nodes:
        if filters.model_dump(exclude_none=True):
            raise SelectionEmpty
        session.say("empty.store")
    settings = session.settings
    with (
        connect(address, user=settings.neo4j_user, password=settings.neo4j_password) as driver,
        counted(session, "publish.progress") as advance,
    ):
        published = neo4j.publish(driver, subgraph, advance=advance)
    print(session.words("publish.summary", address=address, **asdict(published)))
