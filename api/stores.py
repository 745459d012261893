"""The store that the settings name."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from api.settings import Settings
from graph.store.base import Store

_HALF_MINUTE: Final = 30


def open_for(settings: Settings, *, late: bool = False) -> Store:
    """Open the store; a file is made the first time. `late`: a server that cannot be reached now is opened when it is used, and
    whoever asks until then is told. Raises StoreError."""
    from graph.store import open_store

    return open_store(settings.store, user=settings.neo4j_user, password=settings.neo4j_password, late=late)


def state(address: str) -> tuple[float, ...]:
    """A value that changes when the graph in the store may have changed, without asking the store: of a file when it was
    written to last, of a server half a minute."""
    from graph.store import kind

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
