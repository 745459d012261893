"""Who belongs to a collective wording (各镇街): the bodies of its place that the rules know for members, and those that a
person named. 有关部门 has the members only that a person named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from graph import names
from graph.judgements import Judgements
from graph.store.keeping.shelf import Id, Member, Shelf, Wording
from ingest.collectives import Members, is_member, members

_KNOWN: Final = frozenset({"towns", "townships", "streets", "counties", "cities", "departments", "zones"})
"""Kinds whose members a name tells. 驻市各银行机构 are enterprises, but not every enterprise is one of them."""


def gather(shelf: Shelf, places: Collection[Id], judgements: Judgements) -> None:
    """Bring the members of all wordings of these places, and of those around and below, into line."""
    wordings = sorted(shelf.wordings(places), key=lambda one: (one.key, one.printed)) if places else []
    if not wordings:
        return
    found: dict[tuple[Id, Id], tuple[str, str]] = {}
    for unit, collective, zh, en in _named(shelf, wordings, judgements):
        found[unit, collective] = (zh, en)
    for one, belong in _ruled(shelf, wordings):
        meant = _meant(one)
        words = (f"“{one.printed}”指{meant.words('zh')}", f"{one.printed} means {meant.words('en')}")
        for unit in belong:
            found.setdefault((unit, one.id), words)
    rows = [Member(*both, *why) for both, why in found.items() if both[0] != both[1]]
    shelf.gather({one.id for one in wordings}, rows)


def _meant(one: Wording) -> Members:
    return members(one.printed, one.place)


def _ruled(shelf: Shelf, wordings: Collection[Wording]) -> list[tuple[Wording, list[Id]]]:
    """The bodies that the rules know for members. Those are not that a reform had ended before the year of the first list that
    prints the wording: 工商局 is none of 市直各部门 in 2024."""
    known = []
    for one in wordings:
        meant = _meant(one)
        kinds = tuple(kind for kind in meant.kinds if kind in _KNOWN)
        if meant.scope == "all" and kinds:
            known.append((one, replace(meant, kinds=kinds), names.place_id(meant.place)))
    bodies = shelf.bodies({at for *_, at in known}) if known else {}
    belong = [(one, {unit for unit, who in bodies.get(at, ()) if is_member(who, meant)}) for one, meant, at in known]
    units = {unit for _, some in belong for unit in some}
    ended = shelf.ended(units) if units else {}
    late = {one.id for one, some in belong if not some.isdisjoint(ended)}
    first = shelf.first_years(late) if late else {}

    def gone(one: Wording, unit: Id) -> bool:
        return unit in ended and one.id in first and int(ended[unit][:4]) < first[one.id]

    return [(one, sorted(unit for unit in some if not gone(one, unit))) for one, some in belong]


def _named(shelf: Shelf, wordings: Collection[Wording], judgements: Judgements) -> list[Member]:
    """Those that people named."""
    at = {one.key: one.id for one in wordings}
    given = [(judgements.moved(str(one.other)), at.get(judgements.moved(one.unit)), one) for one in judgements.members]
    given = [one for one in given if one[1] is not None]
    here = shelf.units({unit for unit, *_ in given}) if given else {}
    return [
        Member(here[unit], collective, f"{one.who}判断：{one.why}", f"{one.who} decided: {one.why}")
        for unit, collective, one in given
        if unit in here
    ]
