"""Looks up what people name, for `graph.store.choosing`.

Cypher puts what is not there last where SQL puts it first, so that an order says which it wants.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from neo4j import ManagedTransaction

from graph.schema import NodeType
from graph.store.choosing import MOST, SHOWN, DocumentStep, Named, UnitStep
from graph.store.neo4j import kept
from graph.store.neo4j.match import matching
from graph.store.searching import Match
from ingest.divisions import Gazetteer

_UNITS: Final[dict[UnitStep, str]] = {
    "full_name": "MATCH (u:Unit {full_name: $given})",
    "form_full_name": "MATCH (:Form {full_name: $given})-[:FORM_OF]->(u:Unit)",
    "printed": "MATCH (:Form {printed: $given})-[:FORM_OF]->(u:Unit)",
    "printed_after_place": """UNWIND $cuts AS cut
        MATCH (:Jurisdiction {name: cut[0]})<-[:FORM_AT]-(:Form {printed: cut[1]})-[:FORM_OF]->(u:Unit)""",
}
_DOCUMENTS: Final[dict[DocumentStep, str]] = {
    "id": "d.id = $given",
    "number_key": "d.number_key = $given",
    "title_key": "d.title_key = $given",
    "part": "d.full = 1 AND d.title_key CONTAINS $given",
}


@dataclass(frozen=True, slots=True)
class Neo4jNames:
    """`graph.store.choosing.Names` in one transaction."""

    tx: ManagedTransaction

    def has(self, type: NodeType, id: str) -> bool:
        """Whether a node of this type has this id."""
        return bool(self._rows(f"MATCH (n:{type} {{id: $id}}) RETURN n.id", id=id))

    def moved(self, unit: str) -> str:
        """Where a unit's id leads since people judged."""
        return kept.judgements(self.tx).moved(unit)

    def topics(self) -> Named:
        """All topics with their titles."""
        return self._rows("MATCH (n:Topic) RETURN n.id, n.title ORDER BY n.group DESC, n.title, n.id")

    def tasks(self, words: Match, part: str) -> Named:
        """Tasks with these words whose text holds `part`, with their texts."""
        text, values = matching(words, "t")
        return self._rows(
            f"{text} AND t:Task AND t.text CONTAINS $part RETURN t.id, t.text ORDER BY t.text, t.id LIMIT {MOST}",
            **values,
            part=part,
        )

    def units(self, by: UnitStep, name: str) -> Named:
        """Units with their full names."""
        return self._rows(
            f"{_UNITS[by]} RETURN DISTINCT u.id AS id, u.full_name AS name ORDER BY name, id LIMIT {MOST}",
            given=name,
            cuts=[(name[:end], name[end:]) for end in range(1, len(name))],
        )

    def units_like(self, part: str) -> list[str]:
        """Full names of units of which a form's full name holds `part`, or is printed inside it."""
        rows = self._rows(
            f"""MATCH (f:Form)-[:FORM_OF]->(u:Unit) WHERE f.full_name CONTAINS $part OR $part CONTAINS f.printed
                RETURN DISTINCT u.full_name AS name ORDER BY name LIMIT {SHOWN}""",
            part=part,
        )
        return [name for (name,) in rows]

    def places_at_end(self, name: str) -> Named:
        """Places whose own name ends the given one, or that have it as id, with the path of names."""
        return self._rows(
            """MATCH (p:Jurisdiction) WHERE p.name IN $ends OR p.id = $given
               MATCH up = (p)-[:WITHIN*0..]->(top:Jurisdiction) WHERE NOT (top)-[:WITHIN]->()
               RETURN p.id AS id, reduce(path = '', place IN reverse(nodes(up)) | path + place.name) AS path
               ORDER BY path, id""",
            given=name,
            ends=[name[start:] for start in range(len(name))],
        )

    def places(self, *, ids: Collection[str] = (), called: Collection[str] = ()) -> Named:
        """Places with one of these ids or names, with their names."""
        return self._rows(
            "MATCH (p:Jurisdiction) WHERE p.id IN $ids OR p.name IN $called RETURN p.id, p.name ORDER BY p.name, p.id",
            ids=list(ids),
            called=list(called),
        )

    def place_names(self) -> list[str]:
        """The names of all places, each once."""
        return [name for (name,) in self._rows("MATCH (p:Jurisdiction) RETURN DISTINCT p.name AS name ORDER BY name")]

    def added(self) -> Gazetteer | None:
        """The user's own places."""
        return kept.gazetteer(self.tx)

    def documents(self, by: DocumentStep, value: str) -> list[tuple[str, str, bool]]:
        """Documents with what they are called, and whether they are here in full."""
        return self._rows(
            f"""MATCH (d:Document) WHERE {_DOCUMENTS[by]} RETURN d.id, coalesce(d.title, d.number, d.file), d.full = 1
                ORDER BY d.full DESC, d.title IS NOT NULL, d.title, d.id LIMIT {MOST}""",
            given=value,
        )

    def newest(self) -> list[str]:
        """What documents in full are called: the newest first."""
        rows = self._rows(
            f"""MATCH (d:Document) WHERE d.full = 1 RETURN coalesce(d.title, d.number, d.file)
                ORDER BY coalesce(d.year, 0) DESC, d.title IS NOT NULL, d.title, d.id LIMIT {SHOWN}"""
        )
        return [title for (title,) in rows]

    def _rows(self, text: str, **values: Any) -> list[Any]:
        return [tuple(row.values()) for row in self.tx.run(text, values)]
