"""Pairs of identities that may be one body, or one before and one after a reform: for a person to look at.

Nothing is merged here. Each pair says by which rule it was found, in words, and has a score that orders the questions
(`lexicon/candidates.toml`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, Literal

from ingest import lineage
from ingest.fields import places
from ingest.fields.functions import DEPARTMENT
from ingest.identity.signs import usual_carriers
from ingest.lexicon import lexicon
from ingest.resolve import UnitIdentity

Rule = Literal[
    "printed_sign", "unknown_place", "same_part", "short_form", "centre", "zone", "joined", "rare_words", "usual_sign",
    "possible_sign", "other_form", "succession",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two identities and why they may be one."""

    one: UnitIdentity
    other: UnitIdentity
    rule: Rule
    detail: str = ""
    succession: lineage.Succession | None = None
    """Set when the question is not whether the two are one, but whether `other` came after `one`."""

    @property
    def score(self) -> float:
        """How likely the rule is right, 0 to 1: an order, no probability."""
        return float(_rules()[self.rule]["score"])

    def words(self, language: Literal["zh", "en"] = "zh") -> str:
        """The reason in words."""
        detail = self.succession.reason(language) if self.succession else self.detail
        template = str(_rules()[self.rule][language])
        return template.format(one=self.one.full_name, other=self.other.full_name, detail=detail)


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return lexicon("candidates")


def candidates(
    identities: Iterable[UnitIdentity], together: Collection[frozenset[str]] = (), least: float = 0.3
) -> list[Candidate]:
    """The pairs worth a look among the identities of one place and of what its lists name besides, best first.

    Each pair stands once, with its best rule and a score of at least `least`. `together` are pairs of keys that one task names
    side by side: drafters name no body twice, so that only a printed sign makes such a pair a question. The order of the
    identities does not matter.
    """
    by_key: dict[str, list[UnitIdentity]] = defaultdict(list)
    for who in sorted(identities, key=lambda who: (who.key, -who.score, len(who.full_name), who.full_name)):
        by_key[who.key].append(who)
    by_root: dict[str, list[UnitIdentity]] = defaultdict(list)
    for forms in by_key.values():
        by_root[_root(forms[0])].append(forms[0])
    found = [*_printed_signs(by_key), *_unknown_places(by_key)]
    for ones in by_root.values():
        found += _rare_words(ones)
        for one, other in combinations(ones, 2):
            found += _pair(one, other)
            found += _pair(other, one)
    best: dict[tuple[str, ...], Candidate] = {}
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.one.key, pair.other.key, pair.rule)):
        keys = (pair.one.key, pair.other.key)
        if pair.score >= least and (pair.rule == "printed_sign" or frozenset(keys) not in together):
            best.setdefault(tuple(sorted(keys)), pair)
    return list(best.values())


def _root(who: UnitIdentity) -> str:
    return who.key.partition("/")[0]


def _what(who: UnitIdentity) -> str:
    return who.key.partition("/")[2]


def _core(who: UnitIdentity) -> str:
    """The full name without its place."""
    name = who.full_name
    for place in ("".join(who.place), who.place[-1] if who.place else "", places.stem(who.place[-1]) if who.place else ""):
        if place and name.startswith(place) and len(name) > len(place) + 1:
            return name[len(place) :]
    return name


def _printed_signs(by_key: dict[str, list[UnitIdentity]]) -> Iterator[Candidate]:
    """市市场监管局（市知识产权局） in one list and 市知识产权局 alone in another."""
    for forms in by_key.values():
        for who in forms:
            for sign in who.signs:
                if sign.key in by_key:
                    yield Candidate(who, by_key[sign.key][0], "printed_sign", sign.name)


def _unknown_places(by_key: dict[str, list[UnitIdentity]]) -> Iterator[Candidate]:
    """岭桥市^省/商务 and 岚江省/商务; 青岛/海关 and 青岛市/海关."""
    by_what: dict[str, list[UnitIdentity]] = defaultdict(list)
    for forms in by_key.values():
        by_what[_what(forms[0])].append(forms[0])
    for ones in by_what.values():
        for one in ones:
            level = _root(one).partition("^")[2]
            bare = bool(one.place) and places.stem(one.place[-1]) == one.place[-1] and not level
            for other in ones:
                last = other.place[-1] if other.place else ""
                named = "^" not in _root(other) and len(last) > 1
                above = level and last.endswith(level) and not _root(one).startswith(last)
                if named and (above or (bare and last != one.place[-1] == places.stem(last))):
                    yield Candidate(one, other, "unknown_place")


