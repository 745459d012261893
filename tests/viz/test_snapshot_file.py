"""The snapshot file: nothing from outside, nothing of a document as code."""

from __future__ import annotations

import json
import re

from graph.schema import Edge, Node, Subgraph
from viz.snapshot import write_html

EVIL = "</script><img src=x onerror=alert(1)>\u2028&"


def page(title: str = "政务公开", truncated: int = 0) -> str:
    unit = Node("unit:a", "Unit", EVIL, {"name": EVIL, "kind": "unit", "aliases": ["市府办", EVIL]})
    task = Node("task:b", "Task", "公开", {"text": "公开目录", "ongoing": False, "due": None})
    evidence = {"document": "doc:c", "file": EVIL, "page": 2, "row": 3, "quote": EVIL, "inherited": True}
    edge = Edge("rel:d", "LEADS", "unit:a", "task:b", {"order": 1, "printed": EVIL}, evidence)
    return write_html(Subgraph((task, unit), (edge,), truncated), title)


def without_library(html: str) -> str:
    """The page without vis-network, whose comments name its own addresses."""
    return re.sub(r"<script>/\*\*.*?</script>", "", html, count=1, flags=re.DOTALL)


def test_it_asks_for_nothing_from_anywhere() -> None:
    html = without_library(page())
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", html)
    addresses = set(re.findall(r"https?://[^\s\"')]+", html))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "connect-src &#39;none&#39;" in html
    assert "sourceMappingURL" not in page()


def test_the_words_of_documents_stay_words() -> None:
    html = without_library(page(EVIL))
    assert "<img" not in html
    assert "\u2028" not in html.split('id="data">')[1].split("</script>")[0]
    assert html.count("</script>") == 2  # the data, our own script


def test_the_data_is_all_there() -> None:
    data = json.loads(page().split('id="data">')[1].split("</script>")[0])
    assert data["about"]["unit:a"]["label"] == EVIL
    assert data["stated"]["rel:d"]["evidence"]["quote"] == EVIL
    assert data["options"]["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], float) for node in data["nodes"])


def test_it_says_what_it_left_out() -> None:
    assert "另有 12 个" in page(truncated=12)
    assert "另有" not in without_library(page())


def test_the_same_subgraph_gives_the_same_file() -> None:
    assert page() == page()
