"""The store that the settings name."""

from __future__ import annotations

from api.settings import Settings
from graph.store.base import Store


def open_for(settings: Settings, *, late: bool = False) -> Store:
    """Open the store; a file is made the first time. `late`: a server that cannot be reached now is opened when it is used, and
    whoever asks until then is told. Raises StoreError."""
    from graph.store import open_store

    return open_store(settings.store, user=settings.neo4j_user, password=settings.neo4j_password, late=late)
