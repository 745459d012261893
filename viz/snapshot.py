"""A subgraph as one HTML file that opens anywhere without a network: to send by mail, to put on a stick.

pyvis's Network holds nodes, edges and options. The page around them is our own (`templates/`): pyvis's loads Bootstrap from
the internet and writes headings unescaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from graph.schema import EDGES, NODES, Edge, Node, Subgraph
from viz.layout import positions
from viz.library import vis_network
from viz.style import NODE, as_json, edge_look, hollow, short_label

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 150, "multiselect": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 2, "font": {"size": 16, "vadjust": -2}},
    "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 1, "arrows": {"to": {"scaleFactor": 0.45}}},
}


def write_html(subgraph: Subgraph, title: str) -> str:
    """The page as text. Write it as UTF-8."""
    network = _network(subgraph)
    facts = {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "looks": as_json(),
        "about": {n.id: {"type": n.type, "label": n.label, "facts": _facts(n)} for n in subgraph.nodes},
        "stated": {e.id: {"facts": _duty(e), "evidence": e.evidence} for e in subgraph.edges},
    }
    style, script, library = _text("snapshot.css"), _text("snapshot.js"), vis_network().script
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(_text("snapshot.html"))
    return template.render(
        title=title,
        truncated=subgraph.truncated,
        counts=[(k.zh, sum(n.type == k.type for n in subgraph.nodes)) for k in NODES],
        policy="; ".join(
            (
                "default-src 'none'",
                f"script-src {_hash(library)} {_hash(script)}",
                f"style-src {_hash(style)}",
                "img-src data:",
                "connect-src 'none'",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
        data=_embedded(facts),
        style=_ours(style),
        script=_ours(script),
        library=_ours(library),
    )


def _network(subgraph: Subgraph) -> Any:
    from pyvis.network import Network  # loads IPython: half a second that only a snapshot should cost

    network = Network(directed=True)
    network.options = OPTIONS  # not set_options(), which takes the spaces out of every value
    place = positions(subgraph)
    for node in subgraph.nodes:
        look, (x, y) = NODE[node.type], place[node.id]
        network.add_node(
            node.id,
            label=short_label(node.label) or " ",
            title=node.label[:300],
            shape=look.shape,
            size=look.size,
            color=look.colour,
            hollow=hollow(node),
            x=x,
            y=y,
        )
    for edge in subgraph.edges:
        line = edge_look(edge.type)
        network.add_edge(
            edge.source,
            edge.target,
            id=edge.id,
            kind=edge.type,
            color={"color": line.colour, "opacity": 1 if line.width > 1.5 else 0.6},
            width=line.width,
            dashes=list(line.dashes) if line.dashes else False,
            arrows="to" if line.width > 2 else "",
        )
    return network


def _facts(node: Node) -> list[tuple[str, str]]:
    kind = next(k for k in NODES if k.type == node.type)
    return [
        (key, _words(node.properties[key])) for key in kind.properties if node.properties.get(key) not in (None, "", [], ())
    ]


def _duty(edge: Edge) -> list[tuple[str, str]]:
    kind = next(k for k in EDGES if k.type == edge.type)
    return [(key, _words(edge.properties[key])) for key in kind.properties if edge.properties.get(key) not in (None, "")]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _embedded(value: Any) -> Markup:
    """JSON for a script block: no `<` can end the block, and no separator can end a line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 (no sign is left that markup knows)


def _ours(code: str) -> Markup:
    """Our own file or the library's, as it is: its hash stands in the policy. A document's words never come here."""
    if "</script" in code.lower() or "</style" in code.lower():
        raise ValueError("this code would end its own block")
    return Markup(code)  # noqa: S704


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _text(name: str) -> str:
    return (files("viz") / "templates" / name).read_text(encoding="utf-8")
