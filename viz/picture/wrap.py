"""Text broken into lines of a width, so that each character keeps its number; long texts are drawn in part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from viz.style import UNSAFE

MOST_CHARACTERS, MOST_LINES = 4000, 40
"""What is drawn of one cell at most: its beginning, and what is marked."""
LONG = 12
"""Of a cell with more lines, those that stand far from marks are left out."""
AROUND = 60
"""Characters drawn before and behind a mark of a cell that is too long."""
LEFT_OUT = "⋯"
_CLOSING = "，。、；：！？）》〉】〕」』”’,.;:!?)]}%％"

Line = list[tuple[str, int]]
"""Characters with their number in the text; -1 for a sign of ours."""


def wrapped(text: str, width: float, length: Callable[[str], float], marks: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines of a text, far from marks not all of them. `length` measures a character."""
    lines: list[Line] = []
    line: Line = []
    used = 0.0
    for char, number in _excerpt(text, marks):
        if char == "\n":
            lines.append(line)
            line, used = [], 0.0
            continue
        wide = length(char)
        if line and used + wide > width:
            carried = _carried(line, char)
            lines.append(line[: len(line) - len(carried)])
            line = carried
            used = sum(length(c) for c, _ in line)
        line.append((char, number))
        used += wide
    lines.append(line)
    return _fewer([line for line in lines if line], marks)


def _carried(line: Line, following: str) -> Line:
    """The end of a full line that goes down with what follows: the rest of a Latin word or number, the character before a
    closing sign."""
    count = 1 if following in _CLOSING else 0
    while 0 < count < len(line) and line[-count][0] in _CLOSING:
        count += 1
    if following.isascii() and following.isalnum():
        while count < min(len(line), 16) and line[-1 - count][0].isascii() and line[-1 - count][0].isalnum():
            count += 1
    return line[len(line) - count :] if 0 < count < min(len(line), 16) else []


def _excerpt(text: str, marks: Sequence[tuple[int, int]]) -> Line:
    """All characters, or of a text that is too long its beginning and what stands around the beginnings of the marks."""
    if len(text) <= MOST_CHARACTERS:
        return [(_shown(char), number) for number, char in enumerate(text)]
    each = max(AROUND, MOST_CHARACTERS // 2 // max(1, len(marks)))
    windows = [(0, 400), *sorted((max(0, a - AROUND), min(b + AROUND, a + each)) for a, b in marks)]
    found: Line = []
    at = 0
    for a, b in windows:
        if len(found) > MOST_CHARACTERS:
            break
        if a > at:
            found.append((LEFT_OUT, -1))
        found += [(_shown(text[n]), n) for n in range(max(a, at), min(b, len(text)))]
        at = max(at, b)
    return [*found, (LEFT_OUT, -1)] if at < len(text) else found


def _shown(char: str) -> str:
    """Controls and marks of direction would spoil the drawing."""
    return char if char == "\n" else " " if UNSAFE.match(char) or char.isspace() else char


def _fewer(lines: list[Line], marks: Sequence[tuple[int, int]]) -> list[Line]:
    if len(lines) <= LONG:
        return lines
    near = {n + k for n, line in enumerate(lines) for k in (-1, 0, 1) if any(a <= at < b for _, at in line for a, b in marks)}
    kept = sorted(n for n in {0, 1} | near if 0 <= n < len(lines))
    if len(kept) > MOST_LINES - 2:  # the beginning and the end
        kept = kept[: MOST_LINES - 14] + kept[-12:]
    found: list[Line] = []
    before = -1
    for n in kept:
        if n > before + 1:
            found.append([(LEFT_OUT, -1)])
        found.append(lines[n])
        before = n
    return [*found, [(LEFT_OUT, -1)]] if before < len(lines) - 1 else found
