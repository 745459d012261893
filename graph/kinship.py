"""Which upstream documents make sisters of those that carry them out: plans and notices do, laws do not."""

from __future__ import annotations

from ingest.lexicon import lexicon

_LAWS: tuple[str, ...] = tuple(lexicon("kinship")["laws"])


def is_law(title: str | None) -> bool:
    """A law or regulation: that two documents carry it out makes them no sisters."""
    return (title or "").rstrip("》）) ").endswith(_LAWS)
