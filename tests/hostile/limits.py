"""Time limits as drafters print them, each with what it means."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from random import Random

from .model import Limit
from .vocabulary import pick

Maker = Callable[[Random, int], Limit]


def _end(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _month(rng: Random, y: int) -> Limit:
    m = rng.choice([3, 5, 6, 6, 7, 8, 9, 10, 11, 12, 12, 12])
    return Limit(pick(rng, "limits", "month").format(y=y, m=m), (_end(y, m),))


def _day(rng: Random, y: int) -> Limit:
    m, d = rng.randint(2, 12), rng.randint(1, 28)
    return Limit(pick(rng, "limits", "day").format(y=y, m=m, d=d), (f"{y}-{m:02d}-{d:02d}",))


def _year_end(rng: Random, y: int) -> Limit:
    return Limit(pick(rng, "limits", "year_end").format(y=y), (f"{y}-12-31",))


def _next_year(rng: Random, y: int) -> Limit:
    m = rng.randint(1, 3)
    return Limit(pick(rng, "limits", "next_year").format(m=m, n=y + 1), (_end(y + 1, m),))


def _two(rng: Random, y: int) -> Limit:
    a, b = sorted(rng.sample([3, 4, 6, 7, 9, 10, 12], 2))
    return Limit(pick(rng, "limits", "two").format(y=y, a=a, b=b), (_end(y, a), _end(y, b)))


def _ongoing(rng: Random, _: int) -> Limit:
    return Limit(pick(rng, "limits", "ongoing"), ongoing=True)


def _ongoing_dated(rng: Random, y: int) -> Limit:
    m = rng.choice([6, 9, 11, 12])
    return Limit(pick(rng, "limits", "ongoing_dated").format(m=m, y=y), (_end(y, m),), ongoing=True)


def _relative(rng: Random, _: int) -> Limit:
    span = pick(rng, "limits", "spans")
    return Limit(pick(rng, "limits", "relative").format(s=span), relative=span)


def _loose(rng: Random, y: int) -> Limit:
    return Limit(pick(rng, "limits", "loose").format(y=y, n=y + 2), loose=True)


MAKERS: dict[Maker, int] = {
    _month: 34,
    _day: 12,
    _year_end: 20,
    _next_year: 4,
    _two: 8,
    _ongoing: 14,
    _ongoing_dated: 4,
    _relative: 4,
    _loose: 6,
}


def draw_limit(rng: Random, year: int) -> Limit:
    """A time limit of a document of that year."""
    return rng.choices(list(MAKERS), list(MAKERS.values()))[0](rng, year)
