"""Opens a store by its address. The one place that knows which stores there are."""

from __future__ import annotations

from graph.store.base import Store
from graph.store.sqlite import SqliteStore
from ingest.errors import StoreUnusable

_SQLITE = "sqlite:"


def open_store(address: str) -> Store:
    """`sqlite:PATH` or a path: that file, made when it is not there; `:memory:`: gone when closed.
    Raises StoreUnusable (not a database of ours, not writable) or StoreNewer."""
    path = address.removeprefix(_SQLITE)
    scheme, separator, _ = path.partition("://")
    if not path or "\x00" in path or (separator and scheme.isalnum()):
        raise StoreUnusable(path=address, reason="不认识的地址 · no such kind of store")
    return SqliteStore(path)
