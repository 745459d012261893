"""The store that the settings name."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from api.settings import Settings
from graph.store.base import Store

_HALF_MINUTE: Final = 30


def open_for(settings: Settings) -> Store:
    """Open the store; a file is made the first time. Raises StoreError."""
    from graph.store import open_store

    return open_store(settings.store)


def kind(address: str) -> str:
    """The kind of store that an address names."""
    return "neo4j" if "://" in address else "sqlite"


def state(address: str) -> tuple[float, ...]:
    """A value that changes when the graph in the store may have changed, without asking the store: of a file when it was
    written to last, of a server half a minute."""
    if kind(address) != "sqlite":
        return (time.time() // _HALF_MINUTE,)
    file = Path(address.removeprefix("sqlite:"))
    found: list[float] = []
    for path in (file, file.with_name(f"{file.name}-wal")):
        try:
            held = path.stat()
        except OSError:
            continue
        if held.st_size:  # an empty log is made by whoever only looks
            found += [held.st_mtime_ns, held.st_size]
    return tuple(found) or (time.monotonic(),)
