"""What the logic that keeps a store in line asks of a store: small readings and writings, each of many rows at once.

All of it runs inside a transaction that the store holds. Nothing here decides anything: which version of a document stands,
what a unit is called and where a citation leads is worked out beside this module, from what the readings give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

from graph.build import Plan
from ingest.alignment import Link, Prepared
from ingest.resolve import UnitIdentity

Id: TypeAlias = Any
"""A node, or a row that is the store's own, as the store numbers it: SQLite's are integers, Neo4j's are content ids."""


@dataclass(slots=True)
class Touched:
    """What a transaction came near. `None` stands in the sets for what was not given, and means nothing."""

    units: set[Id] = field(default_factory=set)
    documents: set[Id] = field(default_factory=set)
    references: set[Id] = field(default_factory=set)
    titles: set[str | None] = field(default_factory=set)
    places: set[Id] = field(default_factory=set)
    topics: set[Id] = field(default_factory=set)
    changed: set[Id] = field(default_factory=set)
    """Documents whose text came, went or was replaced."""
    moved: set[Id] = field(default_factory=set)
    """References that lead to another document now."""


class Stored(NamedTuple):
    """A document with its text, as it stands."""

    id: Id
    fingerprint: str
    meaning: str
    file: str
    title: str | None
    title_key: str | None


class Kept(NamedTuple):
    """What a document is built again from."""

    key: str
    family: str
    sha256: str
    record: dict[str, Any]


class Cited(NamedTuple):
    """A document as citations print it, and where they lead."""

    id: Id
    target: Id | None
    title_key: str | None
    uses: int


class Titled(NamedTuple):
    """A reference by title alone, and the documents that are known by the title, each once: by their text, or by a citation
    that has a number, too."""

    title: str
    id: Id
    target: Id | None
    known: Collection[Id]


class Calling(NamedTuple):
    """What some citations call a document."""

    number: str
    title: str
    issuer: str
    uses: int


class Called(NamedTuple):
    """A document, and what it is called: by its text, or, where that is not here, by citations."""

    id: Id
    full: bool
    title: str | None
    number: str | None
    issuer: str | None
    cited: Sequence[Calling]


class DocumentName(NamedTuple):
    """What a document is called from now on. Of a full one only `words` is to be kept: its text says the rest."""

    id: Id
    full: bool
    title: str | None
    number: str | None
    issuer: str | None
    title_key: str | None
    number_key: str | None
    year: int | None
    words: str
    """The words that it is found by."""


class FormRow(NamedTuple):
    """One printed name of a unit (`graph.build.Form`), as it stands."""

    id: Id
    unit: Id
    unit_key: str
    printed: str
    full_name: str
    collective: int
    function: str
    """Empty for none."""
    place: Id | None
    place_key: str
    """Empty for none."""
    level: str | None
    """Of its place."""
    uses: int
    told: int
    own: int
    identity: str


class UnitName(NamedTuple):
    """What a unit shows from now on."""

    id: Id
    name: str
    full_name: str
    collective: int
    function: str | None
    place: Id | None
    words: str
    """The words that it is found by."""
    aliases: tuple[str, ...]
    """All its printed names, sorted."""


class Succession(NamedTuple):
    """A unit, and the key of the one that it became, which need not be here."""

    unit: Id
    later: str
    since: str | None
    whole: int
    why_zh: str
    why_en: str


class Wording(NamedTuple):
    """A collective wording and the place that it speaks of."""

    id: Id
    key: str
    printed: str
    place: tuple[str, ...]


class Member(NamedTuple):
    """A unit that a collective wording means."""

    unit: Id
    collective: Id
    why_zh: str
    why_en: str


class Upstream(NamedTuple):
    """A document that a list says it carries out."""

    document: Id
    key: str
    target: Id
    full: bool
    title: str | None


class ListRow(NamedTuple):
    """What of a stored list decides about its relations."""

    id: Id
    key: str
    title: str | None
    year: int | None
    place: Id | None
    path: tuple[str, ...]
    basis: Sequence[Upstream]


class Compared(NamedTuple):
    """A list as it is compared, and its tasks in that order."""

    prepared: Prepared
    tasks: Sequence[Id]


class Pair(NamedTuple):
    """Two documents whose tasks are linked, as `align` takes them."""

    kind: int
    relation: str
    document: Id
    other: Id


class TaskLink(NamedTuple):
    """A link of a pair between two tasks."""

    kind: int
    task: Id
    other: Id
    link: Link


class Around(NamedTuple):
    """What lies around documents that came, went or changed. None of them is around itself."""

    near: Sequence[Id]
    """The full ones among them, what carries out one of them, and what cites by a reference that leads elsewhere now."""
    basis: Sequence[Upstream]
    """What those near say that they carry out, each once."""
    below: Sequence[tuple[Id, Id]]
    """What carries out those near, or one of their upstream documents that is no law: the upper one, the one below."""
    at_home: Sequence[tuple[Id, Id]]
    """The full documents of the same places: one of those near, another."""
    repeating: Sequence[tuple[Id, Id]]
    """Lists that share so much of their marks, of one level and year, when one of the two names no upstream document: one of
    those near, the other."""
    pairs: Collection[Pair]
    """The pairs that those near are in."""


