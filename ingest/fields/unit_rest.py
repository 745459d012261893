"""What a unit cell holds beside its units, and what of that says nothing known: neither a role, nor how, nor a sign."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from ingest.lexicon import lexicon

Span = tuple[int, int]
WORD = re.compile(r"[\w★☆＊*※▲△●◆■＃#]")
"""What may mean something: a letter, a figure, a mark."""
_PIECE = re.compile(r"[^，,、；;。]+")
_KEPT = 40
"""Words up to so many characters are kept with what they are."""


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch of a text without the signs and white space around its words; None when it has no word."""
    first = WORD.search(text, start, end)
    if first is None:
        return None
    while not WORD.match(text, end - 1):
        end -= 1
    return first.start(), end


def unread(text: str, read: Iterable[Span], marks: Collection[str] = ()) -> tuple[Span, ...]:
    """The stretches of a unit cell outside those that were `read` (units, time limits, persons) that are no role words or
    labels (牵头, 配合单位：, 等, 按职责分工负责), no number and no explained mark."""
    at, found, signs = 0, list[Span](), tuple(marks)
    for start, end in [*sorted(read), (len(text), len(text))]:
        if start > at and (words := trimmed(text, at, start)):
            only_roles = _only_roles if start - at <= _KEPT else _only_roles.__wrapped__
            if not only_roles(text[at:start], signs):
                found.append(_strange(text, words, signs))
        at = max(at, end)
    return tuple(found)


def _strange(text: str, words: Span, marks: tuple[str, ...]) -> Span:
    """From the first to the last of the pieces between separators that are no role words."""
    pieces = [trimmed(text, m.start(), m.end()) for m in _PIECE.finditer(text, *words)]
    strange = [piece for piece in pieces if piece and not _only_roles(text[piece[0] : piece[1]][:_KEPT], marks)]
    return (strange[0][0], strange[-1][1]) if strange else words


@lru_cache(maxsize=4096)  # 牵头， and the like stand in most cells
def _only_roles(words: str, marks: tuple[str, ...]) -> bool:
    bare = _role_words().sub("", "".join(words.split()))
    for mark in marks:
        bare = bare.replace(mark, "")
    return WORD.search(bare) is None


@cache
def _role_words() -> re.Pattern[str]:
    data = lexicon("roles")
    labels = data["labels"]
    nouns = "|".join(sorted(map(re.escape, labels["nouns"]), key=len, reverse=True))
    stems = sorted([*labels["lead"], *labels["support"], *labels["responsible"]], key=len, reverse=True)
    words = [*data["lead"], *data["support"], *data["responsible"], *data["manner"], *data["between"], *labels["plain"]]
    words += [*labels["deadline"], "下同", "以下同", "以及", *lexicon("units")["none"]]
    plain = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    named = [f"{re.escape(stem)}(?:{nouns})" for stem in stems]
    return re.compile("|".join([*named, *plain, r"等\d*(?:个|家)?", r"[和及与或由请\d①-⑳]"]))
