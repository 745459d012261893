"""Stores of many generated tasks for the benchmarks, made once: `python -m tests.benchmarks.stores FOLDER TASKS ...`

A file of up to 100,000 tasks holds what loading each list by itself gives, but for the numbers of the rows: a province is
written in one transaction. Cutting words and aligning lists takes most of the time of a load. So in larger files the cities and
counties of the sixth province and of all after it have the wording of an earlier one's, under their own names, and what was cut
and aligned is remembered.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from unittest.mock import patch

import graph.store.keeping.links as links
from graph.build import build
from graph.judgements import Judgements
from graph.store.keeping.load import Keeper
from graph.store.sqlite.pool import Pool
from graph.store.sqlite.shelf import SqliteShelf
from ingest.alignment import Link, Prepared, Relation, align
from ingest.record import Task, TaskList
from ingest.segmentation import SEGMENTER
from tests.benchmarks.lists import documents

SUM = "0" * 64
_OWN = 5
"""Provinces with their own wording: about 100,000 tasks."""


def lists(tasks: int) -> Iterator[TaskList]:
    """The lists with so many tasks in all, province by province."""
    drawn: dict[tuple[int, int], tuple[Task, ...]] = {}
    for province, (_, group) in enumerate(groupby(documents(tasks), key=_province)):
        for number, one in enumerate(group):
            if province < _OWN:
                drawn[province, number] = one.tasks
            elif one.doc.jurisdiction != _province(one) + "省":
                one = replace(one, tasks=drawn[province % _OWN, number][: len(one.tasks)])
            yield one


def _province(one: TaskList) -> str:
    return str(one.doc.jurisdiction).partition("省")[0]


def stored(folder: Path, tasks: int) -> Path:
    """The file in this folder with so many tasks; it is made when it is not there."""
    path = folder / f"{tasks}.sqlite"
    if not path.exists():
        began, unfinished = time.perf_counter(), path.with_suffix(".part")
        for file in folder.glob(f"{unfinished.name}*"):
            file.unlink()
        with _remembering():
            _write(unfinished, tasks)
        unfinished.rename(path)
        sys.stdout.write(f"{path}: made in {time.perf_counter() - began:,.0f} s\n")
    return path


def _write(path: Path, tasks: int) -> None:
    pool = Pool(str(path))
    for _, province in groupby(lists(tasks), key=_province):
        with pool.write() as db:
            keeper = Keeper(SqliteShelf(db), Judgements())
            for one in province:
                keeper.load(build([one]), SUM)
            keeper.settle()
    pool.close()


@contextmanager
def _remembering() -> Iterator[None]:
    """Texts are cut once, and two lists with the same first tasks as two others have their links."""
    known: dict[tuple[str, str, Relation], tuple[Link, ...]] = {}

    def recalled(new: Prepared, other: Prepared, relation: Relation = "parallels") -> tuple[Link, ...]:
        key = new.tasks[0].text, other.tasks[0].text, relation
        if key not in known:
            known[key] = align(new, other, relation)
        return known[key]

    with (
        patch.object(links, "align", recalled),
        patch.object(SEGMENTER, "words", cache(SEGMENTER.words)),
        patch.object(SEGMENTER, "search_words", cache(SEGMENTER.search_words)),
    ):
        yield


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
