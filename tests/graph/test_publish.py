"""What a Neo4j database holds after publishing: the store's own `everything()`, no more and no less.

A real server is needed for most of it (see `tests/neo4j`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

import tests.neo4j
from api.cli import main
from graph.publish import neo4j
from graph.publish.neo4j import DatabaseChanging, publish
from graph.questions.base import Filters
from graph.schema import EDGES, NODES, Edge, Node, Subgraph
from graph.store import open_store
from graph.store.base import Store
from graph.store.neo4j.opening import DatabaseForeign
from graph.store.neo4j.rows import edge_properties, node_properties, stored
from ingest.record import Citation
from tests.graph.lists import evidence, task, tasklist, unit
from tests.neo4j import empty, empty_server, forget_schema, password

HOSTILE = "改'革\"`}) DETACH DELETE n //\\ $rows {0} \x00\x1b 😀 MATCH (n) SET n.id = '' RETURN n;"
Held = tuple[dict[str, tuple[set[str], dict[str, Any]]], dict[str, tuple[str, str, str, dict[str, Any]]]]


@pytest.fixture(scope="session")
def address() -> str:
    """The server's address."""
    return tests.neo4j.address()


@pytest.fixture(scope="module")
def server() -> Iterator[Driver]:
    with empty_server() as driver:
        yield driver


@pytest.fixture
def driver(server: Driver) -> Iterator[Driver]:
    """An empty database."""
    yield server
    empty(server)


@pytest.fixture
def new(driver: Driver) -> Driver:
    """An empty database without constraints: the server has to plan every statement anew, which takes a second or two."""
    forget_schema(driver)
    return driver


@pytest.fixture
def loaded(store: Store) -> Store:
    """Two documents with everything that a graph can have; one is full of hostile strings."""
    upstream = [Citation("吉政办〔2024〕2号", "省工作要点", evidence("根据"))]
    one = tasklist(
        task(1, unit("市政府办"), unit("市商务局", "support"), themes=("一、公开", "（一）目录"), cites=upstream),
        task(2, unit("市政府办"), unit("市教育局", "responsible"), themes=("一、公开",)),
        basis=upstream,
    )
    two = tasklist(
        task(1, unit(f"局{HOSTILE}"), unit("国家发展改革委", "support"), themes=(HOSTILE,), text=HOSTILE),
        place="邹城市",
        title=HOSTILE,
        file=f"{HOSTILE}.docx",
    )
    store.load([one], sha256="0")
    store.load([two], sha256="1")
    return store


def everything(store: Store, **filters: Any) -> Subgraph:
    return store.everything(filters=Filters(**filters))


def held(driver: Driver) -> Held:
    """All that the database holds, by id."""
    nodes = driver.execute_query("MATCH (n) RETURN n.id, labels(n), properties(n)").records
    edges = driver.execute_query("MATCH (s)-[r]->(t) RETURN r.id, type(r), s.id, t.id, properties(r)").records
    out = {id: (set(labels), has) for id, labels, has in nodes}, {id: (type, s, t, has) for id, type, s, t, has in edges}
    assert (len(out[0]), len(out[1])) == (len(nodes), len(edges))
    return out


def expected(subgraph: Subgraph) -> Held:
    """What it should hold."""
    nodes = {n.id: ({"Zhengtu", n.type}, node_properties(n)) for n in subgraph.nodes}
    return nodes, {e.id: (e.type, e.source, e.target, edge_properties(e)) for e in subgraph.edges}


def test_the_database_holds_the_stores_own_graph(driver: Driver, loaded: Store) -> None:
    whole = everything(loaded)
    done = publish(driver, whole)
    assert (done.nodes, done.nodes_written, done.nodes_removed) == (len(whole.nodes), len(whole.nodes), 0)
    assert (done.edges, done.edges_written, done.edges_removed) == (len(whole.edges), len(whole.edges), 0)
    assert held(driver) == expected(whole)
    counts = loaded.counts()
    for kind in NODES:
        assert driver.execute_query(f"MATCH (n:{kind.type}) RETURN count(n)").records[0][0] == counts[kind.type]
    for edge in EDGES:
        found = driver.execute_query(f"MATCH (:{edge.source})-[r:{edge.type}]->(:{edge.target}) RETURN count(r)")
        assert found.records[0][0] == counts[edge.type]


