"""Institutions with a name of their own, which no table can hold: enterprises, schools, hospitals."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.identity.cut import Cut, department
from ingest.identity.grounds import Ground
from ingest.lexicon import lexicon

_LEGAL_FORM = re.compile(r"(?P<name>.{2,}?)(?P<group>集团)?(?:股份)?(?:有限)?(?:责任)?公司")
_COMMITTEES: tuple[str, ...] = tuple(lexicon("identity")["own_names"]["committees"])
_ENDS: tuple[str, ...] = tuple(lexicon("identity")["own_names"]["ends"])


def own_name(cut: Cut) -> Cut | None:
    """The name as it is; an enterprise without its legal form (水务集团有限公司 is the 水务集团)."""
    core = cut.core.replace("管理委员会", "管委会")
    found = _LEGAL_FORM.fullmatch(core)
    if found:
        short = found["name"] + (found["group"] or "公司")
        rule = Ground("own", core) if short == core else Ground("legal", core, short)
        return replace(cut, what=short, grounds=(rule,))
    if core.endswith(_COMMITTEES) and cut.spot.known:
        return replace(cut, what=core, grounds=(Ground("own", core),), parent=department(cut.spot, "政府"))
    if core.endswith(_ENDS):
        return replace(cut, what=core, grounds=(Ground("own", core),))
    return replace(cut, what=core, grounds=(Ground("unknown", core),)) if core != cut.core else None