class PrintedName(NamedTuple):
    """A printed name of a unit, and the first document (by its id) that prints it."""

    unit: str
    printed: str
    full_name: str
    function: str
    body: str
    identity: str
    place: tuple[str, ...]
    home: tuple[str, ...]
    issuer: str | None
    year: int | None


class Shelf(Protocol):
    """One transaction's hands."""

    # documents: see load.py
    def standing(self, keys: Collection[str], files: Collection[tuple[str, str]]) -> dict[str, Stored]:
        """The full documents with these keys, and those that have a family and a file among `files`; by their keys."""

    def put(self, plan: Plan, sha256: str, touched: Touched) -> None:
        """Write all that a list says. No text may stand under its id."""

    def clear(self, document: Id, touched: Touched, *, gone: bool) -> None:
        """Delete all that this document alone says, and count its uses of shared things down. When it is `gone`, what is left
        is a named document; else its text comes next."""

    def kept(self, document: Id) -> Kept:
        """What a full document is built again from."""

    def every_document(self) -> list[Id]:
        """The full documents, sorted by key."""

    def documents_of(self, units: Collection[str]) -> list[Id]:
        """The full documents that have duties of these units, sorted by key."""

    def units(self, keys: Collection[str]) -> dict[str, Id]:
        """The units that are here with these keys."""

    # what documents share: see settle.py
    def cited(self, references: Collection[Id], titles: Collection[str]) -> tuple[list[Cited], list[Titled]]:
        """These references; and those by title alone that have one of the titles, or the title of a reference that nobody uses
        any more. Such a one counts for nothing."""

    def drop_references(self, ids: Collection[Id]) -> None:
        """Take them out."""

    def named(self, keys: Collection[str]) -> dict[str, Id]:
        """The documents with these keys; missing ones are made as named ones."""

    def lead(self, targets: Mapping[Id, Id]) -> None:
        """Let references lead to documents."""

    def called(self, documents: Collection[Id]) -> list[Called]:
        """What these documents are called, those of them that are here."""

    def call(self, names: Sequence[DocumentName]) -> None:
        """Give documents their names; the full-text index follows."""

    def drop_documents(self, ids: Collection[Id]) -> None:
        """Take documents out that nobody names."""

    def forms(self, units: Collection[Id]) -> list[FormRow]:
        """All printed names of these units."""

    def drop_forms(self, ids: Collection[Id]) -> None:
        """Take printed names out."""

    def drop_units(self, ids: Collection[Id]) -> None:
        """Take units out, those of them that are here."""

    def show(self, names: Sequence[UnitName]) -> None:
        """Give units their names; the full-text index follows."""

    def drop_places(self, ids: Collection[Id]) -> list[Id]:
        """Take those places out that no document, unit, printed name and place needs; tells which lay around them."""

    def drop_topics(self, ids: Collection[Id]) -> None:
        """Take those classes out that no task has."""

    # bodies: see lineage.py and members.py
    def succeed(self, units: Collection[Id], rows: Sequence[Succession]) -> None:
        """Let these be all successions of the units."""

    def wordings(self, places: Collection[Id]) -> list[Wording]:
        """The printed collective wordings of these places, of those around them and of those next below any of both."""

    def bodies(self, places: Collection[str]) -> dict[str, list[tuple[Id, UnitIdentity]]]:
        """The bodies of places, given by their keys: their own, and the governments of the places next below. Branches of
        others are left out."""

    def ended(self, units: Collection[Id]) -> dict[Id, str]:
        """The day on which a body that another took over as a whole came to its end, by unit."""

    def first_years(self, collectives: Collection[Id]) -> dict[Id, int]:
        """The year of the first list that gives a wording a task."""

    def gather(self, collectives: Collection[Id], rows: Sequence[Member]) -> None:
        """Let these be all members of the wordings."""

    # links between tasks: see links.py
    def around(self, changed: Collection[Id], moved: Collection[Id], share: float) -> Around:
        """What lies around these documents, and those that cite by these references; `share` is for `Around.repeating`."""

    def lists(self, documents: Collection[Id]) -> list[ListRow]:
        """What decides about the relations of those of these documents that are full."""

    def compared(self, documents: Collection[Id]) -> dict[Id, Compared]:
        """The lists as they are compared."""

    def unpair(self, pairs: Collection[Pair]) -> None:
        """Take pairs out with the links of their tasks."""

    def pair(self, pairs: Sequence[Pair], links: Sequence[TaskLink]) -> None:
        """Put pairs in with the links of their tasks."""

    def done(self) -> None:
        """All stands: what the store counts besides may follow."""

    # what people gave: see judged.py and added.py
    def judgements(self) -> Iterable[str]:
        """All judgements as they were kept."""

    def keep_judgement(self, id: str, value: str) -> None:
        """Keep a judgement in place of what stands under its id."""

    def places(self) -> str:
        """The user's own places as they were given."""

    def keep_places(self, text: str) -> None:
        """Keep the user's own places in place of the earlier ones; empty for none."""

    def printed_names(self) -> Iterator[PrintedName]:
        """The printed names of bodies, sorted by unit, name and identity."""
