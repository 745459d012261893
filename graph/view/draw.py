"""The whole drawing: its steps taken one by one, then the edges among all that is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from graph.questions import get
from graph.questions.base import Filters
from graph.schema import EdgeType, Node
from graph.store.base import Store
from graph.view.arrange import FEW, Arranging, Dimension, Group, Shown
from graph.view.net import Net
from graph.view.relations import DUTIES, Relation, relation
from graph.view.steps import WAY, Step, Wanted
from ingest.errors import ParameterWrong

WAYS: Final = 3
GROUPED: Final = 5000
"""Members of groups whose edges are summed up; beyond, a group hangs on its owner alone."""
_SUM: Final[dict[str, EdgeType]] = {
    "lead": "LEADS", "support": "SUPPORTS", "responsible": "RESPONSIBLE_FOR", "document": "LISTED_IN", "theme": "UNDER",
    "task": "UNDER",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An edge of the drawing. `count`: how many edges it stands for, or over how many tasks it leads; 0 for an edge itself.
    `type` is None where a sum is of no single type (units that work together)."""

    id: str
    type: EdgeType | None
    source: str
    target: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step brought, in order: ids of nodes and groups, and the one that it came from."""

    anchor: str | None
    ids: tuple[str, ...]


@dataclass(slots=True)
class View:
    """A drawing without places. `batches` hold groups that were opened, too: nothing else may stand where they stood."""

    net: Net
    nodes: dict[str, Node] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    ways: list[tuple[str, ...]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Ids that nothing has (any more)."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How many nodes found no room, by the step that would have brought them."""


def draw(store: Store, wanted: Wanted) -> View:
    """Take all steps. Raises ParameterWrong for a step that leads nowhere."""
    return _Drawing(store, wanted).view


