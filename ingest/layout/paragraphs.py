"""Paragraphs from the lines of a page: wrapped lines are put together again, page numbers go."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.fields.headings import split_marker
from ingest.fields.roles import label_at
from ingest.fields.titles import is_list_title
from ingest.fields.unit_names import ends_like_unit
from ingest.layout.closing_brackets import unit_spans
from ingest.layout.rows import compact
from ingest.source import Paragraph, Part, Source, Table

PAGE_NUMBER = re.compile(
    r"^\s*(?:[-—–－_]+\s*\d{1,4}\s*[-—–－_]+|第\s*\d+\s*页(?:\s*[,，/共]*\s*\d+\s*页?)?|\d{1,4}\s*/\s*\d{1,4})\s*$"
)
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_INNER_STOP = re.compile(r"[，。、；：,;:“”（(]")
_NARROW = re.compile(r"[\u0020-\u02ff]")
LEAST_PAGE = 10
"""Lines that a page has at least."""
_FIGURES = re.compile(r"\d{1,3}")
_CLOSING = "）)】〕］]"
_STOPS = "。！？；：:;!?…"
_NUMBER_LINE = re.compile(r"^\S{1,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d+\s*号$")
_DATE = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,4}月.{1,4}日"
_DATE_LINE = re.compile(rf"^(?:(?:[\u4e00-\u9fff]{{2}}(?:日期|时间)[：:])?{_DATE}|[（(]{_DATE}[）)])$")


def paragraphs(
    source: Source, without: Container[int] = (), *, between: Container[int] = ()
) -> list[tuple[int, Paragraph | Table]]:
    """The blocks of a source with their index, page numbers left out; of a wrapped source, its lines joined to paragraphs.
    Blocks whose index is in `without` are left out, and those in `between` as page numbers are: a paragraph goes on over them.

    A line that fills the page's width goes on in the next one, unless that one begins with a number or a label.
    """
    blocks = [
        (i, b) for i, b in enumerate(source.blocks) if isinstance(b, Table) or not (i in between or PAGE_NUMBER.match(b.text))
    ]
    if not source.wrapped:
        return [(i, b) for i, b in blocks if i not in without and (isinstance(b, Table) or b.text.strip())]
    page = _Page.of([b for i, b in blocks if isinstance(b, Paragraph) and i not in without and b.text.strip()])
    joined: list[tuple[int, Paragraph | Table]] = []
    above: Paragraph | None = None
    """The line before."""
    for i, block in blocks:
        if i in without or isinstance(block, Table) or not block.text.strip():
            if isinstance(block, Table) and i not in without:
                joined.append((i, block))
            above = None
            continue
        line = block.text.strip()
        part = Part(0, block.where, block.text.find(line))
        last = joined[-1][1] if joined else None
        if above is not None and isinstance(last, Paragraph) and _goes_on(last.text, above, block, page):
            last.parts += (replace(part, at=len(last.text)),)
            last.text += line
        else:
            made = Paragraph(line, block.where, block.blank_before, block.heading, block.centred, parts=(part,))
            joined.append((i, made))
        above = block
    return joined


def bare_page_numbers(source: Source) -> frozenset[int]:
    """The blocks of a wrapped text that are page numbers without a sign: figures on lines of their own that count on, each at
    least some lines below the one before. Only for a text without a table, where no column counts."""
    lines = [(i, b.text.strip()) for i, b in enumerate(source.blocks) if isinstance(b, Paragraph) and b.text.strip()]
    figures = [(at, i, int(words)) for at, (i, words) in enumerate(lines) if _FIGURES.fullmatch(words)]
    found: list[tuple[int, int, int]] = []
    for one in figures:
        if not found or (one[2] == found[-1][2] + 1 and (one[0] - found[-1][0] >= LEAST_PAGE or one[0] == len(lines) - 1)):
            found.append(one)
    alone = len(found) == 1 and found[0][0] == len(lines) - 1  # under a single page
    return frozenset(i for _, i, _ in found) if source.wrapped and (len(found) > 1 or alone) else frozenset()


@dataclass(frozen=True, slots=True)
class _Page:
    """How the lines of a document are set: the width of a full one in characters, whether paragraphs are indented."""

    full: int
    wide: float
    """The width of a full line in the widths of a Chinese character; letters and figures are half as wide."""
    indents: bool
    cut: bool
    """Whether many lines are as long as that: the page cut them. Else each line is a paragraph."""

    @classmethod
    def of(cls, lines: list[Paragraph]) -> _Page:
        """The page that these lines were printed on."""
        full, wide = _page_width([line.text for line in lines])
        page = cls(full, wide, sum(map(_indented, lines)) > 0.05 * len(lines), cut=False)
        words = [line.text.strip() for line in lines]
        broken = [a for a, b in pairwise(words) if page.is_full(a) and not _begins(b)]
        inside = sum(line[-1] not in _STOPS for line in broken)  # the page cuts most lines inside a sentence
        kept = all(_width(line) <= wide + 3 for line in words)  # no line is longer than the page
        return replace(page, cut=len(broken) >= 0.2 * len(lines) or (kept and inside >= max(2, 0.08 * len(lines))))

    def fills(self, line: str, *, but: int) -> bool:
        """Whether a line leaves room for no more than so many characters."""
        return len(line) >= self.full - but or _width(line) >= self.wide - but

    def is_full(self, line: str) -> bool:
        """Whether a line is about as wide as the page."""
        return abs(len(line) - self.full) <= 3 or abs(_width(line) - self.wide) <= 3


def _indented(block: Paragraph) -> bool:
    return block.text.startswith(("\u3000", "  ", "\t"))


def _page_width(lines: list[str]) -> tuple[int, float]:
    """The width of a full line, in characters and in widths of a Chinese one: what the longest tenth of the lines reach."""
    long = [line.strip() for line in lines if len(line.strip()) > 10]
    if not long:
        return 0, 0.0
    at = int(len(long) * 0.9)
    return sorted(map(len, long))[at], sorted(map(_width, long))[at]


def _begins(line: str) -> bool:
    """Whether a line begins a paragraph by its words: a number, a label."""
    return label_at(line) is not None or split_marker(line)[0] is not None


def _width(line: str) -> float:
    return len(line) - len(_NARROW.findall(line)) / 2


def _goes_on(so_far: str, above: Paragraph, block: Paragraph, page: _Page) -> bool:
    """Whether a line goes on the paragraph `so_far`, whose last line is `above`."""
    line, following = above.text.strip(), block.text.strip()
    if _alone(line) or _alone(following):
        return False
    marker, _ = split_marker(following)
    if line[-1] in "。！？" and not _INNER_STOP.search(following) and ends_like_unit(compact(following)):
        return False  # the signature
    if marker and not page.indents and line[-1] not in "、，," and (own := split_marker(so_far)[0]) and marker.follows(own):
        return False
    if ends_like_unit(compact(so_far)) and is_list_title(compact(following)) and compact(so_far)[:2] == following[:2]:
        return False  # the office of X市, above the title of X市's list
    if marker and line[-1] in _CLOSING and _ends_with_units(so_far):
        return False
    tail = so_far[-300:]
    if any(tail.count(a) > tail.count(b) for a, b in ("《》", "（）", "()", "〔〕", "【】", "[]", "［］")) and len(line) > 8:
        return True
    if page.indents and above.wraps is None and (_indented(block) or page.fills(line, but=4)):
        return not _indented(block)
    if line[-1] in _CLOSING and _ends_with_units(so_far):
        return False
    if _under_title(compact(so_far), following):
        return False
    if _LABELLED.match(following) and _LABELLED.match(so_far) and not _broken_label(line, following):
        return False  # lines with a label of their own under each other: 成员单位：…, 年度目标：…
    if (label_at(following) and not _broken_label(line, following)) or following.startswith(
        ("附件", "抄送", "《") if line[-1] in _STOPS else ("附件：", "抄送：")
    ):
        return False
    if marker and (label_at(line) or line[-1] in _STOPS + "）)】〕］]" or is_list_title(compact(line))):
        return False
    if above.wraps is not None:  # the reader saw whether the line had room for more
        return above.wraps
    if not page.cut:
        return False
    if marker and marker.style != "figures" and not page.fills(line, but=2):
        return False
    if line[-1] in "。！？":
        return page.fills(line, but=1) and marker is None and page.full > 24
    return page.fills(line, but=3) and page.full > 12


def _ends_with_units(so_far: str) -> bool:
    """Whether a bracket with units stands at the end: it ends its paragraph."""
    return any(end == len(so_far[-400:]) for _, end in unit_spans(so_far[-400:]))


def _under_title(so_far: str, following: str) -> bool:
    """Whether what stands above is a title, and the line below it running text or a label (浏览次数：216)."""
    running = "，" in following or "。" in following or _LABELLED.match(following)
    return bool(running) and "，" not in so_far and is_list_title(so_far) and not following.startswith(("的", "（", "("))


def _broken_label(line: str, following: str) -> bool:
    """责任⏎单位：…: the page cut a label."""
    words = (line[-k:] + following[:12] for k in range(1, 5))
    return any((found := label_at(w)) is not None and found[0] > k + 1 for k, w in enumerate(words, 1))


def _alone(line: str) -> bool:
    """Lines that are a paragraph of their own: a 文号, a date."""
    words = compact(line)
    return bool(_NUMBER_LINE.match(words) or _DATE_LINE.match(words))
