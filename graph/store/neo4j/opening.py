"""Opens a database: tells what is in it, refuses what is not ours before anything is touched, and gives it its indexes."""

from __future__ import annotations

import re
from typing import Any, Final

from neo4j import ManagedTransaction

from graph.store.neo4j.model import MIGRATION, SCHEMA, TYPES
from graph.store.neo4j.rows import MARK
from graph.store.neo4j.server import Server
from ingest.errors import StoreError, StoreNewer

OLDEST: Final = 5
"""The first version of the server whose Cypher has what ours needs."""
_INDEX_SECONDS: Final = 300
_NAME: Final = re.compile(r"CREATE [A-Z ]+ (zhengtu_\w+) IF NOT EXISTS")
_WITHOUT_MARK: Final = f"MATCH (n) WHERE NOT n:{MARK} RETURN min(coalesce(head(labels(n)), '')) AS example"
_OTHER_TYPE: Final = "MATCH ()-[r]->() WHERE NOT type(r) IN $types RETURN min(type(r)) AS example"


class DatabaseForeign(StoreError):
    status = 409
    zh = "这个 Neo4j 数据库里有别的内容：{count} 个节点或关系不是政图的（例如 :{example}），一个也没有动"
    en = (
        "this Neo4j database holds what is not Zhengtu's: {count} nodes or relationships (such as :{example}); none was touched"
    )
    do_zh, do_en = "请换一个空的数据库", "Use an empty database"


class DatabasePublished(StoreError):
    status = 409
    zh = "这个 Neo4j 数据库里是 zhengtu publish 发布的图（{count} 个节点），不是政图的存储，没有动它"
    en = "this Neo4j database holds a graph that zhengtu publish wrote ({count} nodes), not a store; it was left as it is"
    do_zh = "请换一个空的数据库；不再需要这份发布的图时，可先清空：MATCH (n) DETACH DELETE n"
    do_en = "Use an empty database, or empty this one when the published graph is not wanted: MATCH (n) DETACH DELETE n"


class SchemaOlder(StoreError):
    status = 409
    zh = "Neo4j {path} 中的存储由较早的版本建立（结构 {found}，本程序需要 {known}）"
    en = "the store in Neo4j {path} was made by an older version (schema {found}, this program needs {known})"
    do_zh = "请用较早的版本运行 zhengtu store copy 复制到一个 SQLite 文件，清空数据库后再用本版本复制回来"
    do_en = "Copy it into an SQLite file with the older version (zhengtu store copy), empty the database, and copy it back"


class ServerOld(StoreError):
    status = 409
    zh = "Neo4j {path} 的版本太旧（{found}），需要 {oldest} 或更新的版本"
    en = "the Neo4j server {path} is too old ({found}); version {oldest} or newer is needed"


def open_database(server: Server) -> None:
    """Make sure that the server answers, and that its database is a store of today's schema; an empty one becomes a store.
    Indexes that are missing are made: a bulk import (`zhengtu export --format neo4j-admin`) leaves a store without any.
    Raises StoreError."""
    with server.naming_errors():
        agent = server.driver.get_server_info().agent
        found = re.search(r"(\d+)\.", agent)
        if found and int(found[1]) < OLDEST:
            raise ServerOld(path=server.address, found=agent, oldest=OLDEST)
        if not _is_store(server) or _missing(server):
            _migrate(server)


def refuse_foreign(tx: ManagedTransaction) -> int:
    """How many nodes of ours the database holds. Raises DatabaseForeign for anything else in it. Counts only, which Neo4j keeps
    ready: a large graph is not read."""
    nodes, ours, edges = _numbers(tx, "MATCH (n)", f"MATCH (n:{MARK})", "MATCH ()-[n]->()")
    known = sum(_numbers(tx, *(f"MATCH ()-[n:{type}]->()" for type in TYPES)))
    for count, statement in ((nodes - ours, _WITHOUT_MARK), (edges - known, _OTHER_TYPE)):
        if count:
            example = tx.run(statement, types=TYPES).single(strict=True)["example"]
            raise DatabaseForeign(count=count, example=example or "")
    return ours


def _numbers(tx: ManagedTransaction, *patterns: str) -> list[int]:
    """How many `n` each pattern finds."""
    return [row["count"] for row in tx.run(" UNION ALL ".join(f"{one} RETURN count(n) AS count" for one in patterns))]


def _is_store(server: Server) -> bool:
    """False for an empty database. Raises StoreError for what cannot be used."""
    held = server.read(lambda tx: (refuse_foreign(tx), schema_of(tx)))
    count, schema = held
    if schema is None:
        if count:
            raise DatabasePublished(count=count)
        return False
    if schema > SCHEMA:
        raise StoreNewer(path=server.address, found=schema, known=SCHEMA)
    if schema < SCHEMA:
        raise SchemaOlder(path=server.address, found=schema, known=SCHEMA)
    return True


def schema_of(tx: ManagedTransaction) -> int | None:
    """The schema of the store in this database; None when there is no store in it."""
    record = tx.run(f"MATCH (s:{MARK}:Store) RETURN s.schema AS schema").single()
    return int(record["schema"] or 0) if record else None


def _missing(server: Server) -> list[str]:
    """The statements whose constraints and indexes are not there."""
    run: Any = server.driver.execute_query
    # a constraint has an index of its name
    there = {name for (name,) in run("SHOW INDEXES YIELD name WHERE name STARTS WITH 'zhengtu_' RETURN name").records}
    return [one for one in MIGRATION if (name := _NAME.match(one)) is None or name[1] not in there]


def _migrate(server: Server) -> None:
    """Give a database its constraints and indexes, and mark it as a store."""
    run: Any = server.driver.execute_query
    for statement in _missing(server):
        run(statement)
    run("CALL db.awaitIndexes($seconds)", seconds=_INDEX_SECONDS)
    run(
        f"MERGE (s:{MARK}:Store {{id: 'store'}}) ON CREATE SET s.schema = $schema, s.places = '', s.turn = timestamp()",
        schema=SCHEMA,
    )
