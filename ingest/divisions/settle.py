"""Which division a printed place means: by its name and the document's year, then by the document's own evidence, else not
at all. What settles it is said in words; several that fit equally well are reported and never chosen from."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.divisions.below import Below, below
from ingest.divisions.forms import BARE, FULL
from ingest.divisions.gazetteer import Gazetteer
from ingest.divisions.hints import Hints, evidence
from ingest.divisions.official import Change, Division, successors
from ingest.divisions.readings import LONGEST, Reading, divided, held, readings
from ingest.lexicon import lexicon

Reason = tuple[str, str]
"""Chinese and English."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a printed place means, and why."""

    division: Division | None
    candidates: tuple[Division, ...]
    """Those among which nothing decides; empty when it is settled or no table knows the place."""
    reason: Reason
    successors: tuple[Change, ...] = ()
    """What became of the division later; empty when its name holds."""
    by_habit: bool = False
    """True when only a rule of habit settles it: 巴州 has its level, 莱芜市 in a later year is the city that was."""

    @property
    def doubtful(self) -> bool:
        """Whether the report should tell of it."""
        return self.division is None or self.by_habit


def settle(
    printed: str | None, *, year: int | None = None, hints: Hints | None = None, added: Gazetteer | None = None
) -> Settled:
    """The division that a printed place means in a year's document. Never raises.

    `year` None means today. `added` are the user's own places (see `gazetteer`). Towns and zones need not be in a table: they
    are made, without a code, in the place that the text, the issuer or another hint names.
    """
    text = "".join(unicodedata.normalize("NFKC", printed or "").split())
    return _settle(text, year, hints or Hints(), added)


@lru_cache(maxsize=20_000)
def _settle(text: str, year: int | None, hints: Hints, added: Gazetteer | None) -> Settled:
    if not text:
        return Settled(None, (), ("没有写明地区", "no place is printed"))
    if len(text) > LONGEST:
        return Settled(None, (), ("太长，不是地名", "too long for the name of a place"))
    found = _of_time(text, readings(text, added), year)
    if found:
        return _chosen(text, found, year, hints, added)
    inner = below(text, added)
    if inner is None:
        return Settled(None, (), (f"地名表里没有“{text}”", f"no table knows {text}"))
    return _below(inner, year, hints, added)


def _of_time(text: str, found: Sequence[Reading], year: int | None) -> list[Reading]:
    """The readings by a full name, if there are any, else all; those of the year before those of other times."""
    now = [r for r in found if r[0].gap(year) == 0 or _just_gone(r[0], year)]
    if text in lexicon("divisions")["below"]["generic"]:
        found = now = [r for r in now if r[0].gap(year) == 0]  # an old 新区 or 郊区 is never meant
    for some in (now, found):
        if full := [r for r in some if r[1] == FULL]:
            some = full
        if some:
            kept = [d for d, _ in some] if some[0] in now else list(held([d for d, _ in some], year))
            return [r for r in some if r[0] in kept and not _followed(r[0], kept, year)]
    return []


def _just_gone(division: Division, year: int | None) -> bool:
    """A name that ended the year before is still printed: the decision comes before the change."""
    return year is not None and division.until == year - 1


def _followed(division: Division, beside: Sequence[Division], year: int | None) -> bool:
    """济阳 in 2018 is 济阳县 until the change and 济阳区 from then on: the later one stands for both."""
    if year is None or division.until not in (year - 1, year):
        return False
    after = {c.new for c in successors(division)}
    return any(other is not division and other.chain in after for other in beside)


