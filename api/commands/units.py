"""`zhengtu units`: what people decide about who is who. Judgements are kept apart from the documents and can be undone."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.session import FormatOption, LangOption, LimitOption, OutputOption, Session, StoreOption, begin
from api.tables import give
from ingest.errors import FileMissing, ParameterWrong

if TYPE_CHECKING:
    from graph.judgements import Kind

COLUMNS = ("when", "who", "judgement", "unit", "other", "why", "id")
WhoOption = Annotated[str | None, typer.Option("--who", metavar="NAME")]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", show_default=False)]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD")]
Unit = Annotated[str, typer.Argument(metavar="UNIT", show_default=False)]


def candidates(
    place: Annotated[str | None, typer.Option("--place", metavar="TEXT")] = None,
    limit: LimitOption = 50,
    format: FormatOption = None,
    output: OutputOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """List pairs that may be one body, or one before and one after a reform, best first. Nothing is merged by itself."""
    from ingest.candidates import candidates as pairs_of

    session = begin(store=store, lang=lang)
    with session.open() as opened:
        given = opened.identities()
        at = str(opened.meant("Jurisdiction", place).label) if place else None
        known = {(j.unit, j.other) for j in opened.judgements() if j.undone is None and j.kind == "successor"}
    ids = {who.key: unit for unit, who in given}
    zh = session.language == "zh"
    rows = []
    for pair in pairs_of(who for _, who in given):
        one, other = ids[pair.one.key], ids[pair.other.key]
        if one == other or (one, other) in known or (at and at not in (*pair.one.place, *pair.other.place)):
            continue
        said = {"unit": pair.one.full_name, "other": pair.other.full_name, "why": pair.words("zh" if zh else "en")}
        rows.append({"score": f"{pair.score:.2f}", **said, "id": one, "other_id": other})
    columns = [(c, session.words(f"column.{c}")) for c in ("score", "unit", "other", "why", "id", "other_id")]
    give(session, columns, rows[:limit], format=format, output=output)
    if len(rows) > limit:
        session.say("more.candidates", total=len(rows), shown=limit)
    elif rows:
        session.say("units.decide")


def merge(
    unit: Unit, into: Unit, why: WhyOption, who: WhoOption = None, store: StoreOption = None, lang: LangOption = None
) -> None:
    """Two units are one body: the first one leads to the second from now on."""
    _judge("merge", unit, begin(store=store, lang=lang), other=into, who=who, why=why)


def split(
    unit: Unit,
    printed: Annotated[str, typer.Argument(metavar="PRINTED", show_default=False)],
    why: WhyOption,
    who: WhoOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """One of a unit's printed names is a body of its own."""
    _judge("split", unit, begin(store=store, lang=lang), printed=printed, who=who, why=why)


def successor(
    unit: Unit,
    later: Unit,
    why: WhyOption,
    since: SinceOption = None,
    who: WhoOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """After a reform the second unit does the first one's work."""
    _judge("successor", unit, begin(store=store, lang=lang), other=later, since=_day(since), who=who, why=why)


def member(
    collective: Unit, unit: Unit, why: WhyOption, who: WhoOption = None, store: StoreOption = None, lang: LangOption = None
) -> None:
    """A unit is one of those that a collective wording (各镇街) means."""
    _judge("member", collective, begin(store=store, lang=lang), other=unit, who=who, why=why)


def undo(
    judgement: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    who: WhoOption = None,
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Take a judgement back."""
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        opened.undo(judgement, who=who or _me(), when=_now())
    print(session.words("units.undone", id=judgement))


def judgements(
    format: FormatOption = None, output: OutputOption = None, store: StoreOption = None, lang: LangOption = None
) -> None:
    """List all judgements; as JSON (`--output FILE.json`) they can be brought into another store."""
    session = begin(store=store, lang=lang)
    with session.open() as opened:
        all = opened.judgements()
    rows = [
        {
            "when": one.when,
            "who": one.who,
            "judgement": session.words(f"judgement.{one.kind}" + (".undone" if one.undone else "")),
            "unit": one.unit_name or one.unit,
            "other": one.other_name or one.other or one.printed,
            "why": one.why,
            "id": one.id,
        }
        for one in all
    ]
    whole = [one.to_json() for one in all]
    give(session, [(c, session.words(f"column.{c}")) for c in COLUMNS], rows, format=format, output=output, whole=whole)


def take(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    store: StoreOption = None,
    lang: LangOption = None,
) -> None:
    """Bring in judgements that `zhengtu units judgements --output FILE.json` wrote."""
    from graph.judgements import from_json

    session = begin(store=store, lang=lang)
    with session.open() as opened:
        given = [from_json(value) for value in _values(path)]
        changed = opened.judge(given)
    print(session.words("units.taken", count=len(given), documents=changed))


def _judge(kind: Kind, unit: str, session: Session, *, who: str | None, why: str, **given: Any) -> None:
    from graph.judgements import Judgement

    with session.open() as opened:
        one = opened.meant("Unit", unit)
        other = opened.meant("Unit", given.pop("other")) if "other" in given else None
        printed = given.get("printed")
        if printed is not None and printed not in one.properties["aliases"]:
            known = "、".join(one.properties["aliases"])
            raise ParameterWrong(
                name="PRINTED",
                reason_zh=f"{one.label}没有印作“{printed}”的名称，有：{known}",
                reason_en=f"{one.label} is never printed as “{printed}”; its names: {known}",
            )
        made = Judgement(
            kind,
            one.id,
            other.id if other else None,
            who=who or _me(),
            when=_now(),
            why=why,
            unit_name=str(one.properties["full_name"]),
            other_name=str(other.properties["full_name"]) if other else "",
            **given,
        )
        changed = opened.judge([made])
    print(session.words("units.judged", documents=changed, id=made.id))


def _values(path: Path) -> list[Any]:
    try:
        value = json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise FileMissing(file=str(path)) from error
    except UnicodeDecodeError as error:
        raise _no_judgements(path, "UTF-8") from error
    except (OSError, ValueError, RecursionError) as error:
        raise _no_judgements(path, str(error)) from error
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _no_judgements(path, "[]")
    return value


def _no_judgements(path: Path, reason: str) -> ParameterWrong:
    return ParameterWrong(
        name=str(path), reason_zh=f"不是判断的清单（{reason}）", reason_en=f"is no list of judgements ({reason})"
    )


def _day(given: str | None) -> str | None:
    try:
        return datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat() if given else None
    except ValueError as error:
        raise ParameterWrong(
            name="--since", reason_zh="应为 2024-03-01 这样的日期", reason_en="should be a date, 2024-03-01"
        ) from error


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name is known for this account
        return ""


COMMANDS = {
    "candidates": candidates,
    "merge": merge,
    "split": split,
    "successor": successor,
    "member": member,
    "undo": undo,
    "judgements": judgements,
    "import": take,
}
