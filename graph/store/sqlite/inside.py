"""The whole file as a store on Neo4j would hold it: what stands beside the public graph there (`graph.store.neo4j.model`)."""

# ruff: noqa: S608 -- statements are put together from fixed fragments only; values go by name
from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from graph import names
from graph.schema import Edge, EdgeType, Node, NodeType
from graph.store.sqlite.codes import EVIDENCE, evidence_value
from graph.store.sqlite.relations import RELATIONS, edges_of_rows, rows_in_order
from graph.words import storable, tokens

Kept = dict[str, Any]
_RELATION: Final = {one.type: one for one in RELATIONS}
_PROPERTIES: Final = 4
"""A duty's public properties, between its ends and what follows."""
_DOCUMENT: Final = """SELECT n.key, d.full, d.number_key, d.title_key, p.key, d.family, d.sha256, d.fingerprint, d.meaning,
    d.bare, d.record, d.prepared, d.words
  FROM json_each(:keys) AS g CROSS JOIN node AS n ON n.key = g.value JOIN document AS d ON d.id = n.id
    LEFT JOIN node AS p ON p.id = d.place"""
_UNIT: Final = """SELECT n.key, p.key, u.words FROM json_each(:keys) AS g CROSS JOIN node AS n ON n.key = g.value
  JOIN unit AS u ON u.id = n.id LEFT JOIN node AS p ON p.id = u.place"""
# the order of a list's tasks is the order in which they were put in
_AT: Final = """SELECT n.key, (SELECT count(*) FROM task AS o WHERE o.document = t.document AND o.id <= t.id)
  FROM json_each(:keys) AS g CROSS JOIN node AS n ON n.key = g.value JOIN task AS t ON t.id = n.id"""
_COLUMNS: Final = ", ".join(f"e.{column}" for column in EVIDENCE)
_OWN_NODES: Final[dict[str, str]] = {
    "Judgement": "SELECT key, value FROM judgement ORDER BY key",
    "Form": """SELECT f.id, f.printed, f.full_name, f.collective, f.function, coalesce(p.key, ''), f.uses, f.told, f.identity,
        f.body, f.own FROM form AS f JOIN node AS n ON n.id = f.unit LEFT JOIN node AS p ON p.id = f.place
      ORDER BY n.key, f.printed, f.full_name, f.collective, f.function, p.key""",
    "Reference": """SELECT id, number, title, number_key, issuer, title_key, uses FROM reference
      ORDER BY number, title, number_key, issuer""",
    "Mark": "SELECT DISTINCT mark FROM mark ORDER BY mark",
    "Later": "SELECT DISTINCT later FROM lineage ORDER BY later",
}
_OWN_EDGES: Final[dict[str, str]] = {
    "OF_PLACE": """SELECT n.key, p.key FROM document AS d JOIN node AS n ON n.id = d.id JOIN node AS p ON p.id = d.place
      ORDER BY n.key""",
    "HEADS_IN": """SELECT n.key, d.key FROM theme AS h JOIN node AS n ON n.id = h.id JOIN node AS d ON d.id = h.document
      ORDER BY n.key""",
    "FORM_OF": """SELECT f.id, n.key FROM form AS f JOIN node AS n ON n.id = f.unit ORDER BY n.key, f.printed, f.full_name,
      f.collective, f.function, (SELECT p.key FROM node AS p WHERE p.id = f.place)""",
    "FORM_AT": """SELECT f.id, p.key FROM form AS f JOIN node AS p ON p.id = f.place JOIN node AS n ON n.id = f.unit
      ORDER BY p.key, n.key, f.printed, f.full_name, f.collective, f.function""",
    "BASIS": f"""SELECT n.key, e.reference, e.pos, n.key, d.file, {_COLUMNS} FROM basis AS e JOIN node AS n ON n.id = e.document
      JOIN document AS d ON d.id = e.document ORDER BY n.key, e.pos""",
    "CITATION": f"""SELECT n.key, e.reference, e.pos, dn.key, d.file, {_COLUMNS} FROM citation AS e
      JOIN node AS n ON n.id = e.task JOIN task AS t ON t.id = e.task
      JOIN document AS d ON d.id = t.document JOIN node AS dn ON dn.id = d.id
      ORDER BY n.key, e.pos""",
    "MEANS": """SELECT r.id, n.key FROM reference AS r JOIN node AS n ON n.id = r.target
      ORDER BY r.number, r.title, r.number_key, r.issuer""",
    "TELLS": """SELECT d.key, u.key, m.key, b.form FROM branch AS b JOIN node AS d ON d.id = b.document
      JOIN node AS u ON u.id = b.unit JOIN node AS m ON m.id = b.main ORDER BY d.key, u.key""",
    "BECAME": """SELECT n.key, l.later, l.since, l.whole, l.why_zh, l.why_en FROM lineage AS l JOIN node AS n ON n.id = l.unit
      ORDER BY n.key, l.later""",
    "PAIRED": """SELECT d.key, o.key, p.kind, p.relation FROM pair AS p JOIN node AS d ON d.id = p.document
      JOIN node AS o ON o.id = p.other ORDER BY d.key, o.key, p.kind""",
    "MARKED": """SELECT n.key, m.mark FROM mark AS m JOIN node AS n ON n.id = m.document ORDER BY n.key, m.mark""",
}  # fmt: skip


