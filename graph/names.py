"""Ids and keys made from content: the same document gives the same ids on any machine and in any order."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from ingest.divisions import level_below
from ingest.fields.document_numbers import parse_document_number
from ingest.fields.issuing_offices import code_of, signed_province
from ingest.record import DocumentHead

_SPACE = re.compile(r"\s+")
_OPEN, _CLOSE = "〔[【(〈《«{", "〕]】)〉》»}"
_BRACKETS = str.maketrans(_OPEN + _CLOSE, "〔" * len(_OPEN) + "〕" * len(_CLOSE))
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_YEAR = re.compile(r"〔\d*〕")
_WRAPPED = re.compile(r"^.*?关于(?:印发|转发|下发|发布|公布)(.+?)的(?:通知|公告|函|决定|通告)$")
_STATE, _LAWS = "中华人民共和国", ("法", "条例", "法典", "规定", "办法", "条例(修订)")
_QUOTES = re.compile(r"[《》〈〉<>“”\"']")


def digest(*parts: str | None) -> str:
    """A short name for the parts, of letters and digits only."""
    joined = "\x1f".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]


def number_key(number: str | None) -> str | None:
    """A 文号 as it is compared: any brackets, spaces and 第 alike. None when it holds no running number."""
    if not number:
        return None
    text = _SPACE.sub("", unicodedata.normalize("NFKC", number)).translate(_BRACKETS).replace("第", "")
    text = _ZEROS.sub("", text).casefold()
    return text if re.search(r"[\d一二三四五六七八九十]", _YEAR.sub("", text)) else None


def numbered_year(number: str | None) -> int | None:
    """The year that a 文号 prints: 国办发〔2024〕3号 -> 2024."""
    found = parse_document_number(number) if number else None
    return found.year if found else None


def cited_key(number: str | None, province: str | None) -> str | None:
    """A 文号 as a document of this province means it: `number_key`, with the province before it when the code would be that
    of another province's office (宁政办发 in Jiangsu is Nanjing's, and not Ningxia's)."""
    key = number_key(number)
    signed = signed_province(code_of(key) or "") if key and province else None
    return f"{province}/{key}" if signed and signed != province else key


def title_key(title: str | None) -> str | None:
    """A title as it is compared: without 《》, spaces, the wrapping X关于印发…的通知, and 中华人民共和国 before a law."""
    if not title:
        return None
    text = _QUOTES.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", title))).casefold()
    wrapped = _WRAPPED.match(text)
    text = wrapped.group(1) if wrapped else text
    # the State's laws are cited with and without its name
    return (text.removeprefix(_STATE) if text.endswith(_LAWS) else text) or None


def document_id(head: DocumentHead, province: str | None = None) -> str:
    """By 文号; without one by issuer (or place), title and year, and without a title by the file's name."""
    number = cited_key(head.number, province)
    if number:
        return numbered_id(number)
    title = title_key(head.title) or head.file.rpartition(".")[0] or head.file
    return "doc:" + digest("list", head.issuer or head.jurisdiction, title, str(head.year or ""))


def numbered_id(number: str) -> str:
    """The id of the document with this number key."""
    return "doc:" + digest("number", number)


def titled_id(title: str) -> str:
    """The id of a document that is only known by this title key."""
    return "doc:" + digest("title", title)


def annex_id(first: str, title: str | None, nth: int) -> str:
    """The id of a further list in the file of document `first`. `nth` parts lists with one title."""
    return "doc:" + digest("annex", first, title_key(title), str(nth) if nth else "")


def task_id(document: str, seq: int, part: int | None, nth: int) -> str:
    """Zero-filled, so that ids sort as the tasks are numbered; parts from the tenth on stand behind `.9`: .8, .9, .9.10, .9.11.
    `nth` parts tasks that print one number."""
    behind = "" if not part else f".{part}" if part < 10 else f".9.{part}"
    return f"task:{document.partition(':')[2]}:{seq:04d}{behind}" + (f"-{nth}" if nth else "")


def theme_id(document: str, path: Sequence[str]) -> str:
    """By the document and the headings from the outermost down."""
    return "theme:" + digest(document, *path)


def place_id(chain: Sequence[str]) -> str:
    """By the names from the outermost place down."""
    return "place:" + digest(*chain)


def topic_id(group: str, title: str) -> str:
    """By the class and its group."""
    return "topic:" + digest(group, title)


def unit_id(key: str) -> str:
    """By the identity that `ingest.resolve` gives."""
    return "unit:" + digest(key)


def form_id(unit: str, printed: str, full_name: str, kind: str, function: str | None, place: str | None) -> str:
    """Of one printed name of a unit. `place` is an id."""
    return "form:" + digest(unit, printed, full_name, "1" if kind == "collective" else "0", function, place)


def reference_id(number: str, title: str, number_key: str, issuer: str) -> str:
    """Of a document as citations print it; empty for what is not printed."""
    return "reference:" + digest(number, title, number_key, issuer)


def place_level(chain: Sequence[str]) -> str | None:
    """province, city, county, zone or town, as far as the name says. A 市 inside a 市 is a county."""
    last = chain[-1]
    if last.endswith(("省", "自治区", "特别行政区")) or last in ("北京市", "天津市", "上海市", "重庆市"):
        return "province"
    if below := level_below(last):
        return below
    if last.endswith(("县", "区", "旗")):
        return "county"
    if last.endswith(("市", "州", "盟", "地区")):
        return "county" if any(p.endswith(("市", "州")) and place_level([p]) == "city" for p in chain[:-1]) else "city"
    return None
