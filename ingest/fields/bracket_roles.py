"""Brackets that part the roles: 牵头单位（责任单位） over 市A局（市B局）, or a note 括号外为牵头单位，括号内为配合单位."""

from __future__ import annotations

import re

from ingest.fields.brackets import CLOSING, OPENING
from ingest.fields.roles import trailing_role
from ingest.fields.unit_names import is_collective, is_complete, is_generic, is_known
from ingest.lexicon import lexicon
from ingest.record import Role

_WORDS: tuple[tuple[str, Role], ...] = (
    ("牵头", "lead"),
    ("主办", "lead"),
    ("配合", "support"),
    ("协办", "support"),
    ("协同", "support"),
    ("协助", "support"),
    ("参与", "support"),
    ("参加", "support"),
    ("责任", "responsible"),
    ("承办", "responsible"),
)
_NOUN = r"(?:责任)?(?:单位|部门|科室|处室)"
_ROLE = rf"(?:{'|'.join(word for word, _ in _WORDS)})"
_HEADER = re.compile(rf"(?P<outer>{_ROLE})(?:{_NOUN})?[（(](?P<inner>{_ROLE})(?:{_NOUN})?[）)](?:{_NOUN})?")
_SAID = r"的?(?:单位|部门)?(?:均|都|分别)?(?:为|是)(?:[^，,。；;、\s]{0,4}?)"
_OUTER = re.compile(rf"括号(?:以?外|之?前){_SAID}(?P<role>{_ROLE})(?!人|领导)")
_INNER = re.compile(rf"括号(?:以?内|里面?|中){_SAID}(?P<role>{_ROLE})(?!人|领导)")
Roles = tuple[Role | None, Role]
"""The role of the bodies before a bracket (None: that of their column) and of those inside."""


def _role(word: str) -> Role:
    return next(role for known, role in _WORDS if known == word)


def roles_in_header(text: str) -> Roles | None:
    """The roles before and inside brackets that a header such as 牵头单位（责任单位） gives, None when it gives none."""
    match = _HEADER.fullmatch("".join(text.split()))
    found = (_role(match["outer"]), _role(match["inner"])) if match else None
    return found if found and found[0] != found[1] else None


def bracket_rule(text: str) -> Roles | None:
    """The rule that a note prints (括号内为配合单位), None where it prints none."""
    inner = _INNER.search(text) if "括号" in text else None
    if inner is None:
        return None
    outer = _OUTER.search(text)
    return _role(outer["role"]) if outer else None, _role(inner["role"])


def opening_of(text: str, start: int, end: int) -> int | None:
    """Where the bracket opens that closes at the end of a piece behind a body and holds further bodies, each of a known form:
    区数据局（区发改委、区财政局). None for any other bracket: 各乡镇（街道）, 区住建局（人防）."""
    if end - start < 2 or text[end - 1] not in CLOSING:
        return None
    depth = 0
    for at in range(end - 1, start, -1):
        depth += (text[at] in CLOSING) - (text[at] in OPENING)
        if depth == 0:
            break
    else:
        return None
    outer, names = text[start:at], [n for n in re.split("[、，,；;]|以及|[和及与]", text[at + 1 : end - 1]) if n]
    names = [name[: trailing_role(name)[0]] for name in names]
    if not is_complete(outer) or not names or not all(map(is_known, names)):
        return None
    nouns = lexicon("units")["bare_nouns"]
    if is_collective(outer) and all(is_generic(name) or name in nouns for name in names):
        return None
    return at
