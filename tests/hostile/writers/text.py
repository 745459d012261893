"""Prose as plain text: a paragraph a line; wrapped at a page width; or the list run together in one line."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.hostile.model import Drawn, Line


def _lines(drawn: Drawn) -> list[Line]:
    return [b for b in drawn.blocks if isinstance(b, Line)]


def write(drawn: Drawn, path: Path) -> None:
    """A paragraph a line, sometimes indented, sometimes with blank lines between."""
    rng = Random(f"text {drawn.seed}")  # noqa: S311
    indent, joint = rng.choice(["", "　　", "    "]), rng.choice(["\n", "\n\n"])
    path.write_text(joint.join(("" if b.centred else indent) + b.text for b in _lines(drawn)) + "\n", encoding="utf-8")


def write_wrapped(drawn: Drawn, path: Path) -> None:
    """The text of a PDF: lines of a page, a page number now and then."""
    rng = Random(f"wrapped {drawn.seed}")  # noqa: S311
    width, height = rng.randint(26, 40), rng.randint(22, 34)
    lines: list[str] = []
    for block in _lines(drawn):
        text = block.text if block.centred or block.right else "　　" + block.text
        lines += [text[i : i + width] for i in range(0, len(text), width)]
    pages = [lines[i : i + height] for i in range(0, len(lines), height)]
    path.write_text("\n".join("\n".join([*page, f"— {n} —"]) for n, page in enumerate(pages, 1)) + "\n", encoding="utf-8")


def write_in_one_line(drawn: Drawn, path: Path) -> None:
    """The head in lines, all that follows the title in one; without the lines whose beginning only a line break shows."""
    lines = _lines(drawn)
    last = max((i for i, b in enumerate(lines) if b.centred), default=0)
    tail = [b for b in drawn.back if isinstance(b, Line)]
    body = lines[last + 1 : len(lines) - len(tail)]
    printed = [*(b.text for b in lines[: last + 1]), "".join(b.text for b in body if not b.aside), *(b.text for b in tail)]
    path.write_text("\n".join(printed) + "\n", encoding="utf-8")
