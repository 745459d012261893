"""Stores of many generated tasks for the benchmarks, made once: `python -m tests.benchmarks.stores FOLDER TASKS ...`

A file holds what loading each list by itself gives, row for row but for the numbers of the rows. Cutting words and aligning
lists takes most of the time of a load and hangs on one province alone here, so that processes beside this one do it province
by province; this one then writes each province in one transaction, with the store's own writer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import graph.store.sqlite.links as links
from graph.build import Plan, build
from graph.judgements import Judgements
from graph.store.sqlite.pool import MEMORY, Pool
from graph.store.sqlite.writer import Writer
from ingest.alignment import Link, Prepared, Relation, align
from ingest.record import TaskList
from tests.benchmarks.lists import documents

Known = dict[tuple[str, str, Relation], tuple[Link, ...]]
"""The links of two lists, by the text of their first tasks."""
SUM = "0" * 64


def stored(folder: Path, tasks: int) -> Path:
    """The file in this folder with so many tasks; it is made when it is not there."""
    path = folder / f"{tasks}.sqlite"
    if not path.exists():
        began, unfinished = time.perf_counter(), path.with_suffix(".part")
        for file in folder.glob(f"{unfinished.name}*"):
            file.unlink()
        pool = Pool(str(unfinished))
        for plans, known in prepared(tasks):
            write(pool, plans, known)
        pool.close()
        unfinished.rename(path)
        sys.stdout.write(f"{path}: made in {time.perf_counter() - began:,.0f} s\n")
    return path


def prepared(tasks: int) -> Iterator[tuple[list[Plan], Known]]:
    """The rows of all lists and the links between them, province by province."""
    ahead = threading.Semaphore(2 * multiprocessing.cpu_count())  # else all lists would be in memory at once

    def provinces() -> Iterator[list[TaskList]]:
        for _, group in groupby(documents(tasks), key=lambda one: str(one.doc.jurisdiction).partition("省")[0]):
            ahead.acquire()
            yield list(group)

    with multiprocessing.get_context("spawn").Pool() as processes:
        for made in processes.imap(_prepare, provinces()):
            yield made
            ahead.release()


def write(pool: Pool, plans: list[Plan], known: Known) -> None:
    """Store these lists in one transaction; links that are known already are not looked for again."""

    def recalled(new: Prepared, other: Prepared, relation: Relation = "parallels") -> tuple[Link, ...]:
        key = new.tasks[0].text, other.tasks[0].text, relation
        if key not in known:
            known[key] = align(new, other, relation)
        return known[key]

    links.align = recalled
    try:
        with pool.write() as db:
            writer = Writer(db, Judgements())
            for plan in plans:
                writer.load(plan, SUM)
            writer.settle()
    finally:
        links.align = align


def _prepare(lists: list[TaskList]) -> tuple[list[Plan], Known]:
    plans, known, pool = [build([one])[0] for one in lists], Known(), Pool(MEMORY)
    write(pool, plans, known)
    pool.close()
    return plans, known


def main() -> None:
    """Make the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("tasks", type=int, nargs="+")
    given = parser.parse_args()
    for tasks in given.tasks:
        stored(given.folder, tasks)


if __name__ == "__main__":
    main()
