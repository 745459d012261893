"""Which documents are related so that their tasks may correspond: two years of one place, and laws, which make no sisters."""

from __future__ import annotations

import re

from ingest.lexicon import lexicon

_DATA = lexicon("kinship")
_YEAR = re.compile(r"[〔(（\[]?(?:19|20)\d{2}年?度?[〕)）\]]?")
_GENERIC = re.compile("|".join(map(re.escape, sorted(_DATA["generic"], key=len, reverse=True))))
_LAWS: tuple[str, ...] = tuple(_DATA["laws"])
_ALIKE = 0.6
"""Shared pairs of signs, of those of the shorter subject, that make two subjects one."""


def is_law(title: str | None) -> bool:
    """A law or regulation: that two documents carry it out makes them no sisters."""
    return (title or "").rstrip("》）) ").endswith(_LAWS)


def subject(title: str | None, place: str | None = None) -> str:
    """What a title is about, without year, place and kind of document: 2024年临澄市数据工作要点 -> 数据."""
    text = _YEAR.sub("", title or "")
    if place:
        text = text.replace(place, "")
    return _GENERIC.sub("", text)


def same_series(one: str, other: str) -> bool:
    """Whether two subjects are those of one list in two years: offices reword the title a little from year to year."""
    if not one or not other:
        return False
    first, second = ({text[i : i + 2] for i in range(max(1, len(text) - 1))} for text in (one, other))
    return len(first & second) >= _ALIKE * min(len(first), len(second))
