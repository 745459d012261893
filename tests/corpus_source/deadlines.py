"""What each printed time limit of the corpus means, written by hand: this is truth, so nothing here is parsed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """The reading of a time limit."""

    dates: tuple[str, ...] = ()
    ongoing: bool = False
    relative: str | None = None


_MONTH_ENDS = {5: "05-31", 6: "06-30", 7: "07-31", 8: "08-31", 9: "09-30", 10: "10-31", 11: "11-30", 12: "12-31"}

_MEANINGS: dict[str, Meaning] = {
    **{f"{m}月底前": Meaning((f"{{y}}-{end}",)) for m, end in _MONTH_ENDS.items()},
    **{f"{y}年{m}月底前": Meaning((f"{y}-{end}",)) for y in (2024, 2025) for m, end in _MONTH_ENDS.items()},
    "年底前": Meaning(("{y}-12-31",)),
    "明年1月底前": Meaning(("{next}-01-31",)),
    "2024年5月31日前": Meaning(("2024-05-31",)),
    "2024年6月20日前": Meaning(("2024-06-20",)),
    "2025年3月31日前": Meaning(("2025-03-31",)),
    "2025年4月30日前": Meaning(("2025-04-30",)),
    "6月底前和12月底前": Meaning(("{y}-06-30", "{y}-12-31")),
    "2025年6月底前和12月底前": Meaning(("2025-06-30", "2025-12-31")),
    "上半年": Meaning(("{y}-06-30",)),
    "第三季度": Meaning(("{y}-09-30",)),
    "每季度末": Meaning(),
    "每季度首月10日前": Meaning(),
    "立即落实": Meaning(),
    "立即启动，10月15日前": Meaning(("{y}-10-15",)),
    "长期坚持": Meaning(ongoing=True),
    "持续推进": Meaning(ongoing=True),
    "动态更新": Meaning(ongoing=True),
    "全年": Meaning(ongoing=True),
    "全年坚持，12月底前总结": Meaning(("{y}-12-31",), ongoing=True),
    "全年坚持，12月底前公布": Meaning(("{y}-12-31",), ongoing=True),
    "全年坚持，动态更新。工作总结于2026年1月15日前报送。": Meaning(("2026-01-15",), ongoing=True),
    "7月底前完成目录，动态更新。": Meaning(("{y}-07-31",), ongoing=True),
    "收到申请后15个工作日内": Meaning(relative="15个工作日"),
    "收到申请后20个工作日内": Meaning(relative="20个工作日"),
    "收到问题后5个工作日内": Meaning(relative="5个工作日"),
    "收到诉求后5个工作日内": Meaning(relative="5个工作日"),
    "收到调档函后3个工作日内": Meaning(relative="3个工作日"),
    "接到诉求后10个工作日内": Meaning(relative="10个工作日"),
    "接到工单后10个工作日内": Meaning(relative="10个工作日"),
    "受理后10个工作日内": Meaning(relative="10个工作日"),
    "受理后10个工作日内出具验收意见": Meaning(relative="10个工作日"),
    "受理后8个工作日内": Meaning(relative="8个工作日"),
    "受理后7个工作日内": Meaning(relative="7个工作日"),
    "申请后10个工作日内": Meaning(relative="10个工作日"),
    "申请后8个工作日内": Meaning(relative="8个工作日"),
    "发现后2个工作日内": Meaning(relative="2个工作日"),
    "迁移后7日内": Meaning(relative="7日"),
    "立案后30日内": Meaning(relative="30日"),
}


def meaning(raw: str, year: int) -> Meaning:
    """The reading of a printed time limit in a document of that year."""
    found = _MEANINGS[raw]
    dates = tuple(d.format(y=year, next=year + 1) for d in found.dates)
    return Meaning(dates, found.ongoing, found.relative)
