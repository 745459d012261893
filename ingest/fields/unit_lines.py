"""Line breaks and spaces in a unit cell: which part two names, and which only break one (X市生态环境局⏎Y县分局)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.fields.people import read_officer
from ingest.fields.roles import find_label, label_at, trailing_role
from ingest.fields.unit_names import is_complete, is_head, is_person, level_prefix, plain

SEPARATORS = "、，,；;。\n／/|｜"
_OPENING, _CLOSING = "（([【〔", "）)]】〕"
_SUBORDINATE = re.compile(
    r"^(?P<stem>.{1,8}?)(?P<kind>[分支]局|[分支]公司|调查总?队|[支分]行|[支大中]队|分中心|分[校院]|税务所)$"
)
_ABOVE = {"局": "局", "队": "局队", "心": "心", "校": "校", "院": "院", "所": "局"}
"""How the name ends that a subordinate body's goes on from."""
_SEAT = re.compile(r".{0,6}政府|[省市区县州盟旗]委|[省市区县]委[省市区县]政府|[省市区县州盟旗]直")
"""A seat of government that 各部门 goes on from: 市政府⏎各有关部门."""
_FUNCTIONS = re.compile(
    r"公安|税务|环|规划|资源|国土|监管|市场|交|城|消防|住|水|农|商|财|卫|教|民|司法|工|信|房|林|气象|烟草|邮"
)
_SPACE, _WORD = re.compile(r"\s"), re.compile(r"\S+")
_LONE = re.compile(r"(?:^|[：:、，,；;（(])\w$")
"""One letter apart by a space from the next: 镇 水 利 站."""
_PLACED = re.compile(r"\w{2,4}(?:[省市县区州盟旗镇乡]|街道)\w{2}|国家|中国|中共|全国")
_ENDINGS = (
    "办公室",
    "委员会",
    "管委会",
    "居委会",
    "指挥部",
    "办事处",
    "服务中心",
    "公安局",
    "工作部",
    "总队",
    "支队",
    "大队",
    "分公司",
)
_JOINT = re.compile("会同|以及|[和与及]")
_STRONG = ("牵头", "主办", "负责", "落实", "承办", "办理")
"""Role words that occur in no body's name."""
_FIRM = "局委办厅院府会所"
"""Signs that end a whole name, and seldom stand in the midst of one."""
_BACK = 400
"""Characters before a break that are looked at: twice the longest wording."""
_AHEAD = 4
"""A name is broken over at most so many lines."""
_NUMBERING = re.compile(r"^(?:[（(]?\d{1,2}[）)．.、]|[①-⑳])")


def unwrapped(text: str, *, wrapped: bool, wraps: Sequence[bool] | None = None) -> tuple[str, Sequence[int]]:
    """The text with its white space decided: a break that parts two names is `\\n`, any other is gone.

    Also gives, for each character of the result, its place in `text`. `wrapped`: line ends are those of a page, so that a
    name may be broken anywhere; else they are the author's own. `wraps` tells it for each line end, where that is known.
    """
    if not _SPACE.search(text):
        return text, range(len(text))
    out: list[str] = []
    places: list[int] = []
    listed = wrapped and re.search(r"[、，,；;]", re.sub(r"[（(][^（）()]*[）)]", "", text)) is not None
    found = list(_WORD.finditer(text))
    paired = _paired([match.group() for match in found])
    for number, match in enumerate(found):
        piece = match.group()
        gap = text[places[-1] + 1 : match.start()] if places else ""
        hard = paged = False
        if "\n" in gap:
            line = text.count("\n", 0, match.start()) - 1
            known = wraps[line] if wraps is not None and line < len(wraps) else None
            hard = not wrapped if known is None else not known
            paged = known is True
        spaced = len(piece) == 1 and number > 0 and "\n" not in gap and _LONE.search(found[number - 1].group()) is not None
        if (
            out
            and not spaced
            and (
                paired
                or _parts(
                    _tail("".join(out[-_BACK:])),
                    _Following.at(text, found[number : number + _AHEAD]),
                    hard=hard,
                    paged=paged,
                    listed=listed,
                )
            )
        ):
            out.append("\n")
            places.append(match.start() - 1)
        out.extend(piece)
        places.extend(range(match.start(), match.end()))
    return "".join(out), places