class Inside:
    """`graph.export.base.Inside` over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def besides(self, type: NodeType, nodes: list[Node]) -> list[Kept]:
        """What a store keeps at these nodes besides their public properties, node by node."""
        keys = json.dumps([node.id for node in nodes])
        if type == "Document":
            kept = {key: _document(*row) for key, *row in self._db.execute(_DOCUMENT, {"keys": keys})}
        elif type == "Unit":
            kept = {key: {"place": place, **_found_by(told)} for key, place, told in self._db.execute(_UNIT, {"keys": keys})}
        elif type == "Task":
            at = dict(self._db.execute(_AT, {"keys": keys}))
            kept = {node.id: {"at": at[node.id], "words": tokens(node.properties["text"])} for node in nodes}
        else:
            named = "name" if type == "Jurisdiction" else "title"
            kept = {node.id: {"words": tokens(node.properties[named])} for node in nodes}
        return [kept[node.id] for node in nodes]

    def duties(self, type: EdgeType) -> Iterator[tuple[Edge, Kept]]:
        """The edges of a role, as a walk gives them, with what a store keeps at them."""
        relation = _RELATION[type]
        both = replace(relation, shown=(*relation.shown, "y.standing", "y.form"))
        first = 2 + _PROPERTIES
        for source, target, *rest in rows_in_order(self._db, both):
            row = (source, target, *rest)
            (edge,) = edges_of_rows(relation, [(*row[:first], *row[first + 2 :])])
            yield edge, {"standing": row[first], "form": self._forms[row[first + 1]]}

    def own_nodes(self, label: str) -> Iterator[Kept]:
        """The nodes of a label that is the store's own."""
        if label == "Store":
            row = self._db.execute("SELECT value FROM added_places").fetchone()
            yield {"id": "store", "places": row[0] if row else "", "turn": 0}
            return
        make: dict[str, Callable[..., Kept]] = {
            "Judgement": lambda key, value: {"id": key, "value": value},
            "Form": self._form,
            "Reference": self._reference,
            "Mark": lambda mark: {"value": mark},
            "Later": lambda later: {"id": later},
        }
        yield from (make[label](*row) for row in self._db.execute(_OWN_NODES[label]))

    def own_edges(self, type: str) -> Iterator[tuple[Any, Any, Kept]]:
        """The relationships of a type that is the store's own: what they join, and their properties."""
        rows: Iterable[Any] = self._db.execute(_OWN_EDGES[type])
        if type in ("FORM_OF", "FORM_AT"):
            yield from ((self._forms[form], to, {}) for form, to in rows)
        elif type == "MEANS":
            yield from ((self._references[one], to, {}) for one, to in rows)
        elif type in ("BASIS", "CITATION"):
            for owner, reference, pos, document, file, *place in rows:
                proof = evidence_value(document, file, place)
                yield owner, self._references[reference], {"pos": pos, **{f"evidence_{k}": v for k, v in proof.items()}}
        elif type == "TELLS":
            yield from ((document, unit, {"main": main, "form": self._forms[form]}) for document, unit, main, form in rows)
        else:
            shown = {"BECAME": ("since", "whole", "why_zh", "why_en"), "PAIRED": ("kind", "relation")}.get(type, ())
            yield from ((one, other, dict(zip(shown, rest, strict=True))) for one, other, *rest in rows)

    @cached_property
    def _forms(self) -> dict[int, str]:
        rows = self._db.execute(
            """SELECT f.id, n.key, f.printed, f.full_name, f.collective, f.function, p.key
               FROM form AS f JOIN node AS n ON n.id = f.unit LEFT JOIN node AS p ON p.id = f.place"""
        )
        return {
            id: names.form_id(unit, printed, full_name, "collective" if collective else "unit", function, place)
            for id, unit, printed, full_name, collective, function, place in rows
        }

    @cached_property
    def _references(self) -> dict[int, str]:
        rows = self._db.execute("SELECT id, number, title, number_key, issuer FROM reference")
        return {id: names.reference_id(*words) for id, *words in rows}

    def _form(self, id: int, *values: Any) -> Kept:
        shown = ("printed", "full_name", "collective", "function", "place", "uses", "told", "identity", "body", "own")
        return {"id": self._forms[id], **dict(zip(shown, values, strict=True))}

    def _reference(self, id: int, *values: Any) -> Kept:
        shown = ("number", "title", "number_key", "issuer", "title_key", "uses")
        return {"id": self._references[id], **dict(zip(shown, values, strict=True))}


def _document(full: int, *values: Any) -> Kept:
    shown = ("number_key", "title_key", "place", "family", "sha256", "fingerprint", "meaning", "bare")
    *plain, record, prepared, told = values
    packed = {"record": _text(record), "prepared": _text(prepared)}
    return {"full": full, **dict(zip(shown, plain, strict=True)), **packed, **_found_by(told)}


def _text(packed: bytes | None) -> str | None:
    return base64.b64encode(packed).decode() if packed else None


def _found_by(told: str) -> Kept:
    return {"told": storable(told), "words": tokens(told)}
