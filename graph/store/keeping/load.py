"""Which version of a document stands, and what comes near when one comes or goes.

After the rows of documents came and went, `settle` brings what several documents share into line with what they say now: the
graph depends on which documents are loaded, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.build import Plan, build, plan_again
from graph.judgements import Judgements
from graph.store.base import Loaded, LoadResult
from graph.store.keeping.given import held, places
from graph.store.keeping.settle import settle
from graph.store.keeping.shelf import Id, Kept, Shelf, Stored, Touched
from ingest.divisions import Gazetteer
from ingest.record import TaskList, from_json


def load(shelf: Shelf, lists: Sequence[TaskList], sha256: str) -> list[Loaded]:
    """Store all lists of one file."""
    decided = held(shelf)
    plans = build(lists, decided, places(shelf))
    keeper = Keeper(shelf, decided)
    results = keeper.load(plans, sha256)
    keeper.settle()
    return results


def restore(shelf: Shelf, kept: Kept) -> Loaded:
    """Store one document from what another store kept of it."""
    decided = held(shelf)
    keeper = Keeper(shelf, decided)
    plan = plan_again(from_json(kept.record), kept.key, kept.family, decided, places(shelf))
    result = keeper.put(plan, kept.sha256)
    keeper.settle()
    return result


def remove(shelf: Shelf, document: str) -> bool:
    """Take a document out. It stays as a named one while others cite it."""
    keeper = Keeper(shelf, held(shelf))
    found = keeper.remove(document)
    keeper.settle()
    return found


class Keeper:
    """One transaction's work."""

    def __init__(self, shelf: Shelf, judgements: Judgements) -> None:
        self._shelf = shelf
        self._judgements = judgements
        self._touched = Touched()

    def load(self, plans: Sequence[Plan], sha256: str) -> list[Loaded]:
        """Put the lists of one file in, in place of older versions of them; the lists that an older version of the file held
        beside these under the same number go."""
        stored = self._shelf.standing({p.id for p in plans}, {(p.family, p.head.file) for p in plans})
        results = [self._put(plan, sha256, stored.pop(plan.id, None)) for plan in plans]
        for other in stored.values():
            self._shelf.clear(other.id, self._touched, gone=True)
        return results

    def again(self, documents: Iterable[Id], added: Gazetteer | None) -> int:
        """Build stored documents anew from their records, and tell how many changed."""
        changed = 0
        for id in documents:
            key, family, sha256, record = self._shelf.kept(id)
            plan = plan_again(from_json(record), key, family, self._judgements, added)
            if plan.id != key:
                self._shelf.clear(id, self._touched, gone=True)
            changed += self.put(plan, sha256).result != "unchanged"
        return changed

    def put(self, plan: Plan, sha256: str) -> Loaded:
        """Put one list in, in place of an older version of it."""
        return self._put(plan, sha256, self._shelf.standing({plan.id}, ()).get(plan.id))

    def touch(self, units: Iterable[str]) -> None:
        """Look at these units again when all is done: a judgement speaks of them."""
        self._touched.units.update(self._shelf.units(set(units)).values())

    def remove(self, document: str) -> bool:
        """Take a document out, with everything that only it said. False when it was not there."""
        stored = self._shelf.standing({document}, ()).get(document)
        if stored:
            self._shelf.clear(stored.id, self._touched, gone=True)
        return stored is not None

    def settle(self) -> None:
        """The end of the transaction's work."""
        settle(self._shelf, self._touched, self._judgements)

    def _put(self, plan: Plan, sha256: str, stored: Stored | None) -> Loaded:
        result: LoadResult = "added"
        was = None
        if stored:
            result = "unchanged" if _stands(stored, plan) else "replaced"
            if result == "replaced":
                was = stored.title if stored.title_key != plan.title_key else None
                self._shelf.clear(stored.id, self._touched, gone=False)
        if result != "unchanged":
            self._shelf.put(plan, sha256, self._touched)
        return Loaded(plan.id, result, len(plan.tasks), plan.duties, was)


def _stands(stored: Stored, plan: Plan) -> bool:
    """Whether what is here stays. Of one text in two formats the file that is first by name is the evidence."""
    return stored.fingerprint == plan.fingerprint or (stored.meaning == plan.meaning and stored.file < plan.head.file)
