"""The page's files: what is served, how it is kept, and what can never be asked for."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from graph.questions import catalogue
from graph.schema import NODES
from viz import site
from viz.style import EDGE, NODE


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = FastAPI()
    site.mount(app)
    return TestClient(app)


def test_the_page_has_nothing_inline(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)", answer.text)
    assert not re.search(r"https?://", answer.text)


def test_every_file_that_the_page_names_is_there(client: TestClient) -> None:
    for name, asset in site.assets().items():
        assert client.get(f"/static/{name}").content == asset.body
        folder = f"/static/{name.rpartition('/')[0]}"
        if name.endswith(".js") and not name.startswith("vendor/"):
            for wanted in re.findall(r'from "(\.[^"]+)"', asset.body.decode()):
                assert client.get(f"{folder}/{wanted}").status_code == 200, (name, wanted)
    for wanted in re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/").text):
        assert client.get(wanted).status_code == 200, wanted


def test_a_file_that_is_known_already_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/static/js/main.js").headers["etag"]
    again = client.get("/static/js/main.js", headers={"If-None-Match": f"W/{tag}"})
    assert (again.status_code, again.content) == (304, b"")


def test_the_library_comes_from_the_wheel_and_is_kept(client: TestClient) -> None:
    library = client.get("/static/style.json").json()["library"]
    answer = client.get(library)
    assert re.fullmatch(r"/static/vendor/vis-network-\d+\.\d+\.\d+\.min\.js", library)
    assert "immutable" in answer.headers["cache-control"]
    assert "vis-network" in answer.text[:200]


@pytest.mark.parametrize("path", ["../site.py", "%2e%2e/site.py", "..%2fsite.py", "js/../../site.py", "", "/etc/passwd"])
def test_nothing_else_can_be_asked_for(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_every_type_has_a_look_that_differs_without_colour() -> None:
    assert len({look.shape for look in NODE.values()}) == len(NODE)
    roles = [EDGE[role] for role in ("LEADS", "SUPPORTS", "RESPONSIBLE_FOR")]
    assert len({(look.width, look.dashes) for look in roles}) == 3


def test_both_languages_have_the_same_words_and_each_once() -> None:
    words = site.assets()["js/words.js"].body.decode()
    zh, en = words.split("const en = {")
    keys = [[a or b for a, b in re.findall(r'^  (?:"([^"]+)"|(\w+)):', half, re.MULTILINE)] for half in (zh, en)]
    assert keys[0] == keys[1]
    assert len(keys[0]) == len(set(keys[0])), sorted(k for k in keys[0] if keys[0].count(k) > 1)
    assert len(keys[0]) > 400


def test_every_word_is_used() -> None:
    """A word is asked for by its name, by how its name begins, or as that of a parameter, a property or one of their values."""
    code = {name: asset.body.decode() for name, asset in site.assets().items() if name.endswith((".js", ".html"))}
    zh = re.findall(r'^  (?:"([^"]+)"|(\w+)):', code.pop("js/words.js").split("const en = {")[0], re.MULTILINE)
    text = "\n".join(body for name, body in code.items() if "vendor" not in name)
    begun = tuple(start for start in re.findall(r"`([\w.]+)\$\{", text) if start.endswith(".") or start == "hops")
    fields = {name for question in catalogue().values() for name in question.parameters.model_fields}
    properties = {name for kind in NODES for name in kind.properties}
    owners = {*fields, *properties, *catalogue()}

    def used(word: str) -> bool:
        return f'"{word}"' in text or word.startswith(begun) or word in fields | properties or word.split(".")[0] in owners

    unused = [word for word in (a or b for a, b in zh) if not used(word)]
    assert unused == []


def test_the_page_never_parses_markup() -> None:
    for name, asset in site.assets().items():
        if name.startswith("js/"):
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", asset.body.decode()), name
