"""Which tasks of two lists are linked, how they are graded, and what is said about it.

The truths are those of the sample corpus and of `lists/` (see README.md); the short lists below are cases that a drafter knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from ingest.alignment import Link, Prepared, align, explain, prepare
from ingest.record import Citation, DocumentHead, Role, Task, TaskList, UnitMention
from tests.alignment import baseline, pairs

WRITTEN = pairs.written()


def prepared(*tasks: str | tuple[str, str], theme: str = "一、政务公开") -> Prepared:
    """A list of tasks, each a text or a text with its unit."""
    made = []
    for seq, one in enumerate(tasks, 1):
        text, unit = one if isinstance(one, tuple) else (one, "")
        made.append(Task(seq, text, (theme,), (UnitMention(unit, "responsible"),) if unit else ()))
    return prepare(TaskList(DocumentHead("x.docx", jurisdiction="临澄市"), tuple(made)))


def found(new: Prepared, other: Prepared) -> dict[tuple[int, int], str]:
    """The links by the tasks' numbers, from 1, with their grade."""
    return {(link.new + 1, link.other + 1): link.grade for link in align(new, other)}


@cache
def linked(at: int) -> tuple[Link, ...]:
    """The links of one of the written pairs."""
    return align(prepare(WRITTEN[at].new), prepare(WRITTEN[at].other), "carries_out")


def f1(group: str, kept: Sequence[set[tuple[int, int]]]) -> float:
    """Over the pairs of one group."""
    sets = [(one, of.wanted) for one, of in zip(kept, WRITTEN, strict=True) if of.group == group]
    right = sum(len(a & b) for a, b in sets)
    return 2 * right / sum(len(a) + len(b) for a, b in sets)


@pytest.mark.parametrize(("group", "least"), [("corpus", 0.94), ("apart", 0.86)])
def test_links_are_found_far_better_than_by_a_threshold_on_likeness(group: str, least: float) -> None:
    ours = [{(link.new, link.other) for link in linked(at)} for at in range(len(WRITTEN))]
    cosines = [baseline.cosines(one.new, one.other) for one in WRITTEN]
    chosen = [(c, one.wanted, set[tuple[int, int]]()) for c, one in zip(cosines, WRITTEN, strict=True) if one.group == group]
    threshold = baseline.best_threshold(chosen)  # the best one for this very group: more than anybody could know
    bar = [{at for at, value in c.items() if value >= threshold} for c in cosines]
    assert f1(group, ours) >= max(least, f1(group, bar) + 0.1)


def test_most_grades_are_right() -> None:
    grades = [
        (link.grade, one.links[link.new, link.other])
        for at, one in enumerate(WRITTEN)
        for link in linked(at)
        if (link.new, link.other) in one.wanted
    ]
    assert sum(ours == true for ours, true in grades) >= 0.88 * len(grades)


@pytest.mark.parametrize("one", pairs.unrelated(), ids=lambda one: one.name)
def test_lists_of_different_subjects_have_next_to_no_links(one: pairs.Pair) -> None:
    assert len(align(prepare(one.new), prepare(one.other))) <= 4


@pytest.mark.parametrize("at", range(0, len(WRITTEN), 4), ids=lambda at: WRITTEN[at].name)
def test_it_does_not_matter_which_list_is_the_new_one(at: int) -> None:
    back = align(prepare(WRITTEN[at].other), prepare(WRITTEN[at].new))
    assert {(one.other, one.new): (one.score, one.grade, one.parts) for one in back} == {
        (one.new, one.other): (one.score, one.grade, one.parts) for one in linked(at)
    }


def test_a_list_that_was_stored_gives_the_same_links() -> None:
    new, other = prepare(WRITTEN[0].new), prepare(WRITTEN[0].other)
    assert align(Prepared.from_json(new.to_json()), Prepared.from_json(other.to_json()), "carries_out") == linked(0)


def test_other_words_and_more_detail_are_the_same_task() -> None:
    city = prepared("加大城市更新政策宣传力度，及时回应关切", "动态调整并公开社会救助标准", "做好农村饮水安全信息公开")
    county = prepared(
        "加大城市更新“十大工程”政策宣传，引导公众支持城市更新", "及时公布并调整社会救助标准", "公开乡镇卫生院收费"
    )
    assert found(county, city) == {(1, 1): "same", (2, 2): "same"}


