"""The place whose list a document is: as it is printed, and as the division that it means.

`doc.jurisdiction` stays what the title prints. Here it is settled, by the document's year and its own evidence, to the official
chain of places, so that 汀南区 and 云汀市汀南区 are one place; what is not settled keeps the chain that its words show.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Literal

from ingest.divisions import Gazetteer, Hints, Settled, settle
from ingest.divisions.official import Chain
from ingest.fields import places
from ingest.fields.document_numbers import find_numbers
from ingest.fields.functions import MINISTRIES
from ingest.fields.title_places import place_at
from ingest.lexicon import lexicon
from ingest.record import DocumentHead, Note, TaskList

Kind = Literal["state", "court", "procuratorate", "university", "hospital", "enterprise"]
"""Issuers that are no government of a place: ministries and the State Council, and bodies of their own."""
_KINDS: dict[Kind, tuple[str, str]] = {
    "state": ("国家机关", "a body of the State"),
    "court": ("法院", "a court"),
    "procuratorate": ("检察院", "a procuratorate"),
    "university": ("学校", "a school or university"),
    "hospital": ("医院", "a hospital"),
    "enterprise": ("企业", "an enterprise"),
}
_MOST_UNITS = 200
"""So many names of units are looked at for a place."""
UNSETTLED: Literal["place not settled"] = "place not settled"


@dataclass(frozen=True, slots=True)
class Home:
    """Whose list a document is."""

    printed: str | None
    """The place as fully as the document prints it; None when it prints none."""
    chain: Chain
    """The places from the province down: the official names, or, where nothing settles it, those that are printed. Empty for
    the State, for universities and the like, and where no place is printed."""
    settled: Settled
    issuer: Kind | None = None
    """What kind of body issued it, when it is not a government of a place."""


def home_of(one: TaskList, added: Gazetteer | None = None) -> Home:
    """Whose list it is. `added` are the user's own places. Never raises."""
    head = one.doc
    kind = issuer_kind(head.issuer)
    printed = printed_home(head)
    if not printed or (kind in ("state", "university", "hospital", "enterprise") and not head.jurisdiction):
        return Home(None, (), _without_place(head.issuer, kind), kind)
    settled = settle(printed, year=_year(head), hints=_hints(one), added=added)
    chain = settled.division.chain if settled.division else places.place_chain(clean(printed))
    return Home(printed, chain, settled, kind)


def printed_home(head: DocumentHead) -> str | None:
    """The place as fully as the document itself prints it: the title's 汀南区 is 云汀市汀南区 when the issuer's name begins
    like that."""
    chain = places.place_chain(clean(head.jurisdiction or ""))
    issuing = place_at(clean(head.issuer or "").removeprefix("中共"))
    longer = places.place_chain(issuing) if issuing else ()
    fits = not chain or (len(longer) > len(chain) and longer[-len(chain) :] == chain)
    return issuing if longer and fits else head.jurisdiction


def issuer_kind(issuer: str | None) -> Kind | None:
    """What kind of body an issuer is that is not a government of a place; None for those, and where no rule knows."""
    name = clean(issuer or "")
    words = lexicon("divisions")["issuers"]
    found: tuple[Kind, ...] = ("court", "procuratorate", "university", "hospital", "enterprise")
    special = next((kind for kind in found if name.endswith(tuple(words[kind]))), None)
    if special and not name.startswith("最高人民"):
        return special
    return "state" if name.startswith(_national()) or name in MINISTRIES else None


def with_note(one: TaskList, home: Home) -> TaskList:
    """The list with what the report says of its place: one note where it is not settled, or only by a rule of habit."""
    notes = tuple(note for note in one.notes if note.kind != UNSETTLED)
    if home.printed and home.settled.doubtful:
        zh, en = home.settled.reason
        where = one.doc.evidence.jurisdiction if one.doc.jurisdiction else one.doc.evidence.issuer
        head = ("地区没有确定", "the place is not settled") if home.settled.division is None else ("地区", "the place")
        notes = (*notes, Note(UNSETTLED, f"{head[0]}：{zh}", f"{head[1]}: {en}", where))
    return one if notes == one.notes else replace(one, notes=notes)


def clean(text: str) -> str:
    """NFKC, one kind of brackets, no white space."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.translate(str.maketrans("()[]【】〔〕,;", "（）（）（）（），；"))


def _without_place(issuer: str | None, kind: Kind | None) -> Settled:
    if kind is None:
        return settle(None)
    zh, en = _KINDS[kind]
    return Settled(None, (), (f"发文机关“{issuer}”是{zh}，不属于某个地区", f"the issuer {issuer} is {en} and has no place"))


def _hints(one: TaskList) -> Hints:
    head = one.doc
    basis = tuple(text for c in head.basis for text in (c.number, c.title) if text)
    named = islice(dict.fromkeys(unit.expanded or unit.name for task in one.tasks for unit in task.units), _MOST_UNITS)
    return Hints(head.issuer, head.number, basis, (*([head.title] if head.title else []), *named))


def _year(head: DocumentHead) -> int | None:
    if head.year or head.issued:
        return head.year or (head.issued.year if head.issued else None)
    found = find_numbers(head.number or "")
    return found[0][2].year if found else None


@cache
def _national() -> tuple[str, ...]:
    return tuple(lexicon("places")["words"]["national"])
