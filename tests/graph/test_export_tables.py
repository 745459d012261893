"""Subgraphs as tables, each read back by a program that is not ours: csv, openpyxl."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given

from graph.export.base import edges, nodes
from graph.export.columns import edge_columns, header, node_columns
from graph.export.values import no_formula, of_edge, of_node, written
from graph.schema import NODES, Node, Subgraph
from tests.graph.exported import file_of, graphs, hostile, some_graphs


def tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of an archive, read as a spreadsheet reads them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert all(text.startswith("\ufeff") for text in texts.values()), "Excel knows UTF-8 by the mark"
    return {name: list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) for name, text in texts.items()}


@some_graphs
@given(graphs)
@hostile
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
@hostile
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


def test_signs_that_excel_reads_as_a_code_stay_signs() -> None:
    """_x0041_ would be A; openpyxl leaves such a code as it is, so that the sheet itself is looked at."""
    coded = Subgraph((Node("theme:1", "Theme", "_x0041_", {"title": "a_x00e9_b _x12 _xzzzz_"}),), ())
    with zipfile.ZipFile(io.BytesIO(file_of("xlsx", coded))) as archive:
        sheet = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets" in name)
    assert ">_x005F_x0041_<" in sheet
    assert ">a_x005F_x00e9_b _x12 _xzzzz_<" in sheet
