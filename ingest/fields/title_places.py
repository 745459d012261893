"""The place whose list it is (地区), as a title or an office's name prints it: 云汀市汀南区, 岭桥市, 湖南省."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import lexicon

_SUFFIX = (
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|开发区|高新区|经开区|示范区|管理区|功能区|林区|特区|新区|地区|街道"
    r"|省|市|州|盟|县|区|旗|镇|乡)"
)
_STEP = re.compile(rf"(?:(?!省|市|自治区|自治州)[\u4e00-\u9fff]){{1,11}}?{_SUFFIX}")
# 城市, 市场, 县域: the character that ends a place begins or ends another word here.
_NOT_AFTER = re.compile(r"^(?:场|容|域|块|间|情|际)")


@cache
def _not_places() -> tuple[str, ...]:
    return tuple(lexicon("titles")["not_places"])


def place_at(text: str) -> str | None:
    """The chain of places that a text begins with, as printed; None when it begins with none."""
    at = 0
    while True:
        match = _STEP.match(text, at)
        while match and not _is_place(match.group(), text[match.end() : match.end() + 2]):
            match = _longer(text, at, match.end())
        if match is None:
            break
        at = match.end()
        if match.group().endswith(("街道", "镇", "乡")):
            break
    return text[:at] or None


def _longer(text: str, at: int, end: int) -> re.Match[str] | None:
    """The next longer step from `at`, when what was taken ends inside a name (汀州|区, 市中|区)."""
    if text[end : end + 1] and text[end] in "市县区旗省州盟":
        return re.compile(rf"[\u4e00-\u9fff]{{{end - at},{end - at + 1}}}?{_SUFFIX}").match(text, at)
    return None


def _is_place(step: str, following: str) -> bool:
    if following[:1] in "市县区旗省州盟" and not following.startswith(
        ("区域", "市场", "县域", "区直", "市直", "县直", "市级", "区级")
    ):
        return False  # 汀州|区: the suffix belongs to the name; the caller takes the longer step
    name = re.sub(_SUFFIX + "$", "", step)
    if not name or step.startswith(_not_places()) or _NOT_AFTER.match(following):
        return False
    if len(name) == 1 and not step.endswith(("县", "市", "区", "州", "省", "旗")):
        return False
    return len(name) <= 8


def place_in_title(title: str) -> str | None:
    """The place in a title: 2024年X市…, X市2024年…, X市人民政府办公室关于…, 关于印发X县…; None where it names none."""
    text = re.sub(r"^[《“\"\s]+", "", title)
    for _ in range(4):
        place = place_at(text)
        if place:
            return place
        shorter = re.sub(
            r"^(?:[（(]?\d{4}(?:[-—－~至]\d{4})?[)）]?年?度?|中共|中国共产党|关于|做好|印发|转发|发布|下达|公布|开展|《|“|附件\d*[:：]?|\s)+",
            "",
            text,
        )
        if shorter == text:
            return None
        text = shorter
    return None
