"""What a body is for (条线) and what kind it is, from its name without its place: 发改局, 教育和体育局, 委办, 环保分局."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from ingest.lexicon import lexicon

DEPARTMENT = "部门"
"""The form of the ordinary department: 局, 委, 厅, 办 and the like of one place and one line are one body."""

_DATA = lexicon("functions")
_FIXED = lexicon("bodies")
MINISTRIES: frozenset[str] = frozenset(_DATA["ministries"])
ATTACHED: dict[str, str] = _FIXED["attached"]
"""Bodies with a name of their own that belong to a department of their place: 公安交警 -> 公安."""

_ORDER = {line: at for at, line in enumerate(_DATA["lines"])}
_LINES: dict[str, str] = {stem: line for line, stems in _DATA["lines"].items() for stem in stems}
_SHORTS: dict[str, str] = {stem: line for line, stems in _DATA["shorts"].items() for stem in stems}
_JOINED: dict[str, list[str]] = _DATA["joined"]
_BODIES: dict[str, str] = {
    name: body for group, bodies in _FIXED.items() if group != "attached" for body, names in bodies.items() for name in names
}
_NETWORKS: dict[str, str] = {name: one["body"] for one in lexicon("networks")["network"] for name in one["alone"]}
_WHOLE = (frozenset(_BODIES.values()) | frozenset(_NETWORKS.values())) - frozenset(_DATA["lines"])
_GROUPS: dict[str, str] = (
    {one["body"].partition(":")[0]: "networks" for one in lexicon("networks")["network"]}
    | {body: group for group, bodies in _FIXED.items() if group != "attached" for body in bodies}
    | dict.fromkeys(_DATA["lines"], "lines")
)
_COMMISSIONS = frozenset(_DATA["commissions"])
_ALONE = frozenset(_DATA["alone"])
_ONE_CENTRE = frozenset(_DATA["one_centre"])
_SUFFIXES = sorted(
    [(suffix, DEPARTMENT) for suffix in _DATA["suffixes"]]
    + [(suffix, form) for form, suffixes in _DATA["forms"].items() for suffix in suffixes],
    key=lambda pair: (len(pair[0]), pair[0]),
)
_LEADS = re.compile("(?:委[省市县区州旗]?(?:人民)?政府|人民政府|政府|党工委|党委|委)(?=.{2})")
_BRACKET = re.compile(r"（[^（）]*）")
_AND = "和与及、"
_LONGEST_STEM = max(map(len, _LINES))
_COUNCIL = ("委", "委员会")

_MIDDLE_SCHOOL = re.compile("(?:第)?([一二三四五六七八九十]{1,3})(?:中|中学)")
_HOSPITAL = re.compile("(?:第?([一二三四五六七八九十]{1,2}))?人民医院")

Table = Literal["line", "joined", "fixed", "network"]


@dataclass(frozen=True, slots=True)
class Office:
    """A body without its place. Equal values at one place are one body."""

    function: str
    """The line, its first name in the lexicon: 发展改革; joined lines with a plus, in the lexicon's order: 教育+体育."""
    form: str = DEPARTMENT
    table: Table = field(default="line", compare=False)
    """Where it was found: a line's stem, several lines, the fixed names, the vertical bodies and enterprises."""

    @property
    def key(self) -> str:
        """How identities write it: 发展改革, 生态环境:分局."""
        return self.function if self.form == DEPARTMENT else f"{self.function}:{self.form}"


@lru_cache(maxsize=50_000)
def office(core: str) -> Office | None:
    """The office that a name without place and level means; None when the lexicon does not know it.

    A second name in brackets (市场监管局（知识产权局）) is a sign on the same door: it is left out of the reading.
    """
    plain = _BRACKET.sub("", core) or core
    for name in dict.fromkeys((core, plain)):
        if found := _fixed(name):
            return found
    lead = _LEADS.match(plain)
    rest = plain[lead.end() :] if lead else ""
    return (_fixed(rest) or _department(rest) if rest else None) or _department(plain)


