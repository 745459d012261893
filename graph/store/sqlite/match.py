"""Matches as FTS5 expressions. Tokens hold letters and digits only (`graph.words`)."""

from __future__ import annotations

from graph.store.searching import Match
from graph.words import Phrase


def fts5(match: Match) -> str:
    """The expression that asks for it."""
    return (" AND " if match.all else " OR ").join(map(_phrase, match.phrases))


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"' + (" *" if phrase.open else "")
