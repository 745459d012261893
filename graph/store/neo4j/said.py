"""What a list says, as rows of properties: what `graph.store.sqlite` reads out of its columns, ready to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any, Final

from graph import names
from graph.build import Duty, Form, Place, Plan, Reference, TaskRow
from graph.kinship import is_law
from graph.schema import ROLE_EDGE, Edge, EdgeType, Node, document_label, task_label
from graph.store.neo4j.hands import Columns, Row
from graph.store.neo4j.kept import packed
from graph.store.neo4j.rows import EDGE_COLUMNS, NODE_COLUMNS, edge_properties, edge_row, in_columns, node_properties, stored
from graph.words import storable, tokens
from ingest.record import Evidence, Where

TASK_COLUMNS: Final = (*NODE_COLUMNS["Task"], "at", "words")
FORM_COLUMNS: Final = (
    "id", "uses", "told", "identity", "body", "own", "printed", "full_name", "function", "place", "collective",
)  # fmt: skip
_NOWHERE: Final = Where()


def words_of(title: str | None, number: str | None, issuer: str | None) -> str:
    """What a document is found by."""
    return "\n".join(word for word in (title, number, issuer) if word)


def found_by(told: str) -> dict[str, str]:
    """The properties that make a node found by these words, which it keeps as text, too."""
    return {"told": storable(told), "words": tokens(told)}


class Said:
    """The rows of one plan."""

    def __init__(self, plan: Plan, sha256: str) -> None:
        self._plan, self._sha256 = plan, sha256
        self.uses = Counter(duty.form for task in plan.tasks for duty in task.duties)
        self.told = Counter(branch.main for branch in plan.branches)
        self.forms = {form: id_of_form(form) for form in [*self.uses, *self.told]}
        self.references = Counter[str]()
        self._reference: dict[str, Reference] = {}
        for one in (*plan.basis, *(cited for task in plan.tasks for cited in task.cites)):
            id = id_of_reference(one)
            self.references[id] += 1
            self._reference[id] = one

    def document(self) -> Row:
        """The document."""
        plan, head = self._plan, self._plan.head
        known: dict[str, Any] = {
            "title": head.title,
            "number": head.number,
            "issuer": head.issuer,
            "jurisdiction": head.jurisdiction,
            "year": head.year,
            "issued": head.issued.isoformat() if head.issued else None,
            "known": "full",
            "file": head.file,
            "checks": plan.checks,
        }
        stated = {f.name: getattr(head.evidence, f.name) for f in fields(head.evidence)}
        proof = {name: self._evidence(one) for name, one in stated.items() if one}
        node = Node(plan.id, "Document", document_label(plan.id, head.title, head.number, head.file), known, proof or None)
        kept = {
            "full": 1,
            "number_key": plan.number_key,
            "title_key": plan.title_key,
            "place": plan.place,
            "family": plan.family,
            "sha256": self._sha256,
            "fingerprint": plan.fingerprint,
            "meaning": plan.meaning,
            "bare": int(all(is_law(one.title) for one in plan.basis)),
            "record": packed(plan.record),
            "prepared": packed({"tasks": plan.prepared}),
        }
        return node_properties(node) | stored(kept) | found_by(words_of(head.title, head.number, head.issuer))

    def places(self) -> list[Row]:
        """The places, outer ones before inner ones."""
        return [_place(one) for one in self._plan.places]

    def themes(self) -> list[Row]:
        """The headings."""
        return [
            {"p": node_properties(Node(t.id, "Theme", t.title, {"title": t.title, "level": t.level})) | _words(t.title)}
            for t in self._plan.themes
        ]

    def inner_themes(self) -> list[Columns]:
        """Which heading stands in which."""
        return [_edge("PART_OF", t.id, t.parent, {}) for t in self._plan.themes if t.parent]

    def tasks(self) -> list[Columns]:
        """The tasks in their columns, and how the document states them in those of LISTED_IN."""
        found = []
        for at, one in enumerate(self._plan.tasks, 1):
            held = self._task(one) | {"at": at} | _words(one.task.text)
            id, proof = f"LISTED_IN:{one.id}:{self._plan.id}", self._evidence(one.task.evidence)
            listed = edge_properties(Edge(id, "LISTED_IN", one.id, self._plan.id, {}, proof))
            found.append([*in_columns(held, TASK_COLUMNS), *in_columns(listed, EDGE_COLUMNS["LISTED_IN"])])
        return found

    def under(self) -> list[Columns]:
        """Under which heading a task stands."""
        return [_edge("UNDER", t.id, t.theme, {}, self._evidence(t.theme_evidence)) for t in self._plan.tasks if t.theme]

    def units(self) -> list[Row]:
        """The units."""
        return [{"id": id} for id in dict.fromkeys(form.unit for form in self.forms)]

    def form_rows(self) -> list[Columns]:
        """The printed names in their columns, each after its unit."""
        return [
            [form.unit, *in_columns(_form(form) | {"id": id, "uses": self.uses[form], "told": self.told[form]}, FORM_COLUMNS)]
            for form, id in self.forms.items()
        ]

    def form_places(self) -> list[Row]:
        """Where the printed names are at home."""
        return [{"id": id, "place": form.place} for form, id in self.forms.items() if form.place]

    def branches(self) -> list[Row]:
        """Which unit is a branch of which."""
        return [
            {"unit": b.unit, "main": b.main.unit, "form": self.forms[b.main], "id": f"BRANCH_OF:{b.unit}:{b.main.unit}"}
            for b in self._plan.branches
        ]

    def duties(self, role: EdgeType) -> list[Columns]:
        """The parts of units in tasks, in one role, with `standing` and `form` beside."""
        return [
            self._duty(role, task, duty) for task in self._plan.tasks for duty in task.duties if ROLE_EDGE[duty.role] == role
        ]

    def topics(self) -> list[Row]:
        """The classes."""
        found = sorted({(a.group, a.title) for t in self._plan.tasks for a in t.topics})
        return [
            node_properties(Node(names.topic_id(*one), "Topic", one[1], {"title": one[1], "group": one[0]})) | _words(one[1])
            for one in found
        ]

    def about(self) -> list[Columns]:
        """Which task is of which class, and why."""
        return [
            _edge(
                "ABOUT",
                t.id,
                names.topic_id(a.group, a.title),
                {"weight": a.weight, "words": list(a.words), "functions": list(a.functions)},
            )
            for t in self._plan.tasks
            for a in t.topics
        ]

    def reference_rows(self) -> list[Row]:
        """Documents as citations here print them, with how often."""
        return [{"id": id, "made": _reference(self._reference[id]), "uses": uses} for id, uses in self.references.items()]

    def numbered(self) -> list[Row]:
        """References with a number lead to its document."""
        return [
            {"id": id, "target": names.numbered_id(one.number_key)} for id, one in self._reference.items() if one.number_key
        ]

    def titles(self) -> set[str | None]:
        """The titles of what is cited here."""
        return {one.title_key for one in self._reference.values()}

    def basis(self) -> list[Row]:
        """What the document says that it carries out."""
        return list(self._cited(self._plan.id, self._plan.basis))

    def citations(self) -> list[Row]:
        """What its tasks cite."""
        return [row for task in self._plan.tasks for row in self._cited(task.id, task.cites)]

    def _cited(self, owner: str, cited: Iterable[Reference]) -> Iterator[Row]:
        for at, one in enumerate(cited, 1):
            proof = {f"evidence_{name}": value for name, value in self._evidence(one.evidence).items()}
            yield {"s": owner, "t": id_of_reference(one), "p": stored({"pos": at, **proof})}

    def _task(self, row: TaskRow) -> dict[str, Any]:
        t, limit = row.task, row.task.deadline
        known: dict[str, Any] = {
            "seq": t.seq,
            "marker": t.marker,
            "part": t.part,
            "text": t.text,
            "units": t.unit_raw,
            "deadline": limit.raw,
            "due": row.due,
            "ongoing": limit.ongoing,
            "relative": limit.relative,
            "note": t.note,
        }
        proof = {"text": self._evidence(t.evidence)}
        if limit.evidence:
            proof["deadline"] = self._evidence(limit.evidence)
        return node_properties(Node(row.id, "Task", task_label(t.text), known, proof))

    def _duty(self, role: EdgeType, task: TaskRow, duty: Duty) -> Columns:
        shown = {
            "order": duty.order,
            "role_word": duty.role_word,
            "printed": duty.form.printed,
            "inherited": duty.evidence is not None and duty.evidence.inherited,
        }
        row = _edge(role, duty.form.unit, task.id, shown, self._evidence(duty.evidence))
        return [*row, duty.standing, self.forms[duty.form]]

    def _evidence(self, evidence: Evidence | None) -> dict[str, Any]:
        """As `graph.schema.Edge.evidence` has it."""
        where = evidence.where if evidence else _NOWHERE
        said: dict[str, Any] = {
            "document": self._plan.id,
            "file": self._plan.head.file,
            "page": where.page,
            "sheet": where.sheet,
            "table": where.table,
            "row": where.row,
            "column": where.column,
            "line": where.line,
            "start": evidence.start if evidence else None,
            "end": evidence.end if evidence else None,
            "quote": evidence.quote if evidence else None,
            "inherited": evidence.inherited if evidence else False,
        }
        if evidence and evidence.also:
            said["also"] = [{**asdict(p.where), "start": p.start, "end": p.end} for p in evidence.also]
        if evidence and evidence.boxes:
            said["boxes"] = [asdict(box) for box in evidence.boxes]
        if evidence and evidence.printed is not None:
            said["printed"] = evidence.printed
        return said


def id_of_form(form: Form) -> str:
    """The id of a printed name."""
    return names.form_id(form.unit, form.printed, form.full_name, form.kind, form.function, form.place)


def id_of_reference(one: Reference) -> str:
    """The id of a document as a citation prints it."""
    return names.reference_id(one.number or "", one.title or "", one.number_key or "", one.issuer or "")


def _form(form: Form) -> dict[str, Any]:
    said = {"printed": form.printed, "full_name": form.full_name, "function": form.function or "", "place": form.place or ""}
    kept = {"collective": int(form.kind == "collective"), "identity": form.identity, "body": form.body, "own": int(form.own)}
    return stored({**said, **kept})


def _reference(one: Reference) -> dict[str, Any]:
    said = {
        "number": one.number or "",
        "title": one.title or "",
        "number_key": one.number_key or "",
        "issuer": one.issuer or "",
    }
    return stored({**said, "title_key": one.title_key, "uses": 0})


def _place(one: Place) -> Row:
    node = Node(one.id, "Jurisdiction", one.name, {"name": one.name, "level": one.level, "code": one.code})
    return {
        "id": one.id,
        "made": node_properties(node) | _words(one.name),
        "level": one.level,
        "code": one.code,
        "within": one.within,
        "edge": f"WITHIN:{one.id}:{one.within}",
    }


def _words(text: str) -> dict[str, str]:
    return {"words": tokens(text)}


def _edge(
    type: EdgeType, source: str, target: str, properties: dict[str, Any], evidence: dict[str, Any] | None = None
) -> Columns:
    return edge_row(Edge(f"{type}:{source}:{target}", type, source, target, properties, evidence))
