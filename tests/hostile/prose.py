"""Draws a list that stands in paragraphs: units in a closing bracket, or on lines of their own."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .heads import HeadDrawer
from .limits import draw_limit
from .model import Block, Drawn, Limit, Line, ListDocument, Task, UnitCell
from .numerals import numeral
from .phrasing import Phrasing
from .places import Bodies, CentralBodies, Place, draw_place
from .sentences import Writer, draw_subject
from .vocabulary import chance, listed, pick

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MARKS: dict[str, Callable[[int], str]] = {
    "（一）": lambda n: f"（{numeral(n)}）",
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "（1）": lambda n: f"（{n}）",
    "一、": lambda n: f"{numeral(n)}、",
    "第一条": lambda n: f"第{numeral(n)}条",
    "①": lambda n: CIRCLED[(n - 1) % 20],
    "一是": lambda n: f"{numeral(n)}是",
    "任务一：": lambda n: f"任务{numeral(n)}：",
    "第一章": lambda n: f"第{numeral(n)}章 ",
}
RUN_ON = ("第一条",)
"""Numbers that never begin anew in a section."""
SHAPES: dict[tuple[str, ...], int] = {
    ("一、", "（一）"): 34,
    ("一、", "（一）", "1."): 22,
    ("一、", "1."): 14,
    ("一、", "1、"): 4,
    ("（一）",): 6,
    ("1.",): 6,
    ("一、",): 6,
    ("一、", "（一）", "（1）"): 3,
    ("第一条",): 4,
    ("第一章", "第一条"): 2,
    ("一、", "（1）"): 2,
    ("一、", "（一）", "1.", "（1）"): 2,
    ("一、", "①"): 2,
    ("一、", "（一）", "①"): 2,
    ("一、", "一是"): 2,
    ("一、", "任务一："): 2,
}
LIMIT_FORMS = ["，{}", "，{}", "；完成时限：{}", "；{}", "。完成时间：{}"]


class ProseDrawer:
    """Draws the paragraphs of a list."""

    def __init__(self, rng: Random, bodies: Bodies, writer: Writer, year: int, features: list[str]) -> None:
        self.rng, self.writer, self.year = rng, writer, year
        self.phrasing = Phrasing(rng, bodies, prose=True)
        self.shape = rng.choices(list(SHAPES), list(SHAPES.values()))[0]
        self.runs_through = chance(rng, 0.4)
        self.signs = rng.choice(["（）"] * 8 + ["()", "【】", "[]", "〔〕"])
        self.way = rng.choices(["bracket", "line", "lines", "labels"], [70, 11, 6, 13])[0]
        self.line_label = pick(rng, "phrases", "line_labels")
        self.stop = rng.choice(["after", "before", "before", "none"])
        self.run_in = chance(rng, 0.6)
        self.parts = rng.choice([0, 0, 0, 0.25])
        self.limits = rng.choice([0, 0, 0, 0.3, 0.8])
        self.limit_form = rng.choice(LIMIT_FORMS)
        self.scopes = chance(rng, 0.05)
        self.apart = chance(rng, 0.15)
        """Whether a limit stands in a bracket of its own."""
        self.remark = pick(rng, "phrases", "remarks") if chance(rng, 0.08) else ""
        """What the first bracket says of all tasks."""
        features += [" ".join(self.shape), self.way, self.signs]

    def _unit(self) -> tuple[UnitCell, Limit]:
        """The words inside the bracket, with the limit when one stands there."""
        limit = draw_limit(self.rng, self.year) if chance(self.rng, self.limits) else Limit()
        cell = self.phrasing.ways.labelled() if self.way in ("labels", "lines") else self.phrasing.cell()
        if self.way == "line" and self.line_label.startswith("牵头"):
            cell = self.phrasing.column("lead", few=True)
        if self.scopes and chance(self.rng, 0.5) and self.way == "bracket":
            cell = UnitCell(f"{cell.printed}；适用范围：{pick(self.rng, 'columns', 'spread_values')}", cell.units)
        if not limit.printed or any(c in limit.printed for c in "、，"):
            return cell, Limit()
        form = "；完成时限：{}" if self.way in ("labels", "line", "lines") else self.limit_form
        return UnitCell(cell.printed.removesuffix("。") + form.format(limit.printed), cell.units), limit

    def task(self, mark: str, themes: tuple[str, ...]) -> tuple[list[Task], list[Block]]:
        """The tasks of one paragraph and its lines."""
        run_in = f"{self.writer.topic()}。" if self.run_in else ""
        if self.way in ("line", "lines"):
            return self._with_line(mark, themes, run_in)
        count = 1
        while count < 4 and chance(self.rng, self.parts):
            count += 1
        tasks, text = [], ""
        for at in range(count):
            words, cites = self.writer.text(stop=False)
            words = ("" if at else run_in) + words + ("。" if self.stop == "before" or count > 1 else "")
            cell, limit = self._unit()
            apart = draw_limit(self.rng, self.year) if self.apart and not limit.printed else Limit()
            if not apart.printed or self.way != "bracket":
                apart = Limit()
            tasks.append(Task(words, cites, themes, (cell,), limit if limit.printed else apart, mark))
            said, self.remark = (self.remark, "") if self.way == "bracket" else ("", self.remark)
            text += words + (cell.printed + said).join(self.signs) + (apart.printed.join(self.signs) if apart.printed else "")
        tail = "。" if self.stop == "after" and count == 1 else ""
        return tasks, [Line(mark + text + tail)]

    def _with_line(self, mark: str, themes: tuple[str, ...], run_in: str) -> tuple[list[Task], list[Block]]:
        words, cites = self.writer.text()
        cell, limit = self._unit()
        task = Task(run_in + words, cites, themes, (cell,), limit, mark)
        lines = cell.printed.split("；") if self.way == "lines" else [self.line_label + cell.printed]
        stop = self.rng.choice(["", "。"]) if not lines[-1].endswith("。") else ""
        return [task], [Line(mark + task.text), *map(Line, lines[:-1]), Line(lines[-1] + stop)]

    def tree(self, sections: int) -> tuple[list[Task], list[Block]]:
        """All sections."""
        tasks: list[Task] = []
        blocks: list[Block] = []
        self._level(0, sections, (), [0], tasks, blocks)
        if len(self.shape) > 1 and chance(self.rng, 0.6):
            blocks += self._closing(MARKS[self.shape[0]](sections + 1))
        for at, task in enumerate(tasks, 1):
            task.seq = at
        return tasks, blocks

    def _closing(self, mark: str) -> list[Block]:
        blocks: list[Block] = [Line(mark + pick(self.rng, "phrases", "closing_heads"), level=0)]
        for at, words in enumerate(self.rng.sample(listed("phrases", "closing"), 2), 1):
            numbered = self.shape[1] == "（一）" and not self.runs_through
            blocks.append(Line(f"（{numeral(at)}）{pick(self.rng, 'heads', 'letter_heads')}。{words}" if numbered else words))
        return blocks

    def _level(
        self, depth: int, count: int, themes: tuple[str, ...], counter: list[int], tasks: list[Task], blocks: list[Block]
    ) -> None:
        mark, last = MARKS[self.shape[depth]], depth == len(self.shape) - 1
        for at in range(1, count + 1):
            if last:
                counter[0] += 1
                runs = self.shape[depth] in RUN_ON or (self.runs_through and self.shape[depth] not in ("①", "一是"))
                number = counter[0] if runs else at
                made, lines = self.task(mark(number), themes)
                tasks += made
                blocks += lines
                continue
            words = mark(at) + (self.writer.topic() if depth else self.writer.heading(at - 1))
            blocks.append(Line(words, level=depth))
            if chance(self.rng, 0.08):
                name = self.writer.subject.name
                blocks.append(Line(f"围绕{name}目标，坚持问题导向（包括历史遗留问题），统筹推进各项工作。", aside=True))
            self._level(depth + 1, self.rng.randint(1, 3 if depth else 4), (*themes, words), counter, tasks, blocks)


def draw_prose(rng: Random, seed: int) -> Drawn:
    """A document without a table."""
    central = chance(rng, 0.25)
    place = Place("国务院", "", "", "", "国务院") if central else draw_place(rng)
    subject, year = draw_subject(rng), rng.choice([2022, 2023, 2024, 2024, 2025, 2025])
    bodies = CentralBodies(rng, place) if central else Bodies(rng, place)
    writer = Writer(rng, subject, place, bodies, year)
    features = ["central"] if central else []
    header = HeadDrawer(rng, place, subject, year, prose=True)
    head = header.central() if central else header.draw(bare=0.25)
    drawer = ProseDrawer(rng, bodies, writer, year, features)
    tasks, blocks = drawer.tree(rng.randint(2, 6) if len(drawer.shape) > 1 else rng.randint(5, 20))
    opening: list[Block] = []
    rule = pick(rng, "phrases", "opening_rules") if drawer.phrasing.first_named else ""
    if chance(rng, 0.7):
        opening.append(Line(f"{year}年，全面推进{subject.name}工作，坚持稳中求进、以进促稳，制定如下措施。{rule}"))
    elif rule:
        opening.append(Line(rule))
    if chance(rng, 0.06):
        opening.append(Line("以下任务均需各地抓好落实，不再逐一列出。"))
    return Drawn(seed, "prose", [], [ListDocument(head.doc, tasks, [*head.front, *opening, *blocks])], features, head.back)
