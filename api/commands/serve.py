"""`zhengtu serve` and `zhengtu demo`."""

from __future__ import annotations

import errno
import ipaddress
import signal
import socket
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from api.session import LangOption, Session, StoreOption, begin
from api.tables import give
from ingest.errors import ZhengtuError

HostOption = Annotated[str | None, typer.Option("--host", metavar="NAME")]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65535)]


class PortTaken(ZhengtuError):
    zh, en = "端口 {port} 已被占用", "port {port} is taken"
    do_zh = "请先停掉占用它的程序，或用 --port 换一个端口（--port 0 自动选择）"
    do_en = "Stop the program that holds it, or choose another with --port (--port 0 finds a free one)"


class AddressUnusable(ZhengtuError):
    zh, en = "无法在 {host}:{port} 上启动（{reason}）", "cannot listen on {host}:{port} ({reason})"
    do_zh, do_en = "请检查 --host 和 --port", "Check --host and --port"


def serve(host: HostOption = None, port: PortOption = None, store: StoreOption = None, lang: LangOption = None) -> None:
    """Serve the page and the API until Ctrl-C."""
    run(begin(store=store, lang=lang, host=host, port=port))


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve")] = False,
    host: HostOption = None,
    port: PortOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Read the sample documents into a store of their own, print the lead ranking, serve the page."""
    with tempfile.TemporaryDirectory(prefix="zhengtu-demo-", ignore_cleanup_errors=True) as folder:
        # never the user's own store, whatever ZHENGTU_STORE says: only the option, which asks for it
        kept = None if store else str(Path(folder) / "demo.originals")
        session = begin(store=store or str(Path(folder) / "demo.sqlite"), originals=kept, lang=lang, host=host, port=port)
        _show(session, kept=store is not None)
        if store:
            session.say("demo.kept", store=store)
        if not no_serve:
            run(session)


def _show(session: Session, *, kept: bool) -> None:
    from api.commands.files import find
    from api.commands.ingest import read_all, summarise
    from api.questions import headings
    from graph.questions import get

    question = get("leads")
    with as_file(files("ingest").joinpath("corpus", "documents")) as corpus, session.open() as store:
        if not store.places():
            store.put_places(files("ingest").joinpath("corpus", "places.toml").read_text(encoding="utf-8"))
        found = find([corpus])
        outcomes = read_all(session, store, found.files)
        answer = store.ask(question, question.parameters())
    summarise(session, outcomes, kept=kept)
    print(f"\n{session.words('demo.title')}")
    titles = [(column.name, column.zh if session.language == "zh" else column.en) for column in headings(question)]
    give(session, titles, [row.model_dump(mode="json") for row in answer.rows])
    if any(outcome.result == "failed" for outcome in outcomes):
        raise typer.Exit(1)


def run(session: Session) -> None:
    """Serve until Ctrl-C. The address is printed once it can be reached."""
    import uvicorn

    from api.app import create_app

    settings = session.settings
    listener = _listen(settings.host, settings.port)
    with listener:
        app = create_app(settings)
        address = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}/"
        print(session.words("serve.address", address=address), flush=True)
        session.say("serve.docs", address=address)
        if not _local(settings.host):
            session.say("serve.open")
        # a page that keeps its connection open must not keep the service from ending
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, proxy_headers=False, timeout_graceful_shutdown=10
        )
        # a service is ended with SIGTERM as a person ends it with Ctrl-C: both close the store and remove what is temporary
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            session.say("serve.stopped")
        finally:
            signal.signal(signal.SIGTERM, before)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens, taken before the store is opened, so that a taken port is told at once."""
    try:
        family, kind, number, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, number)
    except OSError as error:
        raise AddressUnusable(host=host, port=port, reason=error.strerror or str(error)) from error
    try:
        if sys.platform != "win32":  # there it would let two programs listen on one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(target)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)):
            raise PortTaken(port=port) from error
        raise AddressUnusable(host=host, port=port, reason=error.strerror or str(error)) from error
    return listener


def _shown(host: str) -> str:
    """The host as a browser on this machine takes it."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _local(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
