"""Time limits that have no cell, label or bracket of their own: in the heading over a task, or in its sentence."""

from __future__ import annotations

import re

from ingest.fields.deadlines import deadline_likeness, read_deadline
from ingest.fields.headings import split_marker
from ingest.fields.time_expressions import BEFORE, time_expressions
from ingest.fields.time_expressions import fold as folded

Span = tuple[int, int]
_COUNT = re.compile(r"[（(]共?\d+[项条个件][）)]$")
_TASKS = re.compile(r"(?:的(?:[重整]?[点改]?)?(?:工作)?(?:任务|事项|工作|项目|问题|措施|内容)?|(?:工作)?(?:任务|事项|项目))$")
"""What a heading says behind a limit: 6月底前完成|的任务."""
_BEFORE = re.compile(BEFORE)
_DATED = (
    "day", "dotted", "month", "half", "quarter", "year_end", "mid_year", "iso", "compact", "year", "years", "named_year",
    "festival", "plan",
)  # fmt: skip
_ATTRIBUTE = re.compile(
    r"(?:之?前|以前|止)(?:尚?未|仍未|已|建成|开工|竣工|成立|注册|登记|入库|立项|出生|取得|备案|批准|签订)[^，。；]{0,20}的"
)
"""6月底前未整改到位的企业 says which ones, and sets no limit."""
_ALL_BY = re.compile(
    r"(?:所有|全部|各项|上述|以上)(?:各项)?(?:重点|工作|目标|整改)?(?:任务|事项|工作|项目|措施)(?:[，,]?除[^，。；]{2,16}外[，,])?"
    r"[^，。；、]{0,6}?(?:均|一律|统一|全部|原则上){1,2}(?:应当|必须|应|须|需|要)?(?:在|于)?(?P<limit>[^，。；、]{2,14}?(?:之?前|以前))"
    r"(?:全部|全面|基本|按期|如期|保质保量)?(?:完成|办结|落实到位|整改到位|落实)(?=[，。；、]|$)"
)
"""Words that say of all tasks until when they are to be done."""
_YEAR_BEFORE = re.compile(r"(?:(?:19|20)\d{2}年|今年|明年|本年)$")
_LASTING = re.compile(
    r"(?:需|须)?(?:长期(?:坚持|推进|实施|开展)?|常年(?:坚持|推进)?|全年(?:坚持|推进)?|持续(?:推进|坚持)|贯穿全年)"
)
_AFTER = re.compile(
    r"(?:^|[，。；,;]|[须应要在于])(?P<words>(?:会后|会议(?:结束|召开)?后|(?:自?本?(?:通知|方案|意见|纪要|文件|清单)?)印发(?:之日起|后))"
    r"[0-9一二三四五六七八九十]{1,3}个?(?:工作日|自然日|月|天|日|周)[之以]?内)"
)
"""Counted from a day that the document itself sets: 会后20个工作日内."""
_WHILE = re.compile(r"(?:^|[，。；,;])(?P<words>长期坚持|全年坚持|贯穿全年)")


def limit_in_heading(words: str) -> Span | None:
    """Where a heading (white space removed) says until when its tasks are to be done: 二、2025年6月底前完成的任务. None for any
    heading that says more, or only of which year it is."""
    _, rest = split_marker(words)
    start = len(words) - len(rest)
    limit = _TASKS.sub("", _COUNT.sub("", rest))
    if not 2 <= len(limit) <= 24 or deadline_likeness(limit) < 1.0:
        return None
    value = read_deadline(limit, 2000)
    if value.ongoing:  # 日常工作 is a class of tasks
        return (start, start + len(limit)) if _LASTING.fullmatch(limit) else None
    sets = value.dates and (value.kind == "by" or value.precision in ("month", "quarter", "half"))
    return (start, start + len(limit)) if sets else None


def limit_for_all(words: str, year: int | None) -> Span | None:
    """Where a sentence (white space removed) sets one limit for all tasks: 所有任务均应于12月20日前完成. None where
    it is another thing that has to be done by then (均于6月底前报送方案)."""
    text = folded(words)
    if len(text) != len(words):
        return None
    for clause in _ALL_BY.finditer(text):
        found = [e for e in time_expressions(clause["limit"]) if e.sort in _DATED]
        if found and found[0].start == 0 and read_deadline(clause["limit"], year or 2000).dates:
            return clause.span("limit")
    return None


def limit_in_sentence(words: str, year: int | None) -> Span | None:
    """Where the sentences of a task (white space removed) set its limit: 4月20日前报县防办备案.

    From the first of several to the last; None where a time only tells which things are meant, or lies before the document's
    year."""
    text = folded(words)
    if len(text) != len(words):  # places would not be the same
        return None
    found: list[Span] = []
    for e in time_expressions(text):
        behind = _BEFORE.match(text, e.end)
        if not behind or e.sort not in _DATED or _ATTRIBUTE.match(text, e.end):
            continue
        if "《" in text[text.rfind("》", 0, e.start) + 1 : e.start]:
            continue
        named = _YEAR_BEFORE.search(text[: e.start])
        first = named.start() if named else e.start
        dates = read_deadline(text[first : behind.end()], year).dates
        if not dates or year is None or min(dates).year >= year:
            found.append((first, behind.end()))
    if found:
        return found[0][0], found[-1][1]
    lasting = _AFTER.search(words) or _WHILE.search(words)
    return lasting.span("words") if lasting else None
