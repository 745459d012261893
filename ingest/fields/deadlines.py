"""Time limits (完成时限): 12月底前, 2025年3月31日前, 6月、12月, 上半年, 每季度末, 全年坚持, 会后15个工作日内.

How a limit is read
- 底, 末, or no day at all is the last day of the month, quarter, half or year; 上旬 and 初 the 10th, 中旬 the 20th.
- A year that is printed holds until another is printed; before the first one the document's own year holds. 明年 counts from
  the document's year, 次年 and 翌年 from the year that holds.
- A range of days gives both days, a longer range (6—12月, 2025—2027年) its end: only days are dates as printed.
- 每月 and 每季度末 come again: they give no date. A duration (20个工作日内) counts from an event: it gives no date.
- A day that the month does not have (6月31日) is read as the month's last.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering
from typing import Literal

from ingest.fields.deadline_likeness import begins_with_time, deadline_likeness, looks_like_deadline
from ingest.fields.numerals import digits_year, parse_number
from ingest.fields.time_expressions import AND, BEFORE, LIMIT, TO, WORDS, YEAR_WORDS, TimeExpression, fold, time_expressions

__all__ = [
    "DeadlineValue",
    "Kind",
    "Precision",
    "begins_with_time",
    "deadline_likeness",
    "looks_like_deadline",
    "read_deadline",
]

Kind = Literal["by", "during", "periodic", "ongoing", "relative", "none"]
Precision = Literal["day", "month", "quarter", "half", "year"]

_RANK: dict[Kind, int] = {"by": 2, "during": 2, "relative": 3, "periodic": 4, "ongoing": 5, "none": 6}
_FINENESS: dict[Precision | None, int] = {"day": 0, "month": 1, "quarter": 2, "half": 3, "year": 4, None: 5}


@total_ordering
@dataclass(frozen=True, slots=True)
class DeadlineValue:
    """A time limit as printed and as read.

    Values sort by what falls due first: at once (立即), then by `due` (a finer precision before a coarser one on the same
    day), then dates whose year is not known, limits counted from an event, periodic ones, ongoing ones, and no limit.
    """

    raw: str | None = None
    """As printed, white space removed; None where nothing is printed, or a sign for nothing (—, 无)."""
    ongoing: bool = False
    dates: tuple[date, ...] = ()
    """Every calendar date in it, in printed order, each once."""
    relative: str | None = None
    """The first duration, number and unit as printed: 20个工作日."""
    kind: Kind = "none"
    """`ongoing` whenever it has no end, also when dates stand beside; `by` without a date for 立即."""
    precision: Precision | None = None
    """How fine `due` is printed."""

    @property
    def due(self) -> date | None:
        """The last date."""
        return max(self.dates, default=None)

    @property
    def sort_key(self) -> tuple[int, date, int, tuple[date, ...], bool, str, str]:
        """What values are ordered by; it can stand beside other keys."""
        at_once = self.kind == "by" and self.precision is None
        rank = 0 if at_once else 1 if self.dates else _RANK[self.kind]
        due = self.due or date.min
        return rank, due, _FINENESS[self.precision], self.dates, self.ongoing, self.relative or "", self.raw or ""

    def __lt__(self, other: object) -> bool:
        return self.sort_key < other.sort_key if isinstance(other, DeadlineValue) else NotImplemented


def read_deadline(text: str, year: int | None) -> DeadlineValue:
    """The limit that a text sets, for a document of that year. Never raises; what it does not know it leaves out.

    Without a year of the document, dates that print no year are left out.
    """
    return _read(text, year) if len(text) <= _SHORT else _read.__wrapped__(text, year)


@lru_cache(maxsize=4096)  # a list prints the same limit in many of its rows
def _read(text: str, year: int | None) -> DeadlineValue:
    raw = "".join(text.split())
    if not raw or fold(raw) in _BLANK:
        return DeadlineValue()
    return _Reading(fold(text), year).value(raw)


# ------------------------------------------------------------------------------------------------------------ the reading

_SHORT = 200
"""Characters up to which a reading is kept."""
_BLANK = frozenset(WORDS["blank"])
_RANGE = re.compile(TO)
_YEAR_STANDS_ALONE = re.compile(rf"度?(?:{BEFORE}|底|末|内|期间|完成|$|[。；、;)和及与])")
_LINK = re.compile(rf"(?:{BEFORE})?(?:{AND}|{TO})")
_WITHIN_YEAR = ("day", "days", "dotted", "month", "half", "quarter", "year_end", "mid_year")
_DATED = (*_WITHIN_YEAR, "iso", "compact", "year", "years", "named_year")


@dataclass(frozen=True, slots=True)
class _Item:
    """A date, or what would be one if the year were known."""

    day: date | None
    precision: Precision
    by: bool


class _Reading:
    """One pass over the time expressions of a text, carrying the year and the month that hold."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text, self.document_year, self.year = text, year, year
        self.month: int | None = None
        self.items: list[_Item] = []
        self.last: TimeExpression | None = None
        """The expression before the one that is read."""
        self.found = list(time_expressions(text))

    def value(self, raw: str) -> DeadlineValue:
        for at, expression in enumerate(self.found):
            self.last = self.found[at - 1] if at else None
            self._take(expression, self.found[at + 1] if at + 1 < len(self.found) else None)
        sorts = {e.sort for e in self.found}
        dates = tuple(dict.fromkeys(item.day for item in self.items if item.day))
        durations = [e for e in self.found if e.sort == "duration"]
        relative = self.text[durations[0].start : durations[0].end] if durations else None
        ongoing = "ongoing" in sorts
        kind: Kind = "none"
        if ongoing:
            kind = "ongoing"
        elif self.items:
            kind = "by" if any(item.by for item in self.items) else "during"
        elif sorts & {"periodic", "periodic_word"}:
            kind = "periodic"
        elif relative:
            kind = "relative"
        elif "prompt" in sorts:
            kind = "by"
        due = max(dates, default=None)
        precision = next((item.precision for item in self.items if item.day == due), None)
        return DeadlineValue(raw, ongoing, dates, relative, kind, precision)

    def _take(self, e: TimeExpression, following: TimeExpression | None) -> None:
        parts, after = e.parts, self.text[e.end : e.end + 3]
        by = bool(LIMIT.match(after) or after.startswith("完成"))
        if e.sort in ("year", "years", "named_year"):
            self._take_year(e, following, by)
        elif e.sort in ("iso", "compact"):
            self.year = int(parts["y"])
            self._add_day(parts["m"], parts["d"], by=True) if "d" in parts else self._add_month(parts["m"], "", by)
        elif e.sort in ("day", "dotted"):
            ranged = _RANGE.search(parts["d"]) or self._opens_range(e, following) or self._ends_range(e)
            for part in _SEPARATOR.split(parts["d"]):
                self._add_day(parts["m"], part, by=by or not ranged)
        elif e.sort == "days":
            self._take_days(e)
        elif e.sort == "month":
            self._take_months(e, following, by)
        elif e.sort == "quarter":
            self._take_quarters(e, following, by)
        elif e.sort == "half":
            first = parts["half"] == "上"
            self._add(6 if first else 12, 30 if first else 31, "half", by or e.end - e.start == 4)
        elif e.sort == "mid_year":
            self._add(6, 30, "month", by=True)
        elif e.sort == "year_end":
            self._add(12, 31, "year", by=True)
        elif e.sort == "festival":
            self.items.append(_Item(None, "day", True))
        elif e.sort == "plan":
            self.year = 1955 + 5 * (parse_number(parts["n"]) or 0)
            self._add(12, 31, "year", by=self.text[e.end - 1] == "末")
        if e.sort not in ("day", "days", "dotted"):
            self.month = None

    def _take_year(self, e: TimeExpression, following: TimeExpression | None, by: bool) -> None:
        """A year alone is a limit only where the words behind it say so; mostly it is the year of what follows."""
        if "word" in e.parts:
            name = YEAR_WORDS[e.parts["word"]]
            base = self.year if name == "following" else self.document_year or self.year
            self.year = None if base is None else base + {"this": 0, "next": 1, "following": 1, "after_next": 2}[name]
        else:
            self.year = digits_year(e.parts["y"])
        between = self.text[e.end : following.start] if following else None
        if between is not None and following is not None and following.sort in _DATED and _RANGE.fullmatch(between):
            return
        inside = following is not None and following.sort in (*_WITHIN_YEAR, "ongoing", "periodic", "periodic_word")
        if "tail" in e.parts:
            self._add(12, 31, "year", by=True)
        elif not (inside and between is not None and len(between) <= 1) and (
            e.sort == "years" or _YEAR_STANDS_ALONE.match(self.text, e.end) or self.text[e.start - 1 : e.start] in ("到", "至")
        ):
            self._add(12, 31, "year", by)

    def _take_days(self, e: TimeExpression) -> None:
        """15日、30日: the month before holds, and nothing but a comma, a dash or 前 may stand between."""
        last = self.last.end if self.last else 0
        if self.month is not None and _LINK.fullmatch(self.text, last, e.start):
            ranged = _RANGE.fullmatch(self.text, last, e.start) and not LIMIT.match(self.text, e.end)
            self._add_day(str(self.month), e.parts["d"], by=not ranged)

    def _take_months(self, e: TimeExpression, following: TimeExpression | None, by: bool) -> None:
        pieces = _SEPARATOR_KEPT.split(e.parts["m"].replace("月", "").replace("份", ""))
        months = pieces[::2]
        begun: int | None = None
        for place, month in enumerate(months):
            number = parse_number(month) or 0
            if place + 1 < len(months) and _RANGE.fullmatch(pieces[2 * place + 1]):
                begun = number if begun is None else begun
                continue
            if begun is not None and number < begun and self.year is not None:
                self.year += 1  # 11月至3月 ends in the next year
            if place + 1 < len(months) or not self._opens_range(e, following):
                self._add_month(month, e.parts.get("tail", ""), by or e.parts.get("tail") in ("底", "末"))
            begun = None

    def _take_quarters(self, e: TimeExpression, following: TimeExpression | None, by: bool) -> None:
        pieces = _SEPARATOR_KEPT.split((e.parts.get("q") or e.parts["q2"]).replace("第", ""))
        ended = self.text[e.end - 1] in "底末"
        for place, quarter in enumerate(pieces[::2]):
            last = 2 * place + 1 >= len(pieces)
            if self._opens_range(e, following) if last else _RANGE.fullmatch(pieces[2 * place + 1]):
                continue
            month = 3 * (parse_number(quarter) or 1)
            self._add(month, 31 if month in (3, 12) else 30, "quarter", by or ended)

    def _opens_range(self, e: TimeExpression, following: TimeExpression | None) -> bool:
        """Whether this is only where a period begins: 3月 in 2025年3月—2026年10月."""
        if following is None or following.sort not in _DATED:
            return False
        return _RANGE.fullmatch(self.text, e.end, following.start) is not None

    def _ends_range(self, e: TimeExpression) -> bool:
        """Whether the words directly before it, but for a year, make it the end of a period: 6月1日至6月30日."""
        year = self.last if self.last and self.last.end == e.start else None
        start = year.start if year and year.sort in ("year", "named_year") else e.start
        return bool(self.items) and _RANGE.search(self.text[max(0, start - 3) : start]) is not None

    def _add_month(self, month: str, tail: str, by: bool) -> None:
        day = {"上旬": 10, "初": 10, "中旬": 20, "上中旬": 20, "中": 15}.get(tail, 31)
        self._add(parse_number(month) or 0, day, "month", by)

    def _add_day(self, month: str, day: str, by: bool) -> None:
        self.month = parse_number(month)
        self._add(self.month or 0, parse_number(day) or 0, "day", by)

    def _add(self, month: int, day: int, precision: Precision, by: bool) -> None:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return
        known = self.year is not None and 1 <= self.year <= 9999
        last = calendar.monthrange(self.year or 1, month)[1] if known else 0
        self.items.append(_Item(date(self.year or 1, month, min(day, last)) if known else None, precision, by))


_SEPARATOR = re.compile(rf"{AND}|{TO}")
_SEPARATOR_KEPT = re.compile(rf"({AND}|{TO})")
