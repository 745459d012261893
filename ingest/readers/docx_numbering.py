"""Numbers that Word prints and the text does not hold: 一、 （一） 1. ① from numbering.xml, counted along the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx_styles import VAL, Styles, W, on, whole

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_PLACE = re.compile(r"%([1-9])")
_MAX_CHAIN = 8
_COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "koreanCounting",
}
# (first code point, how many there are) of ready-made signs; beyond them Word falls back to plain figures
_SIGNS: dict[str, tuple[int, int]] = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}


def chinese(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千") -> str:
    """A number from 1 to 9999 as counted in Chinese (12 -> 十二, 105 -> 一百零五); figures beyond."""
    if not 0 < number < 10_000:
        return str(number)
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    # 一十二 is said and printed 十二; formal figures keep it (壹拾贰).
    return words[1:] if words.startswith("一十") else words


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    words = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        words += sign * (number // value)
        number %= value
    return words


def printed(number: int, form: str) -> str:
    """A number in one of Word's number formats; plain figures for an unknown format or a number outside its range."""
    if form == "none":
        return ""
    if form in _SIGNS:
        first, count = _SIGNS[form]
        return chr(first + number - 1) if 0 < number <= count else str(number)
    if not 0 < number < 10_000:
        return str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(ord("０") + int(d)) for d in str(number))
    if form in {"ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital"}:
        return "".join(_DIGITS[int(d)] for d in str(number))
    if form in _COUNTING:
        return chinese(number)
    if form in {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}:
        return chinese(number, _FORMAL, "拾佰仟")
    if form == "ideographTraditional":
        return _STEMS[(number - 1) % 10] if number <= 10 else str(number)
    if form == "ideographZodiac":
        return _BRANCHES[(number - 1) % 12] if number <= 12 else str(number)
    if form in {"lowerLetter", "upperLetter"}:
        return _letters(number) if form == "lowerLetter" else _letters(number).upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return str(number)


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    """Starts again after a level up to this one (from 1); 0 never; None after any higher level."""
    legal: bool = False
    """All figures in the marker are plain decimals."""


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    """Levels that this list sets back, once, to a start of its own."""


class Numbering:
    """The lists of a document and how far each has counted. Call `marker` once for each paragraph, in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        self._lists: dict[str, _List] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        if root is None:
            return
        abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.iterfind(f"{W}abstractNum")}
        numbers = {n.get(f"{W}numId", ""): n for n in root.iterfind(f"{W}num")}
        for name, number in numbers.items():
            self._lists[name] = self._list(number, abstracts, numbers, styles)

    def _list(
        self,
        number: etree._Element,
        abstracts: dict[str, etree._Element],
        numbers: dict[str, etree._Element],
        styles: Styles,
    ) -> _List:
        name, abstract = _abstract(number, abstracts), None
        for _ in range(_MAX_CHAIN):
            abstract = abstracts.get(name)
            link = abstract.find(f"{W}numStyleLink") if abstract is not None else None
            target = numbers.get(styles.list_of(link.get(VAL, "")) or "") if link is not None else None
            if target is None or _abstract(target, abstracts) == name:
                break
            name = _abstract(target, abstracts)
        levels, restarts = _levels(abstract), {}
        for override in number.iterfind(f"{W}lvlOverride"):
            at = int(override.get(f"{W}ilvl", "0"))
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[at] = _level(own)
            if (start := whole(override.find(f"{W}startOverride"))) is not None:
                restarts[at] = start
        for at, element in _level_elements(abstract):
            if (style := element.find(f"{W}pStyle")) is not None:
                self._by_style.setdefault(style.get(VAL, ""), (number.get(f"{W}numId", ""), at))
        return _List(name, levels, restarts)

    def level_of_style(self, style: str | None) -> int | None:
        """The level that a list ties to a paragraph style."""
        return self._by_style[style][1] if style in self._by_style else None

    def marker(self, list_id: str, level: int) -> str:
        """The number that Word prints before this paragraph; "" for bullets, unknown lists and levels without number."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if list_id not in self._begun:
            # Lists over the same definition go on counting together, but one with a start of its own begins anew.
            self._begun.add(list_id)
            for at, start in found.restarts.items():
                counts[at] = start - 1
        own = found.levels[level]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            rule = found.levels[deeper].restart if deeper in found.levels else None
            if rule is None or level < rule:
                del counts[deeper]
        if own.form == "bullet":
            return ""

        def figure(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = found.levels.get(at, own)
            return printed(counts.get(at, shown.start), "decimal" if own.legal else shown.form)

        return _PLACE.sub(figure, own.text).strip()


def _abstract(number: etree._Element, abstracts: dict[str, etree._Element]) -> str:
    link = number.find(f"{W}abstractNumId")
    name = link.get(VAL, "") if link is not None else ""
    return name if name in abstracts else ""


def _level_elements(abstract: etree._Element | None) -> list[tuple[int, etree._Element]]:
    found = abstract.iterfind(f"{W}lvl") if abstract is not None else ()
    return [(int(e.get(f"{W}ilvl", "0")), e) for e in found]


def _levels(abstract: etree._Element | None) -> dict[int, Level]:
    return {at: _level(element) for at, element in _level_elements(abstract)}


def _level(element: etree._Element) -> Level:
    # Newer formats stand in mc:AlternateContent with a plain one beside; the first found is the newer.
    form, text = next(element.iter(f"{W}numFmt"), None), element.find(f"{W}lvlText")
    start = whole(element.find(f"{W}start"))
    return Level(
        start=1 if start is None else start,
        form=form.get(VAL, "decimal") if form is not None else "decimal",
        text=text.get(VAL, "") if text is not None else "",
        restart=whole(element.find(f"{W}lvlRestart")),
        legal=bool(on(element.find(f"{W}isLgl"))),
    )
