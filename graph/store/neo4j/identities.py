"""Who the printed names of the graph mean by the rules alone, as the questions who may be one with whom want it."""

from __future__ import annotations

from functools import cache
from typing import Final

from neo4j import ManagedTransaction

from graph.questions.scope_cypher import DUTIES
from graph.store.neo4j.kept import gazetteer
from ingest.resolve import UnitIdentity, resolve_unit

_FORMS: Final = f"""
  MATCH (u:Unit)-[y:{DUTIES}]->(t:Task)
  WITH u, y.form AS form, min(t.id) AS first
  MATCH (f:Form {{id: form}}) WHERE f.collective = 0
  MATCH (:Task {{id: first}})-[:LISTED_IN]->(d:Document)
  RETURN u.id, f.printed, f.full_name, f.function, f.body, f.identity, f.place, d.place, d.issuer, d.year
  ORDER BY u.id, f.printed, f.identity"""
_PATH: Final = """MATCH up = (:Jurisdiction {id: $id})-[:WITHIN*0..]->(top:Jurisdiction) WHERE NOT (top)-[:WITHIN]->()
  RETURN [place IN reverse(nodes(up)) | place.name] AS names"""


def identities(tx: ManagedTransaction) -> list[tuple[str, UnitIdentity]]:
    """Each printed name's unit and identity."""
    added = gazetteer(tx)

    @cache
    def chain(place: str | None) -> tuple[str, ...]:
        row = tx.run(_PATH, id=place).single() if place else None
        return tuple(row["names"]) if row else ()

    found = []
    for unit, printed, full_name, function, body, key, place, home, issuer, year in list(tx.run(_FORMS)):
        who = resolve_unit(printed, "unit", None, chain(home), issuer, year, added)
        if who.key != key:  # the list shared a prefix or head noun, which only its record knows
            who = UnitIdentity(key, full_name, chain(place), function or None, body or None)
        found.append((unit, who))
    return found
