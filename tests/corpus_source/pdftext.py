"""The text of a PDF that lost its columns: cells wrapped at the width of their column and parted by blank lines, short
cells of a row run together on one line, title and header again on every page, a form feed between pages."""

from __future__ import annotations

from itertools import accumulate, pairwise
from pathlib import Path

from .model import BREAK, Column, Document, Task

PROSE_WIDTH = 30


def write(doc: Document, path: Path) -> None:
    """Build the file."""
    starts = [0, *accumulate(doc.page_rows)]
    if starts[-1] != len(doc.tasks):
        raise ValueError(f"{doc.stem}: page_rows add up to {starts[-1]}, not to {len(doc.tasks)}")
    *notice, annex = doc.head
    blocks = ["\n".join(_wrap(line, PROSE_WIDTH)) for line in notice]
    pages = ["\n\n".join(blocks) + "\n"]
    titles = " ".join(c.title for c in doc.columns)
    for number, (first, end) in enumerate(pairwise(starts)):
        top = f"\n{annex}\n\n{doc.title}\n{titles}" if number == 0 else f" {doc.title}\n{titles}"
        rows = [_row(doc, i, new_theme=i == first or _theme(doc, i) != _theme(doc, i - 1)) for i in range(first, end)]
        pages.append("\n\n".join([top, *rows]) + "\n")
    path.write_text("\f".join(pages), encoding="utf-8")


def _theme(doc: Document, index: int) -> tuple[int, ...]:
    return doc.tasks[index].theme_runs


def _row(doc: Document, index: int, *, new_theme: bool) -> str:
    task = doc.tasks[index]
    shown = [c for c in doc.columns if new_theme or c.kind != "theme1"]
    boxes = [(c.kind == "theme1", _wrap(_words(doc, c, index, task), int(c.width))) for c in shown]
    text = "\n".join(boxes[0][1])
    for (was_theme, before), (is_theme, box) in pairwise(boxes):
        text += ("\n\n" if was_theme or is_theme else _between(before, box)) + "\n".join(box)
    return text


def _between(before: list[str], box: list[str]) -> str:
    """Cells as low as each other share a line, nearly as low ones follow each other, others stand apart; a theme cell is
    as high as all its rows, so it always stands apart."""
    if len(before) == len(box) == 1:
        return " "
    return "\n" if abs(len(before) - len(box)) == 1 and 1 in (len(before), len(box)) else "\n\n"


def _words(doc: Document, column: Column, index: int, task: Task) -> str:
    match column.kind:
        case "no":
            return doc.printed_number(index) or ""
        case "theme1":
            return task.themes[0]
        case "text":
            return (task.marker or "") + task.text
        case "units":
            return ((task.units.printed if task.units else "") or "").replace(BREAK, "")
        case _:
            return task.deadline or ""


def _wrap(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)] or [""]
