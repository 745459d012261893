"""Numerals as Chinese documents print them: 2024, ２０２４, 二〇二四, 十二, 一百零五, ①, ⑴, ㈠, Ⅳ.

Grammar of the structured form: each of 千, 百, 十 at most once and in this order, each with a digit before it (十 alone may
begin the number), 零 for a gap, 万 over the whole left part. A run of plain digits (二〇二四) is read place by place.
"""

from __future__ import annotations

import unicodedata

CHINESE_DIGITS = "〇○零一二三四五六七八九"
"""The digits in characters, three signs for zero first. For the character classes of other modules."""
FULL_WIDTH_DIGITS = "０１２３４５６７８９"

_DIGIT = {
    **dict.fromkeys("〇○零", 0),
    **{sign: value for value, sign in enumerate("一二三四五六七八九", 1)},
    **{sign: value for value, sign in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    "两": 2,
    "兩": 2,
}
_STEP = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_PRINTED = "零一二三四五六七八九"
_FOLD = str.maketrans(FULL_WIDTH_DIGITS, "0123456789")
_LONGEST = 9
"""Digits that a count or a number in such a document has at most; longer runs are telephone numbers and codes."""


def fold_digits(text: str) -> str:
    """The text with full-width digits made plain. It keeps its length, so that places in it stay valid."""
    return text.translate(_FOLD)


def parse_number(text: str) -> int | None:
    """The whole number that a text prints, in any of the forms of this module; None when the text is anything else."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if not text.isascii():
        text = fold_digits(text)
    if text.isascii():
        return int(text) if text.isdigit() else None
    if len(text) == 1 and (sign := _single(text)) is not None:
        return sign
    for short, long in _TENS.items():
        text = text.replace(short, long)
    if all(c in _DIGIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text))
    left, wan, right = text.replace("萬", "万").partition("万")
    if not wan:
        return _below_ten_thousand(left, gap=False)
    high = _below_ten_thousand(left, gap=False)
    low = _below_ten_thousand(right, gap=True) if right else 0
    return None if not high or low is None else high * 10_000 + low


def digits_year(text: str) -> int | None:
    """The year that four digits print (2024, ２０２４, 二〇二四), None when they are no year from 1900 to 2099."""
    value = parse_number(text) if len(text.strip()) == 4 else None
    return value if value is not None and 1900 <= value <= 2099 else None


def to_chinese(value: int) -> str:
    """The structured form of a number: 12 -> 十二, 105 -> 一百零五, 110 -> 一百一十.

    Raises ValueError outside 0..9999: lists and articles number no further.
    """
    if not 0 <= value <= 9999:
        raise ValueError(f"{value} is outside 0..9999")
    if value < 10:
        return _PRINTED[value]
    out, gap = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // step % 10
        if digit:
            out += ("零" if gap else "") + _PRINTED[digit] + sign
        gap = bool(out) and not digit
    return out[1:] if out.startswith("一十") else out


def to_chinese_digits(value: int) -> str:
    """The place-by-place form that years take: 2024 -> 二〇二四. Raises ValueError for a negative number."""
    if value < 0:
        raise ValueError(f"{value} is negative")
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(value))


def _single(sign: str) -> int | None:
    """One sign that is a number of its own: ① ⑴ ⒈ ㈠ ㊀ ❶ Ⅳ ⅳ. Fractions, footnote signs and 亿 are none."""
    superscript = unicodedata.decomposition(sign).startswith(("<super>", "<sub>", "<fraction>"))
    if unicodedata.category(sign) not in ("No", "Nl") or sign == "〇" or superscript:
        return None
    value = unicodedata.numeric(sign, -1.0)
    return int(value) if value == int(value) and 0 <= value <= 50 else None


def _below_ten_thousand(text: str, *, gap: bool) -> int | None:
    """Read 九千九百九十九 and smaller. `gap` is true after 万, where 零 may begin."""
    total, bound, digit, zero = 0, 10_000, None, gap
    for place, sign in enumerate(text):
        if sign in "零〇○":
            if digit is not None or (place == 0 and not gap):
                return None
            zero = True
        elif sign in _DIGIT:
            if digit is not None:
                return None
            digit = _DIGIT[sign]
        elif (step := _STEP.get(sign)) is not None:
            if step >= bound or (digit is None and (step != 10 or total)):
                return None
            total, bound, digit, zero = total + (digit or 1) * step, step, None, False
        else:
            return None
    if digit is None:
        return total or None
    # 一百五 is said for 150 and misread as 105: without 零 a last digit must follow 十.
    return total + digit if bound == 10 or zero or not total else None
