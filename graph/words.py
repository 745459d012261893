"""Words for the full-text index: what a text is indexed under, and how a query is put to it.

SQLite's own tokenizers find no Chinese word inside a sentence (`unicode61`) or no word of two characters (`trigram`). So the
index holds our tokens: a run of Chinese as overlapping pairs and its last character, letters and numbers as words. A query's
run becomes a phrase of pairs, which finds it wherever it stands. Where the phrase finds nothing, jieba cuts the query into
terms; unit names are cut out first, by the names the graph holds, because jieba breaks names with brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.segmentation import SEGMENTER

LONGEST = 200
"""Characters of a query that are looked at."""
_CJK = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_CJK}]+)|(\d+)|([^\W\d_{_CJK}]+)")
_BREAK = re.compile(r"[\s，,、；;。！!？?\"“”'‘’|&+*]+")


class Phrase(NamedTuple):
    """Tokens that follow each other. When it is open, a word that begins with the last one will do as well."""

    tokens: tuple[str, ...]
    open: bool

    def stands_in(self, words: str) -> bool:
        """Whether it is found among these tokens (with spaces between)."""
        return f" {' '.join(self.tokens)}{'' if self.open else ' '}" in f" {words} "


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EMPTY = _listed(
    """的 了 和 与 及 或 在 是 有 由 对 为 从 到 把 被 等 个 这 那 哪 哪些 哪个 什么 怎么 如何 多少 最多 谁 请问 都 所有 全部
    有关 相关"""
)


def storable(text: str) -> str:
    """The text without halves of characters, which JSON can bring and SQLite refuses."""
    return text.encode("utf-8", "replace").decode("utf-8")


def normal(text: str) -> str:
    """The text as it is compared: full-width forms folded, lower case."""
    return unicodedata.normalize("NFKC", storable(text)).casefold()


def tokens(text: str) -> str:
    """The tokens that a text is indexed under, in order, with spaces between."""
    out: list[str] = []
    for run, chinese in _runs(normal(text)):
        if chinese:
            out.extend(map("".join, pairwise(run)))
            out.append(run[-1])
        else:
            out.append(run)
    return " ".join(out)


def phrases(query: str) -> list[Phrase]:
    """Each part of a query (parts stand between spaces and stops) as a phrase; none for a query without words."""
    return _phrases(_BREAK.split(normal(query[:LONGEST])))


def terms(query: str, names: Collection[str] = ()) -> list[str]:
    """The query's words, in order, without empty ones. `names` are known names, taken whole before jieba cuts the rest."""
    query = normal(query[:LONGEST])
    known = sorted({normal(n) for n in names if len(n) > 1}, key=lambda n: (-len(n), n))
    pieces = re.split("(" + "|".join(map(re.escape, known)) + ")", query) if known else [query]
    out: list[str] = []
    for index, piece in enumerate(pieces):
        out.extend([piece] if index % 2 else SEGMENTER.search_words(piece))
    return list(dict.fromkeys(word for word in out if word not in _EMPTY and _worth(word)))


def parts_of(query: str, longest: int = 24) -> list[str]:
    """Each stretch of a query that could be a name, to be looked up among the names of the graph."""
    query = query[:LONGEST]
    return list(
        dict.fromkeys(
            query[a:b] for a in range(len(query)) for b in range(a + 2, min(a + longest, len(query)) + 1) if query[a].strip()
        )
    )


def term_phrases(words: Iterable[str]) -> list[Phrase]:
    """The phrases of such terms."""
    return _phrases(words)


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for match in _RUN.finditer(text):
        yield match.group(), match.group(1) is not None


def _phrases(parts: Iterable[str]) -> list[Phrase]:
    return list(dict.fromkeys(phrase for phrase in map(_phrase, parts) if phrase))


def _phrase(part: str) -> Phrase | None:
    """Runs inside a part follow each other in the index too: 舒政办字[2024]8号 finds 舒政办字〔2024〕8号."""
    runs = list(_runs(part))
    if not runs:
        return None
    out: list[str] = []
    for run, chinese in runs[:-1]:
        out.extend(tokens(run).split() if chinese else [run])
    run, chinese = runs[-1]
    if chinese and len(run) > 1:  # the text may go on after the query's last character, so its single is not asked for
        return Phrase((*out, *map("".join, pairwise(run))), False)
    return Phrase((*out, run), chinese or not run.isdigit())


def _worth(word: str) -> bool:
    runs = list(_runs(word))
    return bool(runs) and (len(word.strip()) > 1 or not runs[0][1])
