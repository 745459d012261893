"""Writes plans, and takes documents out: the first part of `Neo4jShelf`. All text here is made of fixed fragments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from graph.build import Plan
from graph.schema import ROLE_EDGE
from graph.store.keeping.links import looked_up
from graph.store.keeping.shelf import Kept, Stored, Touched
from graph.store.neo4j.hands import Hands, Write
from graph.store.neo4j.kept import unpacked
from graph.store.neo4j.rows import EDGE_COLUMNS, MARK, creating, of_columns
from graph.store.neo4j.said import FORM_COLUMNS, TASK_COLUMNS, Said

_DUTIES: Final = "|".join(ROLE_EDGE.values())
_STANDING: Final = """
  UNWIND $keys AS key MATCH (d:Document {id: key}) WHERE d.full = 1
  RETURN d.id, d.fingerprint, d.meaning, d.file, d.title, d.title_key
  UNION UNWIND $files AS file MATCH (d:Document {family: file[0]}) WHERE d.full = 1 AND d.file = file[1]
  RETURN d.id, d.fingerprint, d.meaning, d.file, d.title, d.title_key"""
_OF_UNITS: Final = f"""
  UNWIND $units AS id MATCH (:Unit {{id: id}})-[:{_DUTIES}]->(:Task)-[:LISTED_IN]->(d:Document)
  RETURN DISTINCT d.id AS id ORDER BY id"""
_CITE: Final = """MATCH (s:{source} {{id: row.s}}) MATCH (t:Reference {{id: row.t}})
  CREATE (s)-[r:{type}]->(t) SET r = row.p"""


class Documents(Hands):
    """What single documents say."""

    def standing(self, keys: Collection[str], files: Collection[tuple[str, str]]) -> dict[str, Stored]:
        """The full documents with these keys, and those that have a family and a file among `files`; by their keys."""
        rows = self._read(_STANDING, keys=sorted(keys), files=[list(both) for both in sorted(files)])
        return {row[0]: Stored._make(row) for row in rows}

    def kept(self, document: str) -> Kept:
        """What a full document is built again from."""
        text = "MATCH (d:Document {id: $id}) WHERE d.full = 1 RETURN d.id, d.family, d.sha256, d.record"
        ((key, family, sha256, record),) = self._read(text, id=document)
        return Kept(key, family, sha256, unpacked(record))

    def every_document(self) -> list[str]:
        """The full documents, sorted by key."""
        return [id for (id,) in self._read("MATCH (d:Document) WHERE d.full = 1 RETURN d.id AS id ORDER BY id")]

    def documents_of(self, units: Collection[str]) -> list[str]:
        """The full documents that have duties of these units, sorted by key."""
        return [id for (id,) in self._read(_OF_UNITS, units=sorted(units))]

    def units(self, keys: Collection[str]) -> dict[str, str]:
        """The units that are here with these keys."""
        rows = self._read("UNWIND $keys AS key MATCH (u:Unit {id: key}) RETURN u.id", keys=sorted(keys))
        return {id: id for (id,) in rows}

    def put(self, plan: Plan, sha256: str, touched: Touched) -> None:
        """Write all that a list says."""
        said = Said(plan, sha256)
        numbered = said.numbered()
        self._write_all(_writes(plan, said))
        touched.documents.update({plan.id, *(row["target"] for row in numbered)})
        touched.changed.add(plan.id)
        touched.titles.update({plan.title_key, *said.titles()})
        touched.units.update(form.unit for form in said.forms)
        touched.references.update(said.references)
        self._cite_again.add(plan.id)

    def clear(self, document: str, touched: Touched, *, gone: bool) -> None:
        """Delete all that this document alone says, and count its uses of shared things down."""
        ((title, place),) = self._read("MATCH (d:Document {id: $id}) RETURN d.title_key, d.place", id=document)
        forms = self._read(_FORMS, id=document)
        told = self._read("MATCH (:Document {id: $id})-[b:TELLS]->(u:Unit) RETURN b.form, b.main, u.id", id=document)
        topics = self._read(
            "MATCH (:Document {id: $id})<-[:LISTED_IN]-(:Task)-[:ABOUT]->(o:Topic) RETURN DISTINCT o.id", id=document
        )
        references = self._read(_REFERENCES, id=document)
        touched.documents.add(document)
        touched.changed.add(document)
        touched.titles.add(title)
        touched.places.add(place)
        touched.units.update(unit for _, unit, _ in forms)
        touched.units.update(unit for _, *both in told for unit in both)
        touched.topics.update(id for (id,) in topics)
        touched.references.update(id for id, _ in references)
        self._write("MATCH (f:Form {id: row.id}) SET f.uses = f.uses - row.uses", [{"id": id, "uses": n} for id, _, n in forms])
        self._write("MATCH (f:Form {id: row.id}) SET f.told = f.told - 1", [{"id": id} for id, *_ in told])
        self._write(
            "MATCH (r:Reference {id: row.id}) SET r.uses = r.uses - row.uses", [{"id": id, "uses": n} for id, n in references]
        )
        for text in _CLEAR:
            self._tx.run(text, id=document).consume()
        self._write(_NO_BRANCH, [{"unit": unit, "main": main} for _, main, unit in told])
        self._cite_again.discard(document)
        if gone:
            named = {"id": document, "label": document, "known": "named", "full": 0, "told": "", "words": ""}
            self._write("MATCH (d:Document {id: row.id}) SET d = row", [named])


_FORMS: Final = f"""
  MATCH (:Document {{id: $id}})<-[:LISTED_IN]-(:Task)<-[y:{_DUTIES}]-(u:Unit)
  RETURN y.form AS id, u.id AS unit, count(*) AS uses"""
_REFERENCES: Final = """
  MATCH (d:Document {id: $id})
  WITH COLLECT { MATCH (d)-[:BASIS]->(r:Reference) RETURN r.id } AS basis,
    COLLECT { MATCH (d)<-[:LISTED_IN]-(:Task)-[:CITATION]->(r:Reference) RETURN r.id } AS citations
  UNWIND basis + citations AS id RETURN id, count(*) AS uses"""
_CLEAR: Final = (
    "MATCH (:Document {id: $id})<-[:LISTED_IN]-(t:Task) DETACH DELETE t",
    "MATCH (:Document {id: $id})<-[:HEADS_IN]-(h:Theme) DETACH DELETE h",
    "MATCH (:Document {id: $id})-[r:OF_PLACE|BASIS|TELLS|IMPLEMENTS|PAIRED]->() DELETE r",
    "MATCH (:Document {id: $id})<-[r:PAIRED]-() DELETE r",
    """MATCH (:Document {id: $id})-[r:MARKED]->(m:Mark) DELETE r
       WITH DISTINCT m WHERE NOT EXISTS { (m)<-[:MARKED]-() } DELETE m""",
)
_NO_BRANCH: Final = """MATCH (u:Unit {id: row.unit})-[r:BRANCH_OF]->(:Unit {id: row.main})
  WHERE NOT EXISTS { (u)<-[b:TELLS]-() WHERE b.main = row.main } DELETE r"""


def _writes(plan: Plan, said: Said) -> list[Write]:
    """All that is written of a list, in the order in which it builds on each other. The statements are the same for every list,
    so that the server plans them once."""
    id, places, document = plan.id, said.places(), said.document()
    return [
        (_PLACE, places),
        (_WITHIN, [row for row in places if row["within"]]),
        (f"MERGE (d:Document {{id: row.id}}) SET d:{MARK}, d = row", [document]),
        (
            "MATCH (d:Document {id: row.id}) MATCH (p:Jurisdiction {id: row.place}) CREATE (d)-[:OF_PLACE]->(p)",
            [{"id": id, "place": plan.place}] if plan.place else [],
        ),
        (
            f"MATCH (d:Document {{id: row.d}}) CREATE (d)<-[:HEADS_IN]-(h:{MARK}:Theme) SET h = row.p",
            [{"d": id, **row} for row in said.themes()],
        ),
        (creating("Theme", "PART_OF", "Theme"), said.inner_themes()),
        (_TASK, [[id, *row] for row in said.tasks()]),
        (creating("Task", "UNDER", "Theme"), said.under()),
        (f"MERGE (u:Unit {{id: row.id}}) ON CREATE SET u:{MARK}", said.units()),
        (_FORM, said.form_rows()),
        ("MATCH (f:Form {id: row.id}) MATCH (p:Jurisdiction {id: row.place}) MERGE (f)-[:FORM_AT]->(p)", said.form_places()),
        *((creating("Unit", role, "Task", "standing", "form"), said.duties(role)) for role in ROLE_EDGE.values()),
        (_BRANCH, [{"d": id, **row} for row in said.branches()]),
        (f"MERGE (o:Topic {{id: row.id}}) ON CREATE SET o:{MARK}, o += row", said.topics()),
        (creating("Task", "ABOUT", "Topic"), said.about()),
        (
            f"MERGE (r:Reference {{id: row.id}}) ON CREATE SET r:{MARK}, r += row.made SET r.uses = r.uses + row.uses",
            said.reference_rows(),
        ),
        (_NUMBERED, said.numbered()),
        (_CITE.format(source="Document", type="BASIS"), said.basis()),
        (_CITE.format(source="Task", type="CITATION"), said.citations()),
        (
            f"""MATCH (d:Document {{id: row.d}}) MERGE (m:Mark {{value: row.m}}) ON CREATE SET m:{MARK}
                CREATE (d)-[:MARKED]->(m)""",
            [{"d": id, "m": mark} for mark in looked_up(plan.prepared)],
        ),
    ]  # fmt: skip


_PLACE: Final = f"""MERGE (p:Jurisdiction {{id: row.id}}) ON CREATE SET p:{MARK}, p += row.made
  SET p.level = row.level, p.code = row.code"""  # the user's own places may have changed since
_WITHIN: Final = """MATCH (p:Jurisdiction {id: row.id}) MATCH (o:Jurisdiction {id: row.within})
  MERGE (p)-[r:WITHIN]->(o) ON CREATE SET r.id = row.edge"""
_TASK: Final = f"""MATCH (d:Document {{id: row[0]}})
  CREATE (t:{MARK}:Task {of_columns(TASK_COLUMNS, 1)})
  CREATE (t)-[:LISTED_IN {of_columns(EDGE_COLUMNS["LISTED_IN"], 1 + len(TASK_COLUMNS))}]->(d)"""
# uses and told are of this list: what other lists print is counted beside
_FORM: Final = f"""MATCH (u:Unit {{id: row[0]}}) WITH u, {of_columns(FORM_COLUMNS, 1)} AS row
  MERGE (f:Form {{id: row.id}}) ON CREATE SET f:{MARK}, f = row
  ON MATCH SET f.identity = row.identity, f.body = row.body, f.own = row.own, f.uses = f.uses + row.uses,
    f.told = f.told + row.told
  MERGE (f)-[:FORM_OF]->(u)"""
_BRANCH: Final = """MATCH (d:Document {id: row.d}) MATCH (u:Unit {id: row.unit}) MATCH (m:Unit {id: row.main})
  CREATE (d)-[:TELLS {main: row.main, form: row.form}]->(u)
  MERGE (u)-[r:BRANCH_OF]->(m) ON CREATE SET r.id = row.id"""
_NUMBERED: Final = f"""MERGE (d:Document {{id: row.target}})
    ON CREATE SET d:{MARK}, d.full = 0, d.known = 'named', d.label = row.target, d.told = '', d.words = ''
  WITH d, row MATCH (r:Reference {{id: row.id}}) MERGE (r)-[:MEANS]->(d)"""
