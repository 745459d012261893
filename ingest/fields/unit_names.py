"""Names of bodies (单位名称): is a text one, is it one wording for several. The words are in `lexicon/units.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.lexicon import lexicon
from ingest.record import UnitKind

MAX_NAME = 40
"""Longest name of a body, in characters; real ones stay below 35."""
MAX_WORDING = 200
"""Longest wording for several bodies, in characters, brackets included; what is longer is neither a name nor a wording."""
_BRACKETS = re.compile(rf"[（(〔\[【][^（）()]{{0,{MAX_WORDING}}}[）)〕\]】]")


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon("units")[key], key=len, reverse=True))


def plain(name: str) -> str:
    """The name without its brackets: 市住房城乡建设（人防）局 -> 市住房城乡建设局."""
    return _BRACKETS.sub("", name) if "（" in name or "(" in name or "〔" in name or "[" in name or "【" in name else name


@lru_cache(maxsize=20_000)
def ends_like_unit(name: str) -> bool:
    """True when the words end as a body's name does (市商务局, 市政府办, 国网X供电公司). Brackets are passed over."""
    if len(name) > MAX_WORDING:
        return False
    name = plain(name)
    if len(name) < 2 or len(name) > MAX_NAME:
        return False
    if name.endswith(_words("endings")):
        return True
    if name.endswith(_words("not_heads")):
        return False
    if name.endswith(_words("heads")):
        return name not in _words("heads")
    return len(name) >= 3 and name.endswith(_words("weak")) and not name.endswith(_words("not_weak"))


def is_head(name: str) -> bool:
    """True for the bare end of a name: 管委会, 办公室, 中心."""
    return name in _words("endings")


@lru_cache(maxsize=20_000)
def level_prefix(name: str) -> str:
    """The level word that a name begins with (市商务局 -> 市), empty when it has none."""
    if name.startswith(_words("not_levels")):
        return ""
    word = next((w for w in _words("levels") if name.startswith(w)), "")
    return word if len(name) > len(word) + 1 else ""


_SEVERAL_LEVELS = re.compile(r"(?:市县|县市|县区|区县|市州|旗县|市县区|县市区|乡镇|镇街|街镇)(?:党委)?(?:人民)?政府$")
"""Governments of places of several kinds: 沿海市县人民政府."""
_OR_OTHER_LEVEL = re.compile(r"[省市县区州旗乡镇村][（(][市县区州旗盟乡镇街道村社居地特林、]{1,12}[）)]$")
"""Places of one level or another: 沿海县（市）."""


@cache
def _generic_words() -> dict[str, tuple[str, ...]]:
    """The words for places and their offices, by their first sign."""
    words: dict[str, list[str]] = {}
    for word in sorted({*lexicon("units")["place_words"], *lexicon("units")["office_words"]}):
        words.setdefault(word[0], []).append(word)
    return {first: tuple(group) for first, group in words.items()}


def is_generic(name: str) -> bool:
    """True for a name made of words for places and their offices only: 县（市、区）, 街道办事处, 乡镇人民政府."""
    if not name or len(name) > MAX_WORDING:
        return False
    ends = {0}  # where a word may end; a pattern would try each way to cut 党委政府党委政府…
    for at, sign in enumerate(name):
        if at in ends:
            ends.update(at + len(word) for word in _generic_words().get(sign, ()) if name.startswith(word, at))
    return len(name) in ends


def without_endings(name: str, endings: tuple[str, ...]) -> str:
    """The name without the run of these words that it ends with; a longer word comes before one that it ends with."""
    while ending := next((word for word in endings if name.endswith(word)), ""):
        name = name.removesuffix(ending)
    return name


@lru_cache(maxsize=20_000)
def is_collective(name: str) -> bool:
    """True for a wording that stands for several bodies: 各镇街, 市政府有关部门（单位）, 街道办事处, 驻区单位."""
    if len(name) > MAX_WORDING:
        return False
    bare = plain(name)
    if name.startswith(_words("collective_starts")) and not name.startswith(("驻", "各界")):
        return True
    if name.startswith("驻") and any(word in name for word in ("各", "有关", "相关")):
        return True  # 驻市各单位; 驻监武警中队 and 驻上海办事处 are one body
    if bare.endswith(_words("collective_ends")) and not bare.endswith(("工作单位部", "中心学校")):
        return True
    if any(word in bare for word in _words("collective_words")) and not ends_like_unit(bare.split("各")[0]):
        return True
    if _SEVERAL_LEVELS.search(bare) or _OR_OTHER_LEVEL.search(name):
        return True
    if not is_generic(name):
        return False
    # 市政府, 区人民政府, 县委 are one body; 开发区管委会 too; 镇人民政府, 街道办事处 and 县区政府 stand for all of them.
    place = without_endings(name, ("人民政府", "管委会", "党工委", "政府", "党委", "工委", "办"))
    return place not in {"省", "市", "县", "区", "州", "盟", "旗", "自治区", "自治州", "自治县", "自治旗", "开发区", "园区", ""}


def kind_of(name: str) -> UnitKind:
    """`collective` for a wording that stands for several bodies, else `unit`."""
    return "collective" if is_collective(name) else "unit"


@lru_cache(maxsize=20_000)
def is_complete(name: str) -> bool:
    """True when a text can stand as a name of its own, of one body or of several (各乡镇人 can not)."""
    if len(name) > MAX_WORDING or any(name.count(a) != name.count(b) for a, b in ("（）", "()")):
        return False
    if ends_like_unit(name):
        return True
    return is_collective(name) and plain(name).endswith(
        (*_words("collective_ends"), *_words("place_words"), *_words("office_words"))
    )


@lru_cache(maxsize=20_000)
def is_known(name: str) -> bool:
    """True when a rule knows the form of a name."""
    return ends_like_unit(name) or is_collective(name) or is_place(name)


def is_place(name: str) -> bool:
    """True for the name of a place that stands for its government in a list: 杭州市, 第七师胡杨河市, 李家庄村."""
    return 3 <= len(name) <= 12 and name[-1] in "市县区州盟旗乡镇村" and not is_collective(name)


def is_person(name: str) -> bool:
    """True for what reads as a person's name (王强) and as no body's."""
    return 2 <= len(name) <= 3 and name[0] in lexicon("units")["surnames"] and not is_known(name)


def says_no_unit(text: str) -> bool:
    """True for —, /, 无: a cell that says that there is no unit."""
    return text.strip() in lexicon("units")["none"]
