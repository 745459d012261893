"""What stands over and under a list: number, title of the notice, preamble with the documents it carries out, signature."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from .letters import preamble
from .model import Block, Line
from .numerals import in_chinese, numeral
from .places import Place
from .sentences import Subject
from .vocabulary import chance, pick

STEMS = {
    "国务院办公厅": "国办发",
    "国务院": "国发",
    "国家发展改革委": "发改社会",
    "交通运输部": "交规划发",
    "国家卫生健康委办公厅": "国卫办医发",
}
BRACKETS = [("〔", "〕"), ("〔", "〕"), ("〔", "〕"), ("[", "]"), ("【", "】"), ("（", "）")]


@dataclass(slots=True)
class Head:
    """The truth of a head, and its blocks before and after the list."""

    doc: dict[str, Any]
    front: list[Block] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)


class HeadDrawer:
    """Draws the head of a document."""

    def __init__(self, rng: Random, place: Place, subject: Subject, year: int, *, prose: bool) -> None:
        self.rng, self.place, self.subject, self.year, self.prose = rng, place, subject, year, prose
        self.kind = pick(rng, "heads", "prose_kinds" if prose else "kinds")
        self.title = self.list_title(subject.name)

    def list_title(self, of: str) -> str:
        """A title of a list, with the place and the year in it."""
        return pick(self.rng, "heads", "titles").format(y=self.year, p=self.place.full, n=of, k=self.kind)

    def _doc(self, **known: object) -> dict[str, Any]:
        empty = {"file": "", "title": self.title, "number": None, "issuer": None, "jurisdiction": self.place.full}
        return {**empty, "year": self.year, "issued": None, "basis": [], **known}

    def central(self) -> Head:
        """A document of the State Council or a ministry: no place in its title."""
        rng, name = self.rng, self.subject.name
        issuer = rng.choice(list(STEMS))
        titles = [f"关于推进{name}的若干措施", f"{name}行动方案（{self.year}年）", f"{self.year}年{name}工作要点"]
        self.title = rng.choice(titles)
        number = f"{STEMS[issuer]}〔{self.year}〕{rng.randint(1, 900)}号"
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        issued = f"{self.year}-{month:02d}-{day:02d}"
        front: list[Block] = [
            Line(f"{issuer}关于印发《{self.title}》的通知", centred=True),
            Line(number, centred=True),
            Line("各省、自治区、直辖市人民政府，国务院各部委、各直属机构："),
            Line(f"《{self.title}》已经国务院同意，现印发给你们，请认真贯彻执行。"),
            Line(issuer, right=True),
            Line(f"{self.year}年{month}月{day}日", right=True),
            Line(self.title, centred=True),
        ]
        return Head(self._doc(number=number, issuer=issuer, jurisdiction=None, issued=issued), front)

    def draw(self, *, bare: float = 0.4) -> Head:
        """A covering notice, or a title alone."""
        head = Head(self._doc())
        if not chance(self.rng, bare):
            self._notice(head)
            return head
        if chance(self.rng, 0.5):
            head.front.append(Line(pick(self.rng, "heads", "annex_alone")))
        head.front += self.title_lines(self.title)
        if chance(self.rng, 0.15):
            month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
            head.doc["issued"] = f"{self.year}-{month:02d}-{day:02d}"
            head.front.append(Line(f"（{self.year}年{month}月{day}日）", centred=True))
        return head

    def title_lines(self, title: str) -> list[Block]:
        """The title on one line, or broken over two."""
        if chance(self.rng, 0.12) and len(title) > 16:
            at = self.rng.choice([self.kind, self.kind, self.subject.name])
            cut = title.index(at) if at in title else len(title) // 2
            if 4 < cut < len(title) - 4:
                return [Line(title[:cut], centred=True), Line(title[cut:], centred=True)]
        return [Line(title, centred=True)]

    def _notice(self, head: Head) -> None:
        rng, doc = self.rng, head.doc
        doc["issuer"] = issuer = self._issuer()
        number = self._number()
        doc["number"] = "".join(number.split()) if chance(rng, 0.85) else None
        top: list[Block] = [Line(number, centred=True)] if doc["number"] else []
        if top and chance(rng, 0.15):
            top.insert(0, Line(f"{issuer}文件", centred=True))
            title = self._notice_title(issuer)
        else:
            title = self._notice_title(issuer)
            if top and chance(rng, 0.5):
                top, title = title, top
        head.front += [*top, *title, Line(pick(rng, "heads", "to"))]
        words, doc["basis"] = preamble(rng, self.place, self.subject, self.year, self.title)
        head.front.append(Line(words))
        if chance(rng, 0.4):
            for at in range(1, rng.randint(2, 4)):
                words = f"{numeral(at)}、{pick(rng, 'heads', 'letter_heads')}。{pick(rng, 'heads', 'letter_words')}"
                head.front.append(Line(words))
        if not self.prose:
            head.front.append(Line(f"附件：{self.title}"))
        head.front += [Line(issuer, right=True), Line(self._date(doc), right=True)]
        if chance(rng, 0.4):
            head.front.append(Line("（此件公开发布）"))
        if not self.prose:
            head.front.append(Line(pick(rng, "heads", "annex"), page_break=True))
        head.front += self.title_lines(self.title)
        if chance(rng, 0.15):
            sign = self.place.sign
            head.back.append(
                Line(f"抄送：{sign}委各部门，{sign}人大常委会办公室，{sign}政协办公室，{sign}法院，{sign}检察院。")
            )

    def _issuer(self) -> str:
        place, rng = self.place, self.rng
        office = rng.choice(["人民政府办公厅" if place.sign == "省" else "人民政府办公室"] * 2 + ["人民政府"])
        if chance(rng, 0.12):
            office = pick(rng, "heads", "offices")
        elif chance(rng, 0.2) and place.sign in "市县区":
            return f"中共{place.full}委员会办公室"
        return place.full + office

    def _number(self) -> str:
        (left, right), gap = self.rng.choice(BRACKETS), " " if chance(self.rng, 0.1) else ""
        stem = self.place.stem[0] + pick(self.rng, "heads", "organs")
        return gap.join([stem, left, str(self.year), right, str(self.rng.randint(1, 120)), "号"])

    def _notice_title(self, issuer: str) -> list[Block]:
        about = f"关于印发《{self.title}》的通知" if chance(self.rng, 0.5) else f"关于印发{self.title}的通知"
        way = self.rng.choices(["one", "three", "two"], [30, 15, 55])[0]
        parts = [issuer, about]
        if way == "one":
            parts = [issuer + about]
        elif way == "three" and "年" in about[:-4]:
            cut = about.index("年") + 1
            parts = [issuer, about[:cut], about[cut:]]
        return [Line(part, centred=True) for part in parts]

    def _date(self, doc: dict[str, Any]) -> str:
        month, day = self.rng.randint(1, 6), self.rng.randint(1, 28)
        doc["issued"] = f"{self.year}-{month:02d}-{day:02d}"
        way = self.rng.choices(["plain", "chinese", "spaced", "zeros"], [65, 18, 12, 5])[0]
        if way == "chinese":
            return in_chinese(self.year, month, day)
        if way == "spaced":
            return f"{self.year} 年 {month} 月 {day} 日"
        return f"{self.year}年{month:02d}月{day:02d}日" if way == "zeros" else f"{self.year}年{month}月{day}日"