def official_name(key: str, place: str) -> str:
    """What a place's department of that line is called in full, by the place's level: 税务 of 云汀市 is 税务局.

    For writing only: the place may call it otherwise.
    """
    function = of_key(key).function
    names = lexicon("official").get(function)
    level = 1 if place.endswith(("省", "自治区")) else 3 if place.endswith(("县", "区", "旗")) else 2
    ending = "" if function in _WHOLE else "局"
    return str(names[level]) if names and names[level] else function + ending


def state_name(function: str) -> str:
    """What the State's body of that line is called in full; empty where there is none."""
    names = lexicon("official").get(function)
    return str(names[0]) if names else ""


def group_of(function: str | None) -> str | None:
    """Which table a function stands in: `lines` for departments' lines (joined ones too), `networks`, or a group of the fixed
    names: government, party, assemblies, groups, services, councils."""
    if function is None:
        return None
    return _GROUPS.get(function) or ("lines" if function.split("+")[0] in _ORDER else None)


def in_order(lines: list[str]) -> str:
    """Several lines as one function: each once, in the lexicon's order, 文化 with 旅游 as the one line that they are today."""
    parts = set(lines)
    if {"文化", "旅游"} <= parts or "文化旅游" in parts:
        parts = parts - {"文化", "旅游", "广播电视"} | {"文化旅游"}
    return "+".join(sorted(parts, key=lambda line: _ORDER[line]))


def _fixed(name: str) -> Office | None:
    if name in _BODIES:
        return Office(_BODIES[name], table="fixed")
    if name in _NETWORKS:
        return of_key(_NETWORKS[name], "network")
    if found := _MIDDLE_SCHOOL.fullmatch(name):
        return Office(f"第{found[1]}中学", table="fixed")
    if found := _HOSPITAL.fullmatch(name):
        return Office(f"第{found[1]}人民医院" if found[1] else "人民医院", table="fixed")
    return None


def is_fixed(name: str) -> bool:
    """True when the whole name stands in the table of fixed names, brackets and all: 党校（行政学院）."""
    return name in _BODIES


def of_key(key: str, table: Table = "line") -> Office:
    """The office that a key of a lexicon writes: 金融监管:分局."""
    function, _, form = key.partition(":")
    return Office(function, form or DEPARTMENT, table)


def _department(name: str) -> Office | None:
    for read in (_one_line, _several):
        for suffix, form in _SUFFIXES:
            if not name.endswith(suffix) or not (function := read(name[: -len(suffix)])):
                continue
            if form == DEPARTMENT and suffix.endswith(_COUNCIL) and function not in _COMMISSIONS:
                continue
            if form.endswith("中心") and function in _ONE_CENTRE:
                form = "中心"
            return Office(function, form, "joined" if "+" in function else "line")
    return None


def _one_line(stem: str) -> str | None:
    return in_order(_JOINED[stem]) if stem in _JOINED else _LINES.get(stem)


@cache
def _several(stem: str) -> str | None:
    """The lines of a stem that is made of stems (农业农村和水务) or of short ones (文广旅体), else None."""
    for table in (_LINES, _SHORTS):
        pieces = _pieces(stem, table)
        if pieces and len(pieces) > 1 and not _ALONE.intersection(pieces):
            return in_order(pieces)
    return None


def _pieces(stem: str, table: dict[str, str]) -> list[str] | None:
    """The lines that a stem is put together from, longest first; a connecting word may stand between two."""
    if len(stem) > 24:
        return None
    for length in range(min(len(stem), _LONGEST_STEM), 0, -1):
        line = table.get(stem[:length])
        if line is None:
            continue
        rest = stem[length:]
        if not rest:
            return [line]
        after = _pieces(rest[1:], table) if rest[0] in _AND and len(rest) > 1 else None
        after = after or _pieces(rest, table)
        if after:
            return [line, *after]
    return None
