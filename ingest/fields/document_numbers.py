"""Document numbers (文号): 鲁政办发〔2024〕2号, 国务院令第711号, 财政部公告2023年第5号.

Form: GB/T 9704-2012, 7.2.5: the office's code, the year in full in 〔〕, the serial without 第 and without leading zeros, 号.
Print varies: other brackets, spaces, full-width digits, 第. The normal form does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.fields.numerals import digits_year, fold_digits, parse_number
from ingest.fields.time_expressions import alternatives
from ingest.lexicon import lexicon

Form = Literal["code", "order"]


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """A document number. Values sort by office, year, serial; equal values are one document."""

    office: str
    """The office's code (鲁政办发), or for an order its name and kind (国务院令, 财政部公告)."""
    year: int | None
    serial: int
    form: Form = "code"

    def __str__(self) -> str:
        """The normal form, which reads back as an equal value."""
        if self.form == "code":
            return f"{self.office}〔{self.year}〕{self.serial}号"
        return f"{self.office}{f'{self.year}年' if self.year else ''}第{self.serial}号"


def parse_document_number(text: str) -> DocumentNumber | None:
    """The number that a text prints, when it prints one and nothing else; else None."""
    found = find_numbers(text)
    if len(found) != 1 or text[: found[0][0]].strip() or text[found[0][1] :].strip():
        return None
    return found[0][2]


def find_numbers(text: str) -> list[tuple[int, int, DocumentNumber]]:
    """The numbers in a text: start and end in the text as given, and the value. In printed order, none overlapping.

    A bracket with year and serial but no office code before it is no number: nobody could look it up.
    """
    if "号" not in text:
        return []
    plain = fold_digits(text)
    results: list[tuple[int, int, DocumentNumber]] = []
    at = 0
    for found in _NUMBER.finditer(plain):
        for start, number in _read(plain, found, at):
            results.append((start, found.end(), number))
            at = found.end()
    return results


_WORDS = lexicon("document_numbers")
_KINDS = alternatives(_WORDS["announcements"])
_SERIAL = r"[0-9]{1,5}|[一二三四五六七八九十百〇零]{1,7}"
_S = r"\s{0,3}"
# A narrow column may break a number after any of its digits.
_NUMBER = re.compile(
    rf"[〔\[【（(［﹝〈]{_S}(?P<year>[12](?:\n?[0-9]){{3}}|[一二][〇○零一二三四五六七八九]{{3}})年?{_S}[〕\]】）)］﹞〉]"
    rf"{_S}第?{_S}(?P<serial>[0-9](?:\n?[0-9]){{0,4}}){_S}号"
    rf"|(?P<kind>{_KINDS}){_S}[（(〔\[]?{_S}(?:(?P<year2>[12][0-9]{{3}}){_S}年?)?{_S}[）)〕\]]?"
    rf"{_S}第{_S}(?P<serial2>{_SERIAL}){_S}号"
    rf"|(?:(?P<year3>[12][0-9]{{3}}){_S}年{_S})?第{_S}(?P<serial3>{_SERIAL}){_S}号{_S}(?P<kind3>{_KINDS})"
)
_LEAD_IN = re.compile(rf".*(?:{alternatives(_WORDS['lead_in'])})", re.DOTALL)
_JOINING = tuple(_WORDS["joining"])
_CODE_SIGN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fffA-Za-z\s]")
_LONGEST_CODE = 14
"""Signs; the longest codes in use (自然资办函, 国市监网监发, 环办固体函) have under ten."""
_LONGEST_RUN = 32
"""Signs before an order (中华人民共和国国家发展和改革委员会令), white space included."""


def _read(text: str, found: re.Match[str], floor: int) -> Iterator[tuple[int, DocumentNumber]]:
    """The number that ends at this match, with its start; nothing when it has no office."""
    start, office = _office(text, found.start(), floor)
    if found["serial"]:
        if 0 < len(office) <= _LONGEST_CODE and (year := digits_year("".join(found["year"].split()))):
            yield start, DocumentNumber(office, year, int("".join(found["serial"].split())))
        return
    kind, digits, serial = found.group("kind", "year2", "serial2")
    if not kind:
        kind, digits, serial = found.group("kind3", "year3", "serial3")
    value, year = parse_number(serial), digits_year(digits) if digits else None
    if value and (office or kind in ("令", "主席令", "部令") or year):
        yield start, DocumentNumber(office + kind, year, value, "order")


def _office(text: str, end: int, floor: int) -> tuple[int, str]:
    """The office's code before a place: its start, and it without white space. Empty when there is none.

    A code may be cut by a line break, but a space before it may as well end a heading or an issuer's name: white space is
    passed over only inside brackets of its own or directly before the year.
    """
    start = end
    while start > floor and end - start < _LONGEST_RUN and _CODE_SIGN.match(text[start - 1]):
        start -= 1
    run = text[start:end]
    before = text[start - 1] if start else ""
    if before not in tuple("（(〔[【《“") or start + _LONGEST_RUN <= end:
        body = run.rstrip()
        start += len(body) - len(body.split()[-1]) if body.split() else len(body)
        run = text[start:end]
    if cut := _LEAD_IN.match(run):
        start, run = start + cut.end(), run[cut.end() :]
    elif run.startswith(_JOINING) and before in tuple("》）)〕]】”号"):
        start, run = start + 1, run[1:]
    if run[:1] == "日" and text[start - 1 : start].isdigit():  # 2025年2月18日X教办〔2025〕6号: the end of a date
        start, run = start + 1, run[1:]
    office = "".join(run.split())
    start += len(run) - len(run.lstrip())
    return start, office
