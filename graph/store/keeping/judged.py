"""Judgements in a store, and the documents that follow them; the user's own places, which all documents follow."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.judgements import Judgement, Judgements, JudgementUnknown, apart
from graph.store.keeping.given import NAME, held, places
from graph.store.keeping.load import Keeper
from graph.store.keeping.shelf import Shelf
from ingest.divisions import gazetteer_of


def judge(shelf: Shelf, judgements: Sequence[Judgement]) -> int:
    """Put judgements in, and build the documents again that they concern; tells how many changed."""
    now, near = held(shelf), set[str]()
    for new in judgements:
        if any(old.id == new.id and old.undone is None for old in now.all):
            continue
        if new.undone is None:
            now.check(new)
            near |= _near(now, new)
        shelf.keep_judgement(new.id, json.dumps(new.to_json(), ensure_ascii=False))
        now = Judgements((*(old for old in now.all if old.id != new.id), new))
        near |= _near(now, new)
    return _follow(shelf, now, near)


def undo(shelf: Shelf, id: str, by: str) -> Judgement:
    """Mark a judgement as undone, and build the documents again that it concerned. Raises JudgementUnknown."""
    before = held(shelf)
    old = next((j for j in before.all if j.id == id and j.undone is None), None)
    if old is None:
        raise JudgementUnknown(id=id)
    new = replace(old, undone=by)
    shelf.keep_judgement(id, json.dumps(new.to_json(), ensure_ascii=False))
    now = Judgements((*(other for other in before.all if other.id != id), new))
    _follow(shelf, now, _near(before, old) | _near(now, old))
    return new


def put_places(shelf: Shelf, given: str) -> int:
    """Keep these places in place of the earlier ones, and build all documents again; tells how many changed.
    Raises PlacesWrong."""
    if given.strip():
        gazetteer_of(given, NAME)
    shelf.keep_places(given if given.strip() else "")
    keeper = Keeper(shelf, held(shelf))
    changed = keeper.again(shelf.every_document(), places(shelf))
    keeper.settle()
    return changed


def _near(judgements: Judgements, one: Judgement) -> set[str]:
    """The units whose documents a judgement can change."""
    ids = {one.unit, one.other or one.unit}
    if one.kind == "split" and one.printed:
        ids.add(apart(one.unit, one.printed))
    return {other for id in ids for other in judgements.merged(judgements.moved(id)) | {id}}


def _follow(shelf: Shelf, judgements: Judgements, units: Collection[str]) -> int:
    keeper = Keeper(shelf, judgements)
    keeper.touch(units)
    changed = keeper.again(shelf.documents_of(units), places(shelf))
    keeper.settle()
    return changed
