"""What a document says of itself: title, number (文号), issuer, place, year, date, and the documents it carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ingest.fields.citations import basis
from ingest.fields.deadlines import read_deadline
from ingest.fields.document_numbers import find_numbers
from ingest.fields.title_places import place_at, place_in_title
from ingest.fields.titles import MAX_TITLE, NOTICE, annex_sign, handed_out, is_list_title
from ingest.fields.unit_names import ends_like_unit, is_complete, level_prefix
from ingest.layout.rows import Slot, compact, joined
from ingest.lexicon import lexicon
from ingest.record import Citation, DocumentHead, HeadEvidence
from ingest.source import Paragraph

_DATE = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日")
_YEAR = re.compile(r"(?<!\d)(20\d{2}|19[5-9]\d)(?=\s*年|\s*[-—－~至]\s*20\d{2}\s*年)")
_QUOTED = re.compile(r"《[^》]{0,200}》|[〔\[（(]\d{4}[〕\]）)]")
_SPAN_LINE = re.compile(r"[（(](?:(?:20\d{2}|19[5-9]\d)年?[-—－–~～至](?:20\d{2}|19[5-9]\d)年度?|试行|修订版?|\d{4}年版)[）)]")
"""A line that ends the title above it: （2024—2026年）, （试行）."""
_YEAR_LINE = re.compile(r"[（(](?:20\d{2}|19[5-9]\d)年度?[）)]")
_LABEL_NUMBER = re.compile(r"(?:发文字号|发文号|文件编号|文号)[:：]?$")
_MADE_BY = re.compile(r"[（(](?P<office>[^（）()，。]{4,40}?)(?:编制|编印|印制|制定|制表|印发|发布)[）)]")
"""A line under the title that says whose list it is: （X专班编制）."""
_OFFICE_AND_MONTH = re.compile(r"[（(]?(?P<office>[^（）()，。：:\d]{4,40})20\d{2}年\d{1,2}月[）)]?")
"""A line under the title with its office and the month: （X督查室 2025年4月）."""
_LABEL_DATE = re.compile(r"^(?:(?:成文|发文|印发|发布|公开)日期[:：]?|(?:填报|填表|制表|编制|编印)(?:日期|时间)[:：])")
_LABEL_ISSUER = re.compile(
    r"^(?:发文机关|发布机构|发文单位|发布单位|信息来源|来源|(?:编制|制表|填表|填报|制发|印发)(?:单位|部门|机关)(?=[:：]))[:：]?"
)
_MEETING = re.compile(r"^(?:会议)?时间[:：]|(?:会议|通过|召开)[）)]?$")
"""A date that says when a meeting was held; the list was issued when it was signed."""
_HANDS_OUT = re.compile(r"^(.{3,40}?)(?:联合)?(?:印发|发布|出台|公布)《")
"""中共中央办公厅 国务院办公厅印发《…》."""


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
    title = _list_title(lines, inside, table=table) or _handed_out(notice)
    named = title.words if title else compact(carried) if carried else None
    head = [*lines, *inside]
    number, number_slot = _number(head)
    issued, dated, signed = _signature(head, after)
    issuer = _issuer(notice, title, lines, signed, head) or _undated(title, lines, after)
    place, place_slot = _place(named, title, notice, issuer)
    below = next((line.slot for line in head if _YEAR_LINE.fullmatch(line.words)), None)
    year, year_slot = _year(named, title, notice, below, issued, dated, number, number_slot)
    if year is None:
        year, year_slot = _year_of_words(lines)
    stated = {"title": title, "number": number_slot, "issuer": issuer, "jurisdiction": place_slot, "year": year_slot}
    evidence = HeadEvidence(**{name: slot.evidence() if slot else None for name, slot in {**stated, "issued": dated}.items()})
    texts = [joined([Slot.of(p) for p in before], "" if wrapped else "\n")] if before else []
    texts += [joined(titles, "\n")] if titles else []
    basis_of = _basis(texts, number, wrapped=wrapped)
    return DocumentHead(file, named, number, issuer.words if issuer else None, place, year, issued, basis_of, evidence)


def _body_start(lines: list[_Line]) -> int:
    """Where running text begins: the first line that ends a sentence or addresses somebody."""
    for i, line in enumerate(lines):
        if line.words.endswith(("。", "：", ":")) and len(line.words) > 12:
            return i
    return len(lines)


def _within(slot: Slot, value: str) -> Slot:
    """Where a value stands in the words that it was taken from; all of them when it was put together from several places."""
    at = slot.words.find(value)
    return slot.within(at, at + len(value)) if at >= 0 else slot


def _handed_out(title: Slot | None) -> Slot | None:
    """What a notice of this title hands out."""
    value = handed_out(title.words) if title else None
    return _within(title, value) if title and value else None


def _list_title(lines: list[_Line], inside: list[_Line], *, table: bool) -> Slot | None:
    """The title of the list itself: in the table above its header, else the nearest title above its first task; for a table
    rather one that a table has (任务分工) than the title of the text before it (工作要点)."""
    found, nouns = list(_titles(lines, inside)), tuple(lexicon("titles")["table_nouns"])
    if table and (own := [t for t in found if re.sub(r"[（(][^（）()]*[）)]$", "", t.words).endswith(nouns)]):
        return own[0]
    return found[0] if found else None


def _titles(lines: list[_Line], inside: list[_Line]) -> Iterator[Slot]:
    """The titles above a list, nearest first."""
    for at in range(len(inside) - 1, -1, -1):
        if is_list_title(inside[at].words):
            first = at
            while first > 0 and not is_list_title(inside[first - 1].words) and _continues_title(*inside[first - 1 : first + 1]):
                first -= 1
            whole = joined([line.slot for line in inside[first : at + 1]])
            yield whole.within(annex_sign(whole.words))
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
        if first and not annex and _issued_by(lines[first - 1], lines[first]):
            first -= 1
        last = at + (at + 1 < len(lines) and _SPAN_LINE.fullmatch(lines[at + 1].words) is not None)
        whole = joined([line.slot for line in lines[first : last + 1]]).within(annex_sign(lines[first].words))
        yield _handed_out(whole) or whole


def _issued_by(above: _Line, title: _Line) -> bool:
    """An office above 关于…的意见 belongs to the title (GB/T 9704: issuer, subject, kind)."""
    if not title.words.startswith("关于") or NOTICE.search(title.words) or above.index + 1 != title.index:
        return False
    return ends_like_unit(above.words) and not above.words.endswith("文件") and not find_numbers(above.words)


def _continues_title(above: _Line, below: _Line) -> bool:
    """True when two lines are one title: the upper one is no sentence, no number, no annex sign and no name of an office."""
    words = above.words
    if not 3 <= len(words) <= 40 or (above.index + 1 != below.index and above.index != below.index):
        return False
    if re.search(r"[。；：:！？]$|[）)]$", words) or annex_sign(words) or _DATE.search(words) or find_numbers(words):
        return False
    if re.match(r"[^：:]{2,6}[：:]", words):
        return False  # 发布时间：…来源：…
    if is_list_title(words) and not NOTICE.search(words) and _YEAR.search(below.words):
        return False
    if (office := below.words.partition("关于")[0]) != below.words and ends_like_unit(office):
        return False  # X市人民政府关于…的意见 is whole
    return (
        not (ends_like_unit(words) and not NOTICE.search(below.words)) and not ends_like_unit(words) and len(below.words) < 40
    )


def _notice_title(lines: list[_Line]) -> Slot | None:
    """The title of the covering notice (X关于印发…的通知), which may run over several lines."""
    for i, line in enumerate(lines):
        if not NOTICE.search(line.words) or "。" in line.words or line.words.startswith(("《", "根据", "为", "按照")):
            continue
        printed = [line.slot]
        if line.words.startswith("关于") and i and ends_like_unit(lines[i - 1].words) and not find_numbers(lines[i - 1].words):
            printed.insert(0, lines[i - 1].slot)
        for following in lines[i + 1 : i + 4]:
            if printed[-1].words.endswith(("通知", "函", "公告", "决定")):
                break
            printed.append(following.slot)
        whole = joined(printed)
        found = re.match(r".+?的?(?:通知|函|公告|决定)(?=$|（|\()", whole.words)
        if found and found.end() <= 2 * MAX_TITLE:
            return whole.within(0, found.end())
    return None


def _number(lines: list[_Line]) -> tuple[str, Slot] | tuple[None, None]:
    """The document's own number: on a line of its own, behind a label, or beside 签发人; never one that follows a 《title》."""
    for line in lines[:40]:
        for start, end, value in find_numbers(line.words):
            alone = end - start >= len(line.words) - 14 and "《" not in line.words and "根据" not in line.words
            if alone or _LABEL_NUMBER.search(line.words[:start].rstrip("【[")):
                return str(value), line.slot.within(start, end)
    return None, None


