"""Opens a store by its address. The one place that knows which stores there are."""

from __future__ import annotations

from pydantic import SecretStr

from graph.store.base import Store
from graph.store.sqlite import SqliteStore
from ingest.errors import StoreUnusable

_SQLITE = "sqlite:"
_SERVERS = tuple(f"{scheme}{security}" for scheme in ("neo4j", "bolt") for security in ("", "+s", "+ssc"))


def open_store(address: str, *, user: str = "neo4j", password: SecretStr | None = None, late: bool = False) -> Store:
    """`sqlite:PATH` or a path: that file, made when it is not there; `:memory:`: gone when closed. `neo4j://HOST:PORT`, also
    `bolt` and with `+s` or `+ssc`: a Neo4j database, which has to be empty the first time; `user` and `password` are for it,
    and with `late` a server that cannot be reached now is opened when it is used.
    Raises StoreError: StoreUnusable (not a database of ours, not writable), StoreNewer, Neo4jUnreachable …"""
    if kind(address) == "neo4j":
        from graph.store.neo4j.store import Neo4jStore  # its driver takes a while to load, and most stores are files

        return Neo4jStore(address, user=user, password=password, late=late)
    path = address.removeprefix(_SQLITE)
    scheme, separator, _ = path.partition("://")
    if not path or "\x00" in path or (separator and scheme.isalnum()):
        raise StoreUnusable(path=address, reason="不认识的地址 · no such kind of store")
    return SqliteStore(path)


def kind(address: str) -> str:
    """The kind of store that an address names: `sqlite` or `neo4j`."""
    return "neo4j" if address.partition("://")[0].strip().lower() in _SERVERS else "sqlite"
