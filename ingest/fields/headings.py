"""The printed number at the start of a paragraph or cell: 一、 （一） 1. （1） ① 第一条 一是 1.1.

Levels: GB/T 9704-2012, 7.3.3, prints 一、 （一） 1. （1） from the outside in; the other signs stand where drafters put them.
Slips are read as what they stand for: (一) and ㈠ as （一）, 1、 and 1． and ⒈ as 1., ⑴ as （1）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.fields.deadlines import deadline_likeness
from ingest.fields.numerals import fold_digits, parse_number

Style = Literal[
    "part",  # 第一部分
    "chapter",  # 第一章
    "section",  # 第一节
    "article",  # 第一条
    "words",  # 一、
    "words-brackets",  # （一）
    "words-bracket",  # 一）
    "figures",  # 1. and 1、
    "figures-brackets",  # （1）
    "figures-bracket",  # 1）
    "decimal",  # 1.1
    "circled",  # ①
    "letters",  # A.
    "roman",  # Ⅰ.
    "ordinal",  # 第一，
    "firstly",  # 一是
    "item",  # 任务一：
]

_LEVELS: dict[Style, int] = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "article": 4,
    "words": 5,
    "words-brackets": 6,
    "words-bracket": 6,
    "roman": 6,
    "item": 6,
    "figures": 7,
    "decimal": 7,
    "letters": 7,
    "figures-brackets": 8,
    "figures-bracket": 9,
    "circled": 10,
    "ordinal": 11,
    "firstly": 12,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number."""

    style: Style
    value: int
    """The last number: 3 for （三） and for 1.2.3."""
    printed: str
    """As printed, white space removed: （三）, 1.2.3, 第三条."""
    above: tuple[int, ...] = ()
    """The numbers before the last: (1, 2) for 1.2.3."""

    @property
    def level(self) -> int:
        """How far in the style usually stands, smaller is further out. A document's own order of styles goes before it."""
        return _LEVELS[self.style] + len(self.above)

    @property
    def key(self) -> tuple[Style, tuple[int, ...]]:
        """What markers of one sequence share: the style, and for decimals the numbers above."""
        return self.style, self.above

    def follows(self, earlier: Marker) -> bool:
        """Whether this is the next number of the same sequence: （四） after （三）."""
        return self.key == earlier.key and self.value == earlier.value + 1


def split_marker(text: str) -> tuple[Marker | None, str]:
    """The number that a paragraph or cell begins with, and the rest without it and the white space behind it.

    Without one the text comes back as it is, but for the white space before it. A number that is content is no marker:
    2024年…, 3月底前, 1.5万, 12345热线, 5G, 一、二季度, 6、12月底前.
    """
    body = text.lstrip(_BLANK)
    head = fold_digits(body[:_LONGEST])
    if not _FIRST.match(head):
        return None, body
    for pattern, style in _GRAMMAR:
        if found := pattern.match(head):
            printed, rest = "".join(body[: found.end()].split()), body[found.end() :]
            if (marker := _marker(style, found["n"], printed)) and not _is_content(style, printed, rest):
                return marker, rest.lstrip(_BLANK)
    return None, body


