"""Small factories of task lists, and a resolver of our own: what the store promises does not hang on the lexicon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.divisions import Settled
from ingest.home import Home
from ingest.identity.cut import Body
from ingest.record import (
    Citation,
    Deadline,
    DocumentHead,
    Evidence,
    Role,
    Task,
    TaskList,
    UnitKind,
    UnitMention,
    Where,
)
from ingest.resolve import UnitIdentity

_PLACE = re.compile(r".+?(?:省|市|县|区)")
_FUNCTIONS = {"商务": "商务", "教育": "教育", "政府办": "政府办公室", "政数": "政务服务"}


def fake_chain(printed: str | None) -> tuple[str, ...]:
    """甲省乙市丙县 -> (甲省, 乙市, 丙县)."""
    return tuple(_PLACE.findall(printed or ""))


def fake_home(one: TaskList, added: object = None) -> Home:
    """The jurisdiction as it is printed."""
    return Home(None, fake_chain(one.doc.jurisdiction), Settled(None, (), ("", "")))


def fake_resolve(
    name: str,
    kind: UnitKind,
    expanded: str | None,
    jurisdiction: str | tuple[str, ...] | None,
    issuer: str | None = None,
    year: int | None = None,
    added: object = None,
) -> UnitIdentity:
    """市商务局 and 商务局 of one place are one body; 国务院 bodies have no place; 市商务局分局 is a branch of 市商务局."""
    bare = (expanded or name).removeprefix("市").removeprefix("县").removeprefix("区")
    place_of = jurisdiction if isinstance(jurisdiction, tuple) else fake_chain(jurisdiction)
    chain = () if name.startswith("国") else place_of
    place = chain[-1] if chain else ""
    function = next((f for word, f in _FUNCTIONS.items() if word in name), None)
    key, full = f"{'/'.join(chain)}/{kind}/{bare}", place + (expanded or name)
    main = Body(key.removesuffix("分局"), full.removesuffix("分局").removeprefix(place)) if bare.endswith("局分局") else None
    return UnitIdentity(key, full, chain, function, branch_of=main)


def evidence(quote: str, row: int | None = None, *, inherited: bool = False) -> Evidence:
    """Words in the third column of the first table."""
    return Evidence(Where(page=1, table=1, row=row, column=3), quote, 0, len(quote), inherited)


def unit(name: str, role: Role = "lead", kind: UnitKind = "unit") -> UnitMention:
    """A mention with its evidence."""
    word = {"lead": "牵头", "support": "配合", "responsible": None}[role]
    return UnitMention(name, role, kind, word, None, evidence(name, 1))


def task(
    seq: int,
    *units: UnitMention,
    text: str = "",
    themes: Sequence[str] = (),
    cites: Sequence[Citation] = (),
    part: int | None = None,
    limit: Deadline | None = None,
) -> Task:
    """A task, due at the end of June unless another limit is given."""
    text = text or f"第{seq}项任务，推进亩产效益评价改革"
    limit = limit or Deadline("6月底前", False, (date(2024, 6, 30),), None, evidence("6月底前", seq))
    heads = tuple(evidence(t) for t in themes)
    return Task(seq, text, tuple(themes), units, limit, tuple(cites), f"{seq}.", part, None, None, evidence(text, seq), heads)


def tasklist(
    *tasks: Task,
    place: str | None = "舒兰市",
    year: int | None = 2024,
    title: str | None = None,
    number: str | None = None,
    file: str = "a.docx",
    basis: Sequence[Citation] = (),
) -> TaskList:
    """A list of a place and a year."""
    title = f"{year}年{place}政务公开工作要点任务分解表" if title is None else title or None
    issuer = f"{place}人民政府办公室" if place else None
    return TaskList(DocumentHead(file, title, number, issuer, place, year, None, tuple(basis)), tasks)


def in_file(one: TaskList, file: str) -> TaskList:
    """The same list as another file prints it."""
    return replace(one, doc=replace(one.doc, file=file))
