"""What came after which body in a reform: the table of reforms for every unit, and what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from graph import names
from graph.judgements import Judgements
from graph.store.keeping.shelf import FormRow, Id, Shelf, Succession
from ingest.lineage import LEVELS, Level, successor_key, successors

Later: TypeAlias = tuple[str, str | None, int, str, str]
"""The successor's id, since when, whether it took over the whole, the reason in both languages."""


def succeed(shelf: Shelf, units: Collection[Id], forms: Sequence[FormRow], judgements: Judgements) -> None:
    """Bring the successions of these units, whose printed names these are, into line with the table of reforms and the
    judgements."""
    if not units:
        return
    found: dict[tuple[Id, str], Later] = {}
    rows = {(form.unit_key, form.identity, form.function, form.level or ""): form.unit for form in forms if form.own}
    for (key, identity, function, level), id in sorted(rows.items()):
        for later in (*_decided(key, judgements), *_ruled(identity, function, level, judgements)):
            if later[0] != key:
                found.setdefault((id, later[0]), later)
    shelf.succeed(units, [Succession(id, *later) for (id, _), later in found.items()])


def _decided(unit: str, judgements: Judgements) -> Iterator[Later]:
    for one in judgements.successors:
        if judgements.moved(one.unit) == unit:
            zh, en = f"{one.who}判断：{one.why}", f"{one.who} decided: {one.why}"
            yield judgements.moved(str(one.other)), one.since, 1, zh, en


def _ruled(identity: str, function: str, level: str, judgements: Judgements) -> Iterator[Later]:
    """What the table of reforms says for every place; where places differ it proposes, and nothing is linked."""
    at: Level | None = next((one for one in LEVELS if one == level), "state" if identity.startswith("国家/") else None)
    for one in successors(function or None, level=at):
        if at and one.everywhere and (later := successor_key(identity, one)):
            id, since = judgements.moved(names.unit_id(later)), one.since(at).isoformat()
            yield id, since, int(one.whole), one.reason("zh"), one.reason("en")
