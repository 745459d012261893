"""What is kept for good, as it stands on the server: records, judgements, the user's own places."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

from neo4j import ManagedTransaction

from graph.judgements import Judgements, from_json
from graph.store.keeping.given import NAME
from graph.store.keeping.shelf import Kept
from graph.store.neo4j.rows import MARK
from ingest.divisions import Gazetteer, gazetteer_of


def judgements(tx: ManagedTransaction) -> Judgements:
    """All judgements."""
    return Judgements(
        from_json(json.loads(row["value"])) for row in tx.run(f"MATCH (j:{MARK}:Judgement) RETURN j.value AS value")
    )


def places(tx: ManagedTransaction) -> str:
    """The user's own places as they were given; empty when there are none."""
    row = tx.run(f"MATCH (s:{MARK}:Store) RETURN s.places AS value").single()
    return str(row["value"] or "") if row else ""


def gazetteer(tx: ManagedTransaction) -> Gazetteer | None:
    """The user's own places, None when there are none."""
    given = places(tx)
    return gazetteer_of(given, NAME) if given.strip() else None


def kept(tx: ManagedTransaction, document: str) -> Kept | None:
    """What a document that is here in full is built again from."""
    text = "MATCH (d:Document {id: $id}) WHERE d.full = 1 RETURN d.family AS family, d.sha256 AS sha256, d.record AS record"
    row = tx.run(text, id=document).single()
    return Kept(document, row["family"], row["sha256"], unpacked(row["record"])) if row else None


def record(tx: ManagedTransaction, document: str) -> dict[str, Any] | None:
    """The extraction record of a document that is here in full."""
    row = tx.run("MATCH (d:Document {id: $id}) WHERE d.full = 1 RETURN d.record AS value", id=document).single()
    return unpacked(row["value"]) if row else None


def packed(value: dict[str, Any]) -> str:
    """A record as it is kept."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(text, 6)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """The record that `packed` made."""
    value: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(text)))
    return value
