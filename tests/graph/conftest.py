"""The graph's tests build their lists themselves (`lists.py`, `draws.py`) and resolve units by a simple rule of their own, so
that they say something about the graph and nothing about the lexicon."""

from __future__ import annotations

from collections.abc import Iterator

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


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as opened:
        yield opened
