"""The forms in which a division's name is printed: 恩施土家族苗族自治州, 恩施州, 恩施; 邹城市, 邹城.

A form's rank says how much of the name it keeps: FULL is the name, MARKED a short one that keeps its level (恩施州), BARE
the name without its level. Two characters must stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.lexicon import lexicon

FULL, MARKED, BARE = 0, 1, 2
_AUTONOMOUS = {"自治区": "", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_LEVEL = re.compile(r"(?:特别行政区|地区|特区|林区|新区|[省市县区旗盟])$")
_NO_STEM = ("矿区", "郊区", "市区")


@lru_cache(maxsize=8192)
def forms(name: str) -> tuple[tuple[str, int], ...]:
    """All forms of a name with their ranks, the name first."""
    found = {name: FULL}
    for form, rank in _short(name):
        if len(form) >= 2:
            found.setdefault(form, rank)
    return tuple(found.items())


def _short(name: str) -> Iterator[tuple[str, int]]:
    for sign, level in _AUTONOMOUS.items():
        if name.endswith(sign):
            whole = name.removesuffix(sign)
            bare = _without_nationalities(whole)
            bare = bare if len(bare) > 1 else whole  # 内蒙古
            if level:
                yield bare + level, MARKED
            yield bare, BARE
            break
    else:
        if not name.endswith(_NO_STEM):
            yield _LEVEL.sub("", name), BARE
    for short in _customary().get(name, ()):
        yield short, MARKED


def _without_nationalities(text: str) -> str:
    """恩施土家族苗族 -> 恩施; 博尔塔拉蒙古 -> 博尔塔拉; 东乡族 -> 东乡, where nothing else would stay."""
    rest = text
    while True:
        shorter = next((rest[: -len(n)] for n in _nationalities() if rest.endswith(n)), rest)
        if shorter == rest:
            return rest
        if not shorter:
            return rest.removesuffix("族")
        rest = shorter


@cache
def _nationalities() -> tuple[str, ...]:
    """With 族, and the longer ones without it, too; longest first."""
    names = lexicon("divisions")["nationalities"]["names"]
    return tuple(sorted([n + "族" for n in names] + [n for n in names if len(n) > 1], key=len, reverse=True))


@cache
def _customary() -> dict[str, tuple[str, ...]]:
    """Short forms that stand in the data, and those of the corps' cities: 第八师石河子市, 八师."""
    data = lexicon("divisions")
    found: dict[str, tuple[str, ...]] = {}
    for short, name in data["customary"].items():
        found[name] = (*found.get(name, ()), short)
    corps = data["corps"]
    for number, city in corps["cities"].items():
        divisions = (f"第{number}师", f"{number}师")
        heads = ("", corps["short"], corps["name"])
        found[city] = tuple(head + division + end for head in heads for division in divisions for end in ("", city))
    return found
