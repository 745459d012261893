"""Which tasks go back to which: the links between the tasks of related documents, kept in line with what is stored.

Which lists are related, and how, `ingest.alignment` decides from what is known of them; here the stored ones that may be are
found. The links of two documents hang on these two alone, and which documents are related hangs on the stored set alone: so the
order in which documents come leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from graph.kinship import is_law
from graph.store.keeping.shelf import Around, Id, ListRow, Pair, Shelf, TaskLink
from ingest.alignment import Index, Kin, Prepared, Relation, align, marks_of, subject_of

CARRIES_OUT: Final = 1
PARALLELS: Final = 2
_INDEXED: Final = 64
"""Of the marks of a list those that this divides are looked up: some 75 of a list of 60 tasks."""
_SHARED: Final = 0.2
"""Of its looked-up marks, what a list must share with another to be compared in full."""
_TOGETHER: Final = 50
"""Pairs that are compared and written together."""
_RELATIONS: Final[dict[str, Relation]] = {
    "carries_out": "carries_out",
    "continues": "continues",
    "parallels": "parallels",
}


def looked_up(prepared: Iterable[dict[str, Any]]) -> list[int]:
    """The marks by which a list is found that repeats this one's wording."""
    return sorted(one for one in marks_of(Prepared.from_json(prepared)) if one % _INDEXED == 0)


def relink(shelf: Shelf, changed: Collection[Id], moved: Collection[Id]) -> None:
    """Bring into line the links of documents that came, went or changed, and of what cites by these references, which lead
    elsewhere now."""
    if not changed and not moved:
        return
    around = shelf.around(changed, moved, _SHARED)
    related = _Related(shelf, around)
    wanted = {pair for id in around.near for pair in related.pairs(id)}
    held = set(around.pairs)
    if old := held - wanted:
        shelf.unpair(old)
    new = sorted(wanted - held)
    for at in range(0, len(new), _TOGETHER):
        some = new[at : at + _TOGETHER]
        shelf.pair(some, _links(shelf, some))


class _Related:
    """The lists that some may be related to, and what decides about it. Read once for all of them."""

    def __init__(self, shelf: Shelf, around: Around) -> None:
        self._upper: dict[Id, set[Id]] = defaultdict(set)
        """Those of its upstream documents that make sisters of the lists that carry them out."""
        self._below: dict[Id, set[Id]] = defaultdict(set)
        self._beside: dict[Id, set[Id]] = defaultdict(set)
        self._repeating: dict[Id, set[Id]] = defaultdict(set)
        for document, _, upper, full, title in around.basis:
            if full:
                self._beside[document].add(upper)
            if not is_law(title):
                self._upper[document].add(upper)
        for upper, below in around.below:
            self._below[upper].add(below)
        for document, other in around.at_home:
            self._beside[document].add(other)
        for document, other in around.repeating:
            self._repeating[document].add(other)
        every = {*around.near, *(other for id in around.near for other in self._others(id))}
        alike = {id for document, others in self._repeating.items() if others for id in (document, *others)}
        compared = shelf.compared(alike) if alike else {}
        self._marks = {id: _marks_of(one.prepared) for id, one in compared.items()}
        self._kin = {row.id: _kin(row) for row in shelf.lists(every)} if every else {}
        self._numbers = {kin.id: id for id, kin in self._kin.items()}

    def pairs(self, id: Id) -> set[Pair]:
        """All pairs of documents that this one is in."""
        own = self._marked(id, id)
        others = Index(self._marked(other, id) for other in self._others(id) if other in self._kin)
        found: set[Pair] = set()
        for one in others.related(own):
            both = (id, self._numbers[one.id]) if one.forward else (self._numbers[one.id], id)
            found.add(Pair(CARRIES_OUT if one.relation == "carries_out" else PARALLELS, one.relation, *both))
        return found

    def _others(self, id: Id) -> set[Id]:
        sisters = (self._below[upper] for upper in self._upper[id])
        return self._below[id].union(self._beside[id], self._repeating[id], *sisters) - {id}

    def _marked(self, id: Id, beside: Id) -> Kin:
        """With its marks where wording decides about it and the list `beside` which it is looked at."""
        repeats = self._repeating[beside] if id == beside else id in self._repeating[beside]
        return replace(self._kin[id], marks=self._marks[id]) if repeats else self._kin[id]


def _kin(row: ListRow) -> Kin:
    """What of a stored list decides about its relations, but for its marks."""
    basis = frozenset(one.key for one in row.basis if one.full or not is_law(one.title))
    return Kin(row.key, basis, str(row.place) if row.place else None, subject_of(row.title, row.path), row.year)


def _links(shelf: Shelf, pairs: Sequence[Pair]) -> list[TaskLink]:
    documents = {id for pair in pairs for id in (pair.document, pair.other)}
    compared = shelf.compared(documents)
    found = list[TaskLink]()
    for kind, relation, document, other in pairs:
        (first, new), (second, old) = compared[document], compared[other]
        if new and old:
            found += [TaskLink(kind, new[x.new], old[x.other], x) for x in align(first, second, _RELATIONS[relation])]
    return found


@lru_cache(maxsize=256)
def _marks_of(prepared: Prepared) -> frozenset[int]:
    return marks_of(prepared)
