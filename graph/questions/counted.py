"""Questions about the whole graph begin with counts that the SQLite store keeps up (`graph.store.sqlite.tally`): they read the
highest ones, as many as the page needs, and look at nothing else. Fixed SQL fragments only."""

# ruff: noqa: S608 -- put together from fixed fragments only; values go by name
from __future__ import annotations

from typing import Protocol

from graph.questions.base import Filters
from graph.questions.scope import scope


class _Asked(Protocol):
    @property
    def collectives(self) -> bool: ...
    @property
    def follow_reform(self) -> bool: ...


def whole(filters: Filters) -> bool:
    """Whether no filter is set."""
    return not scope(filters).narrow


def plain(asked: _Asked) -> bool:
    """Whether single units are asked about under their own names, as they are counted."""
    return not (asked.collectives or asked.follow_reform)


def highest(count: str, role: str) -> str:
    """The expression `highest(unit, count)`: the units with the highest `count` (a column of `load`) in a role, so many as fill
    the page, with all that are equal to the last of them. Collective wordings are left out unless `:collectives`."""
    some = f"""FROM load AS l WHERE l.role = {role}
      AND l.unit NOT IN (SELECT id FROM unit WHERE collective > :collectives)"""
    return f"""highest(unit, count) AS MATERIALIZED (
    SELECT l.unit, l.{count} {some} AND l.{count} >= coalesce(
      (SELECT l.{count} {some} AND l.{count} > 0 ORDER BY l.{count} DESC LIMIT 1 OFFSET :offset + :limit), 1))"""
