"""Why the graph says what it says: a unit's identity, a relationship, or two nodes beside each other, in words.

Nothing here decides anything: it tells again what the rules, the documents and the judgements gave.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.build import plan
from graph.schema import EDGES, Edge, Node
from graph.store.base import Store
from graph.store.keeping.given import NAME
from ingest.alignment import Prepared, explain, prepare
from ingest.divisions import Gazetteer, gazetteer_of
from ingest.divisions.official import changes
from ingest.errors import NodeUnknown
from ingest.home import home_of
from ingest.record import TaskList, UnitMention, Where, from_json
from ingest.resolve import resolve_unit

_NODE = r"(?:unit|doc|theme|place|topic):[0-9a-f]{16}|task:[0-9a-f]{16}:[0-9.\-]+"
_EDGE = re.compile(rf"(?P<type>[A-Z_]+):(?P<source>{_NODE}):(?P<target>{_NODE})")
_KINDS = {kind.type: kind for kind in EDGES}
MOST = 1000
"""Edges of a unit that are looked at; and so many of a node are read together."""


@dataclass(frozen=True, slots=True)
class Line:
    """One ground, in both languages; `about` is what it is about, as printed."""

    about: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Why:
    """What was asked about, and its grounds in order."""

    title: str
    lines: tuple[Line, ...]


def why(store: Store, asked: Sequence[str]) -> Why:
    """The grounds of one unit or relationship, or of what two nodes have to do with each other.

    A unit may be named; all else is given by id. Raises NodeUnknown or ParameterWrong.
    """
    if len(asked) == 2:
        return _pair(store, _node(store, asked[0]), _node(store, asked[1]))
    (one,) = asked
    if found := _EDGE.fullmatch(one.strip()):
        return _edge(store, one.strip(), found)
    node = _node(store, one)
    lines = tuple(_unit(store, node)) if node.type == "Unit" else tuple(_around(store, node))
    return Why(str(node.properties.get("full_name") or node.label), lines)


def ends_of(id: str) -> tuple[str, str, str] | None:
    """Type, source and target of the edge with this id, None when it is no id of an edge."""
    found = _EDGE.fullmatch(id)
    return (found["type"], found["source"], found["target"]) if found else None


def _node(store: Store, given: str) -> Node:
    node = store.node(given.strip())
    return node or store.meant("Unit", given)


def _edge(store: Store, id: str, found: re.Match[str]) -> Why:
    edge = next((e for e in _between(store, found["source"], found["target"]) if e.id == id), None)
    if edge is None:
        raise NodeUnknown(id=id)
    return Why(id, (_told(store, edge),))


def _between(store: Store, one: str, other: str) -> list[Edge]:
    """The edges between two nodes, looked for at the one that has fewer: a large office has thousands of tasks."""
    counts = {id: store.edges(id, limit=0)[1] for id in (one, other)}
    near = min(counts, key=lambda id: counts[id])
    pages = (store.edges(near, offset=at, limit=MOST)[0] for at in range(0, counts[near], MOST))
    return [edge for page in pages for edge in page if {edge.source, edge.target} == {one, other}]


def _pair(store: Store, one: Node, other: Node) -> Why:
    title = " / ".join(str(node.properties.get("full_name") or node.label) for node in (one, other))
    if one.id == other.id:
        names = "、".join(one.properties.get("aliases", ()))
        return Why(
            title, (Line(title, f"是同一个单位，印作：{names}", f"they are one unit, printed as: {names}"), *_unit(store, one))
        )
    lines = [_told(store, edge) for edge in _between(store, one.id, other.id)]
    if not lines and one.type == other.type == "Task":
        lines.append(_not_aligned(store, title, one.id, other.id))
    if not lines:
        lines.append(Line(title, "两者之间没有直接的关系", "there is no direct relationship between them"))
    if one.type == other.type == "Unit":
        lines += [*_unit(store, one), *_unit(store, other)]
    return Why(title, tuple(lines))


def _not_aligned(store: Store, title: str, one: str, other: str) -> Line:
    """Why two tasks do not correspond, by the parts that the alignment looks at."""
    first, second = _prepared(store, one), _prepared(store, other)
    if first is None or second is None:
        return Line(title, "两者之间没有直接的关系", "there is no direct relationship between them")
    found = explain(first[0], second[0], (first[1], second[1]))
    zh, en = "两项任务没有对应关系", "the two tasks do not correspond"
    return Line(title, f"{zh}：{found.zh}（{found.score:.2f}）", f"{en}: {found.en} ({found.score:.2f})")


def _prepared(store: Store, task: str) -> tuple[Prepared, int] | None:
    """The list of a task as the alignment compares it, and the task's place in it."""
    listed = next((e for e in store.edges(task, types=("LISTED_IN",))[0]), None)
    record = store.record(listed.target) if listed else None
    if listed is None or record is None:
        return None
    one, added = from_json(record), _added(store)
    ids = [row.id for row in plan(one, listed.target, listed.target, added=added).tasks]
    return (prepare(one, added), ids.index(task)) if task in ids else None


def _around(store: Store, node: Node) -> Iterator[Line]:
    if node.type == "Document" and (record := store.record(node.id)):
        home = home_of(from_json(record), _added(store))
        place = "".join(home.chain) or str(node.properties.get("jurisdiction") or "")
        yield Line(place, *home.settled.reason)
    if node.type == "Jurisdiction":
        yield from _history(_chain(store, node))
    edges, _ = store.edges(node.id, limit=50)
    for edge in edges:
        yield _told(store, edge)


