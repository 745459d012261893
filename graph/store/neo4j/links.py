"""Related lists and the links of their tasks on the server: a part of `Neo4jShelf`. `graph.store.keeping.links` says which are
related."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from graph.schema import Edge, EdgeType
from graph.store.keeping.links import CARRIES_OUT
from graph.store.keeping.shelf import ListRow, Pair, TaskLink, Upstream
from graph.store.neo4j.hands import Hands
from graph.store.neo4j.kept import unpacked
from graph.store.neo4j.members import PATH
from graph.store.neo4j.rows import edge_properties
from ingest.alignment import Prepared

_NEAR: Final = """
  UNWIND $changed AS id MATCH (d:Document {id: id}) WHERE d.full = 1 RETURN d.id AS id
  UNION UNWIND $changed AS id MATCH (:Document {id: id})<-[:MEANS]-(:Reference)<-[:BASIS]-(d:Document) RETURN d.id AS id
  UNION UNWIND $moved AS id MATCH (:Reference {id: id})<-[:BASIS]-(d:Document) RETURN d.id AS id"""
_BASIS: Final = """
  UNWIND $ids AS id MATCH (d:Document {id: id})-[:BASIS]->(:Reference)-[:MEANS]->(u:Document) WHERE u <> d
  RETURN DISTINCT d.id, u.id, u.id AS target, u.full = 1, u.title"""
_BELOW: Final = """
  UNWIND $ids AS id MATCH (u:Document {id: id})<-[:MEANS]-(:Reference)<-[:BASIS]-(d:Document) WHERE u <> d
  RETURN DISTINCT u.id, d.id"""
_AT_HOME: Final = """
  UNWIND $ids AS id MATCH (d:Document {id: id})-[:OF_PLACE]->(:Jurisdiction)<-[:OF_PLACE]-(other:Document)
  RETURN d.id, other.id"""
# A list that names no upstream document may have copied one: then others of its level and year repeat its wording. Lists that
# name theirs are related by that.
_REPEATING: Final = """
  UNWIND $ids AS id MATCH (d:Document {id: id})-[:MARKED]->(:Mark)<-[:MARKED]-(other:Document)
  WITH d, other, count(*) AS shared
  WHERE (d.bare = 1 OR other.bare = 1) AND (d.year IS NULL OR other.year IS NULL OR d.year = other.year)
    AND (shared >= $share * COUNT { (d)-[:MARKED]->() } OR shared >= $share * COUNT { (other)-[:MARKED]->() })
  OPTIONAL MATCH (d)-[:OF_PLACE]->(p:Jurisdiction)
  OPTIONAL MATCH (other)-[:OF_PLACE]->(q:Jurisdiction)
  WITH d, other, p, q WHERE coalesce(p.level, '') = coalesce(q.level, '')
  RETURN d.id, other.id"""
_LISTS: Final = f"""
  UNWIND $ids AS id MATCH (d:Document {{id: id}}) WHERE d.full = 1 OPTIONAL MATCH (d)-[:OF_PLACE]->(p:Jurisdiction)
  RETURN d.id, d.id AS key, d.title, d.year, p.id, {PATH.format(place="p")}"""
_PAIRS: Final = """
  UNWIND $ids AS id MATCH (:Document {id: id})-[p:PAIRED]-(:Document)
  RETURN DISTINCT p.kind, p.relation, startNode(p).id, endNode(p).id"""
_UNPAIR: Final = """
  MATCH (d:Document {{id: row.document}})-[p:PAIRED]->(o:Document {{id: row.other}}) WHERE p.kind = row.kind DELETE p
  WITH d, o MATCH (d)<-[:LISTED_IN]-(:Task)-[r:{type}]->(:Task)-[:LISTED_IN]->(o) DELETE r"""
_PAIR: Final = """
  MATCH (d:Document {id: row.document}) MATCH (o:Document {id: row.other})
  CREATE (d)-[:PAIRED {kind: row.kind, relation: row.relation}]->(o)"""
_LINK: Final = "MATCH (s:Task {{id: row.s}}) MATCH (t:Task {{id: row.t}}) CREATE (s)-[r:{type}]->(t) SET r = row.p"
_TYPES: Final[tuple[EdgeType, ...]] = ("CARRIES_OUT", "PARALLELS")


class Lists(Hands):
    """Lists as they are related."""

    def near(self, changed: Collection[str], moved: Collection[str]) -> list[str]:
        """The full documents among `changed`, those that carry out one of them, and those that cite by a `moved` reference."""
        return [id for (id,) in self._read(_NEAR, changed=sorted(changed), moved=sorted(moved))]

    def basis(self, documents: Collection[str]) -> list[Upstream]:
        """What documents say that they carry out, each once, and never themselves."""
        return [Upstream._make(row) for row in self._read(_BASIS, ids=sorted(documents))]

    def below(self, documents: Collection[str]) -> list[tuple[str, str]]:
        """The documents that carry these out: one of these, the one below."""
        return [(upper, id) for upper, id in self._read(_BELOW, ids=sorted(documents))]

    def at_home(self, documents: Collection[str]) -> list[tuple[str, str]]:
        """The full documents of the same places: one of these, another."""
        return [(id, other) for id, other in self._read(_AT_HOME, ids=sorted(documents))]

    def repeating(self, documents: Collection[str], share: float) -> list[tuple[str, str]]:
        """Lists that share so much of their marks: one of these, the other."""
        return [(id, other) for id, other in self._read(_REPEATING, ids=sorted(documents), share=share)]

    def lists(self, documents: Collection[str]) -> list[ListRow]:
        """What decides about the relations of those of these documents that are full."""
        rows = self._read(_LISTS, ids=sorted(documents))
        return [ListRow(id, key, title, year, place, tuple(path or ())) for id, key, title, year, place, path in rows]

    def prepared(self, documents: Collection[str]) -> dict[str, Prepared]:
        """The lists as they are compared."""
        text = "UNWIND $ids AS id MATCH (d:Document {id: id}) WHERE d.full = 1 RETURN d.id, d.prepared"
        return {id: _prepared(text) for id, text in self._read(text, ids=sorted(documents))}

    def tasks(self, documents: Collection[str]) -> dict[str, list[str]]:
        """The tasks of lists, in their order."""
        found: dict[str, list[str]] = {id: [] for id in documents}
        text = """UNWIND $ids AS id MATCH (d:Document {id: id})<-[:LISTED_IN]-(t:Task)
          WITH d, t ORDER BY t.at RETURN d.id, collect(t.id)"""
        found.update((id, tasks) for id, tasks in self._read(text, ids=sorted(documents)))
        return found

    def pairs(self, documents: Collection[str]) -> set[Pair]:
        """The pairs that these documents are in."""
        return {Pair._make(row) for row in self._read(_PAIRS, ids=sorted(documents))}

    def unpair(self, pairs: Collection[Pair]) -> None:
        """Take pairs out with the links of their tasks."""
        for type in _TYPES:
            self._write(_UNPAIR.format(type=type), [one._asdict() for one in sorted(pairs) if _type(one.kind) == type])

    def pair(self, pairs: Sequence[Pair], links: Sequence[TaskLink]) -> None:
        """Put pairs in with the links of their tasks."""
        self._write(_PAIR, [one._asdict() for one in pairs])
        for type in _TYPES:
            self._write(_LINK.format(type=type), [_link(type, one) for one in links if _type(one.kind) == type])


def _type(kind: int) -> EdgeType:
    return "CARRIES_OUT" if kind == CARRIES_OUT else "PARALLELS"


def _link(type: EdgeType, one: TaskLink) -> dict[str, object]:
    why = {"score": one.link.score, "grade": one.link.grade, "why_zh": one.link.zh, "why_en": one.link.en}
    edge = Edge(f"{type}:{one.task}:{one.other}", type, one.task, one.other, why)
    return {"s": one.task, "t": one.other, "p": edge_properties(edge)}


@lru_cache(maxsize=256)
def _prepared(text: str) -> Prepared:
    return Prepared.from_json(unpacked(text)["tasks"])
