"""Column headers (表头): what the columns of a list hold. The words are data in `lexicon/columns.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ingest.fields.headings import split_marker
from ingest.fields.unit_names import ends_like_unit
from ingest.fields.units import read_units
from ingest.lexicon import lexicon
from ingest.record import Role

Kind = Literal[
    "seq", "theme", "task", "measure", "goal", "lead", "support", "responsible", "deadline", "person", "phone", "spread",
    "remark",
]  # fmt: skip
UNIT_KINDS: dict[Kind, Role] = {"lead": "lead", "support": "support", "responsible": "responsible"}
TEXT_KINDS: tuple[Kind, ...] = ("measure", "task", "goal", "theme")
MAX_HEADER = 14
"""A header has at most so many characters; a longer cell is content."""


_LEFT_OUT = re.compile(r"[\s（()）：:，,。、/]")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_PUNCTUATION = re.compile(r"[：:，,。、/]")
_BRACKET_SIGNS = re.compile(r"[（）()]")
_BOTH = re.compile(r"(?:牵头|主办)[^\n]{0,5}(?:配合|协办|参与|参加)|牵头(?:单位|部门)?[（(及和与、/／]+责任(?!人|领导)")
_ROLE_NOUN = re.compile(
    r"(?:责任|牵头|配合|主办|协办|承办|会办|联办|主责|协同|参与|落实|实施|执行)(?!.*[局委厅])"
    r"|.*(?:责任|牵头|配合|主办|协办|承办|会办|主责|协同|参与)(?:单位|部门|科室|处室|股室|部室|[室处科股方])$"
)
"""责任部室, 市纪委监委牵头室: a header that begins with a role word, or ends in one with its noun, names no body."""
_NUMBERED = re.compile(r"(?!文件|[来收发]文|单位|部门)[\u4e00-\u9fff]{2,4}(?:编号|编码)")
"""批示编号, 督查事项编号: numbers of what is listed, in whatever words."""
_INSIDE = re.compile(r"(?:任务|措施|内容|事项|举措|工作)[及和与](?:责任|牵头|任务)?(?:分工|单位|部门)")


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: Kind
    words: tuple[str, ...]
    unless: tuple[str, ...]
    whole: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = lexicon("columns")["kind"]
    return tuple(_Rule(r["name"], tuple(r["words"]), tuple(r.get("unless", ())), r.get("whole", False)) for r in rows)


def header_key(text: str) -> str:
    """A header as it is compared: without white space, brackets and what they hold, and closing punctuation."""
    if not _LEFT_OUT.search(text):
        return text
    words = "".join(text.split())
    return _PUNCTUATION.sub("", _BRACKET.sub("", words)) or _BRACKET_SIGNS.sub("", words)


@lru_cache(maxsize=4096)
def column_kind(text: str) -> Kind | None:
    """What a column with this header holds; None when no rule knows the words or the text is too long for a header."""
    key = header_key(text)
    if re.search(r"[，：:；].|。", text) or split_marker(text.strip())[0]:
        return None
    if not key or len(key) > MAX_HEADER or re.search(r"\d{2}(?!年)|[。；]", key):
        return None
    said = not _ROLE_NOUN.match(key) and read_units(key).units
    if any(u.kind == "unit" and ends_like_unit(u.name) for u in said or ()):
        return None  # 市水务局牵头 is content
    if _BOTH.search(re.sub(r"\s", "", text)):
        return "responsible"  # 牵头单位及配合单位: the cells say who leads
    if _INSIDE.search(key):
        return "measure"  # 重点任务及责任分工: the tasks name their units
    if _NUMBERED.fullmatch(key):
        return "seq"
    for rule in _rules():
        hit = key in rule.words if rule.whole else any(word in key for word in rule.words)
        if hit and not any(word in key for word in rule.unless):
            return "task" if rule.kind == "measure" and key.endswith("名称") else rule.kind  # 行动名称 names, and asks nothing
    return None
