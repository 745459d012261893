"""Many members become few groups: by document, heading or subject class, and what is left over by the number. Each group can
be opened, which may show smaller ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.view.steps import PAGE, Step

FEW: Final = 15
"""So many members are drawn without being asked."""
MANY: Final = 14
"""So many groups are drawn around a node; the smaller ones go together."""
ALONE: Final = 2
"""So few are not worth a group."""
SPARE: Final = 5
"""So few more are shown at once, before the reader is asked to ask."""
REST, NONE = "rest", "none"
"""Keys of what is left over, and of members that have no document, heading or class."""

Dimension = Mapping[str, str]
"""For each member the key of the group that it belongs to."""


@dataclass(frozen=True, slots=True)
class Group:
    """Members that are drawn as one."""

    opens: Step
    """The step that opens it."""
    members: tuple[str, ...]
    key: str
    """The node that its members share, `rest` or `none`."""

    @property
    def id(self) -> str:
        """Its own id: that of no node begins with a plus."""
        return f"+{self.opens}"


Shown = tuple[Step, "str | Group", bool]
"""What a step brought: a member, or a group; and whether it is to be seen. A group that was opened is not, but keeps its
place."""


class Arranging:
    """The members of one relation of one node, as the steps have opened them."""

    def __init__(self, base: Step, taken: Sequence[Step]) -> None:
        self._base = base
        self._opened: dict[tuple[str, ...], list[Step]] = defaultdict(list)
        for step in taken:
            if (step.node, step.relation, step.by) == (base.node, base.relation, base.by):
                self._opened[step.path].append(step)
        self.shown: list[Shown] = []

    def arrange(self, members: Sequence[str], dimensions: Sequence[Dimension], path: tuple[str, ...] = ()) -> list[Shown]:
        """Draw them, or group them by the first dimension that parts them."""
        if len(members) <= FEW or self._base.by == "all":
            self.shown += [(self._step(path), id, True) for id in members]
            return self.shown
        for number, dimension in enumerate(dimensions):
            parts = _parted(members, dimension)
            if len(parts) > 1:
                self._group(parts, dimensions[number + 1 :], path)
                return self.shown
        self._list(members, path)
        return self.shown

    def _step(self, path: tuple[str, ...]) -> Step:
        return min(self._opened[path], key=lambda step: step.shown)

    def _group(self, parts: dict[str, list[str]], inner: Sequence[Dimension], path: tuple[str, ...]) -> None:
        step, small = self._step(path), set[str]()
        if len(parts) > MANY + 1:
            small = set(sorted(parts, key=lambda key: -len(parts[key]))[MANY:])
            left = tuple(id for key, some in parts.items() if key in small for id in some)
            rest = Group(self._to(path, REST), left, REST)
            opened = rest.opens.path in self._opened
            self.shown.append((step, rest, not opened))
        for key, some in parts.items():
            by = step
            if key in small:
                if not opened:
                    continue
                by = self._step(rest.opens.path)
            group = Group(self._to(path, key), tuple(some), key)
            here = group.opens.path
            if here in self._opened:
                self.shown.append((by, group, False))
                self.arrange(some, inner, here)
            elif len(some) <= ALONE:
                self.shown += [(by, id, True) for id in some]
            else:
                self.shown.append((by, group, True))

    def _to(self, path: tuple[str, ...], key: str) -> Step:
        return Step(self._base.node, self._base.relation, self._base.by, (*path, key))

    def _list(self, members: Sequence[str], path: tuple[str, ...]) -> None:
        start = 0
        for step in sorted(self._opened[path], key=lambda step: step.shown):
            end = len(members) if len(members) <= step.shown + SPARE else step.shown
            self.shown += [(step, id, True) for id in members[start:end]]
            start = max(start, end)
            if left := tuple(members[start:]):
                more = Step(step.node, step.relation, step.by, path, step.shown + PAGE)
                self.shown.append((step, Group(more, left, REST), more not in self._opened[path]))


def _parted(members: Sequence[str], dimension: Dimension) -> dict[str, list[str]]:
    """By key: headings in the order of their first tasks, else the largest first; those without a key at the end."""
    parts: dict[str, list[str]] = {}
    for id in members:
        parts.setdefault(dimension.get(id, ""), []).append(id)
    none = parts.pop("", [])
    if not all(key.startswith("theme:") for key in parts):
        parts = dict(sorted(parts.items(), key=lambda item: (-len(item[1]), item[0])))
    return {**parts, NONE: none} if none else parts
