"""Zones, towns and streets (功能区, 镇, 街道): no table has them, their names say what they are, and they lie in a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.divisions.forms import BARE
from ingest.divisions.gazetteer import Gazetteer
from ingest.divisions.official import Division, Level
from ingest.divisions.readings import readings
from ingest.fields.places import place_chain
from ingest.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Below:
    """A printed zone or town, cut."""

    around: str
    """The place before it as printed (寿光市), empty where none is."""
    printed: str
    """Its own name as printed: 高新技术产业开发区."""
    level: Level

    @property
    def name(self) -> str:
        """One name for the full and the short form: 高新区."""
        words = _words()
        bare = re.sub("(?:管委会|管理委员会)$", "", self.printed) if self.level == "zone" else self.printed
        bare = re.sub("(?:办事处|办)$", "", bare) if self.level == "town" else bare
        for long, short in words["same"].items():
            bare = bare.replace(long, short)
        return bare or self.printed

    def division(self, around: Division) -> Division:
        """It as a division in the place around it."""
        return Division(self.name, self.level, None, around.chain)


def below(text: str, added: Gazetteer | None = None) -> Below | None:
    """A text that ends like a zone or a town, cut behind the longest place before it: 寿光市|羊口镇, 济宁|高新区. A name
    without its level stands only before a zone that says its kind: 青山湖景区 is not in 青山. None when it ends otherwise."""
    level = level_below(text)
    if level is None:
        return None
    for end in range(len(text) - 2, 1, -1):
        if not (inside := _named(text[end:], level)):
            continue
        found = readings(text[:end], added)
        if any(rank < BARE for _, rank in found) or (found and inside == "kind"):
            return Below(text[:end], text[end:], level)
    parts = place_chain(text)
    return Below("".join(parts[:-1]), parts[-1] if parts else text, level)


def level_below(name: str) -> Level | None:
    """zone or town, as the end of a name says; None when it says neither."""
    return "zone" if name.endswith(_signs("zones")) else "town" if name.endswith(_signs("towns")) else None


def _named(name: str, level: Level) -> str | None:
    """Whether a name is more than its sign (named), or says what kind of zone it is (kind); None when it is no name."""
    if level == "zone" and _kinds().fullmatch(name):
        return "kind"
    signs = _signs("zones" if level == "zone" else "towns")
    sign = max((s for s in signs if name.endswith(s)), key=len, default="")
    return "named" if sign and len(name) > len(sign) else None


@cache
def _signs(which: str) -> tuple[str, ...]:
    return tuple(_words()[which])


@cache
def _kinds() -> re.Pattern[str]:
    """高新区, 经济技术开发区, 综合保税区, 临空经济示范区管委会."""
    kinds, zones = "|".join(_words()["kinds"]), "|".join(sorted(_signs("zones"), key=len, reverse=True))
    return re.compile(f"(?:{kinds})*(?:{zones})(?:管委会|管理委员会)?")


def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = lexicon("divisions")["below"]
    return words
