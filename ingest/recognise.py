"""Rows of a list read into tasks: numbers, units with roles, deadlines, citations, each with its evidence."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ingest.fields.bracket_roles import Roles, bracket_rule
from ingest.fields.citations import find_citations
from ingest.fields.deadlines import read_deadline
from ingest.fields.headings import split_marker
from ingest.fields.limits_in_words import limit_for_all, limit_in_heading, limit_in_sentence
from ingest.fields.numerals import parse_number
from ingest.fields.roles import first_named_rule, mark_rule
from ingest.fields.unit_rest import Span, unread
from ingest.fields.units import UnitsRead, read_units
from ingest.layout.rows import Layout, ListRow, Slot, compact
from ingest.readers.limits import Clock
from ingest.record import Citation, Deadline, Evidence, Note, NoteKind, Role, Task, UnitMention, Where

KEPT_CELLS = 4096
"""So many unit cells of a list are remembered."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What notes of a document say for all its rows."""

    first_named: bool = False
    marks: Mapping[str, Role] = field(default_factory=dict)
    brackets: Roles | None = None
    """The roles before and inside a bracket (括号外为牵头单位，括号内为配合单位)."""
    limit: Slot | None = None
    """Until when all tasks are to be done that say nothing else."""


def rules_in(texts: Iterable[str], above: Rules | None = None) -> Rules:
    """The rules that the notes, headers and preamble of a document print (排在第一位的为牵头单位, ★为牵头单位), beside those
    that hold already."""
    marks, first_named = (dict(above.marks), above.first_named) if above else ({}, False)
    brackets = above.brackets if above else None
    for text in texts:
        marks |= mark_rule(text)
        brackets = brackets or bracket_rule(text)
        first_named = first_named or ("牵" in text and first_named_rule(compact(text)) is not None)
    return Rules(first_named, marks, brackets)


def limit_of_all(texts: Iterable[Slot], year: int | None) -> Slot | None:
    """The limit that a preamble or note sets for all tasks of a list (所有任务均应于12月20日前完成)."""
    for text in texts:
        if span := limit_for_all(text.words, year):
            return text.within(*span)
    return None


def tasks_of(layout: Layout, year: int | None, rules: Rules, clock: Clock) -> tuple[tuple[Task, ...], tuple[Note, ...]]:
    """The tasks of a layout, and the notes of the reading. Takes the rows out of it, so that no long list is held twice.

    Raises TooComplex when the clock's time is over.
    """
    reader = _Reader(year, rules, layout.wrapped, _numbered_in_text(layout.rows), layout.people, layout.prose)
    reader.brackets = layout.brackets
    for left in layout.left:
        reader.notes.append(Note(left.kind, left.zh, left.en, left.slot.evidence() if left.slot else None, left.covers))
    tasks = []
    layout.rows.reverse()
    while layout.rows:
        tasks.append(reader.task(layout.rows.pop()))
        clock.row()
    return tuple(_in_order(tasks)), tuple(reader.notes)


