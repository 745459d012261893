"""`zhengtu places`: which division a printed place means, and the places that a user adds to the tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.session import FormatOption, LangOption, OutputOption, Session, StoreOption, begin
from api.tables import give, write_file
from ingest.errors import ParameterWrong

if TYPE_CHECKING:
    from ingest.divisions import Division

COLUMNS = ("place", "level", "code", "years", "why")


def find(
    printed: Annotated[str, typer.Argument(metavar="PLACE", show_default=False)],
    year: Annotated[str | None, typer.Option("--year", metavar="YYYY")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", metavar="NAME")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="NUMBER")] = None,
    format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Say which division a printed place means, by which rule, and what became of it later."""
    from ingest.divisions import Hints, division_at, gazetteer_of, settle

    session = begin(store=store, lang=lang)
    with session.open() as opened:
        added = opened.places()
    hints = Hints(issuer=issuer, number=number)
    settled = settle(printed, year=_year(year), hints=hints, added=gazetteer_of(added, "places.toml") if added else None)
    zh = session.language == "zh"
    reason = settled.reason[0 if zh else 1]
    rows = [_row(session, settled.division, reason)] if settled.division else []
    rows += [_row(session, candidate, "") for candidate in settled.candidates]
    for change in settled.successors:
        later = division_at(change.new) if change.new else None
        said = session.words("places.later", year=change.year, kind=change.kind, decree=change.decree or "")
        rows += [_row(session, later, said)] if later else []
    columns = [(name, session.words(f"column.{name}")) for name in COLUMNS]
    give(session, columns, rows, format=format, output=output)
    if settled.division is None:
        session.say("note", words=reason)
        raise typer.Exit(1)


def take(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Keep the places of a file in the store, in place of those it had; documents follow."""
    from ingest.divisions import read_gazetteer

    session = begin(store=store, lang=lang)
    count = len(read_gazetteer(path).places)
    with session.open() as opened:
        changed = opened.put_places(path.read_text(encoding="utf-8-sig"))
    print(session.words("places.taken", count=count, documents=changed))


def clear(store: StoreOption = None, lang: LangOption = None) -> None:
    """Take the added places out of the store; documents follow."""
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        changed = opened.put_places("")
    print(session.words("places.cleared", documents=changed))


def added(output: OutputOption = None, store: StoreOption = None, lang: LangOption = None) -> None:
    """Print the added places as the file that they came from."""
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        text = opened.places()
    if output is not None:
        write_file(output, text.encode("utf-8"))
        session.say("written", path=output)
    elif text:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    else:
        session.say("empty")


def _row(session: Session, division: Division, why: str) -> dict[str, object]:
    years = f"{division.since or ''}–{division.until or ''}" if division.since or division.until else ""
    level = session.words(f"level.{division.level}")
    return {"place": "".join(division.chain), "level": level, "code": division.code or "", "years": years, "why": why}


def _year(given: str | None) -> int | None:
    if given is None:
        return None
    if not given.isdecimal() or not 1900 <= int(given) <= 2100:
        raise ParameterWrong(name="--year", reason_zh="应为 2024 这样的年份", reason_en="should be a year, 2024")
    return int(given)


COMMANDS = {"find": find, "take": take, "added": added, "clear": clear}
