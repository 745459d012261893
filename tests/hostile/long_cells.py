"""Long hostile cells: one sign or word that a grammar knows, over and over. No grammar may take more than linear work on them.

`cells` makes them; they are read by `GRAMMARS`, the public readings of words in `ingest`, and by `patterns`, every pattern that
is used there. `tests.benchmarks.cells` tells of each whose work grows faster than its cell.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ingest
from ingest.errors import DocumentError
from ingest.fields import (
    citations,
    dates,
    deadline_likeness,
    deadlines,
    document_numbers,
    functions,
    headings,
    numerals,
    people,
    places,
    remarks,
    roles,
    time_expressions,
    title_places,
    titles,
    unit_lines,
    unit_names,
    units,
)
from ingest.layout import bands, closing_brackets, columns
from ingest.lexicon import lexicon
from ingest.pipeline import lists_in
from ingest.record import Where
from ingest.resolve import resolve_unit
from ingest.source import Cell, Paragraph, Source, Table

SIGNS = (
    "，、。；：:,;.．·/|｜—–-－~ \t\n　（）()［］[]【】〔〕《》〈〉“”\"'‘’★☆*#●①⑴"
    "一二十〇百万0123456789年月日号第至到和及与或等各由请的aAxX市局"
)
"""Signs that some grammar looks for."""
HEADER = ("序号", "主题", "具体要求", "责任单位", "完成时限")


def cells(length: int, seed: str, count: int, own: str = "") -> Iterator[str]:
    """`count` cells of about `length` signs: one piece of up to three signs or words, repeated, with others before and behind.

    Most pieces are of the words and signs in `own` (a pattern) where it is given. The same seed gives the same cells.
    """
    draw = random.Random(seed)  # noqa: S311
    known = _all_words()
    words = re.findall(r"[\u3400-\u9fff]+|[A-Za-z]{3,}", own) or known
    signs = "".join(sorted({sign for sign in own if not sign.isascii()})) + " \n1一（）" if own else SIGNS
    for _ in range(count):
        word, sign = (known, SIGNS) if draw.random() < 0.3 else (words, signs)
        piece = "".join(draw.choice(sign) if draw.random() < 0.6 else draw.choice(word) for _ in range(draw.randint(1, 3)))
        head, tail = draw.choice(("", draw.choice(word), draw.choice(sign))), draw.choice(("", "!", draw.choice(sign)))
        yield head + piece * (length // len(piece)) + tail


@cache
def _all_words() -> list[str]:
    """All words of the lexicon, shortest first."""
    found: set[str] = set()
    waiting: list[Any] = [lexicon(path.stem) for path in Path(str(ingest.__file__)).parent.glob("lexicon/*.toml")]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
    return sorted((w for w in found if w.strip()), key=lambda w: (len(w), w))


@dataclass(frozen=True)
class Use:
    """A pattern as it is used somewhere in `ingest`."""

    pattern: re.Pattern[str]
    use: str

    def __call__(self, text: str) -> object:
        if self.use == "sub":
            return self.pattern.sub("", text)
        if self.use == "finditer":
            return sum(1 for _ in self.pattern.finditer(text))
        return getattr(self.pattern, self.use)(text)


def patterns() -> dict[str, Use]:
    """Every pattern on text in `ingest`, as it is used there, by its place and use."""
    texts = {m.name: Path(str(importlib.import_module(m.name).__file__)).read_text(encoding="utf-8") for m in _modules()}
    uses: dict[str, set[str]] = {}
    for text in texts.values():
        for value_name, use in _USED.findall(text):
            uses.setdefault(value_name, set()).add(use)
    found: dict[str, Use] = {}
    for name, text in texts.items():
        for value_name, value in vars(importlib.import_module(name)).items():
            if hasattr(value, "cache_parameters") and getattr(value, "__module__", "") == name:
                try:
                    value = value()
                except TypeError:
                    continue
            for at, pattern in enumerate(_patterns_in(value)):
                for use in sorted(uses.get(value_name, {"match", "search", "fullmatch"})):
                    found[f"{name}.{value_name}[{at}].{use}"] = Use(pattern, use)
        for call in ast.walk(ast.parse(text)):
            if (inline := _inline(call)) is not None:
                found[f"{name}:{getattr(call, 'lineno', 0)}.{inline.use}"] = inline
    return found


_USED = re.compile(r"\b(\w+)(?:\(\)|\[[^\]]*\])*\.(match|fullmatch|search|finditer|findall|sub|split)\(")


def _modules() -> list[pkgutil.ModuleInfo]:
    """The modules of `ingest`; what only turns pictures into words needs libraries that may not be here."""
    return [m for m in pkgutil.walk_packages(ingest.__path__, "ingest.") if not m.name.endswith("pdf_scan")]


def _inline(call: ast.AST) -> Use | None:
    """The pattern and use of re.sub(r"…", …) and the like."""
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
        return None
    of, pattern = call.func.value, call.args[0]
    if not (
        isinstance(of, ast.Name) and of.id == "re" and isinstance(pattern, ast.Constant) and isinstance(pattern.value, str)
    ):
        return None
    return Use(re.compile(pattern.value), call.func.attr) if call.func.attr != "compile" else None


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _patterns_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _patterns_in(inner)


def _document(text: str) -> object:
    """A table with the cell in each column, and a paragraph above it."""
    grid = [Cell(word, Where(table=1, row=1, column=c + 1), 0, c) for c, word in enumerate(HEADER)]
    for r in range(1, 4):
        grid += [
            Cell(text if c == r + 1 else "市教育局", Where(table=1, row=r + 1, column=c + 1), r, c) for c in range(len(HEADER))
        ]
    return _lists(Source("x.docx", "docx", [Paragraph(text, Where(line=1)), Table(grid, Where(table=1))]))


def _prose(text: str) -> object:
    lines = ["一、深化改革", "1.推进审批改革。（市教育局牵头）", text, "责任单位：" + text, f"2.{text}（{text}）"]
    return _lists(Source("x.docx", "docx", [Paragraph(line, Where(line=i)) for i, line in enumerate(lines, 1)]))


def _lines(text: str) -> object:
    text = text.replace("\n", " ")
    lines = ["序号 具体要求 责任单位 完成时限", text, "1 推进审批改革 市教育局 12月底前", text[: len(text) // 2], text]
    return _lists(Source("x.txt", "txt", [Paragraph(line, Where(line=i)) for i, line in enumerate(lines, 1)], wrapped=True))


def _lists(source: Source) -> object:
    try:
        return lists_in(source)
    except DocumentError:
        return None


GRAMMARS: dict[str, Callable[[str], object]] = {
    "units": units.read_units,
    "units, wrapped": lambda text: units.read_units(text, wrapped=True, marks={"★": "lead"}, first_named=True),
    "unit lines": lambda text: unit_lines.unwrapped(text[: units.MAX_CELL], wrapped=True),
    "role": roles.trailing_role,
    "label": lambda text: (roles.find_label(text), roles.label_at(text)),
    "bracket role": roles.bracket_role,
    "rules": lambda text: (roles.first_named_rule(text), roles.mark_rule(text)),
    "remarks": lambda text: list(remarks.remarks(text)),
    "officer": people.read_officer,
    "name": lambda text: (unit_names.is_known(text), unit_names.is_complete(text), unit_names.is_person(text)),
    "deadline": lambda text: deadlines.read_deadline(text, 2024),
    "likeness": lambda text: (deadline_likeness.deadline_likeness(text), deadline_likeness.begins_with_time(text)),
    "times": lambda text: list(time_expressions.time_expressions(time_expressions.fold(text))),
    "dates": dates.find_dates,
    "number": numerals.parse_number,
    "document number": document_numbers.find_numbers,
    "citations": citations.find_citations,
    "basis": citations.basis,
    "heading": headings.split_marker,
    "title": lambda text: (titles.is_list_title(text), titles.annex_sign(text), titles.handed_out(text)),
    "place in title": title_places.place_in_title,
    "places": lambda text: (places.place_chain(text), list(places.prefixes(text)), places.is_place(text)),
    "function": functions.office,
    "unit resolved": lambda text: resolve_unit(text[: units.MAX_CELL], "unit", None, text[: titles.MAX_TITLE]),
    "column": columns.column_kind,
    "note": lambda text: (bands.is_note(text), bands.is_total(text)),
    "closing brackets": lambda text: list(closing_brackets.unit_spans(text)),
    "table": _document,
    "prose": _prose,
    "lines": _lines,
}


class BrokenOff(BaseException):
    """A reading that took too long. No reading may catch it."""


def seconds(read: Callable[[str], object], text: str, limit: float) -> float:
    """The processor's time for a reading; the limit for one that was broken off there."""

    def stop(*_: object) -> None:
        raise BrokenOff

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    begin = time.process_time()
    try:
        read(text)
        return min(time.process_time() - begin, limit)
    except BrokenOff:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
