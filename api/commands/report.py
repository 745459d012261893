"""The report of a document as a person reads it in a minute: what was found, then what to look at, grouped by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from api.session import Session
from ingest.record import ROLES, TO_CHECK, Note, NoteKind, TaskList

KINDS: tuple[NoteKind, ...] = (
    "cell without unit", "unexplained words", "guess", "row without task", "words not used", "table not used",
    "column not used", "place not settled", "background", "not read",
)  # fmt: skip
"""In the order in which they are told: what may be wrong first, what is only left aside last."""
SHOWN, PLACES = 5, 3
"""Notes of a kind and places of a note that are printed; the others are counted."""
SAMPLE = 30


def report_lines(session: Session, one: TaskList) -> Iterator[str]:
    """The lines of the report of one list."""
    yield one.doc.title or one.doc.file
    yield "  " + _found(session, one)
    if one.columns:
        yield "  " + _columns(session, one.columns)
    kinds = Counter(note.kind for note in one.notes)
    checked = sum(count for kind, count in kinds.items() if kind in TO_CHECK)
    yield "  " + (session.words("report.check", count=checked) if checked else session.words("report.nothing"))
    for kind in KINDS:
        if kinds[kind]:
            yield f"  {session.words(f'note.{kind}')}  {kinds[kind]}"
            yield from _of_kind(session, [note for note in one.notes if note.kind == kind])


def _columns(session: Session, used: dict[str, Any]) -> str:
    """What the columns were taken for, by number or, in a sheet, by letters."""
    from ingest.layout.mapping_file import letters

    names = [f"{letters(int(n)) if used.get('sheets') else n} {name}" for n, name in used["columns"].items()]
    shown = session.words("report.columns", columns=session.words("report.and").join(names))
    return shown + (session.words("report.by_hand", file=used["file"]) if used.get("file") else "")


def _found(session: Session, one: TaskList) -> str:
    roles = Counter(unit.role for task in one.tasks for unit in task.units)
    counts = {role: roles[role] for role in ROLES}
    limits, cites = sum(task.deadline.raw is not None for task in one.tasks), sum(len(task.cites) for task in one.tasks)
    themes = len({task.themes for task in one.tasks if task.themes})
    return session.words(
        "report.found", tasks=len(one.tasks), limits=limits, themes=themes, cites=cites, basis=len(one.doc.basis), **counts
    )


def _of_kind(session: Session, notes: Sequence[Note]) -> Iterator[str]:
    """The notes of one kind, those of the same words together."""
    same: dict[str, list[Note]] = {}
    for note in notes:
        same.setdefault(note.zh if session.language == "zh" else note.en, []).append(note)
    for words, group in list(same.items())[:SHOWN]:
        places = [place for note in group for place in _places(session, note)]
        shown = session.words("report.and").join(places[:PLACES])
        if len(places) > PLACES:
            shown = session.words("report.places", places=shown, count=len(places))
        yield f"    · {words}{_quote(group[0])}" + (f"  [{shown}]" if shown else "")
    if len(same) > SHOWN:
        yield "    " + session.words("report.more", count=len(same) - SHOWN)


def _places(session: Session, note: Note) -> list[str]:
    """The places of a note in words. The evidence stands in the first one, or by itself where the others stand beside it."""
    first = note.evidence.where if note.evidence else None
    places = [stretch.words(session.language) for stretch in note.covers]
    inside = first is None or any(stretch.first == first for stretch in note.covers)
    return places if inside or first is None else [first.words(session.language), *places]


def _quote(note: Note) -> str:
    """The words of the document, where the note does not say them."""
    words = "".join((note.evidence.printed or note.evidence.quote).split()) if note.evidence else ""
    if not words or "“" in note.zh or note.kind == "background":
        return ""
    return f"：“{words if len(words) <= SAMPLE else words[: SAMPLE - 1] + '…'}”"
