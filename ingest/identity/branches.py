"""Branches and parts of bodies: 云汀市生态环境局临澄市分局, 税务局稽查局, 公安局交警大队, 教育局基础教育科."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ingest.fields import places
from ingest.fields.functions import ATTACHED, DEPARTMENT, Office, group_of, office
from ingest.fields.unit_names import ends_like_unit
from ingest.identity.cut import Body, Cut, department
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import Chain, Spot, above, of_chain, place_key
from ingest.lexicon import lexicon

Resolve = Callable[[str, Chain], Cut]
"""How a whole name is cut; handed in, since the main body's name may be anything."""

_WORDS = lexicon("identity")["branches"]
_BRANCH = re.compile(
    r"(?P<main>.{2,20}(?:局|委|厅|署))(?P<sub>.{1,10}?)(?P<form>分局)"
    r"|(?P<centre>.{2,20}中心)(?P<at>.{2,10}?)(?P<part>分中心|管理部|办事处)"
)
_NO_PLACE: tuple[str, ...] = tuple(_WORDS["no_places"])
_PART_ENDS: tuple[str, ...] = tuple(_WORDS["part_ends"])
_TOWN_END = re.compile("(?:镇|乡|街道|苏木)$")
_SEATED = re.compile(r"(?P<main>.{0,8}?纪(?:委监委|检委|委))(?:派)?驻.{2,20}纪检监察组")


def branch(printed: str, chain: Chain, resolve: Resolve) -> Cut | None:
    """云汀市生态环境局岭桥市分局, 市生态环境局岭桥分局: the branch of that line at the place in its name."""
    found = _BRANCH.fullmatch(printed)
    name, sub, form = (found["main"], found["sub"], found["form"]) if found and found["main"] else _centre(found)
    if not name or sub.startswith(_NO_PLACE):
        return None
    main = resolve(name, chain)
    of = main.office
    if of is None or group_of(of.function) != "lines" or main.spot.ground.rule == "state":
        return None
    if (of.form == DEPARTMENT) != (form == "分局"):
        return None
    place = of_chain(sub, chain) or (*(main.spot.place if main.spot.known else ()), sub)
    if main.spot.place == place:  # 市生态环境局临澄分局 in 临澄市: the bureau is the city's above
        main = replace(main, spot=_above(place, main.level or place[-1][-1]))
    known = Office(of.function, form, of.table)
    grounds = (Ground("branch", printed, name), *main.why()[:-1])
    spot = Spot(place_key(place), place, Ground("named", sub, place[-1]))
    said = main.name(name) + sub + form if main.level and main.spot.known else printed
    return Cut(spot, printed, known, said=said, grounds=grounds, parent=main.body(name))


def _centre(found: re.Match[str] | None) -> tuple[str, str, str]:
    """云汀市住房公积金管理中心|岭桥|管理部."""
    return (found["centre"], found["at"], found["part"]) if found else ("", "", "")


def _above(place: Chain, level: str) -> Spot:
    if len(place) > 1:
        return Spot(place_key(place[:-1]), place[:-1], Ground("level", level, place[-2]))
    return above(level, place)


def part(cut: Cut, printed: str) -> Cut | None:
    """A part of a department whose name goes before its own: 税务局|稽查局. Its key goes through the department's."""
    if seated := _SEATED.fullmatch(cut.core):
        return _inside(cut, Office("纪检监察", table="fixed"), seated["main"], cut.core[len(seated["main"]) :], printed)
    for end in range(len(cut.core) - 2, 1, -1):
        if cut.core[end - 1] not in _WORDS["main_ends"]:
            continue
        main, rest = office(cut.core[:end]), cut.core[end:]
        if main is None or main.function in _WORDS["no_parts"] or main.form not in (DEPARTMENT, "支队", "大队", "总队"):
            continue
        if rest[0] in "、和与及" or rest.startswith(("公室", "公厅")) or len(rest) < 2:
            continue
        if ends_like_unit(rest) or rest.endswith(_PART_ENDS):
            return _inside(cut, main, cut.core[:end], rest, printed)
    return None


def _inside(cut: Cut, main: Office, name: str, rest: str, printed: str) -> Cut | None:
    known = office(rest)
    if known and known.form == DEPARTMENT and known.table in ("line", "joined"):
        return None  # 财政局审计局: two names that were not parted
    whole = cut.name(printed)
    parent = Body(f"{cut.spot.root}/{main.key}", whole[: len(whole) - len(rest)], cut.spot.place, main.function)
    ground = Ground("inner", rest, name)
    if known and known.function in _WORDS["any_lines"]:  # 农业农村局执法大队 is the line's own team
        known = Office(main.function, known.form, main.table)
    if known:
        return replace(cut, office=known, what=known.key, grounds=(Ground("fixed", rest, known.key), ground), parent=parent)
    return replace(cut, what=f"{main.key}/{rest}", grounds=(ground, Ground("line", name, main.key)), parent=parent)


def outpost(cut: Cut) -> Cut | None:
    """羊口派出所, 羊口镇司法所: what a department of the county has in a town."""
    for end, function in _WORDS["outposts"].items():
        of = cut.core.removesuffix(end)
        if of == cut.core or not of or len(of) > 8 or office(of):
            continue
        town = _TOWN_END.sub("", of) if len(_TOWN_END.sub("", of)) > 1 else of
        parent = department(cut.spot, function)
        grounds = (Ground("inner", cut.core, function),)
        return replace(cut, what=f"{function}/{town}{end}", grounds=grounds, parent=parent)
    return None


def parent_of(cut: Cut) -> Body | None:
    """The body above, for those whose own name says it only to who knows: 公安交警, a 分局 in a district."""
    known = cut.office
    if known is None or not cut.spot.place or not cut.spot.known:
        return None
    place = cut.spot.place
    inside = len(place) > 1 and place[-2].endswith(("市", "州", "盟", "地区"))
    if known.form == "分局" and (inside or place[-1].endswith(("区", "县", "旗", *places.ZONES))):
        spot = _above(place, "市")
        return department(spot, known.function)
    if known.function in ATTACHED:
        return department(cut.spot, ATTACHED[known.function])
    if known.form in ("支队", "大队", "中队", "总队") and known.function not in _WORDS["free_teams"]:
        return department(cut.spot, known.function)
    return None
