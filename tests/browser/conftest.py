"""The real service over a real store, in a thread, looked at by Debian's Chromium; the stories of the sample corpus are told
over each kind of store.

Every page is watched: a request that leaves the machine, an error in the console or a breach of the content policy fails the
test that caused it. Without Chromium these tests are skipped, but fail where CI=true.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

import tests.neo4j
from api.app import create_app
from api.settings import Settings
from graph.store import open_store
from tests.browser import lists
from tests.browser.corpus import filled
from tests.browser.watching import ARGUMENTS, BREACH, DESK, Watch, serving
from tests.neo4j import empty_server, password

PATIENCE = 20_000
"""Milliseconds until something that does not come fails a test: a busy machine is slow."""
expect.set_options(timeout=PATIENCE)
CHROMIUM = os.environ.get("ZHENGTU_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "zhengtu.sqlite"
    with open_store(str(path)) as store:
        for number, one in enumerate(lists.ALL):
            store.load([one], sha256=f"{number:064}")
    with serving(create_app(Settings(store=str(path)))) as address:
        yield address


@pytest.fixture(scope="package", params=["sqlite", "neo4j"])
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service over the sample corpus, originals included: once over a file, and once over a real Neo4j."""
    folder = tmp_path_factory.mktemp("corpus")
    if request.param == "sqlite":
        with serving(create_app(filled(folder))) as address:
            yield address
        return
    with empty_server():
        server = Settings(store=tests.neo4j.address(), neo4j_password=password(), originals=str(folder))
        with serving(create_app(filled(folder, server))) as address:
            yield address


@pytest.fixture(scope="session")
def empty_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(create_app(Settings(store=str(tmp_path_factory.mktemp("empty") / "zhengtu.sqlite")))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        missing = f"no Chromium at {CHROMIUM}: apt-get install chromium, or set ZHENGTU_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    watch.check()


@pytest.fixture
def opened(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a watched page; more pages share storage, as tabs do."""
    contexts: list[BrowserContext] = []

    def look(request: Request) -> None:
        watch.requests.append(request.url)
        if not re.match(r"(http://127\.0\.0\.1:|file://|data:|blob:)", request.url):
            watch.fault(f"left the machine: {request.url}")

    def page(url: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESK, "locale": "zh-CN", **options})
        contexts.append(context)
        context.set_default_timeout(2 * PATIENCE)
        context.add_init_script(BREACH)
        context.on("request", look)
        made = context.new_page()
        made.on("console", lambda m: watch.fault(m.text) if m.type == "error" else None)
        made.on("pageerror", lambda e: watch.fault(str(e)))
        made.on("dialog", lambda d: (watch.fault(f"dialog: {d.message}"), d.dismiss()))
        made.goto(url)
        return made

    yield page
    for context in contexts:
        context.close()
