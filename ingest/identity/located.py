"""A place that a name says (汀南区教育局, 临澄分局), as the division that it means, seen from the issuing place."""

from __future__ import annotations

from dataclasses import replace

from ingest.divisions import Gazetteer, Hints, division_at, settle
from ingest.identity.cut import Cut
from ingest.identity.whereabouts import Chain, place_key


def located(cut: Cut, chain: Chain, year: int | None, added: Gazetteer | None) -> Cut:
    """The cut with the official chain of its place. As it is where the issuing place itself is in no table: what lies in an
    unknown place is unknown, too."""
    place = cut.spot.place
    if not place or not cut.spot.known or place == chain[: len(place)] or division_at(chain, added=added) is None:
        return cut
    official = _official(place, chain, year, added)
    if official == place:
        return cut
    return replace(cut, spot=replace(cut.spot, root=place_key(official), place=official))


def _official(place: Chain, chain: Chain, year: int | None, added: Gazetteer | None) -> Chain:
    within = place[: len(chain)] == chain
    named = "".join(place[len(chain) :] if within else place)
    near = tuple("".join(chain[:end]) for end in range(len(chain), 0, -1))
    found = settle(named, year=year, hints=Hints(named=near), added=added).division
    return found.chain if found else place
