"""Who the printed names of a store mean by the rules alone, as the questions who may be one with whom want it."""

from __future__ import annotations

from graph.store.keeping.given import places
from graph.store.keeping.shelf import Shelf
from ingest.resolve import UnitIdentity, resolve_unit


def identities(shelf: Shelf) -> list[tuple[str, UnitIdentity]]:
    """Each printed name's unit and identity."""
    added = places(shelf)
    found = []
    for one in shelf.printed_names():
        who = resolve_unit(one.printed, "unit", None, one.home, one.issuer, one.year, added)
        if who.key != one.identity:  # the list shared a prefix or head noun, which only its record knows
            who = UnitIdentity(one.identity, one.full_name, one.place, one.function or None, one.body or None)
        found.append((one.unit, who))
    return found
