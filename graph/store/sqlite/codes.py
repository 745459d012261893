"""How values stand in the file: node types and roles as small integers, evidence as columns."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Final

from graph.schema import NODES
from ingest.record import ROLES, Evidence

TYPE: Final[dict[str, int]] = {kind.type: code for code, kind in enumerate(NODES, 1)}
TYPE_NAME: Final = {code: name for name, code in TYPE.items()}
ROLE: Final[dict[str, int]] = {role: code for code, role in enumerate(ROLES, 1)}
ROLE_NAME: Final = {code: role for role, code in ROLE.items()}

EVIDENCE: Final = ("page", "sheet", "tbl", "row", "col", "line", "start", "stop", "quote", "inherited", "more")
"""The columns that every stated relationship has. `more` holds what few have, as JSON: where the quote goes on, boxes."""
_SHOWN: Final = ("page", "sheet", "table", "row", "column", "line", "start", "end", "quote")


def evidence_columns(evidence: Evidence | None) -> tuple[Any, ...]:
    """The values of the evidence columns."""
    if evidence is None:
        return (None,) * 9 + (0, None)
    more = _more(evidence)
    said = (evidence.start, evidence.end, evidence.quote, int(evidence.inherited))
    at = evidence.where
    return (at.page, at.sheet, at.table, at.row, at.column, at.line, *said, _text(more) if more else None)


def evidence_value(document: str, file: str | None, columns: Iterable[Any]) -> dict[str, Any]:
    """The evidence of an edge, from its columns in the order of `EVIDENCE`."""
    *place, inherited, more = columns
    value = {"document": document, "file": file, **dict(zip(_SHOWN, place, strict=True)), "inherited": bool(inherited)}
    return value | json.loads(more) if more else value


def stated(evidence: Mapping[str, Evidence | None]) -> str | None:
    """The evidence of a node's properties, by their names, as it is stored; None when there is none."""
    found = {name: evidence_columns(one) for name, one in evidence.items() if one}
    return _text(found) if found else None


def stated_value(document: str, file: str | None, text: str | None) -> dict[str, dict[str, Any]]:
    """The evidence of a node's properties, from what `stated` made."""
    return {name: evidence_value(document, file, columns) for name, columns in json.loads(text or "{}").items()}


def _more(evidence: Evidence) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if evidence.also:
        more["also"] = [{**asdict(p.where), "start": p.start, "end": p.end} for p in evidence.also]
    if evidence.boxes:
        more["boxes"] = [asdict(box) for box in evidence.boxes]
    if evidence.printed is not None:
        more["printed"] = evidence.printed
    return more


_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: `json.dumps` makes an encoder for each value."""
_spaced = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(maxsize=4096)
def texts(given: tuple[str, ...]) -> str:
    """A list of words as it is stored. Remembered, as many tasks have a class by the same words."""
    return _spaced(list(given))


def packed(record: dict[str, Any]) -> bytes:
    """A record as it is stored."""
    return zlib.compress(_text(record).encode("utf-8", "replace"), 6)


def unpacked(blob: bytes) -> dict[str, Any]:
    """The record that `packed` stored."""
    record: dict[str, Any] = json.loads(zlib.decompress(blob))
    return record
