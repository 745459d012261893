"""Institutions with a name of their own, which no table can hold: enterprises, schools, hospitals."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.fields import places
from ingest.identity.cut import Cut, department
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import Chain, Spot, is_short, place_key
from ingest.lexicon import lexicon

_LEGAL_FORM = re.compile(r"(?P<name>.{2,}?)(?P<group>集团)?(?:股份)?(?:有限)?(?:责任)?公司")
_GROUP = "集团"
_COMMITTEES: tuple[str, ...] = tuple(lexicon("identity")["own_names"]["committees"])
_ENDS: tuple[str, ...] = tuple(lexicon("identity")["own_names"]["ends"])


def own_name(cut: Cut, chain: Chain) -> Cut | None:
    """The name as it is; an enterprise without its legal form (水务集团有限公司 is the 水务集团) and without the place that
    it is called after (岭桥水务集团)."""
    core = cut.core.replace("管理委员会", "管委会")
    if found := _LEGAL_FORM.fullmatch(core):
        return _enterprise(cut, core, found["name"], found["group"] or "公司", chain)
    if core.endswith(_GROUP) and len(core) > len(_GROUP) + 1:
        return _enterprise(cut, core, core.removesuffix(_GROUP), _GROUP, chain)
    if core.endswith(_COMMITTEES) and cut.spot.known:
        return replace(cut, what=core, grounds=(Ground("own", core),), parent=department(cut.spot, "政府"))
    if core.endswith(_ENDS):
        return replace(cut, what=core, grounds=(Ground("own", core),))
    return replace(cut, what=core, grounds=(Ground("unknown", core),)) if core != cut.core else None


def _enterprise(cut: Cut, core: str, name: str, form: str, chain: Chain) -> Cut:
    spot = cut.spot
    for at in range(len(chain), 0, -1) if spot.ground.rule in ("assumed", "nowhere") else ():
        short = places.stem(chain[at - 1])
        if is_short(short, chain[:at]) and name.startswith(short) and len(name) >= len(short) + 2:
            spot, name = Spot(place_key(chain[:at]), chain[:at], Ground("short", short, chain[at - 1])), name[len(short) :]
            break
    rule = Ground("own", core) if name + form == core else Ground("legal", core, name + form)
    said = cut.said or (core if spot is not cut.spot else "")
    return replace(cut, spot=spot, what=name + form, said=said, grounds=(rule,))
