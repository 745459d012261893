"""Documents, laws and regulations that a text names: 《…》, a number (文号), or both; and those that it says it carries out.

《…》 also names books, columns and plays: these are not told apart. “…” is no citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ingest.fields.document_numbers import DocumentNumber, find_numbers
from ingest.fields.time_expressions import alternatives
from ingest.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class CitationSpan:
    """One document that a text names, and where: text[start:end] holds the title, the number and the brackets around it."""

    number: str | None
    """In normal form for codes (鲁政办发〔2024〕2号), as printed without white space for orders (国务院令第711号)."""
    title: str | None
    """What stands inside the outermost 《》, white space removed."""
    start: int
    end: int


def find_citations(text: str) -> list[CitationSpan]:
    """The documents named in a text, in printed order.

    A number belongs to a title when it stands directly behind it, mostly in brackets, or directly before it. A short name
    that is given to a title (以下简称《条例》) names nothing new and is left out, an unclosed 《 is passed over.
    """
    if "《" not in text and "号" not in text:
        return []
    numbers = find_numbers(text)
    starts = [start for start, _, _ in numbers]
    free = set(range(len(numbers)))
    spans: list[CitationSpan] = []
    for start, end in _titles(text):
        first, behind = bisect_left(starts, start), bisect_left(starts, end)
        free.difference_update(range(first, behind))  # 《关于落实国发〔2024〕1号的通知》: part of the title
        title = "".join(text[start + 1 : end - 1].split())
        if not title or _SHORT_NAME.search(text[max(0, start - 12) : start]):
            continue
        if behind in free and _BRIDGE.fullmatch(text, end, starts[behind]):
            free.remove(behind)
            _, last, value = numbers[behind]
            bracket = text[end : starts[behind]].strip()
            closing = _CLOSING.match(text, last) if bracket else None
            spans.append(
                CitationSpan(_printed(text[starts[behind] : last], value), title, start, closing.end() if closing else last)
            )
        elif first - 1 in free and not text[numbers[first - 1][1] : start].strip():
            free.remove(first - 1)
            begin, last, value = numbers[first - 1]
            spans.append(CitationSpan(_printed(text[begin:last], value), title, begin, end))
        else:
            spans.append(CitationSpan(None, title, start, end))
    for begin, last, value in (numbers[at] for at in free):
        spans.append(CitationSpan(_printed(text[begin:last], value), None, begin, last))
    return sorted(spans, key=lambda span: span.start)


def basis(text: str) -> list[CitationSpan]:
    """The upstream documents that a covering notice or preamble says it carries out, in printed order, each once.

    A document counts when the nearest word of that sort before it in its sentence says so (为贯彻落实, 根据, 按照 …), or the
    words behind it do (… 的落实, … 精神); not when they say that it is this document itself (现将《…》印发给你们). The text is
    read up to its first heading (一、): behind it are measures, and what they name is cited and not carried out.
    """
    body = text[: found.start() + 1] if (found := _FIRST_HEADING.search(text)) else text
    spans = find_citations(body)
    results: dict[tuple[str | None, str | None], CitationSpan] = {}
    governed = False
    for at, span in enumerate(spans):
        left = spans[at - 1].end if at else 0
        between = "".join(body[left : span.start].split())
        behind = "".join(body[span.end : span.end + 60].split())[:12]
        sentence = _SENTENCE.split(between)
        words = _GOVERNING.findall(sentence[-1])
        if words:
            governed = words[-1] in _IMPLEMENTS
        elif at == 0 or len(sentence) > 1:
            governed = False
        own = _OWN_BEHIND.match(behind) is not None
        if not own and (governed or (not words and _IMPLEMENTS_BEHIND.match(behind))):
            results.setdefault((span.number, span.title), span)
    return list(results.values())


_WORDS = lexicon("citations")
_IMPLEMENTS = frozenset(_WORDS["implements"])
_GOVERNING = re.compile(alternatives([*_WORDS["implements"], *_WORDS["own"]]))
_IMPLEMENTS_BEHIND = re.compile(alternatives(_WORDS["implements_behind"]))
_OWN_BEHIND = re.compile(rf"[)）]?(?:{alternatives(_WORDS['own_behind'])})")
_SHORT_NAME = re.compile(rf"(?:{alternatives(_WORDS['short_name'])})\s{{0,3}}[:：“\"为]?\s{{0,3}}$")
_BRIDGE = re.compile(r"\s{0,5}[（(〔\[【]?\s{0,5}(?:文号[:：]?)?\s{0,5}")
_CLOSING = re.compile(r"\s{0,3}[）)〕\]】]")
_SENTENCE = re.compile(r"[。！？!?]|[：:](?!$)")
_FIRST_HEADING = re.compile(r"(?:(?<=[。\n])|^)\s{0,8}一、")


def _printed(words: str, value: DocumentNumber) -> str:
    return str(value) if value.form == "code" else "".join(words.split())


def _titles(text: str) -> list[tuple[int, int]]:
    """The outermost closed 《…》: start and end, the signs included."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for found in re.finditer("[《》]", text):
        if found.group() == "《":
            opened.append(found.start())
        elif opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:
                closed.pop()
            closed.append((start, found.end()))
    return closed
