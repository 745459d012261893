"""What a document says of itself: title, number (文号), issuer, place, year, date, and the documents it carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.fields.citations import basis
from ingest.fields.deadlines import read_deadline
from ingest.fields.document_numbers import find_numbers
from ingest.fields.title_places import place_at, place_in_title
from ingest.fields.titles import MAX_TITLE, NOTICE, annex_sign, handed_out, is_list_title
from ingest.fields.unit_names import ends_like_unit
from ingest.layout.rows import Slot, compact, joined
from ingest.lexicon import lexicon
from ingest.record import Citation, DocumentHead
from ingest.source import Paragraph

_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19[5-9]\d)(?=\s*年|\s*[-—－~至]\s*20\d{2}\s*年)")
_LABEL_NUMBER = re.compile(r"^(?:发文字号|发文号|文件编号|文号)[:：]?")
_LABEL_DATE = re.compile(r"^(?:成文日期|发文日期|印发日期|发布日期|公开日期)[:：]?")
_LABEL_ISSUER = re.compile(r"^(?:发文机关|发布机构|发文单位|发布单位|信息来源|来源)[:：]?")
SIGNED_WITHIN = 4


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    words: str
    slot: Slot
    centred: bool


def read_head(
    file: str,
    before: list[Paragraph],
    titles: list[Slot],
    after: list[Paragraph],
    carried: str | None,
    *,
    table: bool = True,
    wrapped: bool = False,
) -> DocumentHead:
    """The head of a list. `before` are the paragraphs above its first task, `titles` the words above the header inside its
    table, `after` the paragraphs below, `carried` a title that the file carries outside its text."""
    lines = [_Line(i, compact(p.text), Slot.of(p), p.centred) for i, p in enumerate(before) if p.text.strip()]
    inside = [_Line(-1, s.words, s, False) for s in titles if s.words]
    body = _body_start(lines)
    notice = _notice_title(lines[: body + 12])
    title = _list_title(lines, inside, table=table) or handed_out(notice) or (compact(carried) if carried else None)
    head = [*lines, *inside]
    number = _number(head)
    issued, signed = _signature(head, after)
    issuer = _issuer(notice, lines, signed, head)
    place = place_in_title(title or "") or (place_in_title(notice) if notice and not title else None)
    if place is None and title is None and issuer:
        place = place_at(issuer)
    if place is None and issuer and not re.search(r"[省市县区州]", title or ""):
        place = None
    year = _year(title) or _year(notice) or (issued.year if issued else None) or _number_year(number)
    texts = [joined([Slot.of(p) for p in before], "" if wrapped else "\n")] if before else []
    texts += [joined(titles, "\n")] if titles else []
    return DocumentHead(file, title, number, issuer, place, year, issued, _basis(texts, number, wrapped=wrapped))


def _body_start(lines: list[_Line]) -> int:
    """Where running text begins: the first line that ends a sentence or addresses somebody."""
    for i, line in enumerate(lines):
        if line.words.endswith(("。", "：", ":")) and len(line.words) > 12:
            return i
    return len(lines)


def _list_title(lines: list[_Line], inside: list[_Line], *, table: bool) -> str | None:
    """The title of the list itself: in the table above its header, else the nearest title above its first task; for a table
    rather one that a table has (任务分工) than the title of the text before it (工作要点)."""
    found, nouns = list(_titles(lines, inside)), tuple(lexicon("titles")["table_nouns"])
    if table and (own := [t for t in found if re.sub(r"[（(][^（）()]*[）)]$", "", t).endswith(nouns)]):
        return own[0]
    return found[0] if found else None


def _titles(lines: list[_Line], inside: list[_Line]) -> Iterator[str]:
    """The titles above a list, nearest first."""
    for at in range(len(inside) - 1, -1, -1):
        if is_list_title(inside[at].words):
            first = at
            while first > 0 and not is_list_title(inside[first - 1].words) and _continues_title(*inside[first - 1 : first + 1]):
                first -= 1
            whole = "".join(line.words for line in inside[first : at + 1])
            yield whole[annex_sign(whole) :]
    for at in range(len(lines) - 1, -1, -1):
        words = lines[at].words[annex_sign(lines[at].words) :]
        if not is_list_title(words):
            continue
        annex = annex_sign(lines[at].words) > 0
        if annex and at < len(lines) - 1 and any(is_list_title(line.words) for line in lines[at + 1 :]):
            continue
        first = at
        while first > 0 and not annex and _continues_title(lines[first - 1], lines[first]):
            first -= 1
        whole = "".join(line.words for line in lines[first : at + 1])[annex_sign(lines[first].words) :]
        yield handed_out(whole) or whole


def _continues_title(above: _Line, below: _Line) -> bool:
    """True when two lines are one title: the upper one is no sentence, no number, no annex sign and no name of an office."""
    words = above.words
    if not 3 <= len(words) <= 40 or (above.index + 1 != below.index and above.index != below.index):
        return False
    if re.search(r"[。；：:！？]$|[）)]$", words) or annex_sign(words) or _DATE.search(words) or find_numbers(words):
        return False
    if is_list_title(words) and not NOTICE.search(words) and _YEAR.search(below.words):
        return False
    return (
        not (ends_like_unit(words) and not NOTICE.search(below.words)) and not ends_like_unit(words) and len(below.words) < 40
    )


def _notice_title(lines: list[_Line]) -> str | None:
    """The title of the covering notice (X关于印发…的通知), which may run over several lines."""
    for i, line in enumerate(lines):
        if not NOTICE.search(line.words) or "。" in line.words or line.words.startswith(("《", "根据", "为", "按照")):
            continue
        words = line.words
        if words.startswith("关于") and i and ends_like_unit(lines[i - 1].words) and not find_numbers(lines[i - 1].words):
            words = lines[i - 1].words + words
        for following in lines[i + 1 : i + 4]:
            if words.endswith(("通知", "函", "公告", "决定")):
                break
            words += following.words
        found = re.match(r".+?的?(?:通知|函|公告|决定)(?=$|（|\()", words)
        if found and len(found.group()) <= 2 * MAX_TITLE:
            return found.group()
    return None


def _number(lines: list[_Line]) -> str | None:
    """The document's own number: on a line of its own, behind a label, or beside 签发人; never one that follows a 《title》."""
    for line in lines[:40]:
        labelled = _LABEL_NUMBER.match(line.words)
        for start, end, value in find_numbers(line.words):
            alone = end - start >= len(line.words) - 14 and "《" not in line.words and "根据" not in line.words
            if alone or (labelled and start <= labelled.end() + 1):
                return str(value)
    return None


