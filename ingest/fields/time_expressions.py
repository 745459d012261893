"""The time expressions in a text, found one by one: 2025年, 明年, 6月底, 12月31日, 第三季度, 20个工作日, 每月, 全年.

This module only finds and cuts; what they mean together (which year holds, what a range ends with) is `deadlines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.fields.numerals import fold_digits
from ingest.lexicon import lexicon

WORDS = lexicon("deadlines")
YEAR_WORDS = {word: name for name, words in WORDS["years"].items() for word in words}

_MARKS = str.maketrans(dict.fromkeys("—–－~～‐‑−―﹣〜", "-") | {"．": ".", "／": "/", "（": "(", "）": ")"})


_CLOCK = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
"""What spreadsheets print behind a date."""
_WEEKDAY = re.compile(r"\((?:周|星期)[一二三四五六日天]\)")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression: its sort (a key of the grammar below), its place in the text, and its named parts."""

    sort: str
    start: int
    end: int
    parts: dict[str, str] = field(default_factory=dict, compare=False)


def fold(text: str) -> str:
    """The text as this grammar reads it: no white space, no weekday or time of day, plain digits, dots and dashes."""
    return _WEEKDAY.sub("", "".join(fold_digits(_CLOCK.sub("", text)).translate(_MARKS).split()))


def time_expressions(text: str) -> Iterator[TimeExpression]:
    """The expressions in printed order, none overlapping; at one place the first sort of the grammar wins.

    The text is expected folded; places are places in it. Linear in its length.
    """
    for found in _ANY.finditer(text):
        sort = found.lastgroup or ""
        cut = _SORTS[sort].match(text, found.start())
        parts = {name: part for name, part in cut.groupdict().items() if part} if cut else {}
        yield TimeExpression(sort, found.start(), found.end(), parts)


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_CN = "〇○零一二三四五六七八九十百千万"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
_M, _D = r"1[0-2]|0?[1-9]", r"3[01]|[12][0-9]|0?[1-9]"
_YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
TO = r"(?:-{1,3}|至|到)"
AND = r"[、,，和及与]"
BEFORE = r"(?:之?前|以前|止)"
LIMIT = re.compile(rf"{BEFORE}|[之以]?内|截止")
"""What makes a time the last one, directly behind it."""
_COUNT = r"(?:[0-9]{1,4}|[两半]|[一二三四五六七八九十百]{1,5})"
_DONE = r"(?:[之以]?内|后|前|完成|办结|答复|反馈|$)"

_GRAMMAR: dict[str, str] = {
    "elsewhere": alternatives(WORDS["elsewhere"]),
    "other": alternatives(WORDS["not_ongoing"]),
    "periodic_word": alternatives(WORDS["periodic"]) + r"|^(?:月度|季度|月底|季末|季度末|月末)前?$",
    # Five-year plans count from 1953: the fourteenth ends in 2025.
    "plan": r"[“\"'‘]?(?P<n>十[一二三四五六七八九])五[”\"'’]?(?:规划)?(?:时?期?末|期间|时期)",
    "iso": rf"(?<![0-9.])(?P<y>(?:19|20)[0-9]{{2}})[-./](?P<m>{_M})(?:[-./](?P<d>{_D}))?日?(?![0-9年])",
    "compact": r"(?<![0-9])(?P<y>20[0-9]{2})(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12][0-9]|0[1-9])(?![0-9])",
    "years": (
        rf"(?<![0-9])(?P<from>{_YEAR})年?{TO}(?P<y>{_YEAR})"
        r"(?:学?年度?(?P<tail>[底末终内])?|(?![-./0-9]))(?![0-9]{1,2}月)"
    ),
    "year": rf"(?<![0-9])(?P<y>{_YEAR})学?年度?(?P<tail>[底末终内])?",
    "named_year": rf"(?P<word>{alternatives(YEAR_WORDS)})(?P<tail>[底末终内])?",
    "periodic": (
        rf"(?:每{_COUNT}?个?(?:工作日|季度?|半年|学期|月度?|(?:周|星期)[一二三四五六日天]?|旬|日|天)|每{_COUNT}年"
        rf"|(?:逐|按)(?:季度?(?!节)|月|周|旬)|[次当下]月)"
        rf"(?:(?:首|末|次|第[一二三]个)月)?(?:{_DAY}[日号]|[底末初])?{BEFORE}?"
    ),
    "half": r"(?P<half>[上下])半年[底末]?",
    "quarter": (
        rf"[前第]?(?P<q>[一二三四1-4](?:(?:{AND}|{TO})第?[一二三四1-4]){{0,3}})季度[底末]?"
        r"|[Qq](?P<q2>[1-4])(?![0-9A-Za-z])"
    ),
    "year_end": rf"(?<![0-9{_CN}半两几每学])年度?(?P<tail>[底末终内])",
    "mid_year": rf"(?<![0-9{_CN}半两几每全])年中(?=前|底|$)",
    "duration": (
        rf"(?<![0-9第.]){_COUNT}(?:个?工作日|个?自然日|个?小时|天)|(?<![0-9第.]){_COUNT}(?:个月|个季度|个?星期|周|个?学期)(?={_DONE})"
        rf"|(?<![0-9第.]){_COUNT}[日年](?=[之以]?内|后)|[半两]月(?=[之以]?内)|^{_COUNT}年$"
    ),
    "day": rf"(?<![0-9.第{_CN}])(?P<m>{_MONTH})月(?P<d>{_DAY}(?:(?:{AND}|{TO}){_DAY}){{0,5}})(?:[日号]|(?={BEFORE}))",
    "dotted": rf"(?<![0-9./])(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12][0-9]|0?[1-9])日?(?={BEFORE})",
    "month": (
        rf"(?<![0-9.第{_CN}])(?P<m>{_MONTH}(?:月?份?(?:{AND}|{TO}){_MONTH}){{0,11}})月份?"
        rf"(?P<tail>[上中下]{{1,2}}旬|[底末初]|中(?={BEFORE}|$))?(?!{_DAY}[日号])"
    ),
    "days": rf"(?<![0-9第.{_CN}])(?P<d>{_DAY})[日号]",
    "festival": rf"(?:{alternatives(WORDS['festivals'])})[”\"]?(?:节|假期|期间)?(?={BEFORE})",
    "ongoing": rf"(?:{alternatives(WORDS['ongoing'])})(?!至|到)",
    "prompt": alternatives(WORDS["prompt"]),
}
_SORTS: dict[str, re.Pattern[str]] = {sort: re.compile(pattern) for sort, pattern in _GRAMMAR.items()}
# What an expression can begin with: most places of a text are passed over at the price of this one look.
_LISTS = (WORDS[name] for name in ("elsewhere", "not_ongoing", "periodic", "festivals", "ongoing", "prompt"))
_FIRST = "".join(
    sorted(
        {word[0] for words in (*_LISTS, YEAR_WORDS) for word in words}
        | set("0123456789两半每逐按上下前第年月季次当下Qq“\"'‘" + _CN)
    )
)
# The parts are unnamed here: a name may stand only once in a pattern.
_ANY = re.compile(
    f"(?=[{_FIRST}])(?:"
    + "|".join(f"(?P<{sort}>{re.sub(r'[?]P<[a-z0-9]+>', '?:', pattern)})" for sort, pattern in _GRAMMAR.items())
    + ")"
)
