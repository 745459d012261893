"""Where a body belongs: the issuing chain of places, a level that a name begins with (市), or a place that it says itself."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.fields import places
from ingest.fields.functions import office
from ingest.identity.grounds import Ground
from ingest.lexicon import lexicon

Chain = tuple[str, ...]

_NO_LEVEL: tuple[str, ...] = tuple(lexicon("places")["words"]["no_level"])
_ALONE = ("市", "县", "旗", "州", "盟", "地区", "省", "自治区", "兵团")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a body belongs to, and why."""

    root: str
    """How keys begin: 岭桥市, 云汀市汀南区; 国家 for bodies of the State, ? for none, 岭桥市^省 for a level above 岭桥市."""
    place: Chain
    ground: Ground

    @property
    def known(self) -> bool:
        """False for a level above the issuing place whose name nobody printed."""
        return "^" not in self.root


def issuing(chain: Chain) -> Spot:
    """The issuing place, for a name that says none."""
    ground = Ground("assumed", "", chain[-1]) if chain else Ground("nowhere", "")
    return Spot(place_key(chain), chain, ground)


def said(text: str, place: Chain) -> Spot:
    """A place that stands in the name as `text`."""
    return Spot(place_key(place), place, Ground("named", text, "".join(place)))


def at_level(level: str, chain: Chain) -> Spot:
    """The place of the issuing chain that a level means, innermost first; else that level above it, unknown."""
    level = "市" if level == "师市" else level
    for at in range(len(chain), 0, -1):
        ends = chain[at - 1].endswith(level) or (
            level == "市" and chain[at - 1] in places.PROVINCES and chain[at - 1].endswith("市")
        )
        if ends and not (level == "区" and chain[at - 1].endswith(("自治区", "地区"))):
            return Spot(place_key(chain[:at]), chain[:at], Ground("level", level, chain[at - 1]))
    if level == "区" and chain and chain[-1].endswith("自治区"):
        return Spot(place_key(chain[-1:]), chain[-1:], Ground("level", level, chain[-1]))
    return above(level, chain)


def above(level: str, chain: Chain) -> Spot:
    """A level above the issuing place that the chain does not name. It stays apart for each issuing place."""
    if not chain:
        return Spot(f"?^{level}", (level,), Ground("nowhere", level))
    return Spot(f"{place_key(chain)}^{level}", (level,), Ground("above", level, f"{chain[-1]}^{level}"))


def level_of(printed: str, *, known_only: bool = False) -> str:
    """The level that a name begins with, empty when its first sign belongs to the core (市场监管局, 区域合作办)."""
    if office(printed):
        return ""
    fitting = [level for level in places.LEVELS if printed.startswith(level) and len(printed) > len(level)]
    for level in fitting:
        if office(printed[len(level) :]):
            return level
    return fitting[0] if fitting and not known_only and not printed.startswith(_NO_LEVEL) else ""


def own_level(printed: str, chain: Chain) -> str:
    """The level that a name begins with, when the issuing chain has it."""
    level = level_of(printed)
    return level if level and at_level(level, chain).known else ""


def beside(named: Chain, chain: Chain) -> Chain:
    """A place that a name says, put under the issuing place where it must lie: a zone or town, or a city's district."""
    if len(named) > 1 or not chain or named[0] in places.PROVINCES or named[0].endswith(("省", "自治区")):
        return named
    inside = named[0].endswith(places.ZONES) or (named[0].endswith("区") and chain[-1].endswith(("市", "州", "盟", "地区")))
    return (*chain, named[0]) if inside else named


def of_chain(text: str, chain: Chain) -> Chain | None:
    """The part of the issuing chain that a text names: in full, by its innermost place, or without its level."""
    for at in range(len(chain), 0, -1):
        if any(text == "".join(chain[start:at]) for start in range(at)):
            return chain[:at]
        if len(short := places.stem(chain[at - 1])) >= 2 and text == short:
            return chain[:at]
    return None


def is_short(text: str, place: Chain) -> bool:
    """True when a text names a place of the chain without its level (岭桥 for 岭桥市)."""
    return bool(place) and text == places.stem(place[-1]) != place[-1]


def place_key(chain: Chain) -> str:
    """A place in a key. Names of cities and counties are given once in the country; districts, zones and towns recur and
    are told apart by the place above, when it is printed."""
    if not chain:
        return "?"
    alone = chain[-1].endswith(_ALONE) or chain[-1] in places.PROVINCES
    return chain[-1] if alone or len(chain) == 1 else place_key(chain[:-1]) + chain[-1]


def full_name(printed: str, level: str, place: Chain) -> str:
    """The name with its place before it, once; a zone or a town takes the place that it lies in as well."""
    if not place or printed.startswith("".join(place)):
        return printed
    if printed.startswith(place[-1]):
        return place[-2] + printed if len(place) > 1 and place[-1].endswith(places.ZONES) else printed
    if level:
        return place[-1] + printed[len(level) :]
    if printed[:1] == place[-1][-1:] and printed[1:2] == "直":
        return place[-1] + printed[1:]  # 市直机关工委
    short = places.stem(place[-1])
    return printed if len(short) >= 2 and short in printed[:12] else place[-1] + printed
