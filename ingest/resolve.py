"""Who a printed unit name means: the name plus the issuing place give an identity.

A printed name is cut into place, level and core (云汀市|生态环境局, 市|商务局, |政法委). A level that the issuing place has
means that place (市商务局 in a list of 岭桥市); one that it has not means a place that is not known, and stays apart for each
issuing place, since 省商务厅 of two provinces are two. A core that no rule knows stays as it is printed: a wrong merge costs
more than a missed one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.fields import places
from ingest.fields.functions import DEPARTMENT, MINISTRIES, Office, office
from ingest.fields.title_places import place_at
from ingest.lexicon import lexicon
from ingest.record import DocumentHead, UnitKind


@dataclass(frozen=True, slots=True)
class UnitIdentity:
    """The body that a printed name means."""

    key: str
    """Stable and made from content: two printed names with one key are one body (临澄市/政府办公室)."""
    full_name: str
    """The name with its place: 临澄市政府办."""
    place: tuple[str, ...]
    """The chain of places that it belongs to, outermost first: (云汀市, 汀南区). Empty when unknown (国务院 bodies)."""
    function: str | None
    """The function line (条线): 商务, 发展改革; None when no rule knows it."""


def place_chain(printed: str | None) -> tuple[str, ...]:
    """The places in a printed form, outermost first: 云汀市汀南区 -> (云汀市, 汀南区)."""
    return places.place_chain(printed)


def home(head: DocumentHead) -> str | None:
    """The place whose list a document is, as fully as the document itself prints it: the title's 汀南区 is 云汀市汀南区 when
    that is how the issuer's name begins."""
    chain = places.place_chain(_clean(head.jurisdiction or ""))
    issuing = place_at(_clean(head.issuer or ""))
    longer = places.place_chain(issuing) if issuing else ()
    fits = not chain or (len(longer) > len(chain) and longer[-len(chain) :] == chain)
    return issuing if longer and fits else head.jurisdiction


def resolve_unit(name: str, kind: UnitKind, expanded: str | None, jurisdiction: str | None) -> UnitIdentity:
    """The identity of a unit that a document of that jurisdiction names. Never raises.

    Keys begin with the place: 国家 for bodies of the State, ? where a document has no place, 岭桥市^省 for a level above
    岭桥市 whose name is not known. A branch, a centre and a department of one line are three bodies: 生态环境:分局.
    """
    return _resolve(_clean(expanded or name), kind, places.place_chain(_clean(jurisdiction or "")))


@lru_cache(maxsize=50_000)
def _resolve(printed: str, kind: UnitKind, chain: tuple[str, ...]) -> UnitIdentity:
    if kind == "collective":
        place = chain
        return UnitIdentity(f"{_place_key(chain)}/{printed}", _full(printed, _own_level(printed, chain), place), place, None)
    cut = _branch(printed, chain) or _national(printed) or _placed(printed, chain) or _levelled(printed, chain)
    known = cut.office
    what = (
        _normal(cut.core) if known is None else known.function if known.form == DEPARTMENT else f"{known.function}:{known.form}"
    )
    zone = len(cut.place) > 1 and cut.place[-1].endswith(places.ZONES) and cut.said.startswith(cut.place[-1])
    full = cut.said if cut.said and not zone else _full(printed, cut.level, cut.place)
    return UnitIdentity(f"{cut.root}/{what}", full, cut.place, known.function if known else None)


