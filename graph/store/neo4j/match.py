"""Full-text matches as Cypher over the index of the server.

Lucene's query language has no phrase whose last word is open. Where one is asked for, its words are asked for together, and the
tokens of what is found, which stand at each node, are looked at again. Tokens hold letters and digits only (`graph.words`), in
lower case, so that nothing in them is an operator.
"""

from __future__ import annotations

from typing import Any

from graph.store.neo4j.model import WORDS
from graph.store.searching import Match
from graph.words import Phrase

_HOLDS = "(' ' + {node}.words + ' ') CONTAINS part"


def matching(match: Match, node: str) -> tuple[str, dict[str, Any]]:
    """A statement's beginning that gives each node that answers, under this name, with its `score`; and its values."""
    values: dict[str, Any] = {"index": WORDS, "query": (" AND " if match.all else " OR ").join(map(_lucene, match.phrases))}
    text = f"CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS {node}, score"
    if any(_half(phrase) for phrase in match.phrases):
        # an open phrase is followed by anything, another one by the end of its last word
        values["parts"] = [" " + " ".join(phrase.tokens) + ("" if phrase.open else " ") for phrase in match.phrases]
        text += f" WHERE {'all' if match.all else 'any'}(part IN $parts WHERE {_HOLDS.format(node=node)})"
    else:
        text += " WHERE true"
    return text, values


def _half(phrase: Phrase) -> bool:
    """Whether Lucene's answer has to be looked at again."""
    return phrase.open and len(phrase.tokens) > 1


def _lucene(phrase: Phrase) -> str:
    *first, last = phrase.tokens
    if not phrase.open:
        return f'"{" ".join(phrase.tokens)}"'
    return f'("{" ".join(first)}" AND {last}*)' if first else f"{last}*"
