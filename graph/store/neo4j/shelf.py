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
# of citations with one target the first
_FOLLOW: Final = """WITH DISTINCT n OPTIONAL MATCH (n)-[old:{type}]->() DELETE old
  WITH DISTINCT n MATCH (n)-[c:{cites}]->(:Reference)-[:MEANS]->(d:Document) WHERE d <> n
  WITH n, d, c ORDER BY c.pos
  WITH n, d, head(collect(c)) AS first
  CREATE (n)-[r:{type}]->(d) SET r = properties(first), r.pos = null, r.id = '{type}:' + n.id + ':' + d.id"""
_IMPLEMENTS: Final = _FOLLOW.format(type="IMPLEMENTS", cites="BASIS")
_CITES: Final = _FOLLOW.format(type="CITES", cites="CITATION")
_FOLLOWS: Final = (
    (
        f"MATCH (n:Document {{id: row.id}}) {_IMPLEMENTS}",
        f"MATCH (:Reference {{id: row.id}})<-[:BASIS]-(n:Document) {_IMPLEMENTS}",
    ),
    (
        f"MATCH (:Document {{id: row.id}})<-[:LISTED_IN]-(n:Task) {_CITES}",
        f"MATCH (:Reference {{id: row.id}})<-[:CITATION]-(n:Task) {_CITES}",
    ),
)
"""What follows of documents, and of references."""
_GIVEN: Final = f"""MATCH (s:{MARK}:Store)
  RETURN s.places, COLLECT {{ MATCH (j:{MARK}:Judgement) RETURN j.value ORDER BY j.id }}"""


class Neo4jShelf(Documents, Shared, Bodies, Lists):
    """`graph.store.keeping.shelf.Shelf` over one transaction."""

    def done(self) -> None:
        """All stands: let IMPLEMENTS and CITES follow the citations."""
        again = [{"id": id} for id in sorted(self._cite_again)]
        moved = [{"id": id} for id in sorted(self._moved)]
        if again or moved:
            self._write_all([(text, rows) for both in _FOLLOWS for text, rows in zip(both, (again, moved), strict=True)])
        self._cite_again.clear()
        self._moved.clear()

    def judgements(self) -> list[str]:
        """All judgements as they were kept."""
        return self._given()[1]

    def keep_judgement(self, id: str, value: str) -> None:
        """Keep a judgement in place of what stands under its id."""
        self._people_gave = None
        self._write(
            f"MERGE (j:Judgement {{id: row.id}}) ON CREATE SET j:{MARK} SET j.value = row.value", [{"id": id, "value": value}]
        )

    def places(self) -> str:
        """The user's own places as they were given."""
        return self._given()[0]

    def keep_places(self, text: str) -> None:
        """Keep the user's own places in place of the earlier ones; empty for none."""
        self._people_gave = None
        self._write(f"MATCH (s:{MARK}:Store) SET s.places = row.text", [{"text": text}])

    def printed_names(self) -> Iterator[PrintedName]:
        """The printed names of bodies, sorted by unit, name and identity."""
        for *name, place, home, issuer, year in self._read(_PRINTED):
            yield PrintedName._make((*name, tuple(place or ()), tuple(home or ()), issuer, year))

    def _given(self) -> tuple[str, list[str]]:
        """The user's own places, and the judgements."""
        if self._people_gave is None:
            ((places, judgements),) = self._read(_GIVEN)
            self._people_gave = (places or "", judgements)
        return self._people_gave