def test_an_edge_reads_as_a_sentence_with_its_evidence(driver: Driver, loaded: Store) -> None:
    publish(driver, everything(loaded))
    found = driver.execute_query(
        """MATCH (u:Unit)-[r:LEADS]->(t:Task)-[:LISTED_IN]->(d:Document)-[:IMPLEMENTS]->(up:Document {known: 'named'})
        WHERE t.seq = 1 AND u.name = $name RETURN u.full_name, u.aliases, t.due, t.ongoing, up.number, properties(r) AS r""",
        name="市政府办",
    ).records
    assert len(found) == 1
    full_name, aliases, due, ongoing, number, edge = found[0]
    assert (full_name, aliases, due, ongoing) == ("舒兰市市政府办", ["市政府办"], "2024-06-30", False)
    assert number == "吉政办〔2024〕2号"
    assert (edge["role_word"], edge["order"], edge["evidence_file"]) == ("牵头", 1, "a.docx")
    assert (edge["evidence_table"], edge["evidence_quote"]) == (1, "市政府办")
    assert "evidence_sheet" not in edge, "what is not known is left out"


def test_hostile_strings_are_text(driver: Driver, loaded: Store) -> None:
    publish(driver, everything(loaded))
    found = driver.execute_query("MATCH (t:Task {text: $text}) RETURN t.label, t.id", text=HOSTILE).records
    assert len(found) == 1
    assert driver.execute_query("MATCH (u:Unit {name: $name}) RETURN u.aliases", name=f"局{HOSTILE}").records[0][0] == [
        f"局{HOSTILE}"
    ]


def test_each_type_has_a_constraint_on_its_id(new: Driver, loaded: Store) -> None:
    publish(new, everything(loaded))
    found = new.execute_query("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties").records
    assert {(type, *labels, *names) for type, labels, names in found} == {("UNIQUENESS", kind.type, "id") for kind in NODES}


