"""Pages of nodes, and search. All SQL here is made of fixed fragments; values go by name."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import json
import sqlite3
from typing import Any, Final

from graph import names, words
from graph.questions.base import Filters
from graph.questions.scope import BELOW, Scope, scope
from graph.schema import Node, NodeType
from graph.store.base import NodePage
from graph.store.sqlite.codes import TYPE, TYPE_NAME
from graph.store.sqlite.hydrate import hydrate

_ORDER: Final[dict[str, tuple[str, str]]] = {
    "Document": ("JOIN document AS x ON x.id = n.id", "x.full DESC, x.year DESC, x.title, n.key"),
    "Task": ("", "n.key"),
    "Unit": ("JOIN unit AS x ON x.id = n.id", "x.full_name, n.key"),
    "Theme": ("JOIN theme AS x ON x.id = n.id", "x.title, n.key"),
    "Topic": ("JOIN topic AS x ON x.id = n.id", 'x."group" DESC, x.title'),
    "Jurisdiction": ("JOIN place AS x ON x.id = n.id", "x.name, n.key"),
}
_MATCH = "SELECT rowid FROM words WHERE words MATCH :match"
_TYPE_ORDER: Final = ("Unit", "Jurisdiction", "Document", "Theme", "Topic", "Task")


def nodes(db: sqlite3.Connection, type: NodeType, filters: Filters, text: str, offset: int, limit: int) -> NodePage:
    """Nodes of one type that match the filters (ids, not names) and the text."""
    chosen, text = _chosen(type, filters), words.storable(text)
    if not text.strip():
        return _page(db, type, chosen, {}, offset, limit)
    found = NodePage((), 0)
    for match in _matches(db, text)[:2]:
        found = _page(db, type, chosen, {"match": match}, offset, limit)
        if found.total:
            break
    return found


def search(db: sqlite3.Connection, text: str, limit: int) -> tuple[Node, ...]:
    """Nodes of all types: exact names first, then by how well the words fit."""
    text = words.storable(text)
    ids = dict.fromkeys(_exact(db, text))
    for match in _matches(db, text):
        if len(ids) >= limit:
            break
        rows = db.execute(
            """SELECT words.rowid FROM words JOIN node AS n ON n.id = words.rowid WHERE words MATCH :match
               ORDER BY round(bm25(words) * CASE WHEN n.type IN (:unit, :place) THEN 2 ELSE 1 END, 6), n.key LIMIT :limit""",
            {"match": match, "limit": limit, "unit": TYPE["Unit"], "place": TYPE["Jurisdiction"]},
        )
        ids.update((id, None) for (id,) in rows)
    wanted = list(ids)[:limit]
    found = hydrate(db, wanted)
    return tuple(found[id] for id in wanted)


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


def _matches(db: sqlite3.Connection, text: str) -> list[str]:
    """What to ask the index, the strictest first: the words as they stand, all terms in any order, any of the terms."""
    whole = words.phrases(text)
    if not whole:
        return []
    parts = words.parts_of(text)
    known = db.execute(
        "SELECT DISTINCT printed FROM form WHERE printed IN (SELECT value FROM json_each(?))", (json.dumps(parts),)
    )
    terms = words.term_phrases(words.terms(text, [name for (name,) in known]))
    matches = [words.both(whole), words.both(terms), words.either(terms)]
    return list(dict.fromkeys(match for match in matches if match))


def _exact(db: sqlite3.Connection, text: str) -> list[int]:
    """Nodes that bear just this name."""
    given = text.strip()
    rows = db.execute(
        """SELECT DISTINCT n.id, n.type, n.key FROM node AS n JOIN (
             SELECT unit AS id FROM form WHERE printed = :text
             UNION SELECT id FROM unit WHERE full_name = :text
             UNION SELECT id FROM place WHERE name = :text
             UNION SELECT id FROM document WHERE number_key = :number
             UNION SELECT id FROM document WHERE title_key = :title
             UNION SELECT id FROM theme WHERE title = :text
             UNION SELECT id FROM topic WHERE title = :text
             UNION SELECT id FROM node WHERE key = :text) AS named ON named.id = n.id
           ORDER BY n.key""",
        {"text": given, "number": names.number_key(given), "title": names.title_key(given)},
    ).fetchall()
    return [id for id, *_ in sorted(rows, key=lambda row: (_TYPE_ORDER.index(TYPE_NAME[row[1]]), row[2]))]