def _signature(head: list[_Line], after: list[Paragraph]) -> tuple[date | None, Slot | None, Slot | None]:
    """Date of issue, where it is printed, and the office that signed: a line that is a date, with the office in it or above
    it."""
    below = [_Line(i, compact(p.text), Slot.of(p), False) for i, p in enumerate(after) if p.text.strip()]
    met: tuple[date, Slot] | None = None
    for lines in (head, below):
        for i, line in enumerate(lines):
            found = _DATE.search(line.words)
            if not found:
                continue
            rest = re.sub(_DATE, "", line.words, count=1).strip("（）() ")
            value = read_deadline(found.group(), None).dates
            if not value:
                continue
            printed = line.slot.within(*found.span())
            if not rest or _LABEL_DATE.fullmatch(rest):
                return value[0], printed, _signers(lines[:i])
            labelled = _LABEL_ISSUER.match(rest)
            office = rest[labelled.end() if labelled else 0 :].removesuffix("印发").removesuffix("发布")
            if ends_like_unit(office) and len(rest) < 40:
                before = line.words[
                    labelled.end() if labelled else 0 : found.start()
                ]  # behind the date may stand the foot of the page
                office = before if ends_like_unit(before) else office
                return value[0], printed, _within(line.slot, office)
            if _MEETING.search(line.words) and "。" not in line.words and len(line.words) < 60:
                met = met or (value[0], printed)
                continue
            if re.search(r"^(?:发布时间|发布日期|成文日期|发文日期|印发日期|日期|时间)[:：]", line.words) or _is_subtitle(
                line.words, rest
            ):
                return value[0], printed, None
    return (*met, None) if met else (None, None, None)


