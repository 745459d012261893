"""The graph on the server as the logic in `graph.store.keeping` sees it, while one transaction holds it.

Ids are the content ids. IMPLEMENTS and CITES follow the citations at the end, when it stands where each of them leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.schema import ROLE_EDGE
from graph.store.keeping.shelf import PrintedName
from graph.store.neo4j.links import Lists
from graph.store.neo4j.members import PATH, Bodies
from graph.store.neo4j.rows import MARK
from graph.store.neo4j.settle import Shared
from graph.store.neo4j.writer import Documents

_PRINTED: Final = f"""
  MATCH (u:Unit)-[y:{"|".join(ROLE_EDGE.values())}]->(t:Task)
  WITH u, y.form AS form, min(t.id) AS first
  MATCH (f:Form {{id: form}}) WHERE f.collective = 0
  MATCH (:Task {{id: first}})-[:LISTED_IN]->(d:Document)
  OPTIONAL MATCH (f)-[:FORM_AT]->(p:Jurisdiction)
  OPTIONAL MATCH (d)-[:OF_PLACE]->(h:Jurisdiction)
  RETURN u.id, f.printed, f.full_name, f.function, f.body, f.identity, {PATH.format(place="p")}, {PATH.format(place="h")},
    d.issuer, d.year ORDER BY u.id, f.printed, f.identity"""
_OWNERS: Final = """
  UNWIND $documents AS id MATCH (n:Document {id: id}) RETURN n.id AS id
  UNION UNWIND $references AS id MATCH (:Reference {id: id})<-[:BASIS]-(n:Document) RETURN n.id AS id"""
_TASK_OWNERS: Final = """
  UNWIND $documents AS id MATCH (:Document {id: id})<-[:LISTED_IN]-(n:Task)-[:CITATION]->() RETURN n.id AS id
  UNION UNWIND $references AS id MATCH (:Reference {id: id})<-[:CITATION]-(n:Task) RETURN n.id AS id"""
# of citations with one target the first
_FOLLOW: Final = """MATCH (n:{label} {{id: row.id}}) OPTIONAL MATCH (n)-[old:{type}]->() DELETE old
  WITH DISTINCT n MATCH (n)-[c:{cites}]->(:Reference)-[:MEANS]->(d:Document) WHERE d <> n
  WITH n, d, c ORDER BY c.pos
  WITH n, d, head(collect(c)) AS first
  CREATE (n)-[r:{type}]->(d) SET r = properties(first), r.pos = null, r.id = '{type}:' + n.id + ':' + d.id"""


class Neo4jShelf(Documents, Shared, Bodies, Lists):
    """`graph.store.keeping.shelf.Shelf` over one transaction."""

    def done(self) -> None:
        """All stands: let IMPLEMENTS and CITES follow the citations."""
        given = {"documents": sorted(self._cite_again), "references": sorted(self._moved)}
        for owners, label, cites, type in (
            (_OWNERS, "Document", "BASIS", "IMPLEMENTS"),
            (_TASK_OWNERS, "Task", "CITATION", "CITES"),
        ):
            if any(given.values()):
                ids = [{"id": id} for (id,) in self._read(owners, **given)]
                self._write(_FOLLOW.format(label=label, cites=cites, type=type), ids)
        self._cite_again.clear()
        self._moved.clear()

    def judgements(self) -> list[str]:
        """All judgements as they were kept."""
        return [value for (value,) in self._read(f"MATCH (j:{MARK}:Judgement) RETURN j.value ORDER BY j.id")]

    def keep_judgement(self, id: str, value: str) -> None:
        """Keep a judgement in place of what stands under its id."""
        self._write(
            f"MERGE (j:Judgement {{id: row.id}}) ON CREATE SET j:{MARK} SET j.value = row.value", [{"id": id, "value": value}]
        )

    def places(self) -> str:
        """The user's own places as they were given."""
        return "".join(text or "" for (text,) in self._read(f"MATCH (s:{MARK}:Store) RETURN s.places"))

    def keep_places(self, text: str) -> None:
        """Keep the user's own places in place of the earlier ones; empty for none."""
        self._write(f"MATCH (s:{MARK}:Store) SET s.places = row.text", [{"text": text}])

    def printed_names(self) -> Iterator[PrintedName]:
        """The printed names of bodies, sorted by unit, name and identity."""
        for *name, place, home, issuer, year in self._read(_PRINTED):
            yield PrintedName._make((*name, tuple(place or ()), tuple(home or ()), issuer, year))
