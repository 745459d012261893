"""The row of a document in which a fact stands, with its words marked: out of the original where it is kept, else as read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from api.originals import Originals
from graph.schema import Edge, Node
from graph.store.base import Store
from ingest.errors import DocumentError, Language, NodeUnknown
from ingest.locate import located, places_of
from ingest.record import Evidence, PageBox, Passage, Where
from ingest.source import Source
from viz.picture.marks import Mark
from viz.picture.row import Row, Words, row_of

_WHERE = ("page", "sheet", "table", "row", "column", "line")
_AS_READ = {
    "text": ("任务", "task"),
    "units": ("责任单位", "units"),
    "deadline": ("完成时限", "deadline"),
    "note": ("备注", "note"),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact's evidence (as in `graph.schema.Edge`), the row around it, and the original that the row was read from."""

    evidence: dict[str, Any]
    row: Row
    original: Path | None


def proof(store: Store, originals: Originals, of: str, fact: str | None, language: Language, max_bytes: int) -> Proof:
    """Where an edge, or a property of a node, is stated. Raises NodeUnknown when nothing of the kind is stated anywhere."""
    evidence, task = _stated(store, of, fact)
    original = originals.of(str(evidence["document"]), store)
    if original is not None:
        try:
            source = _source(original, original.stat().st_mtime_ns, max_bytes)
            places = places_of(source)
            asked = Mark("lead", located(places, _evidence(evidence)))
            home = (task.evidence or {}).get("text") if task else None
            marks = [Mark("task", located(places, _evidence(home or evidence))), asked]
            return Proof(evidence, _only(row_of(source, marks, language)), original)
        except (DocumentError, OSError):
            pass  # an extra that read it is gone, or the words moved with a newer version of the program: as it was read then
    return Proof(evidence, _as_read(evidence, task, language), original)


def _stated(store: Store, of: str, fact: str | None) -> tuple[dict[str, Any], Node | None]:
    """The evidence, and the task that it is about, if it is about one."""
    node = store.node(of)
    if node is not None:
        evidence = (node.evidence or {}).get(fact or "")
        if evidence is None:
            raise NodeUnknown(id=f"{of} {fact or ''}".strip())
        return evidence, node if node.type == "Task" else None
    edge = edge_of(store, of)
    if edge is None or edge.evidence is None:
        raise NodeUnknown(id=of)
    ends = [node for id in (edge.source, edge.target) if (node := store.node(id)) and node.type == "Task"]
    return edge.evidence, ends[0] if ends else None


def edge_of(store: Store, id: str) -> Edge | None:
    """The edge, looked for at its end with few others: a task has a handful where a unit or document may have thousands."""
    from graph.why import ends_of

    ends = ends_of(id)
    if ends is None:
        return None
    type, source, target = ends
    end = target if target.startswith("task:") else source
    if store.node(end) is None:
        return None
    edges, _ = store.edges(end, types=(type,), limit=1000)
    return next((edge for edge in edges if edge.id == id), None)


@lru_cache(maxsize=2)
def _source(path: Path, changed: int, max_bytes: int) -> Source:
    from ingest.readers import read

    return read(path, max_bytes=max_bytes)


def _evidence(value: dict[str, Any]) -> Evidence:
    def where(one: dict[str, Any]) -> Where:
        return Where(**{name: one.get(name) for name in _WHERE})

    also = tuple(Passage(where(one), one["start"], one["end"]) for one in value.get("also") or ())
    boxes = tuple(PageBox(**box) for box in value.get("boxes") or ())
    return Evidence(
        where(value), value["quote"], value["start"], value["end"], value["inherited"], also, boxes, value.get("printed")
    )


def _only(row: Row) -> Row:
    """The row with the marks of the words that were asked for."""
    for words in (*row.above, *row.cells, *row.below):
        if words is not None:
            words.marks = sorted({mark for mark in words.marks if mark[2] == "lead"})
    return row


def _as_read(evidence: dict[str, Any], task: Node | None, language: Language) -> Row:
    """The columns of the task as the store has them."""
    quote = " ".join(str(evidence.get("printed") or evidence.get("quote") or "").split())
    row = Row(Where(**{name: evidence.get(name) for name in _WHERE}).words(language))
    for name, titles in _AS_READ.items() if task else ():
        if task and (text := task.properties.get(name)):
            row.cells.append(_marked(str(text), titles[language == "en"], quote))
    if not any(words.marks for words in row.cells) and quote:
        row.above.append(_marked(quote, "", quote))
    return row


def _marked(text: str, label: str, quote: str) -> Words:
    """The text with the quote marked, whatever white space stands in the one or the other."""
    solid = [place for place, sign in enumerate(text) if not sign.isspace()]
    wanted = "".join(quote.split())
    start = "".join(text.split()).find(wanted) if wanted else -1
    words = Words(text, label)
    if start >= 0:
        words.marks.append((solid[start], solid[start + len(wanted) - 1] + 1, "lead"))
    return words
