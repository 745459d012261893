"""Subgraphs as files, each read back by a program that is not ours: networkx, lxml. (Tables are read in `test_export_tables`;
Neo4j reads its own formats in `test_export_neo4j`.)"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from lxml import etree

from graph import export
from graph.export.archive import into_folder
from graph.export.base import edges, nodes
from graph.export.columns import edge_columns, node_columns
from graph.export.values import of_edge, of_node, printable
from graph.schema import Edge, Node, Subgraph
from graph.subgraph import cut
from ingest.errors import ParameterWrong
from tests.graph.exported import HOSTILE, as_text, comparable, file_of, graphs, hostile, schema_graph, some_graphs

GEXF = etree.RelaxNG(file=str(Path(__file__).with_name("gexf.rng")))


@pytest.mark.parametrize("format", export.names())
def test_a_file_has_the_same_bytes_each_time(whole: Subgraph, format: str) -> None:
    assert file_of(format, whole) == file_of(format, whole)
    file_of(format, Subgraph((), ()))


@pytest.mark.parametrize("format", export.names())
def test_any_words_can_be_written_in_any_place(format: str) -> None:
    subgraph = schema_graph(list(HOSTILE))
    assert file_of(format, subgraph, "".join(HOSTILE)) == file_of(format, subgraph, "".join(HOSTILE))


@some_graphs
@given(graphs)
@hostile
def test_no_property_is_outside_the_schema(subgraph: Subgraph) -> None:
    """Tables have their columns from the schema: what it does not name would be lost."""
    assert {name for n in nodes(subgraph) for name in of_node(n)} <= set(node_columns())
    assert {name for e in edges(subgraph) for name in of_edge(e)} <= set(edge_columns())


def test_json_comes_back(whole: Subgraph) -> None:
    value = json.loads(file_of("json", whole))
    read = nx.node_link_graph(value, edges="edges")
    assert set(read.nodes) == {n.id for n in whole.nodes}
    assert {(s, t, k) for s, t, k in read.edges(keys=True)} == {(e.source, e.target, e.id) for e in whole.edges}
    assert [n["properties"] for n in value["nodes"]] == [n.properties for n in nodes(whole)]
    assert [e["evidence"] for e in value["edges"]] == [e.evidence for e in edges(whole)]


@some_graphs
@given(graphs)
@hostile
def test_graphml_comes_back(subgraph: Subgraph) -> None:
    read = nx.read_graphml(io.BytesIO(file_of("graphml", subgraph)), force_multigraph=True)
    assert (read.graph["title"], read.graph["truncated"]) == ("题目", subgraph.truncated)
    assert {id: as_text(values) for id, values in read.nodes(data=True)} == {
        n.id: as_text({k: v for k, v in of_node(n).items() if k != "id"}) for n in subgraph.nodes
    }
    back = {key: (s, t, as_text(values)) for s, t, key, values in read.edges(keys=True, data=True)}
    own = ("id", "source", "target")
    assert back == {
        e.id: (e.source, e.target, as_text({k: v for k, v in of_edge(e).items() if k not in own})) for e in subgraph.edges
    }


def test_graphml_keeps_what_a_value_is(whole: Subgraph) -> None:
    read = nx.read_graphml(io.BytesIO(file_of("graphml", whole)), force_multigraph=True)
    office = next(n for n in whole.nodes if n.label == "市政府办")
    assert read.nodes[office.id]["full_name"] == "舒兰市市政府办"
    lead = next(e for e in whole.edges if e.type == "LEADS")
    attributes = read.edges[lead.source, lead.target, lead.id]
    assert (attributes["evidence_table"], attributes["evidence_quote"], attributes["order"]) == (1, "市政府办", 1)
    assert attributes["inherited"] is False


@some_graphs
@given(graphs)
@hostile
def test_gexf_comes_back(subgraph: Subgraph) -> None:
    content = file_of("gexf", subgraph)
    check_gexf(content)
    read = nx.MultiDiGraph(nx.read_gexf(io.BytesIO(content)))
    times = {"start", "end"}
    assert {id: as_text({k: v for k, v in values.items() if k not in times}) for id, values in read.nodes(data=True)} == {
        n.id: as_text({k: v for k, v in of_node(n).items() if k != "id"}) for n in subgraph.nodes
    }
    back = Counter((s, t, values["id"], values["label"]) for s, t, values in read.edges(data=True))
    assert back == Counter((e.source, e.target, e.id, e.type) for e in subgraph.edges)
    values_of = {values["id"]: values for _, _, values in read.edges(data=True)}
    for e in subgraph.edges:
        for name, value in of_edge(e).items():
            if name not in ("source", "target", "id"):
                assert comparable(values_of[e.id]["weight_" if name == "weight" else name]) == comparable(value)


def check_gexf(content: bytes) -> None:
    """The schema of GEXF 1.3, and what it cannot say: ids that are there, values of the type that their attribute has."""
    space = "{http://gexf.net/1.3}"
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    GEXF.assertValid(root)
    _, drawn = root
    assert (drawn.get("defaultedgetype"), drawn.get("mode"), drawn.get("timeformat")) == ("directed", "dynamic", "date")
    assert [part.tag.removeprefix(space) for part in drawn] == ["attributes", "attributes", "nodes", "edges"]
    of_nodes, of_edges, drawn_nodes, drawn_edges = drawn
    known: dict[str, dict[str, str]] = {}
    for attributes in (of_nodes, of_edges):
        types = known[str(attributes.get("class"))] = {str(a.get("id")): str(a.get("type")) for a in attributes}
        assert len(types) == len(attributes)
        titles = [a.get("title") for a in attributes]
        assert len(set(titles)) == len(titles)
    ids = {str(node.get("id")) for node in drawn_nodes}
    assert len(ids) == len(drawn_nodes)
    assert len({edge.get("id") for edge in drawn_edges}) == len(drawn_edges)
    for element in (*drawn_nodes, *drawn_edges):
        name = element.tag.removeprefix(space)
        assert {"id", "label"} <= set(element.keys())
        assert name == "node" or {element.get("source"), element.get("target")} <= ids
        assert name == "node" or element.get("kind") == element.get("label"), "Gephi would join edges of several types"
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", element.get(time, "2024-01-01")) for time in ("start", "end"))
        (values,) = element
        for value in values:
            kind = known[name][str(value.get("for"))]
            assert {"long": int, "double": float, "string": str, "boolean": {"true": 1, "false": 1}.__getitem__}[kind](
                value.get("value")
            ) is not None


def test_the_schema_of_gexf_refuses_what_gephi_cannot_read(whole: Subgraph) -> None:
    content = file_of("gexf", whole)
    for right, wrong in (
        (b'type="string"', b'type="text"'), (b'end="2024-06-30"', b'end="6-30"'), (b"</nodes>", b"</nodes><nodes/>"),
        (b' source="', b' from="'), (b'class="node"', b'class="task"'), (b'version="1.3"', b'version="1.2"'),
    ):  # fmt: skip
        assert not GEXF.validate(etree.fromstring(content.replace(right, wrong, 1))), wrong


def test_gexf_has_a_time_line(whole: Subgraph) -> None:
    read = nx.read_gexf(io.BytesIO(file_of("gexf", whole)))
    ends = {values.get("end") for _, values in read.nodes(data=True) if values["type"] == "Task"}
    assert ends == {"2024-06-30"}


def test_several_files_can_stand_in_a_folder(whole: Subgraph, tmp_path: Path) -> None:
    for format in ("csv", "neo4j-admin"):
        one = export.get(format)
        assert one.parts is not None
        into_folder(one.parts, whole, tmp_path / format)
        with zipfile.ZipFile(io.BytesIO(file_of(format, whole))) as archive:
            packed = {name: archive.read(name) for name in archive.namelist()}
        assert {file.name: file.read_bytes() for file in (tmp_path / format).iterdir()} == packed
        assert all(re.fullmatch(r"[A-Za-z_.-]+", name) for name in packed)


def test_the_import_is_told_of_values_that_are_longer_than_its_buffer(whole: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> list[str]:
        with zipfile.ZipFile(io.BytesIO(file_of("neo4j-admin", whole))) as archive:
            longest = max(len(line) for name in archive.namelist() for line in archive.read(name).splitlines(keepends=True))
            said = archive.read("arguments.txt").decode().splitlines()
        assert [one for one in said if one.startswith("--read-buffer")] in ([], [f"--read-buffer-size={2 * longest}"])
        return [one for one in said if one.startswith("--read-buffer")]

    assert told() == []
    monkeypatch.setattr("graph.export.neo4j_admin._BUFFER", 1000)
    assert len(told()) == 1


def imported(subgraph: Subgraph, name: str) -> tuple[str, str]:
    """The header and the content of a file for neo4j-admin."""
    with zipfile.ZipFile(io.BytesIO(file_of("neo4j-admin", subgraph))) as archive:
        return archive.read(f"{name}.header.csv").decode(), archive.read(f"{name}.csv").decode()


def test_the_import_is_told_what_values_are() -> None:
    """Whole and broken numbers in one column are broken ones; what parts the items of a list is in none of them."""
    said = {"grade": "same", "why_zh": "因", "why_en": "as"}
    links = [Edge(f"e{n}", "CARRIES_OUT", "task:1", f"task:{n}", {"score": n / 2, **said}) for n in (1, 2)]
    links.append(Edge("e3", "CARRIES_OUT", "task:2", "task:1", {"score": 1, **said}))
    names = Node("unit:1", "Unit", "局", {"name": "局", "aliases": ["市\x1f局", "局"]})
    subgraph = Subgraph((names,), tuple(links))
    assert '"score:double"' in imported(subgraph, "edge-CARRIES_OUT")[0]
    header, content = imported(subgraph, "node-Unit")
    assert '"aliases:string[]"' in header
    assert '"市局\x1f局"' in content


def test_a_script_has_few_rows_in_a_statement(whole: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = len(whole.nodes) + len(whole.edges)
    for most in (3, 1000):
        monkeypatch.setattr("graph.export.cypher.BATCH", most)
        batches = re.findall(
            r"^UNWIND \[\n(.*?)\n\] AS row MERGE|^UNWIND \[\n(.*?)\n\] AS row MATCH",
            file_of("cypher", whole).decode(),
            re.S | re.M,
        )
        counts = [len("".join(batch).splitlines()) for batch in batches]
        assert sum(counts) == rows
        assert max(counts) <= most


def test_control_characters_and_halves_of_characters_go() -> None:
    assert printable("a\x00\x1b\x7f\x85\ud800\ufdd0\uffff\tb\r\n") == "a\x85\tb\r\n"


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(ParameterWrong, match="csv, cypher, gexf, graphml, json, neo4j-admin, xlsx"):
        export.get("doc")


def test_a_cut_keeps_the_near_and_important(whole: Subgraph) -> None:
    document = next(n.id for n in whole.nodes if n.properties.get("known") == "full")
    small = cut(whole, document, 4)
    assert (len(small.nodes), small.truncated) == (4, len(whole.nodes) - 4)
    assert {n.type for n in small.nodes} == {"Document", "Task"}
    assert "吉政办〔2024〕2号" in {n.label for n in small.nodes}
    assert cut(whole, document, 4) == small
    assert cut(whole, document, 1000) == whole


def test_of_two_alike_a_cut_keeps_the_one_with_more_links() -> None:
    near = [Node(f"task:{n}", "Task", str(n), {}) for n in (1, 2)]
    nodes_ = (*near, *(Node(id, "Unit", id, {}) for id in ("unit:1", "unit:2", "unit:3")))
    ends = (("unit:1", "task:1"), ("unit:1", "task:2"), ("unit:2", "task:2"), ("unit:3", "task:2"))
    joined = tuple(Edge(f"LEADS:{s}:{t}", "LEADS", s, t, {}) for s, t in ends)
    small = cut(Subgraph(nodes_, joined), "unit:1", 2)
    assert [node.id for node in small.nodes] == ["task:2", "unit:1"]
