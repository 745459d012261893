"""A file in, its task lists out: read, lay out, recognise, one document at a time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ingest.errors import NoTasks
from ingest.head import read_head
from ingest.layout.flow import read_flow
from ingest.layout.mapping import Mapping, beside, read_mapping
from ingest.layout.page_breaks import stitched
from ingest.layout.paragraphs import paragraphs
from ingest.layout.prose import read_prose
from ingest.layout.rows import Layout
from ingest.layout.tabbed import with_tables
from ingest.layout.tables import read_tables
from ingest.printed import as_printed
from ingest.readers import read
from ingest.recognise import rules_in, tasks_of
from ingest.record import DocumentHead, Note, TaskList
from ingest.source import Paragraph, Source, Table

MAX_BYTES = 50 * 1024 * 1024
"""Default size limit of one file in bytes."""


def extract(path: Path, *, max_bytes: int = MAX_BYTES, columns: Path | None = None) -> list[TaskList]:
    """The task lists that a file holds (most hold one). Raises a DocumentError that names the file and what to do.

    `columns` is a mapping by hand (see `ingest.layout.mapping`); without it, the one kept beside the document is taken.
    """
    kept = columns or beside(path)
    with _few_collections():
        return lists_in(read(path, max_bytes=max_bytes), read_mapping(kept) if kept else None)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Reading makes many small objects that all stay: the collector's passes over them took up to half of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def lists_in(source: Source, columns: Mapping | None = None) -> list[TaskList]:
    """The task lists in a document as read. Raises NoTasks when it has none."""
    read, source = source, with_tables(source)
    blocks = stitched(paragraphs(source)) if source.wrapped else paragraphs(source)
    layouts = read_tables(blocks, wrapped=source.wrapped, columns=columns) or read_flow(source)
    tables = any(row.units for layout in layouts for row in layout.rows)
    if not tables:
        layouts = [layout for layout in [read_prose(blocks)] if layout.rows] or layouts
    if not any(row.units for layout in layouts for row in layout.rows):
        raise NoTasks(file=source.file)
    lists: list[TaskList] = []
    for which in range(len(layouts)):
        lists.append(_list(source, blocks, layouts, which, table=tables, first=lists[0].doc if lists else None))
    return as_printed(lists, read)


def _list(
    source: Source,
    blocks: list[tuple[int, Paragraph | Table]],
    layouts: list[Layout],
    which: int,
    *,
    table: bool,
    first: DocumentHead | None,
) -> TaskList:
    layout = layouts[which]
    used = {i for x in layouts for i in x.used}
    loose = [(i, b) for i, b in paragraphs(source, used) if isinstance(b, Paragraph)]
    previous = max((max(x.used) for x in layouts[:which]), default=-1)
    preamble = [b for i, b in loose if i < min(used)] if which else []
    before = [*preamble, *(b for i, b in loose if previous < i < min(layout.used))]
    after = [b for i, b in loose if i > max(layout.used)]
    head = read_head(source.file, before, layout.titles, after, source.title, table=table, wrapped=source.wrapped)
    if first is not None:  # a further list of the same file is handed out by the same notice
        given = [key for key in ("number", "issuer", "issued", "basis") if not getattr(head, key)]
        where = {key: getattr(first.evidence, key) for key in given if key != "basis"}
        head = replace(head, **{key: getattr(first, key) for key in given}, evidence=replace(head.evidence, **where))
    texts = [b.text for _, b in blocks if isinstance(b, Paragraph)] + [s.text for s in layout.notes + layout.titles]
    texts += [c.text for i, b in blocks if isinstance(b, Table) and i in layout.used for c in b.cells if 6 < len(c.text) < 100]
    tasks, notes = tasks_of(layout, head.year, rules_in(texts))
    return TaskList(head, tasks, (*_of_source(source), *notes), layout.columns.to_json() if layout.columns else None)


def _of_source(source: Source) -> Iterator[Note]:
    """What the reading of the file itself leaves to be looked at."""
    if source.folded:
        yield Note(
            "guess",
            "原文为繁体字，已逐字转为简体",
            "the text is in traditional characters; each was turned to its simplified one",
        )
    if source.recognised:
        yield Note(
            "guess",
            "文字由图片识别而来，每个字都可能有误",
            "the words were recognised from pictures; each of them may be wrong",
        )
    if source.unread:
        pages = "、".join(map(str, source.unread))
        yield Note("row without task", f"第{pages}页是图片，没有读", f"pages {pages} are pictures and were not read")
