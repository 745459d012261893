"""The store that the settings name."""

from __future__ import annotations

from api.settings import Settings
from graph.store.base import Store


def open_for(settings: Settings) -> Store:
    """Open the store; a file is made the first time. Raises StoreError."""
    from graph.store import open_store

    return open_store(settings.store)


def kind(address: str) -> str:
    """The kind of store that an address names."""
    return "neo4j" if "://" in address else "sqlite"
