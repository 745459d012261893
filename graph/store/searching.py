"""Search: what is asked of the full-text index, and in which order people see what it finds. The same for every store.

The strictest question comes first: the words as they stand, then all terms in any order, then any of the terms. Of what a
question finds a store gives the `CANDIDATES` that its own index thinks best; those are ranked here, so that two stores that
hold the same graph show it in the same order (and, while a question finds no more than that, show the same).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from graph import names, words
from graph.schema import Node, NodeType
from graph.words import Phrase

CANDIDATES: Final = 200
_TYPES: Final[tuple[NodeType, ...]] = ("Unit", "Jurisdiction", "Document", "Theme", "Topic", "Task")
_SHOWN: Final = ("title", "number", "name", "full_name", "aliases", "text", "file")
"""Properties whose words people see."""


@dataclass(frozen=True, slots=True)
class Match:
    """What to ask the full-text index: for all of the phrases, or for any of them."""

    phrases: tuple[Phrase, ...]
    all: bool

    def fits(self, tokens: str) -> bool:
        """Whether these tokens answer it."""
        return (all if self.all else any)(phrase.stands_in(tokens) for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Exact:
    """A name as it is compared when it has to be the whole name."""

    text: str
    number: str | None
    """The key of a 文号."""
    title: str | None
    """The key of a document's title."""


class Index(Protocol):
    """What a store looks up."""

    def exact(self, name: Exact) -> list[tuple[NodeType, str]]:
        """Types and ids of the nodes that bear just this name or id: a unit by the full name or a printed name of a form."""

    def printed(self, names: Collection[str]) -> list[str]:
        """Those of the names that are printed for units."""

    def best(self, match: Match, limit: int) -> list[str]:
        """Ids of the nodes that fit best."""

    def nodes(self, ids: Collection[str]) -> Mapping[str, Node]:
        """The nodes with these ids."""


def search(index: Index, text: str, limit: int) -> tuple[Node, ...]:
    """Nodes of all types: those that bear the name first, then by how well the words fit."""
    text = words.storable(text)
    given = text.strip()
    exact = index.exact(Exact(given, names.number_key(given), names.title_key(given)))
    ids = [id for _, id in sorted(exact, key=lambda found: (_TYPES.index(found[0]), found[1]))][:limit]
    found = dict(index.nodes(ids))
    for match in matches(index, text):
        if len(ids) >= limit:
            break
        fitting = index.nodes([id for id in index.best(match, max(limit, CANDIDATES)) if id not in found])
        ids += [node.id for node in ranked(fitting.values(), match)]
        found.update(fitting)
    return tuple(found[id] for id in ids[:limit])


def matches(index: Index, text: str) -> list[Match]:
    """What to ask the index for, the strictest first; nothing for a text without words."""
    whole = words.phrases(text)
    if not whole:
        return []
    terms = words.term_phrases(words.terms(text, index.printed(words.parts_of(text))))
    asked = [Match(tuple(whole), True), Match(tuple(terms), True), *([Match(tuple(terms), False)] if len(terms) > 1 else [])]
    return list(dict.fromkeys(match for match in asked if match.phrases))


def ranked(nodes: Collection[Node], match: Match) -> Sequence[Node]:
    """Those with more of the phrases first; then units and places, which are what a name means; then the shorter texts, of
    which the phrases are a greater part."""
    return sorted(nodes, key=lambda node: _rank(node, match))


def _rank(node: Node, match: Match) -> tuple[int, bool, int, str]:
    shown: list[str] = []
    for name in _SHOWN:
        value = node.properties.get(name)
        shown += value if isinstance(value, list) else [value] if value else []
    tokens = [words.tokens(text) for text in shown]
    held = sum(any(phrase.stands_in(one) for one in tokens) for phrase in match.phrases)
    return -held, node.type not in ("Unit", "Jurisdiction"), min(map(len, shown), default=0), node.id
