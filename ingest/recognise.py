"""Rows of a list read into tasks: numbers, units with roles, deadlines, citations, each with its evidence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.fields.citations import find_citations
from ingest.fields.deadlines import read_deadline
from ingest.fields.headings import split_marker
from ingest.fields.numerals import parse_number
from ingest.fields.roles import first_named_rule, mark_rule
from ingest.fields.units import read_units
from ingest.layout.rows import Layout, ListRow, Slot, compact
from ingest.record import Citation, Deadline, Note, Role, Task, UnitMention


@dataclass(frozen=True, slots=True)
class Rules:
    """What notes of a document say for all its rows."""

    first_named: bool = False
    marks: Mapping[str, Role] | None = None


def rules_in(texts: list[str]) -> Rules:
    """The rules that the notes, headers and preamble of a document print (排在第一位的为牵头单位, ★为牵头单位)."""
    marks: dict[str, Role] = {}
    for text in texts:
        marks.update(mark_rule(text))
    return Rules(any(first_named_rule(compact(text)) for text in texts), marks)


def tasks_of(layout: Layout, year: int | None, rules: Rules) -> tuple[tuple[Task, ...], tuple[Note, ...]]:
    """The tasks of a layout, and the notes of the reading."""
    notes = [Note(left.kind, left.zh, left.en, left.slot.evidence() if left.slot else None) for left in layout.left]
    in_text = _numbered_in_text(layout.rows)
    tasks = [_task(row, year, rules, in_text, layout.wrapped, notes) for row in layout.rows]
    return tuple(_in_order(tasks)), tuple(notes)


def _numbered_in_text(rows: list[ListRow]) -> bool:
    """True when the tasks have no number column and most texts begin with a number of one style: that is the number."""
    if any(row.number for row in rows):
        return False
    texts = {row.text.where: split_marker(row.text.words)[0] for row in rows}
    styles = [marker.style for marker in texts.values() if marker]
    if not styles:
        return False
    style = max(styles, key=styles.count)
    # numbers that are all 1 count the measures inside each cell
    values = {(marker.above, marker.value) for marker in texts.values() if marker and marker.style == style}
    return styles.count(style) >= 0.6 * len(texts) and len(values) >= 0.5 * styles.count(style)


def _task(row: ListRow, year: int | None, rules: Rules, in_text: bool, wrapped: bool, notes: list[Note]) -> Task:
    words, marker = row.text, row.number.words if row.number else None
    if in_text and row.number is None:
        found, rest = split_marker(words.words)
        if found:
            marker, words = found.printed, words.ending(rest)
    units: list[UnitMention] = []
    limits: list[Slot] = []
    for default, slot in row.units:
        units += _units(slot, default, rules, wrapped, limits, notes)
    deadline = _deadline(row.deadline or (limits[0] if limits else None), year)
    cites = tuple(Citation(c.number, c.title, row.text.evidence(c.start, c.end)) for c in find_citations(row.text.text))
    note = None
    if not units:
        note = "no unit printed"
        zh, en = "这项任务没有写明责任单位", "no unit is printed for this task"
        notes.append(Note("cell without unit", zh, en, row.text.evidence()))
    raw = "；".join(slot.words for _, slot in row.units) or None
    return Task(
        seq=_number(marker) or 0,
        text=words.words,
        themes=tuple(t.words for t in row.themes),
        units=tuple(_distinct(units)),
        deadline=deadline,
        cites=cites,
        marker=marker,
        part=row.part,
        unit_raw=raw,
        note=note,
        evidence=words.evidence(),
        theme_evidence=tuple(t.evidence() for t in row.themes),
    )


def _units(slot: Slot, default: Role, rules: Rules, wrapped: bool, limits: list[Slot], notes: list[Note]) -> list[UnitMention]:
    read = read_units(
        slot.text, default=default, wrapped=wrapped, first_named=rules.first_named, marks=rules.marks, wraps=slot.wraps
    )
    for a, b in read.unexplained:
        evidence = slot.evidence(a, b)
        words = compact(evidence.quote)
        zh, en = f"按单位收录，但不认识“{words}”这种名称", f"taken as a unit, but no rule knows the form of “{words}”"
        notes.append(Note("unexplained words", zh, en, evidence))
    for a, b in read.people:
        evidence = slot.evidence(a, b)
        zh, en = f"“{compact(evidence.quote)}”是人名，没有按单位收录", f"“{compact(evidence.quote)}” is a person and no unit"
        notes.append(Note("guess", zh, en, evidence))
    for a, b in read.remarks:
        evidence = slot.evidence(a, b)
        zh, en = (
            f"“{compact(evidence.quote)}”说的是所有任务，没有逐项添加单位",
            "words about all tasks: no unit was added to each",
        )
        notes.append(Note("guess", zh, en, evidence))
    limits += [slot.cut(a, b) for a, b in read.limits]
    return [UnitMention(u.name, u.role, u.kind, u.role_word, u.expanded, slot.evidence(u.start, u.end)) for u in read.units]


def _distinct(units: list[UnitMention]) -> list[UnitMention]:
    """Each unit once in each role, as first printed."""
    seen: dict[tuple[str, Role], UnitMention] = {}
    for unit in units:
        seen.setdefault((unit.name, unit.role), unit)
    return list(seen.values())


def _deadline(slot: Slot | None, year: int | None) -> Deadline:
    if slot is None or not slot.words:
        return Deadline()
    value = read_deadline(slot.words, year)
    return Deadline(value.raw, value.ongoing, value.dates, value.relative, slot.evidence() if value.raw else None)


def _number(marker: str | None) -> int | None:
    if marker is None:
        return None
    found = split_marker(marker + "x")[0] if not re.fullmatch(r"\d+", marker) else None
    return found.value if found else parse_number(marker.strip("（）()、.． "))


def _in_order(tasks: list[Task]) -> list[Task]:
    """The tasks with their place in the list: the printed numbers when they run 1, 2, 3 … through it, else the order.

    A printed number may be missing here and there (the drafter's slip); a number that comes twice or falls back means that
    numbering restarts, and then the order counts.
    """
    numbers = [t.seq for t in tasks]
    runs = bool(numbers) and numbers[0] == 1 and all(a < b for a, b in itertools.pairwise(numbers))
    if runs and numbers[-1] <= len(numbers) * 1.2 + 2:
        return tasks
    return [replace(t, seq=i) for i, t in enumerate(tasks, 1)]