def test_a_task_that_was_split_has_a_part_in_each() -> None:
    whole = prepared(
        "坚持政策解读材料与文件同步起草、同步发布；涉及办事服务的，解读内容要与实际办事要求一致", "优化政府网站站内检索功能"
    )
    split = prepared(
        "政策解读材料与文件同步起草、同步审签、同步发布", "涉及办事服务的解读内容与实际办事要求保持一致", "优化站内检索"
    )
    assert found(split, whole) == {(1, 1): "part", (2, 1): "part", (3, 2): "same"}
    assert found(whole, split) == {(1, 1): "part", (1, 2): "part", (2, 3): "same"}


def test_rare_words_in_common_do_not_make_different_tasks_one() -> None:
    first = prepared(
        "政策文件送审时一并提交解读方案和解读稿", "对疑难的依申请公开事项组织会商研判", "森林防火监控加密到每5万亩一处"
    )
    second = prepared("丰富政策解读形式，多用图表和短视频", "第一时间回应网络舆情，发布权威信息", "严厉打击非法采矿行为")
    assert found(first, second) == {}


def test_the_nearer_of_two_tasks_is_the_partner() -> None:
    first = prepared("开展政府开放日活动，邀请群众参观自来水厂", "开展政务公开业务培训")
    second = prepared("开展政务公开业务培训，每年两次", "举办政府开放日，群众代表参观自来水厂和实验小学")
    assert found(first, second) == {(1, 2): "same", (2, 1): "same"}


def test_a_list_of_nothing_has_no_links() -> None:
    assert align(prepared(), prepared("开展培训")) == () == align(prepared(), prepared())
    assert align(prepared(""), prepared("", "开展培训")) == ()


def test_the_reason_says_what_is_shared_in_both_languages() -> None:
    first = prepared(("依托“临企一口办”平台，企业诉求7个工作日内办结", "市工商联"), "公布年度停电计划", "开展专利转化对接活动")
    second = prepared(
        "办好专利转化对接会", ("推动诉求平台与“临企一口办”对接，企业诉求限时办结", "区工商联"), "提前告知停电计划"
    )
    link = next(one for one in align(first, second, "carries_out") if one.new == 0)
    assert (link.other, link.grade) == (1, "same")
    for words in ("落实上级任务", "企业诉求", "引文“临企一口办”相同", "责任单位同属工商联条线", "没有其他任务更接近"):
        assert words in link.zh
    for words in ("carries out the upstream task", "both name “临企一口办”", "no other task is nearer"):
        assert words in link.en


def test_shared_wording_is_named_in_whole_words() -> None:
    first = prepared("围绕绿色智能家电、住房改善等领域的消费支持政策做好信息发布", "开展培训")
    second = prepared("聚焦绿色智能家居、体育赛事等领域消费支持政策，做好信息发布", "组织考核")
    link = align(first, second)[0]
    assert "绿色智能" in link.zh
    assert "智能家" not in link.zh


def test_a_citation_of_one_law_counts() -> None:
    def one(law: str | None) -> Prepared:
        cites = (Citation(None, law),) if law else ()
        tasks = (Task(1, "规范裁量基准", cites=cites), Task(2, "公布检查计划"), Task(3, "开展业务培训"))
        return prepare(TaskList(DocumentHead("x"), tasks))

    law = "中华人民共和国行政处罚法"
    assert align(one(law), one(law))[0].parts.named == 1.0
    assert align(one(law), one(None))[0].parts.named == 0.0


def test_any_pair_can_be_explained() -> None:
    first = prepared("对拖欠账款建立台账逐笔销号", "公布涉企检查计划", "推广电子保函")
    second = prepared("公布年度涉企检查计划和频次上限", "逐笔核实拖欠账款台账", "推广投标电子保函")
    yes, no = explain(first, second, (0, 1)), explain(first, second, (0, 0))
    assert yes.linked
    assert yes.zh == next(one.zh for one in align(first, second) if one.new == 0)
    assert not no.linked
    assert no.score < yes.score
    assert "前者更接近另一清单的第2项" in no.zh
    assert "the second is nearer to task 2 of the other list" in no.en
    with pytest.raises(IndexError):
        explain(first, second, (0, 7))


def test_collectives_are_no_common_function() -> None:
    def one(role: Role) -> Prepared:
        every = UnitMention("各镇街", role, "collective")
        return prepare(
            TaskList(DocumentHead("x", jurisdiction="澄湖区"), (Task(1, "开展培训", units=(every,)), Task(2, "组织考核")))
        )

    assert all(link.parts.functions == 0 for link in align(one("lead"), one("responsible")))
