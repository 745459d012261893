"""Development zones as bodies: 高新区, 临澄高新技术产业开发区管委会, 汀港新区管理委员会. A zone alone stands for its 管委会."""

from __future__ import annotations

from ingest.fields import places
from ingest.identity.cut import Cut, department
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import Chain, Spot, at_level, issuing, of_chain, place_key
from ingest.lexicon import lexicon

_DATA = lexicon("zones")
_KINDS = sorted(((name, kind) for kind, names in _DATA["kinds"].items() for name in names), key=lambda pair: -len(pair[0]))
_COMMITTEES: tuple[str, ...] = tuple(sorted(_DATA["committees"], key=len, reverse=True))
_PARTY: tuple[str, ...] = tuple(sorted(_DATA["party"], key=len, reverse=True))
_NOT_NAMES = ("各", "有关", "相关", "所有", "全")


def zone(printed: str, chain: Chain) -> Cut | None:
    """The committee of a zone; its name without the place that it is named after (临澄高新区 of 临澄市 is the 高新区)."""
    end, what = _committee(printed)
    body = printed[:end]
    found = next(((name, kind) for name, kind in _KINDS if body.endswith(name)), None)
    if not found or body.startswith(_NOT_NAMES):
        return None
    before = body[: -len(found[0])]
    if end == len(printed) and (not body.endswith(places.ZONES) or (found[1] in ("园区", "功能区") and not before)):
        return None  # 产业园, 新城 without a committee may be anything
    spot, own, level = _spot(before, chain)
    ground = Ground("zone", printed, f"{own}{found[1]}{what}")
    parent = department(spot, "政府") if spot.place and spot.known else None
    said = printed if own != before and not level else ""
    return Cut(spot, printed, what=f"{own}{found[1]}{what}", level=level, said=said, grounds=(ground,), parent=parent)


def _committee(printed: str) -> tuple[int, str]:
    """Where the zone's own name ends, and whose name follows."""
    for ends, what in ((_COMMITTEES, "管委会"), (_PARTY, "党工委")):
        for end in ends:
            if printed.endswith(end) and len(printed) > len(end):
                return len(printed) - len(end), what
    return len(printed), "管委会"


def _spot(before: str, chain: Chain) -> tuple[Spot, str, str]:
    """Whose zone it is by what stands before its kind: the place, the name that is left, the level as printed."""
    for start in range(min(len(before), 12), 0, -1):
        place = of_chain(before[:start], chain)
        if place:
            rule: tuple[str, str] = (before[:start], place[-1])
            spot = Spot(place_key(place), place, Ground("named" if rule[0].endswith(rule[1]) else "short", *rule))
            inner = _spot(before[start:], chain) if len(place) < len(chain) and before[start:] else None
            return inner if inner and inner[0].ground.rule in ("named", "short") else (spot, before[start:], "")
    if before in places.LEVELS or (before[:1] in ("市", "县", "州", "省") and len(before) > 2):
        level = before if before in places.LEVELS else before[:1]
        return at_level(level, chain), before[len(level) :], level
    return issuing(chain), before, ""