def _paired(pieces: Sequence[str]) -> bool:
    """True when each body stands with its person beside or below it: 市财政局⏎张强⏎市审计局⏎王敏."""
    bodies, people = pieces[::2], pieces[1::2]
    return len(bodies) == len(people) > 1 and all(map(is_person, people)) and all(map(is_complete, bodies))


@dataclass(frozen=True, slots=True)
class _Following:
    """What follows a break, up to the first separator."""

    words: str
    """On its line."""
    whole: str
    """With the lines below."""
    numbered: bool
    """True when they begin with a number."""
    name: str
    """The words, with as many of the lines below as make a name of them (市外⏎办); empty when none do."""

    @classmethod
    def at(cls, text: str, pieces: Sequence[re.Match[str]]) -> _Following:
        words = name = whole = _head(pieces[0].group())
        open_ended = whole == pieces[0].group()
        for above, piece in pairwise(pieces):
            if not open_ended or (is_complete(_core(name)) and "\n" not in text[above.end() : piece.start()]):
                break
            head = _head(piece.group())
            open_ended = head == piece.group()
            whole += head
            if not is_complete(_core(name)):
                name = whole
        numbered = _NUMBERING.match(pieces[0].group()) is not None
        return cls(words, whole, numbered, name if is_complete(_core(name)) else "")


def _core(text: str) -> str:
    return text[: trailing_role(text)[0]]


def _tail(text: str) -> str:
    """What stands after the last separator outside brackets; empty when the text ends with one."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        if text[i] in _CLOSING:
            depth += 1
        elif text[i] in _OPENING:
            depth -= 1
            if depth < 0:
                return text[_start_of(text, i) :]
        elif depth == 0 and text[i] in SEPARATORS + "：:":
            return text[i + 1 :]
    return text


def _start_of(text: str, bracket: int) -> int:
    """Where the name begins that an open bracket belongs to."""
    return max((text.rfind(s, 0, bracket) for s in SEPARATORS), default=-1) + 1


def _head(text: str) -> str:
    """What stands before the first separator outside brackets."""
    depth = 0
    for i, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and char in SEPARATORS:
            return text[:i]
    return text


def _parts(before: str, following: _Following, *, hard: bool, paged: bool, listed: bool) -> bool:
    """Whether the break between two pieces parts two names. `hard`: the author made it; `paged`: the page did, as the line
    was full; `listed`: the cell parts its names by signs, so that a break is likely to be the page's."""
    after = following.words
    if not before or not after:
        return False
    if (label := find_label(before + after[:8])) and label[0] < len(before) < label[1]:
        return False  # 协办⏎单位：
    if label_at(after) or following.numbered:
        return True
    if _open_bracket(before) or after[0] in _OPENING + _CLOSING or after.startswith("等"):
        return False
    start, role = trailing_role(before)
    if trailing_role(before + after)[0] < start or (not hard and trailing_role(before + following.whole)[0] < start):
        return False  # 按职责分⏎别落实, 按照各自⏎职责落实
    core = before[:start]
    follower = _core(after)
    if (
        not follower
        or before.endswith(("和", "及", "与", "会同", "各", "由"))
        or follower.startswith(("和", "及", "与", "以及"))
    ):
        return False
    if role is not None:
        in_name = role == "responsible" and not before.endswith(_STRONG) and not _placed(follower)
        return hard or not (in_name and is_complete(before + follower))  # 市委组织⏎部
    if not is_complete(follower) and following.name and (not paged or _placed(following.name)):
        follower = _core(following.name)
    if not hard and _carries_on(core, follower):
        return False  # 国家税务总局⏎X州税务局
    if not hard and _in_a_word(core, follower):
        return False  # 公共管理办⏎公室
    if stem := _branch(core, follower):
        if follower.endswith("队"):  # 市公安局⏎交通警察大队
            return bool(level_prefix(follower))
        of_place = stem.endswith(("市", "区", "县", "旗", "镇"))
        return bool(level_prefix(follower)) or (not of_place and bool(_FUNCTIONS.search(stem)))
    if core[-1:] in "乡县市区" and core.removeprefix("各") in ("乡", "县", "市", "区", "县市") and follower[0] in "镇市区":
        return False  # 各乡⏎镇人民政府
    if core[-1:] == "社" and follower[0] == "区" and not hard:
        return False  # X社⏎区服务中心
    if is_person(follower) and is_complete(core):
        return True
    if read_officer(core) is not None and (hard or is_complete(follower)):
        return not is_person(follower)
    if (joint := _JOINT.search(follower)) and is_complete(follower[: joint.start()]):
        follower = follower[: joint.start()]
    return _are_two(core, follower, hard=hard, paged=paged, listed=listed and not hard)


