"""Which columns a table has, in which order, under which header words."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from .model import Role
from .vocabulary import chance, listed, pick

Kind = Literal["no", "theme", "text", "units", "deadline", "person", "phone", "spread", "remark"]


@dataclass(slots=True)
class Column:
    """A column. `group` is the upper word of a two-level header."""

    kind: Kind
    header: str
    width: int
    role: Role = "responsible"
    level: int = 0
    """Which theme, from 0 for the outermost."""
    group: str | None = None
    few: bool = False


def draw_columns(rng: Random, themes: int, *, numbered: bool) -> list[Column]:
    """Columns for a list with that many theme columns."""
    head = [Column("no", pick(rng, "columns", "no"), 4)] if numbered else []
    names: list[str] = []
    if themes:
        names = [pick(rng, "columns", "theme")] if themes == 1 else pick(rng, "columns", "themes").split("|")
    head += [Column("theme", name, rng.randint(5, 9), level=at) for at, name in enumerate(names)]
    texts = listed("columns", "text_under_themes" if themes else "text_alone")
    text = Column("text", rng.choice([h for h in texts if h not in names]), rng.randint(22, 34))
    units = _unit_columns(rng)
    limit = [Column("deadline", pick(rng, "columns", "limit"), rng.randint(8, 12))] if chance(rng, 0.8) else []
    orders = [[text, *units, *limit], [*units, text, *limit], [text, *limit, *units], [*units, *limit, text]]
    if themes and chance(rng, 0.07) and not any(c.group for c in units):
        group = pick(rng, "columns", "group_of_texts")
        for column in (*head[-themes:], text):
            column.group = group
        orders = [orders[0], [text, *limit, *units]]
    columns = [*head, *rng.choices(orders, [72, 12, 10, 6][: len(orders)])[0]]
    extra: list[Column] = []
    if chance(rng, 0.15):
        extra.append(Column("person", pick(rng, "columns", "person"), 6))
    if chance(rng, 0.06):
        extra.append(Column("phone", pick(rng, "columns", "phone"), 10))
    if chance(rng, 0.05):
        extra.append(Column("spread", pick(rng, "columns", "spread"), 6))
    if extra:
        at = rng.choice([len(columns), columns.index(units[-1]) + 1])
        columns[at:at] = extra
    if chance(rng, 0.15):
        columns.append(Column("remark", "备注", 6))
    return columns


def _unit_columns(rng: Random) -> list[Column]:
    way = rng.choices(["one", "support", "others", "three", "guide"], [56, 22, 10, 8, 4])[0]
    if way == "one":
        return [Column("units", pick(rng, "columns", "units"), rng.randint(10, 18))]
    columns = [Column("units", pick(rng, "columns", "lead"), 9, role="lead", few=True)]
    if way in ("others", "three"):
        columns.append(Column("units", pick(rng, "columns", "others"), 14))
    if way in ("support", "three"):
        columns.append(Column("units", pick(rng, "columns", "support"), 14, role="support"))
    if way == "guide":
        columns.append(Column("units", pick(rng, "columns", "guide"), 9, few=True))
    if chance(rng, 0.35):
        _grouped(rng, columns)
    return columns


def _grouped(rng: Random, columns: list[Column]) -> None:
    group, short = pick(rng, "columns", "group"), chance(rng, 0.5) and len(columns) == 2
    noun = rng.choice(["", "单位"])
    for column in columns:
        column.group = group
        if short:
            column.header = {"lead": "牵头", "support": "配合", "responsible": "责任"}[column.role] + noun
