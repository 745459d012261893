"""Who may reach the service, with what, and what each answer carries. No word of a document can become code or a query."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings

HOSTILE = [
    "' OR 1=1 --",
    '"; DROP TABLE node; --',
    "%",
    "_",
    "*",
    '"',
    "NEAR(",
    "a AND",
    "-公开",
    "公开*",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "𠮷" * 50,
    "..",
    "../../etc/passwd",
    ":memory:",
    "$name :name ?1",
]


@pytest.mark.parametrize(
    "address",
    ["/", "/static/js/main.js", "/api/docs", "/api/openapi.json", "/api/v1/status", "/nothing", "/api/v1/units?limit=0"],
)
def test_every_answer_carries_the_security_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy == {
        **dict.fromkeys(("default-src", "base-uri", "frame-ancestors"), "'none'"),
        **dict.fromkeys(("script-src", "style-src", "font-src", "connect-src", "form-action"), "'self'"),
        "img-src": "'self' data:",
    }
    assert (headers["cross-origin-opener-policy"], headers["cross-origin-resource-policy"]) == ("same-origin", "same-origin")
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers


def test_no_other_site_is_let_in_by_cors(client: TestClient) -> None:
    asked = client.options("/api/v1/units", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 405
    assert "access-control-allow-origin" not in asked.headers


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:8321", True),
        ("localhost", True),
        ("LOCALHOST:80", True),
        ("[::1]:8321", True),
        ("192.168.1.5:8321", True),
        ("tasks.gov.internal", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:8321", False),
        ("[evil]", False),
        ("127.0.0.1:80@evil.example", False),
        ("localhost:x", False),
        ("evil.example@127.0.0.1", False),
        ("", False),
    ],
)
def test_only_known_hosts_are_answered(settings: Settings, host: str, known: bool) -> None:
    app = create_app(settings.model_copy(update={"allowed_hosts": ("tasks.gov.internal",)}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        response = client.get("/api/v1/status", headers={"Host": host})
    assert response.status_code == (200 if known else 400)
    if not known:
        assert response.json()["code"] == "HostUnknown"


def test_a_long_body_is_refused_by_its_length_and_as_it_comes(client: TestClient, settings: Settings) -> None:
    size = settings.max_body_kb * 1024
    parts = (b"x" * 1024 for _ in range(settings.max_body_kb + 1))
    for body in (b"x" * (size + 1), parts):
        response = client.request("GET", "/api/v1/status", content=body)
        assert (response.status_code, response.json()["code"]) == (413, "BodyTooLarge")
    assert client.request("GET", "/api/v1/status", content=b"x" * size).status_code == 200


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_only_find_nothing(client: TestClient, word: str) -> None:
    before = client.get("/api/v1/status").json()
    for kind in ("units", "tasks", "documents"):
        for name in ("q", "place", "document", "theme"):
            answer = client.get(f"/api/v1/{kind}", params={name: word})
            assert answer.status_code == 200 or answer.json()["code"] == "ParameterWrong"
        assert client.get(f"/api/v1/{kind}/{quote(word, safe='')}").status_code in (200, 404)
    for address in ("/api/v1/search?q=", "/api/v1/questions/leads?place=", "/api/v1/questions/leads?theme="):
        assert client.get(address + quote(word, safe="")).status_code in (200, 422)
    assert client.get(f"/api/v1/graph/{quote(word, safe='')}/neighbours").status_code in (200, 404)
    assert client.get("/api/v1/status").json() == before


class Addresses(HTMLParser):
    """The addresses that a page loads or links, and its scripts and inline styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "href", "action"):
                self.found.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        if tag in ("script", "style"):
            self.inline.append(tag)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_docs_page_needs_no_network_and_shows_every_path(client: TestClient, language: str) -> None:
    response = client.get("/api/docs", params={"lang": language})
    assert response.headers["content-type"].startswith("text/html")
    page = Addresses()
    page.feed(response.text)
    assert page.inline == []
    assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in page.found)
    assert set(re.findall(r"https?://[^/']*", response.text)) == {"http://127.0.0.1:8321"}, "the examples, and nothing else"
    for address in {a for a in page.found if a.startswith("/")}:
        assert client.get(address).status_code == 200
    targets = set(re.findall(r'id="([^"]+)"', response.text))
    assert {a[1:] for a in page.found if a.startswith("#")} <= targets
    for path, operations in client.get("/api/openapi.json").json()["paths"].items():
        assert path in response.text
        for parameter in (p for operation in operations.values() for p in operation.get("parameters", [])):
            assert f"<code>{parameter['name']}</code>" in response.text
    assert ("参数" in response.text) == (language == "zh")


def test_the_docs_describe_every_parameter(client: TestClient) -> None:
    for path, operations in client.get("/api/openapi.json").json()["paths"].items():
        for parameter in (p for operation in operations.values() for p in operation.get("parameters", [])):
            described = parameter.get("description") or parameter["schema"].get("description")
            assert described, (path, parameter["name"])