class _Drawing:
    def __init__(self, store: Store, wanted: Wanted) -> None:
        self.store, self.wanted, self.net = store, wanted, Net(store, wanted)
        self.view = View(self.net)
        self._plans: dict[tuple[str, str, str], dict[Step, list[Shown]]] = {}
        self._sums: dict[tuple[EdgeType | None, str, str], int] = {}
        self._known = self.net.nodes(id for step in wanted.steps for id in (step.node, *step.path))
        for step in wanted.steps:
            self._take(step)
        self._settle()

    def _take(self, step: Step) -> None:
        node = self._known.get(step.node) or self.net.seed(step.node)
        if node is None:
            self.view.missing.append(step.node)
            return
        if node.id not in self.view.nodes:
            self._add(step, None, [node])
        if step.relation == WAY:
            self._way(node, step)
        elif step.relation:
            self._open(node, step)

    def _add(self, step: Step, anchor: str | None, nodes: Sequence[Node | Group], hidden: Iterable[str] = ()) -> None:
        gone, ids = set(hidden), list[str]()
        for one in nodes:
            if isinstance(one, Group):
                ids.append(one.id)
                if one.id not in gone:
                    self.view.groups[one.id] = one
            elif one.id not in self.view.nodes:
                if len(self.view.nodes) >= self.wanted.limit:
                    self.view.left_out[str(step)] += 1
                    continue
                self.view.nodes[one.id] = one
                ids.append(one.id)
        if ids:
            self.view.batches.append(Batch(anchor, tuple(ids)))

    def _open(self, node: Node, step: Step) -> None:
        plan = self._plan(node, step)
        brought = plan.get(step, [])
        if not brought:
            return
        nodes = self.net.nodes(one for _, one, _ in brought if isinstance(one, str))
        elements = [one if isinstance(one, Group) else nodes.get(one) for _, one, _ in brought]
        hidden = [one.id for _, one, seen in brought if isinstance(one, Group) and not seen]
        placed = {id for batch in self.view.batches for id in batch.ids}
        anchor = f"+{step}" if f"+{step}" in placed else node.id
        self._add(step, anchor, [one for one in elements if one is not None], hidden)

    def _plan(self, node: Node, step: Step) -> dict[Step, list[Shown]]:
        """What each step of this relation brings."""
        name = (step.node, step.relation, step.by)
        if name in self._plans:
            return self._plans[name]
        leads = relation(node.type, step.relation)
        if leads is None:
            known = f"{node.type}: {step.relation}"
            raise ParameterWrong(name="show", reason_zh=f"不能这样展开：{known}", reason_en=f"cannot be opened by: {known}")
        base = Step(*name)
        taken = [base, *(other for other in self.wanted.steps if other != base)]
        found = self.net.members(node, leads)
        members = self._ordered(found, leads)
        shown = Arranging(base, taken).arrange(members, self._dimensions(members, leads, step.by))
        if len(leads.hops) != 1 or leads.inner:
            self._sum(node, leads, found)
        plan: dict[Step, list[Shown]] = defaultdict(list)
        for one in shown:
            plan[one[0]].append(one)
        self._plans[name] = plan
        if step != base:  # an address that lacks the first step of this relation: it is taken as well
            self._open(node, base)
        return plan

    def _ordered(self, found: Counter[str], leads: Relation) -> list[str]:
        """Tasks as the lists number them (so their ids sort); the others by the tasks that they share, then by name."""
        if leads.to == "Task":
            return sorted(found)
        labels = {id: node.label for id, node in self.net.nodes(found).items()}
        weights = found
        if leads.to == "Unit" and leads.hops and max(found.values(), default=1) == 1 and len(found) > FEW:
            weights = Counter(dict.fromkeys(found, 0))
            weights.update(source for source, _, _ in self.net.links(sorted(found), DUTIES))
        return sorted((id for id in found if id in labels), key=lambda id: (-weights[id], labels[id], id))

    def _dimensions(self, members: Sequence[str], leads: Relation, by: str) -> list[Dimension]:
        if leads.to != "Task" or len(members) <= FEW or by == "all":
            return []
        document = {task: id for task, _, id in self.net.links(members, ["LISTED_IN"])}
        theme = {task: id for task, _, id in self.net.links(members, ["UNDER"])}
        above = self.net.outermost(sorted(set(theme.values())))
        top = {task: above[id] for task, id in theme.items()}
        if by == "topic":
            topic: dict[str, str] = {}
            for task, _, id in self.net.links(members, ["ABOUT"]):
                topic.setdefault(task, id)
            return [topic, document, top, theme]
        return [top, theme, document] if by == "theme" else [document, top, theme]

    def _sum(self, node: Node, leads: Relation, found: Counter[str]) -> None:
        type: EdgeType | None = _SUM.get(leads.name) if leads.hops else "BELONGS_TO"
        inward = leads.to in ("Unit", "Task") or not leads.hops
        for id, count in found.items():
            source, target = (id, node.id) if inward else (node.id, id)
            self._sums[type, source, target] = count

    def _way(self, node: Node, step: Step) -> None:
        end = self._known.get(step.path[0]) or self.net.seed(step.path[0])
        if end is None:
            self.view.missing.append(step.path[0])
            return
        some = {name: getattr(self.wanted.filters, name) for name in Filters.model_fields}
        answer = self.store.ask(get("path"), {**some, "start": node.id, "end": end.id, "ways": WAYS, "limit": 200})
        ways: dict[int, list[str]] = defaultdict(lambda: [node.id])
        for row in answer.rows:
            if ways[row.way][-1] != row.target_id:
                ways[row.way].append(row.target_id)
        for _, way in sorted(ways.items()):
            nodes = self.net.nodes(way)
            for near, far in pairwise(way):  # each beside the one before, so that a way runs on
                if far in nodes:
                    self._add(step, near, [nodes[far]])
            self.view.ways.append(tuple(way))
        self._add(step, node.id, [end])

    def _settle(self) -> None:
        """Groups lose what is drawn by itself; then all edges, those of a group summed up."""
        view = self.view
        for id, group in list(view.groups.items()):
            members = tuple(member for member in group.members if member not in view.nodes)
            view.groups[id] = Group(group.opens, members, group.key)
            if not members:
                del view.groups[id]
        view.lines = [Line(f"{type}:{source}:{target}", type, source, target) for source, type, target in self._among()]
        there = {(line.type, line.source, line.target) for line in view.lines}
        sums = Counter({p: n for p, n in self._sums.items() if p not in there and p[1] in view.nodes and p[2] in view.nodes})
        sums.update(self._of_groups())
        view.lines += [Line(f"+{t or ''}:{a}:{b}", t, a, b, n) for (t, a, b), n in sorted(sums.items(), key=str)]

    def _among(self) -> list[tuple[str, EdgeType, str]]:
        return self.net.among(self.view.nodes.values())

    def _of_groups(self) -> Counter[tuple[EdgeType | None, str, str]]:
        """The edges of the groups' members to what is drawn, and between groups, as one line each."""
        groups, nodes = self.view.groups, self.view.nodes
        inside: dict[str, list[str]] = defaultdict(list)
        for id, group in groups.items():
            for member in group.members:
                inside[member].append(id)
        found: Counter[tuple[EdgeType | None, str, str]] = Counter()
        if 0 < len(inside) <= GROUPED:
            members = self.net.nodes(inside)
            for source, type, target in self.net.among([*nodes.values(), *members.values()]):
                for a in inside.get(source, [source]):
                    for b in inside.get(target, [target]):
                        if (a in groups or b in groups) and a != b:
                            found[type, a, b] += 1
        for id, group in groups.items():
            owner = group.opens.node
            linked = any(owner in (a, b) and id in (a, b) for _, a, b in found)
            if owner in nodes and not linked:
                found[_SUM.get(group.opens.relation), owner, id] = len(group.members)
        return found
