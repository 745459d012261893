"""Offices inside the issuer itself: 基础教育科 in a bureau's list, 教务处 in a university's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.fields.functions import DEPARTMENT, group_of
from ingest.identity.cut import Cut
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import Spot, level_of
from ingest.lexicon import lexicon

_NATIONAL = tuple(lexicon("places")["words"]["national"])
_WORDS = lexicon("identity")["insiders"]
_PARTS: tuple[str, ...] = tuple(_WORDS["parts"])
_FOR_ALL = frozenset(_WORDS["for_all"])
_INSTITUTIONS: tuple[str, ...] = tuple(_WORDS["institutions"])
_BRACKET = re.compile("（.{1,4}）$")


def of_state(issuer: str) -> bool:
    """国务院办公厅, 国家发展改革委: their lists name the State's bodies without saying so."""
    return issuer.startswith(_NATIONAL) and not issuer.endswith(_INSTITUTIONS)


def insider(cut: Cut, printed: str, issuer: str, resolve: Callable[[str], Cut]) -> Cut:
    """The cut as a part of the issuer, when only that can be meant; as it is otherwise."""
    if cut.spot.ground.rule not in ("assumed", "nowhere") or level_of(printed):
        return cut
    if issuer.endswith(_INSTITUTIONS):
        return _inside(cut, resolve(issuer), issuer)
    if cut.known or not _BRACKET.sub("", printed).endswith(_PARTS):
        return cut
    whole = resolve(issuer)
    known = whole.office
    if known is None or known.function in _FOR_ALL or known.form != DEPARTMENT:
        return cut
    if group_of(known.function) == "councils":  # 安委会办公室 issues for the members of its council
        return cut
    return _inside(cut, whole, issuer)


def _inside(cut: Cut, whole: Cut, issuer: str) -> Cut:
    ground = Ground("issuer", cut.core, issuer)
    body = whole.body(issuer)
    what = whole.key.partition("/")[2] + "/" + (cut.what or (cut.office.key if cut.office else cut.core))
    spot = whole.spot if whole.spot.place else Spot(whole.spot.root, (), ground)
    said = body.full_name + cut.core
    return replace(
        cut, spot=spot, what=what, said=said, level="", grounds=(*(cut.why()[:-1] if cut.known else ()), ground), parent=body
    )
