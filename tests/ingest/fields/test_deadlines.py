"""Time limits: what lists print and what a planner reads from it. The document's year is 2024 where none is said."""

from datetime import date

import pytest

from ingest.fields.deadlines import DeadlineValue, deadline_likeness, looks_like_deadline, read_deadline

REPORT = "工作完成情况纳入部门政府信息公开年度报告内容，2025年1月31日前在政府网站公开。"


def _dates(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("text", "kind", "precision", "dates"),
    [
        ("12月底前", "by", "month", ["2024-12-31"]),
        ("2月底前", "by", "month", ["2024-02-29"]),
        ("2025年2月底前", "by", "month", ["2025-02-28"]),
        ("2024年12月", "during", "month", ["2024-12-31"]),
        ("2025年3月31日前", "by", "day", ["2025-03-31"]),
        ("2025 年 3 月\n31 日前", "by", "day", ["2025-03-31"]),
        ("５月２０日前", "by", "day", ["2024-05-20"]),
        ("二〇二五年三月底", "by", "month", ["2025-03-31"]),
        ("二〇二五年十二月三十一日前", "by", "day", ["2025-12-31"]),
        ("2025.6.30", "by", "day", ["2025-06-30"]),
        ("2025-06-30", "by", "day", ["2025-06-30"]),
        ("2025-06-30 00:00:00", "by", "day", ["2025-06-30"]),
        ("2025/6", "during", "month", ["2025-06-30"]),
        ("6.30前", "by", "day", ["2024-06-30"]),
        ("6月、12月", "during", "month", ["2024-06-30", "2024-12-31"]),
        ("3、6、9、12月底前", "by", "month", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ("6月底和12月底前", "by", "month", ["2024-06-30", "2024-12-31"]),
        ("6月15日、30日前", "by", "day", ["2024-06-15", "2024-06-30"]),
        ("3月上旬", "during", "month", ["2024-03-10"]),
        ("9月中旬前", "by", "month", ["2024-09-20"]),
        ("6月31日前", "by", "day", ["2024-06-30"]),
        ("6月1日—6月30日", "during", "day", ["2024-06-01", "2024-06-30"]),
        ("6月1日至30日", "during", "day", ["2024-06-01", "2024-06-30"]),
        ("6—12月", "during", "month", ["2024-12-31"]),
        ("11月至次年3月", "during", "month", ["2025-03-31"]),
        ("2025年3月—2027年10月", "during", "month", ["2027-10-31"]),
        ("2025—2027年", "during", "year", ["2027-12-31"]),
        ("2025年至2027年底", "by", "year", ["2027-12-31"]),
        ("2025年", "during", "year", ["2025-12-31"]),
        ("2025年底前", "by", "year", ["2025-12-31"]),
        ("2025年年底前", "by", "year", ["2025-12-31"]),
        ("年底前", "by", "year", ["2024-12-31"]),
        ("年内", "by", "year", ["2024-12-31"]),
        ("明年1月底前", "by", "month", ["2025-01-31"]),
        ("2025年12月底前完成，次年1月底前总结", "by", "month", ["2025-12-31", "2026-01-31"]),
        ("今年10月底前，明年3月底前", "by", "month", ["2024-10-31", "2025-03-31"]),
        ("2025年6月底前取得阶段成效，12月底前完成", "by", "month", ["2025-06-30", "2025-12-31"]),
        ("上半年", "during", "half", ["2024-06-30"]),
        ("2025年下半年", "during", "half", ["2025-12-31"]),
        ("第三季度", "during", "quarter", ["2024-09-30"]),
        ("一季度末", "by", "quarter", ["2024-03-31"]),
        ("三、四季度", "during", "quarter", ["2024-09-30", "2024-12-31"]),
        ("“十四五”末", "by", "year", ["2025-12-31"]),
        ("持续至2025年12月", "during", "month", ["2025-12-31"]),
        ("立即启动，10月15日前", "by", "day", ["2024-10-15"]),
        ("12月31日（星期二）前", "by", "day", ["2024-12-31"]),
        ("5月中下旬", "during", "month", ["2024-05-31"]),
        ("到2025年，全部完成", "during", "year", ["2025-12-31"]),
        ("3月启动，10月完成", "by", "month", ["2024-03-31", "2024-10-31"]),
    ],
)
def test_dates(text: str, kind: str, precision: str, dates: list[str]) -> None:
    value = read_deadline(text, 2024)
    assert (value.kind, value.precision, value.dates) == (kind, precision, _dates(*dates))
    assert not value.ongoing
    assert value.relative is None


@pytest.mark.parametrize(
    ("text", "relative"),
    [
        ("20个工作日", "20个工作日"),
        ("收到申请后，不能当场答复的，20个工作日内答复。", "20个工作日"),
        ("全市政务公开重点工作任务清单发布后30天内", "30天"),
        ("会后15个工作日内", "15个工作日"),
        ("自发布之日起30日内", "30日"),
        ("15日内", "15日"),
        ("3个月内", "3个月"),
        ("一周内", "一周"),
        ("半年内", "半年"),
        ("二十四小时内", "二十四小时"),
        ("10个工作日内受理，30个工作日内办结", "10个工作日"),
    ],
)
def test_durations(text: str, relative: str) -> None:
    value = read_deadline(text, 2024)
    assert (value.kind, value.relative, value.dates) == ("relative", relative, ())


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("全年", []),
        ("2025年全年", []),
        ("长期坚持", []),
        ("持续推进", []),
        ("常态化", []),
        ("动态更新", []),
        ("每年12月底前", ["2024-12-31"]),
        ("2025年12月底，长期坚持", ["2025-12-31"]),
        (f"全年坚持，相关信息动态更新。{REPORT}", ["2025-01-31"]),
        (f"相关信息动态更新。{REPORT}", ["2025-01-31"]),
    ],
)
def test_ongoing(text: str, dates: list[str]) -> None:
    value = read_deadline(text, 2024)
    assert value.ongoing
    assert value.kind == "ongoing"
    assert value.dates == _dates(*dates)


