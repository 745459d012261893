"""A real Neo4j for the tests that need one, and the recipe that starts it (`start`, `admin`: Java 17 and Maven).

The server is the one that ZHENGTU_TEST_NEO4J names (`tests/neo4j/start` prints its address; with ZHENGTU_TEST_NEO4J_PASSWORD
when it asks for one). Its database has to be empty, and is emptied by these tests. Without a server the tests say that they
were skipped; where ZHENGTU_NEEDS_NEO4J is set, as in `.ci/run`, they fail.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from neo4j import Driver
from pydantic import SecretStr

from graph.store.neo4j.connection import connect

RECIPE = Path(__file__).parent


def address() -> str:
    """The server's address. Skips the test when there is none, or fails it where one is needed."""
    if given := os.environ.get("ZHENGTU_TEST_NEO4J"):
        return given
    return missing("no Neo4j: set ZHENGTU_TEST_NEO4J to what tests/neo4j/start prints (it needs Java 17 and Maven)")


def missing(reason: str) -> str:
    """Skips the test, or fails it where a server is needed."""
    if os.environ.get("ZHENGTU_NEEDS_NEO4J"):
        pytest.fail(reason)
    pytest.skip(reason)


def password() -> SecretStr | None:
    """The password of the server."""
    return SecretStr(given) if (given := os.environ.get("ZHENGTU_TEST_NEO4J_PASSWORD")) else None


_checked: set[str] = set()
"""Servers that were empty when these tests first met them: what is in them since is of these tests."""


@contextmanager
def empty_server() -> Iterator[Driver]:
    """The server with an empty database, which is as new at the end: nothing is in it, and no constraints."""
    with connect(given := address(), user="neo4j", password=password()) as driver:
        if given not in _checked:
            (count,) = driver.execute_query("MATCH (n) RETURN count(n)").records[0]
            assert count == 0, "ZHENGTU_TEST_NEO4J names a database that is in use; these tests empty it"
            _checked.add(given)
        empty(driver)
        try:
            yield driver
        finally:
            empty(driver)
            forget_schema(driver)


def empty(driver: Driver) -> None:
    """Take everything out; constraints and indexes stay."""
    driver.execute_query("MATCH (n) DETACH DELETE n")


def forget_schema(driver: Driver) -> None:
    """Take constraints and indexes out."""
    for record in driver.execute_query("SHOW CONSTRAINTS YIELD name").records:
        driver.execute_query(f"DROP CONSTRAINT {record['name']}")
    for record in driver.execute_query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").records:
        driver.execute_query(f"DROP INDEX {record['name']}")
