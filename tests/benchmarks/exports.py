"""What does an export cost? `python -m tests.benchmarks.exports STORE [FORMAT ...]` writes a stored graph in each format, each
in a process of its own, and prints seconds of the processor, sizes and peak memory beside a walk that writes nothing.
With `--peers` networkx and openpyxl write the same values, from a graph that they hold in memory (networkx) or as they come
(openpyxl, write-only).

A store comes from `python -m tests.benchmarks.leads 100000 --keep STORE`. The page is left out unless it is named: it draws
the whole graph.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from graph import export
from graph.export.base import edges, nodes
from graph.export.columns import edge_columns, node_columns
from graph.export.select import selection
from graph.export.values import of_edge, of_node
from graph.questions.base import Filters
from graph.schema import Selection
from graph.store import open_store

WALK = "(walk)"


def main() -> None:
    """Write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("formats", nargs="*")
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    with open_store(given.store) as store:
        _say(f"{sum(store.counts().values()):,} nodes and edges")
    seconds, _, memory = _apart(WALK, given.store)
    _say(f"{'a walk that writes nothing':28} {seconds:7.1f} s   {'':12} peak {memory:6,.0f} MB")
    for name in [*(given.formats or export.names()), *(PEERS if given.peers else ())]:
        spent, size, memory = _apart(name, given.store)
        _say(f"{name:28} {spent:7.1f} s   {size / 1e6:9,.1f} MB peak {memory:6,.0f} MB   {spent / seconds:4.1f} of the walk")


def _apart(name: str, store: str) -> tuple[float, int, float]:
    """Seconds, bytes and megabytes of memory of a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (name, store))


def _run(name: str, path: str) -> tuple[float, int, float]:
    write = _walk if name == WALK else PEERS.get(name) or _writer(name)
    with tempfile.TemporaryDirectory() as folder, open_store(path) as store:
        file = Path(folder) / "out"
        before = time.process_time()
        with selection(store, Filters()) as found:
            write(found, file)
        seconds = time.process_time() - before
        size = file.stat().st_size if file.exists() else 0
    return seconds, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _writer(name: str) -> Callable[[Selection, Path], None]:
    def write(found: Selection, file: Path) -> None:
        from api.exports import formats

        with file.open("wb") as stream:
            formats()[name].write(found, stream, title=name)

    return write


def _walk(found: Selection, file: Path) -> None:
    for _ in nodes(found):
        pass
    for _ in edges(found):
        pass


def _networkx(found: Selection) -> Any:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in nodes(found):
        graph.add_node(node.id, **{k: v for k, v in of_node(node).items() if k != "id"})
    for edge in edges(found):
        values = {k: v for k, v in of_edge(edge).items() if k not in ("id", "source", "target")}
        graph.add_edge(edge.source, edge.target, edge.id, **values)
    return graph


def _gexf(found: Selection, file: Path) -> None:
    import networkx as nx

    nx.write_gexf(_networkx(found), file)


def _graphml(found: Selection, file: Path) -> None:
    import networkx as nx

    nx.write_graphml_lxml(_networkx(found), file)


def _xlsx(found: Selection, file: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for title, columns, elements in (
        ("nodes", node_columns(), map(of_node, nodes(found))),
        ("edges", edge_columns(), map(of_edge, edges(found))),
    ):
        sheet = book.create_sheet(title)
        sheet.append(columns)
        for element in elements:
            sheet.append([element.get(name) for name in columns])
    book.save(file)


PEERS: dict[str, Callable[[Selection, Path], None]] = {
    "gexf by networkx": _gexf,
    "graphml by networkx": _graphml,
    "xlsx by openpyxl": _xlsx,
}


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