_BLANK = " \t\r\n\v\f\u00a0\u3000\u200b\u200c\u200d\ufeff\u2002\u2003\u2009"
_LONGEST = 60
"""Characters that are looked at; no marker is half as long."""
_FIRST = re.compile(
    r"[0-9A-Za-z任事举措项行专第一二三四五六七八九十百〇零（(﹙\u2160-\u217f\u2460-\u24ff\u2776-\u2793\u3220-\u32ff]"
)
_S = r"[ \t\u3000\u00a0]{0,2}"
_WORDS = r"[一二三四五六七八九十百〇零]{1,5}"
_FIGURES = r"[0-9]{1,3}"
_EITHER = rf"(?:{_WORDS}|{_FIGURES})"
_OPEN, _CLOSE = r"[（(﹙]", r"[）)﹚]"
_FORMS: tuple[tuple[str, Style], ...] = (
    (rf"第{_S}(?P<n>{_EITHER}){_S}(?:部分|编|篇)(?!之)", "part"),
    (rf"第{_S}(?P<n>{_EITHER}){_S}章", "chapter"),
    (rf"第{_S}(?P<n>{_EITHER}){_S}节(?!课)", "section"),
    # 第一条 numbers an article; 第一条生产线 counts things
    (rf"第{_S}(?P<n>{_EITHER}){_S}条(?!\S{{0,3}}[线路道河街渠链])", "article"),
    (rf"第{_S}(?P<n>{_WORDS}){_S}[，,、：:]", "ordinal"),
    (rf"(?:任务|事项|举措|措施|项目|行动|专项){_S}(?P<n>{_EITHER}){_S}(?:[：:．、]|[.](?![0-9]))", "item"),
    (rf"(?P<n>{_WORDS})(?:是(?![否非])|则[，,])", "firstly"),
    (rf"(?P<n>{_WORDS}){_S}(?:、|[．.](?![0-9]))", "words"),
    (rf"{_OPEN}{_S}(?P<n>{_WORDS}){_S}{_CLOSE}[、．.]?", "words-brackets"),
    (r"(?P<n>[㈠-㈩㊀-㊉])[、．.]?", "words-brackets"),
    (rf"(?P<n>{_WORDS}){_S}{_CLOSE}", "words-bracket"),
    (rf"(?P<n>{_FIGURES}(?:[.．][0-9]{{1,2}}){{1,4}})(?:[、．.](?![0-9])|(?=\s)|$)", "decimal"),
    (rf"(?P<n>{_FIGURES}(?:[.．][0-9]{{1,2}}){{2,4}})(?![0-9.．%％])", "decimal"),
    (rf"(?P<n>{_FIGURES}){_S}(?:、|[．.](?![0-9])|[．.](?=(?:19|20)[0-9]{{2}}年))", "figures"),
    (r"(?P<n>[⒈-⒛])", "figures"),
    (rf"{_OPEN}{_S}(?P<n>{_FIGURES}){_S}{_CLOSE}[、．.]?", "figures-brackets"),
    (r"(?P<n>[⑴-⒇])", "figures-brackets"),
    (rf"(?P<n>{_FIGURES}){_S}{_CLOSE}", "figures-bracket"),
    (r"(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉])[、．.]?", "circled"),
    (r"(?P<n>[Ⅰ-Ⅻⅰ-ⅻ])[、．.]", "roman"),
    (r"(?P<n>[A-Za-z])(?:、|[．.](?=\s|[\u4e00-\u9fff]|$))", "letters"),
)
_GRAMMAR = tuple((re.compile(pattern), style) for pattern, style in _FORMS)
# What goes on like this was a quantity: 一、二季度, 一、二、三级医院.
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}(?:[、和]|季度|线|级|类|期|批|产|等|是|月)|[A-Za-z](?:[、和]|类|级|股)")
_QUANTITY = re.compile(r"\s{0,3}(?:[万亿元吨倍米年%％]|公里|公顷|平方|个百分点)")


def _marker(style: Style, printed_number: str, printed: str) -> Marker | None:
    if style == "letters":
        return Marker(style, ord(printed_number.upper()) - ord("A") + 1, printed)
    if style == "decimal":
        numbers = [int(part) for part in re.split("[.．]", printed_number)]
        # 2024.6.30 is a date and 0.5 a quantity
        return Marker(style, numbers[-1], printed, tuple(numbers[:-1])) if all(0 < n < 100 for n in numbers) else None
    value = parse_number(printed_number)
    return Marker(style, value, printed) if value else None


def _is_content(style: Style, printed: str, rest: str) -> bool:
    if style in ("words", "letters", "ordinal"):
        return _COUNTED.match(rest) is not None
    if style == "decimal":
        return _QUANTITY.match(rest) is not None
    if style == "figures" and rest[:1].isdigit():
        return deadline_likeness(printed + rest) == 1.0
    return False
