"""What documents share, on the server: a part of `Neo4jShelf`. `graph.store.keeping.settle` says what it is to become."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from graph.schema import Node, document_label
from graph.store.keeping.shelf import Called, Calling, Cited, DocumentName, FormRow, UnitName
from graph.store.neo4j.hands import Hands
from graph.store.neo4j.rows import MARK, node_properties, stored
from graph.store.neo4j.said import found_by

_REFERENCES: Final = """
  UNWIND $ids AS id MATCH (r:Reference {id: id}) OPTIONAL MATCH (r)-[:MEANS]->(d:Document)
  RETURN r.id, d.id, r.title_key, r.uses"""
_CITING: Final = """
  UNWIND $titles AS title MATCH (r:Reference {title_key: title}) WHERE r.number_key = ''
  OPTIONAL MATCH (r)-[:MEANS]->(d:Document) RETURN title, r.id, d.id"""
_KNOWN: Final = """
  UNWIND $titles AS title MATCH (r:Reference {title_key: title}) WHERE r.number_key <> ''
  MATCH (r)-[:MEANS]->(d:Document) RETURN title, d.id AS id
  UNION UNWIND $titles AS title MATCH (d:Document {title_key: title}) WHERE d.full = 1 RETURN title, d.id AS id"""
_NAMED: Final = f"""MERGE (d:Document {{id: row.id}})
  ON CREATE SET d:{MARK}, d.full = 0, d.known = 'named', d.label = row.id, d.told = '', d.words = ''"""
_LEAD: Final = """MATCH (r:Reference {id: row.id}) MATCH (d:Document {id: row.target})
  OPTIONAL MATCH (r)-[old:MEANS]->() DELETE old CREATE (r)-[:MEANS]->(d)"""
_FORMS: Final = """
  UNWIND $units AS id MATCH (u:Unit {id: id})<-[:FORM_OF]-(f:Form) OPTIONAL MATCH (f)-[:FORM_AT]->(p:Jurisdiction)
  RETURN f.id, u.id, f.printed, f.full_name, f.collective, f.function, f.place, p.level, f.uses, f.told, f.own, f.identity,
    p.name, properties(u)"""
_SHOW: Final = """MATCH (u:Unit {id: row.id}) SET u = row
  WITH u, row OPTIONAL MATCH (u)-[old:BELONGS_TO]->(p) WHERE p.id <> coalesce(row.place, '') DELETE old
  WITH u, row MATCH (p:Jurisdiction {id: row.place})
  MERGE (u)-[r:BELONGS_TO]->(p) ON CREATE SET r.id = 'BELONGS_TO:' + u.id + ':' + p.id"""
_UNUSED_PLACES: Final = """
  UNWIND $ids AS id MATCH (p:Jurisdiction {id: id}) WHERE NOT EXISTS { (p)<--() }
  OPTIONAL MATCH (p)-[:WITHIN]->(o:Jurisdiction) RETURN p.id, o.id"""


class Shared(Hands):
    """References, names of documents and units, places and classes."""

    def references(self, ids: Collection[str]) -> list[Cited]:
        """These references."""
        return [Cited._make(row) for row in self._read(_REFERENCES, ids=sorted(ids))]

    def drop_references(self, ids: Collection[str]) -> None:
        """Take them out."""
        self._drop("Reference", ids)

    def citing_by_title(self, titles: Collection[str]) -> list[tuple[str, str, str | None]]:
        """References that have a title of these and no number."""
        return [(title, id, target) for title, id, target in self._read(_CITING, titles=sorted(titles))]

    def known_by_title(self, titles: Collection[str]) -> list[tuple[str, str]]:
        """Documents that are known by these titles. Each once."""
        return [(title, id) for title, id in self._read(_KNOWN, titles=sorted(titles))]

    def named(self, keys: Collection[str]) -> dict[str, str]:
        """The documents with these keys; missing ones are made as named ones."""
        self._write(_NAMED, [{"id": key} for key in sorted(keys)])
        return {key: key for key in keys}

    def lead(self, targets: Mapping[str, str]) -> None:
        """Let references lead to documents."""
        self._write(_LEAD, [{"id": id, "target": target} for id, target in sorted(targets.items())])
        self._moved |= set(targets)

    def called(self, documents: Collection[str]) -> list[Called]:
        """What these documents are called."""
        text = "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id, d.full = 1, d.title, d.number, d.issuer, d.told"
        rows = self._read(text, ids=sorted(documents))
        self._told.update((id, told) for id, *_, told in rows)
        return [Called._make(row[:-1]) for row in rows]

    def calling(self, documents: Collection[str]) -> list[Calling]:
        """What citations call these documents."""
        text = """UNWIND $ids AS id MATCH (d:Document {id: id})<-[:MEANS]-(r:Reference)
          RETURN d.id, r.number, r.title, r.issuer, r.uses"""
        return [Calling._make(row) for row in self._read(text, ids=sorted(documents))]

    def call(self, names: Sequence[DocumentName]) -> None:
        """Give documents their names; the full-text index follows."""
        of_text = [{"id": one.id, **found_by(one.words)} for one in names if one.full and self._told.get(one.id) != one.words]
        self._write("MATCH (d:Document {id: row.id}) SET d += row", of_text)
        self._write("MATCH (d:Document {id: row.id}) SET d = row", [_named(one) for one in names if not one.full])

    def drop_documents(self, ids: Collection[str]) -> None:
        """Take documents out that nobody names."""
        self._drop("Document", ids)

    def forms(self, units: Collection[str]) -> list[FormRow]:
        """All printed names of these units."""
        found = []
        for (
            id,
            unit,
            printed,
            full_name,
            collective,
            function,
            place,
            level,
            uses,
            told,
            own,
            identity,
            at,
            shown,
        ) in self._read(_FORMS, units=sorted(units)):
            self._shown[unit] = shown
            self._place_name[place] = at
            name = (printed, full_name, collective, function, place or None, place, level)
            found.append(FormRow(id, unit, unit, *name, uses, told, own, identity))
        return found

    def drop_forms(self, ids: Collection[str]) -> None:
        """Take printed names out."""
        self._drop("Form", ids)

    def drop_units(self, ids: Collection[str]) -> None:
        """Take units out, those of them that are here."""
        self._write(
            """MATCH (u:Unit {id: row.id}) OPTIONAL MATCH (u)-[:BECAME]->(l:Later)
               WITH u, collect(l) AS laters DETACH DELETE u
               WITH laters UNWIND laters AS l WITH DISTINCT l WHERE NOT EXISTS { (l)<-[:BECAME]-() } DELETE l""",
            [{"id": id} for id in sorted(ids)],
        )

    def show(self, names: Sequence[UnitName]) -> None:
        """Give units their names; the full-text index follows."""
        rows = [(one.id, self._unit(one)) for one in names]
        self._write(_SHOW, [row for id, row in rows if row != self._shown.get(id)])

    def drop_places(self, ids: Collection[str]) -> list[str]:
        """Take those places out that no document, unit, printed name and place needs; tells which lay around them."""
        rows = self._read(_UNUSED_PLACES, ids=sorted(ids))
        self._drop("Jurisdiction", [id for id, _ in rows])
        return [outer for _, outer in rows if outer]

    def drop_topics(self, ids: Collection[str]) -> None:
        """Take those classes out that no task has."""
        self._write(
            "MATCH (o:Topic {id: row.id}) WHERE NOT EXISTS { (o)<-[:ABOUT]-() } DELETE o", [{"id": id} for id in sorted(ids)]
        )

    def _unit(self, one: UnitName) -> dict[str, Any]:
        known: dict[str, Any] = {
            "name": one.name,
            "full_name": one.full_name,
            "kind": "collective" if one.collective else "unit",
            "function": one.function,
            "jurisdiction": self._place_name[one.place] if one.place else None,
            "aliases": list(one.aliases),
        }
        node = node_properties(Node(one.id, "Unit", one.name, known))
        return node | stored({"place": one.place}) | found_by(one.words)

    def _drop(self, label: str, ids: Collection[str]) -> None:
        self._write(f"MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", [{"id": id} for id in sorted(ids)])


def _named(one: DocumentName) -> dict[str, Any]:
    """All properties of a document that is only named."""
    known: dict[str, Any] = {"title": one.title, "number": one.number, "issuer": one.issuer, "year": one.year, "known": "named"}
    node = node_properties(Node(one.id, "Document", document_label(one.id, one.title, one.number, None), known))
    return node | stored({"full": 0, "number_key": one.number_key, "title_key": one.title_key}) | found_by(one.words)
