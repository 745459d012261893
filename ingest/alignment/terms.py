"""A task's text as what is compared: its characters, its pairs of characters, its words, and the names that it quotes.

Each sees what the others miss. Words (jieba, our terms whole) are what a reader sees in both texts, but two ways of cutting
break them; pairs of characters survive that; single characters tie 清欠 and 拖欠账款 together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from ingest.segmentation import SEGMENTER

Kind = Literal["characters", "pairs", "words"]
KINDS: tuple[Kind, ...] = ("characters", "pairs", "words")

_CJK = "〇\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(rf"[{_CJK}]+|[a-z]+|\d+(?:\.\d+)?%?")
_CHARACTER = re.compile(rf"[{_CJK}]")
_NAME = re.compile(r"“([^“”]{2,24})”|《([^《》]{2,60})》")


def normal(text: str) -> str:
    """The text as it is compared: full-width letters and digits folded, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def runs(text: str) -> list[str]:
    """The stretches of Chinese, of letters, and the numbers of a text, in order: nothing is compared across a comma."""
    return _RUN.findall(normal(text))


def characters(text: str) -> Counter[str]:
    """The Chinese characters of a text."""
    return Counter(_CHARACTER.findall(text))


def pairs(text: str) -> Counter[str]:
    """Each two neighbouring Chinese characters of a text; numbers and words of letters whole."""
    return Counter(_pairs(text))


def _pairs(text: str) -> Iterator[str]:
    for run in runs(text):
        if _CHARACTER.match(run):
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run


def words(text: str) -> tuple[str, ...]:
    """The words of two characters and more, in order, also the shorter ones inside long ones."""
    return tuple(word for run in runs(text) for word in SEGMENTER.search_words(run) if len(word) > 1)


def names(text: str) -> tuple[str, ...]:
    """What a text names in “…” or 《…》, each once."""
    return tuple(dict.fromkeys(quoted or title for quoted, title in _NAME.findall(text)))
