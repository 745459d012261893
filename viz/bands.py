"""Layouts in order: by level (a band for each, in it a block for each place), and by unit and theme (units on the left, a block
for each heading, documents on the right). Each block and band has its title, which the page writes beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.view.draw import View
from graph.view.standing import LEVELS, Standing
from viz.layout import STEP, STRETCH, Point

_FIRST = ("Jurisdiction", "Document", "Topic", "Theme", "Unit", "Task")
GAP = 2 * STEP
WIDE = 6
"""Columns that a line of blocks may always have."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A title in the drawing: a level's name (`level`), or the node whose label it is (`node`)."""

    x: float
    y: float
    level: str | None = None
    node: str | None = None


Placed = tuple[dict[str, Point], list[Mark]]


def by_level(view: View, standing: Mapping[str, Standing]) -> Placed:
    """From the State at the top down to the town, what has no level at the bottom."""
    places, marks, top = dict[str, Point](), list[Mark](), 0.0
    for level in (*LEVELS, None):
        here = [id for id, one in standing.items() if one.level == level]
        if not here:
            continue
        blocks = _blocks(here, lambda id: standing[id].place or "")
        height, _ = _flow(blocks, places, 0.0, top, lambda ids: _sorted(view, ids))
        marks.append(Mark(0.0, top - STEP, level=level or "none"))
        top += height + GAP + STEP
    return _stretched(places, marks)


def by_theme(view: View, standing: Mapping[str, Standing]) -> Placed:
    """Units, headings with their tasks, documents, from left to right."""
    places, marks = dict[str, Point](), list[Mark]()
    kind = {id: _kind(view, id) for id in standing}
    units = _sorted(view, [id for id in standing if kind[id] in ("Unit", "Jurisdiction")])
    papers = _sorted(view, [id for id in standing if kind[id] in ("Document", "Topic")])
    middle = _sorted(view, [id for id in standing if kind[id] in ("Theme", "Task")])
    blocks = _blocks(middle, lambda id: standing[id].theme or "")
    columns = max(1, math.ceil(len(units) / 20))
    left = _flow({"": units}, places, 0.0, 0.0, list, columns)[1] + 2 * GAP if units else 0.0

    def titled(ids: list[str]) -> list[str]:
        theme = standing[ids[0]].theme
        if theme and theme not in view.nodes:
            x, y = places[ids[0]]
            marks.append(Mark(x, y - STEP, node=theme))
        return ids

    width = 0.0
    if blocks:
        _, width = _flow(blocks, places, left, 0.0, list)
        for ids in blocks.values():
            titled(ids)
    if papers:
        _flow({"": papers}, places, left + width + 2 * GAP, 0.0, list, max(1, math.ceil(len(papers) / 20)))
    return _stretched(places, marks)


def _kind(view: View, id: str) -> str:
    if id in view.nodes:
        return view.nodes[id].type
    member = view.groups[id].members[0]
    return view.net.nodes([member])[member].type


def _blocks(ids: Sequence[str], of: Callable[[str], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        found[of(id)].append(id)
    return dict(sorted(found.items(), key=lambda item: (item[0] == "", -len(item[1]), item[0])))


def _sorted(view: View, ids: Sequence[str]) -> list[str]:
    return sorted(ids, key=lambda id: (_FIRST.index(_kind(view, id)), id.startswith("+"), id))


def _flow(
    blocks: Mapping[str, list[str]],
    places: dict[str, Point],
    left: float,
    top: float,
    order: Callable[[list[str]], list[str]],
    columns: int = 0,
) -> tuple[float, float]:
    """Blocks side by side, in lines so long that the whole is about as wide as a screen. Returns height and width."""
    x, y, high, widest = left, top, 0.0, 0.0
    line = max(WIDE, math.ceil(math.sqrt(sum(map(len, blocks.values())) * 1.5))) * STEP
    for ids in blocks.values():
        wide = columns or max(1, math.ceil(math.sqrt(len(ids))))
        if x > left and x + wide * STEP > left + line:
            x, y, high = left, y + high + GAP, 0.0
        for number, id in enumerate(order(ids)):
            places[id] = (x + number % wide * STEP, y + number // wide * STEP)
        high = max(high, ((len(ids) - 1) // wide + 1) * STEP)
        x += wide * STEP + GAP
        widest = max(widest, x - GAP - left)
    return y + high - top, widest


def _stretched(places: Mapping[str, Point], marks: Sequence[Mark]) -> Placed:
    found = {id: (round(x * STRETCH, 1), round(y, 1)) for id, (x, y) in sorted(places.items())}
    return found, [Mark(round(m.x * STRETCH, 1), round(m.y, 1), m.level, m.node) for m in marks]
