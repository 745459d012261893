"""Bodies of the State and the Party's centre (国家机关): 国家发展改革委, 财政部, 中央网信办, 审计署济南特派办."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.fields.functions import MINISTRIES, Office, office
from ingest.fields.unit_names import ends_like_unit
from ingest.identity.branches import part
from ingest.identity.cut import Cut
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import Spot, level_of
from ingest.lexicon import lexicon

_NATIONAL: tuple[str, ...] = tuple(sorted(lexicon("places")["words"]["national"], key=len, reverse=True))
_CENTRE = ("中央", "中共中央", "全国", "国务院")
"""What only the State's and the Party's own bodies are called, also when no table knows the rest."""
_ENDS = ("局", "委", "署", "办", "办公室", "委员会", "总会", "总局", "机构", "部")


def national(printed: str) -> Cut | None:
    """国家发展改革委, 财政部, 中央网信办: a body of the State, when nothing of the name is left over."""
    if printed in MINISTRIES:
        stem = re.sub("(?:部|总局|总署|署)$", "", printed)
        bare = next((printed.removeprefix(word) for word in _NATIONAL if printed.startswith(word)), printed)
        return _state(printed, office(printed) or office(stem + "局") or office(bare))
    for word, rest in _without_national(printed):
        party = office("委" + rest) if word in _CENTRE[:2] else None
        known = party or office(rest) or office(re.sub("(?:总局|总署)$", "局", rest))
        if known or rest in MINISTRIES or not rest:
            return _state(printed, known)
        if word in _CENTRE and (inner := part(replace(_state(rest, None), said=printed), printed)):
            return replace(inner, said=printed)
    return _state(printed, None) if printed.startswith(("国务院", "中央")) else None


def stateless(printed: str) -> Cut | None:
    """发展改革委, 能源局 in a list of the State Council: the name does not say whose it is, the issuer does."""
    if level_of(printed):
        return None
    known = office(printed) or office(re.sub("(?:总局|总署|会)$", "局", printed))
    return Cut(Spot("国家", (), Ground("stateless", printed)), printed, known, said=printed) if known else None


def ministry_part(printed: str) -> Cut | None:
    """审计署济南特派办, 工业和信息化部中小企业局: a part of a ministry, whose name says whose it is."""
    for ministry in sorted((m for m in MINISTRIES if printed.startswith(m)), key=len, reverse=True):
        rest = printed[len(ministry) :]
        main = national(ministry)
        if len(rest) > 2 and main and main.office and (ends_like_unit(rest) or rest.endswith(("司", "分署"))):
            what = f"{main.office.key}/{rest}"
            grounds = (Ground("inner", rest, ministry),)
            return replace(main, core=rest, what=what, said=printed, grounds=grounds, parent=main.body(ministry))
    return None


def unknown_of_state(printed: str) -> Cut | None:
    """国家航天局, 中国红十字会总会: no rule knows what it is, but whose it is."""
    whose = printed.startswith(("国家", "全国")) or (printed.startswith("中国") and printed.endswith("总会"))
    return _state(printed, None) if whose and printed.endswith(_ENDS) and len(printed) < 12 else None


def _without_national(printed: str) -> Iterator[tuple[str, str]]:
    return ((word, printed.removeprefix(word)) for word in _NATIONAL if printed.startswith(word))


def _state(printed: str, known: Office | None) -> Cut:
    return Cut(Spot("国家", (), Ground("state", printed)), printed, known, said=printed)
