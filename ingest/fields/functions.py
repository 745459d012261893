"""What a body is for (条线) and what kind it is, from its name without its place: 发改局, 教育和体育局, 委办, 环保分局."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.lexicon import lexicon

_DATA = lexicon("functions")
DEPARTMENT = "部门"
"""The form of the ordinary department: 局, 委, 厅, 办 and the like of one place and one line are one body."""
MINISTRIES: frozenset[str] = frozenset(_DATA["ministries"])

_COUNCILS = frozenset(_DATA["councils"])
_LINES: dict[str, str] = {stem: line for line, stems in _DATA["lines"].items() for stem in stems}
_JOINED: dict[str, str] = {stem: "+".join(lines) for stem, lines in _DATA["joined"].items()}
_BODIES: dict[str, str] = {name: body for body, names in _DATA["bodies"].items() for name in names}
_SUFFIXES = sorted(
    [(suffix, DEPARTMENT) for suffix in _DATA["suffixes"]]
    + [(suffix, form) for form, suffixes in _DATA["forms"].items() for suffix in suffixes],
    key=lambda pair: (len(pair[0]), pair[0]),
)
_BRACKET = re.compile(r"（[^（）]*）")
_AND = re.compile("[和与、]")


@dataclass(frozen=True, slots=True)
class Office:
    """A body without its place. Equal values at one place are one body."""

    function: str
    """The line, its first name in the lexicon: 发展改革; joined lines with a plus: 教育+体育."""
    form: str = DEPARTMENT


@lru_cache(maxsize=50_000)
def office(core: str) -> Office | None:
    """The office that a name without place and level means; None when the lexicon does not know it.

    A second name in brackets (市场监管局（知识产权局）) is a sign on the same door: it is left out of the reading.
    """
    plain = _BRACKET.sub("", core) or core
    for name in dict.fromkeys((core, plain)):
        if name in _COUNCILS:
            return None
        if name in _BODIES:
            return Office(_BODIES[name])
    for lead in ("政府", "人民政府", "委"):
        if plain.startswith(lead) and (known := _department(plain[len(lead) :])):
            return known
    return _department(plain)


def _department(name: str) -> Office | None:
    for suffix, form in _SUFFIXES:
        if name.endswith(suffix) and (function := _function(name[: -len(suffix)])):
            return Office(function, form)
    return None


def _function(stem: str) -> str | None:
    """The line of a stem: one of the lexicon, or two or three that 和 joins."""
    if stem in _LINES:
        return _LINES[stem]
    if stem in _JOINED:
        return _JOINED[stem]
    for sign in _AND.finditer(stem):
        left, right = _LINES.get(stem[: sign.start()]), _function(stem[sign.end() :])
        if left and right:
            return "+".join(dict.fromkeys((left, *right.split("+"))))
    return None
