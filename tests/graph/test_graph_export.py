"""Subgraphs as files, each read back by a program that is not ours: networkx, openpyxl, csv, lxml. (Neo4j reads its own formats
in `test_export_neo4j.py`.)"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from graph import export
from graph.export.archive import into_folder
from graph.export.base import edges, nodes
from graph.export.columns import edge_columns, header, node_columns
from graph.export.values import no_formula, of_edge, of_node, printable, written
from graph.questions.base import Filters
from graph.schema import EDGES, EVIDENCE, NODES, Edge, Node, Subgraph
from graph.store import open_store
from graph.store.base import Store
from graph.subgraph import cut
from ingest.errors import ParameterWrong
from ingest.record import Citation
from tests.graph import draws
from tests.graph.lists import evidence, task, tasklist, unit

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'", '"', ",", ";", "；", "\\", "\\u0027", "//", "/*",
    "`", "<script>alert(1)</script>", "]]>", "&amp;", "&", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\uffff",
    "😀", "_x0041_", "a\r\nb", "", " ", "{0}", "$rows", "true", "1", "None", "../../etc/passwd", "改" * 40_000,
)  # fmt: skip


GEXF = etree.RelaxNG(file=str(Path(__file__).with_name("gexf.rng")))


@pytest.fixture
def whole(store: Store) -> Subgraph:
    hostile = "改革\x00\x1b<script>&\"'，=1+1"
    one = tasklist(
        task(1, unit("市政府办"), unit("市商务局", "support"), themes=("一、公开",), text=hostile),
        *(task(n, unit("市政府办"), unit("市教育局", "responsible")) for n in range(2, 12)),
        basis=[Citation("吉政办〔2024〕2号", None, evidence("根据"))],
    )
    store.load([one], sha256="0")
    return store.everything(filters=Filters())


def schema_graph(words: list[str], *, one_kind_each: bool = False) -> Subgraph:
    """A graph with two nodes of every type and an edge of every type, whose properties are these words and what else a
    property can be: a new type of the schema is in it by itself. On wish, values of one name are of one kind."""
    kinds_of: list[list[Any]] = [[None, *words], [True, False], [7, -1], [0.25, 1e-9], ["2024-06-30"], [words, words[:1]]]
    every = [one for kind in kinds_of for one in kind]
    turn = iter(range(10**6))

    def some(names: tuple[str, ...]) -> dict[str, Any]:
        return {
            name: choice[next(turn) % len(choice)] for name in names for choice in [_kind(name) if one_kind_each else every]
        }

    def _kind(name: str) -> list[Any]:
        return kinds_of[sum(map(ord, name)) % len(kinds_of)]

    said = {**some(EVIDENCE), "quote": words[0], "also": [{"page": 2, "start": 0, "end": 1}]}
    made = [
        Node(f"{k.type.lower()}:{i}", k.type, words[i % len(words)], some(k.properties), {"text": said} if i else None)
        for k in NODES
        for i in range(2)
    ]
    joined = [
        Edge(f"{k.type}:{s}:{t}", k.type, s, t, some(k.properties), said if k.stated else None)
        for k in EDGES
        for s, t in [(f"{k.source.lower()}:0", f"{k.target.lower()}:1")]
    ]
    return Subgraph(tuple(sorted(made, key=lambda n: n.id)), tuple(sorted(joined, key=lambda e: e.id)), 3)


@st.composite
def stored_graphs(draw: st.DrawFn) -> Subgraph:
    with open_store(":memory:") as opened:
        for number, one in enumerate(draw(draws.graphs(3))):
            opened.load([one], sha256=str(number))
        return opened.everything(filters=Filters())


words_drawn = st.lists(st.sampled_from(HOSTILE[:-1]) | st.text(max_size=8), min_size=1, max_size=4)
graphs = stored_graphs() | words_drawn.map(schema_graph)
some_graphs = settings(max_examples=15, deadline=None)


def file_of(format: str, subgraph: Subgraph, title: str = "题\x00目") -> bytes:
    stream = io.BytesIO()
    export.get(format).write(subgraph, stream, title=title)
    return stream.getvalue()


def as_text(values: dict[str, Any]) -> dict[str, str]:
    """Values so that they can be compared: a name with values of several kinds is text, whole numbers among broken ones are
    broken ones."""
    return {name: _comparable(value) for name, value in values.items()}


def _comparable(value: Any) -> str:
    text = written(value)
    return str(float(text)) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text) else text


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
                assert _comparable(values_of[e.id]["weight_" if name == "weight" else name]) == _comparable(value)


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


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of an archive, read as a spreadsheet reads them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert all(text.startswith("\ufeff") for text in texts.values()), "Excel knows UTF-8 by the mark"
    return {name: list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) for name, text in texts.items()}


@some_graphs
@given(graphs)
def test_csv_comes_back_and_holds_no_formula(subgraph: Subgraph) -> None:
    read = tables(file_of("csv", subgraph))
    assert list(read) == ["nodes.csv", "edges.csv"]
    for rows, elements in (
        (read["nodes.csv"], [of_node(n) for n in nodes(subgraph)]),
        (read["edges.csv"], [of_edge(e) for e in edges(subgraph)]),
    ):
        for row, element in zip(rows, elements, strict=True):
            expected = {k: no_formula(v) if isinstance(v, str) else written(v) for k, v in element.items()}
            assert {k: v for k, v in row.items() if v} == {k: v for k, v in expected.items() if v}
            for name, cell in row.items():
                if isinstance(element.get(name), str):
                    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
                    assert cell[:1] not in tuple("\t\r\n")


def test_several_files_can_stand_in_a_folder(whole: Subgraph, tmp_path: Path) -> None:
    for format in ("csv", "neo4j-admin"):
        one = export.get(format)
        assert one.parts is not None
        into_folder(one.parts, whole, tmp_path / format)
        with zipfile.ZipFile(io.BytesIO(file_of(format, whole))) as archive:
            packed = {name: archive.read(name) for name in archive.namelist()}
        assert {file.name: file.read_bytes() for file in (tmp_path / format).iterdir()} == packed
        assert all(re.fullmatch(r"[A-Za-z_.-]+", name) for name in packed)


def cells(content: bytes) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The sheets of a workbook, each row by its headers; no cell of them is a formula."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        head, *rows = sheet.iter_rows()
        names = [str(cell.value).rpartition(" ")[2] for cell in head]
        for row in rows:
            for cell in row:
                assert cell.data_type != "f"
                assert cell.data_type != "s" or cell.quotePrefix, "Excel would take it for a formula after an edit"
        yield (
            sheet.title,
            [{n: c.value for n, c in zip(names, row, strict=True) if c.value is not None} for row in rows],
        )


@some_graphs
@given(graphs)
def test_xlsx_comes_back_and_holds_no_formula(subgraph: Subgraph) -> None:
    read = dict(cells(file_of("xlsx", subgraph)))
    assert list(read) == [*(f"{k.zh} {k.type}" for k in NODES), "关系 edges", "节点 nodes"]
    expected = {f"{k.zh} {k.type}": [of_node(n) for n in subgraph.nodes if n.type == k.type] for k in NODES}
    expected["关系 edges"] = [of_edge(e) for e in edges(subgraph)]
    for name, elements in expected.items():
        own = "type" if name != "关系 edges" else ""
        assert [plain_cells(row) for row in read[name]] == [
            plain_cells({k: v for k, v in element.items() if k != own}) for element in elements
        ]
    assert [row["id"] for row in read["节点 nodes"]] == [n.id for n in nodes(subgraph)]


def plain_cells(row: dict[str, Any]) -> dict[str, Any]:
    """What can be compared: a cell has no empty text, and XML knows one kind of line break. Excel reads _x0041_ as A, so
    that is written with a sign before it, which openpyxl leaves there."""
    row = {k: v.date().isoformat() if isinstance(v, datetime) else v for k, v in row.items()}
    same = {k: re.sub("\r\n?", "\n", v).replace("_x005F_", "_") if isinstance(v, str) else v for k, v in row.items()}
    return {k: v for k, v in same.items() if v != ""}


def test_headers_are_chinese_and_days_are_days(whole: Subgraph) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(file_of("xlsx", whole)))["任务 Task"]
    head = [cell.value for cell in sheet[1]]
    assert head[:3] == ["编号 id", "名称 label", "序号 seq"]
    assert sheet.cell(2, 1 + head.index("最后期限 due")).value == datetime(2024, 6, 30)
    known = {header(name) for name in (*node_columns(), *edge_columns())}
    assert {name for name in known if re.fullmatch("[a-z_]+", name)} == set(), "a property without a Chinese name"


def test_a_cell_holds_what_excel_allows(whole: Subgraph) -> None:
    long = Subgraph((Node("theme:1", "Theme", "改" * 40_000, {"title": "改" * 40_000}),), ())
    ((row,),) = [rows for name, rows in cells(file_of("xlsx", long)) if name.endswith("Theme")]
    assert len(row["title"]) == 32_767


def test_a_sheet_that_is_full_goes_on_in_another(whole: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.export.xlsx._ROWS", 5)
    read = dict(cells(file_of("xlsx", whole)))
    assert [len(read[name]) for name in ("任务 Task", "任务 Task 2", "任务 Task 3")] == [4, 4, 3]


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
