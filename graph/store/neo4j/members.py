"""Bodies on the server, what became of them and to which wordings they belong: a part of `Neo4jShelf`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from graph.schema import ROLE_EDGE
from graph.store.keeping.shelf import Member, Succession, Wording
from graph.store.neo4j.hands import Columns, Hands
from graph.store.neo4j.rows import MARK, in_columns, stored
from ingest.resolve import UnitIdentity

PATH: Final = """
  head(COLLECT {{ MATCH up = ({place})-[:WITHIN*0..]->(top:Jurisdiction) WHERE NOT (top)-[:WITHIN]->()
    RETURN [one IN reverse(nodes(up)) | one.name] }})"""
_NO_LONGER: Final = """MATCH (u:Unit {id: row.unit})-[b:BECAME]->(l:Later {id: row.later}) DELETE b
  WITH u, row, l OPTIONAL MATCH (u)-[s:SUCCEEDED_BY]->(:Unit {id: row.later}) DELETE s
  WITH DISTINCT l WHERE NOT EXISTS { (l)<-[:BECAME]-() } DELETE l"""
_WHY: Final = "since: row[2], why_zh: row[4], why_en: row[5]"
_BECAME: Final = f"""MATCH (u:Unit {{id: row[0]}}) MERGE (l:Later {{id: row[1]}}) ON CREATE SET l:{MARK}
  CREATE (u)-[:BECAME {{whole: row[3], {_WHY}}}]->(l)"""
_SUCCESSION: Final = f"""MATCH (u:Unit {{id: row[0]}}) MATCH (w:Unit {{id: row[1]}})
  MERGE (u)-[s:SUCCEEDED_BY]->(w) SET s = {{id: 'SUCCEEDED_BY:' + u.id + ':' + w.id, whole: row[3] = 1, {_WHY}}}"""
_WORDINGS: Final = f"""
  UNWIND $places AS id MATCH (p:Jurisdiction {{id: id}}) OPTIONAL MATCH (p)-[:WITHIN]->(o:Jurisdiction)
  WITH collect(p) + collect(o) AS some UNWIND some AS outer
  WITH DISTINCT outer OPTIONAL MATCH (outer)<-[:WITHIN]-(i:Jurisdiction)
  WITH collect(DISTINCT outer) + collect(i) AS some UNWIND some AS near
  WITH DISTINCT near MATCH (near)<-[:FORM_AT]-(f:Form) WHERE f.collective = 1 AND f.own = 1 AND f.uses > 0
  MATCH (f)-[:FORM_OF]->(u:Unit) RETURN u.id, f.printed, {PATH.format(place="near")}"""
# towns and counties are bodies of the places below; of a place below nothing else belongs to a wording of this one. What is
# led from above (税务局) is no department of the place.
_BODY: Final = f"""f.collective = 0 AND f.own = 1 MATCH (f)-[:FORM_OF]->(u:Unit) WHERE NOT EXISTS {{ (u)<-[:TELLS]-() }}
  RETURN at, u.id, f.identity, f.full_name, f.function, f.body, {PATH.format(place="q")} AS path"""
_BODIES: Final = f"""
  UNWIND $places AS at MATCH (q:Jurisdiction {{id: at}})<-[:FORM_AT]-(f:Form) WHERE {_BODY}
  UNION
  UNWIND $places AS at MATCH (:Jurisdiction {{id: at}})<-[:WITHIN]-(q:Jurisdiction)<-[:FORM_AT]-(f:Form)
  WHERE f.function = '政府' AND {_BODY}"""
_ENDED: Final = """UNWIND $units AS id MATCH (u:Unit {id: id})-[b:BECAME]->() WHERE b.whole = 1 AND b.since IS NOT NULL
  RETURN u.id, min(b.since)"""
_FIRST_YEARS: Final = f"""
  UNWIND $units AS id MATCH (u:Unit {{id: id}})-[:{"|".join(ROLE_EDGE.values())}]->(:Task)-[:LISTED_IN]->(d:Document)
  WHERE d.year IS NOT NULL RETURN u.id, min(d.year)"""
_MEMBERS: Final = "UNWIND $ids AS id MATCH (c:Unit {id: id})<-[m:MEMBER_OF]-(u:Unit) RETURN u.id, c.id, m.why_zh, m.why_en"
_MEMBER: Final = """MATCH (u:Unit {id: row.unit}) MATCH (c:Unit {id: row.collective})
  MERGE (u)-[m:MEMBER_OF]->(c) SET m = row.p"""


class Bodies(Hands):
    """Successions and members."""

    def succeed(self, units: Collection[str], rows: Sequence[Succession]) -> None:
        """Let these be all successions of the units."""
        held = self._became  # as `forms` read it
        self._write(_NO_LONGER, [{"unit": one.unit, "later": one.later} for one in sorted(held - {*rows}, key=_ends)])
        new = {*rows} - held
        self._write(_BECAME, [_storable(one) for one in sorted(new, key=_ends)])
        come = {one for one in self._come if one.unit not in units or one in rows}
        self._write(_SUCCESSION, [_storable(one) for one in sorted(new | come, key=_ends)])

    def wordings(self, places: Collection[str]) -> list[Wording]:
        """The printed collective wordings of these places, of those around them and of those next below any of both."""
        rows = self._read(_WORDINGS, places=sorted(places))
        return [Wording(id, id, printed, tuple(path)) for id, printed, path in rows]

    def bodies(self, places: Collection[str]) -> dict[str, list[tuple[str, UnitIdentity]]]:
        """The bodies of places, given by their keys: their own, and the governments of the places next below."""
        found: dict[str, list[tuple[str, UnitIdentity]]] = defaultdict(list)
        for at, unit, key, full_name, function, body, path in self._read(_BODIES, places=sorted(places)):
            found[at].append((unit, UnitIdentity(key, full_name, tuple(path), function or None, body or None)))
        return found

    def ended(self, units: Collection[str]) -> dict[str, str]:
        """The day on which a body that another took over as a whole came to its end, by unit."""
        return dict(self._read(_ENDED, units=sorted(units)))

    def first_years(self, collectives: Collection[str]) -> dict[str, int]:
        """The year of the first list that gives a wording a task."""
        return dict(self._read(_FIRST_YEARS, units=sorted(collectives)))

    def gather(self, collectives: Collection[str], rows: Sequence[Member]) -> None:
        """Let these be all members of the wordings."""
        held = {Member._make(row) for row in self._read(_MEMBERS, ids=sorted(collectives))}
        ends = {(one.unit, one.collective) for one in rows}
        self._write(
            "MATCH (:Unit {id: row.unit})-[m:MEMBER_OF]->(:Unit {id: row.collective}) DELETE m",
            [{"unit": unit, "collective": id} for unit, id in sorted({(m.unit, m.collective) for m in held} - ends)],
        )
        new = sorted({*rows} - held)
        self._write(_MEMBER, [{"unit": one.unit, "collective": one.collective, "p": _member(one)} for one in new])


def _ends(one: Succession) -> tuple[str, str]:
    return one.unit, one.later


def _storable(one: Succession) -> Columns:
    return in_columns(stored(one._asdict()), Succession._fields)


def _member(one: Member) -> dict[str, str]:
    return {"id": f"MEMBER_OF:{one.unit}:{one.collective}", "why_zh": one.why_zh, "why_en": one.why_en}
