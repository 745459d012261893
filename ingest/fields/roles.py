"""Role words (角色): 牵头, 配合, 按职责分工负责, and the labels 牵头单位：. The words are data in `lexicon/roles.toml`."""

from __future__ import annotations

import re
from functools import cache

from ingest.lexicon import lexicon
from ingest.record import ROLES, Role

Label = Role | None
_RANK: dict[Role, int] = {"lead": 0, "support": 1, "responsible": 2}


@cache
def _words() -> tuple[dict[str, Role | None], dict[str, tuple[str, ...]]]:
    """The role of each word, and the words by their last character, longest first."""
    data = lexicon("roles")
    words: dict[str, Role | None] = dict.fromkeys(data["manner"])
    for role in ROLES:
        words.update(dict.fromkeys(data[role], role))
    by_end: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_end.setdefault(word[-1], []).append(word)
    return words, {end: tuple(group) for end, group in by_end.items()}


def trailing_role(text: str) -> tuple[int, Role | None]:
    """Where the role phrase at the end of a text begins, and its role.

    市A局按职责分工负责 -> (3, responsible); len(text) and None when it ends in no role word. The phrase is the longest run
    of role words and of words that only say how (按职责, 分别); one without a role word is no phrase but 按职责 (responsible).
    """
    words, by_end = _words()
    start, role = len(text), None
    found: list[Role] = []
    while start:
        group = by_end.get(text[start - 1], ())
        word = next((w for w in group if text.endswith(w, 0, start) and not _is_name(text, start, w)), None)
        if word is None:
            break
        start -= len(word)
        if (this := words[word]) is not None:
            found.append(this)
    if found:
        role = min(found, key=_RANK.__getitem__)
    elif start < len(text) and text[start] in "按依各在结":
        role = "responsible"
    else:
        start = len(text)
    return start, role


_IN_NAMES = {"协办": "政科侨作记文友", "组织": "团会党业济作"}
"""Characters before a role word that make it the end of a name."""


def _is_name(text: str, end: int, word: str) -> bool:
    """政协办, 科协办, 群团组织: the word that looks like 协办 or 组织 belongs to a name."""
    start = end - len(word)
    return start > 0 and text[start - 1] in _IN_NAMES.get(word, "")


_LABELLED = re.compile(r"[:：【\[［]")
"""Without one of these signs a text has no label."""


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = lexicon("roles")["labels"]

    def choice(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    noun = choice([n for n in labels["nouns"] if n])
    parts = [f"(?P<{role}>(?:{choice(labels[role])})(?:{noun})?)" for role in ROLES]
    parts += [
        f"(?P<plain>{choice(labels['plain'])})",
        f"(?P<deadline>{choice(labels['deadline'])})",
        rf"(?P<other>{choice(labels['other'])}|(?<![^，,；;。、：:\s（(【\[〔])[\u4e00-\u9fff]{{1,4}}(?:{choice(labels['people'])}))",
        # a label that no list knows (协建单位：): its own words may say the role
        rf"(?P<unknown>(?<![^，,；;。、：:\s（(【\[〔])[\u4e00-\u9fff]{{2,4}}(?:{choice(labels['unit_nouns'])}))",
    ]
    closed = r"(?(open)\s*[】\]］]\s*[:：]?|\s*(?:[（(][^（）()]{0,12}[）)]\s*)?[:：])"
    return re.compile(rf"(?P<open>[【\[［]\s*)?(?:{'|'.join(parts)}){closed}")


def find_label(text: str, start: int = 0) -> tuple[int, int, str, str] | None:
    """The first label (牵头单位：, 【牵头】) at or after `start`: where it begins and ends, what it is, and its printed word.

    What it is: a role, `plain` (单位：), `deadline` (完成时限：) or `other` (联系人：, 适用范围：).
    """
    match = _label_pattern().search(text, start) if _LABELLED.search(text, start) else None
    return None if match is None else (match.start(), match.end(), *_meaning(match))


def label_at(text: str) -> tuple[int, str, str] | None:
    """The label that a text begins with: where its words end, what it is, its printed word."""
    match = _label_pattern().match(text) if _LABELLED.search(text) else None
    return None if match is None else (match.end(), *_meaning(match))


def is_listed(word: str) -> bool:
    """Whether a label's word is one of the lexicon's, not only made like one (协建单位, 驻市各单位)."""
    match = _label_pattern().fullmatch(word + "：")
    return match is not None and match.lastgroup != "unknown"


def _meaning(label: re.Match[str]) -> tuple[str, str]:
    """What a label is, and its printed word."""
    kind = label.lastgroup or ""
    word = label.group(kind)
    if kind == "unknown":
        roles = lexicon("roles")
        kind = next((role for role in ("lead", "support") if any(w in word for w in roles[role])), "plain")
    return kind, word


def bracket_role(text: str) -> Role | None:
    """The role that a bracket behind a name gives: （牵头）, （牵头单位）, （配合部门）. None when it is part of the name."""
    body = text.strip("（）() 　")
    for noun in ("单位", "部门", "责任单位", "责任部门"):
        body = body.removesuffix(noun) or body
    start, role = trailing_role(body)
    return role if start == 0 else None


@cache
def _first_named() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon("roles")["rules"]["first_named"]))
    return re.compile(rf"(?:{words})[^。；;\n]{{0,16}}牵头|牵头[^。；;，,\n]{{0,8}}(?:{words})")


def first_named_rule(text: str) -> tuple[int, int] | None:
    """Where a text prints the rule that the first-named unit leads (排在第一位的为牵头单位), None where it does not."""
    match = _first_named().search(text) if "牵头" in text else None
    return match.span() if match else None


def mark_rule(text: str) -> dict[str, Role]:
    """Marks that a note explains: ★为牵头单位，●为配合单位 -> {★: lead, ●: support}."""
    found: dict[str, Role] = {}
    if not _any_mark().search(text):
        return found
    for mark, explained in _explained_marks().items():
        for match in explained.finditer(text) if mark in text else ():
            _, role = trailing_role(match.group(1))
            if role:
                found.setdefault(mark, role)
    return found


@cache
def _any_mark() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon("roles")["rules"]["marks"])))


@cache
def _explained_marks() -> dict[str, re.Pattern[str]]:
    behind = r"[”\"’）)]?[^。；;，,、\n牵配主协参]{0,10}(牵头|主办|配合|协办|参与)"
    return {mark: re.compile(re.escape(mark) + behind) for mark in lexicon("roles")["rules"]["marks"]}
