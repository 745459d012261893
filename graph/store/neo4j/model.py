"""How the graph stands in Neo4j.

What the world sees is what `zhengtu publish` writes, too: nodes with the label `Zhengtu` and their type, relationships of the
schema's types, flat properties (see `rows.py`), so that Neo4j's own tools show what a document says and where. Beside it stands
what the store needs to keep itself in line; all of that is made from the documents, but for records, judgements and places.

Properties beside the public ones
    every node  words: the tokens that it is found by (`graph.words.tokens`), for the full-text index
    Document    full 1 or 0 (only named), number_key, title_key, place (id), family, sha256, fingerprint, meaning, bare 0 or 1,
                record and prepared (zlib, base64), told (the words that are indexed, as text)
    Task        at: its place in its list, from 1
    Unit        place (id), told
    LEADS, SUPPORTS, RESPONSIBLE_FOR    standing 0, 1 or 2; form (id of the Form)

Nodes that are the store's own (label `Zhengtu`, too)
    Store       one node: id, schema (the number below), places (the user's own places.toml), turn (raised by every
                transaction that writes, so that they come one after the other; it begins with the time at which the store was
                made, so that no state of an earlier one is taken for one of this)
    Judgement   id, value (JSON)
    Form        id, printed, full_name, collective 0 or 1, function ('' for none), place (id, '' for none), uses, told,
                identity, body, own 0 or 1: one printed name of a unit. uses counts the duties that print it, told the
                documents that name a branch of it
    Reference   id, number, title, number_key, issuer ('' for none), title_key, uses: a document as citations print it
    Mark        value: a stretch of signs that lists share which repeat each other
    Later       id: of the unit that a body became in a reform, whether it is here or not

Relationships that are the store's own
    (Document)-[:OF_PLACE]->(Jurisdiction)
        whose list it is
    (Theme)-[:HEADS_IN]->(Document)
        the document that prints the heading
    (Form)-[:FORM_OF]->(Unit), (Form)-[:FORM_AT]->(Jurisdiction)
    (Document)-[:BASIS {pos, evidence_…}]->(Reference), (Task)-[:CITATION {pos, evidence_…}]->(Reference),
    (Reference)-[:MEANS]->(Document)
        where citations lead. IMPLEMENTS and CITES follow: of a document's (a task's) references with one target the first, and
        IMPLEMENTS never to the document itself
    (Document)-[:TELLS {main, form}]->(Unit)
        the document names a branch (the unit) of the body `main`; BRANCH_OF follows
    (Unit)-[:BECAME {since, whole 0 or 1, why_zh, why_en}]->(Later)
        SUCCEEDED_BY follows where the later unit is here
    (Document)-[:PAIRED {kind 1 or 2, relation}]->(Document)
        their tasks are linked: 1 CARRIES_OUT, 2 PARALLELS
    (Document)-[:MARKED]->(Mark)
"""

from __future__ import annotations

from typing import Final

from graph.schema import EDGES, NODES
from graph.store.neo4j.rows import unique

SCHEMA: Final = 1
"""What `Store.schema` says. A database with a greater number is of a newer program."""

OWN_LABELS: Final = ("Store", "Judgement", "Form", "Reference", "Mark", "Later")
OWN_TYPES: Final = (
    "OF_PLACE", "HEADS_IN", "FORM_OF", "FORM_AT", "BASIS", "CITATION", "MEANS", "TELLS", "BECAME", "PAIRED", "MARKED",
)  # fmt: skip
WORDS: Final = "zhengtu_words"
"""The full-text index. Its texts are cut by us into pairs of characters, the same way as in the other store, so that words of
two characters are found anywhere in a sentence; the analyzer `whitespace` takes the tokens as they are."""

_UNIQUE: Final = (
    *((kind.type, "id") for kind in NODES),
    ("Store", "id"), ("Judgement", "id"), ("Form", "id"), ("Reference", "id"), ("Mark", "value"), ("Later", "id"),
)  # fmt: skip
_INDEXED: Final = (
    ("Document", "number_key"), ("Document", "title_key"), ("Document", "family"), ("Document", "year"), ("Document", "place"),
    ("Task", "due"), ("Unit", "full_name"), ("Unit", "function"), ("Unit", "kind"), ("Jurisdiction", "name"),
    ("Theme", "title"),
    ("Form", "printed"), ("Form", "full_name"), ("Form", "place"), ("Reference", "title_key"),
)  # fmt: skip

MIGRATION: Final = (
    *(unique(label, name) for label, name in _UNIQUE),
    *(f"CREATE INDEX zhengtu_{label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})" for label, name in _INDEXED),
    f"CREATE FULLTEXT INDEX {WORDS} IF NOT EXISTS FOR (n:{'|'.join(kind.type for kind in NODES)}) ON EACH [n.words] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
)
"""Statements that give a database its constraints and indexes; to run them again changes nothing."""

TYPES: Final = (*(kind.type for kind in EDGES), *OWN_TYPES)
