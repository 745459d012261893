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
