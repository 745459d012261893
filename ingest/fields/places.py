"""Names of places, read by grammar: 云汀市汀南区, 岚江省岭桥市, 阿拉善盟阿拉善左旗, 佛山市顺德区.

A name ends with its level (《行政区划管理条例》, 2018). Names hold such signs inside, too: 市中区, 沙市区, 新市区, 红旗区,
津市市, 景德镇市, 萍乡市. So the level sign must have a name before it: two characters for 市, 旗 and 盟, one for 县 and 区
(和县, 城区); and a town ends the whole text. Which places there are is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.lexicon import lexicon

_DATA = lexicon("places")
PROVINCES: dict[str, list[str]] = _DATA["provinces"]
LEVELS: tuple[str, ...] = tuple(sorted(_DATA["words"]["levels"], key=len, reverse=True))
ZONES: tuple[str, ...] = tuple(_DATA["words"]["zones"])

_SHORT_PROVINCE = {short: name for name, shorts in PROVINCES.items() for short in shorts}
_PREFECTURES: tuple[str, ...] = tuple(sorted(_DATA["prefectures"]["short"], key=len, reverse=True))
_ANY_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:省|自治区|特别行政区)")
_SEGMENT = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:市|自治州|盟|地区|自治旗|旗)|[\u4e00-\u9fff]{1,14}?[县区]")
_PEOPLES = ("藏族", "蒙古族", "回族", "哈萨克")
_NO_PLACE = ("政", "人", "委", "直", "各")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,12}(?:镇|乡|街道|苏木)$")
_LONGEST_LEVEL = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|特区|新区|林区|街道|苏木|[省市县区旗盟州镇乡])$")


def place_chain(printed: str | None) -> tuple[str, ...]:
    """The places in a printed form, outermost first: 云汀市汀南区 -> (云汀市, 汀南区); 山东 -> (山东省,).

    A form without a level (岭桥) comes back as it is: the grammar cannot know what it is. Never raises.
    """
    rest = "".join((printed or "").split())
    chain: list[str] = []
    if rest in _SHORT_PROVINCE:
        return (_SHORT_PROVINCE[rest],)
    if province := _province(rest):
        chain.append(province[0])
        rest = rest[province[1] :]
    while rest and len(chain) < 5:
        end = _first(rest)
        if chain and not _LONGEST_LEVEL.search(rest[:end]) and (len(rest) > 3 or rest.startswith(_NO_PLACE)):
            break  # 岭桥市政务公开: what follows the place is none
        chain.append(rest[:end])
        rest = rest[end:]
    return tuple(chain)


def stem(place: str) -> str:
    """A place's name without its level, when at least two characters stay: 岭桥市 -> 岭桥, 和县 -> 和县."""
    short = _LONGEST_LEVEL.sub("", place)
    return short if len(short) >= 2 else place


def prefixes(name: str) -> Iterator[int]:
    """Where a name of a body may stop being the place that it begins with, shortest first."""
    for found in re.finditer("自治区|地区|街道|苏木|[省市县区旗盟州镇乡]", name[:40]):
        if found.end() >= 2 and found.end() < len(name):
            yield found.end()


def is_place(text: str) -> bool:
    """Whether every part of a text is a name with its level, so that the text can stand before a body's name."""
    chain = place_chain(text)
    return bool(chain) and all(_LONGEST_LEVEL.search(part) and _LONGEST_LEVEL.sub("", part) for part in chain)


def _province(text: str) -> tuple[str, int] | None:
    for name, shorts in PROVINCES.items():
        if text.startswith(name):
            return name, len(name)
        for short in shorts:
            rest = text[len(short) :]
            # 河南蒙古族自治县, 吉林市 and 海南州 begin like a province and are none
            if text.startswith(short) and not rest.startswith((*_PEOPLES, "市", "州")) and text not in _PREFECTURES:
                ends = _SEGMENT.match(rest)
                if ends and ends.end() == len(rest) and len(rest) > 2:
                    return name, len(short)
    found = _ANY_PROVINCE.match(text)
    return (found.group(), found.end()) if found else None


def _first(text: str) -> int:
    """Where the first place of a text ends; the whole text when no level is found."""
    for name in _PREFECTURES:
        if text.startswith(name) and not text.startswith(name + "区"):
            return len(name)
    if _TOWN.match(text) and not _SEGMENT.match(text):
        return len(text)
    found = _SEGMENT.match(text)
    if not found:
        return len(text)
    end = found.end()
    # 津市市: a level sign that no name can follow belongs to the name before it
    if text[end:] in ("市", "县", "区"):
        end = len(text)
    return end
