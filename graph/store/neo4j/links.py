"""Related lists and the links of their tasks on the server: a part of `Neo4jShelf`. `graph.store.keeping.links` says which are
related."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, Final

from graph.kinship import LAW
from graph.schema import Edge, EdgeType
from graph.store.keeping.links import CARRIES_OUT
from graph.store.keeping.shelf import Around, Compared, ListRow, Pair, TaskLink, Upstream
from graph.store.neo4j.hands import Hands, Write
from graph.store.neo4j.kept import unpacked
from graph.store.neo4j.members import PATH
from graph.store.neo4j.rows import creating, edge_row
from ingest.alignment import Prepared

# `repeating`: a list that names no upstream document may have copied one: then others of its level and year repeat its wording.
# Lists that name theirs are related by that.
_AROUND: Final = """
  WITH COLLECT {
    UNWIND $changed AS id MATCH (d:Document {id: id}) WHERE d.full = 1 RETURN d.id AS id
    UNION UNWIND $changed AS id MATCH (:Document {id: id})<-[:MEANS]-(:Reference)<-[:BASIS]-(d:Document) RETURN d.id AS id
    UNION UNWIND $moved AS id MATCH (:Reference {id: id})<-[:BASIS]-(d:Document) RETURN d.id AS id } AS near
  WITH near, COLLECT {
    UNWIND near AS id MATCH (d:Document {id: id})-[:BASIS]->(:Reference)-[:MEANS]->(u:Document) WHERE u <> d
    RETURN DISTINCT [d.id, u.id, u.id, u.full = 1, u.title, coalesce(u.title, '') =~ $law] } AS basis
  WITH near, basis, near + [one IN basis WHERE NOT one[5] | one[1]] AS uppers
  RETURN near, basis,
    COLLECT { UNWIND uppers AS id WITH DISTINCT id
      MATCH (u:Document {id: id})<-[:MEANS]-(:Reference)<-[:BASIS]-(d:Document) WHERE d <> u RETURN DISTINCT [u.id, d.id] },
    COLLECT { UNWIND near AS id
      MATCH (d:Document {id: id})-[:OF_PLACE]->(:Jurisdiction)<-[:OF_PLACE]-(other:Document) RETURN [d.id, other.id] },
    COLLECT { UNWIND near AS id MATCH (d:Document {id: id})-[:MARKED]->(:Mark)<-[:MARKED]-(other:Document)
      WITH d, other, count(*) AS shared
      WHERE (d.bare = 1 OR other.bare = 1) AND (d.year IS NULL OR other.year IS NULL OR d.year = other.year)
        AND (shared >= $share * COUNT { (d)-[:MARKED]->() } OR shared >= $share * COUNT { (other)-[:MARKED]->() })
      OPTIONAL MATCH (d)-[:OF_PLACE]->(p:Jurisdiction)
      OPTIONAL MATCH (other)-[:OF_PLACE]->(q:Jurisdiction)
      WITH d, other, p, q WHERE coalesce(p.level, '') = coalesce(q.level, '') RETURN [d.id, other.id] },
    COLLECT { UNWIND near AS id MATCH (:Document {id: id})-[p:PAIRED]-(:Document)
      RETURN DISTINCT [p.kind, p.relation, startNode(p).id, endNode(p).id] }"""
_LISTS: Final = f"""
  UNWIND $ids AS id MATCH (d:Document {{id: id}}) WHERE d.full = 1 OPTIONAL MATCH (d)-[:OF_PLACE]->(p:Jurisdiction)
  RETURN d.id, d.id AS key, d.title, d.year, p.id, {PATH.format(place="p")},
    COLLECT {{ MATCH (d)-[:BASIS]->(:Reference)-[:MEANS]->(u:Document) WHERE u <> d
      RETURN DISTINCT [d.id, u.id, u.id, u.full = 1, u.title] }}"""
_COMPARED: Final = """
  UNWIND $ids AS id MATCH (d:Document {id: id}) WHERE d.full = 1
  RETURN d.id, d.prepared, COLLECT { MATCH (d)<-[:LISTED_IN]-(t:Task) RETURN t.id ORDER BY t.at }"""
_UNPAIR: Final = """
  MATCH (d:Document {{id: row.document}})-[p:PAIRED]->(o:Document {{id: row.other}}) WHERE p.kind = row.kind DELETE p
  WITH d, o MATCH (d)<-[:LISTED_IN]-(:Task)-[r:{type}]->(:Task)-[:LISTED_IN]->(o) DELETE r"""
_PAIR: Final = """
  MATCH (d:Document {id: row.document}) MATCH (o:Document {id: row.other})
  CREATE (d)-[:PAIRED {kind: row.kind, relation: row.relation}]->(o)"""
_TYPES: Final[tuple[EdgeType, ...]] = ("CARRIES_OUT", "PARALLELS")


class Lists(Hands):
    """Lists as they are related."""

    def around(self, changed: Collection[str], moved: Collection[str], share: float) -> Around:
        """What lies around these documents, and those that cite by these references."""
        ((near, basis, below, at_home, repeating, pairs),) = self._read(
            _AROUND, changed=sorted(changed), moved=sorted(moved), share=share, law=LAW
        )
        upstream = [Upstream._make(one[:-1]) for one in basis]
        return Around(near, upstream, below, at_home, repeating, {Pair._make(one) for one in pairs})

    def lists(self, documents: Collection[str]) -> list[ListRow]:
        """What decides about the relations of those of these documents that are full."""
        rows = self._read(_LISTS, ids=sorted(documents))
        return [ListRow._make((*row, tuple(path or ()), [Upstream._make(one) for one in basis])) for *row, path, basis in rows]

    def compared(self, documents: Collection[str]) -> dict[str, Compared]:
        """The lists as they are compared."""
        rows = self._read(_COMPARED, ids=sorted(documents))
        return {id: Compared(_prepared(text), tasks) for id, text, tasks in rows}

    def unpair(self, pairs: Collection[Pair]) -> None:
        """Take pairs out with the links of their tasks."""
        for type in _TYPES:
            self._write(_UNPAIR.format(type=type), [one._asdict() for one in sorted(pairs) if _type(one.kind) == type])

    def pair(self, pairs: Sequence[Pair], links: Sequence[TaskLink]) -> None:
        """Put pairs in with the links of their tasks."""
        writes: list[Write] = [(_PAIR, [one._asdict() for one in pairs])]
        writes += [
            (creating("Task", type, "Task"), [_link(type, one) for one in links if _type(one.kind) == type]) for type in _TYPES
        ]
        self._write_all(writes)


def _type(kind: int) -> EdgeType:
    return "CARRIES_OUT" if kind == CARRIES_OUT else "PARALLELS"


def _link(type: EdgeType, one: TaskLink) -> list[Any]:
    why = {"score": one.link.score, "grade": one.link.grade, "why_zh": one.link.zh, "why_en": one.link.en}
    return edge_row(Edge(f"{type}:{one.task}:{one.other}", type, one.task, one.other, why))


@lru_cache(maxsize=256)
def _prepared(text: str) -> Prepared:
    return Prepared.from_json(unpacked(text)["tasks"])
