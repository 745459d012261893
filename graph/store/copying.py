"""A whole graph from one store into another, and what shows that two stores hold the same.

What is copied is what a store keeps for good: the documents' records, judgements, the user's own places. The other store builds
its graph from them, one transaction a document, and the two graphs are compared node by node.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.questions.base import Filters
from graph.schema import EDGES, NODES
from graph.store.base import Store
from ingest.errors import StoreError

Advance = Callable[[int, int], None]
"""Told how many documents are done, and how many there are."""


class StoreNotEmpty(StoreError):
    status = 409
    zh = "目标库里已有别的内容（{what}），没有动它"
    en = "the target store holds something else already ({what}); it was left as it is"
    do_zh, do_en = "请换一个空的库", "Use an empty store"


@dataclass(frozen=True, slots=True)
class Held:
    """What a store holds, in numbers: two stores with the same digest hold the same."""

    counts: dict[str, int]
    digest: str


def copy(source: Store, target: Store, advance: Advance = lambda done, total: None) -> int:
    """Make the target hold what the source holds, and tell how many documents were written. What an interrupted copy brought
    already stays. Raises StoreNotEmpty when the target holds anything that the source does not."""
    documents = _documents(source)
    _refuse_other(source, target, set(documents))
    if source.places():
        target.put_places(source.places())
    target.judge(source.judgements())
    written = 0
    for done, id in enumerate(documents):
        advance(done, len(documents))
        if kept := source.kept(id):
            written += target.restore(kept).result != "unchanged"
    advance(len(documents), len(documents))
    return written


def held(store: Store) -> Held:
    """Counts, and a digest over all nodes and edges in their order and over what is kept for good."""
    digest = hashlib.sha256()
    for line in _lines(store):
        digest.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n")
    return Held(store.counts(), digest.hexdigest())


def _lines(store: Store) -> Iterator[Any]:
    with store.walk(filters=Filters.model_validate({})) as whole:
        for kind in NODES:
            for node in whole.nodes_of(kind.type):
                yield node.type, node.id, node.label, node.properties, node.evidence
        for edge_kind in EDGES:
            for edge in whole.edges_of(edge_kind.type):
                yield edge.type, edge.source, edge.target, edge.properties, edge.evidence
    yield from ([judgement.to_json(), judgement.undone] for judgement in store.judgements())
    yield store.places()
    yield from (store.kept(id) for id in _documents(store))


def _documents(store: Store) -> list[str]:
    """The ids of the documents whose text is here, sorted."""
    with store.walk(filters=Filters.model_validate({})) as whole:
        return [node.id for node in whole.nodes_of("Document") if node.properties["known"] == "full"]


def _refuse_other(source: Store, target: Store, documents: set[str]) -> None:
    mine = {judgement.id: judgement for judgement in source.judgements()}
    for id in _documents(target):
        if id not in documents or source.kept(id) != target.kept(id):
            raise StoreNotEmpty(what=id)
    for judgement in target.judgements():
        if mine.get(judgement.id) != judgement:
            raise StoreNotEmpty(what=judgement.id)
    if target.places() not in ("", source.places()):
        raise StoreNotEmpty(what="places.toml")
