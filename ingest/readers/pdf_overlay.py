"""Words printed over or under the text: a watermark, a stamp. They are larger than the text and stand across its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

_LARGE = 1.5
"""Such words are this many times as large as most of the page."""
_PALE = 0.7
"""Grey from 0 (black) to 1 (white) above which large words are a watermark, wherever they stand."""
_COVERED = 0.15
"""Share of their characters that stand on others, at least, where they are not pale."""

Glyph = dict[str, Any]


def without_overlay(found: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a page, as pdfplumber has them, without those of a watermark or stamp."""
    sizes = Counter(round(c["size"]) for c in found)
    if len(sizes) < 2:
        return list(found)
    usual = sizes.most_common(1)[0][0]
    kinds: dict[tuple[int, str], list[Glyph]] = {}
    for c in found:
        if c["size"] > _LARGE * usual and c["text"].strip():
            kinds.setdefault((round(c["size"]), repr(c.get("non_stroking_color"))), []).append(c)
    gone: set[int] = set()
    for group in kinds.values():
        if _grey(group[0].get("non_stroking_color")) > _PALE or _stands_on_others(group, found, usual):
            gone.update(map(id, group))
    return [c for c in found if id(c) not in gone] if gone else list(found)


def _stands_on_others(group: Sequence[Glyph], found: Sequence[Glyph], usual: float) -> bool:
    small = [c for c in found if c["size"] <= _LARGE * usual and c["text"].strip()]
    covered = sum(
        any(
            g["x0"] < (c["x0"] + c["x1"]) / 2 < g["x1"] and g["top"] < (c["top"] + c["bottom"]) / 2 < g["bottom"] for c in small
        )
        for g in group
    )
    return covered >= _COVERED * len(group)


def _grey(colour: Any) -> float:
    """How light a colour is, 0 when it is not known."""
    if isinstance(colour, int | float):
        return float(colour)
    try:
        parts = [float(part) for part in colour]
    except (TypeError, ValueError):
        return 0.0
    if len(parts) == 4:  # cyan, magenta, yellow, black
        return max(0.0, 1 - parts[3] - sum(parts[:3]) / 3)
    return sum(parts) / len(parts) if parts else 0.0
