"""Traditional characters to simplified ones, one for one, so that every place in the text stays what it is.

Recognition knows 牵头单位 and not 牽頭單位. A document is converted only when it is clearly printed in traditional characters;
the printed words stay beside the converted ones (`Paragraph.printed`, `Cell.printed`), and `Source.folded` says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from ingest.source import Cell, Paragraph, Source, Table

_LOOKED_AT = 5_000
"""Characters that are enough to tell."""
_SHARE = 0.05
"""Share of Chinese characters that are only traditional, at least. It is a third of a traditional text."""
_TIMES = 4
"""So many times more of them than characters that are only simplified: a simplified document may quote a traditional one."""

_COMMON = frozenset("單責務為與發業實國會區設經個這時對開關項門統頭強環財標點長")
"""No traditional text is without one of these."""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[int, str], frozenset[str], frozenset[str]]:
    """The table, and the characters that only a traditional and only a simplified text has."""
    data = tomllib.loads(files("ingest.readers").joinpath("traditional.toml").read_text(encoding="utf-8"))
    pairs: dict[str, str] = dict(zip(data["traditional"], data["simplified"], strict=True))
    # 后 干 里 台 stand in both; what GB 2312 has may be printed in a simplified text (乾坤, 著名).
    traditional = frozenset(sign for sign in pairs if not _in(sign, "gb2312"))
    simplified = frozenset(sign for sign in pairs.values() if sign not in pairs and not _in(sign, "big5"))
    return {ord(sign): pairs[sign] for sign in pairs}, traditional, simplified


def _in(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """True when the text is clearly in traditional characters."""
    if _COMMON.isdisjoint(text):
        return False  # without loading the table
    _, traditional, simplified = _table()
    old = sum(sign in traditional for sign in text)
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in text)
    return old > _SHARE * chinese and old > _TIMES * sum(sign in simplified for sign in text)


def fold(source: Source) -> Source:
    """The source in simplified characters when it is printed in traditional ones, else as it is. Works in place."""
    if not is_traditional(_beginning(source)):
        return source
    table = _table()[0]
    for item in _items(source):
        item.printed, item.text = item.text, item.text.translate(table)
    source.title = source.title and source.title.translate(table)
    source.folded = True
    return source


def _items(source: Source) -> Iterator[Paragraph | Cell]:
    for block in source.blocks:
        if isinstance(block, Table):
            yield from block.cells
        else:
            yield block


def _beginning(source: Source) -> str:
    words: list[str] = []
    length = 0
    for item in _items(source):
        words.append(item.text)
        length += len(item.text)
        if length > _LOOKED_AT:
            break
    return "".join(words)
