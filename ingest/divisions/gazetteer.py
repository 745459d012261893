"""Places that a user adds by a file (places.toml): a fictional province, a new district, a development zone, a town.

    [[place]]
    name = "临澄市"
    level = "city"              # province, city, county, town or zone (开发区)
    parent = "岚江省"           # a place of this file or of the table; its whole path where the name alone is not one place
    code = "990100"             # six digits; may be left out, as all below
    short = ["临澄"]            # further short forms; 临澄 is made by rule
    since = 2001                # the first and the last year of the name
    until = 2030

A place with the path of one in the table takes its place.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ingest.divisions.forms import BARE, MARKED, forms
from ingest.divisions.official import LEVELS, Chain, Division, Level, divisions
from ingest.errors import FileMissing, PlacesWrong

FILE = "places.toml"
MAX_BYTES = 1_000_000
_KEYS = ("name", "level", "parent", "code", "short", "since", "until")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*place[ \t]*\]\]", re.M)


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places by path and by printed form. Two are never equal: each stands for the file that it was read from."""

    places: dict[Chain, tuple[Division, ...]] = field(default_factory=dict)
    printed: dict[str, tuple[tuple[Division, int], ...]] = field(default_factory=dict)
    """Printed form -> the places that it may mean, each with the rank of the form (see `forms`)."""
    shorts: dict[Chain, tuple[str, ...]] = field(default_factory=dict)
    """The forms that no rule makes."""

    def add(self, place: Division, shorts: tuple[str, ...] = ()) -> None:
        """Note a place and its forms."""
        self.places[place.chain] = (*self.places.get(place.chain, ()), place)
        ranked = ((short, MARKED if short[-1] == place.name[-1] else BARE) for short in shorts)
        for form, rank in (*forms(place.name), *ranked):
            self.printed[form] = (*self.printed.get(form, ()), (place, rank))
        if shorts:
            self.shorts[place.chain] = shorts


@cache
def table() -> Gazetteer:
    """The official divisions, and the zones and the corps that this project adds to them (zones.toml)."""
    gazetteer = Gazetteer()
    for places in divisions().values():
        for place in places:
            gazetteer.add(place)
    zones = _read((files("ingest.divisions") / "zones.toml").read_text(encoding="utf-8"), "zones.toml", gazetteer)
    for chain, (place,) in zones.places.items():
        gazetteer.add(place, zones.shorts.get(chain, ()))
    return gazetteer


def read_gazetteer(path: Path) -> Gazetteer:
    """The places of a file. Raises FileMissing, and PlacesWrong, which says what is wrong in which line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PlacesWrong(file=str(path), reason_zh="文件太大", reason_en="the file is too large")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FileMissing(file=str(path)) from error
    except UnicodeDecodeError as error:
        raise PlacesWrong(file=str(path), reason_zh="不是 UTF-8 文本", reason_en="it is no UTF-8 text") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise PlacesWrong(file=str(path), reason_zh=reason, reason_en=reason) from error
    return gazetteer_of(text, str(path))


@lru_cache(maxsize=8)
def gazetteer_of(text: str, file: str) -> Gazetteer:
    """The places of a text in the file's format. Raises PlacesWrong, which names the file."""
    return _read(text, file, table())


def _read(text: str, file: str, known: Gazetteer) -> Gazetteer:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlacesWrong(file=file, reason_zh=f"不是有效的 TOML（{error}）", reason_en=f"no valid TOML ({error})") from error
    lines = [text.count("\n", 0, found.start()) + 1 for found in _HEADER.finditer(text)]
    entries = data.get("place")
    if set(data) - {"place"} or not isinstance(entries, list) or len(entries) != len(lines):
        raise PlacesWrong(file=file, reason_zh="应由 [[place]] 各节组成", reason_en="it consists of [[place]] sections")
    rows = [_Entry(entry, file, line) for entry, line in zip(entries, lines, strict=True)]
    chains: dict[str, list[Chain]] = {}
    gazetteer = Gazetteer()
    waiting = rows
    while waiting:
        later = []
        for row in waiting:
            around = row.around(chains, known, {r.name for r in waiting})
            if around is None:
                later.append(row)
                continue
            place = row.division(around)
            if place.chain in chains.get(place.name, []):
                raise row.wrong(f"“{row.name}”写了两次", f"“{row.name}” is given twice")
            chains.setdefault(place.name, []).append(place.chain)
            gazetteer.add(place, row.short)
        if len(later) == len(waiting):
            raise later[0].wrong(f"“{later[0].name}”在自己里面", f"“{later[0].name}” lies in itself")
        waiting = later
    return gazetteer


