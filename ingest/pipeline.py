"""A file in, its task lists out: read, lay out, recognise, one document at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.divisions import Gazetteer
from ingest.errors import NoTasks
from ingest.head import read_head
from ingest.home import home_of, with_note
from ingest.layout.flow import read_flow
from ingest.layout.mapping import Mapping, Mappings, beside
from ingest.layout.mapping_file import read_mapping
from ingest.layout.page_breaks import stitched
from ingest.layout.paragraphs import bare_page_numbers, paragraphs
from ingest.layout.proposal import proposals
from ingest.layout.prose import read_prose
from ingest.layout.rows import Layout, Slot
from ingest.layout.tabbed import with_tables
from ingest.layout.tables import read_tables
from ingest.left_out import notes_of
from ingest.printed import as_printed
from ingest.progress import Progress
from ingest.readers import read
from ingest.readers.limits import Clock
from ingest.recognise import Rules, limit_of_all, rules_in, tasks_of
from ingest.record import DocumentHead, Note, TaskList
from ingest.remains import remains_of
from ingest.source import Paragraph, Source, Table

MAX_BYTES = 50 * 1024 * 1024
"""Default size limit of one file in bytes."""


def extract(
    path: Path,
    *,
    max_bytes: int = MAX_BYTES,
    columns: Path | None = None,
    kept: bool = True,
    added: Gazetteer | None = None,
    progress: Progress | None = None,
) -> list[TaskList]:
    """The task lists that a file holds (most hold one). Raises a DocumentError that names the file and what to do.

    `columns` is a mapping by hand (see `ingest.layout.mapping`); without it, the one `kept` beside the document is taken.
    `added` are the user's own places (see `ingest.divisions`); the report tells of a place that nothing settles.
    `progress` is told how far the reading is, and then the recognition (see `ingest.progress`).
    """
    given = columns or (beside(path) if kept else None)
    with _no_collections():
        mapping = read_mapping(given) if given else None
        lists = lists_in(read(path, max_bytes=max_bytes, progress=progress), mapping, progress=progress)
        return [with_note(one, home_of(one, added)) for one in lists]


def proposed(path: Path, *, max_bytes: int = MAX_BYTES) -> list[Mapping]:
    """Mappings to begin with for a document whose tables are not understood; none when it has no table."""
    return proposals(with_tables(read(path, max_bytes=max_bytes)))


@contextmanager
def _no_collections() -> Iterator[None]:
    """Reading makes many small objects, and hardly any that hold each other (60 a page of PDF, none in other formats): the
    collector's passes over them took up to half of the time. It waits until the document is read."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def lists_in(source: Source, columns: Mappings | None = None, *, progress: Progress | None = None) -> list[TaskList]:
    """The task lists in a document as read. Raises NoTasks when it has none, TooComplex when they take too long."""
    clock = Clock(source.file, progress=progress, step="tasks")
    laid = _laid_out(source, columns)
    of_source = tuple(notes_of(source))
    seen = source if source.sheets or source.folded or source.numbered else None
    fitting = columns.without_tasks(source) if columns else None
    del source  # what the caller does not keep: the cells of a long list go before its tasks come
    clock.total = sum(len(one.layout.rows) for one in laid)
    lists = []
    for one in laid:
        tasks, notes = tasks_of(one.layout, one.head.year, one.rules, clock)
        columns_used = one.layout.columns.to_json() if one.layout.columns else None
        if columns_used and columns:
            columns_used["file"] = Path(columns.file).name
        lists.append(TaskList(one.head, tasks, (*of_source, *notes, *one.remains), columns_used))
    clock.finish()
    if fitting and not any(task.units for one in lists for task in one.tasks):
        raise fitting
    return as_printed(lists, seen) if seen else lists


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A list of which only the rows are still to be read."""

    layout: Layout
    head: DocumentHead
    rules: Rules
    remains: tuple[Note, ...] = ()
    """What of the document is in none of its rows."""


def _laid_out(source: Source, columns: Mappings | None) -> list[_LaidOut]:
    """The lists of a document, in order."""
    source = with_tables(source)
    blocks = stitched(paragraphs(source)) if source.wrapped else paragraphs(source)
    if columns:
        columns.check(source)
    layouts = read_tables(blocks, wrapped=source.wrapped, columns=columns) or ([] if columns else read_flow(source))
    tables = any(row.units for layout in layouts for row in layout.rows)
    if columns and not tables:
        raise columns.without_tasks(source)
    if not tables:
        figures = bare_page_numbers(source)
        blocks = stitched(paragraphs(source, between=figures)) if figures else blocks
        layouts = read_prose(blocks) or layouts
    if not any(row.units for layout in layouts for row in layout.rows):
        raise NoTasks(file=source.file)
    used = {i for layout in layouts for i in layout.used}
    rest = paragraphs(source, used) if tables else [(i, b) for i, b in blocks if i not in used]
    loose = [(i, b) for i, b in rest if isinstance(b, Paragraph)]
    rules = rules_in(b.text for _, b in blocks if isinstance(b, Paragraph))
    at_index = dict(blocks)
    lists: list[_LaidOut] = []
    start, previous = min(used), -1
    """The first block of the lists, and the last one of those so far."""
    for layout in layouts:
        first, last = min(layout.used), max(layout.used)
        preamble = [b for i, b in loose if i < start] if lists else []
        before = [*preamble, *(b for i, b in loose if previous < i < first)]
        begun = [(at_index.get(i), end) for i, end in sorted(layout.preambles.items())]
        before += [_beginning(block, end) for block, end in begun if isinstance(block, Paragraph)]
        after = [*(Paragraph(s.text, s.where) for s in layout.below), *(b for i, b in loose if i > last)]
        head = read_head(source.file, before, layout.titles, after, source.title, table=tables, wrapped=source.wrapped)
        if lists:
            head = _of_notice(head, lists[0].head)
        limit = limit_of_all([*map(Slot.of, (*before, *after)), *layout.notes], head.year)
        lists.append(_LaidOut(layout, head, replace(rules_in(_printed_rules(layout, at_index), rules), limit=limit)))
        previous = max(previous, last)
    remains = remains_of(source, [(one.layout, one.head) for one in lists], columns)
    return [replace(one, remains=notes) for one, notes in zip(lists, remains, strict=True)]


def _of_notice(head: DocumentHead, first: DocumentHead) -> DocumentHead:
    """A further list of the same file is handed out by the same notice."""
    given = [key for key in ("number", "issuer", "issued", "basis") if not getattr(head, key)]
    where = {key: getattr(first.evidence, key) for key in given if key != "basis"}
    return replace(head, **{key: getattr(first, key) for key in given}, evidence=replace(head.evidence, **where))


def _printed_rules(layout: Layout, blocks: dict[int, Paragraph | Table]) -> Iterator[str]:
    """The words of a list that may print a rule for its rows."""
    yield from (s.text for s in layout.notes + layout.titles)
    for index in sorted(layout.used):
        block = blocks.get(index)
        if isinstance(block, Table):
            yield from (c.text for c in block.cells if 6 < len(c.text) < 100)


def _beginning(block: Paragraph, end: int) -> Paragraph:
    return replace(block, text=block.text[:end], parts=tuple(part for part in block.parts if part.at < end))
