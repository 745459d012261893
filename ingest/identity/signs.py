"""Second names on one door (加挂牌子): 市委宣传部（市政府新闻办）, 市住房城乡建设（人防）局.

A name in brackets is a sign when it is a body's name by itself. Signs that hold everywhere stand in `lexicon/signs.toml` as
certain: printed alone they mean the body that carries them. All others stay bodies of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.fields.functions import ATTACHED, DEPARTMENT, Office, is_fixed, of_key, office
from ingest.identity.cut import Cut
from ingest.identity.grounds import Ground
from ingest.identity.whereabouts import level_of
from ingest.lexicon import lexicon

_BRACKET = re.compile(r"（([^（）]*)）")
_HEADS: tuple[str, ...] = tuple(lexicon("identity")["signs"]["heads"])
_SIGNS: tuple[str, ...] = tuple(lexicon("identity")["signs"]["signs"])
_NO_SIGNS: tuple[str, ...] = tuple(lexicon("identity")["signs"]["no_signs"])


@dataclass(frozen=True, slots=True)
class Sign:
    """A second name of a body, and the key that it would have as a body of its own."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class SignRule:
    """A line of `lexicon/signs.toml`."""

    sign: Office
    carrier: Office
    certain: bool
    since: int
    source: str
    levels: tuple[str, ...]
    """Where it is usual: province, city, county."""


@cache
def rules() -> tuple[SignRule, ...]:
    """All lines of the table, the certain ones and the usual ones."""
    return tuple(
        SignRule(
            of_key(one["sign"]),
            of_key(carrier),
            one.get("certain", False),
            one.get("since", 0),
            one.get("source", ""),
            tuple(one.get("levels", ("province", "city", "county"))),
        )
        for one in lexicon("signs")["sign"]
        for carrier in one["carriers"]
    )


def without_signs(printed: str) -> tuple[str, tuple[str, ...]]:
    """The name without its second names, and these: 市住房城乡建设（人防）局 -> 市住房城乡建设局, (人防局). Brackets that
    hold no body's name, and names whose brackets are their own (党校（行政学院）), stay."""
    if "（" not in printed or _is_name(printed):
        return printed, ()
    signs: list[str] = []
    host = printed
    for found in reversed(list(_BRACKET.finditer(printed))):
        inside = [name for name in re.split("[、，]", found[1]) if name]
        named = [_sign(name, printed[found.end() :]) for name in inside]
        if inside and all(named) and host[: found.start()]:
            signs = [name for name in named if name] + signs
            host = host[: found.start()] + host[found.end() :]
    return (host, tuple(signs)) if signs and len(host) >= 2 else (printed, ())


def _is_name(printed: str) -> bool:
    """True when the bracket belongs to the name: 岭桥市委党校（行政学院）."""
    bracket = printed.index("（")
    if any(is_fixed(printed[start:]) for start in range(bracket)):
        return True
    core = printed[len(level_of(printed)) :]
    return office(core) is not None and office(_BRACKET.sub("", core)) is None


def _sign(name: str, behind: str) -> str | None:
    """The body's name that a bracket gives, None when it gives none: 人防 before 局 is 人防局."""
    if name.startswith(_NO_SIGNS) or name.endswith(_NO_SIGNS):
        return None
    for whole in (name, name + behind) if behind in _HEADS else (name,):
        known = office(whole) or office(whole[len(level_of(whole)) :])
        if known and known.form == DEPARTMENT and known.function not in ATTACHED:
            return whole
    return name if len(name) > 2 and name.endswith(_SIGNS) else None


def carried(cut: Cut, year: int | None) -> Cut:
    """The body that carries this sign, where the table is certain of it; the cut as it is otherwise."""
    for rule in _certain():
        if cut.office == rule.sign and (year is None or year >= rule.since):
            ground = Ground("sign", cut.core, rule.carrier.key)
            return replace(cut, office=rule.carrier, what=rule.carrier.key, grounds=(*cut.why()[:-1], ground))
    return cut


@cache
def _certain() -> tuple[SignRule, ...]:
    return tuple(rule for rule in rules() if rule.certain)


def usual_carriers(function: str, level: str) -> Iterator[SignRule]:
    """Which bodies usually carry the sign of that line at a level (province, city, county): a question, no answer."""
    return (rule for rule in rules() if rule.sign.key == function and level in rule.levels and not rule.certain)
