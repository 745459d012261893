"""How a Neo4j server is named, and what is said when it does not answer. No server is needed."""

from __future__ import annotations

import logging
import socket
import threading
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.cli import main
from api.settings import load_settings
from graph.store.neo4j.connection import AddressNotPlain, Neo4jUnreachable, connect, plain_address
from ingest.errors import ParameterWrong


def _free_port(wanted: int) -> int:
    with socket.create_server(("127.0.0.1", wanted)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("neo4j://localhost", "neo4j://localhost:7687"),
        ("neo4j://graph.example.cn:17687/", "neo4j://graph.example.cn:17687"),
        ("BOLT+SSC://10.0.0.1:1", "bolt+ssc://10.0.0.1:1"),
        ("neo4j+s://[::1]:7687", "neo4j+s://[::1]:7687"),
    ],
)
def test_an_address_is_a_host_and_a_port(given: str, plain: str) -> None:
    assert plain_address(given) == plain


@pytest.mark.parametrize(
    "given",
    ["", "localhost:7687", "http://x", "neo4j://", "neo4j://x:0", "neo4j://x:65536", "neo4j://x/db", "neo4j://x?a=geheim"],
)
def test_another_address_is_refused(given: str) -> None:
    with pytest.raises(ParameterWrong, match="neo4j://HOST:PORT") as caught:
        plain_address(given)
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("given", ["neo4j://neo4j:geheim@x:7687", "bolt://:geheim@x", "neo4j://a/b:geheim@x", "u:geheim@x"])
def test_an_address_with_a_password_is_refused_and_not_repeated(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHENGTU_STORE", str(tmp_path / "a.sqlite"))
    with pytest.raises(AddressNotPlain):
        plain_address(given)
    assert main(["publish", given]) == 2
    said = capsys.readouterr()
    assert "ZHENGTU_NEO4J_PASSWORD" in said.err
    assert "geheim" not in said.out + said.err


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_a_server_that_is_not_there_is_told_with_what_to_do(
    scheme: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("ZHENGTU_STORE", str(tmp_path / "a.sqlite"))
    monkeypatch.setenv("ZHENGTU_NEO4J_PASSWORD", "geheim-1234")
    caplog.set_level(logging.DEBUG)
    address = f"{scheme}://127.0.0.1:{_free_port(0)}"
    for language, said in (("zh", f"连不上 Neo4j：试过 {address}"), ("en", f"Neo4j cannot be reached: tried {address}")):
        assert main(["publish", address, "--lang", language]) == 1
        err = capsys.readouterr().err
        assert said in err
        assert "Connection refused" in err
        assert "docker compose up -d neo4j" in err
        assert "geheim" not in err + caplog.text


def test_a_server_that_is_no_neo4j_is_told() -> None:
    def answer(listening: socket.socket) -> None:
        with listening.accept()[0] as connection:
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as web:
        thread = threading.Thread(target=answer, args=(web,))
        thread.start()
        address = f"bolt://127.0.0.1:{web.getsockname()[1]}"
        with pytest.raises(Neo4jUnreachable, match="looks like HTTP"), connect(address, user="neo4j", password=None):
            pass
        thread.join()


def test_the_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGTU_NEO4J_PASSWORD", "geheim-1234")
    settings = load_settings()
    assert settings.neo4j_password == SecretStr("geheim-1234")
    assert "geheim" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
