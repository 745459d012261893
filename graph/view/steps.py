"""The steps that made a drawing, as an address writes them: separated by a space, in the order in which they were taken.

    NODE                              put this node on the canvas
    NODE_RELATION[_BY[_PATH[_N]]]     open it by a relation (`graph.view.relations`), grouped by BY; PATH are the keys of the
                                      groups that lead to the opened one, with * between them; N members of it are listed
    NODE_to_NODE                      the ways between two nodes

Ids hold neither spaces nor `_` nor `*`, and an address leaves `_` and `*` as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from graph.questions.base import Filters
from ingest.errors import ParameterWrong

By = Literal["", "document", "theme", "topic", "all"]
"""How many members are grouped: "" leaves the choice to us, "all" groups nothing."""
WAY: Final = "to"
PAGE: Final = 30
"""Members of a group that are listed at a time."""
MOST_STEPS: Final = 500
NO_FILTERS: Final = Filters.model_construct()


@dataclass(frozen=True, slots=True)
class Step:
    """One step. Only `node` is set when a node is put on the canvas; a way has the relation `to` and its end in `path`."""

    node: str
    relation: str = ""
    by: By = ""
    path: tuple[str, ...] = ()
    shown: int = PAGE

    def __str__(self) -> str:
        parts = [self.node, self.relation, self.by, "*".join(self.path), "" if self.shown == PAGE else str(self.shown)]
        if self.relation == WAY:
            parts = [self.node, WAY, *self.path]
        while parts and not parts[-1]:
            parts.pop()
        return "_".join(parts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A drawing as it was asked for. Dates are ISO; a task without a last date is in no span of time."""

    steps: tuple[Step, ...]
    filters: Filters = NO_FILTERS
    due_from: str | None = None
    due_to: str | None = None
    limit: int = 2000
    """Nodes that are drawn at most; what goes beyond stays in groups."""


def steps(text: str) -> tuple[Step, ...]:
    """The steps of an address. Raises ParameterWrong for one that cannot be."""
    found = [_step(one) for one in text.split()]
    if len(found) > MOST_STEPS:
        raise _wrong(f"最多 {MOST_STEPS} 步", f"at most {MOST_STEPS} steps")
    return tuple(dict.fromkeys(found))


def _step(text: str) -> Step:
    node, relation, by, path, shown = [*text.split("_"), "", "", "", ""][:5]
    if relation == WAY and by and not path:
        return Step(node, WAY, path=(by,))
    if text.count("_") > 4 or by not in get_args(By) or (shown and not (shown.isdecimal() and 0 < int(shown) <= 10_000)):
        raise _wrong(f"看不懂这一步：{text[:80]}", f"not a step: {text[:80]}")
    keys = tuple(key for key in path.split("*") if key)
    return Step(node, relation, by, keys, int(shown or PAGE))  # type: ignore[arg-type]


def _wrong(zh: str, en: str) -> ParameterWrong:
    return ParameterWrong(name="show", reason_zh=zh, reason_en=en)