def _numbered_in_text(rows: list[ListRow]) -> bool:
    """True when the tasks have no number column and most texts begin with a number of one style: that is the number."""
    if any(row.number for row in rows):
        return False
    texts = {row.text.where: split_marker(row.text.words)[0] for row in rows}
    styles = Counter(marker.style for marker in texts.values() if marker)
    if not styles:
        return False
    style, count = styles.most_common(1)[0]
    # numbers that are all 1 count the measures inside each cell
    values = {(marker.above, marker.value) for marker in texts.values() if marker and marker.style == style}
    return count >= 0.6 * len(texts) and len(values) >= 0.5 * count


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one list."""

    year: int | None
    """The document's."""
    rules: Rules
    wrapped: bool
    in_text: bool
    """True when the tasks are numbered in their texts."""
    people: frozenset[int | None] = frozenset()
    """The columns that name persons beside the units."""
    prose: bool = False
    """True when the tasks are paragraphs, and no rows of a table."""
    brackets: dict[int | None, Roles] = field(default_factory=dict)
    """The columns whose header parts the roles by brackets."""
    notes: list[Note] = field(default_factory=list)
    themes: tuple[Slot, ...] = ()
    """Those of the row before, and what was read from them: long runs of rows have the same."""
    read_themes: tuple[tuple[str, ...], tuple[Evidence, ...]] = ((), ())
    noted: set[tuple[NoteKind, Where, int | None] | None] = field(default_factory=set)
    """Of what there is a note."""
    beside: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    """What unit cells hold besides, by their words: a list prints the same cell in many of its rows."""

    def task(self, row: ListRow) -> Task:
        """The task of a row."""
        words, marker = row.text, row.number.words if row.number else None
        if self.in_text and row.number is None:
            found, rest = split_marker(words.words)
            if found:
                marker, words = found.printed, words.ending(rest)
        units: list[UnitMention] = []
        limits: list[Slot] = []
        leads = any(default == "lead" for default, _ in row.units)
        for default, slot in row.units:
            units += self._units(slot, default, limits, leads=leads)
        stated = row.deadline or (limits[0] if limits else None)
        deadline = _deadline(stated or self._in_words(row) or self._of_all(), self.year)
        for limit in limits[1:] if row.deadline is None else limits:
            self._unused(limit.evidence())
        named = [(c, slot) for slot in (row.text, *row.cited) for c in find_citations(slot.text)]
        again = {(c.number, c.title) for c, slot in named if slot is row.text}
        cites = tuple(
            Citation(c.number, c.title, slot.evidence(c.start, c.end))
            for c, slot in named
            if slot is row.text or (c.number, c.title) not in again
        )
        note = None
        if not units:
            note = "no unit printed"
            zh, en = "这项任务没有写明责任单位", "no unit is printed for this task"
            self.notes.append(Note("cell without unit", zh, en, row.text.evidence()))
        raw = "；".join(slot.words for _, slot in row.units) or None
        if row.themes is not self.themes:
            self.themes = row.themes
            self.read_themes = tuple(t.words for t in row.themes), tuple(t.evidence() for t in row.themes)
        themes, theme_evidence = self.read_themes
        return Task(
            seq=_number(marker) or 0,
            text=words.words,
            themes=themes,
            units=tuple(self._distinct(units) if len(units) > 1 else units),
            deadline=deadline,
            cites=cites,
            marker=marker,
            part=row.part,
            unit_raw=raw,
            note=note,
            evidence=words.evidence(),
            theme_evidence=theme_evidence,
        )

    def _in_words(self, row: ListRow) -> Slot | None:
        """The limit that the nearest heading over a task, or its own sentence, sets where none stands by itself."""
        for theme in reversed(row.themes):
            if span := limit_in_heading(theme.words):
                return theme.within(*span).carried()
        span = limit_in_sentence(row.text.words, self.year) if self.prose else None
        if span is None:
            return None
        limit = row.text.within(*span)
        zh, en = "时限取自任务的文字", "the time limit was taken from the words of the task"
        self._note("guess", zh, en, limit.evidence())
        return limit

    def _of_all(self) -> Slot | None:
        """The limit that the document sets for all its tasks."""
        limit = self.rules.limit
        if limit is None:
            return None
        zh, en = "时限取自对所有任务的说明", "the time limit was taken from the words about all tasks"
        self._note("guess", zh, en, limit.evidence())
        return limit.carried()

    def _distinct(self, units: list[UnitMention]) -> list[UnitMention]:
        """Each unit once in each role, as first printed."""
        seen: dict[tuple[str, Role], UnitMention] = {}
        for unit in units:
            if seen.setdefault((unit.name, unit.role), unit) is not unit:
                zh, en = (
                    f"“{unit.name}”在同一项任务里重复，收录一次",
                    f"“{unit.name}” is named again for this task; it is taken once",
                )
                self._note("guess", zh, en, unit.evidence)
        return list(seen.values())

    def _beside(self, text: str, read: UnitsRead) -> tuple[Span, ...]:
        """The stretches of a unit cell that say nothing known."""
        found = self.beside.get(text)
        if found is None:
            known = [(u.start, u.end) for u in read.units]
            found = unread(text, (*known, *read.limits, *read.people, *read.remarks), self.rules.marks)
            if len(self.beside) < KEPT_CELLS:
                self.beside[text] = found
        return found

    def _note(self, kind: NoteKind, zh: str, en: str, evidence: Evidence | None) -> None:
        """Notes something, once of words that hold for several rows."""
        key = (kind, evidence.where, evidence.start) if evidence else None
        if key not in self.noted:
            self.notes.append(Note(kind, zh, en, evidence))
            self.noted.add(key)

    def _unused(self, evidence: Evidence) -> None:
        words = compact(evidence.quote)
        zh, en = f"单位栏里的“{words}”没有使用", f"“{words}” beside the units is not used"
        self._note("words not used", zh, en, evidence)

    def _units(self, slot: Slot, default: Role, limits: list[Slot], *, leads: bool) -> list[UnitMention]:
        """`leads`: the row has a column of those who lead, among whom a rule of the first-named puts one first."""
        rules = self.rules
        inside: Role | None = None
        roles = self.brackets.get(slot.where.column) or rules.brackets
        if roles and default == "responsible" and (roles[0] or not self.prose):  # in prose all units stand in brackets
            default, inside = roles[0] or default, roles[1]
        read = read_units(
            slot.text,
            default=default,
            wrapped=self.wrapped,
            first_named=rules.first_named and not leads,
            marks=rules.marks,
            wraps=slot.wraps,
            people=slot.where.column in self.people,
            inside=inside,
        )
        for a, b in read.unexplained:
            evidence = slot.evidence(a, b)
            words = compact(evidence.quote)
            zh, en = f"按单位收录，但不认识“{words}”这种名称", f"taken as a unit, but no rule knows the form of “{words}”"
            self._note("unexplained words", zh, en, evidence)
        for a, b in read.people:
            evidence = slot.evidence(a, b)
            zh, en = (
                f"“{compact(evidence.quote)}”是人名，没有按单位收录",
                f"“{compact(evidence.quote)}” is a person and no unit",
            )
            self._note("guess", zh, en, evidence)
        for a, b in read.remarks:
            if not unread(slot.text[a:b], ()):  # 下同
                continue
            evidence = slot.evidence(a, b)
            zh, en = (
                f"“{compact(evidence.quote)}”说的是所有任务，没有逐项添加单位",
                "words about all tasks: no unit was added to each",
            )
            self._note("guess", zh, en, evidence)
        for a, b in self._beside(slot.text, read):
            self._unused(slot.evidence(a, b))
        limits += [slot.cut(a, b) for a, b in read.limits]
        return [UnitMention(u.name, u.role, u.kind, u.role_word, u.expanded, slot.evidence(u.start, u.end)) for u in read.units]


def _deadline(slot: Slot | None, year: int | None) -> Deadline:
    words = slot.words if slot else ""
    if slot is None or not words:
        return Deadline()
    value = read_deadline(words, year)
    return Deadline(value.raw, value.ongoing, value.dates, value.relative, slot.evidence() if value.raw else None)


def _number(marker: str | None) -> int | None:
    if marker is None:
        return None
    found = None if marker.isdecimal() else split_marker(marker + "x")[0]
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