_WORDS = lexicon("places")["words"]
_NATIONAL: tuple[str, ...] = tuple(sorted(_WORDS["national"], key=len, reverse=True))
_NO_LEVEL: tuple[str, ...] = tuple(_WORDS["no_level"])
_HEAD_OFFICES: tuple[str, ...] = tuple(_WORDS["head_offices"])
_BRANCH = re.compile(r"(?P<main>.{2,14}局)(?P<sub>.{2,10}?)分局")
_LEAGUE = re.compile(r"(?:共青团|团)(?P<of>.{1,12}?)委(?:员会)?")
_TOWN = re.compile(r"(?P<town>.{1,10}?(?:镇|乡|街道|苏木))(?P<body>人民政府|政府|办事处|办|党委|党工委)?")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A printed name, cut: where the body belongs and what it is there."""

    root: str
    place: tuple[str, ...]
    core: str
    office: Office | None
    level: str = ""
    """The level as printed, which the full name replaces by the place."""
    said: str = ""
    """The full name, where the printed one says its place itself."""


def _branch(printed: str, chain: tuple[str, ...]) -> _Cut | None:
    """云汀市生态环境局岭桥市分局, 市生态环境局岭桥分局: the branch of that line at the place in its name."""
    found = _BRANCH.fullmatch(printed)
    if not found:
        return None
    main, sub = found["main"], found["sub"]
    known = next((o for start in range(len(main) - 1) if (o := office(main[start:])) and _stands_for_place(main[:start])), None)
    if known is None:
        return None
    own = bool(chain) and sub in (chain[-1], places.stem(chain[-1]))
    place = chain if own else (*chain, sub)
    return _Cut(_place_key(place), place, printed, Office(known.function, "分局"), said="" if _levels_of(printed) else printed)


def _national(printed: str) -> _Cut | None:
    """国家发展改革委, 财政部, 中央网信办: a body of the State, when nothing of the name is left over."""
    if printed in MINISTRIES:
        stem = re.sub("(?:部|总局|总署|署)$", "", printed)
        return _Cut("国家", (), printed, office(stem + "局"), said=printed)
    for word in _NATIONAL:
        rest = printed.removeprefix(word)
        if rest != printed and (
            printed.startswith(("国务院", "中央")) or rest in MINISTRIES or office(rest) or word == printed
        ):
            return _Cut("国家", (), printed, office(rest) or office(re.sub("(?:总局|总署)$", "局", rest)), said=printed)
        if rest != printed and rest.endswith(("总局", "总署")) and (known := office(rest[:-2] + "局")):
            return _Cut("国家", (), printed, known, said=printed)
    return None


def _placed(printed: str, chain: tuple[str, ...]) -> _Cut | None:
    """岭桥市商务局, 云汀市生态环境局, 羊口镇人民政府: a name that says its place."""
    for head in _HEAD_OFFICES:
        if printed.startswith(head) and len(printed) > len(head):
            printed = printed[len(head) :]
    printed = printed.removeprefix("中共")
    if league := _LEAGUE.fullmatch(printed):
        return _league(printed, league["of"], chain)
    for at in range(len(chain), 0, -1):
        for own in ("".join(chain[start:at]) for start in range(at)):
            if printed.startswith(own) and (core := printed[len(own) :]):
                # 岭桥市场监管局 swallows one 市: the sign belongs to both words
                swallowed = own[-1] + core
                core = swallowed if office(swallowed) and not office(core) else core
                town = _town(core, chain[:at])
                return town or _Cut(_place_key(chain[:at]), chain[:at], core, office(core), said=printed)
    if town := _town(printed.removeprefix(_own_level(printed, chain)), chain):
        return town
    if _levels_of(printed, known_only=True) or office(printed):
        return None
    for end in places.prefixes(printed):
        before, core = printed[:end], printed[end:]
        if before in places.LEVELS or not (known := office(core)) or not places.is_place(before):
            continue
        place = _beside(places.place_chain(before), chain)
        return _Cut(_place_key(place), place, core, known, said=printed)
    return None


def _town(name: str, chain: tuple[str, ...]) -> _Cut | None:
    """羊口镇, 羊口镇人民政府, 羊口镇党委: a town stands for its government, and its party committee apart."""
    found = _TOWN.fullmatch(name)
    if not found or len(found["town"]) <= 2:
        return None
    place = (*chain, found["town"])
    return _Cut(_place_key(place), place, name, Office("党委" if found["body"] in ("党委", "党工委") else "政府"))


def _league(printed: str, of: str, chain: tuple[str, ...]) -> _Cut:
    """团市委, 共青团临澄市委: the level or the place stands inside the name."""
    if of in places.LEVELS:
        root, place = _at_level(of, chain)
        named = printed if "^" in root else printed.replace(of, place[-1], 1)
        return _Cut(root, place, printed, Office("共青团"), said=named)
    place = chain if chain and of in (chain[-1], places.stem(chain[-1])) else _beside(places.place_chain(of), chain)
    return _Cut(_place_key(place), place, printed, Office("共青团"), said=printed)


def _levelled(printed: str, chain: tuple[str, ...]) -> _Cut:
    """市商务局, 省发展改革委, 团市委, 政法委: a level or nothing before the core."""
    printed = printed.removeprefix("中共")
    level = _levels_of(printed)
    if not level:
        return _Cut(_place_key(chain), chain, printed, office(printed))
    core = printed[len(level) :]
    root, place = _at_level(level, chain)
    return _Cut(root, place, core, office(core), level, said=printed if "^" in root else "")


def _levels_of(printed: str, *, known_only: bool = False) -> str:
    """The level that a name begins with, empty when its first sign belongs to the core (市场监管局, 区域合作办)."""
    if office(printed):
        return ""
    fitting = [level for level in places.LEVELS if printed.startswith(level) and len(printed) > len(level)]
    for level in fitting:
        if office(printed[len(level) :]):
            return level
    return fitting[0] if fitting and not known_only and not printed.startswith(_NO_LEVEL) else ""


def _at_level(level: str, chain: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The place of the issuing chain that a level means, innermost first; else that level above it, unknown."""
    for at in range(len(chain), 0, -1):
        ends = chain[at - 1].endswith(level) or (
            level == "市" and chain[at - 1] in places.PROVINCES and chain[at - 1].endswith("市")
        )
        if ends and not (level == "区" and chain[at - 1].endswith(("自治区", "地区"))):
            return _place_key(chain[:at]), chain[:at]
    if level == "区" and chain and chain[-1].endswith("自治区"):
        return _place_key(chain[-1:]), chain[-1:]
    return f"{_place_key(chain)}^{level}", (level,)


