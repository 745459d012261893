"""Plain text: the text of a PDF (lines of pages), or of a Word document (whole paragraphs, table cells led by a tab)."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import NoText
from ingest.progress import Progress
from ingest.readers.decode import decode
from ingest.readers.letters import letters
from ingest.record import Where
from ingest.source import Paragraph, Source

_TABLE_LINES = 2
"""Tab-led lines one after the other that are taken for cells; one alone may be an indented paragraph."""


def read_text(path: Path, progress: Progress | None = None) -> Source:
    """One paragraph a line that holds words, or only a tab (an empty cell). Leading tabs stay: `layout` rebuilds the table.

    Raises FormatBroken when the bytes are no text, NoText when it is all white space.
    """
    text = letters(decode(path.read_bytes(), file=path.name, form="txt"))
    source = Source(file=path.name, format="txt", wrapped=True)
    paged = "\f" in text
    page, blank, run = 1, False, 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n"), start=1):
        line, cut = raw.replace("\f", "").replace("\0", "").replace("\ufeff", "").rstrip(), raw.count("\f")
        # A form feed stands before the first line of a page; one at the end of a line ends the page after it.
        before = cut if raw.startswith("\f") else 0
        page += before
        led = raw.lstrip("\f").startswith("\t")
        if line.strip() or led:
            where = Where(line=number, page=page if paged else None)
            source.blocks.append(Paragraph(line if line.strip() else "\t", where, blank_before=blank))
            blank = False
        else:
            blank = True
        page += cut - before
        run = run + 1 if led else 0
        if run >= _TABLE_LINES:
            source.wrapped = False
    if progress is not None:
        progress("rows", number, number)
    if not any(isinstance(b, Paragraph) and b.text.strip() for b in source.blocks):
        raise NoText(file=path.name)
    return source
