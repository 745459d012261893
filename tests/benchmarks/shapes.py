"""Is recognition linear in the document, whatever its shape? `python -m tests.benchmarks.shapes [ROWS]`

The same rows as prose, as lines of pages, as a text that lost its columns, as many tables, as many lists;
half of them, and all. Twice the rows are twice the work when it is linear, four times when it is quadratic.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable

from ingest.pipeline import lists_in
from ingest.record import Where
from ingest.source import Cell, Paragraph, Source, Table
from tests.benchmarks.written import TITLE, rows

HEADER = ("序号", "工作任务", "责任单位")


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=4_000)
    parser.add_argument("--only", nargs="*", default=list(SHAPES), choices=list(SHAPES))
    given = parser.parse_args()
    for name in given.only:
        half, whole = (_seconds(SHAPES[name](count)) for count in (given.rows // 2, given.rows))
        sys.stdout.write(f"{name:<24} {whole:8.2f} s, {whole / half:4.1f} times the half\n")
        sys.stdout.flush()


def _seconds(source: Source) -> float:
    before = time.process_time()
    lists_in(source)
    return time.process_time() - before


def _lines(lines: Iterable[str], *, wrapped: bool = False) -> Source:
    blocks: list[Paragraph | Table] = [Paragraph(line, Where(line=number)) for number, line in enumerate([TITLE, *lines], 1)]
    return Source("长.docx", "txt" if wrapped else "docx", blocks, wrapped=wrapped)


def _table(number: int, body: Iterable[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> Table:
    place = Where(table=number)
    made = Table([], place)
    for r, words in enumerate([header, *body]):
        made.cells += [Cell(w, Where(table=number, row=r + 1, column=c + 1), r, c) for c, w in enumerate(words)]
    return made


def _items(count: int) -> list[tuple[str, str, str]]:
    return [(number, text, units.replace("\n", "；")) for number, _, text, units, _ in rows(count)]


def _wrapped(count: int) -> Source:
    whole = [f"    {number}. {text}（{units}）" for number, text, units in _items(count)]
    return _lines([line[at : at + 40] for line in whole for at in range(0, len(line), 40)], wrapped=True)


def _lost(count: int) -> Source:
    return _lines(["序号 工作任务 责任单位", *(" ".join(item) for item in _items(count))], wrapped=True)


def _tabs(count: int) -> Source:
    return _lines(["\t" + "\t".join(item) for item in [HEADER, *_items(count)]])


def _tables(count: int, heading: str) -> Source:
    source, items = _lines([]), _items(count)
    for number, at in enumerate(range(0, count, 5), 1):
        source.blocks += [Paragraph(heading.format(number), Where(line=number + 1)), _table(number, items[at : at + 5])]
    return source


def _numbers_in_text(count: int) -> Source:
    body = [(f"{number}. {text}", units) for number, text, units in _items(count)]
    return Source("长.docx", "docx", [_table(1, body, HEADER[1:])])


def _merged(count: int) -> Source:
    """One task merged over all rows, each with units of its own."""
    table = _table(1, [(number, "", f"市{number}局") for number, _, _ in _items(count)])
    table.cells = [cell for cell in table.cells if cell.text]
    table.cells.append(Cell("推进审批改革", Where(table=1, row=2, column=2), 1, 1, count))
    return Source("长.docx", "docx", [table])


SHAPES: dict[str, Callable[[int], Source]] = {
    "prose": lambda count: _lines(f"{number}. {text}（{units}）" for number, text, units in _items(count)),
    "labels": lambda count: _lines(line for n, text, units in _items(count) for line in (f"{n}. {text}", f"责任单位：{units}")),
    "one line": lambda count: _lines(["".join(f"{number}. {text}（{units}）" for number, text, units in _items(count))]),
    "wrapped lines": _wrapped,
    "lost columns": _lost,
    "tabs": _tabs,
    "tables under headings": lambda count: _tables(count, "{}、深化改革"),
    "lists under titles": lambda count: _tables(count, "附件{0}：云溪市第{0}类重点任务分解表"),
    "numbers in the texts": _numbers_in_text,
    "one merged task": _merged,
}


if __name__ == "__main__":
    main()
