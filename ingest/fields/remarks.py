"""Words of a unit cell or bracket that assign all tasks at once, and name no unit of this one task.

以下均需各县（市、区）落实，不再列出 · 具体任务均涉及相关市人民政府，不再做分工，下同 · 其他按职责分工负责
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fields.brackets import CLOSING, OPENING
from ingest.fields.roles import first_named_rule
from ingest.lexicon import lexicon


def _any(key: str) -> str:
    return "|".join(map(re.escape, lexicon("roles")["remarks"][key]))


_CLAUSE = re.compile(r"[^；;。，,\n]+")
_HINT = re.compile("|".join(map(_any, ("all", "again", "same_below", "others"))))
_AGAIN = re.compile(rf"(?:{_any('again')})[^、]{{0,4}}(?:{_any('list')})")
_SAME_BELOW = re.compile(rf"\s*(?:{_any('same_below')})")
_ALL = re.compile(rf"(?:{_any('tasks')})[^、（）()]{{0,8}}(?:{_any('all')})")
_OTHERS = re.compile(rf"\s*(?:{_any('others')})(?:$|各?[按依为是均])")
_OTHERS_DO = re.compile(rf"\s*(?:{_any('others')})(?:的?(?:单位|部门))?[^、]{{2,10}}$")
"""其他单位配合，下同: what the rule of the first-named unit says of the others."""
_ASSIGNS = re.compile(f"{_any('all')}|{_any('tasks')}|涉及")


def remarks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a cell that are such words, in printed order, without the stops around them. Linear in the text."""
    if not _HINT.search(text):
        return
    blotted = _without_asides(text)
    clauses = [(m.start(), m.end()) for m in _CLAUSE.finditer(blotted)]
    for at, (start, end) in enumerate(clauses):
        clause = blotted[start:end]
        following = blotted[slice(*clauses[at + 1])] if at + 1 < len(clauses) else ""
        if (
            _AGAIN.search(clause)
            or _SAME_BELOW.match(clause)
            or _ALL.search(clause)
            or _OTHERS.match(clause)
            or (_OTHERS_DO.match(clause) and (_SAME_BELOW.match(following) or first_named_rule(blotted)))
            or (_AGAIN.match(following) and _ASSIGNS.search(clause))
        ):
            yield start, end


def _without_asides(text: str) -> str:
    """The text with the insides of its brackets blotted out, so that no stop there parts a clause."""
    depth, kept = 0, []
    for char in text:
        depth -= char in CLOSING and depth > 0
        kept.append("·" if depth and char not in OPENING else char)
        depth += char in OPENING
    return "".join(kept)
