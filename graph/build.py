"""A task list becomes rows of nodes and relationships, the same for every store. Nothing here knows a store."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph import names
from graph.judgements import Judgements
from ingest.alignment import prepare
from ingest.divisions import Gazetteer, division_at
from ingest.fields.issuing_offices import code_of, issuing_office
from ingest.home import home_of, with_note
from ingest.identity.cut import Body
from ingest.record import TO_CHECK, Citation, Deadline, DocumentHead, Evidence, Role, Task, TaskList, UnitKind, UnitMention
from ingest.resolve import UnitIdentity, resolve_unit
from ingest.topics import About, is_open_government, topics_of

Standing = Literal[0, 1, 2]
"""How a unit without a role word stands in a task that names no lead: 1 first of several, 2 the only one, 0 otherwise."""


NONE = Judgements()


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction; `within` is the id of the one around it."""

    id: str
    name: str
    level: str | None
    code: str | None
    """Six digits of the official table; None for towns, zones and places that no table has."""
    within: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """A unit as one printed name shows it. A unit takes its properties from its most frequent form."""

    unit: str
    printed: str
    full_name: str
    kind: UnitKind
    function: str | None
    place: str | None
    identity: str = ""
    """The key that the rules give the name; `unit` is made from it, but for a judgement."""
    body: str = ""
    """What kind of body of its line (部门, 分局); empty where no rule knows it."""
    own: bool = True
    """False when the rules give this name to another unit, and a judgement brought it here."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit that its name says to be a branch or a part of another one (`main`), which need not be named itself."""

    unit: str
    main: Form


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's part in a task: one LEADS, SUPPORTS or RESPONSIBLE_FOR relationship."""

    form: Form
    role: Role
    order: int
    role_word: str | None
    standing: Standing
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading of the document; `parent` is the id of the heading around it."""

    id: str
    title: str
    level: int
    parent: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A document as a citation names it, and where the number or the title leads."""

    number: str | None
    title: str | None
    number_key: str | None
    """As a document of the citing one's province means the number."""
    title_key: str | None
    issuer: str | None
    """The office that the number's code means, where it is known."""
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with all that hangs on it."""

    id: str
    task: Task
    theme: str | None
    theme_evidence: Evidence | None
    due: str | None
    duties: tuple[Duty, ...]
    cites: tuple[Reference, ...]
    topics: tuple[About, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows that one list gives."""

    id: str
    family: str
    """The id that the file's first list with this number has: its annexes share it."""
    head: DocumentHead
    place: str | None
    number_key: str | None
    title_key: str | None
    places: tuple[Place, ...]
    themes: tuple[Theme, ...]
    tasks: tuple[TaskRow, ...]
    basis: tuple[Reference, ...]
    branches: tuple[Branch, ...]
    record: dict[str, Any]
    prepared: list[dict[str, Any]]
    """The list as alignment compares it, as JSON values."""
    checks: int
    """How many notes of its reading a person should look at."""
    fingerprint: str
    """Differs when the record or what we make of it differs."""
    meaning: str
    """The same for the same text printed in another format: file name, evidence and notes do not count."""

    @property
    def duties(self) -> int:
        """How many unit–task relationships it has."""
        return sum(len(t.duties) for t in self.tasks)


def build(lists: Sequence[TaskList], judgements: Judgements = NONE, added: Gazetteer | None = None) -> list[Plan]:
    """The rows of all lists of one file. Lists that share a number are told apart by their titles. `added` are the user's own
    places."""
    seen: Counter[str] = Counter()
    ids: set[str] = set()
    plans: list[Plan] = []
    for one in lists:
        family = names.document_id(one.doc, _province(home_of(one, added).chain, added))
        id, nth = family, 0
        if seen[family]:
            id = names.annex_id(family, one.doc.title, nth)
        while id in ids:
            nth += 1
            id = names.annex_id(family, one.doc.title, nth)
        seen[family] += 1
        ids.add(id)
        plans.append(plan(one, id, family, judgements, added))
    return plans


def plan(one: TaskList, id: str, family: str, judgements: Judgements = NONE, added: Gazetteer | None = None) -> Plan:
    """The rows of one list whose ids are known."""
    home = home_of(one, added)
    one = with_note(one, home)
    builder = _Builder(id, one.doc, home.chain, judgements, added)
    place = builder.place(home.chain)
    tasks = tuple(builder.task(t) for t in one.tasks)
    basis = builder.references(one.doc.basis)
    record = one.to_json(notes=True)
    branches = builder.branches
    made = (id, family, place, builder.places, builder.themes, tasks, basis, branches)
    return Plan(
        id=id,
        family=family,
        head=one.doc,
        place=place,
        number_key=names.number_key(one.doc.number),
        title_key=names.title_key(one.doc.title),
        places=tuple(builder.places.values()),
        themes=tuple(builder.themes.values()),
        tasks=tasks,
        basis=basis,
        branches=tuple(branches.values()),
        record=record,
        prepared=prepare(one, added).to_json(),
        checks=sum(note.kind in TO_CHECK for note in one.notes),
        fingerprint=_hash(json.dumps(record, ensure_ascii=False) + repr(made)),
        meaning=_hash(json.dumps(_meaning(record), ensure_ascii=False)),
    )


def plan_again(one: TaskList, id: str, family: str, judgements: Judgements = NONE, added: Gazetteer | None = None) -> Plan:
    """The rows of a list that was stored under these ids, which may be others now that more places are known: a 文号 is read as
    its place means it."""
    now = names.document_id(one.doc, _province(home_of(one, added).chain, added))
    if now == family:
        return plan(one, id, family, judgements, added)
    nth = next((n for n in range(1000) if names.annex_id(family, one.doc.title, n) == id), None)
    return plan(one, now if nth is None else names.annex_id(now, one.doc.title, nth), now, judgements, added)


