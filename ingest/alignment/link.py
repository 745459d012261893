"""What the alignment says of two tasks: the parts that made the score, the grade, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Relation = Literal["carries_out", "continues", "parallels"]
"""What two lists are to each other: a list and its upstream document, one place's lists of two years, sister lists."""
Grade = Literal["same", "part"]
"""`same`: the two ask the same, in other words or with more detail. `part`: only a part of the one is in the other."""


class Parts(NamedTuple):
    """What a score is made of, 0..1 each and -1..1 for `rival`; their weights stand in `lexicon/alignment.toml`."""

    words: float
    """Likeness of the wording, rare words counting more."""
    named: float
    """Quoted names and cited documents that both have and few others."""
    functions: float
    """Function lines (条线) of the units."""
    themes: float
    """Likeness of the headings."""
    neighbours: float
    """Tasks before and behind that correspond too."""
    order: float
    """How near the place in the list is to the one that the tasks around lead to expect."""
    rival: float
    """Lead over the next nearest task; below 0, lag behind a nearer one."""
    own: float
    """Shared wording that no nearer task has as well."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two tasks that correspond, by their places in their lists, from 0."""

    new: int
    other: int
    score: float
    """0..1."""
    grade: Grade
    parts: Parts
    zh: str
    en: str
