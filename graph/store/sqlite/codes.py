"""How values stand in the file: node types and roles as small integers, evidence as columns."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any, Final

from graph.schema import NODES
from ingest.record import ROLES, Evidence

TYPE: Final[dict[str, int]] = {kind.type: code for code, kind in enumerate(NODES, 1)}
TYPE_NAME: Final = {code: name for name, code in TYPE.items()}
ROLE: Final[dict[str, int]] = {role: code for code, role in enumerate(ROLES, 1)}
ROLE_NAME: Final = {code: role for role, code in ROLE.items()}

EVIDENCE: Final = ("page", "sheet", "tbl", "row", "col", "line", "start", "stop", "quote", "inherited")
"""The columns that every stated relationship has."""
_SHOWN: Final = ("page", "sheet", "table", "row", "column", "line", "start", "end", "quote")


def evidence_columns(evidence: Evidence | None) -> tuple[Any, ...]:
    """The values of the evidence columns."""
    if evidence is None:
        return (None,) * 9 + (0,)
    w = evidence.where
    place = (w.page, w.sheet, w.table, w.row, w.column, w.line)
    return (*place, evidence.start, evidence.end, evidence.quote, int(evidence.inherited))


def evidence_value(document: str, file: str | None, columns: Iterable[Any]) -> dict[str, Any]:
    """The evidence of an edge, from its columns in the order of `EVIDENCE`."""
    *place, inherited = columns
    return {"document": document, "file": file, **dict(zip(_SHOWN, place, strict=True)), "inherited": bool(inherited)}


def packed(record: dict[str, Any]) -> bytes:
    """A record as it is stored."""
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6)


def unpacked(blob: bytes) -> dict[str, Any]:
    """The record that `packed` stored."""
    record: dict[str, Any] = json.loads(zlib.decompress(blob))
    return record
