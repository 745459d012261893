"""What two lists are to each other, and which stored lists a new one is to be compared with.

- The one says that it carries out the other (its basis): `carries_out`.
- One place's lists on one subject of two years: `continues`.
- Both carry out one document that is not here, or one year's lists of two places repeat much of each other's wording, as those
  do that copy one upstream document without naming it: `parallels`.

All but "not here" depends on the two lists only, and that on the set of stored lists: no order of arrival changes anything.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.alignment.link import Relation
from ingest.alignment.prepared import Prepared
from ingest.alignment.terms import runs
from ingest.fields.titles import handed_out
from ingest.lexicon import lexicon

_YEAR = re.compile(r"(?:20\d\d|二[〇○零]\d*[〇○零一二三四五六七八九]{2})年?度?")
_SIGNS = re.compile(r"[《》“”（）()\s：:]")
_STRETCH = 4
_EIGHTH = 8
_REPEATED = 0.4
"""Of its stretches of four characters, what a list that copies another shares; lists of different upstreams share under 0.3."""


@dataclass(frozen=True, slots=True)
class Kin:
    """What of a list decides about its relations. `id`, `basis` and `place` are the caller's names for documents and places."""

    id: str
    basis: frozenset[str] = frozenset()
    """The documents that it says it carries out."""
    place: str | None = None
    subject: str | None = None
    """See `subject_of`."""
    year: int | None = None
    marks: frozenset[int] = frozenset()
    """See `marks_of`."""


@dataclass(frozen=True, slots=True)
class Related:
    """A stored list that a list is to be aligned with. `forward`: the list in question is the `new` one of the two, which
    carries out or goes on from the stored one; between sisters it is the one with the larger id."""

    id: str
    relation: Relation
    forward: bool


class Index:
    """The stored lists by what relates them."""

    def __init__(self, stored: Iterable[Kin] = ()) -> None:
        self._kin: dict[str, Kin] = {}
        self._shelves: defaultdict[tuple[str, str | int], set[str]] = defaultdict(set)
        for kin in stored:
            self.add(kin)

    def add(self, kin: Kin) -> None:
        """Store a list; one with the same id is replaced."""
        self.remove(kin.id)
        self._kin[kin.id] = kin
        for key in _keys(kin):
            self._shelves[key].add(kin.id)

    def remove(self, id: str) -> None:
        """Forget a list, if it is there."""
        kin = self._kin.pop(id, None)
        for key in _keys(kin) if kin else ():
            self._shelves[key].discard(id)

    def related(self, kin: Kin) -> tuple[Related, ...]:
        """The stored lists that this one is to be aligned with, by their ids. It may be stored itself or not."""
        near = {*kin.basis, *self._shelf("basis", kin.id), *self._repeating(kin)}
        near.update(*(self._shelf("basis", basis) for basis in kin.basis))
        near.update(self._shelf("place", kin.place or ""))
        found = []
        for id in sorted(near - {kin.id}):
            relation = self._relation(kin, self._kin[id]) if id in self._kin else None
            if relation:
                found.append(Related(id, *relation))
        return tuple(found)

    def parted_by(self, id: str) -> tuple[tuple[str, str], ...]:
        """The pairs of stored lists that were sisters until this document, their upstream, came."""
        below = sorted(self._shelf("basis", id))
        pairs = ((a, b) for at, a in enumerate(below) for b in below[at + 1 :])
        return tuple((a, b) for a, b in pairs if self._relation(self._kin[a], self._kin[b]) is None)

    def _shelf(self, kind: str, key: str | int) -> Iterable[str]:
        return self._shelves.get((kind, key), ())

    def _relation(self, a: Kin, b: Kin) -> tuple[Relation, bool] | None:
        if b.id in a.basis or a.id in b.basis:
            # two that each name the other (a list and its later supplement): the later one goes back to the earlier
            later = (a.year or 0, a.id) > (b.year or 0, b.id)
            return "carries_out", b.id in a.basis and (later or a.id not in b.basis)
        if a.place and a.place == b.place:
            if a.year and b.year and a.year != b.year and a.subject is not None and a.subject == b.subject:
                return "continues", a.year > b.year
            return None
        shared = a.basis & b.basis
        if any(basis in self._kin for basis in shared):
            return None
        years = {a.year, b.year} - {None}
        sisters = bool(shared) or (len(years) < 2 and _share(a.marks, b.marks) >= _REPEATED)
        return ("parallels", a.id > b.id) if sisters else None

    def _repeating(self, kin: Kin) -> set[str]:
        shared = Counter(id for mark in kin.marks for id in self._shelf("mark", mark))
        return {id for id, n in shared.items() if n >= _REPEATED * min(len(kin.marks), len(self._kin[id].marks))}


def _keys(kin: Kin) -> Iterator[tuple[str, str | int]]:
    yield from (("basis", basis) for basis in kin.basis)
    yield from (("mark", mark) for mark in kin.marks)
    if kin.place:
        yield "place", kin.place


def marks_of(prepared: Prepared) -> frozenset[int]:
    """A fixed eighth of all stretches of four characters of a list's tasks: enough to see that one list repeats another."""
    found = set()
    for task in prepared.tasks:
        for run in runs(task.text):
            for at in range(len(run) - _STRETCH + 1):
                mark = zlib.crc32(run[at : at + _STRETCH].encode())
                if mark % _EIGHTH == 0:
                    found.add(mark)
    return frozenset(found)


@lru_cache(maxsize=1024)
def subject_of(title: str | None, places: tuple[str, ...] = ()) -> str | None:
    """What a list is about, by its title without year, places and the nouns of lists; "" for a list of all work, None
    without a title. 2024年澄湖区优化营商环境工作任务分解表 -> 营商环境."""
    if not title:
        return None
    text = _SIGNS.sub("", unicodedata.normalize("NFKC", handed_out(title) or title))
    text = _YEAR.sub("", text)
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, "")
    data = lexicon("subjects")
    tails = sorted({*data["tails"], *lexicon("titles")["list_nouns"]}, key=len, reverse=True)
    return _cut(text, tails, sorted(data["leads"], key=len, reverse=True))


def _cut(text: str, tails: list[str], leads: list[str]) -> str:
    while True:
        tail = next((one for one in tails if text.endswith(one)), "")
        lead = next((one for one in leads if text.startswith(one)), "") if not tail else ""
        if not tail and not lead:
            return text
        text = text.removesuffix(tail).removeprefix(lead)


def _share(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
