"""Numbers that a program counts and prints before a paragraph, though they stand nowhere in the file (automatic numbering).

While words are put together such a number stands between two signs that no text has (noncharacters of Unicode).
"""

from __future__ import annotations

import re

BEGIN, END = "\ufdd0", "\ufdd1"
_NUMBER = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}?|{END}")


def counted(marker: str, text: str) -> str:
    """The marker before the text; a space after a Latin sign, so that 1. and 2025年 do not run into one number."""
    return f"{BEGIN}{marker}{' ' if marker[-1:].isascii() and text else ''}{END}{text}" if marker else text


def told_apart(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without the signs, and which of its characters are such numbers."""
    if BEGIN not in text and END not in text:
        return text, ()
    words, at, spans = "", 0, []
    for match in _NUMBER.finditer(text):
        words += text[at : match.start()]
        if number := match[1]:
            spans.append((len(words), len(words) + len(number)))
            words += number
        at = match.end()
    return words + text[at:], tuple(spans)
