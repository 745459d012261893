"""Evidence in a PDF with the boxes around its words, from where the reader saw each character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from ingest.locate import Places, places_of, spots
from ingest.record import Evidence, PageBox, TaskList
from ingest.source import Sheet, Source

T = TypeVar("T")


def with_boxes(lists: Sequence[TaskList], source: Source) -> list[TaskList]:
    """The lists with boxes in each evidence; as they are when the document has no pages with places."""
    if not source.sheets:
        return list(lists)
    places = places_of(source)
    return [_boxed(one, places, source.sheets) for one in lists]


def _boxed(value: T, places: Places, sheets: dict[int, Sheet]) -> T:
    """A part of a record with boxes in each evidence, all the way down."""
    if isinstance(value, Evidence):
        return replace(value, boxes=tuple(_boxes(value, places, sheets)))
    if isinstance(value, tuple):
        items = tuple(_boxed(item, places, sheets) for item in value)
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {f.name: new for f in fields(value) if (new := _boxed(old := getattr(value, f.name), places, sheets)) is not old}
    return replace(value, **changed) if changed else value


def _boxes(evidence: Evidence, places: Places, sheets: dict[int, Sheet]) -> Iterator[PageBox]:
    for spot in spots(places, evidence):
        if (page := spot.where.page) is not None:
            yield from (PageBox(page, *sheets[page].shown(box)) for box in spot.boxes)