def _signers(lines: list[_Line]) -> Slot | None:
    """The offices that sign at the end of these lines, one a line; joint documents have several."""
    first = len(lines)
    while first and ends_like_unit(lines[first - 1].words) and not _DATE.search(lines[first - 1].words):
        first -= 1
    return joined([line.slot for line in lines[first:]], " ") if first < len(lines) else None


def _is_subtitle(words: str, rest: str) -> bool:
    """（2024年3月5日） or （2024年3月5日X会议通过） under a title; a line of head data with a date (文号 机关 日期)."""
    return (words.startswith(("（", "(")) and words.endswith(("）", ")")) and len(rest) < 30) or (
        bool(find_numbers(words)) and "。" not in words
    )


def _issuer(notice: Slot | None, title: Slot | None, lines: list[_Line], signed: Slot | None, head: list[_Line]) -> Slot | None:
    if notice:
        office = notice.words.split("关于")[0]
        if ends_like_unit(office):  # 市人民政府办公厅关于…: the signature may print the place
            whole = signed is not None and signed.words != office and signed.words.endswith(office)
            return signed if whole else notice.within(0, len(office))
    for line in head:
        label = _LABEL_ISSUER.match(line.words)
        if label and ends_like_unit(line.words[label.end() :]):
            return line.slot.within(label.end())
    if (
        title
        and (office := title.words.split("关于")[0]) != title.words
        and ends_like_unit(office)
        and not level_prefix(office)
    ):
        return title.within(0, len(office))
    if signed:
        return signed
    for line in head:
        made = _MADE_BY.fullmatch(line.words) or _OFFICE_AND_MONTH.fullmatch(line.words)
        if made and ends_like_unit(made["office"]):
            return line.slot.within(*made.span("office"))
    for line in lines[:8]:
        if (printed := _HANDS_OUT.match(line.words)) and ends_like_unit(printed[1]):
            return line.slot.within(0, printed.end(1))
    for line in lines[:3]:
        letterhead = line.words.removesuffix("文件")
        if letterhead != line.words and ends_like_unit(letterhead):
            return line.slot.within(0, len(letterhead))
    for line in head:  # a line of head data: 文号 机关 日期 apart by spaces
        if find_numbers(line.words) and _DATE.search(line.words):
            words = [re.sub(r"^.*[:：]", "", w) for w in re.split(r"[\s，,；;|]+", line.slot.text) if not find_numbers(w)]
            if found := next((w for w in words if ends_like_unit(w)), None):
                return _within(line.slot, found)
    return None