def _rare_words(ones: list[UnitIdentity]) -> Iterator[Candidate]:
    """葡萄酒局 and 葡萄酒产业发展中心: names that no rule knows, alone with their first signs at the place."""
    cores = [(who, _core(who)) for who in ones]
    by_start: dict[str, list[UnitIdentity]] = defaultdict(list)
    for who, core in cores:
        by_start[core[:2]].append(who)
    for start, found in by_start.items():
        if len(found) == 2 and all(who.function is None for who in found):
            one, other = found
            first, second = _core(one), _core(other)
            shared = next((at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(start))
            if shared >= 2 and "/" not in _what(one) + _what(other):
                yield Candidate(one, other, "rare_words", first[:shared])


def _pair(one: UnitIdentity, other: UnitIdentity) -> Iterator[Candidate]:
    """What the rules say of two identities of one place, in this order of the two."""
    if one.function and other.function:
        yield from _of_lines(one, other)
    elif (short := _short_form(one, other)) is not None:
        yield Candidate(one, other, "short_form", short)
    main, _, part = _what(other).rpartition("/")
    if main and part == _what(one):
        yield Candidate(one, other, "same_part", other.branch_of.full_name if other.branch_of else main)
    for near in _rules()["zones"]["near"]:
        kinds = [name.removesuffix("管委会") for name in (_what(one), _what(other))]
        if kinds[0] in near and kinds[1] in near and near.index(kinds[0]) < near.index(kinds[1]):
            yield Candidate(one, other, "zone", "、".join(kinds))


def _of_lines(one: UnitIdentity, other: UnitIdentity) -> Iterator[Candidate]:
    if one.function is None or other.function is None or "/" in _what(one) + _what(other):
        return
    lines, others = set(one.function.split("+")), set(other.function.split("+"))
    both = one.form == other.form == DEPARTMENT
    if one.function == other.function and one.form != other.form:
        centres = [form for form in (one.form, other.form) if form and form.endswith(("中心", "处"))]
        if len(centres) == 2:
            yield Candidate(one, other, "centre", one.function)
        elif centres and one.form == DEPARTMENT:
            yield Candidate(one, other, "other_form", one.function)
    elif both and lines < others:
        yield Candidate(one, other, "joined", one.function)
    if not both or lines & others:
        return
    carriers = _carriers(one.function, _level(one))
    if carriers & others:
        yield Candidate(one, other, "usual_sign" if len(carriers) == 1 else "possible_sign")
    for succession in _endings(one.function):
        if succession.successor in others:
            yield Candidate(one, other, "succession", succession=succession)
            break


@cache
def _carriers(function: str, level: str) -> frozenset[str]:
    return frozenset(rule.carrier.function for rule in usual_carriers(function, level))


def _level(who: UnitIdentity) -> str:
    """province, city or county, as far as the names of its places say."""
    last = who.place[-1] if who.place else ""
    if last in places.PROVINCES or last.endswith(("省", "自治区")):
        return "province"
    inside = len(who.place) > 1 and who.place[-2].endswith(("市", "州", "盟", "地区"))
    return "county" if inside or last.endswith(("县", "区", "旗")) else "city"


@cache
def _endings(function: str) -> tuple[lineage.Succession, ...]:
    return tuple(one for one in lineage.successors(function) if one.whole)


def _short_form(one: UnitIdentity, other: UnitIdentity) -> str | None:
    """The shorter core when its signs stand in the longer one in order, both begin alike and end with one head: 酒管局,
    酒业管理局. At least one of the two is known to no rule."""
    short, long = _core(one), _core(other)
    if not 3 <= len(short) < len(long) or short[0] != long[0] or "/" in _what(one) + _what(other):
        return None
    head = next((head for head in _rules()["heads"]["names"] if short.endswith(head) and long.endswith(head)), None)
    if head is None or len(short) - len(head) < 2:
        return None
    rest = iter(long.removesuffix(head))
    return short if all(sign in rest for sign in short.removesuffix(head)) else None
