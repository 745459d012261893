"""The place whose list it is (地区), as a title or an office's name prints it: 云汀市汀南区, 岭桥市, 湖南省.

A place of the tables (`ingest.divisions`) is known to the character, and only a zone or a town may follow it. Any other name
is read by grammar: it ends with the sign of its level.
"""

from __future__ import annotations

import re
from functools import cache

from ingest.divisions.forms import BARE
from ingest.divisions.readings import beginnings
from ingest.lexicon import lexicon

_SUFFIX = (
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|开发区|高新区|经开区|示范区|管理区|功能区|林区|特区|新区|地区|街道"
    r"|省|市|州|盟|县|区|旗|镇|乡)"
)
_STEP = re.compile(rf"(?:(?!省|市|自治区|自治州)[\u4e00-\u9fff]){{1,11}}?{_SUFFIX}")
_BELOW = re.compile(
    r"[\u4e00-\u9fff]{0,10}?(?:开发区|高新区|经开区|示范区|管理区|功能区|保税区|度假区|试验区|合作区|园区|新区|风景名胜区"
    r"|风景区|景区|街道|苏木|镇|乡)"
)
# 城市, 市场, 县域: the character that ends a place begins or ends another word here.
_OTHER_OFFICE = ("委", "人民", "政府", "办公", "党委")
"""What a place does not begin with: 委办公室岭桥市 goes on from another place's party committee."""
_NOT_AFTER = re.compile(r"^(?:场|容|域|块|间|情|际)")
# 临澄市场监管局 prints one 市 for two.
_MARKET = re.compile(r"^场监[督管]")
# A name that only says a kind (城区, 新城区) is a place where a year or an office follows it.
_OFFICE = re.compile(r"^(?:\d|人民政府|政府|区委|党|委|办|管委会|$)")


@cache
def _words(which: str) -> tuple[str, ...]:
    return tuple(lexicon("titles")[which])


def place_at(text: str) -> str | None:
    """The chain of places that a text begins with, as printed; None when it begins with none."""
    at = _known(text) or _by_grammar(text)
    if at and not text[:at].endswith(("街道", "镇", "乡")):
        below = _BELOW.match(text, at)
        while below and _is_below(below.group(), text[below.end() :]):
            at = below.end()
            below = _BELOW.match(text, at)
    return text[:at] or None


def _by_grammar(text: str) -> int:
    """Where the places end that a text begins with, by the signs of their levels."""
    at = 0
    while True:
        match = _STEP.match(text, at)
        while match and not _is_place(match.group(), text[match.end() : match.end() + 2]):
            match = _longer(text, at, match.end())
        if match is None:
            return at
        step, after = match.group(), text[match.end() :]
        if at and (_is_word(step) or (_BELOW.fullmatch(step) and not _is_below(step, after))):
            return at
        at = match.end()
        if step.endswith(("街道", "镇", "乡")):
            return at


def _known(text: str) -> int:
    """Where the longest place of the tables ends that a text begins with; 0 when there is none."""
    kinds = lexicon("divisions")["below"]["generic"]
    for end, found in beginnings(text):
        after, names = text[end:], {d.name for d, _ in found}
        # 湖南大学: a province's short name begins many other names; 濮阳市|区县: the old 市区 is never meant
        if all(rank == BARE or (d.until and d.name in kinds) for d, rank in found):
            continue
        if text[:end].endswith("市") and _MARKET.match(after):
            return end
        alone = text[:end] in names and text[:end] in kinds
        if not _NOT_AFTER.match(after) and (not alone or _OFFICE.match(after)):
            return end
    return 0


def _is_below(step: str, after: str) -> bool:
    """Whether what follows a known place is a zone or a town in it: 高新区, 经济开发区, 羊口镇; and not 园区建设, 特色小镇."""
    if after.startswith(_words("zone_subjects")) or _is_word(step):
        return False
    if step in _words("bare_zones"):
        return True
    sign = re.search(r"(?:[\u4e00-\u9fff]{2}区|街道|苏木|[镇乡])$", step)
    name = step[: sign.start()] if sign else ""
    return bool(name) and (_kinds().fullmatch(name) is not None or not step.startswith(_words("not_places")))


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(lexicon("divisions")["below"]["kinds"]) + ")+")


def _longer(text: str, at: int, end: int) -> re.Match[str] | None:
    """The next longer step from `at`, when what was taken ends inside a name (汀州|区, 市中|区)."""
    if text[end : end + 1] and text[end] in "市县区旗省州盟":
        return re.compile(rf"[\u4e00-\u9fff]{{{end - at},{end - at + 1}}}?{_SUFFIX}").match(text, at)
    return None


def _is_place(step: str, following: str) -> bool:
    if following[:1] in "市县区旗省州盟" and not following.startswith(_words("sign_begins_word")):
        return False  # 汀州|区: the suffix belongs to the name; the caller takes the longer step
    name = re.sub(_SUFFIX + "$", "", step)
    if not name or step.startswith((*_words("not_places"), *_OTHER_OFFICE)) or _NOT_AFTER.match(following):
        return False
    if len(name) == 1 and not step.endswith(("县", "市", "区", "州", "省", "旗")):
        return False
    return len(name) <= 8


def _is_word(step: str) -> bool:
    """Whether a step behind a place is another word: 岭桥市|片区, 岭桥市|县乡, 岭桥市|示范县."""
    whole = step in _words("not_place_steps")
    return whole or step.endswith(_words("not_place_ends")) or step.startswith(_words("sign_begins_word"))


def place_in_title(title: str) -> str | None:
    """The place in a title: 2024年X市…, X市2024年…, X市人民政府办公室关于…, 关于印发X县…; None where it names none."""
    text = re.sub(r"^(?:[《“\"\s]|中共|中国共产党)+", "", title)
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
