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
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph import export
from graph.export.archive import into_folder
from graph.export.cypher import literal
from graph.judgements import Judgement
from graph.questions import get
from graph.questions.base import Filters
from graph.schema import NODES, Selection, Subgraph
from graph.store import copying, open_store
from graph.store.base import Store
from graph.store.neo4j.connection import connect
from ingest.record import Citation
from tests.contract.test_copy import PLACES
from tests.contract.test_upstream import CITY, COUNTY, PROVINCE
from tests.graph.exported import HOSTILE, schema_graph
from tests.graph.lists import evidence, task, tasklist, unit
from tests.graph.test_publish import expected, held
from tests.neo4j import RECIPE, address, empty, empty_server, forget_schema, password

SHORT_LIVED = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""A server that answers a few times is over before the better compiler pays."""


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
    forget_schema(driver)
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
    write(whole, tmp_path)
    for server_of in imported(tmp_path):
        with connect(server_of, user="neo4j", password=None) as driver:
            for statement in (tmp_path / "files" / "constraints.cypher").read_text(encoding="utf-8").split(";\n"):
                if statement.strip():
                    driver.execute_query(statement)
            found, wanted = held(driver), expected(whole)
        for kind in (0, 1):
            assert {id: one for id, one in found[kind].items() if one != wanted[kind].get(id)} == {}
            assert set(wanted[kind]) == set(found[kind])


def test_neo4j_admin_imports_a_store(driver: Driver, tmp_path: Path) -> None:
    """All of a store, with what it keeps besides the graph: it is the one that loading the same into Neo4j makes, and goes on
    as that does."""
    with open_store(str(tmp_path / "store.sqlite")) as store, open_store(address(), password=password()) as loaded:
        for one in (store, loaded):
            fill(one)
        wanted = everything_in(driver)
        with store.walk(filters=Filters()) as whole:
            write(whole, tmp_path)
        for server_of in imported(tmp_path):
            with open_store(server_of) as found:  # opening makes the indexes
                same(store, found)
                with connect(server_of, user="neo4j", password=None) as driver:
                    for kind, made in zip(wanted, everything_in(driver), strict=True):
                        assert {"lacks": kind - made, "has": made - kind} == {"lacks": Counter(), "has": Counter()}
                for each in (store, found):
                    assert each.load([CITY], sha256="other")[0].result == "unchanged"
                    assert each.remove(each.meant("Document", "甲省2024年要点").id)
                    assert each.load([NEWER], sha256="1")[0].result == "added"
                same(store, found)


NEWER = tasklist(task(1, unit("市教育局"), unit("市商务局", "support")), place="甲省乙市", year=2025, file="e.docx")


def fill(store: Store) -> None:
    """Lists that cite each other, hostile words, branches, a collective wording, a judgement, places of the user's own."""
    words = "".join(word for word in HOSTILE[:-1] if word != "\ud800")
    office, towns = unit("市政府办"), unit("各镇街", "support", "collective")
    hostile = tasklist(task(1, office, towns, themes=("一、公开", words), text=words))
    branch = task(2, unit("市教育局分局"), unit("市教育局"), cites=[Citation("甲政发〔2024〕2号", None, evidence("根据"))])
    for each in (PROVINCE, CITY, COUNTY, hostile, tasklist(branch, place="甲省乙市", year=2023, file="d.docx")):
        store.load([each], sha256=words[:3])
    one, other = (store.meant("Unit", name).id for name in ("舒兰市市政府办", "乙市市教育局"))
    store.judge([Judgement("merge", one, other, who="某人", when="2026-01-01", why=words)])
    store.put_places(PLACES)


def everything_in(driver: Driver) -> tuple[Counter[Any], Counter[Any]]:
    """All nodes and relationships of a database with all their properties. Lists without items are left out (the import knows
    none), and how often was written (a new store begins to count)."""

    def plain(held: dict[str, Any]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((name, repr(value)) for name, value in held.items() if value != [] and name != "turn"))

    nodes = Counter(
        (tuple(sorted(labels)), plain(held))
        for labels, held in driver.execute_query("MATCH (n) RETURN labels(n), properties(n)").records
    )
    text = """MATCH (s)-[r]->(t) RETURN type(r), coalesce(s.id, s.value),
        coalesce(t.id, t.value), properties(r)"""
    edges = Counter((type, repr(s), repr(t), plain(held)) for type, s, t, held in driver.execute_query(text).records)
    return nodes, edges


def same(one: Store, other: Store) -> None:
    """Both stores hold the same and answer alike."""
    assert copying.held(other) == copying.held(one)
    assert other.identities() == one.identities()
    for words in ("亩产", "2024年要点", "市教育局", "乙政发〔2024〕5号"):
        assert {n.id for n in other.search(words)} == {n.id for n in one.search(words)} != set()
    for name in ("leads", "upstream", "subgraph"):
        asked = {"of": "丙政发〔2024〕9号"} if name == "upstream" else {}
        assert other.ask(get(name), asked).rows == one.ask(get(name), asked).rows != ()


def write(found: Selection, folder: Path) -> None:
    """The files for neo4j-admin."""
    one = export.get("neo4j-admin")
    assert one.parts
    into_folder(one.parts, found, folder / "files")


def imported(folder: Path) -> Iterator[str]:
    """The address of a server over what neo4j-admin made of them."""
    home = folder / "home"
    told = subprocess.run(
        [str(RECIPE / "admin"), "database", "import", "full", "neo4j", "@arguments.txt"],
        cwd=folder / "files",
        env={**os.environ, **SHORT_LIVED, "HOME_DIR": str(home), "HEAP": "512m"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-3000:]
    yield from served(home)


def served(home: Path) -> Iterator[str]:
    """The address of a server over this folder, ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    try:
        subprocess.run(
            [str(RECIPE / "start"), str(port), str(home), "512m", "64"],
            check=True,
            capture_output=True,
            env={**os.environ, **SHORT_LIVED},
        )
        yield f"bolt://127.0.0.1:{port}"
    finally:  # also one that was too slow to answer
        os.kill(int((home / "pid").read_text()), signal.SIGTERM)
