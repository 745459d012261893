"""A reader that trusts nothing: which words of a document are neither in a fact nor spoken of by a note of its report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ingest.facts import facts_of, facts_of_head
from ingest.record import Evidence, Note, Stretch, TaskList, Where
from ingest.source import Cell, Paragraph, Source, Table

ROLE_SIGNS = frozenset(
    "牵头主办配合协助参与支持完成加同负责任落实抓好贯彻推进动具体组织做密切积极予以执行承领总指导督促统筹调会联"
    "无按照依据根职能各自分工别共权限程序规定要求节点计划度时间单位部门科室处股方为下首由请和及或等在内结范围实施多几家个"
)
"""The characters of role words, labels and joining words: a unit cell may hold them beside its units."""
_NUMBERED = re.compile(r"[\d一二三四五六七八九十][)）.、．]|[①-⑳]|第.{1,4}条")
_NUMBER = re.compile(r"[\d一二三四五六七八九十百零〇第（）()、.．\s①-⑳条章节-]+")


def silent(source: Source, lists: list[TaskList], headers: Collection[str] = ()) -> list[str]:
    """The words between the first and the last task that nothing accounts for. `headers`: words of header cells."""
    pieces = [p for b in source.blocks for p in (b.cells if isinstance(b, Table) else [b]) if p.text.strip()]
    at = {_key(piece.where): number for number, piece in enumerate(pieces)}
    left = [list(piece.text) for piece in pieces]
    told: list[int] = []
    for one in lists:
        for evidence in _evidence(one):
            for where, start, end in _passages(evidence):
                number = at[_key(where)]
                left[number][start:end] = "\0" * (end - start)
        told += [at[_key(w)] for task in one.tasks for f in facts_of(task) for w, _, _ in _passages(f.evidence)]
        for note in one.notes:
            for number in _spoken_of(note, pieces, at):
                left[number] = []
    themes = {_plain(theme) for one in lists for t in one.tasks for theme in t.themes}
    known = {_plain(words) for words in headers} | themes | {_plain(one.doc.title or "") for one in lists}
    known |= {_plain(piece.text) for piece in pieces[: min(told, default=0)]}  # a page prints title and header again
    found = []
    for number in range(min(told), max(told) + 1) if told else ():
        words = "".join(left[number]).split("\0")
        rest = [w for w in words if _means_something(w, begins=w is words[0])]
        again = not any("\0" in c for c in left[number]) and any(_plain("".join(left[number])) in theme for theme in themes)
        if rest and not again and _plain("".join(left[number])) not in known:
            found.append(f"{pieces[number].where.words()}: {'…'.join(rest)}")
    return found


def _means_something(words: str, *, begins: bool) -> bool:
    bare = _plain(_NUMBER.sub("", words) if begins or _NUMBERED.search(words) else words)
    return bool(bare) and not set(bare) <= ROLE_SIGNS


def _plain(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


def _evidence(one: TaskList) -> Iterator[Evidence | None]:
    yield from (fact.evidence for fact in facts_of_head(one.doc))
    for task in one.tasks:
        yield from (fact.evidence for fact in facts_of(task))
    yield from (note.evidence for note in one.notes)


def _passages(evidence: Evidence | None) -> Iterator[tuple[Where, int, int]]:
    if evidence is not None and evidence.start is not None:
        yield evidence.where, evidence.start, evidence.end or 0
        yield from ((passage.where, passage.start, passage.end) for passage in evidence.also)


def _spoken_of(note: Note, pieces: list[Cell | Paragraph], at: dict[Where, int]) -> Iterator[int]:
    for stretch in note.covers:
        if stretch.first.line is not None or stretch.last.line is not None:
            yield from range(at[_key(stretch.first)], at[_key(stretch.last)] + 1)
        else:
            yield from (number for number, piece in enumerate(pieces) if _inside(piece.where, stretch))


def _inside(where: Where, stretch: Stretch) -> bool:
    first, last = stretch.first, stretch.last
    if (where.page, where.sheet, where.table) != (first.page, first.sheet, first.table) or where.row is None:
        return False
    rows, columns = (first.row or 0, last.row or 0), (first.column or 0, last.column or 0)
    return rows[0] <= where.row <= rows[1] and columns[0] <= (where.column or 0) <= columns[1]


def _key(where: Where) -> Where:
    return where if where.line is None else Where(line=where.line)
