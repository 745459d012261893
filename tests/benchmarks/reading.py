"""How long do reading and recognition take beside the bare reader library? `python -m tests.benchmarks.reading [--rows N ...]`

Every file is read by both in this run, each in a process of its own, so that the peak of memory is its own too. Before, the
process has read another file: the time is that of a running program which sees this file for the first time, and nothing
that was kept of it helps. The time is that of the processor; small files are read in several such processes and the fastest
counts. Nothing is asserted: a time says something only beside another one of the same run.

The bare reader does what its users do to get the words and merges out of a file, and no more: python-docx every paragraph
and each cell once, openpyxl every cell and the merged ranges, pdfplumber the text and the tables of each page. lxml only gives
the elements of a page: its peer puts each cell, line breaks kept, on the grid that rowspan and colspan make.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import platform
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.written import WRITERS

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SMALL, SMALL_RUNS = 400_000, 4
"""Bytes below which a file is read so many times, each in a process of its own."""
GOAL = 1.3


def main() -> None:
    """Write, read, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--most", type=int, default=100_000, help="rows of one more xlsx; 0 for none")
    parser.add_argument("--profile", metavar="FILE", type=Path, help="only profile the reading of this file")
    parser.add_argument("--one", nargs=3, metavar=("WHO", "FILE", "BEFORE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        sys.stdout.write(json.dumps(_one(given.one[0], Path(given.one[1]), Path(given.one[2]))))
    elif given.profile:
        _profile(given.profile)
    else:
        _all(given.rows, given.most)


def _all(sizes: list[int], most: int) -> None:
    _say(f"Python {platform.python_version()}, {os.cpu_count()} cores; goal: ratio <= {GOAL}")
    _say(f"{'file':<24} {'bare s':>9} {'ours s':>9} {'ratio':>7} {'tasks':>8} {'us a row':>9} {'bare MB':>8} {'ours MB':>8}")
    for form in ("docx", "xlsx", "html", "pdf"):
        samples = sorted((SAMPLES / form).glob(f"*.{form}"))
        for path, before in zip(samples, [*samples[1:], *samples[:1]], strict=True):
            _pair(path, before, 0)
    with tempfile.TemporaryDirectory() as folder:
        for form in WRITERS:
            before = _written(Path(folder), form, 50)
            for rows in [*sizes, *([most] if most and form == "xlsx" else [])]:
                _pair(_written(Path(folder), form, rows), before, rows)


def _written(folder: Path, form: str, rows: int) -> Path:
    """A list of so many rows. Written in a process of its own: a child's peak begins with the memory of its parent."""
    path = folder / f"{rows}.{form}"
    subprocess.run([sys.executable, "-m", "tests.benchmarks.written", str(path), str(rows)], check=True)
    return path


def _pair(path: Path, before: Path, rows: int) -> None:
    bare, ours = _apart("bare", path, before), _apart("ours", path, before)
    if "error" in bare or "error" in ours:
        _say(f"{path.name:<24} {bare.get('error', '')} {ours.get('error', '')}")
        return
    tasks = int(ours["count"])
    each = ours["seconds"] / rows * 1e6 if rows else ours["seconds"] / max(tasks, 1) * 1e6
    ratio = ours["seconds"] / bare["seconds"]
    _say(
        f"{path.name:<24} {bare['seconds']:9.3f} {ours['seconds']:9.3f} {ratio:7.2f} {tasks:8,} {each:9.0f}"
        f" {bare['peak']:8.0f} {ours['peak']:8.0f}{'' if ratio <= GOAL else '  over'}"
    )


def _apart(who: str, path: Path, before: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--one", who, str(path), str(before)]
    runs: list[dict[str, float]] = []
    for _ in range(SMALL_RUNS if path.stat().st_size < SMALL else 1):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            return {"error": run.stderr.strip()[-200:]}  # type: ignore[dict-item]
        runs.append(json.loads(run.stdout))
    return min(runs, key=lambda run: run["seconds"])


def _one(who: str, path: Path, before: Path) -> dict[str, float]:
    work = _ours() if who == "ours" else BARE[path.suffix[1:]]
    work(before)
    begin = time.process_time()
    count = work(path)
    seconds = time.process_time() - begin
    return {"seconds": seconds, "count": count, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _ours() -> Callable[[Path], int]:
    from ingest.errors import NoTasks
    from ingest.pipeline import extract

    def work(path: Path) -> int:
        try:
            return sum(len(one.tasks) for one in extract(path, max_bytes=1 << 40))
        except NoTasks:
            return 0

    return work


def _docx(path: Path) -> int:
    import docx
    from docx.table import _Cell

    document = docx.Document(str(path))
    words = [p.text for p in document.paragraphs]
    for table in document.tables:
        words += [_Cell(tc, table).text for row in table.rows for tc in row._tr.tc_lst]
    return len(words)


def _xlsx(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path)
    words = [value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None]
    return len(words) + sum(len(sheet.merged_cells.ranges) for sheet in book)


def _html(path: Path) -> int:
    from lxml import html

    root = html.parse(str(path)).getroot()
    for end in root.iter("br"):
        end.tail = "\n" + (end.tail or "")
    words = [e.text_content() for e in root.iter("p")]
    for table in root.iter("table"):
        grid: dict[tuple[int, int], str] = {}
        for r, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (r, column) in grid:
                    column += 1
                text = cell.text_content()
                down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
                grid |= {(r + y, column + x): text for y in range(down) for x in range(across)}
                column += across
        words += grid.values()
    return len(words)


def _pdf(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(
            len(page.extract_text()) + sum(len(table.extract()) for table in page.find_tables()) for page in document.pages
        )


BARE: dict[str, Callable[[Path], int]] = {"docx": _docx, "xlsx": _xlsx, "html": _html, "pdf": _pdf}


def _profile(path: Path) -> None:
    work = _ours()
    profile = cProfile.Profile()
    profile.runcall(work, path)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
