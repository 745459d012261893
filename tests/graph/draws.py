"""Random task lists for property tests: few places, units and words, so that they meet often."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from graph.build import build
from ingest.record import Citation, Deadline, Task, TaskList, UnitMention
from tests.graph.lists import evidence, task, tasklist, unit

PLACES = ("甲省", "甲省乙市", "甲省乙市丙县", "甲省丁市")
NUMBERS = ("甲政发〔2024〕1号", "乙政办[2024]2号", "丁政〔2023〕第3号")
TITLES = ("甲省人民政府关于印发2024年公开要点的通知", "《2024年公开要点》", "乙市分工方案", "政府信息公开条例")
THEMES = ((), ("一、公开",), ("一、公开", "（一）招商"), ("二、服务",), ("二、服务", "（一）招商"))
LIMITS = (
    Deadline(),
    Deadline("长期坚持", ongoing=True),
    Deadline("5月底前", dates=(date(2024, 5, 31),)),
    Deadline("6月30日前", dates=(date(2024, 6, 30),)),
    Deadline("6月底前和12月底前", dates=(date(2024, 6, 30), date(2024, 12, 31))),
    Deadline("明年1月底前", dates=(date(2025, 1, 31),)),
)
LEAP = Deadline("2月底前", dates=(date(2024, 2, 29),))
TEXTS = (
    "编制政务公开事项标准目录并向社会公布",
    "新建改扩建公办幼儿园十二所",
    "组织开展企业用工服务专项行动",
    "清理规范涉企行政检查事项清单",
    "推广使用电子营业执照和电子印章",
    "压减进出口环节通关时间，推动商贸企业便利通关",
)
"""Tasks with nothing in common, so that links join those that say the same and no others."""

units = st.builds(
    unit,
    st.sampled_from(
        ["市商务局", "商务局", "市教育局", "县教育局", "市政府办", "政数局", "国家税务总局", "市教育局分局", "各镇街"]
    ),
    st.sampled_from(["lead", "support", "responsible"]),
).map(lambda u: unit(u.name, u.role, "collective") if u.name == "各镇街" else u)
citations = st.builds(
    lambda number, title: Citation(number, title, evidence("根据")),
    st.none() | st.sampled_from(NUMBERS),
    st.none() | st.sampled_from(TITLES),
)


@st.composite
def tasks(draw: st.DrawFn, seq: int) -> Task:
    """A task with up to four mentions of units, some of them the same unit again."""
    mentions: list[UnitMention] = draw(st.lists(units, max_size=4))
    cites = draw(st.lists(citations, max_size=2))
    limit = draw(st.sampled_from(LIMITS))
    return task(seq, *mentions, themes=draw(st.sampled_from(THEMES)), cites=cites, limit=limit)


@st.composite
def lists(draw: st.DrawFn) -> TaskList:
    """A list that may cite others, by number or by title, and may be cited by them."""
    count = draw(st.integers(0, 4))
    return tasklist(
        *(draw(tasks(seq)) for seq in range(1, count + 1)),
        place=draw(st.sampled_from(PLACES)),
        year=draw(st.sampled_from([2023, 2024])),
        title=draw(st.none() | st.sampled_from(TITLES)),
        number=draw(st.none() | st.sampled_from(NUMBERS)),
        file=draw(st.sampled_from(["a.docx", "b.pdf"])),
        basis=draw(st.lists(citations, max_size=2)),
    )


def graphs(max_size: int = 4) -> st.SearchStrategy[list[TaskList]]:
    """Some lists with ids of their own: two versions of one document would make the order matter, as they should."""
    return st.lists(lists(), max_size=max_size, unique_by=lambda one: build([one])[0].id)


@st.composite
def kin(draw: st.DrawFn) -> list[TaskList]:
    """Lists that go back to each other: a province's, those of cities and a county below it in two years, and tasks that say
    the same in most of them, with other units and limits."""
    upper, found = "甲政发〔2024〕2号", list[TaskList]()
    for place, year, number in (
        ("甲省", 2024, upper),
        ("甲省乙市", 2023, "乙政发〔2023〕5号"),
        ("甲省乙市", 2024, "乙政发〔2024〕5号"),
        ("甲省丁市", 2024, "丁政发〔2024〕5号"),
        ("甲省乙市丙县", 2024, "丙政发〔2024〕9号"),
    ):
        said = draw(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=5, unique=True))
        above = draw(st.sampled_from([upper, "乙政发〔2024〕5号", None]))
        basis = [Citation(above, None, evidence(f"根据{above}"))] if above not in (None, number) else []
        items = []
        for seq, text in enumerate(said, 1):
            mentions: list[UnitMention] = draw(st.lists(units, max_size=3))
            limit, ends = draw(st.sampled_from((*LIMITS, LEAP))), draw(st.sampled_from(["", "。", "，注重实效"]))
            items.append(task(seq, *mentions, text=text + ends, themes=draw(st.sampled_from(THEMES)), limit=limit))
        found.append(tasklist(*items, place=place, year=year, number=number, file=f"{number}.docx", basis=basis))
    return found
