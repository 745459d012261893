"""The extraction record: what one task list says, and where it says it.

This is the public format that `zhengtu extract` prints (see `record.schema.json` beside this file). Everything in it is as
printed, with white space inside a cell removed; nothing is corrected and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal, get_args

VERSION = "1"

Role = Literal["lead", "support", "responsible"]
UnitKind = Literal["unit", "collective"]
ROLES: tuple[Role, ...] = ("lead", "support", "responsible")


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document. All numbers count from 1; None where the format has no such thing."""

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    """The paragraph (docx, html) or the line (txt, pdf text) outside tables."""

    def words(self, language: Literal["zh", "en"] = "zh") -> str:
        """This place in words: 第2页 表1 第3行 第4列."""
        zh = {"page": "第{}页", "sheet": "工作表“{}”", "table": "表{}", "row": "第{}行", "column": "第{}列", "line": "第{}段"}
        en = {
            "page": "page {}",
            "sheet": "sheet “{}”",
            "table": "table {}",
            "row": "row {}",
            "column": "column {}",
            "line": "paragraph {}",
        }
        names = zh if language == "zh" else en
        given = [names[key].format(value) for key, value in asdict(self).items() if value is not None]
        return " ".join(given) if language == "zh" else ", ".join(given)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of words: characters start to end (from 0) of the cell or line at a place, as the reader delivers it."""

    where: Where
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageBox:
    """Where words stand on a page of a PDF: points from the top left corner of the page as it is shown (its MediaBox)."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a fact was read from, and their place.

    One rule holds in every format: characters `start` to `end` of the text at `where`, and then those of each passage in
    `also`, are the quote, up to white space. The text at a place is the line's where `where.line` is given, else the cell's;
    `ingest.locate` finds it again. Automatic numbers, which a program prints and the file does not hold, are no part of the
    text. Most quotes are one passage; more are needed where a page cuts a cell, where a paragraph
    was wrapped, and where other words stand in between.
    """

    where: Where
    quote: str
    start: int | None = None
    """First character of the quote in the text of its cell or line as the reader delivers it, from 0."""
    end: int | None = None
    """The character behind the last one of the quote there; of its first passage when it goes on in `also`."""
    inherited: bool = False
    """True when the words stand in a merged cell that began above (or in a rule that holds for the whole list)."""
    also: tuple[Passage, ...] = ()
    """Where the quote goes on, in order."""
    boxes: tuple[PageBox, ...] = ()
    """PDF only: the boxes around its words, one a printed line, those of `also` included."""
    printed: str | None = None
    """The words in the characters in which they are printed, where the text was turned from traditional ones."""


@dataclass(frozen=True, slots=True)
class UnitMention:
    """One unit (责任单位) as a task names it."""

    name: str
    role: Role
    kind: UnitKind = "unit"
    role_word: str | None = None
    """The role as printed (牵头, 会同, 牵头单位), None where none is printed."""
    expanded: str | None = None
    """The full name, where the list shares a prefix or head noun (省发展改革委、财政厅 -> 省财政厅)."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit (完成时限) as printed and as read."""

    raw: str | None = None
    ongoing: bool = False
    dates: tuple[date, ...] = ()
    relative: str | None = None
    """20个工作日, 30天: counted from an event and not from the calendar."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, law or regulation that is named, by title, by number (文号), or by both."""

    number: str | None
    title: str | None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One task (任务) of a list."""

    seq: int
    text: str
    themes: tuple[str, ...] = ()
    units: tuple[UnitMention, ...] = ()
    deadline: Deadline = Deadline()
    cites: tuple[Citation, ...] = ()
    marker: str | None = None
    """The number as printed: 12, （四）, 十三、."""
    part: int | None = None
    """1, 2, … where one paragraph holds several tasks."""
    unit_raw: str | None = None
    """The unit cell, line or bracket as printed."""
    note: str | None = None
    evidence: Evidence | None = None
    theme_evidence: tuple[Evidence | None, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadEvidence:
    """Where each fact of a document's head is printed; None where it is not given or stands outside the text (the title of a
    web page, the name of a sheet). Year and place may be read from the words of another fact: the title, the date, the number.
    """

    title: Evidence | None = None
    number: Evidence | None = None
    issuer: Evidence | None = None
    jurisdiction: Evidence | None = None
    year: Evidence | None = None
    issued: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What a document says of itself."""

    file: str
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    jurisdiction: str | None = None
    year: int | None = None
    issued: date | None = None
    basis: tuple[Citation, ...] = ()
    evidence: HeadEvidence = HeadEvidence()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines one after the other, or an area of a table: from its first place to its last one, both included."""

    first: Where
    last: Where

    def words(self, language: Literal["zh", "en"] = "zh") -> str:
        """These places in words: 第3段至第9段, 表1 第2行 第6列至第9行 第6列."""
        if self.first == self.last:
            return self.first.words(language)
        shared = ("page", "sheet", "table") if self.first.table == self.last.table else ()
        last = replace(self.last, **{name: None for name in shared if getattr(self.first, name) == getattr(self.last, name)})
        return f"{self.first.words(language)}{'至' if language == 'zh' else ' to '}{last.words(language)}"


NoteKind = Literal[
    "row without task", "cell without unit", "unexplained words", "guess", "column not used", "words not used",
    "table not used", "background", "not read", "place not settled",
]  # fmt: skip
NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)
TO_CHECK: frozenset[NoteKind] = frozenset(NOTE_KINDS) - {"background", "not read"}
"""The kinds that may mean that something was misread; the others only tell what was left aside."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of a document should look at: not understood, not used, or guessed with a reason."""

    kind: NoteKind
    zh: str
    en: str
    evidence: Evidence | None = None
    """The words that it speaks of, the first of them where there are many."""
    covers: tuple[Stretch, ...] = ()
    """All places that it speaks of, where they are more than the evidence."""