def _chosen(text: str, found: list[Reading], year: int | None, hints: Hints, added: Gazetteer | None) -> Settled:
    left, why = [d for d, _ in found], list[Reason]()
    if len(left) == 1:
        return _settled(left[0], [_by_name(text, found[0], year)], year)
    for one in evidence(hints, text, year, added):
        # 恩施 of 恩施州人民政府 is the issuer's own place and not 恩施市 in it
        own = [d for d in left if d in one.places] if one.own else []
        fitting = own or [d for d in left if any(_related(d, place) for place in one.places)]
        if 0 < len(fitting) < len(left):
            left = fitting
            why.append((one.zh, one.en))
        if len(left) == 1:
            return _settled(left[0], why, year)
    if best := _plainest(text, found, left):
        return replace(_settled(best[0], [*why, best[1]], year), by_habit=best[0].level != "province")
    names = [("".join(d.chain)) for d in left]
    zh = f"“{text}”可能是{'、'.join(names)}，文件没有说明是哪一个"
    return Settled(None, tuple(left), (zh, f"{text} may be any of {', '.join(names)}, and the document does not say which"))


def _settled(division: Division, why: Sequence[Reason], year: int | None) -> Settled:
    zh, en = "；".join(w[0] for w in why), "; ".join(w[1] for w in why)
    if division.gap(year) and division.until and (year is None or year > division.until):
        zh, en = f"{zh}；这个名称用到{division.until}年", f"{en}; the name held until {division.until}"
    elif division.gap(year):
        zh, en = f"{zh}；这个名称从{division.since}年起使用", f"{en}; the name holds since {division.since}"
    return Settled(division, (), (zh, en), successors(division), division.gap(year) > 0)


def _by_name(text: str, reading: Reading, year: int | None) -> Reason:
    division, rank = reading
    name, when = division.name, (f"{year}年", f" in {year}") if year and not division.gap(year) else ("", "")
    if rank == FULL and text != name:
        return f"上级地区已写明：{text}", f"the places around it are printed: {text}"
    if rank == FULL:
        return f"{when[0]}全国只有一个{name}", f"there is one {name} in the country{when[1]}"
    return f"{when[0]}“{text}”只能指{name}", f"{text} can only mean {name}{when[1]}"


def _plainest(text: str, found: list[Reading], left: Sequence[Division]) -> tuple[Division, Reason] | None:
    """Without evidence: a bare name that is a province's is the province, and a short name with its level goes before one
    without."""
    province = [d for d in left if d.level == "province"]
    if len(province) == 1:
        name = province[0].name
        return province[0], (f"“{text}”是{name}的通行简称", f"{text} is the common short name of {name}")
    marked = [d for d, rank in found if d in left and rank < BARE]
    if len(marked) == 1:
        name = marked[0].name
        return marked[0], (f"“{text}”带级别，是{name}的简称", f"{text} has its level and is short for {name}")
    return None


def _related(division: Division, place: Division) -> bool:
    """Whether one is the other or lies in it."""
    shorter = min(len(division.chain), len(place.chain))
    return division.chain[:shorter] == place.chain[:shorter]


def _below(inner: Below, year: int | None, hints: Hints, added: Gazetteer | None) -> Settled:
    """A zone or a town, in the place that is printed before it or that the evidence names."""
    if inner.around:
        around = _settle(inner.around, year, hints, added)
    elif hints.issuer and (at := hints.issuer.find(inner.printed)) > 0:
        around = _settle(hints.issuer[:at].removeprefix("中共"), year, replace(hints, issuer=None), added)
    else:
        around = _where(inner, year, hints, added)
    if around.division is None:
        return Settled(None, tuple(inner.division(d) for d in around.candidates), around.reason)
    zh, en = around.reason
    return replace(around, division=inner.division(around.division), reason=(f"{inner.name}：{zh}", f"{inner.name}: {en}"))


def _where(inner: Below, year: int | None, hints: Hints, added: Gazetteer | None) -> Settled:
    """The place in which the evidence puts a zone (a city or county) or a town (a county, or a city without counties)."""
    for one in evidence(hints, inner.printed, year, added):
        place = one.places[0]
        holds = place.level == "county" or (place.level == "city" and (inner.level == "zone" or not divided(place)))
        if len(one.places) == 1 and holds:
            return _settled(place, [(one.zh, one.en)], year)
    name = inner.printed
    return Settled(None, (), (f"文件没有说明“{name}”在哪里", f"the document does not say where {name} is"))
