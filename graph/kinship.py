"""Which upstream documents make sisters of those that carry them out: plans and notices do, laws do not."""

from __future__ import annotations

import re

from ingest.lexicon import lexicon

_LAWS: tuple[str, ...] = tuple(lexicon("kinship")["laws"])


LAW: str = f"(?s).*(?:{'|'.join(map(re.escape, _LAWS))})[》）) ]*"
"""What the title of a law is as a whole, as a regular expression that Cypher knows, too: the same as `is_law`."""


def is_law(title: str | None) -> bool:
    """A law or regulation: that two documents carry it out makes them no sisters."""
    return (title or "").rstrip("》）) ").endswith(_LAWS)
