"""What a wording for several bodies (集合称谓) stands for: 各镇街, 区政府各部门（单位）, 各县（市、区）人民政府."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ingest.fields import places
from ingest.fields.functions import DEPARTMENT, group_of
from ingest.fields.unit_names import without_endings
from ingest.identity.whereabouts import Chain, at_level
from ingest.lexicon import lexicon
from ingest.resolve import UnitIdentity

MemberKind = Literal[
    "provinces", "cities", "counties", "towns", "townships", "streets", "villages", "zones", "departments", "vertical",
    "enterprises", "schools", "hospitals", "inner", "branches", "groups", "teams", "members", "media", "unknown",
]  # fmt: skip
Scope = Literal["all", "relevant"]

_DATA = lexicon("collectives")
_BRACKETS = str.maketrans("()[]【】〔〕,", "（）（）（）（）、")
_STATIONED = re.compile("(?<!派)驻(?!村|点)")
_OWN_LEVEL = re.compile("[市县区州旗](?=[直级属])|省(?=[直属])|(?<=驻)[省市县区州旗]")
_NARROWER: frozenset[MemberKind] = frozenset({"enterprises", "schools", "hospitals", "media", "inner", "branches", "groups"})
_ENDS: dict[MemberKind, tuple[str, ...]] = {
    "towns": ("镇", "乡", "街道", "苏木"),
    "townships": ("镇", "乡", "苏木"),
    "streets": ("街道",),
    "counties": ("县", "区", "市", "旗"),
    "cities": ("市", "州", "盟", "地区"),
}
_NOT_DEPARTMENTS = frozenset({"政府", "党委", "党委政府"})


@dataclass(frozen=True, slots=True)
class Members:
    """Which bodies a wording stands for. Who they are is only known to who knows the place's bodies."""

    kinds: tuple[MemberKind, ...]
    """In the order of the wording; `unknown` alone when no word tells."""
    scope: Scope
    """`all` of them, or only the `relevant` ones: those of 有关部门 can be named by a person only."""
    place: Chain
    """The place whose towns, counties or departments are meant."""
    of: str | None = None
    """The council whose members they are: 安委会 in 市安委会各成员单位."""
    government: bool = False
    """True for the government's own (市政府各部门): departments of the Party are not among them."""

    @property
    def kind(self) -> str:
        """All kinds in one word: departments+towns."""
        return "+".join(sorted(self.kinds))

    def words(self, language: Literal["zh", "en"] = "zh") -> str:
        """云汀市全部乡镇、街道."""
        labels = [_DATA["labels"][kind][0 if language == "zh" else 1] for kind in self.kinds]
        place = self.place[-1] if self.place else ""
        if language == "zh":
            return f"{place}{'全部' if self.scope == 'all' else '有关'}{'、'.join(labels)}"
        return f"{'all' if self.scope == 'all' else 'some'} {', '.join(labels)}" + (f" of {place}" if place else "")


@lru_cache(maxsize=20_000)
def members(printed: str, chain: Chain) -> Members:
    """What the wording stands for in a list of that place. Never raises."""
    text = "".join(unicodedata.normalize("NFKC", printed).split()).translate(_BRACKETS)
    place, rest, government = _place(text, chain)
    kinds = _kinds(rest, place)
    found = _pattern("members").search(rest)
    if found:
        of = without_endings(rest[: found.start()].removeprefix("各"), ("有关", "相关", "各", "等")) or None
        said = rest[len(of or "") :]
        return Members(("members",), _scope(said, ("members",), bare=False), place, of, government)
    return Members(kinds or ("unknown",), _scope(rest, kinds, bare=rest == text), place, None, government)


def _place(text: str, chain: Chain) -> tuple[Chain, str, bool]:
    """Whose they are, and the wording without it: 市直各部门 -> the city, 各部门."""
    behind = sorted(_DATA["words"]["behind_level"], key=len, reverse=True)
    starts = [(name, at) for at in range(len(chain), 0, -1) for name in ("".join(chain[:at]), chain[at - 1])]
    heads: list[tuple[str, Chain]] = [(name, chain[:at]) for name, at in starts]
    heads += [(level, at_level(level, chain).place) for level in places.LEVELS]
    for head, place in heads:
        rest = text.removeprefix(head)
        if rest == text or not rest:
            continue
        word = next((word for word in behind if rest.startswith(word) and len(rest) > len(word)), "")
        if word or rest.startswith(("各", "有关", "相关", "其他", "其它", "全体", "所有")):
            if rest[len(word) :].startswith(("、", "（", "）")) and not word:
                continue
            return place, rest[len(word) :], word.endswith(tuple(_DATA["words"]["government"]))
    return chain, text, False