@dataclass(frozen=True, slots=True)
class TaskList:
    """One list: its head, its tasks, and the notes of the reading (the report)."""

    doc: DocumentHead
    tasks: tuple[Task, ...] = ()
    notes: tuple[Note, ...] = field(default=(), compare=False)
    columns: dict[str, Any] | None = field(default=None, compare=False)
    """What each column was taken for: a mapping that can be edited (see `ingest.layout.mapping`)."""

    def to_json(self, *, notes: bool = False) -> dict[str, Any]:
        """The record as JSON values, keys in a fixed order. Evidence is always in it, notes when asked."""
        value: dict[str, Any] = {
            "record": VERSION,
            "doc": _plain(self.doc),
            "tasks": [_plain(t) for t in self.tasks],
        }
        if notes:
            value["notes"] = [_plain(n) for n in self.notes]
            value["columns"] = self.columns
        return value


def from_json(value: Mapping[str, Any]) -> TaskList:
    """The record that `to_json` wrote. Raises KeyError, TypeError or ValueError when the value is no record."""
    head = dict(value["doc"])
    head["issued"] = date.fromisoformat(head["issued"]) if head.get("issued") else None
    head["basis"] = tuple(_citation(c) for c in head.get("basis") or ())
    head["evidence"] = HeadEvidence(**{name: _evidence(e) for name, e in (head.get("evidence") or {}).items()})
    tasks = tuple(_task(task) for task in value["tasks"])
    return TaskList(DocumentHead(**head), tasks, tuple(_note(n) for n in value.get("notes") or ()), value.get("columns"))


def _evidence(value: Mapping[str, Any] | None) -> Evidence | None:
    if value is None:
        return None
    also = tuple(Passage(Where(**p["where"]), p["start"], p["end"]) for p in value.get("also") or ())
    boxes = tuple(PageBox(**box) for box in value.get("boxes") or ())
    return Evidence(**{**value, "where": Where(**value["where"]), "also": also, "boxes": boxes})


def _citation(value: Mapping[str, Any]) -> Citation:
    return Citation(value.get("number"), value.get("title"), _evidence(value.get("evidence")))


def _note(value: Mapping[str, Any]) -> Note:
    covers = tuple(Stretch(Where(**s["first"]), Where(**s["last"])) for s in value.get("covers") or ())
    return Note(value["kind"], value["zh"], value["en"], _evidence(value.get("evidence")), covers)


def _task(value: Mapping[str, Any]) -> Task:
    limit = dict(value.get("deadline") or {})
    limit["dates"] = tuple(date.fromisoformat(d) for d in limit.get("dates") or ())
    limit["evidence"] = _evidence(limit.get("evidence"))
    return Task(
        **{
            **value,
            "themes": tuple(value.get("themes") or ()),
            "units": tuple(UnitMention(**{**u, "evidence": _evidence(u.get("evidence"))}) for u in value.get("units") or ()),
            "deadline": Deadline(**limit),
            "cites": tuple(_citation(c) for c in value.get("cites") or ()),
            "evidence": _evidence(value.get("evidence")),
            "theme_evidence": tuple(_evidence(e) for e in value.get("theme_evidence") or ()),
        }
    )


_NAMES: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind))
    for kind in (
        Where,
        Passage,
        PageBox,
        Evidence,
        UnitMention,
        Deadline,
        Citation,
        Task,
        HeadEvidence,
        DocumentHead,
        Stretch,
        Note,
    )
}


_JSON: frozenset[type[Any]] = frozenset((type(None), bool, str, int, float))
"""What stands in JSON as it is."""


def _plain(value: Any) -> Any:
    """Records to objects, dates to ISO text, tuples to lists, all the way down."""
    if isinstance(value, tuple):
        return [item if type(item) in _JSON else _plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return {name: item if type(item := getattr(value, name)) in _JSON else _plain(item) for name in _NAMES[type(value)]}
