"""Subgraphs to be exported: random ones, and one with every type and every word that a program may take for something else."""

from __future__ import annotations

import io
import re
from typing import Any

from hypothesis import example, settings
from hypothesis import strategies as st

from graph import export
from graph.export.values import written
from graph.questions.base import Filters
from graph.schema import EDGES, EVIDENCE, NODES, Edge, Node, Subgraph
from graph.store import open_store
from tests.graph import draws

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'", '"', ",", ";", "；", "\\", "\\u0027", "//", "/*",
    "`", "<script>alert(1)</script>", "]]>", "&amp;", "&", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ud800", "\uffff",
    "😀", "_x0041_", "a\r\nb", "", " ", "{0}", "$rows", "true", "1", "None", "../../etc/passwd", "改" * 40_000,
)  # fmt: skip


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


_words = st.lists(st.sampled_from(HOSTILE[:-1]) | st.text(max_size=8), min_size=1, max_size=4)
graphs = stored_graphs() | _words.map(schema_graph)
some_graphs = settings(max_examples=15, derandomize=True, deadline=None)
hostile = example(schema_graph(list(HOSTILE[:-1])))
"""Every hostile word, whatever is drawn."""


def file_of(format: str, subgraph: Subgraph, title: str = "题\x00目") -> bytes:
    stream = io.BytesIO()
    export.get(format).write(subgraph, stream, title=title)
    return stream.getvalue()


def as_text(values: dict[str, Any]) -> dict[str, str]:
    """Values so that they can be compared: a name with values of several kinds is text, whole numbers among broken ones are
    broken ones."""
    return {name: comparable(value) for name, value in values.items()}


def comparable(value: Any) -> str:
    text = written(value)
    return str(float(text)) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text) else text
