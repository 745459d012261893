"""The notes on what remains of a document: in words, with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.coverage import Piece
from ingest.fields.unit_rest import Span
from ingest.layout.bands import is_note, is_total
from ingest.layout.rows import Slot, compact
from ingest.record import Note, NoteKind, Stretch, Where
from ingest.source import Cell

SAMPLE = 36
"""Characters of the words that a note shows."""

GroupKind = Literal["before", "behind", "background", "numbered", "page numbers", "table", "row", "cell", "column"]


@dataclass(frozen=True, slots=True)
class Group:
    """What is told in one note: the table, row, column or paragraph by which it is told."""

    kind: GroupKind
    at: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Rest:
    """A piece of the document with the stretches of it that are in no fact."""

    piece: Piece
    spans: list[Span]
    whole: bool
    """True when nothing of the piece is in a fact."""

    @property
    def words(self) -> str:
        """What is in no fact, without white space."""
        if self.whole:
            return compact(self.piece.text.text)
        return "…".join(compact(self.piece.text.text[a:b]) for a, b in self.spans)


_KIND: dict[GroupKind, NoteKind] = {
    "before": "background",
    "behind": "background",
    "background": "background",
    "numbered": "row without task",
    "page numbers": "background",
    "table": "table not used",
    "row": "row without task",
    "cell": "words not used",
    "column": "column not used",
}
_WORDS: dict[GroupKind, tuple[str, str]] = {
    "before": (
        "第一项任务之前的文字（{size}）只用来读标题、文号、日期和上级文件",
        "what stands before the first task ({size}) was only read for title, number, date and upstream documents",
    ),
    "behind": (
        "最后一项任务之后的文字没有读出任务（{size}）：“{words}”",
        "no task in what stands behind the last one ({size}): “{words}”",
    ),
    "background": ("当作背景文字，没有读出任务（{size}）：“{words}”", "taken as background and no task ({size}): “{words}”"),
    "numbered": (
        "有编号而没有责任单位，没有当作任务（{size}）：“{words}”",
        "numbered like a task but without units, and so not taken as one ({size}): “{words}”",
    ),
    "page numbers": ("页码没有读（{count} 处）", "page numbers are left out ({count})"),
    "table": ("这张表没有读出任务（{size}）：“{words}”", "no task was read from this table ({size}): “{words}”"),
    "row": ("这一行没有读出任务：“{words}”", "no task was read from this row: “{words}”"),
    "cell": ("这些字没有使用：“{words}”", "these words are not used: “{words}”"),
    "column": ("没有使用“{name}”列（{size}），如“{words}”", "column “{name}” is not used ({size}), such as “{words}”"),
}
_NOTE = ("说明没有使用：“{words}”", "a note is not used: “{words}”")
_TOTAL = ("合计一类的行，不是任务：“{words}”", "a row that sums up and is no task: “{words}”")


def told(group: Group, rests: Sequence[Rest], name: str, *, wrapped: bool) -> Note:
    """The note on a group of remains, in the order of the document."""
    shown = rests if group.kind in ("row", "table") else rests[:1]
    words = "｜".join(rest.words for rest in shown[:12])
    kind, (zh, en) = _KIND[group.kind], _WORDS[group.kind]
    if group.kind in ("row", "cell") and is_note(compact(rests[0].piece.text.text)):
        kind, (zh, en) = "words not used", _NOTE
    elif group.kind == "row" and is_total(words):
        zh, en = _TOTAL
    size_zh, size_en = _size(rests, wrapped=wrapped)
    words = words if len(words) <= SAMPLE else words[: SAMPLE - 1] + "…"
    first = rests[0]
    start, end = first.spans[0]
    return Note(
        kind,
        zh.format(size=size_zh, words=words, name=name, count=len(rests)),
        en.format(size=size_en, words=words, name=name, count=len(rests)),
        Slot.of(first.piece.text).cut(start, end).evidence(),
        tuple(_area(rests) if group.kind == "table" else stretches(rests, down=group.kind == "column")),
    )


def _size(rests: Sequence[Rest], *, wrapped: bool) -> tuple[str, str]:
    count, signs = len(rests), sum(len(rest.words) for rest in rests)
    cells = all(isinstance(rest.piece.text, Cell) for rest in rests)
    zh, en = ("格", "cell") if cells else ("行", "line") if wrapped else ("段", "paragraph")
    return f"{count} {zh}，{signs} 字", f"{count} {en}{'s' if count > 1 else ''}, {signs} characters"


def _area(rests: Sequence[Rest]) -> Iterator[Stretch]:
    """All of a table."""
    places = [where for rest in rests for where in _places(rest.piece)]
    if any(where.line is not None for where in places):
        yield from stretches(rests)
        return
    corners = [(where.row or 1, where.column or 1) for where in places]
    first = replace(places[0], row=min(row for row, _ in corners), column=min(column for _, column in corners))
    yield Stretch(first, replace(first, row=max(row for row, _ in corners), column=max(column for _, column in corners)))


def stretches(rests: Sequence[Rest], *, down: bool = False) -> Iterator[Stretch]:
    """The places of remains, those one after the other together; `down` a column, whatever stands beside it."""
    first = last = None
    before = -1
    for rest in rests:
        for where in _places(rest.piece):
            if first and last and _goes_on(last, where, down=down, near=rest.piece.number <= before + 1):
                last = where
                continue
            if first and last:
                yield Stretch(first, last)
            first = last = where
        before = rest.piece.number
    if first and last:
        yield Stretch(first, last)


def _places(piece: Piece) -> list[Where]:
    return [part.where for part in piece.parts]


def _goes_on(last: Where, where: Where, *, down: bool, near: bool) -> bool:
    if last.line is not None or where.line is not None:
        return near and last.line is not None and where.line is not None
    same = (last.page, last.sheet, last.table) == (where.page, where.sheet, where.table)
    return same and (last.column == where.column if down else near and last.row == where.row)
