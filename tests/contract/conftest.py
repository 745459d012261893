"""One suite for every store: each test takes `fresh` (opens an empty store, any number of times) or `store`, and runs on each
kind of store. Units are resolved by the simple rule of `tests.graph.lists`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import graph.build
from graph.store import open_store
from graph.store.base import Store
from tests.graph.lists import fake_home, fake_resolve


@pytest.fixture(autouse=True, scope="module")
def simple_resolver() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.build, "home_of", fake_home)
        patch.setattr(graph.build, "resolve_unit", fake_resolve)
        yield


@pytest.fixture(params=["file", "memory"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    count = iter(range(10_000))

    def opened() -> Store:
        address = ":memory:" if request.param == "memory" else f"sqlite:{tmp_path / f'{next(count)}.db'}"
        return stack.enter_context(open_store(address))

    with ExitStack() as stack:
        yield opened


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    return fresh()
