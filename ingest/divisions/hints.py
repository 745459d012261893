"""What a document says about where it is from, beside the place that its title prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.divisions.gazetteer import Gazetteer
from ingest.divisions.official import Division
from ingest.divisions.readings import held, leading, provincial
from ingest.lexicon import lexicon

_BEFORE = re.compile(
    r"^(?:[《“\"〈（(\[]|\d{4}(?:[-—－~至]\d{4})?[)）]?年?度?|中共|中国共产党|关于|印发|转发|国家税务总局|国家统计局|共青团)+"
)


@dataclass(frozen=True, slots=True)
class Hints:
    """A document's own evidence, in the order in which it is asked."""

    issuer: str | None = None
    """The issuer as printed: 济宁市兖州区人民政府办公室."""
    number: str | None = None
    """Its own 文号; its first character may be a province's sign (鲁政办发)."""
    basis: tuple[str, ...] = ()
    """The numbers and titles of the documents that it carries out."""
    named: tuple[str, ...] = ()
    """Other words that begin with a place: its title, the names of its units."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Places that one of the hints names, and how to say so."""

    places: tuple[Division, ...]
    zh: str
    en: str
    own: bool = False
    """True for the issuer's place, which may be the printed one itself."""


def evidence(hints: Hints, printed: str, year: int | None, added: Gazetteer | None) -> Iterator[Evidence]:
    """The hints that name places of the tables, in order. Made one by one, since the first ones mostly suffice."""
    if hints.issuer and (places := _named(hints.issuer, year, added)):
        yield Evidence(places, f"发文机关“{hints.issuer}”", f"the issuer {hints.issuer}", own=True)
    if hints.number and (place := _sign(hints.number, printed, year)):
        yield Evidence((place,), f"文号“{hints.number}”属{place.name}", f"the number {hints.number} is of {place.name}")
    for text in hints.basis:
        if place := _sign(text, printed, year):
            yield Evidence((place,), f"所依据的文件“{text}”属{place.name}", f"it carries out {text} of {place.name}")
        elif places := _named(text, year, added):
            yield Evidence(places, f"所依据的文件“{text}”", f"it carries out {text}")
    for text in dict.fromkeys(hints.named):
        if places := _named(text, year, added):
            yield Evidence(places, f"文中另提到“{text}”", f"it also names {text}")


def _named(text: str, year: int | None, added: Gazetteer | None) -> tuple[Division, ...]:
    """The places that a text begins with, apart from signs and words before it."""
    return held(leading(_BEFORE.sub("", "".join(text.split())), added), year)


def _sign(text: str, printed: str, year: int | None) -> Division | None:
    """The province whose sign a document number begins with. A county's own sign may be the same character (青山区: 青政办发),
    so that a sign that stands in the printed place says nothing."""
    number = re.match(r"([\u4e00-\u9fff]{2,12})[〔\[（(【﹝]?\d{4}", "".join(text.split()))
    if not number:
        return None
    for sign, name in _signs():
        if number[1].startswith(sign) and not set(sign) & set(printed):
            return provincial(name, year)
    return None


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    """Signs of provinces and what they stand for, longer ones first."""
    return tuple(sorted(lexicon("divisions")["abbreviations"].items(), key=lambda pair: -len(pair[0])))