def _undated(title: Slot | None, lines: list[_Line], after: list[Paragraph]) -> Slot | None:
    """The office of the title's place that stands alone right above the title, or alone under the list, without a date."""
    place = place_in_title(title.words) if title else None
    if not (title and place):
        return None
    above = [a.slot for a, b in pairwise(lines) if title.words.startswith(b.words)]
    for slot in (*above, *(Slot.of(p) for p in after[-3:])):
        if slot.words.startswith((place, f"中共{place}")) and len(slot.words) < 40 and is_complete(slot.words):
            return slot
    return None


def _place(named: str | None, title: Slot | None, notice: Slot | None, issuer: Slot | None) -> tuple[str | None, Slot | None]:
    """The place in the title, in the notice's where there is no title, or at the issuer's where there is neither."""
    if place := place_in_title(named or ""):
        return place, _within(title, place) if title else None
    other = notice if notice and not named else None
    if other and (place := place_in_title(other.words)):
        return place, _within(other, place)
    place = place_at(issuer.words) if named is None and issuer else None
    return place, _within(issuer, place) if place and issuer else None


def _year(
    named: str | None,
    title: Slot | None,
    notice: Slot | None,
    below: Slot | None,
    issued: date | None,
    dated: Slot | None,
    number: str | None,
    numbered: Slot | None,
) -> tuple[int | None, Slot | None]:
    """The year in the title, else in the notice's, in brackets below, of the date, of the number."""
    for words, slot in ((named, title), *((slot.words if slot else None, slot) for slot in (notice, below))):
        if found := _YEAR.search(words or ""):
            return int(found.group(1)), slot.within(*found.span(1)) if slot else None
    if issued:
        return issued.year, _within(dated, str(issued.year)) if dated else None
    values = find_numbers(number or "")
    return (values[0][2].year, numbered) if values else (None, None)


def _year_of_words(lines: list[_Line]) -> tuple[int | None, Slot | None]:
    """The only year that the sentences above the list name (2022年在全区实施…), but for the titles that they quote."""
    found = [(line.slot, m) for line in lines if "。" in line.words for m in _YEAR.finditer(_QUOTED.sub(_blotted, line.words))]
    if len({m.group(1) for _, m in found}) != 1:
        return None, None
    slot, match = found[0]
    return int(match.group(1)), slot.within(*match.span(1))


def _blotted(match: re.Match[str]) -> str:
    return "·" * len(match.group())


def _basis(texts: list[Slot], own: str | None, *, wrapped: bool) -> tuple[Citation, ...]:
    if not texts:
        return ()
    text = joined(texts, "" if wrapped else "\n")
    spans = [span for span in basis(text.text) if span.number is None or span.number != own]
    return tuple(Citation(span.number, span.title, text.evidence(span.start, span.end)) for span in spans)
