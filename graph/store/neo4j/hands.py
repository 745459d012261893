"""Statements of one transaction that writes: many rows with each, few at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from neo4j import ManagedTransaction

from graph.store.keeping.shelf import Succession

Row: TypeAlias = Mapping[str, Any]
Columns: TypeAlias = list[Any]
"""A row without names (see `rows.in_columns`)."""
Write: TypeAlias = tuple[str, Sequence[Row | Columns]]
"""What is done with each `row`, in Cypher, and the rows."""
_TOGETHER: Final = 5000
"""Rows that one statement takes: the server holds them in memory."""
_ONCE: Final = "CYPHER replan=skip "
"""Every statement here finds its first nodes by an index, even where the database is empty: as it was planned the first time it
is right for any size. A server would plan the large ones again and again while a database grows, which takes longer than what
they do."""
_THEN: Final = "\nWITH count(*) AS done\n"
"""One row again, however many there were: what follows runs once."""


class Hands:
    """What the parts of `Neo4jShelf` work with."""

    def __init__(self, tx: ManagedTransaction) -> None:
        self._tx = tx
        self._cite_again: set[str] = set()
        """Documents whose citations came."""
        self._moved: set[str] = set()
        """References that lead elsewhere now."""
        self._told: dict[str, str] = {}
        """What documents are found by, as it was read."""
        self._shown: dict[str, Any] = {}
        """All properties of units, as they were read."""
        self._became: set[Succession] = set()
        """What units became, as it was read."""
        self._come: set[Succession] = set()
        """Successions whose later unit is here since."""
        self._people_gave: tuple[str, list[str]] | None = None
        """The user's own places, and the judgements, as they were read."""
        self._place_name: dict[str, str] = {}

    def _read(self, text: str, **values: Any) -> list[tuple[Any, ...]]:
        """All rows that a statement gives."""
        return [tuple(record.values()) for record in self._tx.run(_ONCE + text, values)]

    def _write(self, text: str, rows: Sequence[Row | Columns]) -> None:
        """Do this with each row."""
        for at in range(0, len(rows), _TOGETHER):
            self._tx.run(f"{_ONCE}UNWIND $rows AS row {text}", rows=rows[at : at + _TOGETHER]).consume()

    def _write_all(self, writes: Sequence[Write]) -> None:
        """Do all of these, one after the other; with few rows in one statement, which saves the ways between."""
        if sum(len(rows) for _, rows in writes) > _TOGETHER:
            for text, rows in writes:
                self._write(text, rows)
            return
        text = _THEN.join(f"UNWIND $rows{at} AS row {text}" for at, (text, _) in enumerate(writes))
        self._tx.run(_ONCE + text, {f"rows{at}": rows for at, (_, rows) in enumerate(writes)}).consume()
