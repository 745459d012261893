"""What the pieces of a lost table look like, each told once: like units, like a time limit, and the numbers that count rows or
themes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from ingest.fields.deadlines import deadline_likeness
from ingest.fields.headings import Marker, split_marker
from ingest.fields.roles import label_at, trailing_role
from ingest.fields.unit_names import is_complete
from ingest.fields.units import UnitsRead, read_units
from ingest.layout.flow_pieces import Piece, Region

BARE = re.compile(r"[（(]?\d{1,4}[）).．、]?")
_SHORT, _LINE = 12, 26
"""Characters of a cell with a time limit, and of a line in a column that is not the widest, at most."""
_THEME_STYLES = ("part", "chapter", "section", "words", "words-brackets")


@dataclass
class Look:
    """What a piece looks like, told once."""

    piece: Piece
    anchor: bool = False
    """Its number is the next one of the rows."""
    theme_mark: bool = False
    """Its number is the next one of the themes."""
    following: str = ""
    """The words of the next line."""

    @cached_property
    def marker(self) -> Marker | None:
        return split_marker(self.piece.text)[0]

    @cached_property
    def limit(self) -> float:
        """How much it looks like a time limit, 0 to 1: less where it is a sentence that names one."""
        numbered = self.marker is not None and self.length > _SHORT
        return deadline_likeness(self.piece.text) * (0.3 if numbered or self.length > _LINE else 1.0)

    @cached_property
    def unit(self) -> float:
        """How much it looks like a part of a unit cell: -2 to 3."""
        text = self.piece.text
        if label := label_at(text):
            return 3.0 if label[1] in ("lead", "support", "responsible") else 1.0
        if "。" in text or len(text) > 60 or len(text) < 2 or text[0] in "与和及等":
            return -2.0
        read = read_units(text, wrapped=True)
        if read.certain:
            return 3.0
        known = len(read.units) - len(read.unexplained)
        if self._begins_name(read):
            return 2.7
        if known > 0 and known * 2 >= len(read.units):
            return 1.5
        start, role = trailing_role(text)
        if role and (start == 0 or "职责" in text):
            return 1.0
        return -1.0 if len(text) <= 8 and not re.search(r"\d", text) else -2.2

    def _begins_name(self, read: UnitsRead) -> bool:
        """True when the next line ends a name or a role phrase that this one begins, and the two name units only."""
        text = self.piece.text
        if not self.following or not read.units or self.marker or self.length > _LINE or "，" in text.rstrip("，"):
            return False
        both = read_units(text + self.following[:_LINE], wrapped=True)
        first = both.units[0] if both.units else None
        return both.certain and first is not None and first.start == read.units[0].start and is_complete(first.name)

    @cached_property
    def length(self) -> int:
        return len(self.piece.text)


def mark_chains(region: Region, looks: list[Look]) -> None:
    """Find the numbering of the rows (the number column, or the longest run in the texts) and of the themes."""
    chains: dict[str, list[Look]] = {}
    seen: Counter[str] = Counter()
    again: dict[str, list[Look]] = {}
    """A theme printed again at the top of a page: its number is that of the last one."""
    if "seq" in region.kinds:
        chains["seq"] = _numbered(looks)
    for look in looks:
        if look.marker is None or BARE.fullmatch(look.piece.text):
            continue
        style = look.marker.style
        seen[style] += 1
        if look.marker.value == len(chains.get(style, ())) + 1:
            chains.setdefault(style, []).append(look)
        elif look.marker.value == len(chains.get(style, ())):
            again.setdefault(style, []).append(look)
    # numbers that begin again and again count the measures inside a cell, not rows or themes
    runs = {style: chain for style, chain in chains.items() if len(chain) >= 0.6 * (seen[style] - len(again.get(style, ())))}
    rows = "seq" if len(chains.get("seq", ())) > 1 else None
    if rows is None:
        limits = sum(x.limit > 0.6 for x in looks)
        longest = max(runs, key=lambda style: len(runs[style]), default=None)
        if longest is not None and len(chains[longest]) >= max(3, limits // 2):
            rows = longest
    for look in looks:
        own: str = look.marker.style if look.marker else ""
        if rows != "seq" and look.marker and own == rows:
            look.anchor = look in chains[own]
        elif own in _THEME_STYLES or (
            region.themes and own in runs and len(runs[own]) > 1 and look.marker in _markers(chains, again, own)
        ):
            broken = look.piece.text[-1] in "，、," and look.length > _SHORT  # a short line is that of a narrow column
            look.theme_mark = look.length < 40 and look.piece.first and look.piece.text[-1] not in "。；;" and not broken
    if rows == "seq":
        for look in chains["seq"]:
            look.anchor = True


def _numbered(looks: list[Look]) -> list[Look]:
    """The bare numbers that count the rows: each the next of the one before, beginning again with a section, now and then one
    left out. Other bare numbers (of pages) fall out because the count does not go on from them."""
    numbers = [(int(re.sub(r"\D", "", x.piece.text)), x) for x in looks if x.piece.first and BARE.fullmatch(x.piece.text)]
    chain: list[Look] = []
    last = 0
    for i, (value, look) in enumerate(numbers):
        following = numbers[i + 1][0] if i + 1 < len(numbers) else None
        begins = value == 1 and following == 2 and last > 1
        skips = value == last + 2 and following == value + 1
        elsewhere = not chain and following == value + 1
        if value == last + 1 or begins or skips or elsewhere:
            chain.append(look)
            last = value
    return chain


def _markers(chains: dict[str, list[Look]], again: dict[str, list[Look]], style: str) -> list[Marker | None]:
    return [look.marker for look in chains[style] + again.get(style, [])]
