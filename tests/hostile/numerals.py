"""Chinese numerals of headings and dates."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
TENS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]


def numeral(n: int) -> str:
    """11 -> 十一, up to 99."""
    if n <= 10:
        return TENS[n]
    tens, ones = divmod(n, 10)
    return (TENS[tens] if tens > 1 else "") + "十" + TENS[ones]


def in_chinese(year: int, month: int, day: int) -> str:
    """二〇二四年六月二十四日."""
    return "".join(DIGITS[int(c)] for c in str(year)) + f"年{numeral(month)}月{numeral(day)}日"