class _Builder:
    """What the tasks of one list share: places, headings, units seen before."""

    def __init__(
        self,
        document: str,
        head: DocumentHead,
        home: tuple[str, ...],
        judgements: Judgements,
        added: Gazetteer | None,
    ) -> None:
        self.document, self.head, self.home, self.judgements, self.added = document, head, home, judgements, added
        self.province = _province(home, added)
        self.openness = is_open_government(head.title)
        self.places: dict[str, Place] = {}
        self.themes: dict[str, Theme] = {}
        self.branches: dict[str, Branch] = {}
        self._forms: dict[tuple[str, UnitKind, str | None], Form] = {}
        self._numbers: Counter[tuple[int, int | None]] = Counter()

    def place(self, chain: tuple[str, ...]) -> str | None:
        """The id of the innermost place; the chain's places are noted."""
        around: str | None = None
        for depth in range(1, len(chain) + 1):
            id = names.place_id(chain[:depth])
            if id not in self.places:
                known = division_at(chain[:depth], added=self.added)
                level = known.level if known else names.place_level(chain[:depth])
                self.places[id] = Place(id, chain[depth - 1], level, known.code if known else None, around)
            around = id
        return around

    def task(self, task: Task) -> TaskRow:
        number = (task.seq, task.part)
        id = names.task_id(self.document, *number, self._numbers[number])
        self._numbers[number] += 1
        theme = self._theme(task.themes)
        evidence = task.theme_evidence[-1] if theme and len(task.theme_evidence) == len(task.themes) else None
        duties = self._duties(task.units)
        lines = {duty.form.function for duty in duties if duty.form.function}
        topics = topics_of(task.text, task.themes, lines, openness=self.openness)
        return TaskRow(id, task, theme, evidence, _due(task.deadline), duties, self.references(task.cites), topics)

    def references(self, citations: Iterable[Citation]) -> tuple[Reference, ...]:
        """Citations that name something, each once."""
        found: dict[tuple[str | None, str | None], Reference] = {}
        for c in citations:
            number, title = names.cited_key(c.number, self.province), names.title_key(c.title)
            if number or title:
                office = issuing_office(code_of(number) or "", [self.province or ""]) if number else None
                one = Reference(c.number if number else None, c.title, number, title, office, c.evidence)
                found.setdefault((number, title), one)
        return tuple(found.values())

    def _theme(self, path: tuple[str, ...]) -> str | None:
        around: str | None = None
        for depth in range(1, len(path) + 1):
            id = names.theme_id(self.document, path[:depth])
            self.themes.setdefault(id, Theme(id, path[depth - 1], depth, around))
            around = id
        return around

    def _duties(self, mentions: Sequence[UnitMention]) -> tuple[Duty, ...]:
        """One relationship a unit and role: a unit that is printed twice with one role has the first one's evidence."""
        found: dict[tuple[str, Role], tuple[Form, int, UnitMention]] = {}
        for order, mention in enumerate(mentions, 1):
            form = self._form(mention)
            found.setdefault((form.unit, mention.role), (form, order, mention))
        led = any(role == "lead" for _, role in found)
        alone = len({unit for unit, _ in found}) == 1
        out = []
        for (_, role), (form, order, mention) in found.items():
            standing: Standing = 0
            if role == "responsible" and order == 1 and not led:
                standing = 2 if alone else 1
            out.append(Duty(form, role, order, mention.role_word, standing, mention.evidence))
        return tuple(out)

    def _form(self, mention: UnitMention) -> Form:
        printed = (mention.name, mention.kind, mention.expanded)
        form = self._forms.get(printed)
        if form is None:
            who = resolve_unit(*printed, self.home, self.head.issuer, self.head.year, self.added)
            form = self._of(who, mention.name, mention.kind)
            self._forms[printed] = form
            if who.branch_of and form.own and form.unit not in self.branches:
                main = self._main(who.branch_of)
                if main.unit != form.unit:  # a judgement may have made them one
                    self.branches[form.unit] = Branch(form.unit, main)
        return form

    def _of(self, who: UnitIdentity, printed: str, kind: UnitKind) -> Form:
        ruled = names.unit_id(who.key)
        unit = self.judgements.lead(ruled, printed)
        return Form(
            unit, printed, who.full_name, kind, who.function, self.place(who.place), who.key, who.form or "", unit == ruled
        )

    def _main(self, body: Body) -> Form:
        """The body that a branch belongs to, as far as its name tells."""
        who = resolve_unit(body.full_name, "unit", None, self.home, added=self.added)
        if who.key != body.key:  # the name alone would be read as another body: only the key is known then
            who = UnitIdentity(body.key, body.full_name, body.place, body.function)
        return self._of(who, body.full_name, "unit")


def _province(chain: tuple[str, ...], added: Gazetteer | None) -> str | None:
    """The province of a chain of places, when it is known."""
    known = division_at(chain[:1], added=added)
    level = known.level if known else names.place_level(chain[:1]) if chain else None
    return chain[0] if level == "province" else None


def _due(deadline: Deadline) -> str | None:
    return max(deadline.dates).isoformat() if deadline.dates else None


def _meaning(value: Any) -> Any:
    """The record without what depends on the file's format."""
    if isinstance(value, dict):
        without = ("evidence", "theme_evidence", "notes", "file")
        return {key: _meaning(item) for key, item in value.items() if key not in without}
    return [_meaning(item) for item in value] if isinstance(value, list) else value


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
