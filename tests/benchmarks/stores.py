"""Stores of many generated tasks for the benchmarks, made once: `python -m tests.benchmarks.stores FOLDER TASKS ...`

Up to 100,000 tasks each list is loaded as users load it, but a province in one transaction. Cutting words and aligning lists
takes most of that time; so a larger store is filled up with copies of those rows, under other ids, numbers and names. Its
records are those of the first 100,000 tasks, and it cannot be built again from them.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sqlite3
import sys
import time
from itertools import groupby
from pathlib import Path
from typing import Final

from graph.build import build
from graph.judgements import Judgements
from graph.store.keeping.load import Keeper
from graph.store.sqlite import tally
from graph.store.sqlite.pool import Pool
from graph.store.sqlite.shelf import SqliteShelf
from ingest.record import TaskList
from tests.benchmarks.lists import documents

LOADED: Final = 100_000
"""The largest store that is loaded list by list."""
_SIGNS = "壹贰叁肆伍陆柒捌玖拾"
_NODE, _KEY, _NAME = "{0} + :nodes", "renamed({0}, :copy)", "named({0}, :copy)"
_COPIED: Final[dict[str, dict[str, str]]] = {
    "node": {"id": _NODE, "key": _KEY},
    "place": {"id": _NODE, "parent": _NODE, "name": _NAME},
    "document": {
        **dict.fromkeys(("id", "place"), _NODE),
        **dict.fromkeys(("title", "number", "number_key", "title_key", "issuer", "jurisdiction", "file", "words"), _NAME),
        "family": _KEY,
    },
    "theme": dict.fromkeys(("id", "document", "parent"), _NODE),
    "task": dict.fromkeys(("id", "document", "theme"), _NODE),
    "under": {"task": _NODE},
    "unit": {"id": _NODE, "place": _NODE, "full_name": _NAME, "words": _NAME},
    "form": {
        "id": "{0} + :forms",
        "unit": _NODE,
        "place": "iif({0}, {0} + :nodes, 0)",
        **dict.fromkeys(("full_name", "identity"), _NAME),
    },
    "duty": {"id": "{0} + :duties", "task": _NODE, "unit": _NODE, "form": "{0} + :forms"},
    "reference": {
        "id": "{0} + :references",
        "target": _NODE,
        **dict.fromkeys(("number", "title", "number_key", "issuer", "title_key"), _NAME),
    },
    "basis": {"document": _NODE, "reference": "{0} + :references"},
    "citation": {"task": _NODE, "reference": "{0} + :references"},
    "about": {"task": _NODE},
    "branch": {**dict.fromkeys(("document", "unit", "main"), _NODE), "form": "{0} + :forms"},
    "member": dict.fromkeys(("unit", "collective"), _NODE),
    "lineage": {"unit": _NODE, "later": _KEY},
    "pair": {"id": "{0} + :pairs", "document": _NODE, "other": _NODE},
    "mark": {"document": _NODE},
    "link": dict.fromkeys(("task", "other"), _NODE),
}
"""The tables of a copy, and what changes in it. Subject classes are shared."""
_INDEXED: Final = ("place.name", "document.words", "theme.title", "task.text", "unit.words")


def stored(folder: Path, tasks: int) -> Path:
    """The file in this folder with so many tasks; it is made when it is not there. Raises ValueError for a number above
    100,000 that is no multiple of it."""
    path = folder / f"{tasks}.sqlite"
    if not path.exists():
        began, unfinished = time.perf_counter(), path.with_suffix(".part")
        for file in folder.glob(f"{unfinished.name}*"):
            file.unlink()
        if tasks <= LOADED:
            _load(unfinished, tasks)
        else:
            copies, rest = divmod(tasks, LOADED)
            if rest:
                raise ValueError(f"{tasks} is no multiple of {LOADED}")
            shutil.copy(stored(folder, LOADED), unfinished)
            _copy(unfinished, copies)
        unfinished.rename(path)
        sys.stdout.write(f"{path}: made in {time.perf_counter() - began:,.0f} s\n")
    return path


def _load(path: Path, tasks: int) -> None:
    pool = Pool(str(path))
    for _, province in groupby(documents(tasks), key=_province):
        with pool.write() as db:
            keeper = Keeper(SqliteShelf(db), Judgements())
            for one in province:
                keeper.load(build([one]), sha256="0" * 64)
            keeper.settle()
    pool.close()


def _province(one: TaskList) -> str:
    return str(one.doc.jurisdiction).partition("省")[0]


def _copy(path: Path, copies: int) -> None:
    pool = Pool(str(path))
    with pool.write() as db:
        db.create_function("renamed", 2, _renamed, deterministic=True)
        db.create_function("named", 2, _named, deterministic=True)
        of = {"nodes": "node", "forms": "form", "duties": "duty", "references": "reference", "pairs": "pair"}
        step = {name: db.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for name, table in of.items()}  # noqa: S608
        loaded = [id for (id,) in db.execute("SELECT id FROM document WHERE full = 1")]
    for copy in range(1, copies):
        with pool.write() as db:
            values = {"copy": copy, **{name: size * copy for name, size in step.items()}}
            limit = {"first": step["nodes"], **values}
            for table, changed in _COPIED.items():
                _rows(db, table, changed, limit)
            for column in _INDEXED:
                table, _, name = column.partition(".")
                db.execute(
                    f"""INSERT INTO words (rowid, tokens) SELECT id, tokens({name}) FROM {table}
                        WHERE id > :nodes AND id <= :nodes + :first AND {name} <> ''""",  # noqa: S608 -- names of ours
                    limit,
                )
            tally.put_in(db, [id + values["nodes"] for id in loaded])
    pool.close()


def _rows(db: sqlite3.Connection, table: str, changed: dict[str, str], values: dict[str, int]) -> None:
    first = next(iter(changed))
    columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
    made = ", ".join(changed.get(name, "{0}").format(f'"{name}"') for name in columns)
    of = {"form": "forms", "duty": "duties", "reference": "references", "pair": "pairs"}.get(table, "nodes")
    size = values[of] // values["copy"]
    names = ", ".join(f'"{name}"' for name in columns)
    classes = " AND type <> 5" if table == "node" else ""
    db.execute(
        f"INSERT INTO {table} ({names}) SELECT {made} FROM {table} WHERE {first} <= {size}{classes}",  # noqa: S608
        {name: value for name, value in values.items() if f":{name}" in made},
    )


def _renamed(key: str | None, copy: int) -> str | None:
    """Another id of the same kind; those of a list's tasks hang on the list's."""
    if key is None:
        return None
    kind, old, *rest = key.split(":")
    return ":".join((kind, hashlib.sha256(f"{old}/{copy}".encode()).hexdigest()[: len(old)], *rest))


def _named(text: str | None, copy: int) -> str | None:
    """Another name: 甲江省 is 壹甲江省 in the first copy."""
    return (
        re.sub(r"^(\d{4}年)?", lambda m: f"{m[1] or ''}{_SIGNS[copy % 10]}{copy // 10 or ''}", text, count=1) if text else text
    )


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