class _Entry:
    """One [[place]]. Raises PlacesWrong."""

    def __init__(self, value: dict[str, Any], file: str, line: int) -> None:
        self.file, self.line = file, line
        if unknown := set(value) - set(_KEYS):
            raise self.wrong(f"不认识“{min(unknown)}”", f"“{min(unknown)}” is not known")
        self.name = self._text(value, "name")
        if len(self.name) < 2 or "/" in self.name:
            raise self.wrong("name 至少两个字，不含“/”", "name has at least two characters and no “/”")
        level = next((known for known in LEVELS if known == value.get("level")), None)
        if level is None:
            known = "、".join(LEVELS)
            raise self.wrong(f"level 应是 {known} 之一", f"level is one of {known}")
        self.level: Level = level
        self.parent = tuple(part for part in self._text(value, "parent", "").split("/") if part)
        if not self.parent and self.level != "province":
            raise self.wrong(f"“{self.name}”缺少 parent（在哪里）", f"“{self.name}” needs a parent (where it lies)")
        self.code = self._text(value, "code", "") or None
        if self.code and not re.fullmatch(r"\d{6}", self.code):
            raise self.wrong("code 应是六位数字，写在引号里", "code is six digits in quotes")
        self.since, self.until = self._year(value, "since"), self._year(value, "until")
        if self.since and self.until and self.since > self.until:
            raise self.wrong("since 晚于 until", "since is after until")
        short = value.get("short", [])
        if not isinstance(short, list) or not all(isinstance(s, str) and len(s) > 1 for s in short):
            raise self.wrong('short 应是文字列表，如 ["临澄"]', 'short is a list of texts such as ["临澄"]')
        self.short: tuple[str, ...] = tuple(short)

    def around(self, chains: dict[str, list[Chain]], known: Gazetteer, waiting: set[str]) -> Chain | None:
        """The chain of the place around; None when that is still to be read."""
        if not self.parent:
            return ()
        last = self.parent[-1]
        own = [c for c in chains.get(last, ()) if c[-len(self.parent) :] == self.parent]
        if not own and last in waiting:
            return None
        there = own or [c for p, _ in known.printed.get(last, ()) if (c := p.chain)[-len(self.parent) :] == self.parent]
        there = list(dict.fromkeys(there))
        path = "/".join(self.parent)
        if not there:
            raise self.wrong(f"没有“{path}”这个地方", f"there is no place “{path}”")
        if len(there) > 1:
            both = "、".join("/".join(c) for c in there[:5])
            raise self.wrong(f"“{path}”不止一个，请写全：{both}", f"“{path}” is several; write the whole path: {both}")
        return there[0]

    def division(self, around: Chain) -> Division:
        return Division(self.name, self.level, self.code, around, self.since, self.until)

    def wrong(self, zh: str, en: str) -> PlacesWrong:
        return PlacesWrong(file=self.file, reason_zh=f"第 {self.line} 行：{zh}", reason_en=f"line {self.line}: {en}")

    def _text(self, value: dict[str, Any], key: str, default: str | None = None) -> str:
        text = value.get(key, default)
        if not isinstance(text, str):
            raise self.wrong(f"{key} 应是文字", f"{key} is a text")
        return "".join(text.split())

    def _year(self, value: dict[str, Any], key: str) -> int | None:
        year = value.get(key)
        if year is not None and (type(year) is not int or not 1900 <= year <= 2100):
            raise self.wrong(f"{key} 应是年份", f"{key} is a year")
        return year