def _chain(store: Store, place: Node) -> tuple[str, ...]:
    """The names from the province down to a place."""
    names, seen = [place.label], {place.id}
    while True:
        edges, _ = store.edges(place.id, types=("WITHIN",), limit=MOST)
        around = next((node for e in edges if e.source == place.id and (node := store.node(e.target))), None)
        if around is None or around.id in seen:
            return tuple(reversed(names))
        names.append(around.label)
        seen.add(around.id)
        place = around


def _history(chain: tuple[str, ...]) -> Iterator[Line]:
    """What a place came from and what became of it, by the official changes."""
    for change in changes():
        if chain in (change.old, change.new):
            old, new = "".join(change.old) or "—", "".join(change.new) or "—"
            by = f"（{change.decree}）" if change.decree else ""
            yield Line(f"{change.year}", f"{change.kind}：{old} → {new}{by}", f"{change.kind}: {old} → {new}{by}")


def _told(store: Store, edge: Edge) -> Line:
    """A relationship with its words or its reason."""
    kind = _KINDS[edge.type]
    ends = [node.label if (node := store.node(id)) else id for id in (edge.source, edge.target)]
    about = f"{ends[0]} —{kind.zh}→ {ends[1]}"
    if said := edge.evidence:
        where = Where(**{name: said.get(name) for name in ("page", "sheet", "table", "row", "column", "line")})
        inherited = ("（合并单元格）", " (merged cell)") if said.get("inherited") else ("", "")
        quote, file = said.get("quote") or "", said.get("file") or ""
        return Line(
            about,
            f"《{file}》{where.words('zh')}写着“{quote}”{inherited[0]}",
            f"{file}, {where.words('en')}: “{quote}”{inherited[1]}",
        )
    given = edge.properties
    if given.get("why_zh"):
        zh, en = given["why_zh"], given["why_en"]
        if "score" in given:
            grade = _GRADES[given["grade"]]
            zh, en = f"{zh}（{grade[0]}，{given['score']:.2f}）", f"{en} ({grade[1]}, {given['score']:.2f})"
        return Line(about, zh, en)
    if edge.type == "ABOUT":
        words, functions = "、".join(given["words"]), "、".join(given["functions"])
        zh = f"用词：{words}" + (f"；单位条线：{functions}" if functions else "")
        return Line(about, zh, f"words: {words}" + (f"; lines of its units: {functions}" if functions else ""))
    if edge.type == "BRANCH_OF":
        return Line(
            about, "名称写明它是派出机构或内设机构，或条线由上级垂直管理", "its name says so, or its line is led from above"
        )
    return Line(about, "由文件的编排得出", "from the order of the document")


def _unit(store: Store, unit: Node) -> Iterator[Line]:
    """How each printed name came to mean this unit, where it was seen, and what people decided."""
    seen: dict[str, list[str]] = defaultdict(list)
    edges, _ = store.edges(unit.id, types=("LEADS", "SUPPORTS", "RESPONSIBLE_FOR"), limit=MOST)
    for edge in edges:
        said = edge.evidence or {}
        if (document := said.get("document")) not in seen[str(edge.properties["printed"])]:
            seen[str(edge.properties["printed"])].append(str(document))
    for printed in sorted(seen):
        zh, en = _identity(store, printed, seen[printed])
        files = [node.label for id in seen[printed][:3] if (node := store.node(id))]
        more = len(seen[printed]) - len(files)
        yield Line(
            printed,
            f"{zh}；见于{'、'.join(f'《{f}》' for f in files)}" + (f"等{more + len(files)}份文件" if more > 0 else ""),
            f"{en}; seen in {', '.join(files)}" + (f" and {more} more" if more > 0 else ""),
        )
    for one in store.judgements():
        if one.undone is None and unit.id in (one.unit, one.other):
            other = one.other_name or one.printed or ""
            yield Line(
                one.unit_name,
                f"{one.who}于{one.when[:10]}判断：{_DECIDED[one.kind][0].format(other=other)}，理由：{one.why}（{one.id}）",
                f"{one.who} decided on {one.when[:10]}: {_DECIDED[one.kind][1].format(other=other)}: {one.why} ({one.id})",
            )


_GRADES = {"same": ("同一项", "the same"), "part": ("其中一部分", "a part of it")}
_DECIDED = {
    "merge": ("与{other}是同一机构", "it is one body with {other}"),
    "split": ("{other}是另一个机构", "{other} is another body"),
    "successor": ("改革后由{other}接替", "{other} came after it"),
    "member": ("{other}属于这个统称", "{other} is one of those that it means"),
}


def _identity(store: Store, printed: str, documents: Sequence[str]) -> tuple[str, str]:
    for document in documents:
        record = store.record(document)
        one = from_json(record) if record else None
        if one and (mention := _mention(one, printed)):
            added = _added(store)
            home = home_of(one, added).chain
            who = resolve_unit(mention.name, mention.kind, mention.expanded, home, one.doc.issuer, one.doc.year, added)
            return f"{who.reason.words('zh')}（把握{who.score:.2f}）", f"{who.reason.words('en')} (score {who.score:.2f})"
    return "没有找到印出它的文件", "the document that prints it was not found"


def _added(store: Store) -> Gazetteer | None:
    text = store.places()
    return gazetteer_of(text, NAME) if text else None


def _mention(one: TaskList, printed: str) -> UnitMention | None:
    return next((unit for task in one.tasks for unit in task.units if unit.name == printed), None)
