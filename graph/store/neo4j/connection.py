"""A connection to a Neo4j server: its address, who logs in, and what is said when it does not answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Driver, GraphDatabase, basic_auth
from neo4j.exceptions import (
    AuthError,
    CypherSyntaxError,
    CypherTypeError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from pydantic import SecretStr

from graph.patience import TookTooLong
from ingest.errors import ParameterWrong, RequestError, StoreError

CONNECT_SECONDS = 10
"""So long a server may take to accept a connection: the driver's own half minute looks like a hang."""
_ADDRESS = re.compile(r"((?:neo4j|bolt)(?:\+s|\+ssc)?)://([\w.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?/?", re.IGNORECASE)
_PORT = 7687

# what the driver warns of comes back as an error too; without a handler Python would print it beside ours
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class AddressNotPlain(RequestError):
    """The address is not repeated: it may hold a password."""

    zh, en = "地址里不能写用户名或密码", "an address must not hold a user or a password"
    do_zh = "请写成 neo4j://主机:7687，并用 ZHENGTU_NEO4J_USER 和 ZHENGTU_NEO4J_PASSWORD 设置用户名和密码"
    do_en = "Write neo4j://HOST:7687, and set ZHENGTU_NEO4J_USER and ZHENGTU_NEO4J_PASSWORD"


class Neo4jUnreachable(StoreError):
    zh, en = "连不上 Neo4j：试过 {address}（{reason}）", "Neo4j cannot be reached: tried {address} ({reason})"
    do_zh = "请检查地址和服务是否启动；可以这样启动一个：NEO4J_PASSWORD=密码 docker compose up -d neo4j"
    do_en = "Check the address and the server; this starts one: NEO4J_PASSWORD=… docker compose up -d neo4j"


class Neo4jLogin(StoreError):
    zh = "Neo4j {address} 不接受用户“{user}”的登录（{reason}）"
    en = "Neo4j {address} does not let the user “{user}” in ({reason})"
    do_zh = "请检查 ZHENGTU_NEO4J_USER 和 ZHENGTU_NEO4J_PASSWORD"
    do_en = "Check ZHENGTU_NEO4J_USER and ZHENGTU_NEO4J_PASSWORD"


class Neo4jFailed(StoreError):
    zh, en = "Neo4j {address} 没有做完（{reason}）", "Neo4j {address} did not finish ({reason})"
    do_zh, do_en = "请稍后再试一次", "Try again a little later"


def plain_address(given: str) -> str:
    """`neo4j://HOST:PORT`, also `bolt` and with `+s` or `+ssc`. Raises AddressNotPlain or ParameterWrong."""
    if "@" in given:
        raise AddressNotPlain
    match = _ADDRESS.fullmatch(given.strip())
    if match is None or not 0 < (port := int(match[3] or _PORT)) < 65536:
        raise ParameterWrong(
            name="ADDRESS",
            reason_zh="应为 neo4j://主机:端口，例如 neo4j://localhost:7687",
            reason_en="should be neo4j://HOST:PORT, for example neo4j://localhost:7687",
        )
    return f"{match[1].lower()}://{match[2]}:{port}"


@contextmanager
def connect(address: str, *, user: str, password: SecretStr | None) -> Iterator[Driver]:
    """A driver whose server has answered, closed at the end; without a password for a server that asks for none.
    Whatever the driver raises inside comes out as a StoreError."""
    address = plain_address(address)
    with naming_errors(address, user), driver_for(address, user=user, password=password) as driver:
        driver.verify_connectivity()
        yield driver


def driver_for(address: str, *, user: str, password: SecretStr | None) -> Driver:
    """The driver of a plain address. It connects when it is used."""
    auth = basic_auth(user, password.get_secret_value()) if password and password.get_secret_value() else None
    return GraphDatabase.driver(
        address,
        auth=auth,
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=2 * CONNECT_SECONDS,
        user_agent="zhengtu",
        telemetry_disabled=True,
    )


@contextmanager
def naming_errors(address: str, user: str) -> Iterator[None]:
    """Whatever the driver raises inside comes out as a StoreError; only that a statement of ours is wrong stays as it is."""
    try:
        yield
    except (CypherSyntaxError, CypherTypeError):
        raise
    except (Neo4jError, DriverError) as error:
        raise _told(error, address, user) from error


def _told(error: Neo4jError | DriverError, address: str, user: str) -> StoreError:
    """Our error for one of the driver's."""
    starting = "DatabaseUnavailable" in str(getattr(error, "code", ""))  # it answers before it has opened its database
    if isinstance(error, ServiceUnavailable | SessionExpired) or starting:
        return Neo4jUnreachable(address=address, reason=_reason(error))
    if isinstance(error, AuthError) or "Authentication" in str(getattr(error, "code", "")):  # also after too many attempts
        return Neo4jLogin(address=address, user=user, reason=_reason(error))
    if "TransactionTimedOut" in str(getattr(error, "code", "")):
        return TookTooLong()
    return Neo4jFailed(address=address, reason=_reason(error))


def _reason(error: BaseException) -> str:
    """The innermost words: the outer ones only say that no server was found."""
    while inner := error.exceptions[0] if isinstance(error, BaseExceptionGroup) else error.__cause__:
        error = inner
    words = (isinstance(error, Neo4jError) and error.message) or str(error) or type(error).__name__
    return words.splitlines()[-1][:300]
