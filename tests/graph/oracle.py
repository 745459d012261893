"""The lead ranking again, in plain Python over the task lists themselves: slow, and with no SQL in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.record import TaskList, UnitMention
from tests.graph.lists import fake_chain, fake_resolve


def identity(one: TaskList, mention: UnitMention) -> Any:
    return fake_resolve(mention.name, mention.kind, mention.expanded, one.doc.jurisdiction)


def shown_names(lists: Sequence[TaskList]) -> dict[str, tuple[str, str]]:
    """Key of a unit -> the printed name that most tasks use (each role of a task once), and its full name."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    full: dict[tuple[str, str], str] = {}
    for one in lists:
        for task in one.tasks:
            seen = set()
            for mention in task.units:
                who = identity(one, mention)
                if (who.key, mention.role) not in seen:
                    seen.add((who.key, mention.role))
                    uses[who.key][mention.name] += 1
                    full[who.key, mention.name] = who.full_name
    names = {key: min(c, key=lambda name: (-c[name], name)) for key, c in uses.items()}
    return {key: (name, full[key, name]) for key, name in names.items()}


def counted(units: Sequence[tuple[str, str]], role: str, count: str) -> set[str]:
    """The keys among a task's (key, role) that count."""
    out = {key for key, r in units if r == role}
    if role == "lead" and not out and units and units[0][1] == "responsible":
        alone = len({key for key, _ in units}) == 1
        if count == "first" or (count == "sole" and alone):
            out = {units[0][0]}
    return out


def leads(lists: Sequence[TaskList], p: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(rank, unit, place, full name, count) of every row, in order."""
    names = shown_names(lists)
    who = {identity(o, m).key: identity(o, m) for o in lists for t in o.tasks for m in t.units}
    kinds = {identity(o, m).key: m.kind for o in lists for t in o.tasks for m in t.units}
    tally: dict[Any, set[tuple[int, int]]] = defaultdict(set)
    for number, one in enumerate(lists):
        if p.get("year") not in (None, one.doc.year):
            continue
        if p.get("place") and p["place"] not in fake_chain(one.doc.jurisdiction):
            continue
        for index, task in enumerate(one.tasks):
            if p.get("theme") and not any(p["theme"] in heading for heading in task.themes):
                continue
            units = [(identity(one, m).key, m.role) for m in task.units]
            for key in counted(units, p.get("role", "lead"), p.get("count", "explicit")):
                if kinds[key] == "unit" or p.get("collectives"):
                    tally[_group(key, who[key], p.get("by", "unit"))].add((number, index))
    rows = [(*_shown(group, names, who, p.get("by", "unit")), len(tasks)) for group, tasks in tally.items()]
    rows.sort(key=lambda row: (-row[3], row[2] or row[0], row[1] or ""))
    return [(1 + sum(other[3] > row[3] for other in rows), *row) for row in rows]


def _group(key: str, who: Any, by: str) -> Any:
    return {"unit": key, "function": who.function, "place": who.place}[by]


def _shown(group: Any, names: dict[str, tuple[str, str]], who: dict[str, Any], by: str) -> Iterable[Any]:
    if by == "unit":
        name, full = names[group]
        return name, who[group].place[-1] if who[group].place else None, full
    if by == "function":
        return group or "未归类", None, None
    return group[-1] if group else "未知地区", None, None
