"""Names that begin with their place, a level or nothing: 岭桥市商务局, 市商务局, 商务局, 团市委, 国家发展改革委."""

from __future__ import annotations

import re

from ingest.divisions.readings import readings
from ingest.fields import places
from ingest.fields.functions import Office, office
from ingest.identity.cut import Cut
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import (
    Chain,
    Spot,
    at_level,
    beside,
    is_short,
    issuing,
    level_of,
    of_chain,
    own_level,
    place_key,
    said,
)
from ingest.lexicon import lexicon

_WORDS = lexicon("places")["words"]
_HEAD_OFFICES: tuple[str, ...] = tuple(_WORDS["head_offices"])
_NOT_COUNTIES: tuple[str, ...] = tuple(lexicon("zones")["not_counties"])
_NOT_COUNTY_ENDS: tuple[str, ...] = (*lexicon("zones")["not_county_ends"], *places.ZONES)
_SEATED = {head: body for body, heads in lexicon("identity")["seated"].items() for head in heads}
_SEATED_NAME = re.compile(rf"(?P<head>{'|'.join(sorted(_SEATED, key=len, reverse=True))})(?P<of>.{{1,12}}?)委(?:员会|会)?")
_TOWN = re.compile(r"(?P<town>.{1,10}?(?:镇|乡|街道|苏木))(?P<body>人民政府|政府|办事处|办|党委|党工委)?")
_STREET = re.compile(r"(?!驻|各|市|区|县|省|涉|有关|相关)(?P<name>[\u4e00-\u9fff]{2,3})办事处")
_NO_PLACE = re.compile("[省市县区州旗]委")
_COUNTY = re.compile(r"[\u4e00-\u9fff]{2,11}[市县区旗州盟]")


def placed(printed: str, chain: Chain) -> Cut | None:
    """岭桥市商务局, 云汀市生态环境局, 羊口镇人民政府: a name that says its place."""
    for head in _HEAD_OFFICES:
        if printed.startswith(head) and len(printed) > len(head):
            printed = printed[len(head) :]
    printed = printed.removeprefix("中共")
    if seated := _SEATED_NAME.fullmatch(printed):
        return _seated(printed, _SEATED[seated["head"]], seated["of"], chain)
    if cut := _in_chain(printed, chain) or _town(printed.removeprefix(own_level(printed, chain)), chain):
        return cut
    if level_of(printed, known_only=True) or office(printed):
        return None
    if county := _county(printed, chain):
        return county
    for end in places.prefixes(printed):
        before, core = printed[:end], printed[end:]
        before = before[1:] if before[0] == before[1] and before[0] in places.LEVELS else before  # 市市中区教育局
        if (
            before in places.LEVELS
            or before.endswith("城乡")
            or _NO_PLACE.match(before)
            or not (known := office(core))
            or not places.is_place(before)
        ):
            continue
        return Cut(said(before, beside(places.place_chain(before), chain)), core, known, said=printed)
    return None


def levelled(printed: str, chain: Chain) -> Cut:
    """市商务局, 省发展改革委, 团市委, 政法委: a level or nothing before the core."""
    printed = printed.removeprefix("中共")
    level = level_of(printed)
    if not level:
        return Cut(issuing(chain), printed, office(printed))
    core, spot = printed[len(level) :], at_level(level, chain)
    if core[0] in "直级属" and not office(core) and office(core[1:]):  # 市级机关事务管理局
        core, level = core[1:], level + core[0]
    return Cut(spot, core, office(core), level=level, said="" if spot.known else printed)


def _in_chain(printed: str, chain: Chain) -> Cut | None:
    """A name that begins with a place of the issuing chain, also without its level when the rest is known (岭桥海关)."""
    for at in range(len(chain), 0, -1):
        for own in ("".join(chain[start:at]) for start in range(at)):
            if printed.startswith(own) and (core := printed[len(own) :]):
                # 岭桥市场监管局 swallows one 市: the sign belongs to both words
                swallowed = own[-1] + core
                core = swallowed if office(swallowed) and not office(core) else core
                return _town(core, chain[:at]) or Cut(said(own, chain[:at]), core, office(core), said=printed)
    for at in range(len(chain), 0, -1):
        short = places.stem(chain[at - 1])
        core = printed.removeprefix(short)
        if is_short(short, chain[:at]) and core != printed and (known := office(core)):
            spot = Spot(place_key(chain[:at]), chain[:at], Ground("short", short, chain[at - 1]))
            return Cut(spot, core, known, said=printed)
    return None


def _town(name: str, chain: Chain) -> Cut | None:
    """羊口镇, 羊口镇人民政府, 羊口镇党委: a town stands for its government, and its party committee apart."""
    street = _STREET.fullmatch(name)
    if street and not readings(street["name"]):  # 北京办事处 is no street
        place = (*chain, street["name"] + "街道")
        return Cut(said(street["name"], place), name, Office("政府"), grounds=(Ground("government", name, "政府"),))
    found = _TOWN.fullmatch(name)
    if not found or len(found["town"]) <= 2:
        return None
    what = "党委" if found["body"] in ("党委", "党工委") else "政府"
    ground = Ground("government" if not found["body"] else "fixed", name if not found["body"] else found["body"], what)
    named = places.place_chain(found["town"])
    place = (*chain, found["town"]) if len(named) == 1 else (*chain, *named)
    return Cut(said(found["town"], place), name, Office(what), grounds=(ground,))


def _county(name: str, chain: Chain) -> Cut | None:
    """汀南区, 澄溪县 in a city's list stand for their governments."""
    if not _COUNTY.fullmatch(name) or name in _NOT_COUNTIES or name.endswith(_NOT_COUNTY_ENDS) or not places.is_place(name):
        return None
    place = of_chain(name, chain) or beside(places.place_chain(name), chain)
    return Cut(said(name, place), name, Office("政府"), grounds=(Ground("government", name, "政府"),))


def _seated(printed: str, body: str, of: str, chain: Chain) -> Cut:
    """团市委, 共青团临澄市委, 民革临澄市委会: the level or the place stands inside the name."""
    known, grounds = Office(body), (Ground("fixed", printed, body),)
    if of in places.LEVELS:
        spot = at_level(of, chain)
        named = printed.replace(of, spot.place[-1], 1) if spot.known else printed
        return Cut(spot, printed, known, said=named, grounds=grounds)
    place = of_chain(of, chain) or beside(places.place_chain(of), chain)
    return Cut(said(of, place), printed, known, said=printed, grounds=grounds)
