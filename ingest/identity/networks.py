"""Local bodies of what is led from a head office: 国网岭桥供电公司, 人民银行岭桥市分行, 国家金融监督管理总局岭桥监管分局."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.fields import places
from ingest.fields.functions import Office, of_key, state_name
from ingest.identity.cut import Body, Cut, department
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import Chain, Spot, at_level, beside, is_short, issuing, of_chain, place_key, said
from ingest.lexicon import lexicon

_LEGAL = "(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司)?"
_PLACE_WORD = re.compile(r"[\u4e00-\u9fff]{2,9}")
_NO_PLACE: tuple[str, ...] = tuple(lexicon("identity")["networks"]["no_places"])
VERTICAL: frozenset[str] = frozenset(lexicon("networks")["vertical"]["functions"])
_LED_BY_STATE: frozenset[str] = frozenset(lexicon("networks")["vertical"]["state"])


@dataclass(frozen=True, slots=True)
class _Network:
    office: Office
    pattern: re.Pattern[str]
    """Head and the rest."""
    step: re.Pattern[str]
    """A place and a tail, from somewhere in the rest on."""
    inner: frozenset[str]
    bare: bool
    """True for names that need no head."""


@cache
def _networks() -> tuple[_Network, ...]:
    def either(words: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    made = []
    for one in lexicon("networks")["network"]:
        tails = one["tails"] + one.get("inner", [])
        heads = f"(?:{either(one['heads'])}){'?' if one.get('bare') else ''}" if one["heads"] else ""
        made.append(
            _Network(
                of_key(one["body"], "network"),
                re.compile(rf"{heads}(?P<rest>.+)"),
                re.compile(rf"(?P<of>.*?)(?P<tail>{either(tails)})"),
                frozenset(one.get("inner", [])),
                bool(one.get("bare")),
            )
        )
    return tuple(made)


@cache
def _heads() -> tuple[str, ...]:
    """All heads and bare tails, so that most names are not looked at further."""
    data = lexicon("networks")["network"]
    return tuple({word for one in data for word in (*one["heads"], *(one["tails"] if one.get("bare") else ()))})


def network(printed: str, chain: Chain, *, headless: bool = False) -> Cut | None:
    """The local body that a name means; the one printed before it in the same name, or the one above, is its parent.

    `headless` reads names that print no head office (岭桥海关), which other rules should have seen first.
    """
    if len(printed) > 40 or not any(head in printed for head in _heads()):
        return None
    for one in _networks():
        if one.bare != headless:
            continue
        found = one.pattern.fullmatch(printed)
        steps = _steps(found["rest"], one.step) if found else None
        cut = _cut(printed, one, steps, chain) if steps else None
        if cut:
            return cut
    return None


def _steps(rest: str, step: re.Pattern[str]) -> list[tuple[str, str]] | None:
    """国网岚江省电力公司临澄市供电公司 -> (岚江省, 电力公司), (临澄市, 供电公司). None when something is left over."""
    legal = re.match(_LEGAL, rest)
    for start in sorted({0, legal.end() if legal else 0}, reverse=True):
        at, steps = start, []
        while at < len(rest) and (found := step.match(rest, at)):
            steps.append((found["of"], found["tail"]))
            at = found.end()
        if steps and re.fullmatch(_LEGAL, rest[at:]):
            return steps
    return None


def _cut(printed: str, one: _Network, steps: list[tuple[str, str]], chain: Chain) -> Cut | None:
    spots: list[Spot] = []
    for of, _ in steps:
        spot = _spot(of, chain)
        if spot is None:
            return None
        spots.append(spot)
    tail = steps[-1][1]
    known = Office(one.office.function, tail, "network") if tail in one.inner else one.office
    parent = None
    if len(steps) > 1 and spots[-2].root != spots[-1].root:
        parent = Body(
            f"{spots[-2].root}/{one.office.key}", printed[: -len("".join(steps[-1]))], spots[-2].place, one.office.function
        )
    elif known is not one.office:
        parent = department(spots[-1], one.office.key)
    level = steps[-1][0] if steps[-1][0] in places.LEVELS and printed.startswith(steps[-1][0]) else ""
    return Cut(spots[-1], printed, known, level=level, said="" if level else printed, parent=parent)


def _spot(of: str, chain: Chain) -> Spot | None:
    """The place between head and tail: of the issuing chain, with its level, a level alone, or two to five signs of a name."""
    if not of:
        return issuing(chain)
    if of in places.LEVELS:
        return at_level(of, chain)
    if place := of_chain(of, chain):
        short = is_short(of, place)
        return Spot(place_key(place), place, Ground("short" if short else "named", of, place[-1]))
    if not _PLACE_WORD.fullmatch(of) or of.startswith(_NO_PLACE):
        return None
    if places.is_place(of):
        return said(of, beside(places.place_chain(of), chain))
    inside = next((at for at in range(len(of) - 1, 1, -1) if of_chain(of[:at], chain)), 0)
    if inside:
        return _spot(of[inside:], chain)
    named = places.place_chain(of)
    if len(of) > 5 and not all(places.is_place(part) for part in named):
        return None
    rule = "named" if all(places.is_place(part) for part in named) else "unlevelled"
    return Spot(place_key(named), named, Ground("named" if rule == "named" else "unlevelled", of, "".join(named)))


def led_from_above(cut: Cut) -> Body | None:
    """The same body one level up, for those that the level above leads (垂直管理), when the chain says what is above.

    A province's is led by the State's.
    """
    function = cut.office.function if cut.office else None
    if function not in VERTICAL | _LED_BY_STATE or not cut.spot.place or not cut.spot.known:
        return None
    around = () if function in _LED_BY_STATE else cut.spot.place[:-1]
    if around:
        return department(Spot(place_key(around), around, cut.spot.ground), function)
    of_province = cut.spot.place[-1] in places.PROVINCES or cut.spot.place[-1].endswith(("省", "自治区"))
    name = state_name(function) if of_province or function in _LED_BY_STATE else ""
    return Body(f"国家/{function}", name, (), function) if name else None
