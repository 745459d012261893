"""Words that evidence quotes, found again in the document by their place. See `ingest.record.Evidence` for the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.errors import DocumentError
from ingest.record import Evidence, Passage, Where
from ingest.source import Box, Cell, Paragraph, Source, Table, own_words, word_boxes

Places = Mapping[Where, Cell | Paragraph]
"""What a reader delivered, by place."""


class PlaceUnknown(DocumentError):
    zh, en = "文件里没有这个位置", "the document has no such place"
    do_zh, do_en = "文件可能已改动，请重新读入", "It may have changed: read it again"


class WordsMoved(DocumentError):
    zh, en = "文件的这个位置不是“{quote}”", "“{quote}” does not stand at this place of the document"
    do_zh, do_en = "文件可能已改动，请重新读入", "It may have changed: read it again"


@dataclass(frozen=True, slots=True)
class Spot:
    """One passage of a quote where it stands."""

    where: Where
    text: str
    """All of the cell or line, without automatic numbers."""
    start: int
    end: int
    box: Box | None = None
    """The ruled cell or the line, in PDF only."""
    printed: str | None = None
    """The words in the characters in which they are printed, where the text was turned from traditional ones."""
    boxes: tuple[Box, ...] = ()
    """The words in it, a box a printed line, in PDF only."""

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Found:
    """A quote found again: its passages in order."""

    spots: tuple[Spot, ...]

    @property
    def words(self) -> str:
        """The words at all its places, white space removed."""
        return "".join("".join(spot.words for spot in self.spots).split())


def places_of(source: Source) -> Places:
    """Each cell and line of a document by its place. What stands in no table is found by its line."""
    found: dict[Where, Cell | Paragraph] = {}
    for block in source.blocks:
        for piece in block.cells if isinstance(block, Table) else [block]:
            found.setdefault(_key(piece.where), piece)
    return found


def located(source: Source | Places, evidence: Evidence) -> Found:
    """The text at the places of some evidence. Raises PlaceUnknown when the document has no such place, WordsMoved when
    other words stand there."""
    places = places_of(source) if isinstance(source, Source) else source
    found = Found(tuple(spots(places, evidence)))
    if found.words != "".join(evidence.quote.split()):
        raise WordsMoved(where=evidence.where, quote=evidence.quote)
    return found


def spots(places: Places, evidence: Evidence) -> Iterator[Spot]:
    """The passages of a quote, whatever words stand there now. Raises PlaceUnknown."""
    first = Passage(evidence.where, evidence.start or 0, evidence.end or 0)
    return (_spot(places, passage) for passage in (first, *evidence.also))


def _spot(places: Places, passage: Passage) -> Spot:
    piece = places.get(_key(passage.where))
    own = own_words(piece) if piece else ""
    if piece is None or passage.end > len(own):
        raise PlaceUnknown(where=passage.where)
    boxes = tuple(word_boxes(piece, passage.start, passage.end)) if piece.ink else ()
    printed = own_words(piece, piece.printed)[passage.start : passage.end] if piece.printed is not None else None
    return Spot(passage.where, own, passage.start, passage.end, piece.box, printed, boxes)


def piece_at(places: Places, where: Where) -> Cell | Paragraph | None:
    """The cell or line at a place."""
    return places.get(_key(where))


def _key(where: Where) -> Where:
    """A line is counted over the whole document: table, row and column beside it only tell what it was taken for."""
    return where if where.line is None else Where(line=where.line, sheet=where.sheet)
