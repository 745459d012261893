"""What documents share, on the server: a part of `Neo4jShelf`. `graph.store.keeping.settle` says what it is to become."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from graph.schema import Node, document_label
from graph.store.keeping.shelf import Called, Calling, Cited, DocumentName, FormRow, Succession, Titled, UnitName
from graph.store.neo4j.hands import Hands
from graph.store.neo4j.rows import MARK, NODE_COLUMNS, in_columns, node_properties, of_columns, stored
from graph.store.neo4j.said import found_by

_UNIT_COLUMNS: Final = (*NODE_COLUMNS["Unit"], "place", "told", "words")
_CITED: Final = """
  WITH COLLECT { UNWIND $references AS id MATCH (r:Reference {id: id}) OPTIONAL MATCH (r)-[:MEANS]->(d:Document)
    RETURN [r.id, d.id, r.title_key, r.uses] } AS cited
  WITH cited, $titles + [one IN cited WHERE one[3] <= 0 AND one[2] IS NOT NULL | one[2]] AS titles
  RETURN cited,
    COLLECT { UNWIND titles AS title WITH DISTINCT title
      MATCH (r:Reference {title_key: title}) WHERE r.number_key = '' AND r.uses > 0
      OPTIONAL MATCH (r)-[:MEANS]->(d:Document) RETURN [title, r.id, d.id] },
    COLLECT { UNWIND titles AS title WITH DISTINCT title
      MATCH (r:Reference {title_key: title}) WHERE r.number_key <> '' AND r.uses > 0
      MATCH (r)-[:MEANS]->(d:Document) RETURN DISTINCT [title, d.id] },
    COLLECT { UNWIND titles AS title WITH DISTINCT title
      MATCH (d:Document {title_key: title}) WHERE d.full = 1 RETURN [title, d.id] }"""
_CALLED: Final = """
  UNWIND $ids AS id MATCH (d:Document {id: id})
  RETURN d.id, d.full = 1, d.title, d.number, d.issuer, d.told, CASE d.full WHEN 1 THEN [] ELSE
    COLLECT { MATCH (d)<-[:MEANS]-(r:Reference) RETURN [r.number, r.title, r.issuer, r.uses] } END"""
_NAMED: Final = f"""MERGE (d:Document {{id: row.id}})
  ON CREATE SET d:{MARK}, d.full = 0, d.known = 'named', d.label = row.id, d.told = '', d.words = ''"""
_LEAD: Final = """MATCH (r:Reference {id: row.id}) MATCH (d:Document {id: row.target})
  OPTIONAL MATCH (r)-[old:MEANS]->() DELETE old CREATE (r)-[:MEANS]->(d)"""
# with what `succeed` looks at: what the units became, and what became one of them before it was here
_FORMS: Final = """
  UNWIND $units AS id MATCH (u:Unit {id: id})
  RETURN u.id, properties(u),
    COLLECT { MATCH (u)<-[:FORM_OF]-(f:Form) OPTIONAL MATCH (f)-[:FORM_AT]->(p:Jurisdiction)
      RETURN [f.id, f.printed, f.full_name, f.collective, f.function, f.place, p.level, f.uses, f.told, f.own, f.identity,
        p.name] },
    COLLECT { MATCH (u)-[b:BECAME]->(l:Later) RETURN [u.id, l.id, properties(b)] },
    COLLECT { MATCH (l:Later {id: u.id})<-[b:BECAME]-(x:Unit) WHERE NOT EXISTS { (x)-[:SUCCEEDED_BY]->(u) }
      RETURN [x.id, u.id, properties(b)] }"""
_SHOW: Final = f"""WITH {of_columns(_UNIT_COLUMNS, 0)} AS row MATCH (u:Unit {{id: row.id}}) SET u = row
  WITH u, row OPTIONAL MATCH (u)-[old:BELONGS_TO]->(p) WHERE p.id <> coalesce(row.place, '') DELETE old
  WITH u, row MATCH (p:Jurisdiction {{id: row.place}})
  MERGE (u)-[r:BELONGS_TO]->(p) ON CREATE SET r.id = 'BELONGS_TO:' + u.id + ':' + p.id"""
_UNUSED_PLACES: Final = """
  UNWIND $ids AS id MATCH (p:Jurisdiction {id: id}) WHERE NOT EXISTS { (p)<--() }
  OPTIONAL MATCH (p)-[:WITHIN]->(o:Jurisdiction) RETURN p.id, o.id"""


class Shared(Hands):
    """References, names of documents and units, places and classes."""

    def cited(self, references: Collection[str], titles: Collection[str]) -> tuple[list[Cited], list[Titled]]:
        """These references; and those by title alone that have one of the titles, or that of an unused reference."""
        ((cited, bare, *found),) = self._read(_CITED, references=sorted(references), titles=sorted(titles))
        known: dict[str, set[str]] = {title: set() for title, *_ in bare}
        for title, document in (one for some in found for one in some):
            known.setdefault(title, set()).add(document)
        return [Cited(*one) for one in cited], [Titled(title, id, target, known[title]) for title, id, target in bare]

    def drop_references(self, ids: Collection[str]) -> None:
        """Take them out."""
        self._drop("Reference", ids)

    def named(self, keys: Collection[str]) -> dict[str, str]:
        """The documents with these keys; missing ones are made as named ones."""
        self._write(_NAMED, [{"id": key} for key in sorted(keys)])
        return {key: key for key in keys}

    def lead(self, targets: Mapping[str, str]) -> None:
        """Let references lead to documents."""
        self._write(_LEAD, [{"id": id, "target": target} for id, target in sorted(targets.items())])
        self._moved |= set(targets)

    def called(self, documents: Collection[str]) -> list[Called]:
        """What these documents are called, those of them that are here."""
        found = []
        for id, full, title, number, issuer, told, cited in self._read(_CALLED, ids=sorted(documents)):
            self._told[id] = told
            found.append(Called(id, full, title, number, issuer, [Calling(*one) for one in cited]))
        return found

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
        self._became, self._come = set(), set()
        for unit, shown, forms, became, come in self._read(_FORMS, units=sorted(units)):
            self._shown[unit] = shown
            self._became |= {_succession(*one) for one in became}
            self._come |= {_succession(*one) for one in come}
            for id, printed, full_name, collective, function, place, level, uses, told, own, identity, at in forms:
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
        self._write(_SHOW, [in_columns(row, _UNIT_COLUMNS) for id, row in rows if row != self._shown.get(id)])

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


def _succession(unit: str, later: str, why: dict[str, Any]) -> Succession:
    return Succession(unit, later, why.get("since"), why["whole"], why["why_zh"], why["why_en"])


def _named(one: DocumentName) -> dict[str, Any]:
    """All properties of a document that is only named."""
    known: dict[str, Any] = {"title": one.title, "number": one.number, "issuer": one.issuer, "year": one.year, "known": "named"}
    node = node_properties(Node(one.id, "Document", document_label(one.id, one.title, one.number, None), known))
    return node | stored({"full": 0, "number_key": one.number_key, "title_key": one.title_key}) | found_by(one.words)
