"""The Cypher script and the CSV of `neo4j-admin database import full`, each read by a real Neo4j: it then holds what
`zhengtu publish` writes, no more and no less.

Needs a server (see `tests/neo4j`); for the import its recipe starts another one over what it imported.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from graph import export
from graph.export.archive import into_folder
from graph.export.cypher import literal
from graph.questions.base import Filters
from graph.schema import NODES, Subgraph
from graph.store import open_store
from graph.store.neo4j.connection import connect
from tests.graph.lists import task, tasklist, unit
from tests.graph.test_graph_export import HOSTILE, schema_graph
from tests.graph.test_publish import expected, held
from tests.neo4j import RECIPE, empty, empty_server


@pytest.fixture(scope="module")
def server() -> Iterator[Driver]:
    """The server that was given, empty."""
    with empty_server() as driver:
        yield driver


@pytest.fixture
def driver(server: Driver) -> Driver:
    """An empty database."""
    empty(server)
    return server


@pytest.fixture(scope="module")
def whole() -> Subgraph:
    """A stored graph, and one with every type of the schema and every hostile word: no id of the one is in the other."""
    words = "".join(word for word in HOSTILE[:-1] if word != "\ud800")
    with open_store(":memory:") as store:
        heads = ("一、公开", words)
        store.load([tasklist(task(1, unit("市政府办"), unit(f"局{words}", "support"), themes=heads, text=words))], sha256="0")
        stored = store.everything(filters=Filters())
    drawn = schema_graph(list(HOSTILE[:-1]))
    every = sorted((*stored.nodes, *drawn.nodes), key=lambda node: node.id)
    return Subgraph(tuple(every), tuple(sorted((*stored.edges, *drawn.edges), key=lambda edge: edge.id)))


def script(subgraph: Subgraph) -> list[str]:
    """The statements of the script."""
    stream = io.BytesIO()
    export.get("cypher").write(subgraph, stream, title="题目")
    return [part for part in stream.getvalue().decode("utf-8").split(";\n") if part.strip()]


def test_a_literal_has_no_way_out() -> None:
    assert literal("a'b\\c\n\x00\u2028") == r"'a\'b\\c\n\u0000\u2028'"
    assert literal({"a": [True, None, 1, -0.5], "b `c": float("nan")}) == "{a: [true, null, 1, -0.5], `b ``c`: null}"
    for word in HOSTILE:
        assert not set(literal(word)) & {"\n", "\r", "\x00"}


def test_every_word_comes_back_from_its_literal(driver: Driver) -> None:
    words = [word for word in HOSTILE if word != "\ud800"]
    assert driver.execute_query(f"RETURN {literal(words)}").records[0][0] == words


def test_the_script_makes_what_publish_makes(driver: Driver, whole: Subgraph) -> None:
    for _ in range(2):
        for statement in script(whole):
            driver.execute_query(statement)
        assert held(driver) == expected(whole)
    made = driver.execute_query("SHOW CONSTRAINTS YIELD labelsOrTypes, properties").records
    assert {(*labels, *names) for labels, names in made} == {(kind.type, "id") for kind in NODES}


def test_a_script_is_cut_into_batches(monkeypatch: pytest.MonkeyPatch, whole: Subgraph) -> None:
    before = len(script(whole))
    monkeypatch.setattr("graph.export.cypher.BATCH", 1)
    assert len(script(whole)) == len(NODES) + len(whole.nodes) + len(whole.edges) > before


def test_neo4j_admin_imports_what_publish_makes(server: Driver, tmp_path: Path) -> None:
    whole = schema_graph(list(HOSTILE[:-1]), one_kind_each=True)
    one = export.get("neo4j-admin")
    assert one.parts
    into_folder(one.parts, whole, tmp_path / "files")
    home = tmp_path / "home"
    told = subprocess.run(
        [str(RECIPE / "admin"), "database", "import", "full", "neo4j", "@arguments.txt"],
        cwd=tmp_path / "files",
        env={**os.environ, "HOME_DIR": str(home), "HEAP": "512m"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-3000:]
    for imported in served(home):
        for statement in (tmp_path / "files" / "constraints.cypher").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                imported.execute_query(statement)
        found, wanted = held(imported), expected(whole)
        for kind in (0, 1):
            assert {id: one for id, one in found[kind].items() if one != wanted[kind].get(id)} == {}
            assert set(wanted[kind]) == set(found[kind])


def served(home: Path) -> Iterator[Driver]:
    """A server over this folder, ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    subprocess.run(
        [str(RECIPE / "start"), str(port), str(home), "512m", "64"], check=True, capture_output=True, env={**os.environ}
    )
    try:
        with connect(f"bolt://127.0.0.1:{port}", user="neo4j", password=None) as driver:
            yield driver
    finally:
        os.kill(int((home / "pid").read_text()), signal.SIGTERM)
