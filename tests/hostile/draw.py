"""One seed, one document."""

from __future__ import annotations

from random import Random

from .grids import GridPrinter
from .heads import HeadDrawer
from .model import Block, Drawn, Line, ListDocument
from .places import Bodies, InnerBodies, draw_place
from .prose import draw_prose
from .sentences import Writer, draw_subject
from .tables import TableDrawer
from .vocabulary import chance, pick

HEADER_RULES = ["（排第一位的为牵头单位）", "（列首位的为牵头单位）", "（第一个单位为牵头单位）", "\n（排在首位的为牵头单位）"]


def draw(seed: int, kind: str = "table") -> Drawn:
    """The document of a seed: a `table` or a `prose` one."""
    rng = Random(f"{kind} {seed}")  # noqa: S311
    return draw_prose(rng, seed) if kind == "prose" else _table(rng, seed)


def _table(rng: Random, seed: int) -> Drawn:
    place, subject, year = draw_place(rng), draw_subject(rng), rng.choice([2021, 2022, 2023, 2024, 2024, 2025, 2025, 2026])
    inner = rng.choice(["offices", "universities", "streets"]) if chance(rng, 0.06) else ""
    bodies = InnerBodies(rng, place, inner) if inner else Bodies(rng, place)
    writer = Writer(rng, subject, place, bodies, year)
    features = [inner] if inner else []
    header = HeadDrawer(rng, place, subject, year, prose=False)
    head = header.draw()
    drawn = Drawn(seed, "table", [], [], features, head.back)
    several = chance(rng, 0.07)
    if several:
        features.append("two lists")
    for at in range(1 + several):
        table = TableDrawer(rng, bodies, writer, year, features)
        doc, title, blocks = head.doc, header.title, [] if at else list(head.front)
        if several:
            table.phrasing.forget_rules()
        if at:
            writer.subject = other = draw_subject(rng)
            title = header.list_title(other.name if other.name != subject.name else "重点项目建设")
            doc = {**doc, "title": title}
            blocks = [Line(f"附件{at + 1}", page_break=True), Line(title, centred=True)]
        rows = table.rows(rng.choice([4, 8, 12, 20, 35]))
        blocks += _with_rule(table, title, rows, features)
        drawn.lists.append(ListDocument(doc, [r.task for r in rows], blocks))
    return drawn


def _with_rule(table: TableDrawer, title: str, rows: list, features: list[str]) -> list[Block]:  # type: ignore[type-arg]
    """The tables, with the rule for the roles above, in the header, or below them."""
    rng, rule = table.rng, table.phrasing.printed_rule
    where = rng.choices(["below", "above", "header"], [6, 2, 2])[0] if rule else ""
    if where == "header" and table.phrasing.first_named:
        table.header_rule, rule = rng.choice(HEADER_RULES), ""
    blocks = GridPrinter(table, title, features).blocks(rows)
    if not rule and not table.header_rule and chance(rng, 0.1):
        blocks.append(Line(pick(rng, "phrases", "notes")))
    if rule:
        features.append(f"rule {where}")
        blocks.insert(0 if where == "above" else len(blocks), Line(rule))
    return blocks
