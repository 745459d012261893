"""Which column each piece of a lost table belongs to: the best path through columns and rows (Viterbi).

A step either stays in its cell, goes on to a later column of its row, or begins a row; a row reads its columns from left to
right, because the text of a page is written so. Each step is scored by how well the piece fits what the column holds, by
whether the line before was full or ended its sentence, and by numbering. The first pass knows no widths; the next ones use
the widths and the habit of empty lines that the pass before found. Scores are rough log-odds.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass, field

from ingest.layout.columns import UNIT_KINDS
from ingest.layout.flow_looks import Look, mark_chains
from ingest.layout.flow_pieces import Piece, Region

HEADING = -1
"""The column of a heading across the table."""
PASSES = 3
_BROKEN_DATE = re.compile(r"\d{4}([-./])\d{1,2}\1([1-3])$")
NEVER = -60.0


@dataclass(frozen=True, slots=True)
class Step:
    """A piece with its column; whether it begins a cell and a row."""

    piece: Piece
    column: int
    new_cell: bool
    new_row: bool
    marked: bool = False
    """True when it bears a number of the themes."""


@dataclass
class _Habits:
    """What a pass learnt about the document."""

    width: dict[int, int] = field(default_factory=dict)
    """The length of a full line in each column that wraps."""
    blank_inside: float = 0.0
    """Log-odds that an empty line stands before a line that goes on in its cell, against one that begins a cell."""
    blank_known: bool = False
    learnt: bool = False
    """False in the first pass."""
    marked: set[int] = field(default_factory=set)
    """Theme columns whose cells bear numbers."""


def assign(region: Region, pieces: list[Piece]) -> list[Step]:
    """The column of each piece."""
    looks = [Look(p, following=n.text if n else "") for p, n in itertools.zip_longest(pieces, pieces[1:])]
    mark_chains(region, looks)
    if "seq" in region.kinds and any(x.anchor for x in looks):  # a bare number that is no row's is a page number
        befores: list[Look | None] = [None, *looks]
        looks = [x for before, x in zip(befores, looks, strict=False) if x.anchor or not _is_page_number(before, x)]
    blank = sum(x.piece.blank_before for x in looks)
    # Where some lines have an empty one above them and others have none, it rather stands between cells.
    habits = _Habits(blank_inside=-0.4, blank_known=True) if 0 < blank < 0.8 * len(looks) else _Habits()
    steps: list[Step] = []
    for _ in range(PASSES):
        steps = _Path(region, looks, habits).best()
        habits = _learn(steps)
    return steps


def _is_page_number(before: Look | None, look: Look) -> bool:
    """True for a bare number on a line of its own, but for the last figure of a date that its line had no room for."""
    text = look.piece.text
    if not (look.piece.first and look.piece.last and re.fullmatch(r"\d{1,3}", text)):
        return False
    date = _BROKEN_DATE.search(before.piece.text) if before is not None else None
    return date is None or len(text) > 1 or int(date[2] + text) > 31


def _learn(steps: list[Step]) -> _Habits:
    habits = _Habits()
    lengths: dict[int, list[int]] = {}
    stay = [1, 2]
    move = [1, 2]
    for before, step in itertools.pairwise(steps):
        if step.piece.index == before.piece.index:
            continue
        count = move if step.new_cell else stay
        count[0] += step.piece.blank_before
        count[1] += 1
        if not step.new_cell and before.piece.last:
            lengths.setdefault(before.column, []).append(len(before.piece.text))
    habits.blank_inside = max(-2.5, min(2.5, math.log(stay[0] / stay[1]) - math.log(move[0] / move[1])))
    habits.blank_known = habits.learnt = True
    for column in {s.column for s in steps if s.marked}:
        cells = [s.marked for s in steps if s.new_cell and s.column == column]
        if sum(cells) * 2 >= len(cells):
            habits.marked.add(column)
    for column, seen in lengths.items():
        if len(seen) >= 2:
            seen.sort()
            habits.width[column] = seen[int(len(seen) * 0.75)]
    return habits


class _Path:
    """One pass over the pieces."""

    def __init__(self, region: Region, looks: list[Look], habits: _Habits) -> None:
        self.region, self.looks, self.habits = region, looks, habits
        self.columns = [HEADING, *range(len(region.kinds))]
        self.numbered = any(x.anchor for x in looks)
        self.in_text = self.numbered and "seq" not in region.kinds

    def best(self) -> list[Step]:
        if not self.looks:
            return []
        score = {c: self._start(c) + self._fits(self.looks[0], c, fresh=True) for c in self.columns}
        back: list[dict[int, tuple[int, bool, bool]]] = [{c: (c, True, True) for c in self.columns}]
        for before, look in zip(self.looks, self.looks[1:], strict=False):
            now: dict[int, float] = {}
            came: dict[int, tuple[int, bool, bool]] = {}
            for column in self.columns:
                fresh, stay = self._fits(look, column, fresh=True), self._fits(look, column, fresh=False)
                best, how = NEVER * 1000, (column, True, True)
                for previous, value in score.items():
                    for new_cell, new_row, move in self._moves(before, look, previous, column):
                        total = value + move + (fresh if new_cell else stay)
                        if total > best:
                            best, how = total, (previous, new_cell, new_row)
                now[column], came[column] = best, how
            score = now
            back.append(came)
        return self._traced(score, back)

    def _traced(self, score: dict[int, float], back: list[dict[int, tuple[int, bool, bool]]]) -> list[Step]:
        column = max(score, key=lambda c: score[c] + self._end(c))
        steps: list[Step] = []
        for look, came in zip(reversed(self.looks), reversed(back), strict=True):
            previous, new_cell, new_row = came[column]
            steps.append(Step(look.piece, column, new_cell, new_row, look.theme_mark))
            column = previous
        return steps[::-1]

    def _moves(self, before: Look, look: Look, previous: int, column: int) -> list[tuple[bool, bool, float]]:
        """The ways from one column to another: begins a cell, begins a row, its score."""
        change = self._change(before, look, previous)
        moves = []
        if column == previous:
            moves.append((False, False, self._stay(before, look, column)))
        if column == HEADING:
            moves.append((True, True, change + self._end(previous)))
        elif previous != HEADING and column > previous:
            # An outer theme that begins has an inner one that begins.
            inner = sum(previous < theme < column for theme in self.region.themes) if previous in self.region.themes else 0
            moves.append((True, False, change + self._skipped(previous + 1, column) - 2.0 * inner))
        if (column != HEADING and (self.region.main not in (previous, column) or column <= previous)) or column != HEADING:
            moves.append((True, True, change + self._end(previous) + self._start(column)))
        return moves

    def _start(self, column: int) -> float:
        return 0.0 if column == HEADING else self._skipped(0, column)

    def _end(self, column: int) -> float:
        return 0.0 if column == HEADING else self._skipped(column + 1, len(self.region.kinds))

    def _skipped(self, begin: int, end: int) -> float:
        """What it costs that these columns are blank in a row."""
        cost = 0.0
        for column in range(begin, end):
            kind = self.region.kinds[column]
            if column == self.region.main:
                cost -= 14.0
            elif kind == "seq":
                cost -= 25.0 if self.numbered else 1.0
            elif kind == "support":
                cost -= 0.7
            elif kind in UNIT_KINDS or kind == "deadline":
                cost -= 2.5
        return cost

    def _stay(self, before: Look, look: Look, column: int) -> float:
        """Going on in the same cell."""
        text, next_text = before.piece.text, look.piece.text
        if look.anchor or look.theme_mark:
            return -10.0
        if next_text[0] in "。，、；：）】》”,;:)":
            return 5.0
        if before.piece.index == look.piece.index:
            return 0.5 if re.search(r"[0-9A-Za-z]$", text) or re.match(r"[0-9A-Za-z]", next_text) else -1.5
        value = 0.0
        if column == self.region.main and look.marker and look.marker.value > 1 and text[-1] in "；;。":
            value += 2.0  # the next measure of the task
        if text[-1] in "，、：（《“,(" or text.count("（") > text.count("）") or text.count("“") > text.count("”"):
            value += 2.0
        width = self.habits.width.get(column)
        both_units = before.unit == 3.0 and look.unit == 3.0
        if width is not None:
            value += 1.5 if before.length >= width - 2 else (0.0 if both_units else -2.5)
            value -= 4.0 if look.length > width + 3 else 0.0
        elif column != self.region.main and look.length > 2 * max(before.length, 6):
            value -= 2.0
        if self.habits.blank_known and look.piece.blank_before:
            value += self.habits.blank_inside
        elif self.habits.blank_known:
            value -= self.habits.blank_inside * 0.5
        return value

    def _change(self, before: Look, look: Look, previous: int) -> float:
        """Leaving the cell before."""
        text = before.piece.text
        if look.piece.text[0] in "。，、；：）】》”,;:)":
            return -6.0
        if before.piece.index == look.piece.index:
            return 0.5
        value = 0.0
        if text[-1] in "，、：（《“,(" or text.count("（") > text.count("）"):
            value -= 2.5
        elif text[-1] in "。！？":
            value += 1.0
        width = self.habits.width.get(previous)
        if (
            width is not None
            and before.length >= width - 1
            and text[-1] not in "。！？）"
            and before.limit < 0.7
            and before.unit < 3.0
        ):
            value -= 1.0
        return value

    def _fits(self, look: Look, column: int, *, fresh: bool) -> float:
        """How well a piece fits a column, as the first of its cell or as a further line."""
        if column == HEADING:
            return self._fits_heading(look, fresh=fresh)
        kind = self.region.kinds[column]
        if kind == "seq":
            return 8.0 if look.anchor and fresh and not self.in_text else NEVER
        if look.anchor and not (self.in_text and column == self.region.main and fresh):
            return -12.0
        if look.theme_mark and not (column in self.region.themes and fresh):
            return -5.0
        half = 1.0 if fresh else 0.5
        if kind in UNIT_KINDS:
            value = 1.3 * look.unit - (2.0 if look.limit > 0.7 else 0.0)
        elif kind == "deadline":
            value = 5.0 * look.limit - 1.5 if fresh else 2.5 * look.limit - 0.4
        elif column == self.region.main:
            value = 0.3 + 0.06 * min(look.length, 40) - (2.0 if look.unit == 3.0 else 0.0) - (2.5 if look.limit > 0.7 else 0.0)
            if self.in_text and fresh:
                return value + (5.0 if look.anchor else -12.0)
        elif column in self.region.themes:
            unmarked = (-4.0 if fresh and self._numbered(column) else 0.5) if look.length <= 24 else -1.5
            value = (4.0 if look.theme_mark else unmarked) - (2.5 if look.unit == 3.0 else 0.0)
            value -= (2.5 if look.limit > 0.7 else 0.0) + (1.5 if "。" in look.piece.text[:-1] else 0.0)
            width = self.habits.width.get(column)
            value -= 4.0 if width is not None and look.length > width + 2 else 0.0
        else:
            value = 0.6 if look.length <= 12 else -0.8
        return value * half

    def _numbered(self, column: int) -> bool:
        """Whether the cells of a theme column bear numbers: as learnt, at first whether any theme does in the outermost."""
        if self.habits.learnt:
            return column in self.habits.marked
        return column == self.region.themes[0] and any(x.theme_mark for x in self.looks)

    def _fits_heading(self, look: Look, *, fresh: bool) -> float:
        if look.anchor:
            return NEVER
        if not fresh:
            return -0.5
        alone = look.piece.first and look.piece.last
        if look.theme_mark and alone:
            return 3.0 if not self.region.themes else 2.0
        return -7.0
