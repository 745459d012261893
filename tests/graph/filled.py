"""What a Neo4j store holds that says the same as a SQLite store, worked out from the rows of the file, as
`graph/store/neo4j/model.py` describes it: every label, property and relationship."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterator
from typing import Any, TypeAlias

from graph import names
from graph.questions.base import Filters
from graph.schema import EDGES, NODES
from graph.store.neo4j.model import SCHEMA
from graph.store.neo4j.rows import MARK, edge_properties, node_properties, stored
from graph.store.sqlite import SqliteStore
from graph.store.sqlite.codes import EVIDENCE, evidence_value
from graph.words import tokens

Nodes: TypeAlias = dict[str, tuple[str, dict[str, Any]]]
"""By id (a Mark by its value): its label beside `Zhengtu`, and its properties."""
Relationships: TypeAlias = dict[tuple[str, str, str, str], dict[str, Any]]
"""By type, both ends, and what tells several between the same two apart: the properties."""
_ROLES = {"LEADS": 1, "SUPPORTS": 2, "RESPONSIBLE_FOR": 3}


def filled(store: SqliteStore) -> tuple[Nodes, Relationships]:
    """All that the Neo4j store should hold, but for its `Store.turn`."""
    whole = store.everything(filters=Filters())
    with store._pool.read() as db:
        made = _Filled(db)
        nodes: Nodes = {}
        relationships: Relationships = {}
        for kind in NODES:
            for node in whole.nodes_of(kind.type):
                nodes[node.id] = (kind.type, node_properties(node) | made.beside[node.id])
        for edge_kind in EDGES:
            for edge in whole.edges_of(edge_kind.type):
                more = made.duty[edge.target, edge.source, _ROLES[edge.type]] if edge.type in _ROLES else {}
                relationships[edge.type, edge.source, edge.target, ""] = edge_properties(edge) | more
        nodes |= made.own_nodes()
        for type, source, target, part, properties in made.own_relationships():
            assert (type, source, target, part) not in relationships
            relationships[type, source, target, part] = properties
        return nodes, relationships


def held(session: Any) -> tuple[Nodes, Relationships]:
    """All that a Neo4j database holds."""
    nodes: Nodes = {}
    at: dict[str, str] = {}
    for id, labels, properties in session.run("MATCH (n) RETURN elementId(n), labels(n), properties(n)"):
        assert MARK in labels
        (label,) = set(labels) - {MARK}
        properties.pop("turn", None)
        key = str(properties["id"] if label != "Mark" else properties["value"])
        key = f"{label}:{key}" if label == "Later" else key
        assert key not in nodes
        nodes[key] = (label, properties)
        at[id] = key
    relationships: Relationships = {}
    for type, source, target, properties in session.run(
        "MATCH (s)-[r]->(t) RETURN type(r), elementId(s), elementId(t), properties(r)"
    ):
        identity = (type, at[source], at[target], _part(type, properties))
        assert identity not in relationships, identity
        relationships[identity] = properties
    return nodes, relationships


def _part(type: str, properties: dict[str, Any]) -> str:
    if type in ("BASIS", "CITATION"):
        return str(properties["pos"])
    if type == "PAIRED":
        return str(properties["kind"])
    return properties["main"] if type == "TELLS" else ""


class _Filled:
    def __init__(self, db: sqlite3.Connection) -> None:
        self.q = q = lambda text: db.execute(text).fetchall()
        self.key = key = dict(q("SELECT id, key FROM node"))
        self.forms: dict[int, str] = {}
        self.form_rows = q(
            """SELECT id, unit, printed, full_name, collective, function, place, uses, told, identity, body, own FROM form"""
        )
        for id, unit, printed, full_name, collective, function, place, *_ in self.form_rows:
            kind = "collective" if collective else "unit"
            self.forms[id] = names.form_id(key[unit], printed, full_name, kind, function, key.get(place, ""))
        self.references = {
            id: names.reference_id(*rest) for id, *rest in q("SELECT id, number, title, number_key, issuer FROM reference")
        }
        self.duty = {
            (key[task], key[unit], role): {"standing": standing, "form": self.forms[form]}
            for task, unit, role, form, standing in q("SELECT task, unit, role, form, standing FROM duty")
        }
        self.beside = dict(self._beside())

    def _beside(self) -> Iterator[tuple[str, dict[str, Any]]]:
        q, key = self.q, self.key
        columns = ("full", "number_key", "title_key", "family", "sha256", "fingerprint", "meaning", "bare")
        for id, place, record, prepared, words, *rest in q(
            f"SELECT id, place, record, prepared, words, {', '.join(columns)} FROM document"  # noqa: S608
        ):
            packed = {"record": record, "prepared": prepared}
            text = {name: base64.b64encode(blob).decode() for name, blob in packed.items() if blob}
            more = dict(zip(columns, rest, strict=True))
            yield key[id], stored({**more, **text, "place": key.get(place), "told": words, "words": tokens(words)})
        for id, place, words in q("SELECT id, place, words FROM unit"):
            yield key[id], stored({"place": key.get(place), "told": words, "words": tokens(words)})
        for table, column in (("theme", "title"), ("topic", "title"), ("place", "name")):
            for id, text in q(f"SELECT id, {column} FROM {table}"):  # noqa: S608
                yield key[id], {"words": tokens(text)}
        for id, text, at in q("SELECT id, text, row_number() OVER (PARTITION BY document ORDER BY id) FROM task"):
            yield key[id], {"words": tokens(text), "at": at}

    def own_nodes(self) -> Nodes:
        q, key = self.q, self.key
        places = [value for (value,) in q("SELECT value FROM added_places")]
        nodes: Nodes = {"store": ("Store", {"id": "store", "schema": SCHEMA, "places": "".join(places)})}
        for id, value in q("SELECT key, value FROM judgement"):
            nodes[id] = ("Judgement", {"id": id, "value": value})
        columns = ("printed", "full_name", "collective", "function", "place", "uses", "told", "identity", "body", "own")
        for number, _, *rest in self.form_rows:
            row = dict(zip(columns, rest, strict=True))
            nodes[self.forms[number]] = ("Form", row | {"id": self.forms[number], "place": key.get(row["place"], "")})
        columns = ("number", "title", "number_key", "issuer", "title_key", "uses")
        for number, *rest in q(f"SELECT id, {', '.join(columns)} FROM reference"):  # noqa: S608
            id = self.references[number]
            nodes[id] = ("Reference", stored({"id": id, **dict(zip(columns, rest, strict=True))}))
        nodes |= {str(mark): ("Mark", {"value": mark}) for (mark,) in q("SELECT DISTINCT mark FROM mark")}
        return nodes | {f"Later:{id}": ("Later", {"id": id}) for (id,) in q("SELECT DISTINCT later FROM lineage")}

    def own_relationships(self) -> Iterator[tuple[str, str, str, str, dict[str, Any]]]:
        q, key, forms = self.q, self.key, self.forms
        for d, p in q("SELECT id, place FROM document WHERE place NOT NULL"):
            yield "OF_PLACE", key[d], key[p], "", {}
        for h, d in q("SELECT id, document FROM theme"):
            yield "HEADS_IN", key[h], key[d], "", {}
        for (
            f,
            unit,
            *_,
        ) in self.form_rows:
            yield "FORM_OF", forms[f], key[unit], "", {}
        for f, p in q("SELECT id, place FROM form WHERE place > 0"):
            yield "FORM_AT", forms[f], key[p], "", {}
        for type, owner, rows in (
            ("BASIS", "document", "basis AS x JOIN document AS d ON d.id = x.document"),
            ("CITATION", "task", "citation AS x JOIN task AS t ON t.id = x.task JOIN document AS d ON d.id = t.document"),
        ):
            columns = ", ".join(f"x.{column}" for column in EVIDENCE)
            for s, r, pos, d, file, *rest in q(
                f"SELECT x.{owner}, x.reference, x.pos, d.id, d.file, {columns} FROM {rows}"  # noqa: S608
            ):
                proof = {f"evidence_{name}": value for name, value in evidence_value(key[d], file, rest).items()}
                yield type, key[s], self.references[r], str(pos), stored({"pos": pos, **proof})
        for r, d in q("SELECT id, target FROM reference WHERE target NOT NULL"):
            yield "MEANS", self.references[r], key[d], "", {}
        for d, unit, main, f in q("SELECT document, unit, main, form FROM branch"):
            yield "TELLS", key[d], key[unit], key[main], {"main": key[main], "form": forms[f]}
        for unit, later, *rest in q("SELECT unit, later, since, whole, why_zh, why_en FROM lineage"):
            why = stored(dict(zip(("since", "whole", "why_zh", "why_en"), rest, strict=True)))
            yield "BECAME", key[unit], f"Later:{later}", "", why
        for kind, relation, d, other in q("SELECT kind, relation, document, other FROM pair"):
            yield "PAIRED", key[d], key[other], str(kind), {"kind": kind, "relation": relation}
        for d, mark in q("SELECT document, mark FROM mark"):
            yield "MARKED", key[d], str(mark), "", {}


def differences(one: tuple[Nodes, Relationships], two: tuple[Nodes, Relationships]) -> list[str]:
    """What differs, in words, some of it."""
    found = []
    for mine, other in zip(one, two, strict=True):
        some: dict[Any, Any] = dict(mine)
        others: dict[Any, Any] = dict(other)
        keys = [key for key in sorted({*some, *others}, key=str) if some.get(key) != others.get(key)]
        found += [f"{key}: {_text(some.get(key))} <> {_text(others.get(key))}" for key in keys]
    return found[:10]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)[:600]