@pytest.mark.parametrize(
    "text", ["每季度末", "每月10日前", "每半年", "按季度", "每周五", "定期", "每季度首月15日前", "次月5日前", "当月底前"]
)
def test_periodic_limits_give_no_date(text: str) -> None:
    assert read_deadline(text, 2024) == DeadlineValue(raw=text, kind="periodic")


@pytest.mark.parametrize("text", ["按要求", "按时间节点", "待定", "2025年政务公开工作要点", "12345热线"])
def test_no_limit(text: str) -> None:
    assert read_deadline(text, 2024) == DeadlineValue(raw=text)


@pytest.mark.parametrize("text", ["", " \n", "—", "——", "/", "无"])
def test_blank_cells(text: str) -> None:
    assert read_deadline(text, 2024) == DeadlineValue()


def test_words_for_at_once_and_feasts_have_no_date() -> None:
    assert read_deadline("立即", 2024) == DeadlineValue(raw="立即", kind="by")
    assert read_deadline("2025年春节前", 2024) == DeadlineValue(raw="2025年春节前", kind="by", precision="day")


def test_without_a_year_only_printed_years_count() -> None:
    assert read_deadline("12月底前", None) == DeadlineValue(raw="12月底前", kind="by", precision="month")
    assert read_deadline("2025年3月底前，12月底前", None).dates == _dates("2025-03-31", "2025-12-31")
    assert read_deadline("明年1月底前", None).dates == ()


def test_one_day_is_kept_once_and_the_last_is_due() -> None:
    value = read_deadline("12月底前，2025年2月底前，2025年1月31日前，2025年2月底前", 2024)
    assert value.dates == _dates("2024-12-31", "2025-02-28", "2025-01-31")
    assert value.due == date(2025, 2, 28)


SORTED = [
    "立即",
    "6月1日前",
    "6月30日前",
    "6月底前",
    "第二季度",
    "上半年",
    "12月31日前",
    "12月底前",
    "年底前",
    "明年1月底前",
    "20个工作日内",
    "每月",
    "长期坚持",
    "按要求",
]


def test_order() -> None:
    values = [read_deadline(text, 2024) for text in SORTED]
    shuffled = [*values[1::2], *values[::2]]
    assert [value.raw for value in sorted(shuffled)] == SORTED
    assert values[1] < values[2] <= values[2]


@pytest.mark.parametrize(
    "text",
    [
        "12月底前",
        "2025年12月",
        "持续推进",
        "长期坚持",
        "全年",
        "6月底前、12月底前",
        "2025年6月底前取得阶段成效，12月底前完成",
        "20个工作日内",
        "收到申请后，不能当场答复的，20个工作日内答复。",
        "会后30天内",
        "每季度末",
        "按要求",
        "立即",
        "即时公开",
        "2024年6月（第一批）、12月（第二批）",
        f"全年坚持，相关信息动态更新。{REPORT}",
        f"全年坚持。{REPORT}",
        f"2024年12月31日前完成，{REPORT}",
    ],
)
def test_looks_like_a_deadline(text: str) -> None:
    assert looks_like_deadline(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "市商务局",
        "6月15日全国低碳日宣传活动由市生态环境局组织",
        "持续推进政务公开规范转型",
        "2024年，政务公开工作的总体要求是坚持为民",
        "2024年政务公开工作要点",
        "制定各部门主动公开事项目录，12月底前在网站公开并报备案",
        "做好12345热线工作",
        "中长期规划",
        "加强居民长期护理保险信息公开",
        "一" * 1000,
    ],
)
def test_task_text_does_not(text: str) -> None:
    assert not looks_like_deadline(text)
    assert 0.0 <= deadline_likeness(text) < 0.6
