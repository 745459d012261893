"""Tasks in paragraphs: the blocks of a prose document, for Word and for the web."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Document


def blocks(doc: Document) -> Iterator[tuple[str, str]]:
    """(`h1` | `h2` | `p`, text) in printed order."""
    shown: tuple[int, ...] = ()
    paragraph = ""
    for task in doc.tasks:
        fresh = task.part in (None, 1)
        if fresh and paragraph:
            yield "p", paragraph
        if fresh:
            paragraph = task.marker or ""
        for level, (theme, run) in enumerate(zip(task.themes, task.theme_runs, strict=True)):
            if run not in shown:
                yield f"h{level + 1}", theme
        shown = task.theme_runs
        printed = (task.units.printed if task.units else "") or ""
        if task.own_line:
            yield "p", paragraph + task.text
            yield "p", printed
            paragraph = ""
        else:
            paragraph += f"{task.text}（{printed}）{task.glue}"
    if paragraph:
        yield "p", paragraph
    for line in doc.tail:
        yield "p", line
