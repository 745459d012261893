"""Which words of a document are taken up by what was found in it, and which remain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.fields.unit_rest import Span, trimmed
from ingest.layout.rows import Slot
from ingest.record import Evidence, Where
from ingest.source import Cell, Paragraph, Part


@dataclass(slots=True)
class Piece:
    """A cell or paragraph with words."""

    number: int
    """Its place among those of the document."""
    block: int
    """Its block in the source."""
    text: Cell | Paragraph

    @property
    def parts(self) -> tuple[Part, ...]:
        """Where its words stand."""
        return self.text.parts or (Part(0, self.text.where, 0),)


class Taken:
    """The words that are taken up. Small and fast for the many cells that are taken up whole.

    Words and cells meet by the one `Where` that the reader made for a place: it is handed on and never made again.
    """

    def __init__(self) -> None:
        self.places: dict[int, int | list[Span]] = {}
        """By the identity of a place: so many characters from the first on, or stretches."""

    def take(self, words: Slot | Evidence | None) -> None:
        """Takes words up."""
        if words is None:
            return
        if isinstance(words, Slot) and not words.parts:  # by far the most, and then mostly whole cells
            place, start, end = id(words.where), words.start, words.start + len(words.text)
            if start or self.places.setdefault(place, end) != end:
                self._take(place, start, end)
            return
        for where, start, end in _passages(words):
            self._take(id(where), start, end)

    def _take(self, place: int, start: int, end: int) -> None:
        held = self.places.get(place, 0)
        if isinstance(held, list):
            held.append((start, end))
        elif start:
            self.places[place] = [(0, held), (start, end)] if held else [(start, end)]
        elif end > held:
            self.places[place] = end

    def spans(self, piece: Piece) -> Iterator[Span]:
        """What of a piece is taken up, in no order."""
        parts = piece.parts
        ends = [*(part.at for part in parts[1:]), len(piece.text.text)]
        for part, end in zip(parts, ends, strict=True):
            held = self.places.get(id(part.where))
            shift = part.at - part.start
            for a, b in () if held is None else held if isinstance(held, list) else ((0, held),):
                if b + shift > part.at and a + shift < end:
                    yield max(a + shift, part.at), min(b + shift, end)


def rest(piece: Piece, spans: Iterable[Span]) -> list[Span]:
    """The stretches of a piece outside the spans that may mean something, without the signs around them."""
    text, at, found = piece.text.text, 0, list[Span]()
    for start, end in sorted(spans):
        if start > at and (part := trimmed(text, at, start)):
            found.append(part)
        at = max(at, end)
    if at < len(text) and (part := trimmed(text, at, len(text))):
        found.append(part)
    return found


def _passages(words: Slot | Evidence) -> Iterable[tuple[Where, int, int]]:
    if isinstance(words, Slot):
        if not words.parts:
            return ((words.where, words.start, words.start + len(words.text)),)
        ends = [*(part.at for part in words.parts[1:]), len(words.text)]
        return [(p.where, p.start, p.start + end - p.at) for p, end in zip(words.parts, ends, strict=True)]
    if words.start is None or words.end is None:
        return ()
    return [(words.where, words.start, words.end), *((p.where, p.start, p.end) for p in words.also)]