def _are_two(core: str, follower: str, *, hard: bool, paged: bool, listed: bool) -> bool:
    """Whether two pieces without labels and role words are two names."""
    whole, first, second = is_complete(core + follower), is_complete(core), is_complete(follower)
    if listed:
        return first and second and bool(level_prefix(follower)) and not (whole and _SEAT.fullmatch(core))
    if first and paged and follower[0] in "会室局院处所厅科" and is_complete(core + follower[0]):
        return False  # 居委⏎会
    if first and second and not hard and is_head(follower) and not re.search("[省市县区州旗]", follower):
        return False  # X经开区⏎管委会
    if first and second and paged and whole and not follower.startswith("各") and not _firm(core, follower):
        return False  # X市科⏎技局
    if first and second:
        goes_on = follower.startswith(("各", "有关", "相关", "所属", "直属")) or (whole and not level_prefix(follower))
        return hard or not (goes_on and _SEAT.fullmatch(core))  # 省委⏎外办
    if first and follower.startswith("各"):
        return hard or not _SEAT.fullmatch(core)  # 县政府⏎各直属⏎机构
    if first:
        return bool(level_prefix(follower)) or (hard and not whole)
    if second and level_prefix(follower):
        return hard and level_prefix(core) == level_prefix(follower) and len(core) > 2
    return hard and not whole and not second


def _firm(core: str, follower: str) -> bool:
    """True when a name that ends at a full line is likely whole."""
    return _placed(follower) or plain(core)[-1:] in tuple(_FIRM)


def _in_a_word(core: str, follower: str) -> bool:
    """True when a break stands inside one of the words that end names (办公室, 委员会)."""
    return any(
        core.endswith(word[:k]) and follower.startswith(word[k:])
        for word in _ENDINGS
        if len(word) > 2
        for k in range(1, len(word))
    )


def _carries_on(core: str, follower: str) -> bool:
    """True for the local body of a national one, of which a line may hold only the national name."""
    if not core.startswith(("国家", "中国")) or follower.startswith(("国", "中")) or level_prefix(follower):
        return False
    return _SUBORDINATE.match(follower) is not None or (len(follower) > 4 and follower[-3:-1] in core)


def _placed(name: str) -> bool:
    """True when a name begins with its level or its place."""
    return bool(level_prefix(name) or _PLACED.match(name))


def _branch(core: str, follower: str) -> str:
    """What stands before 分局 (or the like) in a name that goes on from the one before; empty when it stands alone."""
    match = _SUBORDINATE.match(follower)
    if match is None or match["stem"].startswith(("国", "中")):
        return ""
    return match["stem"] if core[-1:] in _ABOVE.get(match["kind"][-1], "司行") else ""


def _open_bracket(text: str) -> bool:
    return sum(text.count(b) for b in "（(") > sum(text.count(b) for b in "）)")
