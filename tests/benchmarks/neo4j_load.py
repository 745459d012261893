"""How fast does a Neo4j take documents in? `python -m tests.benchmarks.neo4j_load ADDRESS [DOCUMENTS]`: our load, one document
of 55 tasks after the other, beside a bare one of the very same nodes and relationships in the same run: `UNWIND $rows CREATE`,
one statement a label or type, one transaction a document, every row made ready before and known to be new, and no
statement planned twice, as in ours.

The database has to be empty, and is emptied. Ours reads what stands, decides, names units, relates lists and keeps the rest in
line. Its time is given with and without what the bare one is spared: making the rows out of the list (`graph.build`), and
comparing the words of its tasks with those of other lists (`align`), of which the bare one gets the links.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias
from unittest.mock import patch

from neo4j import Driver, ManagedTransaction

import graph.store.keeping.links
import graph.store.keeping.load
from graph.build import Plan, build
from graph.store import open_store
from graph.store.neo4j.connection import connect
from graph.store.neo4j.model import MIGRATION
from graph.store.neo4j.rows import MARK
from graph.store.sqlite import SqliteStore
from ingest.alignment import align
from ingest.record import TaskList
from tests.benchmarks.lists import documents
from tests.graph.filled import Nodes, Relationships, filled

Rows: TypeAlias = list[tuple[str, list[dict[str, Any]]]]
"""Statements with their rows."""
_ROUNDS = 3
_WARM = 10
"""Documents at the beginning of a round that are not counted: statements are planned."""


def main() -> None:
    """Load both ways, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("documents", type=int, nargs="?", default=100)
    given = parser.parse_args()
    lists = list(islice(documents(given.documents * 55), given.documents))
    linked = lru_cache(maxsize=None)(align)
    with patch.object(graph.store.keeping.links, "align", linked):
        bare_rows = list(_rows(lists))
    plans = {id(one): build([one]) for one in lists}
    with connect(given.address, user="neo4j", password=None) as driver:
        (count,) = driver.execute_query("MATCH (n) WHERE NOT n:Store RETURN count(n)").records[0]
        assert count == 0, "the database is in use"
        times: dict[str, list[float]] = defaultdict(list)
        for _ in range(_ROUNDS):
            times["bare"] += _bare(driver, bare_rows)
            times["ours"] += _ours(driver, given.address, lists)
            with (
                patch.object(graph.store.keeping.load, "build", _ready(plans)),
                patch.object(graph.store.keeping.links, "align", linked),
            ):
                times["ours, rows ready"] += _ours(driver, given.address, lists)
            _empty(driver)
    each = sum(len(rows) for one in bare_rows for _, rows in one) / len(bare_rows)
    _say(f"{given.documents} documents, {each:.0f} nodes and relationships each, {_ROUNDS} rounds")
    bare = statistics.median(times["bare"])
    for name, taken in times.items():
        median, mean = statistics.median(taken), statistics.mean(taken)
        _say(f"{name:18} median {1000 * median:7.1f} ms, mean {1000 * mean:7.1f} ms; {bare / median:.2f} of bare by medians")


def _rows(lists: Sequence[TaskList]) -> Iterator[Rows]:
    """What each document brings that was not there before, as it stands at its end."""
    nodes: Nodes = {}
    relationships: Relationships = {}
    with open_store(":memory:") as store:
        assert isinstance(store, SqliteStore)
        for one in lists:
            store.load([one], sha256="0" * 64)
            now = filled(store)
            yield list(_statements(_new(now[0], nodes), _new(now[1], relationships), now[0]))
            nodes, relationships = now


def _new(now: dict[Any, Any], before: dict[Any, Any]) -> dict[Any, Any]:
    return {key: value for key, value in now.items() if key not in before}


def _statements(nodes: Nodes, relationships: Relationships, every: Nodes) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, properties in nodes.values():
        if label != "Store":
            by_label[label].append(properties)
    for label, rows in by_label.items():
        yield f"UNWIND $rows AS row CREATE (n:{MARK}:{label}) SET n = row", rows
    by_type: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for (type, source, target, _), properties in relationships.items():
        ends = [every[end] for end in (source, target)]
        row = {"s": _key(*ends[0]), "t": _key(*ends[1]), "p": properties}
        by_type[type, ends[0][0], ends[1][0]].append(row)
    for (type, source, target), rows in by_type.items():
        name = "value" if target == "Mark" else "id"
        yield (
            f"UNWIND $rows AS row MATCH (s:{source} {{id: row.s}}) MATCH (t:{target} {{{name}: row.t}}) "
            f"CREATE (s)-[r:{type}]->(t) SET r = row.p",
            rows,
        )


def _key(label: str, properties: dict[str, Any]) -> Any:
    return properties["value"] if label == "Mark" else properties["id"]


def _bare(driver: Driver, rows: Sequence[Rows]) -> list[float]:
    """Seconds of each document."""
    _empty(driver)
    for statement in MIGRATION:
        driver.execute_query(statement)
    driver.execute_query("CALL db.awaitIndexes(300)")

    def write(tx: ManagedTransaction, one: Rows) -> None:
        for text, some in one:
            tx.run(f"CYPHER replan=skip {text}", rows=some).consume()

    with driver.session() as session:
        return _timed([lambda one=one: session.execute_write(write, one) for one in rows])


def _ours(driver: Driver, address: str, lists: Sequence[TaskList]) -> list[float]:
    """The same of our load."""
    _empty(driver)
    with open_store(address) as store:
        return _timed([lambda one=one: store.load([one], sha256="0" * 64) for one in lists])


def _ready(plans: dict[int, list[Plan]]) -> Callable[..., list[Plan]]:
    return lambda lists, *_: plans[id(lists[0])]


def _timed(works: Sequence[Callable[[], Any]]) -> list[float]:
    found = []
    for work in works:
        before = time.perf_counter()
        work()
        found.append(time.perf_counter() - before)
    return found[_WARM:]


def _empty(driver: Driver) -> None:
    driver.execute_query("MATCH (n) CALL { WITH n DETACH DELETE n }")


def _say(text: str) -> None:
    print(text)


if __name__ == "__main__":
    main()
