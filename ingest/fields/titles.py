"""Titles (标题): of a list, of a covering notice, and the sign of an annex. The words are in `lexicon/titles.toml`."""

from __future__ import annotations

import re

from ingest.fields.headings import split_marker
from ingest.lexicon import lexicon

MAX_TITLE = 90
_ANNEX = re.compile(r"^附[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*(?:[:：.、]|$|(?=[^\d一二三四五六七八九十的\s])|\s)\s*")
_GOES_ON = re.compile(
    r"[（(]?(?:续[表页]|接上[表页])[一二三四五六七八九十\d]{0,3}[）)]?[:：]?|[^（(]+[（(](?:续[表页]?|接上[表页])[一二三四五六七八九十\d]{0,3}[）)]"
)
NOTICE = re.compile(r"关于(?:印发|发布|转发|下达|公布)")
_INNER = re.compile(r"关于(?:印发|发布|转发|下达|公布)(?:《(?P<quoted>.+)》|(?P<plain>.+?))的?(?:通知|函|公告)$")


def annex_sign(words: str) -> int:
    """How many characters of a line are the sign of an annex (附件1：), 0 for none."""
    match = _ANNEX.match(words)
    return match.end() if match else 0


def is_list_title(words: str) -> bool:
    """True when a line (white space removed) reads as the title of a list: 2024年X市Y任务分解表."""
    words = words[annex_sign(words) :]
    if not 5 <= len(words) <= MAX_TITLE or re.search(r"[。；！？]|[:：].{6}", words):
        return False
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", words).rstrip("》”")
    return bare.endswith(tuple(lexicon("titles")["list_nouns"])) and split_marker(words)[0] is None


def is_continued(words: str) -> bool:
    """True for a line (white space removed) that says that what stood above it goes on: 续表, X任务分解表（续）."""
    return _GOES_ON.fullmatch(words) is not None


def handed_out(notice: str | None) -> str | None:
    """What a notice hands out: 关于印发《X》的通知 -> X. None when it hands out nothing."""
    match = _INNER.search(notice) if notice and len(notice) <= 4 * MAX_TITLE else None
    return (match["quoted"] or match["plain"]) if match else None
