"""`zhengtu store`: what a store holds, and the whole of it into another kind of store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.bars import counted
from api.originals import Originals
from api.session import LangOption, StoreOption, begin
from api.stores import open_for
from ingest.errors import FileMissing, StoreError

if TYPE_CHECKING:
    from graph.store.copying import Held


class CopyDiffers(StoreError):
    status = 500
    zh, en = "复制后两个库的内容不一样", "after copying the stores do not hold the same"
    do_zh = "请确认复制时没有别的程序写入，再运行一次；仍不一样请报告这个问题"
    do_en = "Make sure that nothing else writes meanwhile and run it again; report it when they differ still"


def check(store: StoreOption = None, lang: LangOption = None) -> None:
    """Print what the store holds: counts, and a digest that is the same for stores that hold the same."""
    from graph.store.copying import held

    session = begin(store=store, lang=lang)
    with session.open() as opened:
        found = held(opened)
    _show({session.settings.store: found})


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", show_default=False)],
    target: Annotated[str, typer.Argument(metavar="TO", show_default=False)],
    lang: LangOption = None,
) -> None:
    """Copy everything from one store into an empty one, and show that both hold the same."""
    from graph.store import copying

    session = begin(store=source, lang=lang)
    if "://" not in source and not Path(path := source.removeprefix("sqlite:")).exists():
        raise FileMissing(file=path)  # a store that is opened is made, and nothing would be copied
    there = session.settings.model_copy(update={"store": target})
    with session.open() as one, open_for(there) as other:
        with counted(session, "store.progress") as advance:
            written = copying.copy(one, other, advance)
        session.say("store.comparing")
        held = {source: copying.held(one), target: copying.held(other)}
    _show(held)
    if len({found.digest for found in held.values()}) > 1:
        raise CopyDiffers
    originals = Originals(session.settings.originals_folder).copy_to(Originals(there.originals_folder))
    print(session.words("store.same", written=written, originals=originals))


def _show(held: dict[str, Held]) -> None:
    """The numbers of each store side by side."""
    print("\t".join(["", *held]))
    names = dict.fromkeys(name for found in held.values() for name in found.counts)
    for name in names:
        print("\t".join([name, *(str(found.counts[name]) for found in held.values())]))
    print("\t".join(["sha256", *(found.digest for found in held.values())]))


COMMANDS = {"copy": copy, "check": check}