def test_publishing_again_writes_nothing(driver: Driver, loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = everything(loaded)
    publish(driver, whole)
    before = held(driver)
    monkeypatch.setattr(neo4j, "_run_all", None)
    done = publish(driver, whole)
    assert (done.nodes_written, done.edges_written, done.nodes_removed, done.edges_removed) == (0, 0, 0, 0)
    assert held(driver) == before


def test_what_is_gone_goes_and_what_changed_is_written(driver: Driver, loaded: Store) -> None:
    whole = everything(loaded)
    publish(driver, whole)
    part = everything(loaded, place="邹城市")
    done = publish(driver, part)
    assert (done.nodes_written, done.edges_written) == (0, 0)
    assert (done.nodes_removed, done.edges_removed) == (len(whole.nodes) - done.nodes, len(whole.edges) - done.edges)
    assert held(driver) == expected(part)
    changed = replace(part.nodes[0], label="新的", properties={**part.nodes[0].properties, "aliases": []})
    done = publish(driver, replace(part, nodes=(changed, *part.nodes[1:])))
    assert (done.nodes_written, done.edges_written, done.nodes_removed) == (1, 0, 0)
    publish(driver, whole)
    assert held(driver) == expected(whole)
    done = publish(driver, Subgraph((), ()))
    assert (done.nodes_removed, done.edges_removed) == (len(whole.nodes), len(whole.edges))
    assert held(driver) == ({}, {})


def test_batches_join_to_the_whole(driver: Driver, loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j, "BATCH", 2)
    whole, told = everything(loaded), list[tuple[int, int]]()
    publish(driver, whole, advance=lambda done, total: told.append((done, total)))
    assert held(driver) == expected(whole)
    size = len(whole.nodes) + len(whole.edges)
    assert told[-1] == (size, size)
    assert told == sorted(told)


def test_an_interrupted_publishing_is_completed_by_the_next(driver: Driver, loaded: Store) -> None:
    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    whole = everything(loaded)
    with pytest.raises(KeyboardInterrupt):
        publish(driver, whole, advance=stop)
    assert held(driver) != expected(whole)
    publish(driver, whole)
    assert held(driver) == expected(whole)


@pytest.mark.parametrize(
    ("theirs", "example"),
    [
        ("CREATE (:Person {name: 'A'})-[:KNOWS]->(:Person {name: 'B'})", "Person"),
        ("CREATE ({name: 'A'})", ""),
        ("CREATE (:Task {id: 'task:1'})", "Task"),
        ("CREATE (:Zhengtu)", "Zhengtu"),
        ("MATCH (t:Task) WITH t LIMIT 1 CREATE (t)-[:MY_NOTE]->(t)", "MY_NOTE"),
    ],
)
def test_a_database_with_what_is_not_ours_is_left_alone(new: Driver, loaded: Store, theirs: str, example: str) -> None:
    driver = new
    if theirs.startswith("MATCH"):
        publish(driver, everything(loaded))
    driver.execute_query(theirs)

    def state() -> list[Any]:
        ask = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN elementId(n), labels(n), properties(n), elementId(r) ORDER BY 1, 4"
        return [[list(r) for r in driver.execute_query(q).records] for q in (ask, "SHOW CONSTRAINTS YIELD name")]

    before = state()
    with pytest.raises(DatabaseForeign, match=f"not Zhengtu's.*:{example}.*Use an empty database"):
        publish(driver, everything(loaded, place="邹城市"))
    assert state() == before


def test_an_edge_without_its_ends_is_not_passed_over(driver: Driver, loaded: Store) -> None:
    whole = everything(loaded)
    with pytest.raises(DatabaseChanging):
        publish(driver, replace(whole, nodes=tuple(n for n in whole.nodes if n.type != "Unit")))


def test_the_command_publishes_a_selection(
    driver: Driver, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGTU_STORE", path := str(tmp_path / "a.sqlite"))
    if secret := password():
        monkeypatch.setenv("ZHENGTU_NEO4J_PASSWORD", secret.get_secret_value())
    with open_store(path) as store:
        store.load([tasklist(task(1, unit("市政府办")))], sha256="0")
        store.load([tasklist(task(1, unit("市政府办")), place="邹城市", file="b.docx")], sha256="1")
        part = everything(store, place="邹城市")
    given = address.replace("bolt:", "neo4j:")
    assert main(["publish", given, "--place", "邹城市"]) == 0
    said = capsys.readouterr()
    size = (len(part.nodes), len(part.edges))
    assert "节点共 {0}（写入 {0}，移除 0），关系共 {1}（写入 {1}，移除 0）".format(*size) in said.out
    assert said.err == ""
    assert held(driver) == expected(part)
    assert main(["publish", given, "--theme", "没有", "--lang", "en"]) == 1
    assert "the filters leave nothing; the database was left as it is" in capsys.readouterr().err
    assert held(driver) == expected(part)
    driver.execute_query("CREATE (:Person)")
    assert main(["publish", given]) == 1
    assert "1 个节点或关系不是政图的（例如 :Person），一个也没有动。请换一个空的数据库" in capsys.readouterr().err


def test_properties_are_flat() -> None:
    given = {"a": None, "b": ["x", "y"], "c": (), "d": {"e": [1]}, "f": [1, "x"], "g": [1, 2], "h": "\ud800", "i": True, "j": 0}
    assert stored(given) == {
        "b": ["x", "y"], "c": [], "d": '{"e": [1]}', "f": '[1, "x"]', "g": [1, 2], "h": "?", "i": True, "j": 0,
    }  # fmt: skip
    node = Node("doc:1", "Document", "题", {"id": "other", "label": "other", "title": None})
    assert node_properties(node) == {"id": "doc:1", "label": "题"}
    edge = Edge("e", "CITES", "a", "b", {"inherited": False}, {"inherited": True, "quote": "x", "page": None})
    assert edge_properties(edge) == {"id": "e", "inherited": False, "evidence_inherited": True, "evidence_quote": "x"}
    assert json.loads(str(stored({"d": {"e": "改"}})["d"])) == {"e": "改"}