def _own_level(printed: str, chain: tuple[str, ...]) -> str:
    level = _levels_of(printed)
    return level if level and "^" not in _at_level(level, chain)[0] else ""


def _beside(named: tuple[str, ...], chain: tuple[str, ...]) -> tuple[str, ...]:
    """A place that a name says, put under the issuing place where it must lie: a zone or town, or a city's district."""
    if len(named) > 1 or not chain or named[0] in places.PROVINCES or named[0].endswith(("省", "自治区")):
        return named
    inside = named[0].endswith(places.ZONES) or (named[0].endswith("区") and chain[-1].endswith(("市", "州", "盟", "地区")))
    return (*chain, named[0]) if inside else named


def _stands_for_place(text: str) -> bool:
    return not text or text in places.LEVELS or places.is_place(text)


def _place_key(chain: tuple[str, ...]) -> str:
    """A place in a key. Names of cities and counties are given once in the country; districts, zones and towns recur and
    are told apart by the place above, when it is printed."""
    if not chain:
        return "?"
    alone = chain[-1].endswith(("市", "县", "旗", "州", "盟", "地区", "省", "自治区", "兵团")) or chain[-1] in places.PROVINCES
    return chain[-1] if alone or len(chain) == 1 else _place_key(chain[:-1]) + chain[-1]


def _full(printed: str, level: str, place: tuple[str, ...]) -> str:
    """The name with its place before it, once; a zone or a town takes the place that it lies in as well."""
    if not place or printed.startswith("".join(place)):
        return printed
    if printed.startswith(place[-1]):
        return place[-2] + printed if len(place) > 1 and place[-1].endswith(places.ZONES) else printed
    if level:
        return place[-1] + printed[len(level) :]
    short = places.stem(place[-1])
    return printed if len(short) >= 2 and short in printed[:12] else place[-1] + printed


def _normal(core: str) -> str:
    return core.replace("管理委员会", "管委会")


def _clean(text: str) -> str:
    """NFKC, one kind of brackets, no white space."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.translate(str.maketrans("()[]【】〔〕,;", "（）（）（）（），；"))
