"""What a printed place may mean, by the tables alone: 山东邹城, 济南市莱芜区, 八师石河子市, 鼓楼区 (four of them)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ingest.divisions.forms import BARE, forms
from ingest.divisions.gazetteer import Gazetteer, table
from ingest.divisions.official import Chain, Division

Reading = tuple[Division, int]
"""A division and the rank of the form that names it (see `forms`)."""
LONGEST = 40
"""No chain of names is longer, in characters."""
_LONGEST_FORM = 20


def readings(text: str, added: Gazetteer | None = None) -> tuple[Reading, ...]:
    """All divisions of any time that a whole text names: a form of the division, with forms of places around it before it."""
    found: dict[Division, int] = {}
    if not 2 <= len(text) <= LONGEST:
        return ()
    for start in range(len(text) - 1):
        for division, rank in _printed(text[start:], added):
            if _around(text[:start], division.parents, added):
                found[division] = min(rank, found.get(division, rank))
    return tuple(found.items())


def beginnings(text: str, added: Gazetteer | None = None) -> Iterator[tuple[int, tuple[Reading, ...]]]:
    """Where a place may end that a text begins with, the longest first, and what it may mean. Only names with their level,
    and provinces' short ones: 大兴 may begin another word."""
    for end in _ends(text, added):
        sure = [(d, rank) for d, rank in readings(text[:end], added) if rank < BARE or d.level == "province"]
        if sure:
            yield end, tuple(sure)


def _ends(text: str, added: Gazetteer | None) -> list[int]:
    """Where printed forms end that stand one behind the other from the beginning of a text, the furthest first."""
    known, own = table().printed, added.printed if added else {}
    reached, todo = set[int](), [0]
    while todo:
        start = todo.pop()
        for end in range(start + 2, min(len(text), start + _LONGEST_FORM, LONGEST) + 1):
            if end not in reached and ((form := text[start:end]) in known or form in own):
                reached.add(end)
                todo.append(end)
    return sorted(reached, reverse=True)


def leading(text: str, added: Gazetteer | None = None) -> tuple[Division, ...]:
    """What the longest place that a text begins with may mean; empty when it begins with none."""
    return next((tuple(d for d, _ in found) for _, found in beginnings(text, added)), ())


def held(divisions: Sequence[Division], year: int | None) -> tuple[Division, ...]:
    """Those that bore their names in a year, or, where none did, those whose names were nearest to it."""
    nearest = min((d.gap(year) for d in divisions), default=0)
    return tuple(d for d in divisions if d.gap(year) == nearest)


def provincial(name: str, year: int | None) -> Division | None:
    """The province of that full name."""
    found = held(table().places.get((name,), ()), year)
    return found[0] if found else None


def division_at(chain: Chain, year: int | None = None, added: Gazetteer | None = None) -> Division | None:
    """The division of exactly this chain; of several times the one of that year."""
    places = (added.places.get(chain) if added else None) or table().places.get(chain, ())
    found = held(places, year)
    return found[-1] if found else None


@cache
def _cities() -> frozenset[Chain]:
    return frozenset(chain[:-1] for chain in table().places)


def divided(place: Division) -> bool:
    """Whether a place has counties or districts: 东莞市 has none, and its towns lie in the city itself."""
    return place.chain in _cities()


def _printed(form: str, added: Gazetteer | None) -> tuple[Reading, ...]:
    official = table().printed.get(form, ())
    if added is None:
        return official
    own = added.printed.get(form, ())
    return (*own, *(pair for pair in official if pair[0].chain not in added.places))


def _around(head: str, parents: Chain, added: Gazetteer | None) -> bool:
    """Whether a text is forms of these places, in order; some may be left out."""
    if not head:
        return True
    for at in range(len(parents) - 1, -1, -1):
        for form in _forms(parents[at], parents[:at], added):
            if head.endswith(form) and _around(head[: len(head) - len(form)], parents[:at], added):
                return True
    return False


def _forms(name: str, parents: Chain, added: Gazetteer | None) -> tuple[str, ...]:
    chain = (*parents, name)
    own = added.shorts.get(chain, ()) if added else ()
    return (*(form for form, _ in forms(name)), *table().shorts.get(chain, ()), *own)