def _signature(head: list[_Line], after: list[Paragraph]) -> tuple[date | None, str | None]:
    """Date of issue and the office that signed: a line that is a date, with the office in it or above it."""
    below = [_Line(i, compact(p.text), Slot.of(p), False) for i, p in enumerate(after) if p.text.strip()]
    for lines in (head, below):
        for i, line in enumerate(lines):
            found = _DATE.search(line.words)
            if not found:
                continue
            rest = re.sub(_DATE, "", line.words, count=1).strip("（）() ")
            value = read_deadline(found.group(), None).dates
            if not value:
                continue
            if not rest or _LABEL_DATE.fullmatch(rest):
                above = [x.words for x in lines[max(0, i - 1) : i]]
                return value[0], next((w for w in reversed(above) if ends_like_unit(w) and not _DATE.search(w)), None)
            office = rest.removesuffix("印发").removesuffix("发布")
            if ends_like_unit(office) and len(rest) < 40:
                return value[0], office
            if re.search(r"^(?:发布时间|发布日期|成文日期|发文日期|印发日期|日期|时间)[:：]", line.words) or _is_subtitle(
                line.words, rest
            ):
                return value[0], None
    return None, None


def _is_subtitle(words: str, rest: str) -> bool:
    """（2024年3月5日） or （2024年3月5日X会议通过） under a title; a line of head data with a date (文号 机关 日期)."""
    return (words.startswith(("（", "(")) and words.endswith(("）", ")")) and len(rest) < 30) or (
        bool(find_numbers(words)) and "。" not in words
    )


def _issuer(notice: str | None, lines: list[_Line], signed: str | None, head: list[_Line]) -> str | None:
    if notice:
        office = notice.split("关于")[0]
        if ends_like_unit(office):
            return office
    for line in head:
        label = _LABEL_ISSUER.match(line.words)
        if label and ends_like_unit(line.words[label.end() :]):
            return line.words[label.end() :]
    if signed:
        return signed
    for line in lines[:3]:
        letterhead = line.words.removesuffix("文件")
        if letterhead != line.words and ends_like_unit(letterhead):
            return letterhead
    for line in head:  # a line of head data: 文号 机关 日期 apart by spaces
        if find_numbers(line.words) and _DATE.search(line.words):
            words = [re.sub(r"^.*[:：]", "", w) for w in re.split(r"[\s，,；;|]+", line.slot.text) if not find_numbers(w)]
            if found := next((w for w in words if ends_like_unit(w)), None):
                return found
    return None


def _year(text: str | None) -> int | None:
    found = _YEAR.search(text or "")
    return int(found.group(1)) if found else None


def _number_year(number: str | None) -> int | None:
    found = find_numbers(number or "")
    return found[0][2].year if found else None


def _basis(texts: list[Slot], own: str | None, *, wrapped: bool) -> tuple[Citation, ...]:
    if not texts:
        return ()
    text = joined(texts, "" if wrapped else "\n")
    spans = [span for span in basis(text.text) if span.number is None or span.number != own]
    return tuple(Citation(span.number, span.title, text.evidence(span.start, span.end)) for span in spans)
