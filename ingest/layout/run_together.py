"""A text that lost its paragraphs (a site's copy in one line): where its numbered paragraphs begin.

A number begins a paragraph when units stand right before it, or a short heading does; numbers that only count things inside
a task (包括：1.…；2.…) begin none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.fields.headings import Marker, split_marker
from ingest.fields.roles import find_label
from ingest.layout.closing_brackets import UNIT_LABELS, outer_brackets, unit_spans

LONG = 150
"""A paragraph shorter than this, in characters, is one."""
_HEADING = 40
_MARKER = 24
"""Characters that are looked at for a number."""
_WORDS = "一二三四五六七八九十百"
_CANDIDATE = re.compile(
    rf"(?:任务|事项|举措|措施|项目|行动)(?=[{_WORDS}\d]{{1,3}}[：:])|第(?=[{_WORDS}\d]{{1,4}}(?:[条章节编篇]|部分))|[（(](?=[{_WORDS}\d]{{1,3}}[）)])|[①-⑳]"
    rf"|(?<![{_WORDS}第（(])[{_WORDS}]{{1,3}}(?=[、是])|(?<![\d.．第（(A-Za-z])\d{{1,2}}(?=[.．、])"
)
_STOPS = tuple("。；;）)】]〕！!")
_ARTICLES = ("part", "chapter", "section", "article")
_NO_HEADING_END = "：:，,；;、按分为以即如的和与及等照从由将对含是有"
"""What a heading does not end with; behind 按 a number counts something: 按（1）建章立制、（2）查漏补缺."""
_HEADINGS = ("part", "chapter", "section", "words")
"""Styles of headings: a single number right behind one begins a paragraph."""
_NO_FIRSTLY = tuple("之唯专单第另统")
"""Characters before 一是 that make it another word: 之一是."""


@dataclass(slots=True)
class _Number:
    at: int
    marker: Marker
    behind_units: bool
    behind_heading: bool
    """Whether only a short heading, without a stop at its end, stands between the outer number and this one."""
    below: dict[str, list[_Number]] = field(default_factory=dict)
    """The numbers inside it, by their style."""


def paragraph_starts(text: str) -> list[int]:
    """Where the numbered paragraphs in a text begin; empty when it is one paragraph."""
    if len(text) <= LONG:
        return []
    root = _Number(0, Marker("part", 0, ""), behind_units=False, behind_heading=False)
    _tree(text, root)
    styles = {style for style, group in _groups(root) if _begins(group)}
    return sorted(n.at for n in _kept(root, styles) if n.at > 0)


def _groups(number: _Number) -> Iterator[tuple[str, list[_Number]]]:
    for style, group in number.below.items():
        yield style, group
        for one in group:
            yield from _groups(one)


def _begins(group: list[_Number]) -> bool:
    """Whether the numbers of a group begin paragraphs."""
    return any(one.behind_units or any(_begins(inner) for inner in one.below.values()) for one in group)


def _kept(number: _Number, styles: set[str]) -> Iterator[_Number]:
    for style, group in number.below.items():
        alone = len(group) == 1 and number.marker.style in _HEADINGS
        below_heading = group[0].behind_heading and (style in styles or alone)
        if _begins(group) or below_heading:
            yield from group
            for one in group:
                yield from _kept(one, styles)


def _tree(text: str, root: _Number) -> None:
    """All numbers that go on counting, each below the one that it stands under."""
    ends = {end for _, end in unit_spans(text)}
    labels = list(_labels(text))
    last: dict[str, Marker] = {}
    anew: set[str] = set()
    """Styles that may begin again at 1: an outer number came since."""
    path, label = [root], 0
    for match in _CANDIDATE.finditer(text):
        at = match.start()
        marker, _ = split_marker(text[at : at + _MARKER])
        if marker is None or (marker.style == "firstly" and text[at - 1 : at] in _NO_FIRSTLY):
            continue
        while label + 1 < len(labels) and labels[label + 1] <= at:
            label += 1
        behind = text[max(0, at - _HEADING - 8) : at].rstrip(" \u3000")
        stopped = behind.endswith(_STOPS)
        known = last.get(marker.style)
        again = marker.value == 1 and (known is None or marker.style in anew)
        heads = _heads(text, path[-1], at)
        listed = bool(labels) and path[-1].at <= labels[label] <= at and "。" not in text[labels[label] : at].rstrip("。 ")
        units = listed or max(0, at - 8) + len(text[max(0, at - 8) : at].rstrip("。；;，, \u3000")) in ends
        follows = known is not None and marker.follows(known) and (heads or units)
        if not (again or stopped or follows):
            continue
        under = path[-1].marker.level < marker.level and heads
        if marker.style in _ARTICLES and behind and not (stopped or under or units):
            continue  # 依据第三条规定
        _climb(path, marker, inside=marker.value == 1 and not stopped and not heads)
        outer = path[-1]
        number = _Number(at, marker, units, _heads(text, outer, at))
        outer.below.setdefault(marker.style, []).append(number)
        path.append(number)
        last[marker.style] = marker
        anew.discard(marker.style)
        anew |= {style for style, earlier in last.items() if earlier.level > marker.level}


def _climb(path: list[_Number], marker: Marker, *, inside: bool) -> None:
    """Up to the number that this one stands under: a sibling's, or that of an outer style. `inside`: a first number in the
    middle of a sentence (按（1）建章立制、（2）…) counts something there, whatever its style."""
    above = [i for i, number in enumerate(path) if i and number.marker.style == marker.style]
    if above:
        del path[above[-1] :]
    while not above and not inside and len(path) > 1 and path[-1].marker.level >= marker.level:
        path.pop()


def _heads(text: str, outer: _Number, at: int) -> bool:
    """Whether what stands between a number and the next inner one is a heading."""
    words = text[outer.at + len(outer.marker.printed) : at].strip(" \u3000")
    return 0 < len(words) <= _HEADING and not re.search(r"[。；;：:]", words[:-1]) and words[-1] not in _NO_HEADING_END


def _labels(text: str) -> Iterator[int]:
    """Where the words of each label outside brackets begin that names units or a limit."""
    brackets = list(outer_brackets(text))
    at, label = 0, find_label(text)
    while label:
        while at < len(brackets) and brackets[at][1] <= label[0]:
            at += 1
        if label[2] in (*UNIT_LABELS, "deadline") and not (at < len(brackets) and brackets[at][0] < label[0]):
            yield label[1]
        label = find_label(text, label[1])
