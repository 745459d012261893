"""The truth about a document in the gold format, and the links between the documents."""

from __future__ import annotations

from typing import Any

from .deadlines import meaning
from .model import Cite, Document, Task, Unit, UnitCell


def record(doc: Document) -> dict[str, Any]:
    """The gold record of a document."""
    return {
        "doc": {
            "file": doc.file,
            "title": doc.title,
            "number": doc.number,
            "issuer": doc.issuer,
            "jurisdiction": doc.jurisdiction,
            "year": doc.year,
            "issued": doc.issued,
            "basis": [_cite(c) for c in doc.basis],
        },
        "tasks": [_task(doc, i, task) for i, task in enumerate(doc.tasks)],
    }


def links(docs: list[Document]) -> list[dict[str, Any]]:
    """Which task carries out which upstream task, goes on from the year before, or stands beside which task of a sister list.

    Grade `same`: the two ask the same, in other words or with more detail. Grade `part`: only a part of the one is in the
    other, because it was split, merged, or taken over in one of its demands only.
    """
    by_stem = {d.stem: d for d in docs}
    found = []
    for doc in docs:
        for i, task in enumerate(doc.tasks):
            for kind, stem in doc.others:
                if stem:
                    found += [
                        {"kind": kind, "grade": grade, "from": _place(doc, i), "to": _place(by_stem[stem], up)}
                        for up, grade in targets(task, by_stem[stem], kind)
                    ]
    return found


def targets(task: Task, other: Document, kind: str) -> list[tuple[int, str]]:
    """The tasks of the other document, from 0, that a task goes back to, with the grade."""
    where = {t.key: i for i, t in enumerate(other.tasks)}
    said = task.before if kind == "continues" else task.ups
    if said is not None:
        return [(where[t.key], "part" if t.part else "same") for t in said]
    keys = (task.key,) if kind == "continues" else (task.key, task.key.partition(".")[0])
    return next(([(where[key], "same")] for key in keys if key in where), [])


def _place(doc: Document, index: int) -> dict[str, Any]:
    return {"file": doc.file, "seq": index + 1}


def _task(doc: Document, index: int, task: Task) -> dict[str, Any]:
    value: dict[str, Any] = {"seq": index + 1, "marker": _marker(doc, index, task)}
    if task.part:
        value["part"] = task.part
    value |= {
        "themes": list(task.themes),
        "text": task.text,
        "units": [_unit(u) for c in (task.units, task.support) if c for u in c.units],
    }
    if doc.layout.startswith("prose"):
        value["unit_raw"] = _printed(task.units)
    value |= {"deadline": _deadline(task, doc.year), "cites": [_cite(c) for c in task.cites]}
    if task.note:
        value["note"] = task.note
    return value


def _marker(doc: Document, index: int, task: Task) -> str | None:
    return task.marker if doc.layout.startswith("prose") else doc.printed_number(index)


def _printed(cell: UnitCell | None) -> str | None:
    return cell.printed if cell else None


def _unit(unit: Unit) -> dict[str, Any]:
    value: dict[str, Any] = {"name": unit.name, "role": unit.role, "kind": unit.kind}
    if unit.role_word:
        value["role_word"] = unit.role_word
    if unit.expanded:
        value["expanded"] = unit.expanded
    return value


def _deadline(task: Task, year: int) -> dict[str, Any]:
    if not task.deadline:
        return {"raw": None, "ongoing": False, "dates": [], "relative": None}
    read = meaning(task.deadline, year)
    return {"raw": task.deadline, "ongoing": read.ongoing, "dates": list(read.dates), "relative": read.relative}


def _cite(cite: Cite) -> dict[str, Any]:
    return {"number": cite.number, "title": cite.title}
