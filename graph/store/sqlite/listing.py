"""Pages of nodes, and what search looks up. All SQL here is made of fixed fragments; values go by name."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from graph import words
from graph.questions.base import Filters
from graph.questions.scope import BELOW, Scope, scope
from graph.schema import Node, NodeType
from graph.store.base import NodePage
from graph.store.searching import Exact, Match, matches
from graph.store.sqlite.codes import TYPE, TYPE_NAME
from graph.store.sqlite.hydrate import hydrate
from graph.store.sqlite.match import fts5
from graph.store.sqlite.walk import numbers

_ORDER: Final[dict[str, tuple[str, str]]] = {
    "Document": ("JOIN document AS x ON x.id = n.id", "x.full DESC, x.year DESC, x.title, n.key"),
    "Task": ("", "n.key"),
    "Unit": ("JOIN unit AS x ON x.id = n.id", "x.full_name, n.key"),
    "Theme": ("JOIN theme AS x ON x.id = n.id", "x.title, n.key"),
    "Topic": ("JOIN topic AS x ON x.id = n.id", 'x."group" DESC, x.title'),
    "Jurisdiction": ("JOIN place AS x ON x.id = n.id", "x.name, n.key"),
}
_MATCH = "SELECT rowid FROM words WHERE words MATCH :match"


def nodes(db: sqlite3.Connection, type: NodeType, filters: Filters, text: str, offset: int, limit: int) -> NodePage:
    """Nodes of one type that match the filters (ids, not names) and the text."""
    chosen, text = _chosen(type, filters), words.storable(text)
    if not text.strip():
        return _page(db, type, chosen, {}, offset, limit)
    found = NodePage((), 0)
    for match in matches(SqliteIndex(db), text)[:2]:
        if not match.all:
            break
        found = _page(db, type, chosen, {"match": fts5(match)}, offset, limit)
        if found.total:
            break
    return found


def _chosen(type: str, filters: Filters) -> Scope | None:
    """The filters as a common table expression `picked(id)`; None when there are none."""
    if not scope(filters).narrow:
        return None
    own = [name for name in _OWN.get(type, ()) if getattr(filters, name)]
    if own:
        # the place and the line of a unit are its own and not those of the lists that name it
        rest = scope(filters.model_copy(update=dict.fromkeys(own)))
        table = "unit" if type == "Unit" else "place"
        tests = [_OWN[type][name] for name in own] + ([f"x.id IN ({_IN_SCOPE[type]})"] if rest.narrow else [])
        parts = [*([BELOW] if "place" in own else []), *([rest.text] if rest.narrow else [])]
        parts.append(f"picked(id) AS (SELECT x.id FROM {table} AS x WHERE {' AND '.join(tests)})")
        return Scope(", ".join(parts), {**rest.values, **{name: getattr(filters, name) for name in own}}, True)
    some = scope(filters)
    inner = _THEMED[type] if filters.theme and type in _THEMED else _IN_SCOPE[type]
    return Scope(f"{some.text}, picked(id) AS ({inner})", some.values, True)


_OWN: Final[dict[str, dict[str, str]]] = {
    "Unit": {"place": "x.place IN (SELECT id FROM below)", "function": "x.function = :function"},
    "Jurisdiction": {"place": "x.id IN (SELECT id FROM below)"},
}
_IN_SCOPE: Final[dict[str, str]] = {
    "Document": "SELECT id FROM chosen_document",
    "Task": "SELECT id FROM chosen_task",
    "Unit": "SELECT DISTINCT y.unit FROM chosen_task AS c CROSS JOIN duty AS y ON y.task = c.id",
    "Theme": "SELECT h.id FROM chosen_document AS c CROSS JOIN theme AS h ON h.document = c.id",
    "Topic": "SELECT DISTINCT a.topic FROM chosen_task AS c CROSS JOIN about AS a ON a.task = c.id",
    "Jurisdiction": """SELECT DISTINCT d.place FROM chosen_document AS c JOIN document AS d ON d.id = c.id
        WHERE d.place NOT NULL""",
}
_THEMED: Final[dict[str, str]] = {
    "Document": "SELECT DISTINCT h.document FROM chosen_theme AS c JOIN theme AS h ON h.id = c.id",
    "Theme": "SELECT id FROM chosen_theme",
    "Jurisdiction": """SELECT DISTINCT d.place FROM chosen_theme AS c JOIN theme AS h ON h.id = c.id
        JOIN document AS d ON d.id = h.document WHERE d.place NOT NULL""",
}


def _page(db: sqlite3.Connection, type: str, chosen: Scope | None, match: dict[str, str], offset: int, limit: int) -> NodePage:
    head = f"WITH RECURSIVE {chosen.text} " if chosen else ""
    values: dict[str, Any] = {**(chosen.values if chosen else {}), **match, "type": TYPE[type]}
    if match:
        # the words are found once and decide what is read; the filter is asked for each of them
        rows = f"({_MATCH}) AS m CROSS JOIN node AS n ON n.id = m.rowid"
        where = "n.type = :type" + (" AND n.id IN (SELECT id FROM picked)" if chosen else "")
    elif chosen:
        rows, where = "picked AS m CROSS JOIN node AS n ON n.id = m.id", "n.type = :type"
    else:
        rows, where = "node AS n", "n.type = :type"
    join, order = _ORDER[type]
    (total,) = db.execute(f"{head}SELECT count(*) FROM {rows} WHERE {where}", values).fetchone()
    page = f"{head}SELECT n.id FROM {rows} {join} WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
    ids = [id for (id,) in db.execute(page, {**values, "limit": limit, "offset": offset})]
    found = hydrate(db, ids)
    return NodePage(tuple(found[id] for id in ids), total)


@dataclass(frozen=True, slots=True)
class SqliteIndex:
    """`graph.store.searching.Index` over one connection."""

    db: sqlite3.Connection

    def exact(self, name: Exact) -> list[tuple[NodeType, str]]:
        """Types and ids of the nodes that bear just this name or id."""
        rows = self.db.execute(
            """SELECT DISTINCT n.type, n.key FROM node AS n JOIN (
                 SELECT unit AS id FROM form WHERE printed = :text
                 UNION SELECT id FROM unit WHERE full_name = :text
                 UNION SELECT id FROM place WHERE name = :text
                 UNION SELECT id FROM document WHERE number_key = :number
                 UNION SELECT id FROM document WHERE title_key = :title
                 UNION SELECT id FROM theme WHERE title = :text
                 UNION SELECT id FROM topic WHERE title = :text
                 UNION SELECT id FROM node WHERE key = :text) AS named ON named.id = n.id
               ORDER BY n.key""",
            asdict(name),
        )
        return [(cast("NodeType", TYPE_NAME[type]), id) for type, id in rows]

    def printed(self, names: Collection[str]) -> list[str]:
        """Those of the names that are printed for units."""
        rows = self.db.execute(
            "SELECT DISTINCT printed FROM form WHERE printed IN (SELECT value FROM json_each(?))", (json.dumps(list(names)),)
        )
        return [name for (name,) in rows]

    def best(self, match: Match, limit: int) -> list[str]:
        """Ids of the nodes that fit best: by bm25, which is twice as much for the short names of units and places."""
        rows = self.db.execute(
            """SELECT n.key FROM words JOIN node AS n ON n.id = words.rowid WHERE words MATCH :match
               ORDER BY round(bm25(words) * CASE WHEN n.type IN (:unit, :place) THEN 2 ELSE 1 END, 6), n.key LIMIT :limit""",
            {"match": fts5(match), "limit": limit, "unit": TYPE["Unit"], "place": TYPE["Jurisdiction"]},
        )
        return [id for (id,) in rows]

    def nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """The nodes with these ids."""
        return {node.id: node for node in hydrate(self.db, numbers(self.db, ids)).values()}
