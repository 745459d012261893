"""One suite for every store: each test takes `fresh` (opens an empty store, any number of times) or `store`, and runs on each
kind of store: SQLite in a file and in memory, and a real Neo4j (see `tests/neo4j`). Units are resolved by the simple rule of
`tests.graph.lists`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from neo4j import Driver

import graph.build
import tests.neo4j
from graph.store import open_store
from graph.store.base import Store
from tests.graph.lists import fake_home, fake_resolve
from tests.neo4j import empty_server, password

_SETTINGS = "_hypothesis_internal_use_settings"
"""Where hypothesis keeps what `@settings` said of a test; there is no public way to say it again for one store."""


@pytest.fixture(autouse=True, scope="module")
def simple_resolver() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.build, "home_of", fake_home)
        patch.setattr(graph.build, "resolve_unit", fake_resolve)
        yield


@pytest.fixture(scope="package")
def server() -> Iterator[Driver]:
    """A Neo4j server, the same for all tests: a new database would have to plan every statement anew."""
    with empty_server() as driver:
        yield driver


@pytest.fixture(params=["file", "memory", "neo4j"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Gives an empty store, each time it is called. The server has one database: there a new store is the end of the one
    before, and a test that needs two at once takes the second from `beside`."""
    with ExitStack() as stack:
        if request.param != "memory":
            stack.enter_context(fewer_examples(request.function))
        if request.param == "neo4j":
            driver = request.getfixturevalue("server")
            yield lambda: emptied(stack, driver)
        else:
            yield files(stack, None if request.param == "memory" else tmp_path)


@pytest.fixture
def beside(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Gives a further empty store, each time it is called: a SQLite one, so that what two stores promise together is asked of
    two kinds of them."""
    with ExitStack() as stack:
        yield files(stack, None)


def files(stack: ExitStack, folder: Path | None) -> Callable[[], Store]:
    """Opens empty SQLite stores: in the folder, or in memory."""
    count = iter(range(10_000))
    return lambda: stack.enter_context(open_store(f"sqlite:{folder / f'{next(count)}.db'}" if folder else ":memory:"))


def emptied(stack: ExitStack, driver: Driver) -> Store:
    """The server's store with nothing in it; its indexes and the plans of its statements stay."""
    driver.execute_query("MATCH (n) WHERE NOT n:Store DETACH DELETE n")
    driver.execute_query("MATCH (s:Store) SET s.places = '', s.turn = s.turn + 1")
    return stack.enter_context(open_store(tests.neo4j.address(), password=password()))


@contextmanager
def fewer_examples(test: Any) -> Iterator[None]:
    """Three or four of the random graphs: a server takes long to plan a statement that it has not met, and filters make many;
    a file answers by the very statements that a store in memory was asked with all of them."""
    given = getattr(test, _SETTINGS, None)
    if given is None:
        yield
        return
    setattr(test, _SETTINGS, settings(given, max_examples=4 if given.max_examples >= 60 else 3))
    try:
        yield
    finally:
        setattr(test, _SETTINGS, given)


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    return fresh()