def _scope(rest: str, kinds: tuple[MemberKind, ...], *, bare: bool) -> Scope:
    if any(word in rest for word in _DATA["scope"]["relevant"]):
        return "relevant"
    if any(word in rest for word in _DATA["scope"]["all"]) or any(kind != "departments" for kind in kinds):
        return "all"
    return "relevant" if bare else "all"  # “A、B等部门（单位）” leaves a bare 部门（单位）


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    kinds = _DATA["kinds"] if kind == "*" else {kind: _DATA["kinds"][kind]}
    words = sorted(((word, name) for name, words in kinds.items() for word in words), key=lambda pair: -len(pair[0]))
    return re.compile("|".join(re.escape(word) for word, _ in words))


@cache
def _kinds_of() -> dict[str, tuple[MemberKind, ...]]:
    """A word may name two kinds: 市县 are cities and counties."""
    found: dict[str, tuple[MemberKind, ...]] = {}
    for kind, words in _DATA["kinds"].items():
        for word in words:
            found[word] = (*found.get(word, ()), kind)
    return found


def _kinds(rest: str, place: Chain) -> tuple[MemberKind, ...]:
    """The kinds of all words, in order. 各市 are cities in a province and counties in a city; 部门（单位） is one kind."""
    found: dict[MemberKind, None] = {}
    for match in _pattern("*").finditer(_OWN_LEVEL.sub("", rest)):
        found.update(dict.fromkeys(_kinds_of()[match.group()]))
    if _STATIONED.search(rest) and not _NARROWER & set(found):
        return ("vertical",)
    if not found and re.search("市|州|盟|师", rest):
        found["counties" if place and place[-1].endswith(("市", "州", "盟")) else "cities"] = None
    below = _below(place)
    at_place: list[MemberKind] = [_at(kind, below, place) for kind in found]
    if "towns" in at_place or {"townships", "streets"} <= set(at_place):  # 各镇人民政府、街道办事处 are both
        at_place = ["towns" if kind in ("townships", "streets") else kind for kind in at_place]
    kinds = list(dict.fromkeys(at_place))
    if len(kinds) > 1 and _NARROWER.intersection(kinds):
        return tuple(kind for kind in kinds if kind != "departments")  # 企业（单位）, 机关各科室
    return tuple(kinds)


def _at(kind: MemberKind, below: MemberKind, place: Chain) -> MemberKind:
    """What a word means in a list of that place: 各地区 are a city's counties, 各市 of a city its county-level cities."""
    if kind == "provinces" and place:
        return below
    return "counties" if kind == "cities" and below != "cities" else kind


def _below(place: Chain) -> MemberKind:
    """What lies directly under a place: cities in a province, counties in a city, towns in a county."""
    last = place[-1] if place else ""
    if not last or last in places.PROVINCES or last.endswith(("省", "自治区")):
        return "cities"
    county = last.endswith(("县", "区", "旗")) or (len(place) > 1 and place[-2].endswith(("市", "州", "盟", "地区")))
    return "towns" if county else "counties"


def is_member(who: UnitIdentity, of: Members) -> bool:
    """True when the rules can tell that a body is one of those that the wording means (or may mean, for `relevant`)."""
    return any(_is(kind, who, of) for kind in of.kinds)


def _is(kind: MemberKind, who: UnitIdentity, of: Members) -> bool:
    inside = len(who.place) > len(of.place) and who.place[: len(of.place)] == of.place
    last = who.place[-1] if who.place else ""
    if kind == "departments":
        group = group_of(who.function)
        wanted = ("lines", "government") if of.government else ("lines", "government", "party", "groups")
        return who.place == of.place and who.form == DEPARTMENT and group in wanted and who.function not in _NOT_DEPARTMENTS
    if ends := _ENDS.get(kind):
        direct = len(who.place) == len(of.place) + 1
        return inside and direct and who.function == "政府" and last.endswith(ends) and not last.endswith(places.ZONES[:-4])
    if kind == "zones":
        return who.place == of.place and who.key.endswith("管委会")
    if kind == "enterprises":
        return who.place == of.place and (group_of(who.function) == "networks" or who.key.endswith(("公司", "集团", "银行")))
    return False


__all__ = ["MemberKind", "Members", "Scope", "is_member", "members"]
